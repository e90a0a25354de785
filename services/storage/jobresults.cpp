// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How jobs end: what a worker writes back, and what becomes of those whose worker is gone.

#include "services/storage/jobproducts.h"
#include "services/storage/jobrepository.h"
#include "services/storage/jobrows.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Changes the job that is held; false when the hold is lost. `set` is bound by `bind`. */
Result<bool> changeHeld(Database &database, const JobHold &hold, const QString &set,
                        const std::function<void(Query &)> &bind = {})
{
    Query query(database, u"UPDATE jobs SET "_s + set +
                              u" WHERE id = :id AND beginning = :beginning AND state = 'running' "
                              "RETURNING product_status_before IS NOT NULL");
    query.bind(u":id"_s, hold.id).bind(u":beginning"_s, hold.beginning);
    if (bind)
        bind(query);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    const bool held = query.next();
    if (const auto error = query.error())
        return failure(*error);
    if (held)
        database.noteRecord(RecordKind::Job, hold.id);
    const bool hasProduct = held && query.value(0).toBool();
    query.finish();
    if (!hasProduct)
        return held;
    return jobproducts::restore(database, {hold.id}).map([] { return true; });
}

QString endedSql(const Database &database, const QString &state)
{
    return u"state = '"_s + state + u"', lease_until = NULL, finished_at = " + jobrows::nowSql(database);
}

/** Pending again while attempts are left and nobody wants it cancelled. */
QString againOrEnded(const Database &database, const QString &runAfter)
{
    const QString again = u"NOT cancel_requested AND attempts < max_attempts"_s;
    return u"state = CASE WHEN cancel_requested THEN 'cancelled' WHEN "_s + again +
           u" THEN 'pending' ELSE 'failed' END, run_after = CASE WHEN " + again + u" THEN " + runAfter +
           u" ELSE run_after END, finished_at = CASE WHEN " + again + u" THEN NULL ELSE " + jobrows::nowSql(database) +
           u" END, lease_until = NULL, progress = 0";
}

/** Pending again as if it had not been begun. */
QString releasedSql(const Database &database, const QString &runAfter)
{
    return u"state = CASE WHEN cancel_requested THEN 'cancelled' ELSE 'pending' END, finished_at = CASE WHEN "
           "cancel_requested THEN "_s +
           jobrows::nowSql(database) +
           u" END, attempts = attempts - 1, progress = 0, lease_until = NULL, run_after = " + runAfter;
}

QString appendedError(const Database &database, const QString &error)
{
    if (database.dialect() == Dialect::Sqlite)
        return u"json_insert(errors, '$[#]', "_s + error + u')';
    return u"errors || "_s + error;
}

/** The error that SQL makes for each job whose worker is gone, with the number of its attempt. */
QString lostWorkerError(const Database &database)
{
    const QString members = u"'attempt', attempts, 'code', 'disconnected', 'message', CAST(:message AS text), 'at', "
                            "CAST(:at AS text))"_s;
    return database.dialect() == Dialect::Sqlite ? u"json_object("_s + members : u"jsonb_build_object("_s + members;
}

struct Completed
{
    QList<qint64> ids;
    QList<qint64> withProducts; ///< whose status is to be restored
};

Result<void> readCompleted(Query &query, Completed &completed)
{
    while (query.next()) {
        completed.ids.append(query.number(0));
        if (query.value(1).toBool())
            completed.withProducts.append(query.number(0));
    }
    query.finish();
    return query.error() ? Result<void>(failure(*query.error())) : Result<void>();
}

const QString completedColumns = u" RETURNING jobs.id, jobs.product_status_before IS NOT NULL"_s;

