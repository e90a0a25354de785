// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/jobrepository.h"

#include "services/storage/jobproducts.h"
#include "services/storage/jobrows.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString jsonText(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QJsonObject rowOf(const NewJob &job)
{
    QJsonObject row{{u"kind"_s, job.kind},
                    {u"payload"_s, job.payload},
                    {u"priority"_s, job.priority},
                    {u"max_attempts"_s, std::max(1, job.maxAttempts)},
                    {u"host"_s, job.host}};
    if (job.runAfter)
        row.insert(u"run_after"_s, job.runAfter->toMSecsSinceEpoch());
    if (!job.uniqueKey.isEmpty())
        row.insert(u"unique_key"_s, job.uniqueKey);
    if (job.bulkJobId != 0)
        row.insert(u"bulk_job_id"_s, job.bulkJobId);
    if (job.productId != 0)
        row.insert(u"product_id"_s, job.productId);
    return row;
}

/** Each one's id is told where there are few. */
Result<qint64> insertJobs(Database &database, const QJsonArray &rows, bool tellsIds)
{
    const QString now = jobrows::nowSql(database);
    const QString table = jobrows::tableOfJson(database, u":rows"_s,
                                               {{u"kind"_s, u"text"_s},
                                                {u"payload"_s, u"json"_s},
                                                {u"priority"_s, u"number"_s},
                                                {u"max_attempts"_s, u"number"_s},
                                                {u"run_after"_s, u"number"_s},
                                                {u"unique_key"_s, u"text"_s},
                                                {u"host"_s, u"text"_s},
                                                {u"bulk_job_id"_s, u"number"_s},
                                                {u"product_id"_s, u"number"_s}});
    Query query(database, u"INSERT INTO jobs (kind, payload, priority, max_attempts, run_after, unique_key, host, "
                          "bulk_job_id, product_id, paused, created_at) SELECT r.kind, r.payload, r.priority, "
                          "r.max_attempts, COALESCE("_s +
                              jobrows::timeSql(database, u"r.run_after"_s) + u", " + now +
                              u"), r.unique_key, r.host, r.bulk_job_id, r.product_id, " +
                              jobrows::pausedSql(u"r.kind"_s, u"r.bulk_job_id"_s) + u", " + now + u" FROM " + table +
                              u" WHERE TRUE ON CONFLICT DO NOTHING" + (tellsIds ? u" RETURNING id"_s : QString()));
    query.bind(u":rows"_s, jsonText(rows));
    if (!tellsIds) {
        const auto added = query.change();
        if (added && *added > 0)
            database.noteManyRecords(RecordKind::Job);
        return added;
    }
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    return jobrows::readIds(query).map([&](const QList<qint64> &ids) {
        database.noteRecords(RecordKind::Job, ids);
        return qint64(ids.size());
    });
}

/** "name IN (:n0, :n1)" and the values for it. */
class TextList
{
public:
    TextList(const QString &column, QString prefix, QStringList values)
        : m_prefix(std::move(prefix)), m_values(std::move(values))
    {
        QStringList names;
        for (qsizetype i = 0; i < m_values.size(); ++i)
            names.append(m_prefix + QString::number(i));
        m_sql = column + u" IN ("_s + names.join(u", ") + u')';
    }
    QString among() const { return u" AND "_s + m_sql; }
    QString notAmong() const { return m_values.isEmpty() ? QString() : QString(u" AND NOT "_s + m_sql); }
    void bindTo(Query &query) const
    {
        for (qsizetype i = 0; i < m_values.size(); ++i)
            query.bind(m_prefix + QString::number(i), m_values.at(i));
    }

private:
    QString m_prefix;
    QStringList m_values;
    QString m_sql;
};

