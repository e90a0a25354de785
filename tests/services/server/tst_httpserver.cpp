// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/httpserver.h"

#include <QJsonDocument>
#include <QNetworkInterface>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <thread>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds

/** A client that sends what it is told and keeps what comes back. */
class Client
{
public:
    explicit Client(const HttpServer &server, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        m_socket.connectToHost(address, server.port());
    }

    void send(const QByteArray &bytes)
    {
        m_socket.waitForConnected(patience);
        m_socket.write(bytes);
        m_socket.flush();
    }
    /** Everything until the server ends the connection. */
    QByteArray all()
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received += m_socket.readAll();
    }
    /** Until so many answers have begun. */
    QByteArray answers(int count)
    {
        while (m_received.count("HTTP/1.1 ") < count && m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received;
    }
    void waitALittle() { m_socket.waitForReadyRead(5); }
    bool isConnected() { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool waitUntilClosed() { return !isConnected() || m_socket.waitForDisconnected(patience); }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

QByteArray get(const QByteArray &path, const QByteArray &headers = "Connection: close\r\n")
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void answersAreWhole();
    void statuses_data();
    void statuses();
    void refusalsHaveCodes_data();
    void refusalsHaveCodes();
    void errorsNameTheRequest();
    void headHasNoBody();
    void optionsSayWhatIsAllowed();
    void severalAnswersComeInOrder();
    void oldClientsAreClosed();
    void continueIsSent();
    void handlersMayAnswerLater();
    void handlersThatThrowOrForget();
    void foreignNamesAndPages_data();
    void foreignNamesAndPages();
    void anyAddressWhereAllAreServed();
    void pagesOfTheSettingsMayRead();
    void bodiesAreRefusedBeforeTheyCome();
    void slowSendersAreCut();
    void bodiesComeAtALeastRate();
    void trickledBodiesGiveWay();
    void whoTurnsOutToBeNobodyIsCut();
    void anAddressHasOnlySoManyConnections();
    void idleOnesGiveWay();
    void nobodyIsLostWhenManyCome();
    void halfALineOfAChunkIsWaitedFor();
    void memoryOfAllIsBounded();
    void whatNobodyWaitsForIsCountedAsWell();
    void handlersAreWaitedFor();
    void onlyKeysThatAreShownCountAsTried();
    void stopFinishesWhatIsUnderWay();
    void takenPortIsTold();

private:
    void start(const HttpLimits &limits = {}, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    QByteArray ask(const QByteArray &request);
    void joinLater();

    std::unique_ptr<HttpServer> m_server;
    std::mutex m_laterMutex;
    std::vector<std::thread> m_later;
    std::mutex m_keptMutex;
    std::vector<Exchange> m_kept;       ///< of /keeps, answered by nobody yet
    std::atomic<bool> m_isKnown = true; ///< who asks for /known
};

void HttpServerTest::init()
{
    start();
}

void HttpServerTest::start(const HttpLimits &limits, const QHostAddress &address)
{
    RouteTable routes;
    const auto echo = [](Exchange exchange) {
        const ReceivedRequest &request = *exchange.request;
        exchange.responder.answer({.status = 200,
                                   .headers = {{"Content-Type", "text/plain"}},
                                   .body = request.method + ' ' + exchange.parameters.join(',') + ' ' + request.body});
    };
    routes.add({.method = "GET", .pattern = "/hello/{name}", .handler = echo});
    routes.add({.method = "POST", .pattern = "/hello/{name}", .takesBody = true, .handler = echo});
    routes.add({.method = "GET", .pattern = "/later", .handler = [this](Exchange exchange) {
                    const std::scoped_lock lock(m_laterMutex);
                    m_later.emplace_back([responder = exchange.responder]() mutable {
                        responder.answer({.status = 200, .body = "later"});
                        responder.answer({.status = 200, .body = "twice"});
                    });
                }});
    routes.add({.method = "GET", .pattern = "/throws", .handler = [](const Exchange &) {
                    throw std::runtime_error("a handler's fault");
                }});
    routes.add({.method = "POST", .pattern = "/keeps", .takesBody = true, .handler = [this](Exchange exchange) {
                    const std::scoped_lock lock(m_keptMutex);
                    m_kept.push_back(std::move(exchange));
                }});
    routes.add({.method = "GET", .pattern = "/locked", .handler = [](Exchange exchange) {
                    exchange.responder.answer({.status = 401});
                }});
    routes.add({.method = "GET", .pattern = "/forgets", .handler = [](const Exchange &) {}});
    routes.add({.method = "POST",
                .pattern = "/known",
                .takesBody = true,
                .handler = echo,
                .admit = [this](const ReceivedRequest &) {
                    return m_isKnown ? std::nullopt : std::optional(ServerAnswer{.status = 401});
                }});
    m_server.reset();
    m_server = std::make_unique<HttpServer>(
        routes, HttpServerOptions{.address = address,
                                  .port = 0,
                                  .limits = limits,
                                  .hosts = {"shop.example", "docker.example:8765", "[2001:db8::1]:8765"},
                                  .origins = {"https://shop.example"}});
    QVERIFY(m_server->start());
    QVERIFY(m_server->port() != 0);
}

void HttpServerTest::joinLater()
{
    const std::scoped_lock lock(m_laterMutex);
    QVERIFY(!m_later.empty());
    for (std::thread &thread : m_later)
        thread.join();
    m_later.clear();
}

QByteArray HttpServerTest::ask(const QByteArray &request)
{
    Client client(*m_server);
    client.send(request);
    return client.all();
}

void HttpServerTest::answersAreWhole()
{
    const QByteArray answer = ask(get("/hello/%C5%BCaba"));
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    QVERIFY2(answer.contains("\r\nContent-Length: 10\r\n"), answer);
    QVERIFY2(answer.contains("\r\nConnection: close\r\n") && answer.contains("\r\nDate: "), answer);
    QVERIFY2(answer.endsWith("\r\n\r\nGET żaba "), answer);
    QVERIFY(ask("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc")
                .endsWith("POST x abc"));
}

void HttpServerTest::statuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing there") << get("/nowhere") << 404;
    QTest::newRow("no name") << get("/hello/") << 404;
    QTest::newRow("more") << get("/hello/a/b") << 404;
    QTest::newRow("wrong method") << QByteArray(
                                         "DELETE /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                  << 405;
    QTest::newRow("no length") << QByteArray("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                               << 411;
    QTest::newRow("compressed")
        << QByteArray("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 1\r\n"
                      "Content-Encoding: gzip\r\n\r\nx")
        << 415;
    QTest::newRow("not compressed")
        << QByteArray("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 1\r\n"
                      "Content-Encoding: identity\r\n\r\nx")
        << 200;
    QTest::newRow("nonsense") << QByteArray("nonsense\r\n\r\n") << 400;
    QTest::newRow("another version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 505;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\n", 5) << 400;
}

void HttpServerTest::statuses()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    const QByteArray answer = ask(request);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status))), answer);
    if (status == 405)
        QVERIFY2(answer.contains("\r\nAllow: GET, HEAD, POST, OPTIONS\r\n"), answer);
}

