// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/routetable.h"

#include <QVarLengthArray>

namespace listwright {

namespace {

/** Long enough for every pattern there is; a path of more segments fits none. */
using Segments = QVarLengthArray<QByteArrayView, 16>;

Segments segmentsOf(QByteArrayView path)
{
    Segments segments;
    for (qsizetype from = 0;;) {
        const qsizetype end = path.indexOf('/', from);
        segments.append(path.sliced(from, (end < 0 ? path.size() : end) - from));
        if (end < 0)
            return segments;
        from = end + 1;
    }
}

bool isParameter(const QByteArray &segment)
{
    return segment.startsWith('{');
}

bool fits(const QList<QByteArray> &pattern, const Segments &path)
{
    return pattern.size() == path.size() &&
           std::equal(pattern.begin(), pattern.end(), path.begin(), [](const QByteArray &wanted, QByteArrayView given) {
               return wanted == given || (isParameter(wanted) && !given.isEmpty());
           });
}

} // namespace

void RouteTable::add(Route route)
{
    m_segments.append(route.pattern.split('/'));
    m_routes.append(std::move(route));
}

RouteTable::Match RouteTable::find(const QByteArray &method, const QByteArray &path) const
{
    const Segments given = segmentsOf(path);
    const QByteArrayView wanted = method == "HEAD" ? QByteArrayView("GET") : QByteArrayView(method);
    Match match;
    for (qsizetype i = 0; i < m_routes.size(); ++i) {
        if (!fits(m_segments.at(i), given))
            continue;
        const Route &route = m_routes.at(i);
        match.allowed.append(route.method);
        if (route.method == "GET")
            match.allowed.append("HEAD");
        if (wanted == route.method && !match.route) {
            match.route = &route;
            for (qsizetype part = 0; part < given.size(); ++part) {
                if (isParameter(m_segments.at(i).at(part)))
                    match.parameters.append(given.at(part).toByteArray());
            }
        }
    }
    if (!match.allowed.isEmpty())
        match.allowed.append("OPTIONS");
    return match;
}

} // namespace listwright
