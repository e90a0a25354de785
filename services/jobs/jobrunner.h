// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"
#include "services/storage/jobrepository.h"

#include <QObject>

#include <stop_token>

namespace listwright {

class Storage;

/** What a job's work gives when it succeeds. */
struct JobOutcome
{
    QJsonObject result{}; ///< kept with the job
    /**
     * Runs in the transaction that completes the job, and not at all when another worker has taken the job over. Runs
     * again when that transaction had to be taken back.
     */
    std::function<Result<void>(Database &)> store{};
    /**
     * Nothing was done, as a limit on this side stands against it: the job goes back to the queue for at least so long,
     * and this beginning does not count as an attempt.
     */
    std::optional<std::chrono::milliseconds> putOff{};
};

/** What a running job's work may use. Lives in the worker's thread, which may block. */
class JobContext
{
public:
    JobContext(Storage &storage, std::stop_token stop, std::function<void(int)> progress);
    Storage &storage() const { return m_storage; }
    /** Requested when the job is cancelled, over its time limit, lost to another worker, or the program ends. */
    const std::stop_token &stop() const { return m_stop; }
    /** Percent; written at most once a second. */
    void report(int percent) { m_progress(percent); }

private:
    Storage &m_storage;
    std::stop_token m_stop;
    std::function<void(int)> m_progress;
};

/** One kind of job and how it is worked on. */
struct JobKind
{
    QString name;
    /**
     * Straight-line code that may block. A transient error (isTransient()) is tried again with growing, jittered
     * pauses or after Error::retryAfter; any other makes the job a dead letter at once.
     */
    std::function<Result<JobOutcome>(const Job &, JobContext &)> work;
    int limit = 0; ///< at once in this process; 0 = as many as there are workers
    /** Asked as a job is taken, in the runner's thread. */
    std::function<std::chrono::seconds()> timeLimit = [] { return std::chrono::seconds(300); };
    std::optional<ProductStatus> productStatus{}; ///< of the job's product while it runs
};

struct JobRunnerOptions
{
    int workers = 4;
    std::chrono::seconds lease{60};
    std::chrono::milliseconds poll{2000};       ///< when nothing wakes it earlier
    QHash<QString, int> hostLimits{};           ///< at once in this process, by Job::host
    std::chrono::milliseconds firstPause{2000}; ///< before the second attempt; doubled for each further one, ± jitter
    std::chrono::milliseconds longestPause{600000};
    std::chrono::hours keepFinished{30 * 24}; ///< completed and cancelled jobs are removed when older
    std::function<double()> random{};         ///< from 0 to 1, for the jitter; nothing = the usual
    /** Told of each job that ended here and is not tried again: completed, failed or cancelled; from a thread of it. */
    std::function<void(const QString &kind, JobState state)> ended{};
    qint64 bulkJobId = 0; ///< works on the jobs of this bulk job only; 0 = on all
};

/**
 * Works the queue of a catalog with a pool of threads. One a process; on SQLite the process that has the catalog open
 * for writing, on PostgreSQL any number on any number of machines. Construct, start(), and stop() before the storage
 * goes. Signals come from its threads.
 */
class JobRunner : public QObject
{
    Q_OBJECT

public:
    JobRunner(Storage &storage, QList<JobKind> kinds, JobRunnerOptions options = {}, QObject *parent = nullptr);
    ~JobRunner() override;

    void start();
    /** Running work is asked to end and given back to the queue; returns when no thread is left. */
    void stop();
    /** Looks for work at once, e.g. after jobs were added in this process. Any thread. */
    void wake();
    /** Ends the running jobs of these numbers within a second; for a cancellation made in this process. Any thread. */
    void interrupt(const QList<qint64> &ids);
    /** Changes how many run at once in this process. Any thread. */
    void setHostLimit(const QString &host, int limit);
    /** The same for all hosts together, at once. The thread that calls start() and stop(). */
    void setWorkers(int workers);
    /**
     * Blocks until no job of the bulk job runs or can begin (one that is paused cannot), or the stop is requested;
     * `progressed` is called a few times a second meanwhile. Not in the GUI thread.
     */
    void waitForBulk(qint64 bulkJobId, const std::stop_token &stop, const std::function<void()> &progressed = {});

Q_SIGNALS:
    /** Jobs began, ended or moved on; at most ten times a second. */
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace listwright
