// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/apikey.h"

#include <QCoreApplication>
#include <QStringList>

namespace listwright {

namespace {

struct ScopeEntry
{
    ApiScope scope;
    QLatin1String name;
    const char *text;
};

constexpr ScopeEntry allScopes[] = {
    {ApiScope::Read, QLatin1String("read"), QT_TRANSLATE_NOOP("ApiScope", "Read")},
    {ApiScope::Write, QLatin1String("write"), QT_TRANSLATE_NOOP("ApiScope", "Write")},
    {ApiScope::Publish, QLatin1String("publish"), QT_TRANSLATE_NOOP("ApiScope", "Publish")},
    {ApiScope::Admin, QLatin1String("admin"), QT_TRANSLATE_NOOP("ApiScope", "Everything")},
};

const ScopeEntry &entryOf(ApiScope scope)
{
    return *std::ranges::find(allScopes, scope, &ScopeEntry::scope);
}

} // namespace

QString apiScopeName(ApiScope scope)
{
    return entryOf(scope).name;
}

QString apiScopeText(ApiScope scope)
{
    return QCoreApplication::translate("ApiScope", entryOf(scope).text);
}

QString apiKeyStateName(ApiKeyState state)
{
    switch (state) {
    case ApiKeyState::Valid:
        return QStringLiteral("valid");
    case ApiKeyState::Expired:
        return QStringLiteral("expired");
    case ApiKeyState::Revoked:
        return QStringLiteral("revoked");
    }
    return {};
}

QString apiKeyStateText(ApiKeyState state)
{
    switch (state) {
    case ApiKeyState::Valid:
        return QCoreApplication::translate("ApiKeyState", "Valid");
    case ApiKeyState::Expired:
        return QCoreApplication::translate("ApiKeyState", "Expired");
    case ApiKeyState::Revoked:
        return QCoreApplication::translate("ApiKeyState", "Revoked");
    }
    return {};
}

QString apiScopesText(ApiScopes scopes)
{
    QStringList names;
    for (const ScopeEntry &entry : allScopes) {
        if (scopes.testFlag(entry.scope))
            names.append(entry.name);
    }
    return names.join(u',');
}

std::optional<ApiScopes> apiScopesFromText(const QString &text)
{
    ApiScopes scopes;
    const QStringList names = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &given : names) {
        const auto *const known = std::ranges::find_if(
            allScopes, [name = given.trimmed()](const ScopeEntry &entry) { return entry.name == name; });
        if (known == std::end(allScopes))
            return {};
        scopes |= known->scope;
    }
    return scopes ? std::optional(scopes) : std::nullopt;
}

} // namespace listwright
