// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/httpserver.h"

#include "services/server/certificatewatch.h"
#include "services/server/epolldispatcher.h"
#include "services/server/heldrequests.h"
#include "services/server/servercore.h"

namespace listwright {

HttpServer::HttpServer(RouteTable routes, HttpServerOptions options)
    : m_routes(std::move(routes))
    , m_options(std::move(options))
    , m_held(std::make_shared<HeldRequests>(m_options.limits.memory))
{
    m_thread.setObjectName(QStringLiteral("http server"));
}

HttpServer::~HttpServer()
{
    stop();
}

Result<void> HttpServer::start()
{
    if (m_core)
        return {};
    auto core = std::make_unique<ServerCore>(m_routes, m_options, m_held);
    core->moveToThread(&m_thread);
    // At its end in its own thread, as its sockets are.
    QObject::connect(core.get(), &ServerCore::stopped, &m_thread, &QThread::quit, Qt::DirectConnection);
    QObject::connect(&m_thread, &QThread::finished, core.get(), &QObject::deleteLater, Qt::DirectConnection);
    m_thread.setEventDispatcher(new EpollDispatcher); // the thread's, which ends with it
    m_thread.start();
    Result<quint16> port = 0;
    QMetaObject::invokeMethod(
        core.get(), [&] { port = core->begin(); }, Qt::BlockingQueuedConnection);
    ServerCore *const running = core.release();
    if (!port) {
        running->requestEnd();
        m_thread.wait();
        return failure(port.error());
    }
    m_core = running;
    m_port = *port;
    if (m_options.encryption && !m_options.certificate.certificate.isEmpty())
        m_certificateWatch = std::make_unique<CertificateWatch>(
            m_options.certificate, m_options.certificateInterval,
            [running](const QSslConfiguration &encryption) { running->setEncryption(encryption); });
    return {};
}

void HttpServer::stop()
{
    if (!m_core)
        return;
    m_certificateWatch.reset();
    m_core->requestEnd();
    m_thread.wait();
    m_core = nullptr;
    m_port = 0;
}

void HttpServer::waitForHandlers()
{
    m_held->waitUntilNone();
}

} // namespace listwright
