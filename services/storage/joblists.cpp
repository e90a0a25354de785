// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue holds, for pages, the command line and workers that wait.

#include "services/storage/jobrepository.h"
#include "services/storage/jobrows.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectBulk = u"SELECT b.id, b.kind, b.title, b.parameters, b.error, b.started_at, p.scope IS NOT NULL "
                           "FROM bulk_jobs b LEFT JOIN job_pauses p ON p.scope = 'bulk:' || b.id "_s;

BulkJob readBulk(const Database &database, const Query &row)
{
    BulkJob bulk;
    bulk.id = row.number(0);
    bulk.kind = row.text(1);
    bulk.title = row.text(2);
    bulk.parameters = QJsonDocument::fromJson(row.text(3).toUtf8()).object();
    bulk.error = row.text(4);
    bulk.startedAt = database.timeFrom(row.value(5));
    bulk.paused = row.value(6).toBool();
    return bulk;
}

void count(JobCounts &counts, const QString &state, qint64 number)
{
    switch (jobStateFromName(state).value_or(JobState::Failed)) {
    case JobState::Pending:
        counts.pending += number;
        break;
    case JobState::Running:
        counts.running += number;
        break;
    case JobState::Completed:
        counts.completed += number;
        break;
    case JobState::Failed:
        counts.failed += number;
        break;
    case JobState::Cancelled:
        counts.cancelled += number;
        break;
    }
}

/** All rows of the query, which selects from bulk_jobs, with the counts of their jobs. */
Result<QList<BulkJob>> readBulkJobs(Database &database, Query &query)
{
    QList<BulkJob> bulks;
    QHash<qint64, qsizetype> places;
    QList<qint64> ids;
    while (query.next()) {
        bulks.append(readBulk(database, query));
        places.insert(bulks.last().id, bulks.size() - 1);
        ids.append(bulks.last().id);
    }
    if (const auto error = query.error())
        return failure(*error);
    if (ids.isEmpty())
        return bulks;
    Query counts(database, u"SELECT bulk_job_id, state, count(*) FROM jobs WHERE "_s +
                               jobrows::idCondition(u"bulk_job_id"_s, ids) + u" GROUP BY bulk_job_id, state");
    if (auto ran = counts.run(); !ran)
        return failure(ran.error());
    while (counts.next())
        count(bulks[places.value(counts.number(0))].counts, counts.text(1), counts.number(2));
    if (const auto error = counts.error())
        return failure(*error);
    return bulks;
}

QString filterCondition(const JobFilter &filter)
{
    QStringList conditions = {u"TRUE"_s};
    QStringList wanted;
    for (const JobState state : filter.states)
        wanted.append(u'\'' + jobStateName(state) + u'\'');
    if (!wanted.isEmpty())
        conditions.append(u"state IN ("_s + wanted.join(u", ") + u')');
    if (!filter.kind.isEmpty())
        conditions.append(u"kind = :kind"_s);
    if (filter.bulkJobId != 0)
        conditions.append(u"bulk_job_id = "_s + QString::number(filter.bulkJobId));
    if (filter.productId != 0)
        conditions.append(u"product_id = "_s + QString::number(filter.productId));
    if (filter.beforeId != 0)
        conditions.append(u"id < "_s + QString::number(filter.beforeId));
    return conditions.join(u" AND ");
}

} // namespace

Result<Job> JobRepository::find(qint64 id)
{
    Query query(m_database, u"SELECT "_s + jobrows::columns() + u" FROM jobs WHERE id = :id");
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return jobrows::read(m_database, query);
    return failure(query.error().value_or(Error{ErrorCode::NotFound, tr("There is no job %1.").arg(id), {}, {}}));
}

Result<QList<Job>> JobRepository::list(const JobFilter &filter)
{
    Query query(m_database, u"SELECT "_s + jobrows::columns() + u" FROM jobs WHERE " + filterCondition(filter) +
                                u" ORDER BY id DESC LIMIT " + QString::number(std::max(0, filter.limit)));
    if (!filter.kind.isEmpty())
        query.bind(u":kind"_s, filter.kind);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    return jobrows::readAll(m_database, query);
}