void HttpServerTest::refusalsHaveCodes_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QByteArray host = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    QTest::newRow("nonsense") << QByteArray("nonsense\r\n\r\n") << 400 << u"bad_request"_s;
    QTest::newRow("body") << "POST /hello/x" + host + "Content-Length: 1000000000\r\n\r\n"
                          << 413 << u"body_too_large"_s;
    QTest::newRow("address") << get('/' + QByteArray(10'000, 'a')) << 414 << u"address_too_long"_s;
    QTest::newRow("expectation") << "POST /hello/x" + host + "Content-Length: 1\r\nExpect: miracles\r\n\r\n"
                                 << 417 << u"expectation_failed"_s;
    QTest::newRow("headers") << get("/hello/x", "X-Long: " + QByteArray(20'000, 'a') + "\r\n") << 431
                             << u"headers_too_large"_s;
    QTest::newRow("coding") << "POST /hello/x" + host + "Transfer-Encoding: gzip\r\n\r\n"
                            << 501 << u"not_implemented"_s;
    QTest::newRow("version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 505 << u"version_not_supported"_s;
}

void HttpServerTest::refusalsHaveCodes()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(QString, code);
    const QByteArray answer = ask(request);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status) + ' ')), answer);
    const QJsonDocument body = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4));
    QCOMPARE(body[u"error"][u"code"].toString(), code);
}

