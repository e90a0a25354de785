// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/requestreader.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

using State = RequestReader::State;

/** Reads everything that is there, past the look at the head. */
State readAll(RequestReader &reader, QByteArray &bytes)
{
    State state = reader.read(bytes);
    for (int i = 0; i < 2 && state == State::Body && !bytes.isEmpty(); ++i)
        state = reader.read(bytes);
    return state;
}

QByteArray withHeaders(const QByteArray &lines)
{
    return "GET /x HTTP/1.1\r\nHost: localhost\r\n" + lines + "\r\n";
}

} // namespace

class RequestReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodOnes_data();
    void goodOnes();
    void badOnes_data();
    void badOnes();
    void byteByByte();
    void limits_data();
    void limits();
    void pipelined();
    void continueIsAskedFor();
    void headers();
    void keepAlive_data();
    void keepAlive();
};

void RequestReaderTest::goodOnes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &path, const QByteArray &query = {},
                        const QByteArray &body = {}) { QTest::newRow(name) << bytes << path << query << body; };
    row("plain", "GET / HTTP/1.1\r\nHost: localhost:8765\r\n\r\n", "/");
    row("query", "GET /api/products?limit=5&q=a%20b HTTP/1.1\r\nHost: h\r\n\r\n", "/api/products", "limit=5&q=a%20b");
    row("1.0 without a host", "GET /x HTTP/1.0\r\n\r\n", "/x");
    row("encoded letters", "GET /%C5%BC%C3%B3%C5%82ty HTTP/1.1\r\nHost: h\r\n\r\n", "/żółty");
    row("absolute", "GET http://localhost:8765/x?y HTTP/1.1\r\nHost: other\r\n\r\n", "/x", "y");
    row("absolute without a path", "GET http://localhost HTTP/1.1\r\nHost: h\r\n\r\n", "/");
    row("empty line before", "\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n", "/x");
    row("body", "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", "/x", {}, "hello");
    row("empty body", "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", "/x");
    row("no length", "POST /x HTTP/1.1\r\nHost: h\r\n\r\n", "/x");
    row("chunks",
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n1;a=b\r\n!\r\n0\r\n\r\n", "/x",
        {}, "hello!");
    row("trailer", "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n", "/x",
        {}, "a");
    row("no chunk", "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "/x");
    row("IPv6", "GET /x HTTP/1.1\r\nHost: [::1]:8765\r\n\r\n", "/x");
    row("header without a blank", "GET /x HTTP/1.1\r\nHost:h\r\n\r\n", "/x");
    row("options of all", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "*");
}

void RequestReaderTest::goodOnes()
{
    QFETCH(QByteArray, bytes);
    RequestReader reader{HttpLimits()};
    QCOMPARE(readAll(reader, bytes), State::Complete);
    QVERIFY(bytes.isEmpty());
    const ReceivedRequest request = reader.takeRequest();
    QTEST(request.path, "path");
    QTEST(request.query, "query");
    QTEST(request.body, "body");
}

