// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/jobrepository.h"
#include "tests/support/catalogfixture.h"

namespace listwright::test {

/** The queue of a catalog, for tests: an error ends the test program. */
class JobQueue
{
public:
    explicit JobQueue(Storage &storage) : m_storage(storage) {}

    /** What `work` gives for the repository. */
    template <class Work>
    auto with(Work work) const
    {
        return valueOf(m_storage.write([work](Database &database) {
            JobRepository jobs(database);
            return work(jobs);
        }));
    }

    qint64 add(const QList<NewJob> &jobs) const
    {
        return with([jobs](JobRepository &queue) { return queue.add(jobs); });
    }
    qint64 addBulk(const QString &title = QStringLiteral("Bulk")) const
    {
        return with([title](JobRepository &queue) { return queue.addBulk(QStringLiteral("test"), title, {}); });
    }
    /** Jobs of the kind "test". */
    QList<Job> claim(int count = 1, const QString &owner = QStringLiteral("me")) const
    {
        return claim({.owner = owner, .count = count, .kinds = {QStringLiteral("test")}});
    }
    QList<Job> claim(const JobRepository::Claim &claim) const
    {
        return with([claim](JobRepository &queue) { return queue.claim(claim); });
    }
    Job find(qint64 id) const
    {
        return with([id](JobRepository &queue) { return queue.find(id); });
    }
    /** Oldest first. */
    QList<Job> all(JobFilter filter = {}) const
    {
        filter.limit = 100000;
        QList<Job> jobs = with([filter](JobRepository &queue) { return queue.list(filter); });
        std::reverse(jobs.begin(), jobs.end());
        return jobs;
    }
    JobCounts counts(const JobScope &scope = {}) const
    {
        return with([scope](JobRepository &queue) { return queue.counts(scope); });
    }
    bool complete(const Job &job, const QJsonObject &result = {},
                  const std::function<Result<void>(Database &)> &store = {}) const
    {
        return with([=](JobRepository &queue) { return queue.complete(JobHold::of(job), result, store); });
    }
    bool fail(const Job &job, ErrorCode code, std::optional<std::chrono::milliseconds> retryIn = {}) const
    {
        const JobError error{job.attempts, code, QStringLiteral("It failed."), QDateTime::currentDateTimeUtc()};
        return with([=](JobRepository &queue) { return queue.fail(JobHold::of(job), error, retryIn); });
    }
    qint64 cancel(const QList<qint64> &ids) const
    {
        return with([ids](JobRepository &queue) { return queue.cancel(ids); });
    }
    qint64 retry(const QList<qint64> &ids) const
    {
        return with([ids](JobRepository &queue) { return queue.retry(ids); });
    }
    qint64 recover() const
    {
        return with([](JobRepository &queue) { return queue.recover(); });
    }
    void setPaused(const JobScope &scope, bool paused) const
    {
        ok(m_storage.write([=](Database &database) { return JobRepository(database).setPaused(scope, paused); }));
    }
    /** As if the worker had been gone for that long. */
    void expireLeases() const
    {
        ok(m_storage.write([](Database &database) {
            return database.execute(database.dialect() == Dialect::Sqlite
                                        ? QStringLiteral("UPDATE jobs SET lease_until = 1 WHERE state = 'running';")
                                        : QStringLiteral("UPDATE jobs SET lease_until = now() - interval '1 second' "
                                                         "WHERE state = 'running';"));
        }));
    }

private:
    Storage &m_storage;
};

/** Jobs of the kind "test", numbered in the payload. */
inline QList<NewJob> testJobs(int count)
{
    QList<NewJob> jobs;
    for (int i = 0; i < count; ++i)
        jobs.append({.kind = QStringLiteral("test"), .payload = {{QStringLiteral("number"), i}}});
    return jobs;
}

} // namespace listwright::test
