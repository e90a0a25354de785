// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "services/storage/database.h"

namespace listwright {

/** Keys of the REST API. Each method is one statement. */
class ApiKeyRepository
{
    Q_DECLARE_TR_FUNCTIONS(ApiKeyRepository)

public:
    explicit ApiKeyRepository(Database &database) : m_database(database) {}

    /** The new key's id. */
    Result<qint64> add(const ApiKey &key, const QByteArray &hash);
    /** Nothing where there is none; revoked and expired ones are found. */
    Result<std::optional<ApiKey>> findByHash(const QByteArray &hash);
    Result<ApiKey> find(qint64 id); ///< NotFound where there is none
    /** Newest first: all, or at most `limit` of those made before another. */
    Result<QList<ApiKey>> list(qint64 beforeId = 0, int limit = 0);
    /** NotFound where there is none, or it was revoked already. */
    Result<void> revoke(qint64 id, const QDateTime &at);
    Result<void> noteUse(qint64 id, const QDateTime &at);

private:
    Database &m_database;
};

} // namespace listwright