void RequestReaderTest::badOnes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status, const QByteArray &bytes) {
        QTest::newRow(name) << bytes << status;
    };
    row("nonsense", 400, "hello\r\n\r\n");
    row("two words", 400, "GET /\r\n\r\n");
    row("two blanks", 400, "GET  / HTTP/1.1\r\nHost: h\r\n\r\n");
    row("tab", 400, "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n");
    row("bare line feed", 400, "GET / HTTP/1.1\nHost: h\n\n");
    row("only empty lines", 400, "\r\n\r\n\r\n");
    row("version 2", 505, "GET / HTTP/2.0\r\nHost: h\r\n\r\n");
    row("version 0.9", 505, "GET / HTTP/0.9\r\n\r\n");
    row("no version", 400, "GET / HTTQ/1.1\r\nHost: h\r\n\r\n");
    row("unknown method", 501, "BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n");
    row("connect", 501, "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n");
    row("relative", 400, "GET x HTTP/1.1\r\nHost: h\r\n\r\n");
    row("star of GET", 400, "GET * HTTP/1.1\r\nHost: h\r\n\r\n");
    row("dots", 400, "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n");
    row("encoded dots", 400, "GET /a/%2e%2E/b HTTP/1.1\r\nHost: h\r\n\r\n");
    row("encoded slash", 400, "GET /a%2Fb HTTP/1.1\r\nHost: h\r\n\r\n");
    row("backslash", 400, "GET /a%5Cb HTTP/1.1\r\nHost: h\r\n\r\n");
    row("encoded NUL", 400, "GET /a%00 HTTP/1.1\r\nHost: h\r\n\r\n");
    row("encoded line end", 400, "GET /a%0d%0aX:y HTTP/1.1\r\nHost: h\r\n\r\n");
    row("half an encoding", 400, "GET /a%2 HTTP/1.1\r\nHost: h\r\n\r\n");
    row("no UTF-8", 400, "GET /%FF HTTP/1.1\r\nHost: h\r\n\r\n");
    row("overlong", 400, "GET /%C0%AF HTTP/1.1\r\nHost: h\r\n\r\n");
    row("fragment", 400, "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n");
    row("raw letters", 400, "GET /ż HTTP/1.1\r\nHost: h\r\n\r\n");
    row("no host", 400, "GET / HTTP/1.1\r\n\r\n");
    row("two hosts", 400, "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n");
    row("host with a path", 400, "GET / HTTP/1.1\r\nHost: h/x\r\n\r\n");
    row("host with a user", 400, "GET / HTTP/1.1\r\nHost: a@h\r\n\r\n");
    row("blank before the colon", 400, withHeaders("X : y\r\n"));
    row("no colon", 400, withHeaders("nonsense\r\n"));
    row("no name", 400, withHeaders(": y\r\n"));
    row("folded", 400, withHeaders("X: y\r\n z\r\n"));
    row("NUL in a header", 400, withHeaders(QByteArray("X: a\0b\r\n", 8)));
    row("carriage return in a header", 400, withHeaders("X: a\rb\r\n"));
    row("length twice", 400, withHeaders("Content-Length: 1\r\nContent-Length: 1\r\n") + "a");
    row("list of lengths", 400, withHeaders("Content-Length: 1, 1\r\n") + "a");
    row("negative length", 400, withHeaders("Content-Length: -1\r\n"));
    row("signed length", 400, withHeaders("Content-Length: +1\r\n") + "a");
    row("hexadecimal length", 400, withHeaders("Content-Length: 0x1\r\n") + "a");
    row("empty length", 400, withHeaders("Content-Length:\r\n"));
    row("huge length", 413, withHeaders("Content-Length: 99999999999999999999\r\n"));
    row("too large", 413, withHeaders("Content-Length: 16777217\r\n"));
    row("length and chunks", 400, withHeaders("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"));
    row("gzip", 501, withHeaders("Transfer-Encoding: gzip, chunked\r\n"));
    row("chunked twice", 400, withHeaders("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"));
    row("chunks in 1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    row("expects more", 417, withHeaders("Expect: the unexpected\r\n"));
    row("bad chunk size", 400, withHeaders("Transfer-Encoding: chunked\r\n") + "x\r\n");
    row("negative chunk size", 400, withHeaders("Transfer-Encoding: chunked\r\n") + "-1\r\n");
    row("huge chunk", 413, withHeaders("Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFF\r\n");
    row("chunk beyond its size", 400, withHeaders("Transfer-Encoding: chunked\r\n") + "1\r\nab\r\n");
    row("chunk without an end", 400, withHeaders("Transfer-Encoding: chunked\r\n") + "1\r\na\n\n");
}

void RequestReaderTest::badOnes()
{
    QFETCH(QByteArray, bytes);
    RequestReader reader{HttpLimits()};
    QCOMPARE(readAll(reader, bytes), State::Refused);
    QTEST(reader.refusal().status, "status");
    QVERIFY(!reader.refusal().why.isEmpty());
}

void RequestReaderTest::byteByByte()
{
    const QByteArray whole =
        "POST /a?b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: u\r\n\r\n";
    RequestReader reader{HttpLimits()};
    QByteArray waiting;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QVERIFY(reader.state() != State::Complete);
        waiting += whole.at(i);
        readAll(reader, waiting);
    }
    QCOMPARE(reader.state(), State::Complete);
    QCOMPARE(reader.takeRequest().body, "abc");
}