void HttpServerTest::errorsNameTheRequest()
{
    const QByteArray answer = ask(get("/nowhere"));
    const QJsonObject error =
        QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object().value(u"error").toObject();
    QCOMPARE(error.value(u"code").toString(), u"not_found"_s);
    QVERIFY(!error.value(u"message").toString().isEmpty());
    const QByteArray id = error.value(u"request_id").toString().toLatin1();
    QCOMPARE(id.size(), 16);
    QVERIFY2(answer.contains(QByteArray("X-Request-Id: " + id + "\r\n")), answer);
}

void HttpServerTest::headHasNoBody()
{
    const QByteArray answer = ask("HEAD /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.contains("Content-Length: 7\r\n"), answer);
    QVERIFY2(answer.endsWith("\r\n\r\n"), answer);
}

void HttpServerTest::optionsSayWhatIsAllowed()
{
    const QByteArray answer = ask("OPTIONS /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 204 No Content\r\n"), answer);
    QVERIFY2(answer.contains("\r\nAllow: GET, HEAD, POST, OPTIONS\r\n"), answer);
    QVERIFY(!answer.contains("Content-Length"));
    QVERIFY(ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 204"));
}

void HttpServerTest::severalAnswersComeInOrder()
{
    QByteArray requests;
    for (int i = 0; i < 200; ++i)
        requests += get(i % 10 == 0 ? QByteArray("/later") : "/hello/" + QByteArray::number(i), {});
    Client client(*m_server);
    client.send(requests + get("/hello/last"));
    const QByteArray answers = client.all();
    QCOMPARE(answers.count("HTTP/1.1 200 OK"), 201);
    qsizetype before = 0;
    for (int i = 1; i < 200; ++i) {
        if (i % 10 == 0)
            continue;
        const qsizetype place = answers.indexOf(QByteArray("GET " + QByteArray::number(i) + ' '));
        QVERIFY(place > before);
        before = place;
    }
    joinLater();
}

void HttpServerTest::oldClientsAreClosed()
{
    const QByteArray answer = ask("GET /hello/x HTTP/1.0\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n") && answer.contains("Connection: close\r\n"), answer);
}

void HttpServerTest::continueIsSent()
{
    Client client(*m_server);
    client.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: "
                "close\r\n\r\n");
    QVERIFY(client.answers(1).startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("ab");
    QVERIFY(client.all().endsWith("POST x ab"));
}

void HttpServerTest::handlersMayAnswerLater()
{
    const QByteArray answer = ask(get("/later"));
    QVERIFY2(answer.endsWith("\r\n\r\nlater"), answer);
    joinLater();
}

void HttpServerTest::handlersThatThrowOrForget()
{
    for (const char *path : {"/throws", "/forgets"}) {
        const QByteArray answer = ask(get(path));
        QVERIFY2(answer.startsWith("HTTP/1.1 500 Internal Server Error\r\n"), answer);
        QVERIFY2(!answer.contains("fault\"") && !answer.contains("a handler's"), answer);
    }
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
}

void HttpServerTest::foreignNamesAndPages_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &host, const QByteArray &origin, int status) {
        QTest::newRow(name) << host << origin << status;
    };
    row("localhost", "LocalHost:1234", {}, 200);
    row("address", "127.0.0.1:1234", {}, 200);
    row("IPv6", "[::1]", {}, 200);
    row("named in the settings", "shop.example", {}, 200);
    row("named with a port", "docker.example:8765", {}, 200);
    row("named with a port, without one", "docker.example", {}, 200);
    row("address with a port", "[2001:db8::1]:8765", {}, 200);
    row("rebound", "evil.example:8765", {}, 403);
    row("another address", "10.0.0.1", {}, 403);
    row("looks alike", "localhost.evil.example", {}, 403);
    row("own page", "localhost:1234", "http://localhost:1234", 200);
    row("page of the settings", "localhost", "https://shop.example", 200);
    row("foreign page", "localhost", "https://evil.example", 403);
    row("page without an address", "localhost", "null", 403);
}

