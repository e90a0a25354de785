// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/jobrepository.h"
#include "ui/services.h"

#include <QObject>

namespace listwright {

/** What a person does with jobs. The work is done in the storage's threads; a notification tells the outcome. */
class JobActions : public QObject
{
    Q_OBJECT

public:
    explicit JobActions(Services services, QObject *parent = nullptr);

    void retry(const QList<qint64> &ids);
    void retryFailed(const JobScope &scope);
    /** The notification can take it back. */
    void cancel(const QList<qint64> &ids);
    void cancel(const JobScope &scope);
    void setPaused(const QList<JobScope> &scopes, bool paused);

Q_SIGNALS:
    /** Stored, or refused. */
    void done();

private:
    void onRetried(const Result<qint64> &count);
    void onCancelled(const Result<qint64> &count, const QList<qint64> &ids);

    Services m_services;
};

} // namespace listwright
