// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/keyroutes.h"

#include "models/domain/momentjson.h"
#include "services/api/newapikey.h"
#include "services/storage/apikeyrepository.h"
#include "services/storage/storage.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct KeyRoutes
{
    Q_DECLARE_TR_FUNCTIONS(KeyRoutes)
};

const QString nameMember = u"name"_s;
const QString scopesMember = u"scopes"_s;
const QString untilMember = u"expires_at"_s;
const QString daysMember = u"expires_in_days"_s;

ServerAnswer unkept(int status, const QJsonObject &object)
{
    ServerAnswer answer = ServerAnswer::json(status, object);
    answer.headers.emplaceBack("Cache-Control", "no-store");
    return answer;
}

Result<ServerAnswer> listKeys(Database &database, const ApiRequest &request)
{
    const auto before = request.number(u"before"_s, 1, std::numeric_limits<int>::max());
    const auto limit = request.number(u"limit"_s, 1, 1000);
    if (const auto wrong = ApiRequest::wrongOf(before, limit))
        return failure(*wrong);
    return ApiKeyRepository(database)
        .list(before->value_or(0), limit->value_or(100))
        .map([](const QList<ApiKey> &keys) {
            QJsonArray items;
            for (const ApiKey &key : keys)
                items.append(apiKeyJson(key));
            return unkept(200, {{u"items"_s, items}});
        });
}

/** A list of names, or one text that they stand in with commas; only reading where nothing is said. */
Result<ApiScopes> wantedScopes(const QJsonObject &body)
{
    const QJsonValue value = body.value(scopesMember);
    if (value.isUndefined())
        return ApiScopes(ApiScope::Read);
    QStringList names;
    const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const auto &name : list)
        names.append(name.isString() ? name.toString() : QString(u'?'));
    if (const auto scopes = apiScopesFromText(names.join(u',')))
        return *scopes;
    return ApiRequest::wrong(scopesMember, KeyRoutes::tr("It must be a list of read, write, publish and admin."));
}

Result<std::optional<QDateTime>> wantedEnd(const QJsonObject &body)
{
    const QJsonValue until = body.value(untilMember);
    const QJsonValue days = body.value(daysMember);
    const bool endless = until.isUndefined() || until.isNull();
    if (days.isUndefined() || days.isNull()) {
        if (endless)
            return std::optional<QDateTime>();
        const QDateTime end = QDateTime::fromString(until.toString(), Qt::ISODateWithMs);
        if (end.isValid() && end.timeSpec() != Qt::LocalTime) // without a zone it would be ours, not the sender's
            return std::optional(end.toUTC());
        return ApiRequest::wrong(untilMember, KeyRoutes::tr("It must be a time like 2027-01-31T12:00:00Z."));
    }
    if (!endless)
        return ApiRequest::wrong(daysMember, KeyRoutes::tr("Say either when the key expires or after how many days."));
    const int count = days.toInt();
    if (count < 1 || count > NewApiKey::longestLife)
        return ApiRequest::wrong(
            daysMember, KeyRoutes::tr("It must be a whole number from %L1 to %L2.").arg(1).arg(NewApiKey::longestLife));
    return std::optional(QDateTime::currentDateTimeUtc().addDays(count));
}

Result<NewApiKey> wantedKey(const ApiRequest &request)
{
    const auto body = request.object();
    if (!body)
        return failure(body.error());
    const auto members = ApiRequest::onlyKnown(*body, {nameMember, scopesMember, untilMember, daysMember});
    const auto scopes = wantedScopes(*body);
    const auto end = wantedEnd(*body);
    auto key = NewApiKey::make(body->value(nameMember).toString(), scopes.value_or(ApiScope::Read),
                               end.value_or(std::nullopt));
    if (const auto wrong = ApiRequest::wrongOf(key, scopes, end, members))
        return failure(*wrong);
    return key;
}

/** null where it was shown before. */
ServerAnswer madeAnswer(const ApiKey &key, const QJsonValue &secret)
{
    QJsonObject json = apiKeyJson(key);
    json.insert(u"key"_s, secret);
    return unkept(201, json);
}

struct Made
{
    ApiKey key;
    QString secret;
};

/** What is kept under an Idempotency-Key is the answer without the key, which is put in on its way out. */
void createKey(Storage &storage, const ApiRequest &request, Responder responder)
{
    const auto made = std::make_shared<std::optional<Made>>();
    const auto work = [made](Database &database, const ApiRequest &asked) -> Result<ServerAnswer> {
        const auto wanted = wantedKey(asked);
        if (!wanted)
            return failure(wanted.error());
        return wanted->keep(database).map([&](const ApiKey &key) {
            *made = Made{key, wanted->secret()};
            return madeAnswer(key, QJsonValue::Null);
        });
    };
    storage.write([request, work](Database &database) { return ApiRoutes::once(database, request, work); })
        .then([made, responder = std::move(responder)](Result<ServerAnswer> answer) mutable {
            if (answer && *made)
                answer = madeAnswer((*made)->key, (*made)->secret);
            responder.answer(ServerAnswer::of(std::move(answer)));
        });
}

Result<ServerAnswer> revokeKey(Database &database, const ApiRequest &request)
{
    ApiKeyRepository keys(database);
    const auto key = request.id().and_then([&](qint64 id) { return keys.find(id); });
    if (!key)
        return failure(key.error());
    const auto revoked = key->revokedAt ? Result<void>() : keys.revoke(key->id, QDateTime::currentDateTimeUtc());
    return revoked.and_then([&] { return keys.find(key->id); }).map([](const ApiKey &now) {
        return unkept(200, apiKeyJson(now));
    });
}

} // namespace

QJsonObject apiKeyJson(const ApiKey &key)
{
    return {{u"id"_s, key.id},
            {u"name"_s, key.name},
            {u"ending"_s, key.ending},
            {u"scopes"_s, QJsonArray::fromStringList(apiScopesText(key.scopes).split(u',', Qt::SkipEmptyParts))},
            {u"state"_s, apiKeyStateName(key.state(QDateTime::currentDateTimeUtc()))},
            {u"created_at"_s, momentJson(key.createdAt)},
            {u"expires_at"_s, momentJson(key.expiresAt)},
            {u"last_used_at"_s, momentJson(key.lastUsedAt)},
            {u"revoked_at"_s, momentJson(key.revokedAt)}};
}

void addKeyRoutes(ApiRoutes &routes, Storage &storage, ApiGuard &guard)
{
    routes.read("/api/keys", listKeys, ApiScope::Admin);
    routes.handle("POST", "/api/keys", ApiScope::Admin, [&storage](const ApiRequest &request, Responder responder) {
        createKey(storage, request, std::move(responder));
    });
    const auto revoke = [&storage, &guard](const ApiRequest &request, Responder responder) {
        storage.write([request](Database &database) { return ApiRoutes::once(database, request, revokeKey); })
            .then([&guard, responder = std::move(responder)](Result<ServerAnswer> answer) mutable {
                guard.forget(); // before it is said that the key is revoked
                responder.answer(ServerAnswer::of(std::move(answer)));
            });
    };
    routes.handle("DELETE", "/api/keys/{id}", ApiScope::Admin, revoke);
}

} // namespace listwright
