// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/httpclient.h"

#include "tests/support/httpstub.h"

#include <QTemporaryDir>
#include <QTest>

#include <mutex>
#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;
using Fault = StubAnswer::Fault;

namespace {

const QString plantedKey = u"planted-key-7c1e55a0"_s;
QStringList logged;
std::mutex logMutex;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    const std::scoped_lock lock(logMutex);
    logged.append(message);
}

HttpRequest requestTo(const QUrl &url, const QByteArray &method = "GET", const QByteArray &body = {})
{
    HttpRequest request;
    request.method = method;
    request.url = url;
    request.body = body;
    request.timeout = std::chrono::seconds(30);
    return request;
}

} // namespace

/** Requests against a server whose faults are scripted and which counts what arrives. */
class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { logged.clear(); }
    void sendsWhatItIsGiven();
    void bodiesOfAllSizesArriveOnce_data();
    void bodiesOfAllSizesArriveOnce();
    void anyStatusIsAnAnswer_data();
    void anyStatusIsAnAnswer();
    void headIsAnsweredByTheHead();
    void neverRepeats_data();
    void neverRepeats();
    void keptConnectionThatWasClosedIsNotUsed();
    void connectionIsKept();
    void halfAnAnswerIsNone();
    void garbageIsNoAnswer();
    void refusedConnection();
    void unknownHost();
    void lateAnswer_data();
    void lateAnswer();
    void stopEndsIt();
    void stoppedBeforeIsNeverSent();
    void tooLargeAnswer();
    void compressedAnswer();
    void redirects_data();
    void redirects();
    void redirectsEnd();
    void cookiesAreNotKept();
    void untrustedCertificate();
    void trustedByFile();
    void certificateOfAnotherName();
    void plainServerOnSecureAddress();
    void proxyIsAsked();
    void proxyThatIsAway();
    void proxyThatWantsAPassword();
    void thisMachineNeedsNoProxy();
    void unusableOptions_data();
    void unusableOptions();
    void unusableRequests_data();
    void unusableRequests();
    void nothingSecretIsLogged();
    void statusWords_data();
    void statusWords();
    void retryAfterIsRead_data();
    void retryAfterIsRead();

private:
    HttpOptions m_direct{u"none"_s, {}};
    HttpStub m_stub;
};

void HttpClientTest::initTestCase()
{
    qInstallMessageHandler(keepLog);
}

void HttpClientTest::sendsWhatItIsGiven()
{
    m_stub.forget();
    m_stub.script({{201, "made", {{"X-Id", "7"}, {"Set-Cookie", "a=b"}}}});
    HttpRequest request = requestTo(m_stub.url(u"/things?x=1%2F2"_s), "POST", "{\"a\":1}");
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer abc"}};
    HttpClient client(m_direct);
    const auto answer = client.send(request);
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message));
    QCOMPARE(answer->status, 201);
    QCOMPARE(answer->body, "made");
    QCOMPARE(answer->header("x-id"), "7");
    QCOMPARE(answer->header("x-none"), QByteArray());
    const StubRequest sent = m_stub.requests().value(0);
    QCOMPARE(sent.method, "POST");
    QCOMPARE(sent.target, "/things?x=1%2F2");
    QCOMPARE(sent.body, "{\"a\":1}");
    QCOMPARE(sent.header("content-type"), "application/json");
    QCOMPARE(sent.header("content-length"), "7");
    QCOMPARE(sent.header("authorization"), "Bearer abc");
    QCOMPARE(sent.header("user-agent"), "Listwright/" LISTWRIGHT_VERSION);
}

void HttpClientTest::bodiesOfAllSizesArriveOnce_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 16383, 16384, 65537, 3'000'000})
        QTest::addRow("%d", size) << size;
}

