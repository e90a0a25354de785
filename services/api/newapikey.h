// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "models/domain/result.h"

#include <QCoreApplication>

namespace listwright {

class Database;

/** A key of the REST API as it is made. The key itself is only here: what is kept of it is a hash. */
class NewApiKey
{
    Q_DECLARE_TR_FUNCTIONS(NewApiKey)

public:
    static constexpr int longestName = 80;
    static constexpr int longestLife = 36'500; ///< days

    /** InvalidInput where the name is empty or too long, nothing is allowed, or the end is not ahead. */
    static Result<NewApiKey> make(const QString &name, ApiScopes scopes, const std::optional<QDateTime> &expiresAt);

    const QString &secret() const { return m_secret; }
    /** On the writer's connection; as it is kept, with its number. */
    Result<ApiKey> keep(Database &database) const;

private:
    NewApiKey() = default;

    ApiKey m_key;
    QString m_secret;
};

} // namespace listwright
