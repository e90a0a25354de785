// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/apikeyrepository.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectKey = u"SELECT id, name, ending, scopes, created_at, expires_at, last_used_at, revoked_at "
                          "FROM api_keys "_s;

ApiKey readKey(const Database &database, const Query &row)
{
    ApiKey key;
    key.id = row.number(0);
    key.name = row.text(1);
    key.ending = row.text(2);
    key.scopes = apiScopesFromText(row.text(3)).value_or(ApiScopes());
    key.createdAt = database.timeFrom(row.value(4));
    key.expiresAt = database.optionalTimeFrom(row.value(5));
    key.lastUsedAt = database.optionalTimeFrom(row.value(6));
    key.revokedAt = database.optionalTimeFrom(row.value(7));
    return key;
}

} // namespace

Result<qint64> ApiKeyRepository::add(const ApiKey &key, const QByteArray &hash)
{
    Query insert(m_database, u"INSERT INTO api_keys (name, hash, ending, scopes, created_at, expires_at) VALUES "
                             "(:name, :hash, :ending, :scopes, :created, :expires) RETURNING id"_s);
    insert.bind(u":name"_s, notNull(key.name))
        .bind(u":hash"_s, hash)
        .bind(u":ending"_s, notNull(key.ending))
        .bind(u":scopes"_s, apiScopesText(key.scopes))
        .bind(u":created"_s, m_database.timeValue(key.createdAt))
        .bind(u":expires"_s, key.expiresAt ? m_database.timeValue(*key.expiresAt) : QVariant());
    return insert.firstNumber();
}

Result<std::optional<ApiKey>> ApiKeyRepository::findByHash(const QByteArray &hash)
{
    Query query(m_database, selectKey + u"WHERE hash = :hash"_s);
    if (auto ran = query.bind(u":hash"_s, hash).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return readKey(m_database, query);
    if (const auto error = query.error())
        return failure(*error);
    return std::optional<ApiKey>();
}

Result<ApiKey> ApiKeyRepository::find(qint64 id)
{
    Query query(m_database, selectKey + u"WHERE id = :id"_s);
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return readKey(m_database, query);
    if (const auto error = query.error())
        return failure(*error);
    return failure(ErrorCode::NotFound, tr("There is no key %1.").arg(id));
}

Result<QList<ApiKey>> ApiKeyRepository::list(qint64 beforeId, int limit)
{
    Query query(m_database, selectKey + (beforeId > 0 ? u"WHERE id < :before "_s : QString()) + u"ORDER BY id DESC"_s +
                                (limit > 0 ? u" LIMIT :limit"_s : QString()));
    if (beforeId > 0)
        query.bind(u":before"_s, beforeId);
    if (limit > 0)
        query.bind(u":limit"_s, limit);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QList<ApiKey> keys;
    while (query.next())
        keys.append(readKey(m_database, query));
    if (const auto error = query.error())
        return failure(*error);
    return keys;
}

Result<void> ApiKeyRepository::revoke(qint64 id, const QDateTime &at)
{
    Query update(m_database, u"UPDATE api_keys SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL"_s);
    const auto changed = update.bind(u":at"_s, m_database.timeValue(at)).bind(u":id"_s, id).change();
    if (!changed)
        return failure(changed.error());
    return *changed > 0 ? Result<void>()
                        : failure(ErrorCode::NotFound, tr("There is no key %1 that could be revoked.").arg(id));
}

Result<void> ApiKeyRepository::noteUse(qint64 id, const QDateTime &at)
{
    Query update(m_database, u"UPDATE api_keys SET last_used_at = :at WHERE id = :id"_s);
    return update.bind(u":at"_s, m_database.timeValue(at)).bind(u":id"_s, id).run();
}

} // namespace listwright
