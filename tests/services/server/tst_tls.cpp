// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/httpserver.h"
#include "services/server/servercertificate.h"
#include "tests/support/secureclient.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // milliseconds

const QByteArray hello = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

QByteArray upload(const QByteArray &body, const QByteArray &headers = "Connection: close\r\n")
{
    return "POST /hello HTTP/1.1\r\nHost: localhost\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

bool isClosed(QTcpSocket &socket)
{
    return socket.state() == QAbstractSocket::UnconnectedState || socket.waitForDisconnected(patience);
}

/** A ClientHello that knows nothing beyond TLS 1.1. */
QByteArray oldHello()
{
    const QByteArray ciphers = QByteArray::fromHex("c013c0140035002f");
    const QByteArray body = QByteArray::fromHex("0302") + QByteArray(32, 'r') + QByteArray(1, '\0') +
                            QByteArray::fromHex("0008") + ciphers + QByteArray::fromHex("0100");
    const auto length = [](qsizetype size) -> QByteArray {
        return QByteArray(1, static_cast<char>(size >> 8)) + QByteArray(1, static_cast<char>(size & 0xff));
    };
    const QByteArray message = QByteArray::fromHex("0100") + length(body.size()) + body;
    return QByteArray::fromHex("160301") + length(message.size()) + message;
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_server.reset(); }

    void aRenewedCertificateIsTakenOver();
    void keysOfAllKindsServe_data();
    void keysOfAllKindsServe();
    void theChainIsShown();
    void versions_data();
    void versions();
    void oldVersionsAreRefused();
    void unfitFilesAreTold_data();
    void unfitFilesAreTold();
    void hostsOfTheCertificate();
    void largeOnesPassWhole();
    void whatIsRefusedIsAnsweredFirst();
    void plainHttpIsClosed();
    void slowHandshakesAreCut();
    void handshakesCountAsConnections();
    void whoFailsTooOftenIsTurnedAway();
    void stopFinishesWhatIsUnderWay();

private:
    bool openssl(const QStringList &arguments) const;
    QString file(const QString &name) const { return m_folder.filePath(name); }
    void makeFiles() const;
    void makeDated(const QString &name, const QString &from, const QString &until) const;
    void start(const HttpLimits &limits = {}, const QString &certificate = u"rsa.pem"_s,
               const QString &key = u"rsa.key"_s);
    QByteArray ask(const QByteArray &request) const
    {
        return SecureClient::ask(file(u"rsa.pem"_s), m_server->port(), request);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<HttpServer> m_server;
};

bool TlsTest::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    if (process.waitForFinished(60'000) && process.exitCode() == 0)
        return true;
    qWarning().noquote() << arguments << process.readAllStandardError();
    return false;
}

void TlsTest::initTestCase()
{
    QProcess process;
    process.start(u"openssl"_s, {u"version"_s});
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        QSKIP("openssl is not installed");
    makeFiles();
}

void TlsTest::makeFiles() const
{
    const auto self = [this](const QString &name, const QStringList &key) {
        QVERIFY(
            openssl(QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN="_s + name,
                                u"-addext"_s, u"subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1,DNS:*.shop.example"_s,
                                u"-keyout"_s, name + u".key", u"-out"_s, name + u".pem", u"-newkey"_s} +
                    key));
    };
    self(u"rsa"_s, {u"rsa:2048"_s});
    self(u"ec"_s, {u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s});
    self(u"weak"_s, {u"rsa:512"_s});
    QVERIFY(openssl({u"rsa"_s, u"-traditional"_s, u"-in"_s, u"rsa.key"_s, u"-out"_s, u"rsa1.key"_s}));
    QVERIFY(openssl({u"ec"_s, u"-in"_s, u"ec.key"_s, u"-out"_s, u"ec1.key"_s}));
    QVERIFY(openssl(
        {u"rsa"_s, u"-aes128"_s, u"-passout"_s, u"pass:secret"_s, u"-in"_s, u"rsa.key"_s, u"-out"_s, u"locked.key"_s}));
    // One below another, which alone is trusted.
    QVERIFY(openssl({u"req"_s, u"-new"_s, u"-nodes"_s, u"-newkey"_s, u"rsa:2048"_s, u"-subj"_s, u"/CN=leaf"_s,
                     u"-keyout"_s, u"leaf.key"_s, u"-out"_s, u"leaf.csr"_s}));
    QVERIFY(openssl({u"req"_s, u"-new"_s, u"-nodes"_s, u"-newkey"_s, u"rsa:2048"_s, u"-subj"_s, u"/CN=between"_s,
                     u"-keyout"_s, u"between.key"_s, u"-out"_s, u"between.csr"_s}));
    const auto write = [this](const QString &name, const QByteArray &bytes) {
        QFile target(file(name));
        QVERIFY(target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size());
    };
    write(u"leaf.ext"_s, "subjectAltName=IP:127.0.0.1\n");
    write(u"between.ext"_s, "basicConstraints=critical,CA:true\n");
    QVERIFY(openssl({u"x509"_s, u"-req"_s, u"-days"_s, u"2"_s, u"-in"_s, u"between.csr"_s, u"-CA"_s, u"rsa.pem"_s,
                     u"-CAkey"_s, u"rsa.key"_s, u"-CAcreateserial"_s, u"-extfile"_s, u"between.ext"_s, u"-out"_s,
                     u"between.pem"_s}));
    QVERIFY(openssl({u"x509"_s, u"-req"_s, u"-days"_s, u"2"_s, u"-in"_s, u"leaf.csr"_s, u"-CA"_s, u"between.pem"_s,
                     u"-CAkey"_s, u"between.key"_s, u"-CAcreateserial"_s, u"-extfile"_s, u"leaf.ext"_s, u"-out"_s,
                     u"leaf.pem"_s}));
    QByteArray chain;
    for (const QString &name : {u"leaf.pem"_s, u"between.pem"_s}) {
        QFile source(file(name));
        QVERIFY(source.open(QIODevice::ReadOnly));
        chain += source.readAll();
    }
    write(u"chain.pem"_s, chain);
    write(u"empty.pem"_s, "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n");
    write(u"ca.conf"_s, "[ca]\ndefault_ca=c\n[c]\nnew_certs_dir=.\ndatabase=index.txt\nserial=serial\n"
                        "default_md=sha256\nunique_subject=no\npolicy=p\n[p]\ncommonName=supplied\n");
    write(u"index.txt"_s, {});
    write(u"serial"_s, "01\n");
    makeDated(u"old"_s, u"20200101000000Z"_s, u"20200201000000Z"_s);
    makeDated(u"future"_s, u"20980101000000Z"_s, u"20990101000000Z"_s);
}

/** With the key and the request of the leaf. */
void TlsTest::makeDated(const QString &name, const QString &from, const QString &until) const
{
    QVERIFY(openssl({u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, u"ca.conf"_s, u"-selfsign"_s, u"-keyfile"_s,
                     u"leaf.key"_s, u"-in"_s, u"leaf.csr"_s, u"-startdate"_s, from, u"-enddate"_s, until, u"-out"_s,
                     name + u".pem"}));
}

void TlsTest::start(const HttpLimits &limits, const QString &certificate, const QString &key)
{
    RouteTable routes;
    const auto echo = [](Exchange exchange) {
        exchange.responder.answer(
            {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "hello " + exchange.request->body});
    };
    routes.add({.method = "GET", .pattern = "/hello", .handler = echo});
    routes.add({.method = "POST", .pattern = "/hello", .takesBody = true, .handler = echo});
    const auto encryption = serverEncryption(file(certificate), file(key));
    QVERIFY2(encryption, qPrintable(encryption ? QString() : encryption.error().message));
    m_server =
        std::make_unique<HttpServer>(routes, HttpServerOptions{.port = 0,
                                                               .limits = limits,
                                                               .encryption = *encryption,
                                                               .certificate = {file(certificate), file(key)},
                                                               .certificateInterval = std::chrono::milliseconds(20)});
    QVERIFY(m_server->start());
}

void TlsTest::aRenewedCertificateIsTakenOver()
{
    const auto put = [this](const QString &name, const QString &as) {
        QFile::remove(file(as));
        QVERIFY(QFile::copy(file(name), file(as)));
    };
    const QByteArray request = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    const auto serves = [&](const QString &trusted) {
        return SecureClient::ask(file(trusted), m_server->port(), request).startsWith("HTTP/1.1 200");
    };
    put(u"rsa.pem"_s, u"used.pem"_s);
    put(u"rsa.key"_s, u"used.key"_s);
    start({}, u"used.pem"_s, u"used.key"_s);
    SecureClient before(file(u"rsa.pem"_s));
    QVERIFY(before.connectTo(m_server->port()));
    static std::atomic<int> refused;
    const QScopeGuard usual(
        [handler = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) {
             refused += text.contains(u"does not belong"_s) ? 1 : 0;
         })] { qInstallMessageHandler(handler); });
    put(u"ec.pem"_s, u"used.pem"_s); // its key is still to come
    QTRY_COMPARE_WITH_TIMEOUT(refused, 1, patience);
    QVERIFY(serves(u"rsa.pem"_s));
    put(u"ec.key"_s, u"used.key"_s);
    QTRY_VERIFY_WITH_TIMEOUT(serves(u"ec.pem"_s), patience);
    QVERIFY(!serves(u"rsa.pem"_s));
    before.send(request); // goes on as it began
    QVERIFY(before.all().startsWith("HTTP/1.1 200"));
}

