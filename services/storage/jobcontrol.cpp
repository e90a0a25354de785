// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with jobs: cancel, retry, pause.

#include "services/storage/jobrepository.h"
#include "services/storage/jobrows.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Calls `work` with conditions for some of the ids after the other; the sum. */
Result<qint64> inParts(const QList<qint64> &ids, const std::function<Result<qint64>(const QString &)> &work)
{
    constexpr qsizetype perStatement = 5000;
    qint64 sum = 0;
    for (qsizetype first = 0; first < ids.size(); first += perStatement) {
        const Result<qint64> count =
            work(jobrows::idCondition(u"id"_s, ids.mid(first, std::min(perStatement, ids.size() - first))));
        if (!count)
            return count;
        sum += *count;
    }
    return sum;
}

/** Conditions of a scope name a kind or do not. */
Result<qint64> changeWith(Database &database, const QString &sql, const QString &kind)
{
    Query query(database, sql);
    if (!kind.isEmpty())
        query.bind(u":kind"_s, kind);
    return query.change();
}

QString kindOf(const JobScope &scope)
{
    return scope.bulkJobId == 0 ? scope.kind : QString();
}

/** What is not ended of the scope learns whether it is paused. */
Result<void> notePauses(Database &database, const JobScope &scope)
{
    if (scope == JobScope())
        return {}; // a pause of everything is asked for by itself
    const QString isPaused = jobrows::pausedSql(u"jobs.kind"_s, u"jobs.bulk_job_id"_s);
    return changeWith(database,
                      u"UPDATE jobs SET paused = NOT paused WHERE state IN ('pending', 'running') AND "_s +
                          jobrows::scopeCondition(scope) + u" AND paused <> " + isPaused,
                      kindOf(scope))
        .map([](qint64) {});
}

} // namespace

Result<qint64> JobRepository::cancelWhere(const QString &condition, const QString &kind)
{
    const Result<qint64> ended =
        changeWith(m_database,
                   u"UPDATE jobs SET state = 'cancelled', finished_at = "_s + jobrows::nowSql(m_database) +
                       u" WHERE state = 'pending' AND " + condition,
                   kind);
    if (!ended)
        return ended;
    return changeWith(
               m_database,
               u"UPDATE jobs SET cancel_requested = TRUE WHERE state = 'running' AND NOT cancel_requested AND "_s +
                   condition,
               kind)
        .map([&](qint64 asked) { return *ended + asked; });
}

Result<qint64> JobRepository::cancel(const QList<qint64> &ids)
{
    return change(Wake::Yes, [&] {
        m_database.noteRecords(RecordKind::Job, ids);
        return inParts(ids, [this](const QString &condition) { return cancelWhere(condition); });
    });
}

Result<qint64> JobRepository::cancel(const JobScope &scope)
{
    return change(Wake::Yes, [&] {
        m_database.noteManyRecords(RecordKind::Job);
        return cancelWhere(jobrows::scopeCondition(scope), kindOf(scope));
    });
}

Result<qint64> JobRepository::retryWhere(const QString &condition, const QString &kind)
{
    if (auto kept = jobrows::keepPauses(m_database); !kept)
        return failure(kept.error());
    // A key stands for one waiting job: of several that ended with the same, the last is begun again.
    return changeWith(
        m_database,
        u"UPDATE jobs SET state = 'pending', attempts = 0, progress = 0, finished_at = NULL, "
        "lease_until = NULL, cancel_requested = FALSE, paused = "_s +
            jobrows::pausedSql(u"jobs.kind"_s, u"jobs.bulk_job_id"_s) + u", run_after = " +
            jobrows::nowSql(m_database) +
            u" WHERE id IN (SELECT id FROM (SELECT id, unique_key, row_number() OVER (PARTITION BY COALESCE('key' || "
            "unique_key, 'id' || id) ORDER BY id DESC) AS place FROM jobs WHERE " +
            condition +
            u") AS ended WHERE place = 1 AND (unique_key IS NULL OR NOT EXISTS (SELECT 1 FROM jobs AS taken WHERE "
            "taken.unique_key = ended.unique_key AND taken.state IN ('pending', 'running'))))",
        kind);
}

Result<qint64> JobRepository::retry(const QList<qint64> &ids)
{
    return change(Wake::Yes, [&] {
        m_database.noteRecords(RecordKind::Job, ids);
        return inParts(ids, [this](const QString &condition) {
            return retryWhere(u"state IN ('failed', 'cancelled') AND "_s + condition);
        });
    });
}

Result<qint64> JobRepository::retryFailed(const JobScope &scope)
{
    return change(Wake::Yes, [&] {
        m_database.noteManyRecords(RecordKind::Job);
        return retryWhere(u"state = 'failed' AND "_s + jobrows::scopeCondition(scope), kindOf(scope));
    });
}

Result<void> JobRepository::setPaused(const JobScope &scope, bool paused)
{
    const QString sql = paused ? u"INSERT INTO job_pauses (scope, at) VALUES (:scope, "_s +
                                     jobrows::nowSql(m_database) + u") ON CONFLICT DO NOTHING"
                               : u"DELETE FROM job_pauses WHERE scope = :scope"_s;
    const auto work = [&]() -> Result<qint64> {
        m_database.noteManyRecords(RecordKind::Job);
        if (paused && scope.bulkJobId != 0) {
            if (const auto known = findBulk(scope.bulkJobId); !known)
                return failure(known.error());
        }
        return Query(m_database, sql).bind(u":scope"_s, jobrows::scopeName(scope)).change().and_then([&](qint64 count) {
            return notePauses(m_database, scope).map([count] { return count; });
        });
    };
    return change(paused ? Wake::No : Wake::Yes, work).map([](qint64) {});
}

Result<QList<JobScope>> JobRepository::paused()
{
    Query query(m_database, u"SELECT scope FROM job_pauses ORDER BY scope"_s);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QList<JobScope> scopes;
    while (query.next()) {
        if (const auto scope = jobrows::scopeFromName(query.text(0)))
            scopes.append(*scope);
    }
    if (const auto error = query.error())
        return failure(*error);
    return scopes;
}

Result<void> JobRepository::stopBulk(qint64 bulkJobId, const QString &reason)
{
    return change(Wake::No,
                  [&]() -> Result<qint64> {
                      Query stop(m_database, u"UPDATE bulk_jobs SET error = :reason WHERE id = :id AND error = ''"_s);
                      const auto stopped = stop.bind(u":reason"_s, reason).bind(u":id"_s, bulkJobId).change();
                      if (!stopped)
                          return stopped;
                      Query cancel(m_database, u"UPDATE jobs SET state = 'cancelled', finished_at = "_s +
                                                   jobrows::nowSql(m_database) +
                                                   u" WHERE state = 'pending' AND bulk_job_id = :id");
                      m_database.noteManyRecords(RecordKind::Job);
                      return cancel.bind(u":id"_s, bulkJobId).change();
                  })
        .map([](qint64) {});
}

} // namespace listwright