void HttpClientTest::bodiesOfAllSizesArriveOnce()
{
    QFETCH(int, size);
    m_stub.forget();
    QByteArray body(size, 'x');
    for (int at = 0; at < size; at += 100)
        body[at] = static_cast<char>('a' + at / 100 % 26);
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(m_stub.url(), "PUT", body));
    QVERIFY(answer);
    QCOMPARE(m_stub.hits(), 1);
    QVERIFY(m_stub.requests().value(0).body == body);
}

void HttpClientTest::anyStatusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 204, 304, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 418, 422, 429, 500, 501, 502, 503, 504, 529})
        QTest::addRow("%d", status) << status;
}

void HttpClientTest::anyStatusIsAnAnswer()
{
    QFETCH(int, status);
    for (const QByteArray method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
        m_stub.forget();
        const bool hasBody = status != 204 && status != 304;
        QList<std::pair<QByteArray, QByteArray>> headers;
        if (status == 401)
            headers = {{"WWW-Authenticate", "Basic realm=\"x\""}};
        m_stub.always({status, hasBody ? QByteArray("why") : QByteArray(), headers});
        HttpClient client(m_direct);
        const auto answer = client.send(requestTo(m_stub.url(), method, method == "GET" ? QByteArray() : "body"));
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, hasBody ? "why" : "");
        QCOMPARE(m_stub.hits(), 1);
    }
}

void HttpClientTest::neverRepeats_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("isKept");
    const QList<std::pair<const char *, Fault>> faults{
        {"drop", Fault::Drop}, {"reset", Fault::Reset}, {"unread", Fault::DropUnread}, {"half", Fault::HalfBody}};
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"}) {
        for (const auto &[name, fault] : faults) {
            for (const bool isKept : {false, true}) {
                QTest::addRow("%s %s %s", method, name, isKept ? "kept" : "new")
                    << QByteArray(method) << QByteArray() << fault << isKept;
                QTest::addRow("%s %s %s with body", method, name, isKept ? "kept" : "new")
                    << QByteArray(method) << QByteArray(20000, 'b') << fault << isKept;
            }
        }
    }
}

void HttpClientTest::headIsAnsweredByTheHead()
{
    m_stub.forget();
    StubAnswer announcing;
    announcing.body.clear(); // as servers answer it: the length of what a GET would get, and nothing
    announcing.headers = {{"Content-Length", "5000"}, {"ETag", "\"7\""}};
    m_stub.script({announcing, {404, {}, {{"Content-Length", "12"}}}, {204, {}, {}}});
    HttpClient client(m_direct);
    for (const int status : {200, 404, 204}) {
        const auto answer = client.send(requestTo(m_stub.url(), "HEAD"));
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->body, QByteArray());
        QCOMPARE(answer->header("etag"), status == 200 ? QByteArray("\"7\"") : QByteArray());
    }
    QVERIFY(client.send(requestTo(m_stub.url())));
    QCOMPARE(m_stub.hits(), 4);
}

/** Qt would send these a second time by itself, and a product would be made twice. */
void HttpClientTest::neverRepeats()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(Fault, fault);
    QFETCH(bool, isKept);
    HttpStub stub; // Qt's second attempt at the row before may still connect
    StubAnswer bad;
    bad.fault = fault;
    bad.body = "0123456789";
    HttpClient client(m_direct);
    if (isKept) {
        QVERIFY(client.send(requestTo(stub.url())));
        QCOMPARE(stub.connections(), 1);
    }
    stub.always(bad);
    const auto answer = client.send(requestTo(stub.url(), method, body));
    const bool isWhole = method == "HEAD" && fault == Fault::HalfBody; // of its answer the head is all
    QCOMPARE(answer.has_value(), isWhole);
    if (!isWhole) {
        QCOMPARE(answer.error().code, ErrorCode::Disconnected);
        QVERIFY(isTransient(answer.error().code));
    }
    QCOMPARE(stub.hits(), isKept ? 2 : 1);
}

