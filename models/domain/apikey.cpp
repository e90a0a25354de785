// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/apikey.h"

#include <QStringList>

namespace listwright {

namespace {

constexpr std::pair<ApiScope, QLatin1String> scopeNames[] = {
    {ApiScope::Read, QLatin1String("read")},
    {ApiScope::Write, QLatin1String("write")},
    {ApiScope::Publish, QLatin1String("publish")},
    {ApiScope::Admin, QLatin1String("admin")},
};

} // namespace

QString apiScopeName(ApiScope scope)
{
    for (const auto &[known, name] : scopeNames) {
        if (known == scope)
            return name;
    }
    return {};
}

QString apiScopesText(ApiScopes scopes)
{
    QStringList names;
    for (const auto &[scope, name] : scopeNames) {
        if (scopes.testFlag(scope))
            names.append(name);
    }
    return names.join(u',');
}

std::optional<ApiScopes> apiScopesFromText(const QString &text)
{
    ApiScopes scopes;
    const QStringList names = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &given : names) {
        const auto *const known = std::ranges::find_if(
            scopeNames, [name = given.trimmed()](const auto &entry) { return entry.second == name; });
        if (known == std::end(scopeNames))
            return {};
        scopes |= known->first;
    }
    return scopes ? std::optional(scopes) : std::nullopt;
}

} // namespace listwright
