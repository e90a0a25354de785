// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/servercore.h"

#include "services/server/clientaddress.h"

#include "services/logging/logfields.h"
#include "services/server/compression.h"
#include "services/server/httpsyntax.h"
#include "services/server/metrics.h"
#include "services/server/servercertificate.h"

#include <QLoggingCategory>
#include <QSslSocket>

#include <algorithm>
#include <array>

#include <sys/resource.h>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(serverLog, "listwright.server")

constexpr std::chrono::milliseconds lookInterval{250};
/** Those of answers that a page of another address may read besides the few that it always may. */
constexpr auto exposedHeaders = "Content-Disposition, ETag, Location, Retry-After, WWW-Authenticate, X-Losses, "
                                "X-Products-Left-Out, X-Products-Written, X-Request-Id";

/** As many files as the system lets this process open: each client is one. */
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

RequestRate perMinute(int count)
{
    return {count / 60.0, static_cast<double>(count)};
}

} // namespace

ServerCore::ServerCore(const RouteTable &routes, HttpServerOptions options, std::shared_ptr<HeldRequests> held)
    : m_routes(routes)
    , m_options(std::move(options))
    , m_held(std::move(held))
    , m_rates(m_options.rate)
    , m_loopbackRates(m_options.loopbackRate)
    , m_failures(perMinute(m_options.failedLogins))
    , m_repeatedKeys(perMinute(1))
    , m_loopbackFailures(perMinute(5 * m_options.failedLogins))
    , m_failedHandshakes(perMinute(m_options.limits.failedHandshakes))
    , m_mailbox(std::make_shared<Mailbox>(this))
{
    for (QByteArray &host : m_options.hosts)
        host = httpsyntax::hostName(host);
    setListenBacklogSize(m_options.limits.connections);
    m_clock.setParent(this);
    m_clock.setInterval(lookInterval);
    connect(&m_clock, &QTimer::timeout, this, &ServerCore::look);
    // Accepting goes on when a client has gone; without a pause a full table of files keeps a processor busy.
    connect(this, &QTcpServer::acceptError, this, [this](QAbstractSocket::SocketError) {
        pause();
        if (HttpConnection *dispensable = mostDispensable({}))
            dispensable->abort();
    });
}

ServerCore::~ServerCore()
{
    m_mailbox->close();
}

Result<quint16> ServerCore::begin()
{
    raiseDescriptorLimit();
    if (!listen(m_options.address, m_options.port)) {
        const QString place = u"%1:%2"_s.arg(m_options.address.toString()).arg(m_options.port);
        if (serverError() == QAbstractSocket::SocketAccessError)
            return failure(ErrorCode::Forbidden, HttpServer::tr("There is no right to listen at %1.").arg(place),
                           errorString());
        if (serverError() == QAbstractSocket::AddressInUseError)
            return failure(ErrorCode::Busy, HttpServer::tr("Another program listens at %1 already.").arg(place),
                           errorString());
        return failure(ErrorCode::InvalidInput,
                       HttpServer::tr("Nothing can be received at %1: %2").arg(place, errorString()), errorString());
    }
    m_clock.start();
    return serverPort();
}

void ServerCore::requestEnd()
{
    m_mailbox->post([this] { end(); });
}

void ServerCore::setEncryption(const QSslConfiguration &encryption)
{
    m_mailbox->post([this, encryption] {
        m_options.encryption = encryption;
        const QList<QByteArray> hosts = certifiedHosts(encryption.localCertificate());
        for (const QByteArray &host : hosts) {
            if (!m_options.hosts.contains(host))
                m_options.hosts.append(host);
        }
    });
}

void ServerCore::end()
{
    close();
    m_endBy = HttpConnection::Clock::now() + m_options.limits.stop;
    const QList<HttpConnection *> connections = m_connections;
    for (HttpConnection *connection : connections)
        connection->finish();
    look();
}

