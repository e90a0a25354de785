// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"
#include "services/storage/database.h"

#include <chrono>

namespace listwright {

/** What holds up jobs: everything, one kind, or one bulk job. */
struct JobScope
{
    QString kind{};       ///< empty with bulkJobId 0 = everything
    qint64 bulkJobId = 0; ///< wins over the kind
    bool operator==(const JobScope &) const = default;
};

/** Which jobs a list shows; newest first, keyset paging by id. */
struct JobFilter
{
    QList<JobState> states{}; ///< empty = any
    QString kind{};           ///< empty = any
    qint64 bulkJobId = 0;     ///< 0 = any
    ProductId productId = 0;  ///< 0 = any
    qint64 beforeId = 0;      ///< 0 = from the newest
    int limit = 200;
};

/** A job that is being worked on: what its results are written back with. */
struct JobHold
{
    qint64 id = 0;
    qint64 beginning = 0; ///< Job::beginning
    static JobHold of(const Job &job) { return {job.id, job.beginning}; }
    bool operator==(const JobHold &) const = default;
};

/**
 * The queue in the database. Methods that change open a Transaction, or join one that is open. Times are the database
 * server's on PostgreSQL, so that clocks of several machines do not matter. What writes back a result is fenced: it
 * changes nothing, and says so, when the job was begun anew, cancelled or finished meanwhile.
 */
class JobRepository
{
    Q_DECLARE_TR_FUNCTIONS(JobRepository)

public:
    explicit JobRepository(Database &database) : m_database(database) {}

    /** Adds jobs; those whose unique key is taken are left out. How many were added. Wakes workers on commit. */
    Result<qint64> add(const QList<NewJob> &jobs);
    /** The bulk job its jobs are to name. */
    Result<qint64> addBulk(const QString &kind, const QString &title, const QJsonObject &parameters);

    /** What a worker may take. */
    struct Claim
    {
        QString owner;
        int count = 1;
        std::chrono::seconds lease{60};
        QStringList kinds{};     ///< those it knows
        QStringList fullKinds{}; ///< at their limit, not to be taken; likewise hosts
        QStringList fullHosts{};
        qint64 bulkJobId = 0; ///< only jobs of this one; 0 = any
        /** Status of the product while a job of the kind runs, e.g. {"optimize", Optimizing}. */
        QList<std::pair<QString, ProductStatus>> productStatus{};
    };
    /** Begins jobs: highest priority first, then the longest waiting. Never two workers the same. */
    Result<QList<Job>> claim(const Claim &claim);
    /** Extends leases; the holds that are lost (begun anew, finished) or whose cancellation was asked for. */
    Result<QList<JobHold>> renew(const QString &owner, const QList<JobHold> &holds, std::chrono::seconds lease);
    Result<void> setProgress(const JobHold &hold, int percent);

    /**
     * Completes the job and, in the same transaction, runs `store`. False when the hold is lost or its cancellation was
     * asked for; `store` is not run then.
     */
    Result<bool> complete(const JobHold &hold, const QJsonObject &result,
                          const std::function<Result<void>(Database &)> &store = {});
    /** The same for many jobs that store nothing, in one statement; those that were completed. */
    Result<QList<qint64>> completeMany(const QList<std::pair<JobHold, QJsonObject>> &jobs);
    /** Notes the error; pending again after `retryIn` where given and attempts are left, else failed: a dead letter. */
    Result<bool> fail(const JobHold &hold, const JobError &error, std::optional<std::chrono::milliseconds> retryIn);
    /** Gives it back unfinished without counting the attempt, on a clean stop or while a limit holds it up. */
    Result<bool> release(const JobHold &hold, std::chrono::milliseconds notBefore = {});
    Result<bool> finishCancelled(const JobHold &hold);

    /**
     * Jobs whose lease has run out are pending again, or dead letters where the attempts are used up; products that are
     * "optimizing" or "publishing" without a running job go back to what they were. How many jobs.
     */
    Result<qint64> recover();
    /** The first half of it, which costs little. */
    Result<qint64> takeOver();
    /**
     * On SQLite one process works the queue, so what others hold was left by a process that ended: recover() takes it
     * over at once. Does nothing on PostgreSQL.
     */
    Result<void> endLeasesOfOthers(const QString &owner);
    /** Gives back what the owner has begun without knowing it, because the answer to its claim was lost. */
    Result<qint64> releaseUnheld(const QString &owner, const QList<JobHold> &holds);
    /** Running jobs of the owner whose cancellation was asked for. */
    Result<QList<qint64>> cancelRequests(const QString &owner);

    /** Pending ones are cancelled at once, running ones are asked to end. How many. */
    Result<qint64> cancel(const QList<qint64> &ids);
    Result<qint64> cancel(const JobScope &scope);
    /** Failed or cancelled ones are pending again with all attempts. How many. */
    Result<qint64> retry(const QList<qint64> &ids);
    Result<qint64> retryFailed(const JobScope &scope);
    Result<void> setPaused(const JobScope &scope, bool paused);
    Result<QList<JobScope>> paused();
    /** Ends a bulk job early: what is pending is cancelled, and the reason is kept. */
    Result<void> stopBulk(qint64 bulkJobId, const QString &reason);

    Result<Job> find(qint64 id);
    Result<QList<Job>> list(const JobFilter &filter);
    Result<JobCounts> counts(const JobScope &scope = {});
    /** Whether any runs, or waits without a pause that holds it up. */
    Result<bool> hasUnfinished(const JobScope &scope = {});
    /** Newest first. */
    Result<QList<BulkJob>> bulkJobs(int limit = 100);
    Result<BulkJob> findBulk(qint64 id);
    /** Of numbers in the results of its completed jobs, by their names there. */
    Result<QList<qint64>> sumsOfResults(qint64 bulkJobId, const QStringList &names);
    /** When the next waiting job may begin; nothing when none waits. */
    Result<std::optional<std::chrono::milliseconds>> untilNext();
    /** Removes finished jobs older than that; failed ones stay. */
    Result<qint64> removeFinished(std::chrono::hours olderThan);

private:
    enum class Wake { No, Yes };
    /** Runs `work` in a transaction, and wakes workers on its commit when it gave a number above 0. */
    Result<qint64> change(Wake wake, const std::function<Result<qint64>()> &work);
    Result<qint64> cancelWhere(const QString &condition, const QString &kind = {});
    Result<qint64> retryWhere(const QString &condition, const QString &kind = {});

    Database &m_database;
};

} // namespace listwright