void HttpClientTest::keptConnectionThatWasClosedIsNotUsed()
{
    HttpStub stub; // others' connections end in between
    StubAnswer closing;
    closing.isClosedAfter = true;
    stub.always(closing);
    HttpClient client(m_direct);
    int unnoticed = 0; // on a busy machine the end may be on its way yet; one that is never looked for fails each time
    for (int round = 1; round <= 5; ++round) {
        if (!client.send(requestTo(stub.url(), "POST", "x"))) {
            ++unnoticed;
            QVERIFY(client.send(requestTo(stub.url(), "POST", "x")));
        }
        QTRY_COMPARE(stub.endedConnections(), round);
    }
    QVERIFY(unnoticed <= 1);
    QCOMPARE(stub.hits(), 5);
}

void HttpClientTest::connectionIsKept()
{
    HttpStub stub;
    HttpClient client(m_direct);
    for (int round = 0; round < 5; ++round)
        QVERIFY(client.send(requestTo(stub.url(), "POST", "x")));
    QCOMPARE(stub.hits(), 5);
    QCOMPARE(stub.connections(), 1);
}

void HttpClientTest::halfAnAnswerIsNone()
{
    m_stub.forget();
    StubAnswer half;
    half.fault = Fault::HalfBody;
    half.body = QByteArray(100000, 'h');
    m_stub.always(half);
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(m_stub.url()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Disconnected);
    QVERIFY(answer.error().message.contains(u"before the answer was complete"_s));
}

void HttpClientTest::garbageIsNoAnswer()
{
    m_stub.forget();
    StubAnswer garbage;
    garbage.fault = Fault::Garbage;
    m_stub.always(garbage);
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(m_stub.url()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Disconnected);
}

void HttpClientTest::refusedConnection()
{
    QUrl url;
    {
        const HttpStub gone;
        url = gone.url();
    }
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(url));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Disconnected);
    QVERIFY2(answer.error().detail.startsWith(connectionRefused), qPrintable(answer.error().detail));
    QVERIFY(answer.error().message.contains(u"127.0.0.1:%1"_s.arg(url.port())));
}

void HttpClientTest::unknownHost()
{
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(QUrl(u"http://nobody.invalid/v1"_s)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Disconnected);
    QVERIFY2(answer.error().message.contains(u"nobody.invalid"_s), qPrintable(answer.error().message));
    QVERIFY2(answer.error().message.contains(u"not found"_s), qPrintable(answer.error().message));
}

void HttpClientTest::lateAnswer_data()
{
    QTest::addColumn<int>("delay");
    QTest::addColumn<int>("trickle");
    QTest::newRow("nothing comes") << 600000 << 0;
    QTest::newRow("it comes drop by drop") << 0 << 1;
}

void HttpClientTest::lateAnswer()
{
    QFETCH(int, delay);
    QFETCH(int, trickle);
    m_stub.forget();
    StubAnswer late;
    late.delay = std::chrono::milliseconds(delay);
    late.trickle = trickle;
    late.body = QByteArray(100000, 't');
    m_stub.always(late);
    HttpClient client(m_direct);
    HttpRequest request = requestTo(m_stub.url(), "POST", "x");
    request.timeout = std::chrono::milliseconds(300);
    const auto answer = client.send(request);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Timeout);
    QCOMPARE(m_stub.hits(), 1);
    m_stub.always({});
    QVERIFY(client.send(requestTo(m_stub.url()))); // the client is none the worse for it
}

void HttpClientTest::stopEndsIt()
{
    m_stub.forget();
    StubAnswer late;
    late.delay = std::chrono::minutes(10);
    m_stub.always(late);
    std::stop_source stop;
    std::thread other([&] {
        m_stub.waitForHits(1);
        stop.request_stop();
    });
    HttpClient client(m_direct);
    HttpRequest request = requestTo(m_stub.url(), "POST", "x");
    request.timeout = std::chrono::minutes(9);
    const auto answer = client.send(request, stop.get_token());
    other.join();
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    QCOMPARE(m_stub.hits(), 1);
}

