// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/clientaddress.h"
#include "services/server/httpserver.h"

#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds
constexpr qsizetype largeAnswer = 24 * 1024 * 1024;

std::unique_ptr<QTcpSocket> connected(const HttpServer &server)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress::LocalHost, server.port());
    return socket->waitForConnected(patience) ? std::move(socket) : nullptr;
}

/** Body bytes until they are as many as were asked for, or the server ends the connection. */
qsizetype bodyOf(QTcpSocket &socket, QByteArray received)
{
    const auto size = [&] { return received.size() - received.indexOf("\r\n\r\n") - 4; };
    while (size() < largeAnswer && socket.state() == QAbstractSocket::ConnectedState &&
           socket.waitForReadyRead(patience))
        received += socket.readAll();
    received += socket.readAll();
    return size();
}

} // namespace

/** Clients that send too much ahead, or take their time with what they get. */
class HttpClientsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_server.reset(); }

    void littleIsHeldOfWhatIsSentAhead();
    void answersUnderWayGoOutWhenItStops();
    void answersUnderWayGiveNoPlaceAway();
    void stalledBodiesGiveWay();
    void oneClientMayHaveManyAddresses_data();
    void oneClientMayHaveManyAddresses();
    void proxiesOfThisMachineSayWhoAsks_data();
    void proxiesOfThisMachineSayWhoAsks();

private:
    void start(const HttpLimits &limits = {});

    std::unique_ptr<HttpServer> m_server;
};

void HttpClientsTest::start(const HttpLimits &limits)
{
    RouteTable routes;
    routes.add({.method = "GET", .pattern = "/small", .handler = [](Exchange exchange) {
                    exchange.responder.answer({.status = 200, .body = "x"});
                }});
    routes.add({.method = "GET", .pattern = "/large", .handler = [](Exchange exchange) {
                    exchange.responder.answer({.status = 200, .body = QByteArray(largeAnswer, 'x')});
                }});
    routes.add({.method = "POST", .pattern = "/takes", .takesBody = true, .handler = [](Exchange exchange) {
                    exchange.responder.answer({.status = 200});
                }});
    m_server = std::make_unique<HttpServer>(routes, HttpServerOptions{.port = 0, .limits = limits});
    QVERIFY(m_server->start());
}

void HttpClientsTest::littleIsHeldOfWhatIsSentAhead()
{
    constexpr int enough = 2000;                // answers
    constexpr qint64 all = 128 * 1024 * 1024;   // bytes; each answer made the server read 64 kB more
    constexpr qint64 system = 40 * 1024 * 1024; // more than the system holds between the two
    start();
    const auto client = connected(*m_server);
    QVERIFY(client);
    QByteArray portion;
    while (portion.size() < 1024 * 1024)
        portion += "GET /small HTTP/1.1\r\nHost: localhost\r\n\r\n";
    qint64 sent = 0;
    connect(client.get(), &QTcpSocket::bytesWritten, this, [&](qint64 bytes) { sent += bytes; });
    qsizetype answers = 0;
    while (answers < enough) {
        if (client->bytesToWrite() == 0 && sent < all)
            client->write(portion);
        QVERIFY(client->waitForReadyRead(patience));
        answers += client->readAll().count("HTTP/1.1 200");
    }
    QVERIFY2(sent < system, QByteArray::number(sent));
}

void HttpClientsTest::answersUnderWayGoOutWhenItStops()
{
    start();
    const auto client = connected(*m_server);
    QVERIFY(client);
    client->setReadBufferSize(4096); // the rest waits at the server
    client->write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(client->waitForReadyRead(patience));
    const QByteArray begun = client->readAll();
    QVERIFY(begun.startsWith("HTTP/1.1 200"));
    std::thread stopping([this] { m_server->stop(); });
    client->setReadBufferSize(0);
    const qsizetype size = bodyOf(*client, begun);
    stopping.join();
    QCOMPARE(size, largeAnswer);
}

