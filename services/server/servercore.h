// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/httpconnection.h"
#include "services/server/httpserver.h"

#include <QTcpServer>
#include <QTimer>

class QSslSocket;

namespace listwright {

/** What HttpServer does in its thread: takes connections, watches over them, and finds who answers. */
class ServerCore : public QTcpServer
{
    Q_OBJECT

public:
    ServerCore(const RouteTable &routes, HttpServerOptions options, std::shared_ptr<HeldRequests> held);
    ~ServerCore() override;

    Result<quint16> begin();
    /**
     * stopped() follows, at the latest after HttpLimits::stop. From any thread: the server's does not end before the
     * call has.
     */
    void requestEnd();
    /** Of connections that begin from now on; the names of its certificate become known. Any thread. */
    void setEncryption(const QSslConfiguration &encryption);

Q_SIGNALS:
    void stopped();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void end();
    void remove(HttpConnection *connection);
    void countConnections() const;
    void encrypt(QSslSocket *socket);
    bool hasFailedTooOften(const QHostAddress &address) const;
    HttpConnection *mostDispensable(const QHostAddress &address) const;
    bool isFull() const;
    bool makeRoomFor(const QHostAddress &address);
    void pause();
    void resume();
    void look();
    std::optional<ServerAnswer> admit(const ReceivedRequest &head);
    std::optional<ServerAnswer> admitFurther(const ReceivedRequest &head) const;
    std::optional<ServerAnswer> tooMany(const ReceivedRequest &head);
    std::optional<ServerAnswer> admitStream(const QHostAddress &address) const;
    static QByteArray shownKeys(const ReceivedRequest &request);
    void noteWrongKey(const ReceivedRequest &request);
    bool isKnownHost(const QByteArray &host) const;
    void serve(ReceivedRequest request, Responder responder) const;
    QList<std::pair<QByteArray, QByteArray>> headersFor(const ReceivedRequest &request) const;
    void note(const ReceivedRequest &request, const ServerAnswer &answer);
    static void noteStreamEnd(const ReceivedRequest &request, const char *why);

    const RouteTable &m_routes;
    HttpServerOptions m_options;
    std::shared_ptr<HeldRequests> m_held;
    RequestRates m_rates;
    RequestRates m_loopbackRates;
    RequestRates m_failures;
    RequestRates m_repeatedKeys; ///< by address and key
    RequestRates m_loopbackFailures;
    RequestRates m_failedHandshakes;
    std::shared_ptr<Mailbox> m_mailbox;
    QList<HttpConnection *> m_connections;
    QTimer m_clock;
    bool m_paused = false; ///< nobody new is let in for now
    std::optional<HttpConnection::Clock::time_point> m_endBy;
};

} // namespace listwright