void HttpClientTest::stoppedBeforeIsNeverSent()
{
    m_stub.forget();
    std::stop_source stop;
    stop.request_stop();
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(m_stub.url()), stop.get_token());
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    QCOMPARE(m_stub.connections(), 0);
}

void HttpClientTest::tooLargeAnswer()
{
    m_stub.forget();
    m_stub.always({200, QByteArray(10 * 1024 * 1024, 'l')});
    HttpClient client(m_direct);
    auto answer = client.send(requestTo(m_stub.url()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
    QVERIFY(answer.error().message.contains(u"too large"_s));
    HttpRequest request = requestTo(m_stub.url());
    request.maximumAnswer = 10 * 1024 * 1024;
    answer = client.send(request);
    QVERIFY(answer);
    QCOMPARE(answer->body.size(), 10 * 1024 * 1024);
}

/** 1 MB of zeros in 1 kB: the limit counts what comes out. */
void HttpClientTest::compressedAnswer()
{
    m_stub.forget();
    // zlib's own form is what "deflate" means; qCompress puts four bytes of length before it
    const QByteArray compressed = qCompress(QByteArray(1024 * 1024, '0'), 9).mid(4);
    m_stub.always({200, compressed, {{"Content-Encoding", "deflate"}}});
    HttpClient client(m_direct);
    HttpRequest request = requestTo(m_stub.url());
    auto answer = client.send(request);
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(answer->body.size(), 1024 * 1024);
    request.maximumAnswer = 100 * 1024;
    answer = client.send(request);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
}

void HttpClientTest::redirects_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("isFollowed");
    QTest::newRow("same host") << QByteArray("GET") << 302 << QByteArray("/there") << true;
    QTest::newRow("same host, for good") << QByteArray("GET") << 308 << QByteArray("/there") << true;
    QTest::newRow("another host") << QByteArray("GET") << 302 << QByteArray("http://evil.invalid/") << false;
    QTest::newRow("another port") << QByteArray("GET") << 302 << QByteArray("http://127.0.0.1:1/") << false;
    QTest::newRow("another scheme") << QByteArray("GET") << 302 << QByteArray("file:///etc/passwd") << false;
    QTest::newRow("nowhere") << QByteArray("GET") << 302 << QByteArray() << false;
    QTest::newRow("not an address") << QByteArray("GET") << 302 << QByteArray("http://[") << false;
    QTest::newRow("a body") << QByteArray("POST") << 307 << QByteArray("/there") << false;
    QTest::newRow("a body, see other") << QByteArray("POST") << 303 << QByteArray("/there") << false;
    QTest::newRow("no redirect") << QByteArray("GET") << 201 << QByteArray("/there") << false;
}

void HttpClientTest::redirects()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    QFETCH(bool, isFollowed);
    m_stub.forget();
    QList<std::pair<QByteArray, QByteArray>> headers;
    if (!location.isEmpty())
        headers.emplaceBack("Location", location);
    m_stub.script({{status, "moved", headers}});
    m_stub.always({200, "arrived"});
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(m_stub.url(), method, method == "POST" ? "x" : ""));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(answer->status, isFollowed ? 200 : status);
    QCOMPARE(m_stub.hits(), isFollowed ? 2 : 1);
    if (isFollowed)
        QCOMPARE(m_stub.requests().value(1).target, "/there");
}

void HttpClientTest::redirectsEnd()
{
    m_stub.forget();
    m_stub.always({302, "", {{"Location", "/again"}}});
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(m_stub.url()));
    QVERIFY(answer);
    QCOMPARE(answer->status, 302);
    QCOMPARE(m_stub.hits(), 6);
}