void HttpServerTest::foreignNamesAndPages()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    const QByteArray line = origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n";
    const QByteArray answer =
        ask("GET /hello/x HTTP/1.1\r\nHost: " + host + "\r\n" + line + "Connection: close\r\n\r\n");
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status))), answer);
}

void HttpServerTest::anyAddressWhereAllAreServed()
{
    start({}, QHostAddress(QHostAddress::AnyIPv4));
    const auto asked = [this](const QByteArray &host) {
        return ask("GET /hello/x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    };
    QVERIFY(asked("10.0.0.1:8765").startsWith("HTTP/1.1 200"));
    QVERIFY(asked("rebound.example:8765").startsWith("HTTP/1.1 403"));
}

void HttpServerTest::pagesOfTheSettingsMayRead()
{
    const QByteArray known = "Origin: https://shop.example\r\nConnection: close\r\n";
    const QByteArray answer = ask(get("/hello/x", known));
    QVERIFY2(answer.contains("\r\nAccess-Control-Allow-Origin: https://shop.example\r\nVary: Origin\r\n"), answer);
    const QByteArray readable = "\r\nAccess-Control-Expose-Headers: ";
    QVERIFY2(answer.contains(readable), answer);
    const QByteArray names = answer.mid(answer.indexOf(readable) + readable.size()).split('\r').first();
    for (const char *name : {"ETag", "Location", "Retry-After", "X-Request-Id"})
        QVERIFY2(QByteArray(", " + names + ',').contains(QByteArray(" " + QByteArray(name) + ',')), names);
    const QByteArray asked =
        ask("OPTIONS /hello/x HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: POST\r\n"
            "Access-Control-Request-Headers: x-key\r\n" +
            known + "\r\n");
    QVERIFY2(asked.startsWith("HTTP/1.1 204 "), asked);
    QVERIFY2(asked.contains("\r\nAccess-Control-Allow-Methods: GET, HEAD, POST, OPTIONS\r\n"), asked);
    QVERIFY2(asked.contains("\r\nAccess-Control-Allow-Headers: x-key\r\n"), asked);
    for (const char *other : {"Origin: https://evil.example\r\nConnection: close\r\n", "Connection: close\r\n"})
        QVERIFY(!ask(get("/hello/x", other)).contains("Access-Control"));
}

void HttpServerTest::bodiesAreRefusedBeforeTheyCome()
{
    const QByteArray large = ask("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n" +
                                 QByteArray(200'000, 'a'));
    QVERIFY2(large.startsWith("HTTP/1.1 413 "), large.left(200));
    const QByteArray nowhere =
        ask("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\n\r\n" + QByteArray(200'000, 'a'));
    QVERIFY2(nowhere.startsWith("HTTP/1.1 404 ") && nowhere.contains("Connection: close"), nowhere.left(200));
}

void HttpServerTest::slowSendersAreCut()
{
    HttpLimits limits;
    limits.headTime = std::chrono::milliseconds(300);
    limits.request = std::chrono::milliseconds(600);
    limits.idle = std::chrono::milliseconds(300);
    start(limits);
    Client head(*m_server);
    Client body(*m_server);
    Client silent(*m_server);
    head.send("GET /hello/x HTT");
    body.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nab");
    QVERIFY(head.all().startsWith("HTTP/1.1 408 "));
    QVERIFY(body.all().startsWith("HTTP/1.1 408 "));
    QVERIFY(silent.waitUntilClosed());
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
}

void HttpServerTest::bodiesComeAtALeastRate()
{
    constexpr std::chrono::hours never{1};
    HttpLimits limits;
    limits.headTime = limits.request = limits.stalled = limits.bodyCheck = never;
    limits.bodyStart = std::chrono::milliseconds(100);
    limits.slowestBody = 1'000'000'000;
    start(limits);
    Client slow(*m_server);
    slow.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nab");
    QVERIFY(slow.all().startsWith("HTTP/1.1 408 "));
    limits.slowestBody = 0;
    start(limits);
    Client patient(*m_server);
    patient.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\na");
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
    patient.send("bc");
    QVERIFY(patient.all().endsWith("POST x abc"));
}

// They send a byte now and then, so that none is ever silent.
void HttpServerTest::trickledBodiesGiveWay()
{
    constexpr std::chrono::hours never{1};
    HttpLimits limits;
    limits.connections = 10;
    limits.headTime = limits.request = limits.bodyStart = never;
    limits.stalled = std::chrono::milliseconds(200);
    start(limits);
    std::atomic<bool> over = false;
    std::atomic<int> begun = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < limits.connections; ++i) {
        crowd.emplace_back([this, &over, &begun] {
            while (!over) {
                Client slow(*m_server);
                slow.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
                ++begun;
                while (!over && slow.isConnected()) {
                    slow.send("a");
                    slow.waitALittle();
                }
            }
        });
    }
    while (begun < limits.connections)
        std::this_thread::yield();
    int answered = 0;
    for (int i = 0; i < 10; ++i)
        answered += ask(get("/hello/x")).startsWith("HTTP/1.1 200") ? 1 : 0;
    over = true;
    for (std::thread &each : crowd)
        each.join();
    QCOMPARE(answered, 10);
}

void HttpServerTest::whoTurnsOutToBeNobodyIsCut()
{
    constexpr std::chrono::hours never{1};
    HttpLimits limits;
    limits.headTime = limits.request = limits.bodyStart = never;
    limits.bodyCheck = std::chrono::milliseconds(10);
    m_isKnown = true;
    start(limits);
    const QByteArray head =
        "POST /known HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    Client client(*m_server);
    client.send(head);
    QVERIFY(client.answers(1).startsWith("HTTP/1.1 100"));
    m_isKnown = false;
    QVERIFY2(client.all().contains("HTTP/1.1 401 "), client.all());
    QVERIFY(ask(head).startsWith("HTTP/1.1 401 "));
}

void HttpServerTest::anAddressHasOnlySoManyConnections()
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
    limits.connectionsPerAddress = 2;
    limits.fresh = std::chrono::hours(1); // so that nobody gives way
    start(limits, QHostAddress(QHostAddress::AnyIPv4));
    Client first(*m_server, own);
    Client second(*m_server, own);
    for (Client *client : {&first, &second}) {
        client->send(get("/hello/x", {}));
        QVERIFY(client->answers(1).startsWith("HTTP/1.1 200"));
    }
    Client third(*m_server, own);
    third.send(get("/hello/x"));
    QCOMPARE(third.all(), QByteArray());
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200")); // this machine's programs have all of them
    first.send(get("/hello/x"));
    QVERIFY(first.all().count("HTTP/1.1 200") == 2);
    Client fourth(*m_server, own); // in the place of the first
    fourth.send(get("/hello/x"));
    QVERIFY(fourth.all().startsWith("HTTP/1.1 200"));
}

void HttpServerTest::idleOnesGiveWay()
{
    HttpLimits limits;
    limits.connections = 20;
    start(limits);
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<Client>(*m_server));
        idle.back()->send(i % 2 == 0 ? QByteArray() : QByteArray("GET /hel"));
    }
    for (int i = 0; i < 30; ++i)
        QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
    QVERIFY(idle.front()->waitUntilClosed());
}

void HttpServerTest::nobodyIsLostWhenManyCome()
{
    constexpr int clients = 120;
    constexpr int each = 10;
    HttpLimits limits;
    limits.connections = 20;
    start(limits);
    std::atomic<int> answered = 0;
    std::vector<std::thread> threads;
    for (int client = 0; client < clients; ++client) {
        threads.emplace_back([this, &answered] {
            for (int i = 0; i < each; ++i)
                answered += ask(get("/hello/x")).startsWith("HTTP/1.1 200") ? 1 : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(answered, clients * each);
}

void HttpServerTest::halfALineOfAChunkIsWaitedFor()
{
    Client client(*m_server);
    client.send(
        "POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3");
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200")); // others are served meanwhile
    client.send("\r\nabc\r");
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
    client.send("\n0\r\n\r\n");
    QVERIFY(client.all().endsWith("POST x abc"));
}

void HttpServerTest::memoryOfAllIsBounded()
{
    HttpLimits limits;
    limits.memory = 1'000'000;
    start(limits);
    Client first(*m_server);
    first.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(first.answers(1).startsWith("HTTP/1.1 100"));
    const QByteArray second =
        ask("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n" + QByteArray(1000, 'a'));
    QVERIFY2(second.startsWith("HTTP/1.1 503 ") && second.contains("\r\nRetry-After: 1\r\n"), second.left(300));
    first.send(QByteArray(900'000, 'b'));
    QVERIFY(first.answers(2).contains("HTTP/1.1 200 OK"));
    QVERIFY(ask("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n" +
                QByteArray(200'000, 'a'))
                .startsWith("HTTP/1.1 200"));
}

void HttpServerTest::whatNobodyWaitsForIsCountedAsWell()
{
    HttpLimits limits;
    limits.memory = 1'000'000;
    start(limits);
    const auto kept = [this] {
        const std::scoped_lock lock(m_keptMutex);
        return m_kept.size();
    };
    const QByteArray head =
        "POST /hello/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 200000\r\n\r\n";
    {
        Client gone(*m_server);
        gone.send("POST /keeps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n" +
                  QByteArray(900'000, 'a'));
        QTRY_COMPARE(kept(), std::size_t(1));
    }
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200")); // the server knows of the end before this
    QVERIFY(ask(head + QByteArray(1000, 'a')).startsWith("HTTP/1.1 503"));
    m_kept.clear();
    QVERIFY(ask(head + QByteArray(200'000, 'a')).startsWith("HTTP/1.1 200"));
}

void HttpServerTest::handlersAreWaitedFor()
{
    {
        Client gone(*m_server);
        gone.send("POST /keeps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na");
        QTRY_VERIFY([this] {
            const std::scoped_lock lock(m_keptMutex);
            return !m_kept.empty();
        }());
    }
    m_server->stop();
    std::atomic<bool> released = false;
    std::thread handler([&] {
        std::this_thread::yield();
        released = true;
        m_kept.clear();
    });
    m_server->waitForHandlers();
    QVERIFY(released);
    handler.join();
}

void HttpServerTest::onlyKeysThatAreShownCountAsTried()
{
    constexpr int tries = 5 * 20; // of this machine
    for (int i = 0; i < tries + 10; ++i)
        QVERIFY(ask(get("/locked")).startsWith("HTTP/1.1 401"));
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
    const auto shown = [](const char *path, int key) -> QByteArray {
        return "GET " + QByteArray(path) +
               " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " + QByteArray::number(key) +
               "\r\n\r\n";
    };
    const auto refused = [&](auto keyOf) {
        int count = 0;
        for (int i = 0; i < tries + 10; ++i)
            count += ask(shown("/locked", keyOf(i))).startsWith("HTTP/1.1 429") ? 1 : 0;
        return count;
    };
    QCOMPARE(refused([](int) { return 0; }), 0); // a workflow with an old one tries no others
    QVERIFY(refused([](int i) { return i; }) > 0);
    QVERIFY(ask(shown("/hello/x", 0)).startsWith("HTTP/1.1 429"));
    QVERIFY(ask(get("/hello/x")).startsWith("HTTP/1.1 200"));
}

void HttpServerTest::stopFinishesWhatIsUnderWay()
{
    Client idle(*m_server);
    idle.send(get("/hello/x", {}));
    QVERIFY(idle.answers(1).contains("200 OK"));
    Client busy(*m_server);
    busy.send("POST /hello/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(busy.answers(1).startsWith("HTTP/1.1 100"));
    std::thread stopping([this] { m_server->stop(); });
    QVERIFY(idle.waitUntilClosed());
    busy.send("abcd");
    const QByteArray answer = busy.all();
    stopping.join();
    QVERIFY2(answer.endsWith("POST x abcd") && answer.contains("Connection: close"), answer);
    QCOMPARE(m_server->port(), 0);
    QVERIFY(m_server->start());
}

void HttpServerTest::takenPortIsTold()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    HttpServer server({}, {.port = other.serverPort()});
    const auto started = server.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Busy);
    QVERIFY(started.error().message.contains(QString::number(other.serverPort())));
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_httpserver.moc"