void HttpClientsTest::answersUnderWayGiveNoPlaceAway()
{
    HttpLimits limits;
    limits.connections = 2;
    limits.fresh = std::chrono::milliseconds(0);
    start(limits);
    const auto slow = connected(*m_server);
    QVERIFY(slow);
    slow->setReadBufferSize(4096);
    slow->write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(slow->waitForReadyRead(patience));
    const QByteArray begun = slow->readAll();
    for (int i = 0; i < 10; ++i) { // each takes the place of the one before
        const auto other = connected(*m_server);
        QVERIFY(other);
        other->write("GET /small HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QVERIFY(other->waitForReadyRead(patience));
        QVERIFY(other->readAll().startsWith("HTTP/1.1 200"));
    }
    slow->setReadBufferSize(0);
    QCOMPARE(bodyOf(*slow, begun), largeAnswer);
}

void HttpClientsTest::stalledBodiesGiveWay()
{
    HttpLimits limits;
    limits.connections = 5;
    limits.stalled = std::chrono::milliseconds(50);
    start(limits);
    std::vector<std::unique_ptr<QTcpSocket>> stalled;
    for (int i = 0; i < 5; ++i) {
        stalled.push_back(connected(*m_server));
        stalled.back()->write("POST /takes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
        QVERIFY(stalled.back()->waitForBytesWritten(patience));
    }
    const auto other = connected(*m_server);
    QVERIFY(other);
    other->write("GET /small HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(other->waitForReadyRead(patience));
    QVERIFY(other->readAll().startsWith("HTTP/1.1 200"));
}

void HttpClientsTest::oneClientMayHaveManyAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("client");
    QTest::newRow("IPv4") << u"192.0.2.7"_s << u"192.0.2.7"_s;
    QTest::newRow("IPv4 as IPv6") << u"::ffff:192.0.2.7"_s << u"::ffff:192.0.2.7"_s;
    QTest::newRow("this machine") << u"::1"_s << u"::1"_s;
    QTest::newRow("IPv6") << u"2001:db8:1:2:3:4:5:6"_s << u"2001:db8:1:2::"_s;
    QTest::newRow("its neighbour") << u"2001:db8:1:2:ffff::1"_s << u"2001:db8:1:2::"_s;
    QTest::newRow("another network") << u"2001:db8:1:3::6"_s << u"2001:db8:1:3::"_s;
}

void HttpClientsTest::oneClientMayHaveManyAddresses()
{
    QFETCH(QString, address);
    QFETCH(QString, client);
    QCOMPARE(clientOf(QHostAddress(address)), QHostAddress(client));
}

void HttpClientsTest::proxiesOfThisMachineSayWhoAsks_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<bool>("own");
    const QByteArray list = "x-forwarded-for";
    QTest::newRow("none") << u"127.0.0.1"_s << QByteArray("accept") << QByteArray("*/*") << QByteArray("127.0.0.1")
                          << true;
    QTest::newRow("one") << u"127.0.0.1"_s << list << QByteArray("192.0.2.7") << QByteArray("192.0.2.7") << false;
    QTest::newRow("made up before it") << u"::1"_s << list << QByteArray("10.0.0.1, 192.0.2.7")
                                       << QByteArray("192.0.2.7") << false;
    QTest::newRow("with a port") << u"127.0.0.1"_s << list << QByteArray("192.0.2.7:4711") << QByteArray("192.0.2.7")
                                 << false;
    QTest::newRow("a network") << u"127.0.0.1"_s << list << QByteArray("2001:db8:1:2::3")
                               << QByteArray("2001:db8:1:2::") << false;
    QTest::newRow("Forwarded") << u"127.0.0.1"_s << QByteArray("forwarded")
                               << QByteArray("for=10.0.0.1, proto=https;For=\"[2001:db8:1:2::3]:80\"")
                               << QByteArray("2001:db8:1:2::") << false;
    QTest::newRow("no address") << u"127.0.0.1"_s << QByteArray("forwarded") << QByteArray("for=_hidden")
                                << QByteArray("unknown") << false;
    QTest::newRow("another machine") << u"192.0.2.9"_s << list << QByteArray("192.0.2.7") << QByteArray("192.0.2.9")
                                     << false;
}

void HttpClientsTest::proxiesOfThisMachineSayWhoAsks()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, sender);
    QFETCH(bool, own);
    ReceivedRequest request;
    request.headers = {{header, value}};
    request.address = QHostAddress(address);
    const RequestSender found = senderOf(request);
    QCOMPARE(found.name, sender);
    QCOMPARE(found.isOwn, own);
}

QTEST_GUILESS_MAIN(HttpClientsTest)
#include "tst_httpclients.moc"