void TlsTest::keysOfAllKindsServe_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::newRow("RSA") << u"rsa.pem"_s << u"rsa.key"_s;
    QTest::newRow("RSA, PKCS #1") << u"rsa.pem"_s << u"rsa1.key"_s;
    QTest::newRow("EC") << u"ec.pem"_s << u"ec.key"_s;
    QTest::newRow("EC, SEC 1") << u"ec.pem"_s << u"ec1.key"_s;
}

void TlsTest::keysOfAllKindsServe()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    start({}, certificate, key);
    SecureClient client(file(certificate));
    QVERIFY2(client.connectTo(m_server->port()), qPrintable(client.socket().errorString()));
    QCOMPARE(client.socket().sslConfiguration().nextNegotiatedProtocol(), "http/1.1");
    for (int i = 1; i <= 3; ++i) { // one connection takes several
        client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(client.answers(i).count("HTTP/1.1 200 OK\r\n"), i);
    }
    client.send(upload("you"));
    QVERIFY(client.all().endsWith("hello you"));
}

void TlsTest::theChainIsShown()
{
    start({}, u"chain.pem"_s, u"leaf.key"_s);
    QVERIFY(ask(hello).contains("\r\n\r\nhello")); // trusts the one on top
}

void TlsTest::versions_data()
{
    QTest::addColumn<QSsl::SslProtocol>("version");
    QTest::newRow("1.2") << QSsl::TlsV1_2;
    QTest::newRow("1.3") << QSsl::TlsV1_3;
}

