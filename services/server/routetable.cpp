// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/routetable.h"

namespace listwright {

namespace {

/** The values of the pattern's parameters; nothing where the path is another. */
std::optional<QList<QByteArray>> parametersOf(const QByteArray &pattern, const QByteArray &path)
{
    const QList<QByteArray> wanted = pattern.split('/');
    const QList<QByteArray> given = path.split('/');
    if (wanted.size() != given.size())
        return {};
    QList<QByteArray> parameters;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted.at(i).startsWith('{') && !given.at(i).isEmpty())
            parameters.append(given.at(i));
        else if (wanted.at(i) != given.at(i))
            return {};
    }
    return parameters;
}

} // namespace

RouteTable::Match RouteTable::find(const QByteArray &method, const QByteArray &path) const
{
    const QByteArray wanted = method == "HEAD" ? QByteArray("GET") : method;
    Match match;
    for (const Route &route : m_routes) {
        const auto parameters = parametersOf(route.pattern, path);
        if (!parameters)
            continue;
        match.allowed.append(route.method);
        if (route.method == "GET")
            match.allowed.append("HEAD");
        if (route.method == wanted && !match.route) {
            match.route = &route;
            match.parameters = *parameters;
        }
    }
    if (!match.allowed.isEmpty())
        match.allowed.append("OPTIONS");
    return match;
}

} // namespace listwright
