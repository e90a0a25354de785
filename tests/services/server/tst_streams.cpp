// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers that stay open.

#include "services/server/answerstream.h"
#include "services/server/httpserver.h"

#include <QNetworkInterface>
#include <QTcpSocket>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds
constexpr qint64 kibi = 1024;
constexpr qint64 mebi = 1024 * kibi;

/** A client that reads when it is told to. */
class Client
{
public:
    explicit Client(const HttpServer &server, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        m_socket.setReadBufferSize(16 * kibi); // what is not read stays with the system, and then with the server
        m_socket.connectToHost(address, server.port());
        m_socket.waitForConnected(patience);
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    void get(const QByteArray &path, const QByteArray &version = "1.1", const QByteArray &headers = {})
    {
        send("GET " + path + " HTTP/" + version + "\r\nHost: localhost\r\n" + headers + "\r\n");
    }
    /** Reads until it ends so; false when the server closes before. */
    bool readUntil(const QByteArray &end)
    {
        while (!m_received.endsWith(end)) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience))
                return false;
            m_received += m_socket.readAll();
        }
        return true;
    }
    bool readAtLeast(qsizetype bytes)
    {
        while (m_received.size() < bytes) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience))
                return false;
            m_received += m_socket.readAll();
        }
        return true;
    }
    QByteArray readAll()
    {
        while (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received;
    }
    const QByteArray &received() const { return m_received; }
    void forget() { m_received.clear(); }
    int status() const { return m_received.mid(9, 3).toInt(); }
    bool waitUntilClosed()
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState || m_socket.waitForDisconnected(patience);
    }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void leave() { m_socket.abort(); }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace

class StreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(); }
    void cleanup();

    void piecesComeAsTheyAreWritten();
    void connectionGoesOnAfterwards();
    void oldClientsReadUntilTheEnd();
    void headAndOptionsOpenNothing();
    void whoGoesIsNoticed();
    void whoReadsIsNotCut();
    void whoDoesNotReadIsCut();
    void whoReadsNothingForLongIsCut();
    void theyCountAsMemory();
    void thereAreOnlySoMany();
    void anAddressHasOnlySoMany();
    void deadlinesOfRequestsAreNotTheirs();
    void theyGiveWayToNobody();
    void stopEndsThemAtOnce();

private:
    void start(const HttpLimits &limits = {}, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    std::weak_ptr<AnswerStream> newest();
    void write(const QByteArray &bytes);
    /** When it returns, the server's thread has done what it was told before. */
    void askInBetween();

    std::unique_ptr<HttpServer> m_server;
    std::mutex m_mutex;
    QList<std::weak_ptr<AnswerStream>> m_streams;
};

void StreamsTest::start(const HttpLimits &limits, const QHostAddress &address)
{
    RouteTable routes;
    routes.add({.method = "GET", .pattern = "/stream", .handler = [this](Exchange exchange) {
                    auto stream = std::make_shared<AnswerStream>();
                    stream->write("hello");
                    {
                        const std::lock_guard lock(m_mutex);
                        m_streams.append(stream);
                    }
                    exchange.responder.answer(
                        {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .stream = std::move(stream)});
                }});
    routes.add({.method = "GET", .pattern = "/hello", .handler = [](Exchange exchange) {
                    exchange.responder.answer({.status = 200, .body = "other"});
                }});
    m_server.reset();
    m_streams.clear();
    m_server = std::make_unique<HttpServer>(routes, HttpServerOptions{.address = address, .port = 0, .limits = limits});
    QVERIFY(m_server->start());
}

void StreamsTest::cleanup()
{
    m_server.reset();
    for (const auto &stream : std::as_const(m_streams))
        QVERIFY(stream.expired());
}

std::weak_ptr<AnswerStream> StreamsTest::newest()
{
    const std::lock_guard lock(m_mutex);
    return m_streams.isEmpty() ? std::weak_ptr<AnswerStream>() : m_streams.last();
}

void StreamsTest::write(const QByteArray &bytes)
{
    if (const auto stream = newest().lock())
        stream->write(bytes);
}

void StreamsTest::askInBetween()
{
    Client client(*m_server);
    client.get("/hello", "1.1", "Connection: close\r\n");
    QVERIFY(client.readUntil("other"));
}

