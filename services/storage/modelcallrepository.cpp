// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/modelcallrepository.h"

#include "services/storage/jobrows.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QDateTime orNow(const QDateTime &at)
{
    return at.isValid() ? at : QDateTime::currentDateTimeUtc();
}

/**
 * Now, less an age: the server's on PostgreSQL, as the clocks of several machines differ and jobs have its times too.
 * On SQLite a value to be bound, so that the statement stays the same.
 */
QString timeAgo(const Database &database, std::chrono::hours age)
{
    return database.dialect() == Dialect::Sqlite ? u":ago"_s : jobrows::nowSql(database, -age);
}

void bindTimeAgo(const Database &database, Query &query, std::chrono::hours age)
{
    if (database.dialect() == Dialect::Sqlite)
        query.bind(u":ago"_s, database.timeValue(QDateTime::currentDateTimeUtc().addSecs(
                                  -std::chrono::duration_cast<std::chrono::seconds>(age).count())));
}

// What is set aside is a row that says which beginning of which job asks; job 0 where none does.
const QString settledSql = u"asking_job IS NULL"_s;
constexpr std::chrono::minutes longestWithoutJob{10};

/** Whether who set it aside is still at work. `since` is bound to when that counts of one without a job. */
QString isBeingAskedSql(const QString &since)
{
    return u"((asking_job = 0 AND at > "_s + since +
           u") OR EXISTS (SELECT 1 FROM jobs WHERE jobs.id = asking_job AND jobs.beginning = asking_beginning AND "
           "jobs.state = 'running'))";
}

QString sumSql(const QString &condition)
{
    return u"(SELECT coalesce(sum(cost), 0) FROM model_calls WHERE "_s + condition + u')';
}

/** Of the few rows that are being asked. */
QString askedSumSql(const QString &condition, const QString &since)
{
    return sumSql(u"asking_job IS NOT NULL AND "_s + condition + u" AND " + isBeingAskedSql(since));
}

/** False when the row is gone. */
Result<bool> settle(Database &database, const ModelCall &call)
{
    const QString set = call.isPaid
                            ? u"provider = :provider, model = :model, input_tokens = :input, output_tokens = "
                              ":output, cost = :cost, asking_job = NULL, asking_beginning = NULL WHERE id = :id"_s
                            : u"cost = 0 WHERE id = :id AND asking_job IS NOT NULL"_s;
    Query query(database, u"UPDATE model_calls SET "_s + set, Query::Use::Often);
    query.bind(u":id"_s, call.reservation);
    if (call.isPaid)
        query.bind(u":provider"_s, notNull(call.provider))
            .bind(u":model"_s, notNull(call.model))
            .bind(u":input"_s, call.inputTokens)
            .bind(u":output"_s, call.outputTokens)
            .bind(u":cost"_s, call.cost);
    return query.change().map([](qint64 count) { return count > 0; });
}

} // namespace

Result<void> ModelCallRepository::note(const QList<ModelCall> &calls, qint64 bulkJobId)
{
    for (const ModelCall &call : calls) {
        const auto settled = call.reservation != 0 ? settle(m_database, call) : Result<bool>(!call.isPaid);
        if (!settled)
            return failure(settled.error());
        if (*settled || !call.isPaid)
            continue;
        Query query(m_database,
                    u"INSERT INTO model_calls (at, provider, model, input_tokens, output_tokens, cost, "
                    "bulk_job_id) VALUES (:at, :provider, :model, :input, :output, :cost, :bulk)"_s,
                    Query::Use::Often);
        query.bind(u":at"_s, m_database.timeValue(orNow(call.at)))
            .bind(u":provider"_s, notNull(call.provider))
            .bind(u":model"_s, notNull(call.model))
            .bind(u":input"_s, call.inputTokens)
            .bind(u":output"_s, call.outputTokens)
            .bind(u":cost"_s, call.cost)
            .bind(u":bulk"_s, bulkJobId != 0 ? QVariant(bulkJobId) : QVariant());
        if (auto ran = query.run(); !ran)
            return ran;
    }
    return {};
}

Result<qint64> ModelCallRepository::spentSince(const QDateTime &begin)
{
    return totalsSince(begin).map([](const Totals &totals) { return totals.cost; });
}

Result<qint64> ModelCallRepository::spentBy(qint64 bulkJobId)
{
    return totalsOf(bulkJobId).map([](const Totals &totals) { return totals.cost; });
}

Result<ModelCallRepository::Totals> ModelCallRepository::totalsOf(qint64 bulkJobId)
{
    return totals(u"bulk_job_id = :value"_s, bulkJobId);
}

Result<ModelCallRepository::Totals> ModelCallRepository::totalsSince(const QDateTime &begin)
{
    return totals(u"at >= :value"_s, m_database.timeValue(begin));
}

