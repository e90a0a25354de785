// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which requests are let in, before their bodies are waited for.

#include "services/server/servercore.h"

#include "services/server/clientaddress.h"
#include "services/server/httpsyntax.h"

#include <QCryptographicHash>

#include <algorithm>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds streamPause{10}; // until one more is asked for

} // namespace

/** Everything that may show who asks; empty where there is nothing. */
QByteArray ServerCore::shownKeys(const ReceivedRequest &request)
{
    QByteArray shown;
    for (const char *name : {"authorization", "x-api-key", "x-webhook-secret", "x-signature"})
        shown += request.header(name);
    return shown;
}

/** Once for each key: a workflow that goes on with an old one tries no others. */
void ServerCore::noteWrongKey(const ReceivedRequest &request)
{
    const QByteArray keys = shownKeys(request);
    if (keys.isEmpty())
        return;
    const auto now = HttpConnection::Clock::now();
    const RequestSender sender = senderOf(request);
    const QByteArray hash = QCryptographicHash::hash(keys, QCryptographicHash::Sha256);
    if (!m_repeatedKeys.take(sender.name + hash, now))
        (sender.isOwn ? m_loopbackFailures : m_failures).take(sender.name, now);
}

bool ServerCore::isKnownHost(const QByteArray &host) const
{
    const QByteArray name = httpsyntax::hostName(host);
    if (host.isEmpty() || name == "localhost" || m_options.hosts.contains(name))
        return true;
    QHostAddress address;
    const QString bare = QString::fromLatin1(name.startsWith('[') ? name.mid(1).chopped(1) : name);
    if (!address.setAddress(bare))
        return false;
    // What a page can bind to another machine is a name, never an address: where all are served any may be asked.
    return isEveryAddress(m_options.address) || address.isLoopback() || address.isEqual(m_options.address);
}

/** Those that ask too often, or try keys; who shows none tries none. */
std::optional<ServerAnswer> ServerCore::tooMany(const ReceivedRequest &head)
{
    const auto [name, own] = senderOf(head);
    const auto now = HttpConnection::Clock::now();
    QString message = HttpServer::tr("There were too many wrong keys.");
    auto wait = shownKeys(head).isEmpty() ? std::nullopt : (own ? m_loopbackFailures : m_failures).wait(name, now);
    if (!wait) {
        message = HttpServer::tr("There are too many requests.");
        wait = (own ? m_loopbackRates : m_rates).take(name, now);
    }
    if (!wait)
        return {};
    return ServerAnswer::error({ErrorCode::RateLimited, message, {}, *wait});
}

/** Answers that stay open make room for nobody, so that there are fewer of them than connections. */
std::optional<ServerAnswer> ServerCore::admitStream(const QHostAddress &address) const
{
    const auto streams = std::ranges::count_if(m_connections, &HttpConnection::isStreaming);
    const auto ofAddress = std::ranges::count_if(m_connections, [client = clientOf(address)](const auto *known) {
        return known->isStreaming() && clientOf(known->address()) == client;
    });
    if (!address.isLoopback() && ofAddress >= m_options.limits.streamsPerAddress)
        return ServerAnswer::error(
            {ErrorCode::RateLimited, HttpServer::tr("Your address has too many streams open."), {}, streamPause});
    if (streams >= m_options.limits.streams)
        return ServerAnswer::error(
            {ErrorCode::Busy, HttpServer::tr("There are too many open streams."), {}, streamPause});
    return {};
}

/** Before a body is waited for. */
std::optional<ServerAnswer> ServerCore::admit(const ReceivedRequest &head)
{
    if (auto refusal = tooMany(head))
        return refusal;
    if (!isKnownHost(head.host))
        return ServerAnswer::error(403, u"foreign_host"_s,
                                   HttpServer::tr("This server is not known by that name. LISTWRIGHT_SERVER_HOSTS "
                                                  "lists those by which it may be asked."));
    const QByteArray origin = head.header("origin").toLower();
    const bool own = origin == "http://" + head.host.toLower() || origin == "https://" + head.host.toLower();
    if (!origin.isEmpty() && !own && !m_options.origins.contains(origin))
        return ServerAnswer::error(403, u"foreign_origin"_s, HttpServer::tr("Pages of that address may not ask here."));
    if (head.path == "*")
        return {};
    const RouteTable::Match match = m_routes.find(head.method, head.path);
    if (match.allowed.isEmpty())
        return ServerAnswer::error(404, u"not_found"_s, HttpServer::tr("There is nothing at this address."));
    if (head.method == "OPTIONS")
        return {};
    if (!match.route) {
        ServerAnswer answer =
            ServerAnswer::error(405, u"method_not_allowed"_s, HttpServer::tr("This address is not asked in that way."));
        answer.headers.emplaceBack("Allow", match.allowed.join(", "));
        return answer;
    }
    if (match.route->takesBody && head.contentLength < 0 && !head.chunked)
        return ServerAnswer::error(411, u"length_required"_s,
                                   HttpServer::tr("The request does not say how long its body is."));
    auto refusal = match.route->admit ? match.route->admit(head) : std::nullopt;
    const QByteArray coding = head.header("content-encoding");
    if (!refusal && (head.contentLength > 0 || head.chunked) && !httpsyntax::isPlainCoding(coding))
        refusal = ServerAnswer::error(
            415, u"unsupported_media_type"_s,
            HttpServer::tr("Bodies are taken as they are, not as “%1”.").arg(QString::fromLatin1(coding.left(80))));
    return refusal;
}

std::optional<ServerAnswer> ServerCore::admitFurther(const ReceivedRequest &head) const
{
    const RouteTable::Match match = m_routes.find(head.method, head.path);
    return match.route && match.route->admit ? match.route->admit(head) : std::nullopt;
}

} // namespace listwright
