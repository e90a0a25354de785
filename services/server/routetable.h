// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/receivedrequest.h"
#include "services/server/serveranswer.h"

namespace listwright {

/** One request on its way through a handler, which may keep it until it has the answer. */
struct Exchange
{
    std::shared_ptr<const ReceivedRequest> request;
    QList<QByteArray> parameters; ///< of the pattern, in its order
    Responder responder;
};

/** What is served where. Filled before the server starts; thread-safe from then on. */
class RouteTable
{
public:
    /** Called in the server's thread, which it must not hold up: what takes time is done elsewhere. */
    using Handler = std::function<void(Exchange exchange)>;

    struct Route
    {
        QByteArray method;      ///< "GET" answers HEAD as well
        QByteArray pattern;     ///< "/api/products/{id}"
        bool takesBody = false; ///< 411 where the request does not say how long it is
        Handler handler{};
        /**
         * Asked when the head is there and before the body is waited for, and again while that is slow to come; an
         * answer refuses the request.
         */
        std::function<std::optional<ServerAnswer>(const ReceivedRequest &head)> admit{};
        QByteArray scope{}; ///< what a key must allow, for who lists the routes: "read"; empty = no key is asked for
    };

    void add(Route route);
    const QList<Route> &routes() const { return m_routes; }

    struct Match
    {
        const Route *route = nullptr;
        QList<QByteArray> parameters{};
        QList<QByteArray> allowed{}; ///< methods known for the path; empty = there is nothing at it
    };
    Match find(const QByteArray &method, const QByteArray &path) const;

private:
    QList<Route> m_routes;
    QList<QList<QByteArray>> m_segments; ///< of their patterns
};

} // namespace listwright