Result<ModelCallRepository::Totals> ModelCallRepository::totals(const QString &condition, const QVariant &value)
{
    Query query(m_database, u"SELECT count(*), coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0), "
                            "coalesce(sum(cost), 0) FROM model_calls WHERE "_s +
                                settledSql + u" AND " + condition);
    if (auto ran = query.bind(u":value"_s, value).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return Totals{query.number(0), query.number(1), query.number(2), query.number(3)};
    return query.error() ? Result<Totals>(failure(*query.error())) : Totals{};
}

Result<ModelCallRepository::Accounts> ModelCallRepository::accounts(const QDateTime &beginOfDay, qint64 bulkJobId)
{
    Query query(m_database,
                u"SELECT "_s + sumSql(settledSql + u" AND at >= :begin") + u", " +
                    sumSql(settledSql + u" AND bulk_job_id = :bulk") + u", " +
                    askedSumSql(u"at >= :beginToo"_s, u":since"_s) + u", " +
                    askedSumSql(u"bulk_job_id = :bulkToo"_s, u":sinceToo"_s),
                Query::Use::Often);
    const QVariant begin = m_database.timeValue(beginOfDay);
    const QVariant since =
        m_database.timeValue(QDateTime::currentDateTimeUtc().addSecs(-std::chrono::seconds(longestWithoutJob).count()));
    query.bind(u":begin"_s, begin)
        .bind(u":beginToo"_s, begin)
        .bind(u":bulk"_s, bulkJobId)
        .bind(u":bulkToo"_s, bulkJobId);
    query.bind(u":since"_s, since).bind(u":sinceToo"_s, since);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (query.next())
        return Accounts{query.number(0), query.number(1), query.number(2), query.number(3)};
    return query.error() ? Result<Accounts>(failure(*query.error())) : Accounts{};
}

Result<bool> ModelCallRepository::holdAccounts()
{
    if (m_database.dialect() == Dialect::Sqlite)
        return true; // its transactions come one after the other
    constexpr qint64 key = 0x4c57'6d6f'6e65'79;
    Query query(m_database,
                u"SELECT CASE WHEN pg_try_advisory_xact_lock("_s + QString::number(key) + u") THEN 1 ELSE 0 END");
    return query.firstNumber().map([](qint64 held) { return held == 1; });
}

Result<qint64> ModelCallRepository::setAside(const JobHold &hold, qint64 bulkJobId, qint64 cost)
{
    Query query(
        m_database,
        u"INSERT INTO model_calls (at, provider, model, input_tokens, output_tokens, cost, bulk_job_id, "
        "asking_job, asking_beginning) VALUES (:at, '', '', 0, 0, :cost, :bulk, :job, :beginning) RETURNING id"_s,
        Query::Use::Often);
    query.bind(u":at"_s, m_database.timeValue(QDateTime::currentDateTimeUtc()))
        .bind(u":job"_s, hold.id)
        .bind(u":beginning"_s, hold.beginning)
        .bind(u":cost"_s, cost)
        .bind(u":bulk"_s, bulkJobId != 0 ? QVariant(bulkJobId) : QVariant());
    return query.firstNumber();
}

Result<void> ModelCallRepository::removeUnpaid(const QList<ModelCall> &calls)
{
    for (const ModelCall &call : calls) {
        if (call.isPaid || call.reservation == 0)
            continue;
        // SQLite gives the number of a row that was removed once more: one that counts is somebody else's.
        Query query(m_database, u"DELETE FROM model_calls WHERE id = :id AND cost = 0 AND asking_job IS NOT NULL"_s,
                    Query::Use::Often);
        if (auto removed = query.bind(u":id"_s, call.reservation).change(); !removed)
            return failure(removed.error());
    }
    return {};
}

Result<qint64> ModelCallRepository::removeForgotten()
{
    Query query(m_database, u"DELETE FROM model_calls WHERE asking_job IS NOT NULL AND at < :before"_s);
    return query.bind(u":before"_s, m_database.timeValue(QDateTime::currentDateTimeUtc().addDays(-1))).change();
}

Result<void> ModelCallRepository::keep(const QList<KeptAnswer> &answers)
{
    for (const KeptAnswer &kept : answers) {
        const bool isNow = !kept.at.isValid();
        Query query(m_database,
                    u"INSERT INTO model_answers (hash, answer, model, at) VALUES (:hash, :answer, :model, "_s +
                        (isNow ? timeAgo(m_database, {}) : u":at"_s) +
                        u") ON CONFLICT (hash) DO UPDATE SET answer = excluded.answer, "
                        "model = excluded.model, at = excluded.at",
                    Query::Use::Often);
        query.bind(u":hash"_s, kept.hash)
            .bind(u":answer"_s, m_database.jsonValue(QJsonDocument(kept.answer).toJson(QJsonDocument::Compact)))
            .bind(u":model"_s, notNull(kept.model));
        if (isNow)
            bindTimeAgo(m_database, query, {});
        else
            query.bind(u":at"_s, m_database.timeValue(kept.at));
        if (auto ran = query.run(); !ran)
            return ran;
    }
    return {};
}

Result<std::optional<KeptAnswer>> ModelCallRepository::answer(const QByteArray &hash, std::chrono::hours notOlderThan)
{
    Query query(m_database,
                u"SELECT answer, model, at FROM model_answers WHERE hash = :hash AND at >= "_s +
                    timeAgo(m_database, notOlderThan),
                Query::Use::Often);
    query.bind(u":hash"_s, hash);
    bindTimeAgo(m_database, query, notOlderThan);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return query.error() ? Result<std::optional<KeptAnswer>>(failure(*query.error())) : std::nullopt;
    return std::optional(KeptAnswer{hash, QJsonDocument::fromJson(query.text(0).toUtf8()).object(), query.text(1),
                                    m_database.timeFrom(query.value(2))});
}

Result<qint64> ModelCallRepository::removeAnswers(std::chrono::hours olderThan)
{
    Query query(m_database, u"DELETE FROM model_answers WHERE at < "_s + timeAgo(m_database, olderThan));
    bindTimeAgo(m_database, query, olderThan);
    return query.change();
}

} // namespace listwright