void HttpClientTest::cookiesAreNotKept()
{
    m_stub.forget();
    m_stub.always({200, "", {{"Set-Cookie", "session=1; Path=/"}, {"Cache-Control", "max-age=3600"}}});
    HttpClient client(m_direct);
    QVERIFY(client.send(requestTo(m_stub.url())));
    QVERIFY(client.send(requestTo(m_stub.url())));
    QCOMPARE(m_stub.hits(), 2);
    QCOMPARE(m_stub.requests().value(1).header("cookie"), QByteArray());
}

void HttpClientTest::untrustedCertificate()
{
    const QTemporaryDir folder;
    const auto certificate = makeCertificate(folder.path());
    if (!certificate)
        QSKIP("openssl is not installed");
    const HttpStub secure(certificate);
    HttpClient client(m_direct);
    const auto answer = client.send(requestTo(secure.url(), "POST", "secret"));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Untrusted);
    QVERIFY2(answer.error().message.contains(u"not trusted"_s), qPrintable(answer.error().message));
    QVERIFY(!isTransient(answer.error().code));
    QCOMPARE(secure.hits(), 0);
}

void HttpClientTest::trustedByFile()
{
    const QTemporaryDir folder;
    const auto certificate = makeCertificate(folder.path());
    if (!certificate)
        QSKIP("openssl is not installed");
    HttpStub secure(certificate);
    HttpClient client({u"none"_s, certificate->certificate});
    const auto answer = client.send(requestTo(secure.url(), "POST", "secret"));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(secure.requests().value(0).body, "secret");
    // Also here nothing is sent twice, and from https nothing leads to http.
    StubAnswer drop;
    drop.fault = Fault::Drop;
    secure.forget();
    secure.script({drop});
    QVERIFY(!client.send(requestTo(secure.url(), "POST", "secret")));
    QCOMPARE(secure.hits(), 1);
    secure.forget();
    secure.always({302, "", {{"Location", "http://127.0.0.1:" + QByteArray::number(secure.port()) + "/"}}});
    const auto moved = client.send(requestTo(secure.url()));
    QVERIFY(moved);
    QCOMPARE(moved->status, 302);
    QCOMPARE(secure.hits(), 1);
}

void HttpClientTest::certificateOfAnotherName()
{
    const QTemporaryDir folder;
    const auto certificate = makeCertificate(folder.path(), u"other.invalid"_s);
    if (!certificate)
        QSKIP("openssl is not installed");
    const HttpStub secure(certificate);
    HttpClient client({u"none"_s, certificate->certificate});
    const auto answer = client.send(requestTo(secure.url()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Untrusted);
    QVERIFY2(answer.error().message.contains(u"another name"_s), qPrintable(answer.error().message));
}

void HttpClientTest::plainServerOnSecureAddress()
{
    m_stub.forget();
    QUrl url = m_stub.url();
    url.setScheme(u"https"_s);
    StubAnswer garbage;
    garbage.fault = Fault::Garbage;
    m_stub.always(garbage);
    HttpClient client(m_direct);
    HttpRequest request = requestTo(url);
    request.timeout = std::chrono::seconds(2); // the stub waits for a head that never comes
    const auto answer = client.send(request);
    QVERIFY(!answer);
}

void HttpClientTest::proxyIsAsked()
{
    m_stub.forget();
    HttpClient client({u"http://127.0.0.1:%1"_s.arg(m_stub.port()), {}});
    const auto answer = client.send(requestTo(QUrl(u"http://shop.invalid/v1/models"_s)));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(m_stub.requests().value(0).target, "http://shop.invalid/v1/models");
    QCOMPARE(m_stub.hits(), 1);
    StubAnswer drop;
    drop.fault = Fault::Drop;
    m_stub.forget();
    m_stub.always(drop);
    QVERIFY(!client.send(requestTo(QUrl(u"http://shop.invalid/v1/models"_s), "POST", "x")));
    QCOMPARE(m_stub.hits(), 1);
}

void HttpClientTest::proxyThatIsAway()
{
    int port = 0;
    {
        const HttpStub gone;
        port = gone.port();
    }
    for (const QString &scheme : {u"http"_s, u"socks5"_s}) {
        HttpClient client({u"%1://127.0.0.1:%2"_s.arg(scheme).arg(port), {}});
        for (const QString &url : {u"http://shop.invalid/"_s, u"https://shop.invalid/"_s}) {
            const auto answer = client.send(requestTo(QUrl(url)));
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, ErrorCode::Disconnected);
            QVERIFY2(answer.error().message.contains(u"proxy"_s), qPrintable(answer.error().message));
        }
    }
}

