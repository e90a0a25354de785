// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/webhookrepository.h"

#include "services/storage/jobrows.h"

#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString eventColumns = u"id, received_at, remote_address, request_id, content_type, size, outcome, status, "
                             "products, failed, import_job_id, error, replay_of"_s;

/** By the job itself: one that waits for a job that was cancelled waits for nothing. */
const QString withoutJob = u"NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.unique_key = 'webhook:' || webhooks.id AND "
                           "jobs.state IN ('pending', 'running'))"_s;

WebhookEvent readEvent(const Database &database, const Query &row)
{
    WebhookEvent event;
    event.id = row.number(0);
    event.receivedAt = database.timeFrom(row.value(1));
    event.remoteAddress = row.text(2);
    event.requestId = row.text(3);
    event.contentType = row.text(4);
    event.size = row.number(5);
    event.outcome = webhookOutcomeFromName(row.text(6)).value_or(WebhookOutcome::Failed);
    event.status = static_cast<int>(row.number(7));
    event.products = row.number(8);
    event.failed = row.number(9);
    event.importJob = row.number(10);
    event.error = row.text(11);
    event.replayOf = row.number(12);
    return event;
}

QVariant orNull(qint64 id)
{
    return id != 0 ? QVariant(id) : QVariant();
}

} // namespace

Result<qint64> WebhookRepository::add(const WebhookEvent &event)
{
    Query insert(m_database,
                 u"INSERT INTO webhooks (received_at, remote_address, request_id, content_type, headers, body, size, "
                 "outcome, status, answer, products, failed, import_job_id, error, replay_of) VALUES (:at, :address, "
                 ":request, :type, :headers, :body, :size, :outcome, :status, :answer, :products, :failed, :job, "
                 ":error, :replay) RETURNING id"_s,
                 Query::Use::Often);
    insert.bind(u":at"_s, m_database.timeValue(event.receivedAt))
        .bind(u":address"_s, notNull(event.remoteAddress))
        .bind(u":request"_s, notNull(event.requestId))
        .bind(u":type"_s, notNull(event.contentType))
        .bind(u":headers"_s, QString::fromUtf8(QJsonDocument(event.headers).toJson(QJsonDocument::Compact)))
        .bind(u":body"_s, event.body.isNull() ? QVariant() : QVariant(event.body))
        .bind(u":size"_s, event.size)
        .bind(u":outcome"_s, webhookOutcomeName(event.outcome))
        .bind(u":status"_s, event.status)
        .bind(u":answer"_s, notNull(QString::fromUtf8(event.answer)))
        .bind(u":products"_s, event.products)
        .bind(u":failed"_s, event.failed)
        .bind(u":job"_s, orNull(event.importJob))
        .bind(u":error"_s, notNull(event.error))
        .bind(u":replay"_s, orNull(event.replayOf));
    return insert.firstNumber().map([this](qint64 id) {
        m_database.noteRecord(RecordKind::Webhook, id);
        return id;
    });
}

Result<void> WebhookRepository::settle(const WebhookEvent &event)
{
    Query update(m_database,
                 u"UPDATE webhooks SET outcome = :outcome, status = :status, answer = :answer, products = :products, "
                 "failed = :failed, import_job_id = :job, error = :error WHERE id = :id"_s,
                 Query::Use::Often);
    m_database.noteRecord(RecordKind::Webhook, event.id);
    return update.bind(u":outcome"_s, webhookOutcomeName(event.outcome))
        .bind(u":status"_s, event.status)
        .bind(u":answer"_s, notNull(QString::fromUtf8(event.answer)))
        .bind(u":products"_s, event.products)
        .bind(u":failed"_s, event.failed)
        .bind(u":job"_s, orNull(event.importJob))
        .bind(u":error"_s, notNull(event.error))
        .bind(u":id"_s, event.id)
        .run();
}

Result<WebhookEvent> WebhookRepository::find(qint64 id)
{
    Query query(m_database, u"SELECT "_s + eventColumns + u", headers, body, answer FROM webhooks WHERE id = :id"_s);
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return failure(
            query.error().value_or(Error{ErrorCode::NotFound, tr("There is no received request %1.").arg(id), {}, {}}));
    WebhookEvent event = readEvent(m_database, query);
    event.headers = QJsonDocument::fromJson(query.text(13).toUtf8()).object();
    event.body = query.value(14).toByteArray();
    event.answer = query.text(15).toUtf8();
    return event;
}

