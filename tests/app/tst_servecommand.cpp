// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exitcode.h"
#include "tests/app/servedprogram.h"
#include "tests/support/httpstub.h"
#include "tests/support/rawhttp.h"
#include "tests/support/secureclient.h"

#include <QScopeGuard>
#include <QTcpServer>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class TestServeCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthIsServedUntilTheEnd();
    void wrongUsage_data();
    void wrongUsage();
    void takenPortEndsIt();
    void aWindowEndsAsServeDoes();
    void serviceManagerIsTold();
    void servesOverTls();
    void unfitCertificatesEndIt();
};

void TestServeCommand::healthIsServedUntilTheEnd()
{
    const Program program;
    ServedProgram served(program);
    const RawAnswer answer =
        sendRequest(served.port(), "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY2(answer.status == 200, answer.body);
    const QJsonObject health = answer.json();
    QCOMPARE(health.value(u"status").toString(), u"ok"_s);
    QVERIFY(health.value(u"database").toObject().value(u"ok").toBool());
    QCOMPARE(health.value(u"queue").toObject().value(u"failed").toInt(-1), 0);
    QVERIFY(health.value(u"disk").toObject().value(u"free_bytes").toDouble() > 0);
    const Run run = served.end();
    QVERIFY2(run.code == ExitDone, run.all());
}

void TestServeCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no address") << QStringList{u"--listen"_s, u"nonsense"_s};
    QTest::newRow("no port") << QStringList{u"--listen"_s, u"127.0.0.1:70000"_s};
    QTest::newRow("beyond this machine") << QStringList{u"--listen"_s, u"0.0.0.0:0"_s};
    QTest::newRow("a certificate without a key") << QStringList{u"--certificate"_s, u"certificate.pem"_s};
    QTest::newRow("a key without a certificate") << QStringList{u"--certificate-key"_s, u"key.pem"_s};
    QTest::newRow("with and without") << QStringList{u"--certificate"_s, u"certificate.pem"_s, u"--certificate-key"_s,
                                                     u"key.pem"_s, u"--without-tls"_s};
    QTest::newRow("a word") << QStringList{u"now"_s};
}

void TestServeCommand::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Program program;
    const Run run = program.run(QStringList{u"serve"_s} + arguments);
    QVERIFY2(run.code == ExitWrongUsage, run.all());
    QVERIFY(!run.errors.isEmpty());
}

void TestServeCommand::takenPortEndsIt()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const Program program;
    const Run run = program.run({u"serve"_s, u"--json"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(other.serverPort())});
    QVERIFY2(run.code == ExitFailed, run.all());
    QCOMPARE(run.errorCode(), u"busy"_s);
}

void TestServeCommand::servesOverTls()
{
    Program program;
    const auto made = makeCertificate(program.folder());
    if (!made)
        QSKIP("openssl is not installed");
    const QByteArray request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    {
        ServedProgram served(program, {u"--certificate"_s, made->certificate, u"--certificate-key"_s, made->key});
        QVERIFY(SecureClient::ask(made->certificate, served.port(), request).startsWith("HTTP/1.1 200 "));
        QCOMPARE(sendRequest(served.port(), request).status, 0);
        QVERIFY2(served.said().contains("The certificate is good until"), served.said()); // for two days
        COMPARE_CODE(served.end(), ExitDone);
    }
    program.set("LISTWRIGHT_SERVER_CERTIFICATE", made->certificate);
    program.set("LISTWRIGHT_SERVER_CERTIFICATE_KEY", made->key);
    {
        const ServedProgram served(program);
        QVERIFY(SecureClient::ask(made->certificate, served.port(), request).startsWith("HTTP/1.1 200 "));
    }
    const ServedProgram plain(program, {u"--without-tls"_s});
    QCOMPARE(sendRequest(plain.port(), request).status, 200);
}

void TestServeCommand::unfitCertificatesEndIt()
{
    const Program program;
    const QString file = program.write(u"certificate.pem"_s, "nothing of the kind\n");
    const Run run = program.run({u"serve"_s, u"--json"_s, u"--certificate"_s, file, u"--certificate-key"_s, file});
    QVERIFY2(run.code == ExitFailed, run.all());
    QVERIFY2(run.errorMessage().contains(file), run.all());
}

void TestServeCommand::serviceManagerIsTold()
{
    Program program;
    const QByteArray path = program.file(u"notify"_s).toUtf8();
    const int listening = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const auto close = qScopeGuard([listening] { ::close(listening); });
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    std::copy(path.begin(), path.end(), address.sun_path);
    QCOMPARE(::bind(listening, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    const auto heard = [listening] {
        QByteArray said(100, '\0');
        const ssize_t size = ::recv(listening, said.data(), std::size_t(said.size()), 0);
        return said.left(qsizetype(std::max<ssize_t>(size, 0)));
    };
    program.set("NOTIFY_SOCKET", QString::fromUtf8(path));
    ServedProgram served(program);
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += heard()) == "READY=1", 30'000);
    COMPARE_CODE(served.end(), ExitDone);
    QCOMPARE(heard(), "STOPPING=1");
}

/** When the session of the person ends, or a terminal's Ctrl-C reaches it. */
void TestServeCommand::aWindowEndsAsServeDoes()
{
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();
    Program program;
    program.set("QT_QPA_PLATFORM", u"offscreen"_s);
    program.set("LISTWRIGHT_SERVER", u"yes"_s);
    program.set("LISTWRIGHT_LISTEN", u"127.0.0.1:%1"_s.arg(port));
    program.set("LISTWRIGHT_WEBHOOK_SECRET", u"secret"_s);
    const QString settings = program.file(u"window.conf"_s);
    QProcess process;
    program.start(process, {u"--config"_s, settings});
    const QByteArray request =
        postRequest("/api/import/webhook", R"({"source_id":"1","title":"Drill"})", "X-Webhook-Secret: secret\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(sendRequest(port, request).status, 200, 60'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    const Run run = Program::finished(process);
    COMPARE_CODE(run, ExitDone);
    QFile kept(settings);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll().contains("geometry")); // as after a click on its cross
    QCOMPARE(program.totalProducts(), 1);
}

QTEST_GUILESS_MAIN(TestServeCommand)
#include "tst_servecommand.moc"