void TlsTest::versions()
{
    QFETCH(QSsl::SslProtocol, version);
    start();
    SecureClient client(file(u"rsa.pem"_s), version);
    QVERIFY2(client.connectTo(m_server->port()), qPrintable(client.socket().errorString()));
    QCOMPARE(client.socket().sessionProtocol(), version);
    client.send(hello);
    QVERIFY(client.all().contains("\r\n\r\nhello"));
}

void TlsTest::oldVersionsAreRefused()
{
    constexpr char alert = 21;
    constexpr char protocolVersion = 70;
    start();
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, m_server->port());
    QVERIFY(client.waitForConnected(patience));
    client.write(oldHello());
    QVERIFY(isClosed(client));
    const QByteArray said = client.readAll();
    QCOMPARE(said.size(), 7);
    QCOMPARE(said.at(0), alert);
    QCOMPARE(said.at(6), protocolVersion);
}

void TlsTest::unfitFilesAreTold_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("named");
    QTest::newRow("no certificate file") << u"none.pem"_s << u"rsa.key"_s << u"There is no file"_s << u"none.pem"_s;
    QTest::newRow("no key file") << u"rsa.pem"_s << u"none.key"_s << u"There is no file"_s << u"none.key"_s;
    QTest::newRow("a key for a certificate") << u"rsa.key"_s << u"rsa.key"_s << u"no certificate"_s << u"rsa.key"_s;
    QTest::newRow("no certificate in it") << u"empty.pem"_s << u"rsa.key"_s << u"no certificate"_s << u"empty.pem"_s;
    QTest::newRow("a certificate for a key") << u"rsa.pem"_s << u"rsa.pem"_s << u"no key"_s << u"rsa.pem"_s;
    QTest::newRow("key of another") << u"rsa.pem"_s << u"leaf.key"_s << u"does not belong"_s << u"leaf.key"_s;
    QTest::newRow("key of another kind") << u"rsa.pem"_s << u"ec.key"_s << u"does not belong"_s << u"ec.key"_s;
    QTest::newRow("with a passphrase") << u"rsa.pem"_s << u"locked.key"_s << u"passphrase"_s << u"locked.key"_s;
    QTest::newRow("expired") << u"old.pem"_s << u"leaf.key"_s << u"expired"_s << u"old.pem"_s;
    QTest::newRow("not good yet") << u"future.pem"_s << u"leaf.key"_s << u"not good before"_s << u"future.pem"_s;
    QTest::newRow("too weak") << u"weak.pem"_s << u"weak.key"_s << u"cannot be used"_s << u"weak.pem"_s;
}