void ServerCore::incomingConnection(qintptr descriptor)
{
    auto *encrypted = m_options.encryption ? new QSslSocket(this) : nullptr;
    QTcpSocket *socket = encrypted ? encrypted : new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if ((encrypted && hasFailedTooOften(socket->peerAddress())) || !makeRoomFor(socket->peerAddress())) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    auto *connection = new HttpConnection(
        socket, m_options.limits, m_held,
        {.mailbox = m_mailbox,
         .admit = [this](const ReceivedRequest &head) { return admit(head); },
         .admitFurther = [this](const ReceivedRequest &head) { return admitFurther(head); },
         .serve = [this](ReceivedRequest request,
                         Responder responder) { serve(std::move(request), std::move(responder)); },
         .admitStream = [this](const QHostAddress &address) { return admitStream(address); },
         .headers = [this](const ReceivedRequest &request) { return headersFor(request); },
         .answered = [this](const ReceivedRequest &request, const ServerAnswer &answer) { note(request, answer); },
         .streamEnded = &ServerCore::noteStreamEnd},
        this);
    m_connections.append(connection);
    countConnections();
    connect(connection, &HttpConnection::closed, this, [this, connection] { remove(connection); });
    if (encrypted)
        encrypt(encrypted);
    if (isFull() && !mostDispensable({}))
        pause();
}

/** Before a handshake, which costs more than most requests. */
bool ServerCore::hasFailedTooOften(const QHostAddress &address) const
{
    return m_failedHandshakes.wait(clientOf(address).toString().toLatin1(), HttpConnection::Clock::now()).has_value();
}

void ServerCore::encrypt(QSslSocket *socket)
{
    // Whoever speaks no TLS, or does not trust the certificate, comes here, in a scan of ports a thousand times a
    // second.
    const QByteArray address = clientOf(socket->peerAddress()).toString().toLatin1();
    connect(socket, &QAbstractSocket::errorOccurred, this, [this, socket, address] {
        if (socket->mode() != QSslSocket::SslServerMode || socket->isEncrypted())
            return;
        m_failedHandshakes.take(address, HttpConnection::Clock::now());
        if (m_options.metrics)
            m_options.metrics->failedHandshake();
        qCDebug(serverLog) << "A handshake failed:" << socket->errorString();
    });
    socket->setSslConfiguration(*m_options.encryption);
    socket->startServerEncryption();
}

void ServerCore::countConnections() const
{
    if (m_options.metrics)
        m_options.metrics->connections(m_connections.size());
}

void ServerCore::remove(HttpConnection *connection)
{
    if (!m_connections.removeOne(connection))
        return;
    connection->deleteLater();
    countConnections();
    if (m_endBy && m_connections.isEmpty())
        look();
    resume();
}

/** The one that has waited longest, of the address where one is given; none while all are busy. */
HttpConnection *ServerCore::mostDispensable(const QHostAddress &address) const
{
    const auto now = HttpConnection::Clock::now();
    HttpConnection *longest = nullptr;
    for (HttpConnection *known : m_connections) {
        if (known->isDispensable(now) && (address.isNull() || clientOf(known->address()) == clientOf(address)) &&
            (!longest || known->waitingSince() < longest->waitingSince()))
            longest = known;
    }
    return longest;
}

bool ServerCore::isFull() const
{
    return m_connections.size() >= m_options.limits.connections;
}

/** False when all connections, or all of the address, are busy. */
bool ServerCore::makeRoomFor(const QHostAddress &address)
{
    const auto isOfAddress = [client = clientOf(address)](const HttpConnection *known) {
        return clientOf(known->address()) == client;
    };
    const bool tooManyOfOne = !address.isLoopback() && std::ranges::count_if(m_connections, isOfAddress) >=
                                                           m_options.limits.connectionsPerAddress;
    if (!tooManyOfOne && !isFull())
        return true;
    HttpConnection *dispensable = mostDispensable(tooManyOfOne ? address : QHostAddress());
    if (dispensable)
        dispensable->abort();
    return dispensable;
}

/** Further clients wait with the system until one of those here has gone or can go. */
void ServerCore::pause()
{
    m_paused = true;
    setMaxPendingConnections(0); // ends the round of accepting that is under way
    pauseAccepting();
}

