// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exitcode.h"
#include "tests/app/programfixture.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

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
};

void TestServeCommand::healthIsServedUntilTheEnd()
{
    const Program program;
    QProcess process;
    program.start(process, {u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
    QVERIFY(process.waitForStarted());
    QByteArray said;
    static const QRegularExpression place(u"http://127\\.0\\.0\\.1:(\\d+)"_s);
    const auto port = [&] {
        said += process.readAllStandardError();
        return place.match(QString::fromUtf8(said)).captured(1).toUShort();
    };
    QTRY_VERIFY_WITH_TIMEOUT(port() != 0, 60'000);
    QTcpSocket client;
    client.connectToHost(u"127.0.0.1"_s, port());
    QVERIFY(client.waitForConnected(20'000));
    client.write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(client.state() == QAbstractSocket::UnconnectedState || client.waitForDisconnected(20'000));
    const QByteArray answer = client.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    const QJsonObject health = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n"))).object();
    QCOMPARE(health.value(u"status").toString(), u"ok"_s);
    QVERIFY(health.value(u"database").toObject().value(u"ok").toBool());
    QCOMPARE(health.value(u"queue").toObject().value(u"failed").toInt(-1), 0);
    QVERIFY(health.value(u"disk").toObject().value(u"free_bytes").toDouble() > 0);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    const Run run = Program::finished(process);
    QVERIFY2(run.code == ExitDone, run.all());
}

void TestServeCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no address") << QStringList{u"--listen"_s, u"nonsense"_s};
    QTest::newRow("no port") << QStringList{u"--listen"_s, u"127.0.0.1:70000"_s};
    QTest::newRow("beyond this machine") << QStringList{u"--listen"_s, u"0.0.0.0:0"_s};
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

QTEST_GUILESS_MAIN(TestServeCommand)
#include "tst_servecommand.moc"
