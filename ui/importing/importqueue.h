// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importer.h"
#include "ui/services.h"

#include <QObject>

namespace listwright {

class RunningTask;
class TaskRunner;

/** Runs planned imports one after the other and tells what became of each. GUI thread. */
class ImportQueue : public QObject
{
    Q_OBJECT

public:
    explicit ImportQueue(Services services, QObject *parent = nullptr);

    void add(const ImportPlan &plan);
    bool isRunning() const { return m_running; }
    /** Takes an import back; used by notifications. */
    void undo(const ImportJob &job);
    /** Asks where to and copies the rejected records there. */
    void saveRejects(const QString &rejectsFile, QWidget *parent);

Q_SIGNALS:
    /** The task may be null; otherwise it lives until it is finished. */
    void started(listwright::RunningTask *task);
    void finished(const listwright::ImportSummary &summary);
    /** The person wants to see what came in. */
    void catalogRequested();
    void rejectsRequested(const QString &rejectsFile);

private:
    void startNext();
    void onFinished(const QString &fileName, const Result<ImportSummary> &summary);
    void announce(const ImportSummary &summary);
    void announceRejects(const ImportSummary &summary);

    Services m_services;
    TaskRunner *m_runner;
    QList<ImportPlan> m_waiting;
    bool m_running = false;
};

} // namespace listwright