void ServerCore::resume()
{
    if (!m_paused || !isListening() || (isFull() && !mostDispensable({})))
        return;
    m_paused = false;
    setMaxPendingConnections(1); // none is ever left pending
    resumeAccepting();
}

void ServerCore::look()
{
    const auto now = HttpConnection::Clock::now();
    const QList<HttpConnection *> connections = m_connections; // closing takes them out
    for (HttpConnection *connection : connections)
        connection->check(now);
    resume();
    if (!m_endBy || (!m_connections.isEmpty() && now < *m_endBy))
        return;
    m_clock.stop();
    m_endBy.reset();
    const QList<HttpConnection *> late = m_connections;
    for (HttpConnection *connection : late)
        connection->abort();
    Q_EMIT stopped();
}

void ServerCore::serve(ReceivedRequest request, Responder responder) const
{
    const RouteTable::Match match = m_routes.find(request.method, request.path);
    if (request.method == "OPTIONS") {
        const QByteArray all = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";
        responder.answer({.status = 204, .headers = {{"Allow", request.path == "*" ? all : match.allowed.join(", ")}}});
        return;
    }
    if (takesGzip(request.header("accept-encoding")))
        responder = Responder([inner = std::move(responder)](ServerAnswer answer) mutable {
            compress(answer);
            inner.answer(std::move(answer));
        });
    try {
        match.route->handler(
            {std::make_shared<const ReceivedRequest>(std::move(request)), match.parameters, responder});
    } catch (const std::exception &exception) {
        qCCritical(serverLog) << "A handler failed:" << exception.what();
    } // the responder answers with 500 when nobody else holds it
}

/** A browser shows a page of another address the answer only where it is told that it may (Fetch standard, CORS). */
QList<std::pair<QByteArray, QByteArray>> ServerCore::headersFor(const ReceivedRequest &request) const
{
    const QByteArray origin = request.header("origin");
    if (origin.isEmpty() || !m_options.origins.contains(origin.toLower()))
        return {};
    QList<std::pair<QByteArray, QByteArray>> headers{
        {"Access-Control-Allow-Origin", origin}, {"Vary", "Origin"}, {"Access-Control-Expose-Headers", exposedHeaders}};
    if (request.method == "OPTIONS" && request.hasHeader("access-control-request-method")) {
        headers.emplaceBack("Access-Control-Allow-Methods",
                            m_routes.find(request.method, request.path).allowed.join(", "));
        headers.emplaceBack("Access-Control-Allow-Headers", request.header("access-control-request-headers"));
    }
    return headers;
}

void ServerCore::note(const ReceivedRequest &request, const ServerAnswer &answer)
{
    const auto now = HttpConnection::Clock::now();
    if (answer.status == 401)
        noteWrongKey(request);
    if (m_options.metrics) {
        const RouteTable::Match match = m_routes.find(request.method, request.path);
        m_options.metrics->request(match.route ? request.method : QByteArray("unknown"),
                                   match.route ? match.route->pattern : QByteArray("unknown"), answer.status,
                                   now - request.begun);
    }
    if (m_options.answered)
        m_options.answered();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now - request.begun);
    qCInfo(serverLog).noquote() << "Request"
                                << logFields({{u"id"_s, QString::fromLatin1(request.id)},
                                              {u"method"_s, QString::fromLatin1(request.method)},
                                              {u"path"_s, QString::fromUtf8(request.path)},
                                              {u"status"_s, answer.status},
                                              {u"bytes"_s, answer.body.size()},
                                              {u"ms"_s, static_cast<qint64>(took.count())},
                                              {u"address"_s, request.address.toString()}});
}

void ServerCore::noteStreamEnd(const ReceivedRequest &request, const char *why)
{
    const auto open = std::chrono::duration_cast<std::chrono::seconds>(HttpConnection::Clock::now() - request.begun);
    qCInfo(serverLog).noquote() << "Stream ended:" << why
                                << logFields({{u"id"_s, QString::fromLatin1(request.id)},
                                              {u"path"_s, QString::fromUtf8(request.path)},
                                              {u"seconds"_s, static_cast<qint64>(open.count())},
                                              {u"address"_s, request.address.toString()}});
}

} // namespace listwright