QString beginSql(const Database &database, std::chrono::seconds lease, const QString &waiting)
{
    // An array, as a list of rows would let PostgreSQL read the whole table where it expects many.
    const QString chosen = database.dialect() == Dialect::Sqlite
                               ? u"id IN ("_s + waiting + u')'
                               : QString(u"id = ANY (ARRAY("_s + waiting + u" FOR UPDATE SKIP LOCKED))");
    return u"UPDATE jobs SET state = 'running', attempts = attempts + 1, beginning = beginning + 1, lease_until = "_s +
           jobrows::nowSql(database, lease) + u", lease_owner = :owner, progress = 0, started_at = " +
           jobrows::nowSql(database) + u", product_status_before = NULL WHERE " + chosen + u" RETURNING " +
           jobrows::columns();
}

Result<void> beginProducts(Database &database, const QList<Job> &jobs, const JobRepository::Claim &claim)
{
    for (const auto &[kind, status] : claim.productStatus) {
        QList<qint64> ids;
        for (const Job &job : jobs) {
            if (job.kind == kind && job.productId != 0)
                ids.append(job.id);
        }
        if (ids.isEmpty())
            continue;
        if (auto begun = jobproducts::begin(database, ids, status); !begun)
            return begun;
    }
    return {};
}

// SQLite would give the number of one that was removed once more, and with it what that one had spent.
const QString nextBulkSql = u"(SELECT 1 + max(coalesce((SELECT max(id) FROM bulk_jobs), 0), "
                            "coalesce((SELECT max(bulk_job_id) FROM model_calls), 0))), "_s;

} // namespace

Result<qint64> JobRepository::change(Wake wake, const std::function<Result<qint64>()> &work)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    const Result<qint64> count = work();
    if (!count)
        return count;
    if (wake == Wake::Yes && *count > 0 && m_database.dialect() == Dialect::PostgreSql) {
        if (auto told = m_database.execute(u"NOTIFY listwright_jobs;"_s); !told)
            return failure(told.error());
    }
    return transaction.commit().map([&] { return *count; });
}

Result<qint64> JobRepository::add(const QList<NewJob> &jobs)
{
    constexpr qsizetype perStatement = 2000;
    return change(Wake::Yes, [&]() -> Result<qint64> {
        if (auto kept = jobrows::keepPauses(m_database); !kept)
            return failure(kept.error());
        qint64 added = 0;
        for (qsizetype first = 0; first < jobs.size(); first += perStatement) {
            QJsonArray rows;
            for (const NewJob &job : jobs.sliced(first, std::min(perStatement, jobs.size() - first)))
                rows.append(rowOf(job));
            const Result<qint64> inserted = insertJobs(m_database, rows, jobs.size() <= ChangedIds::most);
            if (!inserted)
                return inserted;
            added += *inserted;
        }
        return added;
    });
}

Result<qint64> JobRepository::addBulk(const QString &kind, const QString &title, const QJsonObject &parameters)
{
    return change(Wake::No, [&] {
        const bool numbered = m_database.dialect() == Dialect::Sqlite;
        Query query(m_database,
                    u"INSERT INTO bulk_jobs (%1kind, title, parameters, started_at) VALUES (%2:kind, :title, "
                    ":parameters, %3) RETURNING id"_s.arg(numbered ? u"id, "_s : QString(),
                                                          numbered ? nextBulkSql : QString(),
                                                          jobrows::nowSql(m_database)));
        return query.bind(u":kind"_s, kind)
            .bind(u":title"_s, title.isNull() ? u""_s : title)
            .bind(u":parameters"_s, jsonText(parameters))
            .firstNumber();
    });
}

