// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace listwright {

/** What a key of the REST API allows. */
enum class ApiScope : quint8 {
    Read = 1,
    Write = 2,   ///< change products, import, order texts, decide on proposals
    Publish = 4, ///< bring listings to marketplaces
    Admin = 8,   ///< everything
};
Q_DECLARE_FLAGS(ApiScopes, ApiScope)
Q_DECLARE_OPERATORS_FOR_FLAGS(ApiScopes)

QString apiScopeName(ApiScope scope);    ///< stable: "read"
QString apiScopeText(ApiScope scope);    ///< translated: "Read"
QString apiScopesText(ApiScopes scopes); ///< "read,write"
/** Nothing where one of the names is unknown, or none is given. */
std::optional<ApiScopes> apiScopesFromText(const QString &text);

enum class ApiKeyState { Valid, Expired, Revoked };

QString apiKeyStateName(ApiKeyState state); ///< stable: "valid"
QString apiKeyStateText(ApiKeyState state); ///< translated

/** A key of the REST API, without the key itself: only its hash is kept. */
struct ApiKey
{
    qint64 id = 0;
    QString name;   ///< for people: "price watcher"
    QString ending; ///< the key's last four characters, to tell keys apart
    ApiScopes scopes;
    QDateTime createdAt; ///< UTC, likewise below
    std::optional<QDateTime> expiresAt{};
    std::optional<QDateTime> lastUsedAt{}; ///< to the minute
    std::optional<QDateTime> revokedAt{};

    ApiKeyState state(const QDateTime &now) const
    {
        if (revokedAt)
            return ApiKeyState::Revoked;
        return expiresAt && now >= *expiresAt ? ApiKeyState::Expired : ApiKeyState::Valid;
    }
    bool isValid(const QDateTime &now) const { return state(now) == ApiKeyState::Valid; }
    bool allows(ApiScope scope) const { return scopes.testFlag(scope) || scopes.testFlag(ApiScope::Admin); }

    bool operator==(const ApiKey &) const = default;
};

} // namespace listwright