void StreamsTest::piecesComeAsTheyAreWritten()
{
    Client client(*m_server);
    client.get("/stream", "1.1", "Accept-Encoding: gzip\r\n");
    QVERIFY(client.readUntil("\r\n\r\n5\r\nhello\r\n"));
    const QByteArray head = client.received();
    QVERIFY2(head.startsWith("HTTP/1.1 200 OK\r\n") && head.contains("\r\nTransfer-Encoding: chunked\r\n"), head);
    QVERIFY2(head.contains("\r\nDate: ") && head.contains("\r\nX-Request-Id: "), head);
    QVERIFY2(!head.contains("Content-Length") && !head.contains("Content-Encoding") && !head.contains("close"), head);
    client.forget();
    std::thread([this] { write(QByteArray(26, 'x')); }).join();
    QVERIFY(client.readUntil("x\r\n"));
    QCOMPARE(client.received(), QByteArray("1a\r\n" + QByteArray(26, 'x') + "\r\n"));
}

void StreamsTest::connectionGoesOnAfterwards()
{
    Client client(*m_server);
    client.get("/stream");
    client.get("/hello"); // waits for its turn
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    const auto stream = newest();
    stream.lock()->write("last");
    stream.lock()->end();
    QVERIFY(client.readUntil("other"));
    QVERIFY2(client.received().contains("4\r\nlast\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n"), client.received());
    QVERIFY(stream.expired());
}

void StreamsTest::oldClientsReadUntilTheEnd()
{
    Client client(*m_server);
    client.get("/stream", "1.0", "Connection: keep-alive\r\n");
    QVERIFY(client.readUntil("\r\n\r\nhello"));
    QVERIFY2(client.received().contains("\r\nConnection: close\r\n"), client.received());
    QVERIFY2(!client.received().contains("chunked"), client.received());
    newest().lock()->write(", more");
    newest().lock()->end();
    QVERIFY2(client.readAll().endsWith("\r\n\r\nhello, more"), client.received());
    QVERIFY(client.waitUntilClosed());
}