/** Where nothing has to travel, a statement a job is the quickest: SQLite joins with an array by trying all pairs. */
Result<Completed> completeOneByOne(Database &database, const QList<std::pair<JobHold, QJsonObject>> &jobs)
{
    Query query(database, u"UPDATE jobs SET "_s + endedSql(database, u"completed"_s) +
                              u", progress = 100, result = :result WHERE id = :id AND beginning = :beginning AND "
                              "state = 'running' AND NOT cancel_requested" +
                              completedColumns);
    Completed completed;
    for (const auto &[hold, result] : jobs) {
        query.bind(u":result"_s, QString::fromUtf8(QJsonDocument(result).toJson(QJsonDocument::Compact)))
            .bind(u":id"_s, hold.id)
            .bind(u":beginning"_s, hold.beginning);
        if (auto ran = query.run().and_then([&] { return readCompleted(query, completed); }); !ran)
            return failure(ran.error());
    }
    return completed;
}

Result<Completed> completeTogether(Database &database, const QList<std::pair<JobHold, QJsonObject>> &jobs)
{
    QJsonArray rows;
    for (const auto &[hold, result] : jobs)
        rows.append(QJsonObject{{u"id"_s, hold.id}, {u"beginning"_s, hold.beginning}, {u"result"_s, result}});
    const QString table = jobrows::tableOfJson(
        database, u":rows"_s, {{u"id"_s, u"number"_s}, {u"beginning"_s, u"number"_s}, {u"result"_s, u"json"_s}});
    Query query(database,
                u"UPDATE jobs SET "_s + endedSql(database, u"completed"_s) +
                    u", progress = 100, result = r.result FROM " + table +
                    u" WHERE jobs.id = r.id AND jobs.beginning = r.beginning AND jobs.state = 'running' "
                    "AND NOT jobs.cancel_requested" +
                    completedColumns,
                Query::Use::Often);
    Completed completed;
    query.bind(u":rows"_s, QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Compact)));
    return query.run().and_then([&] { return readCompleted(query, completed); }).map([&] { return completed; });
}

/** Jobs whose worker is gone, locked. */
Result<QList<qint64>> abandonedJobs(Database &database)
{
    QString abandoned = u"SELECT id FROM jobs WHERE state = 'running' AND (lease_until IS NULL OR lease_until < "_s +
                        jobrows::nowSql(database) + u") ORDER BY id LIMIT 1000";
    if (database.dialect() == Dialect::PostgreSql)
        abandoned += u" FOR UPDATE SKIP LOCKED";
    Query query(database, abandoned);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    return jobrows::readIds(query);
}

Result<void> takeFromWorkers(Database &database, const QList<qint64> &ids)
{
    const QString now = jobrows::nowSql(database);
    Query query(database, u"UPDATE jobs SET "_s + againOrEnded(database, now) + u", errors = " +
                              appendedError(database, lostWorkerError(database)) + u" WHERE " +
                              jobrows::idCondition(u"id"_s, ids));
    database.noteRecords(RecordKind::Job, ids);
    return query.bind(u":message"_s, JobRepository::tr("The program that worked on it ended or lost its connection."))
        .bind(u":at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs))
        .run()
        .and_then([&] { return jobproducts::restore(database, ids); });
}

} // namespace

Result<bool> JobRepository::complete(const JobHold &hold, const QJsonObject &result,
                                     const std::function<Result<void>(Database &)> &store)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    const auto completed = completeMany({{hold, result}});
    if (!completed)
        return failure(completed.error());
    if (!completed->isEmpty() && store) {
        if (auto stored = store(m_database); !stored)
            return failure(stored.error());
    }
    return transaction.commit().map([&] { return !completed->isEmpty(); });
}

Result<QList<qint64>> JobRepository::completeMany(const QList<std::pair<JobHold, QJsonObject>> &jobs)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    const auto completed = m_database.dialect() == Dialect::Sqlite ? completeOneByOne(m_database, jobs)
                                                                   : completeTogether(m_database, jobs);
    if (!completed)
        return failure(completed.error());
    m_database.noteRecords(RecordKind::Job, completed->ids);
    return jobproducts::restore(m_database, completed->withProducts)
        .and_then([&] { return transaction.commit(); })
        .map([&] { return completed->ids; });
}