Result<QList<Job>> JobRepository::claim(const Claim &claim)
{
    if (claim.kinds.isEmpty() || claim.count <= 0)
        return QList<Job>();
    const TextList kinds(u"kind"_s, u":kind"_s, claim.kinds);
    const TextList fullKinds(u"kind"_s, u":full"_s, claim.fullKinds);
    const TextList fullHosts(u"host"_s, u":host"_s, claim.fullHosts);
    // Both databases would rather sort all that wait than read them in their order, as long as they do not know how
    // many there are. Those of one bulk job are better looked up.
    const bool readsInOrder = claim.bulkJobId == 0;
    const QString inOrder =
        readsInOrder && m_database.dialect() == Dialect::Sqlite ? u"jobs INDEXED BY jobs_waiting"_s : u"jobs"_s;
    const QString waiting =
        u"SELECT id FROM "_s + inOrder + u" WHERE state = 'pending' AND run_after <= " + jobrows::nowSql(m_database) +
        kinds.among() + fullKinds.notAmong() + fullHosts.notAmong() +
        (readsInOrder ? QString() : u" AND "_s + jobrows::scopeCondition({.bulkJobId = claim.bulkJobId})) +
        jobrows::notPausedSql() + u" ORDER BY priority DESC, run_after, id LIMIT " + QString::number(claim.count);
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    if (readsInOrder && m_database.dialect() == Dialect::PostgreSql) {
        if (auto set = m_database.execute(u"SET LOCAL enable_sort TO off;"_s); !set)
            return failure(set.error());
    }
    Query query(m_database, beginSql(m_database, claim.lease, waiting), Query::Use::Often);
    kinds.bindTo(query);
    fullKinds.bindTo(query);
    fullHosts.bindTo(query);
    if (auto ran = query.bind(u":owner"_s, claim.owner).run(); !ran)
        return failure(ran.error());
    auto jobs = jobrows::readAll(m_database, query);
    query.finish();
    if (!jobs)
        return jobs;
    for (const Job &job : std::as_const(*jobs))
        m_database.noteRecord(RecordKind::Job, job.id);
    std::sort(jobs->begin(), jobs->end(), [](const Job &a, const Job &b) {
        return std::tuple(-a.priority, a.runAfter, a.id) < std::tuple(-b.priority, b.runAfter, b.id);
    });
    return beginProducts(m_database, *jobs, claim).and_then([&] { return transaction.commit(); }).map([&] {
        return std::move(*jobs);
    });
}

Result<QList<JobHold>> JobRepository::renew(const QString &owner, const QList<JobHold> &holds,
                                            std::chrono::seconds lease)
{
    if (holds.isEmpty())
        return QList<JobHold>();
    QList<qint64> ids;
    for (const JobHold &hold : holds)
        ids.append(hold.id);
    Query query(m_database, u"UPDATE jobs SET lease_until = "_s + jobrows::nowSql(m_database, lease) + u" WHERE " +
                                jobrows::idCondition(u"id"_s, ids) +
                                u" AND state = 'running' AND lease_owner = :owner "
                                "RETURNING id, beginning, cancel_requested");
    if (auto ran = query.bind(u":owner"_s, owner).run(); !ran)
        return failure(ran.error());
    QList<JobHold> lost = holds;
    while (query.next()) {
        if (!query.value(2).toBool())
            lost.removeOne(JobHold{query.number(0), query.number(1)});
    }
    if (const auto error = query.error())
        return failure(*error);
    return lost;
}

Result<QList<qint64>> JobRepository::cancelRequests(const QString &owner)
{
    Query query(m_database,
                u"SELECT id FROM jobs WHERE state = 'running' AND lease_owner = :owner AND cancel_requested"_s);
    if (auto ran = query.bind(u":owner"_s, owner).run(); !ran)
        return failure(ran.error());
    return jobrows::readIds(query);
}

Result<void> JobRepository::setProgress(const JobHold &hold, int percent)
{
    Query query(m_database, u"UPDATE jobs SET progress = :percent WHERE id = :id AND beginning = :beginning AND "
                            "state = 'running'"_s);
    return query.bind(u":percent"_s, std::clamp(percent, 0, 100))
        .bind(u":id"_s, hold.id)
        .bind(u":beginning"_s, hold.beginning)
        .change()
        .map([&](qint64 count) {
            if (count > 0)
                m_database.noteRecord(RecordKind::Job, hold.id);
        });
}

} // namespace listwright