void HttpClientTest::proxyThatWantsAPassword()
{
    m_stub.forget();
    m_stub.always({407, "", {{"Proxy-Authenticate", "Basic realm=\"proxy\""}}});
    HttpClient client({u"http://127.0.0.1:%1"_s.arg(m_stub.port()), {}});
    for (const QString &url : {u"http://shop.invalid/"_s, u"https://shop.invalid/"_s}) {
        const auto answer = client.send(requestTo(QUrl(url)));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Unauthorized);
        QVERIFY2(answer.error().message.contains(u"proxy"_s), qPrintable(answer.error().message));
    }
}

void HttpClientTest::thisMachineNeedsNoProxy()
{
    m_stub.forget();
    HttpClient client({u"http://127.0.0.1:1"_s, {}});
    QVERIFY(client.send(requestTo(m_stub.url())));
}

void HttpClientTest::unusableOptions_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QString>("caFile");
    QTest::newRow("no address") << u"hello"_s << QString();
    QTest::newRow("another scheme") << u"ftp://proxy:21"_s << QString();
    QTest::newRow("no host") << u"http://:8080"_s << QString();
    QTest::newRow("no such file") << u"none"_s << u"/nonexistent/ca.pem"_s;
    QTest::newRow("no certificate") << u"none"_s << QCoreApplication::applicationFilePath();
}

void HttpClientTest::unusableOptions()
{
    QFETCH(QString, proxy);
    QFETCH(QString, caFile);
    m_stub.forget();
    QCOMPARE(checkProxy(proxy).has_value(), proxy == u"none"_s);
    HttpClient client({proxy, caFile});
    const auto answer = client.send(requestTo(m_stub.url()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
    QCOMPARE(m_stub.connections(), 0);
}

void HttpClientTest::unusableRequests_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("value");
    const QString good = m_stub.url().toString();
    QTest::newRow("no scheme") << u"api.example.com/v1"_s << QByteArray("GET") << QByteArray("v");
    QTest::newRow("a file") << u"file:///etc/passwd"_s << QByteArray("GET") << QByteArray("v");
    QTest::newRow("empty") << QString() << QByteArray("GET") << QByteArray("v");
    QTest::newRow("line break in a header") << good << QByteArray("GET") << QByteArray("v\r\nX-Evil: 1");
    QTest::newRow("line break in the method") << good << QByteArray("GET /\r\nX: 1\r\n") << QByteArray("v");
    QTest::newRow("no method") << good << QByteArray() << QByteArray("v");
}

void HttpClientTest::unusableRequests()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, value);
    m_stub.forget();
    HttpRequest request = requestTo(QUrl(url), method);
    request.headers = {{"X-Value", value}};
    HttpClient client(m_direct);
    const auto answer = client.send(request);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
    QCOMPARE(m_stub.connections(), 0);
}

