// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apiroutes.h"

#include "services/api/entitytag.h"
#include "services/api/keptanswers.h"
#include "services/server/metrics.h"
#include "services/storage/storage.h"

namespace listwright {

using namespace Qt::StringLiterals;

Result<ServerAnswer> ApiRoutes::once(Database &database, const ApiRequest &request, const Work &work)
{
    const DurableCommits durable(database);
    Transaction transaction(database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    auto kept = keptanswers::find(database, request);
    if (!kept)
        return failure(kept.error());
    if (*kept)
        return **std::move(kept);
    auto answer = work(database, request);
    if (!answer)
        return answer;
    if (const auto stored = keptanswers::keep(database, request, *answer); !stored)
        return failure(stored.error());
    return transaction.commit().map([&] { return *std::move(answer); });
}

void ApiRoutes::read(const QByteArray &pattern, Work work)
{
    handle("GET", pattern, ApiScope::Read,
           [&storage = m_storage, metrics = m_metrics, work = std::move(work)](const ApiRequest &request,
                                                                               Responder responder) {
               storage
                   .read(Metrics::timed(metrics, "read",
                                        [request, work](Database &database) { return work(database, request); }))
                   .then([request, responder](Result<ServerAnswer> result) mutable {
                       responder.answer(tagged(request.http(), ServerAnswer::of(std::move(result))));
                   });
           });
}

void ApiRoutes::write(const QByteArray &method, const QByteArray &pattern, ApiScope scope, Work work)
{
    handle(method, pattern, scope,
           [&storage = m_storage, metrics = m_metrics, work = std::move(work)](const ApiRequest &request,
                                                                               Responder responder) {
               storage
                   .write(Metrics::timed(metrics, "write",
                                         [request, work](Database &database) { return once(database, request, work); }))
                   .then([responder](Result<ServerAnswer> result) mutable {
                       responder.answer(ServerAnswer::of(std::move(result)));
                   });
           });
}

void ApiRoutes::handle(const QByteArray &method, const QByteArray &pattern, ApiScope scope, Handler handler)
{
    const auto ask = [&guard = m_guard, scope, handler = std::move(handler)](Exchange exchange) {
        guard.ask(ApiRequest::keyOf(*exchange.request), [exchange, scope, handler](Result<ApiKey> caller) mutable {
            if (!caller) {
                ServerAnswer answer = ServerAnswer::error(caller.error());
                if (answer.status == 401)
                    answer.headers.emplaceBack("WWW-Authenticate", "Bearer");
                return exchange.responder.answer(std::move(answer));
            }
            if (!caller->allows(scope))
                return exchange.responder.answer(ServerAnswer::error(
                    403, u"forbidden"_s, tr("The key does not allow this; it needs “%1”.").arg(apiScopeName(scope))));
            const ApiRequest request(exchange.request, exchange.parameters, *std::move(caller));
            if (const auto fit = request.checkQuery(); !fit)
                return exchange.responder.answer(ServerAnswer::error(fit.error()));
            handler(request, exchange.responder);
        });
    };
    m_routes.append({.method = method, .pattern = pattern, .handler = ask, .scope = apiScopeName(scope).toLatin1()});
}

void ApiRoutes::addTo(RouteTable &table)
{
    for (RouteTable::Route &route : m_routes)
        table.add(std::move(route));
    m_routes.clear();
}

} // namespace listwright
