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

} // namespace

Result<void> ModelCallRepository::note(const QList<ModelCall> &calls, qint64 bulkJobId)
{
    for (const ModelCall &call : calls) {
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
                                condition);
    if (auto ran = query.bind(u":value"_s, value).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return Totals{query.number(0), query.number(1), query.number(2), query.number(3)};
    return query.error() ? Result<Totals>(failure(*query.error())) : Totals{};
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
