// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/server/httplimits.h"
#include "services/server/requestrates.h"
#include "services/server/routetable.h"
#include "services/server/servercertificate.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QThread>

namespace listwright {

class CertificateWatch;
class HeldRequests;
class Metrics;
class ServerCore;

struct HttpServerOptions
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 8765; ///< 0 = any that is free
    HttpLimits limits{};
    std::optional<QSslConfiguration> encryption{}; ///< see serverEncryption(); nothing = plain HTTP
    CertificateFiles certificate{};                ///< it was read from, and is again when they change; none = never
    std::chrono::milliseconds certificateInterval{60'000}; ///< of looking whether they did
    /** Names under which it may be asked, besides localhost and its own address: what else asks is a rebound page. */
    QList<QByteArray> hosts{};
    /** Web pages of other addresses that may ask: "https://shop.example". */
    QList<QByteArray> origins{};
    RequestRate rate{};         ///< of each address of another machine; 429 beyond
    RequestRate loopbackRate{}; ///< of this machine
    int failedLogins = 20;      ///< wrong keys or secrets a minute of an address; of this machine five times as many
    Metrics *metrics = nullptr; ///< counts what is answered; outlives the server
    std::function<void()> answered{}; ///< after each answer, in the server's thread
};

/**
 * An HTTP/1.1 server in a thread of its own. Requests reach the routes only when they are complete and beyond doubt
 * (see RequestReader); clients that are slow, many or large are bounded by HttpLimits. A page in a browser cannot reach
 * it under a name or from an address that is not known to it.
 *
 * Used from one thread, whichever; the constructor starts nothing.
 */
class HttpServer
{
    Q_DECLARE_TR_FUNCTIONS(HttpServer)

public:
    HttpServer(RouteTable routes, HttpServerOptions options);
    ~HttpServer(); ///< stops

    /** Busy where the port is taken, Forbidden where it may not be used. */
    Result<void> start();
    /** Takes nothing new, waits up to HttpLimits::stop for what is under way. */
    void stop();
    /**
     * After stop(): until every request that a route has in hand was let go, though its client waits no more. What the
     * routes use may go then.
     */
    void waitForHandlers();

    quint16 port() const { return m_port; } ///< 0 while it does not run
    const RouteTable &routes() const { return m_routes; }

private:
    RouteTable m_routes;
    HttpServerOptions m_options;
    std::shared_ptr<HeldRequests> m_held;
    QThread m_thread;
    ServerCore *m_core = nullptr;                         ///< lives in the thread and goes with it
    std::unique_ptr<CertificateWatch> m_certificateWatch; ///< while it runs
    quint16 m_port = 0;
};

} // namespace listwright