void TlsTest::unfitFilesAreTold()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, said);
    QFETCH(QString, named);
    const auto encryption = serverEncryption(file(certificate), file(key));
    QVERIFY(!encryption);
    const Error &error = encryption.error();
    QVERIFY2(error.message.contains(said) && error.message.contains(file(named)), qPrintable(error.message));
    QFile secret(file(key));
    if (secret.open(QIODevice::ReadOnly) && key != certificate) {
        const QList<QByteArray> lines = secret.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.size() > 20 && !line.startsWith("-----"))
                QVERIFY(!error.message.contains(QLatin1String(line)) && !error.detail.contains(QLatin1String(line)));
        }
    }
}

void TlsTest::hostsOfTheCertificate()
{
    const auto encryption = serverEncryption(file(u"rsa.pem"_s), file(u"rsa.key"_s));
    QVERIFY(encryption);
    QList<QByteArray> hosts = certifiedHosts(encryption->localCertificate());
    std::ranges::sort(hosts);
    QCOMPARE(hosts.size(), 3);
    QCOMPARE(hosts.first(), "127.0.0.1");
    QVERIFY(hosts.at(1).startsWith('['));
    QCOMPARE(hosts.last(), "localhost");
}

void TlsTest::largeOnesPassWhole()
{
    start();
    QByteArray body(8'000'000, Qt::Uninitialized);
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>('a' + i % 23);
    SecureClient client(file(u"rsa.pem"_s));
    QVERIFY(client.connectTo(m_server->port()));
    client.send(upload(body));
    const QByteArray answer = client.all();
    QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.left(200));
    QVERIFY(answer.endsWith(QByteArray("\r\n\r\nhello " + body)));
}

void TlsTest::whatIsRefusedIsAnsweredFirst()
{
    HttpLimits limits;
    limits.body = 1000;
    start(limits);
    const QByteArray answer = ask(upload(QByteArray(300'000, 'a'), {}));
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.left(200));
}

void TlsTest::plainHttpIsClosed()
{
    start();
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, m_server->port());
    QVERIFY(client.waitForConnected(patience));
    client.write(hello);
    QVERIFY(isClosed(client));
    QVERIFY(!client.readAll().contains("hello"));
    QVERIFY(ask(hello).startsWith("HTTP/1.1 200 "));
}

void TlsTest::slowHandshakesAreCut()
{
    HttpLimits limits;
    limits.handshake = std::chrono::milliseconds(400);
    start(limits);
    SecureClient quick(file(u"rsa.pem"_s));
    QVERIFY(quick.connectTo(m_server->port()));
    QTcpSocket silent;
    QTcpSocket begun;
    for (QTcpSocket *each : {&silent, &begun}) {
        each->connectToHost(QHostAddress::LocalHost, m_server->port());
        QVERIFY(each->waitForConnected(patience));
    }
    begun.write(oldHello().left(20));
    QVERIFY(isClosed(silent));
    QVERIFY(isClosed(begun));
    quick.send(hello); // after its handshake it may take the longer time between requests
    QVERIFY(quick.all().contains("\r\n\r\nhello"));
}

void TlsTest::handshakesCountAsConnections()
{
    HttpLimits limits;
    limits.connections = 10;
    start(limits);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 40; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(QHostAddress::LocalHost, m_server->port());
        QVERIFY(silent.back()->waitForConnected(patience));
    }
    QVERIFY(ask(hello).startsWith("HTTP/1.1 200 "));
    QVERIFY(isClosed(*silent.front()));
}

void TlsTest::whoFailsTooOftenIsTurnedAway()
{
    HttpLimits limits;
    limits.failedHandshakes = 5;
    start(limits);
    for (int i = 0; i < 5; ++i) {
        QVERIFY(ask(hello).startsWith("HTTP/1.1 200 ")); // these count as nothing
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, m_server->port());
        QVERIFY(client.waitForConnected(patience));
        client.write(hello);
        QVERIFY(isClosed(client));
    }
    SecureClient client(file(u"rsa.pem"_s));
    QVERIFY(!client.connectTo(m_server->port()));
}

void TlsTest::stopFinishesWhatIsUnderWay()
{
    start();
    SecureClient busy(file(u"rsa.pem"_s));
    QVERIFY(busy.connectTo(m_server->port()));
    busy.send("POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(busy.answers(1).startsWith("HTTP/1.1 100"));
    std::thread stopping([this] { m_server->stop(); });
    busy.send("abcd");
    const QByteArray answer = busy.all();
    stopping.join();
    QVERIFY2(answer.endsWith("hello abcd"), answer);
    QCOMPARE(m_server->port(), 0);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