void RequestReaderTest::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("target") << "GET /" + QByteArray(300, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n" << 414;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00", 5) << 400;
    QTest::newRow("endless target") << "GET /" + QByteArray(300, 'a') << 414;
    QTest::newRow("header") << withHeaders("X: " + QByteArray(600, 'a') + "\r\n") << 431;
    QTest::newRow("endless header") << "GET / HTTP/1.1\r\nX: " + QByteArray(600, 'a') << 431;
    QTest::newRow("many headers") << withHeaders(QByteArray("X: y\r\n").repeated(11)) << 431;
    QTest::newRow("long headers")
        << withHeaders(QByteArray("X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n").repeated(9))
        << 431;
    QTest::newRow("body") << withHeaders("Content-Length: 101\r\n") << 413;
    QTest::newRow("chunks") << withHeaders("Transfer-Encoding: chunked\r\n") +
                                   QByteArray("1f\r\n" + QByteArray(31, 'a') + "\r\n").repeated(4)
                            << 413;
    QTest::newRow("chunk extension") << withHeaders("Transfer-Encoding: chunked\r\n") + "1;" + QByteArray(2000, 'a')
                                     << 400;
    QTest::newRow("trailers") << withHeaders("Transfer-Encoding: chunked\r\n") + "0\r\nX: " + QByteArray(600, 'a')
                              << 431;
}

void RequestReaderTest::limits()
{
    QFETCH(QByteArray, bytes);
    HttpLimits limits;
    limits.requestLine = 200;
    limits.head = 500;
    limits.headers = 10;
    limits.body = 100;
    RequestReader reader(limits);
    QCOMPARE(readAll(reader, bytes), State::Refused);
    QTEST(reader.refusal().status, "status");
}

void RequestReaderTest::pipelined()
{
    QByteArray bytes =
        "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nabGET /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3";
    RequestReader reader{HttpLimits()};
    QCOMPARE(readAll(reader, bytes), State::Complete);
    QCOMPARE(reader.takeRequest().body, "ab");
    QCOMPARE(readAll(reader, bytes), State::Complete);
    QCOMPARE(reader.takeRequest().path, "/2");
    QCOMPARE(readAll(reader, bytes), State::Head);
    QVERIFY(reader.hasBegun());
}

void RequestReaderTest::continueIsAskedFor()
{
    QByteArray bytes = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n";
    RequestReader reader{HttpLimits()};
    QCOMPARE(reader.read(bytes), State::Body);
    QVERIFY(reader.expectsContinue());
    QCOMPARE(reader.request().path, "/x");
    QByteArray old = "POST /x HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    RequestReader other{HttpLimits()};
    QCOMPARE(other.read(old), State::Body);
    QVERIFY(!other.expectsContinue()); // HTTP/1.0 knows nothing of it
}

void RequestReaderTest::headers()
{
    QByteArray bytes =
        withHeaders("X-Webhook-SECRET:  a secret \t\r\nAccept: a\r\naccept: b\r\nX-Letters: \xC5\xBC\r\n");
    RequestReader reader{HttpLimits()};
    QCOMPARE(readAll(reader, bytes), State::Complete);
    const ReceivedRequest request = reader.takeRequest();
    QCOMPARE(request.header("x-webhook-secret"), "a secret");
    QCOMPARE(request.header("accept"), "a, b");
    QCOMPARE(request.header("x-letters"), "\xC5\xBC");
    QVERIFY(!request.hasHeader("x-other"));
}

void RequestReaderTest::keepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("kept");
    QTest::newRow("1.1") << QByteArray("1.1") << QByteArray("Accept: x") << true;
    QTest::newRow("1.1 close") << QByteArray("1.1") << QByteArray("Connection: Close") << false;
    QTest::newRow("1.1 among others") << QByteArray("1.1") << QByteArray("Connection: upgrade , close") << false;
    QTest::newRow("1.0") << QByteArray("1.0") << QByteArray("Accept: x") << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("1.0") << QByteArray("Connection: keep-alive") << true;
}

void RequestReaderTest::keepAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QByteArray bytes = "GET / HTTP/" + version + "\r\nHost: h\r\n" + connection + "\r\n\r\n";
    RequestReader reader{HttpLimits()};
    QCOMPARE(readAll(reader, bytes), State::Complete);
    QTEST(reader.request().keepAlive, "kept");
}

QTEST_APPLESS_MAIN(RequestReaderTest)
#include "tst_requestreader.moc"