Result<JobCounts> JobRepository::counts(const JobScope &scope)
{
    Query query(m_database,
                u"SELECT state, count(*) FROM jobs WHERE "_s + jobrows::scopeCondition(scope) + u" GROUP BY state");
    if (scope.bulkJobId == 0 && !scope.kind.isEmpty())
        query.bind(u":kind"_s, scope.kind);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    JobCounts counts;
    while (query.next())
        count(counts, query.text(0), query.number(1));
    if (const auto error = query.error())
        return failure(*error);
    return counts;
}

Result<bool> JobRepository::hasUnfinished(const JobScope &scope)
{
    Query query(m_database, u"SELECT 1 FROM jobs WHERE (state = 'running' OR (state = 'pending'"_s +
                                jobrows::notPausedSql() + u")) AND " + jobrows::scopeCondition(scope) + u" LIMIT 1");
    if (scope.bulkJobId == 0 && !scope.kind.isEmpty())
        query.bind(u":kind"_s, scope.kind);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    const bool found = query.next();
    return query.error() ? Result<bool>(failure(*query.error())) : found;
}

Result<QList<BulkJob>> JobRepository::bulkJobs(int limit)
{
    Query query(m_database, selectBulk + u"ORDER BY b.id DESC LIMIT " + QString::number(std::max(0, limit)));
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    return readBulkJobs(m_database, query);
}

Result<BulkJob> JobRepository::findBulk(qint64 id)
{
    Query query(m_database, selectBulk + u"WHERE b.id = :id");
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    auto found = readBulkJobs(m_database, query);
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure(ErrorCode::NotFound, tr("There is no bulk job %1.").arg(id));
    return found->first();
}

Result<QList<qint64>> JobRepository::sumsOfResults(qint64 bulkJobId, const QStringList &names)
{
    const QString sum = m_database.dialect() == Dialect::Sqlite
                            ? u"coalesce(sum(json_extract(result, '$.%1')), 0)"_s
                            : u"CAST(coalesce(sum(CAST(result ->> '%1' AS bigint)), 0) AS bigint)"_s;
    QStringList columns;
    for (const QString &name : names)
        columns.append(sum.arg(name));
    Query query(m_database,
                u"SELECT "_s + columns.join(u", ") + u" FROM jobs WHERE state = 'completed' AND bulk_job_id = :id");
    if (auto ran = query.bind(u":id"_s, bulkJobId).run(); !ran)
        return failure(ran.error());
    QList<qint64> sums;
    if (query.next()) {
        for (int i = 0; i < names.size(); ++i)
            sums.append(query.number(i));
    }
    return query.error() ? Result<QList<qint64>>(failure(*query.error())) : sums;
}

Result<std::optional<std::chrono::milliseconds>> JobRepository::untilNext()
{
    const QString wait = m_database.dialect() == Dialect::Sqlite
                             ? u"min(run_after) - "_s + jobrows::nowSql(m_database)
                             : u"CAST(ceil(extract(epoch FROM min(run_after) - now()) * 1000) AS bigint)"_s;
    Query query(m_database, u"SELECT "_s + wait + u" FROM jobs WHERE state = 'pending'" + jobrows::notPausedSql());
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return failure(query.error().value_or(Error{ErrorCode::Internal, {}, u"no row"_s, {}}));
    if (query.isNull(0))
        return std::optional<std::chrono::milliseconds>();
    return std::optional(std::chrono::milliseconds(std::max<qint64>(0, query.number(0))));
}

Result<qint64> JobRepository::removeFinished(std::chrono::hours olderThan)
{
    return change(Wake::No, [&]() -> Result<qint64> {
        const QString before = jobrows::nowSql(m_database, -olderThan);
        Query jobs(m_database,
                   u"DELETE FROM jobs WHERE state IN ('completed', 'cancelled') AND finished_at < "_s + before);
        const Result<qint64> removed = jobs.change();
        if (!removed)
            return removed;
        if (*removed > 0)
            m_database.noteManyRecords(RecordKind::Job);
        Query bulks(m_database, u"DELETE FROM bulk_jobs WHERE started_at < "_s + before +
                                    u" AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.bulk_job_id = bulk_jobs.id)");
        Query pauses(m_database, u"DELETE FROM job_pauses WHERE scope LIKE 'bulk:%' AND NOT EXISTS (SELECT 1 FROM "
                                 "bulk_jobs WHERE 'bulk:' || bulk_jobs.id = job_pauses.scope)"_s);
        return bulks.run().and_then([&] { return pauses.run(); }).map([&] { return *removed; });
    });
}

} // namespace listwright
