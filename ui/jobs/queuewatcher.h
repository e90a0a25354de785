// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"
#include "services/storage/jobrepository.h"
#include "ui/services.h"

#include <QObject>
#include <QTimer>

namespace listwright {

/** How the queue stands as a whole. */
struct QueueState
{
    JobCounts counts;
    QList<JobScope> paused;
    bool operator==(const QueueState &) const = default;
    bool isPaused(const JobScope &scope) const { return paused.contains(scope); }
};

/**
 * Follows the queue: reads its state when jobs or the catalog change, a few times a second at most, and every two
 * seconds where other machines work on the same catalog. GUI thread.
 */
class QueueWatcher : public QObject
{
    Q_OBJECT

public:
    explicit QueueWatcher(const Services &services, QObject *parent = nullptr);

    const QueueState &state() const { return m_state; }
    /** Reads soon, e.g. after the person changed something. */
    void refresh();
    /** Whether to ask every two seconds where others share the catalog; only for what is seen. */
    void setPolling(bool polling);

Q_SIGNALS:
    /** Read anew; jobs may have moved on even where the counts are the same. */
    void updated();

private:
    void read();
    void onRead(const Result<QueueState> &state);

    Storage *m_storage;
    QueueState m_state;
    QTimer m_soon;
    QTimer m_poll;
    bool m_reading = false;
    bool m_again = false;
};

/** "3 jobs running, 120 waiting"; empty when nothing is to be said. */
QString queueText(const QueueState &state);

} // namespace listwright