Result<std::optional<QByteArray>> WebhookRepository::answerOfFailed(qint64 importJob)
{
    Query query(m_database, u"SELECT answer FROM webhooks WHERE import_job_id = :job AND failed > 0"_s);
    if (auto ran = query.bind(u":job"_s, importJob).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return std::optional(query.text(0).toUtf8());
    if (const auto error = query.error())
        return failure(*error);
    return std::optional<QByteArray>();
}

Result<QList<WebhookEvent>> WebhookRepository::list(const WebhookFilter &filter)
{
    QString sql = u"SELECT "_s + eventColumns + u" FROM webhooks WHERE true"_s;
    if (filter.beforeId > 0)
        sql += u" AND id < :before"_s;
    if (!filter.outcomes.isEmpty()) {
        QStringList names;
        for (const WebhookOutcome outcome : filter.outcomes)
            names.append(u'\'' + webhookOutcomeName(outcome) + u'\'');
        sql += u" AND outcome IN ("_s + names.join(u", "_s) + u')';
    }
    Query query(m_database, sql + u" ORDER BY id DESC LIMIT :limit"_s);
    if (filter.beforeId > 0)
        query.bind(u":before"_s, filter.beforeId);
    if (auto ran = query.bind(u":limit"_s, filter.limit).run(); !ran)
        return failure(ran.error());
    QList<WebhookEvent> events;
    while (query.next())
        events.append(readEvent(m_database, query));
    if (const auto error = query.error())
        return failure(*error);
    return events;
}

Result<qint64> WebhookRepository::remove(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return 0;
    Query query(m_database,
                u"DELETE FROM webhooks WHERE "_s + jobrows::idCondition(u"id"_s, ids) + u" AND "_s + withoutJob);
    m_database.noteRecords(RecordKind::Webhook, ids);
    return query.change();
}

Result<qint64> WebhookRepository::removeBefore(const QDateTime &time, int limit)
{
    Query query(m_database,
                u"DELETE FROM webhooks WHERE id IN (SELECT id FROM webhooks WHERE received_at < :time AND "_s +
                    withoutJob + u" ORDER BY received_at LIMIT :limit)"_s);
    return query.bind(u":time"_s, m_database.timeValue(time))
        .bind(u":limit"_s, limit)
        .change()
        .map([this](qint64 count) {
            if (count > 0)
                m_database.noteManyRecords(RecordKind::Webhook);
            return count;
        });
}

Result<qint64> WebhookRepository::keepNewest(WebhookOutcome outcome, int most)
{
    Query query(m_database, u"DELETE FROM webhooks WHERE id IN (SELECT id FROM webhooks WHERE outcome = :outcome "
                            "ORDER BY id DESC LIMIT 1000 OFFSET :most)"_s);
    return query.bind(u":outcome"_s, webhookOutcomeName(outcome))
        .bind(u":most"_s, most)
        .change()
        .map([this](qint64 count) {
            if (count > 0)
                m_database.noteManyRecords(RecordKind::Webhook);
            return count;
        });
}

Result<QList<qint64>> WebhookRepository::copyToReplay(const QList<qint64> &ids)
{
    QList<qint64> copies;
    for (const qint64 id : ids) {
        Query copy(
            m_database,
            u"INSERT INTO webhooks (received_at, remote_address, request_id, content_type, headers, body, size, "
            "outcome, products, replay_of) SELECT :now, remote_address, request_id, content_type, headers, body, "
            "size, 'waiting', products, id FROM webhooks WHERE id = :id AND body IS NOT NULL RETURNING id"_s,
            Query::Use::Often);
        copy.bind(u":now"_s, m_database.timeValue(QDateTime::currentDateTimeUtc())).bind(u":id"_s, id);
        if (auto ran = copy.run(); !ran)
            return failure(ran.error());
        if (copy.next())
            copies.append(copy.number(0));
        if (const auto error = copy.error())
            return failure(*error);
    }
    m_database.noteRecords(RecordKind::Webhook, copies);
    return copies;
}

} // namespace listwright
