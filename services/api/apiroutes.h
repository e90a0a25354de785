// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiguard.h"
#include "services/api/apirequest.h"
#include "services/storage/database.h"

namespace listwright {

class Metrics;
class Storage;

/**
 * Makes routes of the REST API: who asks is known and allowed to, an error becomes its status, what was read before is
 * not sent again (ETag), and what was done is not done again (Idempotency-Key). Storage, guard and metrics must
 * outlive the server.
 */
class ApiRoutes
{
    Q_DECLARE_TR_FUNCTIONS(ApiRoutes)

public:
    ApiRoutes(Storage &storage, ApiGuard &guard, Metrics *metrics = nullptr)
        : m_storage(storage), m_guard(guard), m_metrics(metrics)
    {
    }

    using Work = std::function<Result<ServerAnswer>(Database &, const ApiRequest &)>;
    /** A GET; runs on a reader's connection. */
    void read(const QByteArray &pattern, Work work, ApiScope scope = ApiScope::Read);
    /**
     * Runs on the writer's connection, in a transaction that is taken back with an error. A POST is done once under its
     * Idempotency-Key.
     */
    void write(const QByteArray &method, const QByteArray &pattern, ApiScope scope, Work work);
    /** What write() does with the writer's connection, for handlers. */
    static Result<ServerAnswer> once(Database &database, const ApiRequest &request, const Work &work);
    /** What needs more than the database; answers from any thread. */
    using Handler = std::function<void(const ApiRequest &, Responder)>;
    void handle(const QByteArray &method, const QByteArray &pattern, ApiScope scope, Handler handler);

    void addTo(RouteTable &table);

private:
    Storage &m_storage;
    ApiGuard &m_guard;
    Metrics *m_metrics;
    QList<RouteTable::Route> m_routes;
};

} // namespace listwright
