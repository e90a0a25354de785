// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/keptanswers.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace listwright::keptanswers {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestKey = 255;
constexpr qint64 keptSeconds = 24 * 60 * 60;

struct KeptAnswers
{
    Q_DECLARE_TR_FUNCTIONS(KeptAnswers)
};

/** A PATCH may be repeated as it is, and depends on more than the hash holds: If-Match. */
QString keyOf(const ApiRequest &request)
{
    if (request.http().method != "POST")
        return {};
    return QString::fromUtf8(request.http().header("idempotency-key"));
}

QByteArray hashOf(const ApiRequest &request)
{
    const ReceivedRequest &http = request.http();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {http.method, http.path, http.query, http.body}) {
        hash.addData(QByteArray::number(part.size()));
        hash.addData(QByteArrayLiteral(":"));
        hash.addData(part);
    }
    return hash.result();
}

QList<std::pair<QByteArray, QByteArray>> headersFrom(const QString &json)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto header = object.begin(); header != object.end(); ++header)
        headers.emplaceBack(header.key().toLatin1(), header.value().toString().toLatin1());
    return headers;
}

QString headersText(const ServerAnswer &answer)
{
    QJsonObject object;
    for (const auto &[name, value] : answer.headers)
        object.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<void> removeOld(Database &database)
{
    Query remove(database, u"DELETE FROM kept_answers WHERE at < :time"_s);
    return remove.bind(u":time"_s, database.timeValue(QDateTime::currentDateTimeUtc().addSecs(-keptSeconds))).run();
}

} // namespace

Result<std::optional<ServerAnswer>> find(Database &database, const ApiRequest &request)
{
    const QString key = keyOf(request);
    if (key.isEmpty())
        return std::optional<ServerAnswer>();
    if (key.size() > longestKey)
        return ApiRequest::wrong(u"Idempotency-Key"_s,
                                 KeptAnswers::tr("The Idempotency-Key is longer than %Ln character(s).", nullptr,
                                                 static_cast<int>(longestKey)));
    Query query(database, u"SELECT request_hash, status, headers, body FROM kept_answers WHERE api_key_id = :caller "
                          "AND idempotency_key = :key AND at >= :time"_s);
    query.bind(u":caller"_s, request.caller().id)
        .bind(u":key"_s, key)
        .bind(u":time"_s, database.timeValue(QDateTime::currentDateTimeUtc().addSecs(-keptSeconds)));
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (!query.next()) {
        if (const auto error = query.error())
            return failure(*error);
        return std::optional<ServerAnswer>();
    }
    if (query.value(0).toByteArray() != hashOf(request))
        return failure(ErrorCode::Conflict,
                       KeptAnswers::tr("The Idempotency-Key was used for another request already."));
    return std::optional(ServerAnswer{.status = static_cast<int>(query.number(1)),
                                      .headers = headersFrom(query.text(2)),
                                      .body = query.value(3).toByteArray()});
}

Result<void> keep(Database &database, const ApiRequest &request, const ServerAnswer &answer)
{
    const QString key = keyOf(request);
    if (key.isEmpty() || answer.status >= 300)
        return {};
    if (auto removed = removeOld(database); !removed)
        return removed;
    Query insert(database, u"INSERT INTO kept_answers (api_key_id, idempotency_key, request_hash, status, headers, "
                           "body, at) VALUES (:caller, :key, :hash, :status, :headers, :body, :at)"_s);
    return insert.bind(u":caller"_s, request.caller().id)
        .bind(u":key"_s, key)
        .bind(u":hash"_s, hashOf(request))
        .bind(u":status"_s, answer.status)
        .bind(u":headers"_s, headersText(answer))
        .bind(u":body"_s, answer.body.isNull() ? QByteArray("") : answer.body)
        .bind(u":at"_s, database.timeValue(QDateTime::currentDateTimeUtc()))
        .run();
}

} // namespace listwright::keptanswers