void HttpClientTest::nothingSecretIsLogged()
{
    m_stub.forget();
    StubAnswer drop;
    drop.fault = Fault::Drop;
    m_stub.script({{200, plantedKey.toLatin1()}, {401, plantedKey.toLatin1()}, drop});
    HttpClient client({u"none"_s, {}});
    for (int round = 0; round < 3; ++round) {
        HttpRequest request = requestTo(m_stub.url(u"/v1/models?key="_s + plantedKey), "POST", plantedKey.toLatin1());
        request.headers = {{"Authorization", "Bearer " + plantedKey.toLatin1()}};
        const auto answer = client.send(request);
        if (!answer)
            QVERIFY(!QString(answer.error().message + answer.error().detail).contains(plantedKey));
    }
    HttpClient proxied({u"http://user:"_s + plantedKey + u"@127.0.0.1:1"_s, {}});
    const auto answer = proxied.send(requestTo(QUrl(u"http://shop.invalid/"_s)));
    QVERIFY(!answer);
    QVERIFY(!QString(answer.error().message + answer.error().detail).contains(plantedKey));
    QVERIFY(!checkProxy(u"ftp://user:"_s + plantedKey + u"@x"_s).error().message.contains(plantedKey));
    const std::scoped_lock lock(logMutex);
    const QString lines = logged.join(u'\n');
    QVERIFY2(lines.contains(u"\"path\":\"/v1/models\""_s), qPrintable(lines));
    QVERIFY2(lines.contains(u"\"status\":401"_s), qPrintable(lines));
    QVERIFY2(lines.contains(u"\"error\":\"disconnected\""_s), qPrintable(lines));
    QVERIFY2(!lines.contains(plantedKey), qPrintable(lines));
}

void HttpClientTest::statusWords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("301") << 301 << ErrorCode::InvalidInput;
    QTest::newRow("400") << 400 << ErrorCode::InvalidInput;
    QTest::newRow("401") << 401 << ErrorCode::Unauthorized;
    QTest::newRow("403") << 403 << ErrorCode::Forbidden;
    QTest::newRow("404") << 404 << ErrorCode::NotFound;
    QTest::newRow("408") << 408 << ErrorCode::Timeout;
    QTest::newRow("409") << 409 << ErrorCode::Conflict;
    QTest::newRow("410") << 410 << ErrorCode::NotFound;
    QTest::newRow("412") << 412 << ErrorCode::Conflict;
    QTest::newRow("413") << 413 << ErrorCode::InvalidInput;
    QTest::newRow("422") << 422 << ErrorCode::InvalidInput;
    QTest::newRow("429") << 429 << ErrorCode::RateLimited;
    QTest::newRow("500") << 500 << ErrorCode::Unavailable;
    QTest::newRow("503") << 503 << ErrorCode::Unavailable;
    QTest::newRow("504") << 504 << ErrorCode::Timeout;
    QTest::newRow("529") << 529 << ErrorCode::Unavailable;
}

void HttpClientTest::statusWords()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    const Error error = errorFromStatus({status, {{"retry-after", "12"}}, "body"}, u"Example"_s);
    QCOMPARE(error.code, code);
    QVERIFY2(error.message.startsWith(u"Example "_s) && error.message.endsWith(u'.'), qPrintable(error.message));
    QVERIFY(error.detail.contains(QString::number(status)));
    QCOMPARE(error.retryAfter, std::optional(std::chrono::milliseconds(12000)));
}

void HttpClientTest::retryAfterIsRead_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("milliseconds"); // -1: nothing
    QTest::newRow("seconds") << QByteArray("120") << 120000;
    QTest::newRow("parts of seconds") << QByteArray(" 1.5 ") << 1500;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("date") << QByteArray("Thu, 01 Jan 2026 00:02:00 GMT") << 120000;
    QTest::newRow("past date") << QByteArray("Wed, 31 Dec 2025 23:59:00 GMT") << 0;
    QTest::newRow("far away") << QByteArray("999999999999") << 7 * 24 * 3600 * 1000;
    QTest::newRow("negative") << QByteArray("-1") << -1;
    QTest::newRow("not a number") << QByteArray("nan") << -1;
    QTest::newRow("words") << QByteArray("soon") << -1;
    QTest::newRow("empty") << QByteArray() << -1;
}

void HttpClientTest::retryAfterIsRead()
{
    QFETCH(QByteArray, value);
    QFETCH(int, milliseconds);
    const auto wait = retryAfter(value, QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC));
    QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, milliseconds);
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_httpclient.moc"