Result<bool> JobRepository::fail(const JobHold &hold, const JobError &error,
                                 std::optional<std::chrono::milliseconds> retryIn)
{
    const QString json = m_database.dialect() == Dialect::Sqlite ? u"json(:error)"_s : u"CAST(:error AS jsonb)"_s;
    QString set = u"errors = "_s + appendedError(m_database, json);
    set += u", "_s + (retryIn ? againOrEnded(m_database, jobrows::nowSql(m_database, *retryIn))
                              : endedSql(m_database, u"failed"_s));
    bool held = false;
    const auto failed = change(Wake::No, [&] {
        return changeHeld(
                   m_database, hold, set,
                   [&](Query &query) { query.bind(u":error"_s, QString::fromUtf8(jobrows::errorToJson(error))); })
            .map([&](bool changed) {
                held = changed;
                return qint64(changed);
            });
    });
    return failed.map([&](qint64) { return held; });
}

Result<bool> JobRepository::release(const JobHold &hold, std::chrono::milliseconds notBefore)
{
    const QString set = releasedSql(m_database, jobrows::nowSql(m_database, notBefore));
    return change(Wake::Yes,
                  [&] { return changeHeld(m_database, hold, set).map([](bool held) { return qint64(held); }); })
        .map([](qint64 count) { return count > 0; });
}

Result<qint64> JobRepository::releaseUnheld(const QString &owner, const QList<JobHold> &holds)
{
    QList<qint64> held = {0};
    for (const JobHold &hold : holds)
        held.append(hold.id);
    return change(Wake::No, [&]() -> Result<qint64> {
        Query query(m_database, u"UPDATE jobs SET "_s + releasedSql(m_database, jobrows::nowSql(m_database)) +
                                    u" WHERE state = 'running' AND lease_owner = :owner AND NOT " +
                                    jobrows::idCondition(u"id"_s, held) + u" RETURNING id");
        if (auto ran = query.bind(u":owner"_s, owner).run(); !ran)
            return failure(ran.error());
        const auto ids = jobrows::readIds(query);
        query.finish();
        if (!ids)
            return failure(ids.error());
        m_database.noteRecords(RecordKind::Job, *ids);
        return jobproducts::restore(m_database, *ids).map([&] { return qint64(ids->size()); });
    });
}

Result<bool> JobRepository::finishCancelled(const JobHold &hold)
{
    const QString set = endedSql(m_database, u"cancelled"_s);
    return change(Wake::No,
                  [&] { return changeHeld(m_database, hold, set).map([](bool held) { return qint64(held); }); })
        .map([](qint64 count) { return count > 0; });
}

Result<qint64> JobRepository::takeOver()
{
    return change(Wake::Yes, [&]() -> Result<qint64> {
        qint64 count = 0;
        for (auto ids = abandonedJobs(m_database); !ids || !ids->isEmpty(); ids = abandonedJobs(m_database)) {
            if (!ids)
                return failure(ids.error());
            if (auto taken = takeFromWorkers(m_database, *ids); !taken)
                return failure(taken.error());
            count += ids->size();
        }
        return count;
    });
}

Result<qint64> JobRepository::recover()
{
    return change(Wake::No, [&] {
        return takeOver().and_then(
            [&](qint64 count) { return jobproducts::restoreForgotten(m_database).map([count] { return count; }); });
    });
}

Result<void> JobRepository::endLeasesOfOthers(const QString &owner)
{
    if (m_database.dialect() != Dialect::Sqlite)
        return {};
    Query query(m_database, u"UPDATE jobs SET lease_until = 0 WHERE state = 'running' AND lease_owner <> :owner"_s);
    return query.bind(u":owner"_s, owner).run();
}

} // namespace listwright