void StreamsTest::headAndOptionsOpenNothing()
{
    Client client(*m_server);
    client.send("HEAD /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    client.send("OPTIONS /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    client.get("/hello");
    QVERIFY(client.readUntil("other"));
    const QByteArray answers = client.received();
    QCOMPARE(answers.count("HTTP/1.1 "), 3);
    QVERIFY2(answers.startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"), answers);
    QVERIFY2(answers.contains("\r\nAllow: GET, HEAD, OPTIONS\r\n"), answers);
    QVERIFY2(!answers.contains("hello"), answers);
    QVERIFY(newest().expired());
}

void StreamsTest::whoGoesIsNoticed()
{
    Client client(*m_server);
    client.get("/stream");
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    QVERIFY(!newest().expired());
    client.leave();
    QTRY_VERIFY_WITH_TIMEOUT(newest().expired(), patience);
}

void StreamsTest::whoReadsIsNotCut()
{
    HttpLimits limits;
    limits.streamUnread = 256 * kibi;
    start(limits);
    Client client(*m_server);
    client.get("/stream");
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    for (int i = 0; i < 100; ++i) { // 20 MB in all
        client.forget();
        write(QByteArray(200 * kibi, 'x'));
        QVERIFY(client.readUntil("x\r\n") && client.readAtLeast(200 * kibi));
        askInBetween();
    }
    QVERIFY(!newest().expired());
}

void StreamsTest::whoDoesNotReadIsCut()
{
    HttpLimits limits;
    limits.streamUnread = 2 * mebi;
    start(limits);
    Client client(*m_server);
    client.get("/stream");
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    int pieces = 0;
    while (!newest().expired() && pieces < 200) { // the system itself takes some megabytes
        write(QByteArray(mebi, 'x'));
        askInBetween();
        ++pieces;
    }
    QVERIFY2(pieces > 2 && pieces < 200, qPrintable(QString::number(pieces)));
}

void StreamsTest::whoReadsNothingForLongIsCut()
{
    HttpLimits limits;
    limits.streamUnread = 200 * mebi;
    limits.memory = 1024 * mebi;
    limits.answer = std::chrono::milliseconds(200);
    start(limits);
    Client reading(*m_server);
    reading.get("/stream");
    QVERIFY(reading.readUntil("5\r\nhello\r\n"));
    const auto read = newest();
    Client client(*m_server);
    client.get("/stream");
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    write(QByteArray(64 * mebi, 'x')); // more than the system takes
    QTRY_VERIFY_WITH_TIMEOUT(newest().expired(), patience);
    QVERIFY(!read.expired()); // had nothing to read
}

void StreamsTest::theyCountAsMemory()
{
    HttpLimits limits;
    limits.memory = mebi;
    limits.streamUnread = mebi / 2;
    start(limits);
    Client first(*m_server);
    first.get("/stream");
    QVERIFY(first.readUntil("5\r\nhello\r\n"));
    const auto stream = newest();
    Client second(*m_server);
    second.get("/stream");
    QVERIFY(second.readUntil("5\r\nhello\r\n"));
    Client third(*m_server);
    third.get("/stream");
    QVERIFY(third.readUntil("}}"));
    QCOMPARE(third.status(), 503);
    QVERIFY2(third.received().contains("\r\nRetry-After: 1\r\n"), third.received());
    third.forget();
    third.get("/hello"); // only streams are refused
    QVERIFY(third.readUntil("other"));
    first.leave();
    QTRY_VERIFY_WITH_TIMEOUT(stream.expired(), patience);
    third.get("/stream");
    QVERIFY(third.readUntil("5\r\nhello\r\n"));
}

void StreamsTest::thereAreOnlySoMany()
{
    HttpLimits limits;
    limits.streams = 1;
    limits.streamsPerAddress = 0; // not of this machine's own
    start(limits);
    Client first(*m_server);
    first.get("/stream");
    QVERIFY(first.readUntil("5\r\nhello\r\n"));
    const auto stream = newest();
    Client second(*m_server);
    second.get("/stream");
    QVERIFY(second.readUntil("}}"));
    QCOMPARE(second.status(), 503);
    QVERIFY2(second.received().contains("\r\nRetry-After: 10\r\n"), second.received());
    stream.lock()->end();
    QVERIFY(first.readUntil("0\r\n\r\n"));
    second.forget();
    second.get("/stream");
    QVERIFY(second.readUntil("5\r\nhello\r\n"));
}

void StreamsTest::anAddressHasOnlySoMany()
{
    QHostAddress own;
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (const QHostAddress &address : addresses) {
        if (!address.isLoopback() && address.protocol() == QAbstractSocket::IPv4Protocol)
            own = address;
    }
    if (own.isNull())
        QSKIP("This machine has no address but its own.");
    HttpLimits limits;
    limits.streamsPerAddress = 1;
    start(limits, QHostAddress(QHostAddress::AnyIPv4));
    Client first(*m_server, own);
    first.get("/stream");
    QVERIFY(first.readUntil("5\r\nhello\r\n"));
    Client second(*m_server, own);
    second.get("/stream");
    QVERIFY(second.readUntil("}}"));
    QCOMPARE(second.status(), 429);
    Client local(*m_server);
    local.get("/stream");
    QVERIFY(local.readUntil("5\r\nhello\r\n"));
}

void StreamsTest::deadlinesOfRequestsAreNotTheirs()
{
    HttpLimits limits;
    limits.idle = limits.headTime = limits.request = limits.answer = std::chrono::milliseconds(100);
    start(limits);
    Client client(*m_server);
    client.get("/stream");
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    for (int i = 0; i < 3; ++i) {
        Client idle(*m_server);
        idle.get("/hello");
        QVERIFY(idle.readUntil("other"));
        QVERIFY(idle.waitUntilClosed()); // so long it was
    }
    write("still");
    QVERIFY(client.readUntil("5\r\nstill\r\n"));
}

void StreamsTest::theyGiveWayToNobody()
{
    HttpLimits limits;
    limits.connections = 2;
    start(limits);
    Client client(*m_server);
    client.get("/stream");
    QVERIFY(client.readUntil("5\r\nhello\r\n"));
    for (int i = 0; i < 3; ++i) {
        Client other(*m_server);
        other.get("/hello");
        QVERIFY(other.readUntil("other"));
    }
    write("still");
    QVERIFY(client.readUntil("5\r\nstill\r\n"));
}

void StreamsTest::stopEndsThemAtOnce()
{
    HttpLimits limits; // with these, one that waited would not come to its end before the test is given up
    limits.stop = limits.answer = std::chrono::minutes(60);
    limits.streamUnread = 200 * mebi;
    limits.memory = 1024 * mebi;
    start(limits);
    Client reading(*m_server);
    reading.get("/stream");
    QVERIFY(reading.readUntil("5\r\nhello\r\n"));
    Client lazy(*m_server);
    lazy.get("/stream");
    QVERIFY(lazy.readUntil("5\r\nhello\r\n"));
    write(QByteArray(64 * mebi, 'x'));
    askInBetween();
    m_server->stop();
    QVERIFY2(reading.readAll().endsWith("5\r\nhello\r\n0\r\n\r\n"), reading.received());
    QVERIFY(reading.waitUntilClosed());
}

QTEST_GUILESS_MAIN(StreamsTest)
#include "tst_streams.moc"
