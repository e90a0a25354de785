// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exitcode.h"
#include "tests/app/servedprogram.h"
#include "tests/support/rawhttp.h"

#include <QTcpServer>
#include <QTest>

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
