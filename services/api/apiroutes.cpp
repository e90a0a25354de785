// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apiroutes.h"

#include "services/api/entitytag.h"
#include "services/api/keptanswers.h"
#include "services/server/metrics.h"
#include "services/storage/storage.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Why who asks may not; nothing where it may. */
std::optional<ServerAnswer> whyNot(const Result<ApiKey> &caller, ApiScope scope)
{
    if (!caller) {
        ServerAnswer answer = ServerAnswer::error(caller.error());
        if (answer.status == 401)
            answer.headers.emplaceBack("WWW-Authenticate", "Bearer");
        return answer;
    }
    if (!caller->allows(scope))
        return ServerAnswer::error(
            403, u"forbidden"_s, ApiRoutes::tr("The key does not allow this; it needs “%1”.").arg(apiScopeName(scope)));
    return {};
}

} // namespace

Result<ServerAnswer> ApiRoutes::once(Database &database, const ApiRequest &request, const Work &work)
{
    if (auto refusal = request.malformed())
        return *std::move(refusal);
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

void ApiRoutes::read(const QByteArray &pattern, Work work, ApiScope scope)
{
    handle("GET", pattern, scope,
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
    const auto ask = [&guard = m_guard, scope, expected = expectedRequest(method, pattern),
                      handler = std::move(handler)](Exchange exchange) {
        guard.ask(ApiRequest::keyOf(*exchange.request),
                  [&guard, exchange, scope, expected, handler](Result<ApiKey> caller) mutable {
                      if (auto refusal = whyNot(caller, scope))
                          return exchange.responder.answer(*std::move(refusal));
                      if (const auto early = guard.early(*caller, *exchange.request))
                          return exchange.responder.answer(ServerAnswer::error(*early));
                      const ApiRequest request(exchange.request, exchange.parameters, *std::move(caller), expected);
                      if (auto refusal = request.refusal())
                          return exchange.responder.answer(*std::move(refusal));
                      handler(request, exchange.responder);
                  });
    };
    // Nobody's body is waited for. Who shows a key that is not known yet may send meanwhile, and is asked again.
    const auto admit = [&guard = m_guard, scope](const ReceivedRequest &head) -> std::optional<ServerAnswer> {
        const QByteArray key = ApiRequest::keyOf(head);
        if (const auto caller = guard.known(key)) {
            if (auto refusal = whyNot(*caller, scope))
                return refusal;
            const auto early = guard.wouldBeEarly(**caller, head);
            return early ? std::optional(ServerAnswer::error(*early)) : std::nullopt;
        }
        if (head.announcesBody())
            guard.ask(key, [](const Result<ApiKey> &) {});
        return {};
    };
    m_routes.append({.method = method,
                     .pattern = pattern,
                     .handler = ask,
                     .admit = admit,
                     .scope = apiScopeName(scope).toLatin1()});
}

void ApiRoutes::addTo(RouteTable &table)
{
    for (RouteTable::Route &route : m_routes)
        table.add(std::move(route));
    m_routes.clear();
}

} // namespace listwright
