// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exitcode.h"
#include "tests/app/servedprogram.h"
#include "tests/support/rawhttp.h"

#include <QDirIterator>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

class TestKeysCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysAreMadeListedAndRevoked();
    void theWebhooksSecretIsMadeAndRotated();
    void wrongUsage_data();
    void wrongUsage();
    void servedWithBoth();
    void aServedFileIsSaidWhoMakesKeysMeanwhile();
    void aServerFollowsTheRotatedSecret();
};

void TestKeysCommand::keysAreMadeListedAndRevoked()
{
    const Program program;
    const Run made = program.run(
        {u"keys"_s, u"create"_s, u"n8n"_s, u"--scopes"_s, u"read,write"_s, u"--days"_s, u"30"_s, u"--json"_s});
    QVERIFY2(made.code == ExitDone, made.all());
    const QString key = made.json()[u"key"].toString();
    QVERIFY(key.startsWith(u"lw_"_s) && key.size() == 46);
    const Run listed = program.run({u"keys"_s, u"--json"_s});
    const QJsonObject one = listed.first(u"keys"_s);
    QCOMPARE(one[u"name"].toString(), u"n8n"_s);
    QCOMPARE(one[u"scopes"].toArray(), QJsonArray({u"read"_s, u"write"_s}));
    QCOMPARE(one[u"state"].toString(), u"valid"_s);
    QCOMPARE(one[u"ending"].toString(), key.right(4));
    QVERIFY(!one[u"expires_at"].isNull());
    QVERIFY(!listed.output.contains(key.toLatin1()));
    QFile database(program.database());
    QVERIFY(database.open(QIODevice::ReadOnly));
    QVERIFY(!database.readAll().contains(key.toLatin1()));
    const QString id = QString::number(one[u"id"].toInteger());
    QCOMPARE(program.run({u"keys"_s, u"revoke"_s, id}).code, int{ExitDone});
    QVERIFY(!program.run({u"keys"_s, u"list"_s, u"--json"_s}).first(u"keys"_s)[u"revoked_at"].isNull());
    QCOMPARE(program.run({u"keys"_s, u"revoke"_s, id}).code, int{ExitFailed});
}

void TestKeysCommand::theWebhooksSecretIsMadeAndRotated()
{
    Program program;
    const Run first = program.run({u"keys"_s, u"webhook"_s});
    QVERIFY2(first.code == ExitDone, first.all());
    QCOMPARE(first.output.trimmed().size(), 43);
    QCOMPARE(program.run({u"keys"_s, u"webhook"_s}).output, first.output);
    const Run second = program.run({u"keys"_s, u"webhook"_s, u"--rotate"_s});
    QVERIFY2(second.code == ExitDone, second.all());
    QVERIFY(second.output != first.output);
    QCOMPARE(program.run({u"keys"_s, u"webhook"_s}).output, second.output);
    const Run third = program.run({u"keys"_s, u"webhook"_s, u"--rotate"_s, u"--grace"_s, u"8760"_s});
    QVERIFY2(third.code == ExitDone, third.all());
    QVERIFY(third.output != second.output);
    program.set("LISTWRIGHT_WEBHOOK_SECRET", u"from outside"_s);
    QCOMPARE(program.run({u"keys"_s, u"webhook"_s}).output.trimmed(), QByteArray("from outside"));
    QCOMPARE(program.run({u"keys"_s, u"webhook"_s, u"--rotate"_s}).code, int{ExitFailed});
}

void TestKeysCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a word") << QStringList{u"make"_s};
    QTest::newRow("no name") << QStringList{u"create"_s};
    QTest::newRow("unknown scope") << QStringList{u"create"_s, u"x"_s, u"--scopes"_s, u"read,all"_s};
    QTest::newRow("no scope") << QStringList{u"create"_s, u"x"_s, u"--scopes"_s, u","_s};
    QTest::newRow("no days") << QStringList{u"create"_s, u"x"_s, u"--days"_s, u"0"_s};
    QTest::newRow("no number") << QStringList{u"revoke"_s, u"x"_s};
    QTest::newRow("nothing to revoke") << QStringList{u"revoke"_s};
    const QStringList rotate{u"webhook"_s, u"--rotate"_s, u"--grace"_s};
    QTest::newRow("grace below nothing") << rotate + QStringList{u"-1"_s};
    QTest::newRow("grace is no number") << rotate + QStringList{u"x"_s};
    QTest::newRow("grace beyond a year") << rotate + QStringList{u"8761"_s};
    QTest::newRow("grace of what stays") << QStringList{u"webhook"_s, u"--grace"_s, u"3"_s};
    QTest::newRow("grace of a list") << QStringList{u"list"_s, u"--grace"_s, u"3"_s};
    QTest::newRow("rotating a key") << QStringList{u"create"_s, u"x"_s, u"--rotate"_s};
    QTest::newRow("scopes of the secret") << QStringList{u"webhook"_s, u"--scopes"_s, u"read"_s};
}

void TestKeysCommand::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Program program;
    const Run run = program.run(QStringList{u"keys"_s} + arguments);
    QVERIFY2(run.code == ExitWrongUsage, run.all());
    QVERIFY(!run.errors.isEmpty());
}

void TestKeysCommand::servedWithBoth()
{
    Program program;
    program.set("LISTWRIGHT_WEBHOOK_SECRET", u"s3cret"_s);
    const QByteArray key = program.run({u"keys"_s, u"create"_s, u"all"_s, u"--scopes"_s, u"admin"_s}).output.trimmed();
    ServedProgram served(program);
    QByteArrayList products;
    for (int i = 0; i < 1500; ++i)
        products.append("{\"source_id\":\"" + QByteArray::number(i) + "\",\"title\":\"Product " +
                        QByteArray::number(i) + "\"}");
    const RawAnswer sent = sendRequest(served.port(), postRequest("/api/import/webhook", '[' + products.join(',') + ']',
                                                                  "x-webhook-secret: s3cret\r\n"));
    QVERIFY2(sent.status == 202, sent.body);
    const auto get = [&](const QByteArray &target) {
        return sendRequest(served.port(), "GET " + target +
                                              " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                              "Authorization: Bearer " +
                                              key + "\r\n\r\n");
    };
    const QByteArray job = "/api/import/job/" + QByteArray::number(sent.json()[u"job_id"].toInteger());
    QTRY_COMPARE_WITH_TIMEOUT(get(job).json()[u"state"].toString(), u"completed"_s, 60'000);
    QCOMPARE(get(job).json()[u"created"].toInt(), 1500);
    QCOMPARE(get("/api/products/stats/summary").json()[u"total"].toInt(), 1500);
    QVERIFY(get("/metrics").body.contains("listwright_jobs{state=\"completed\"} 1"));
    const Run run = served.end();
    QVERIFY2(run.code == ExitDone, run.all());
    QVERIFY(!run.all().contains("s3cret"));
}

void TestKeysCommand::aServedFileIsSaidWhoMakesKeysMeanwhile()
{
    const Program program;
    const QByteArray admin =
        program.run({u"keys"_s, u"create"_s, u"all"_s, u"--scopes"_s, u"admin"_s}).output.trimmed();
    ServedProgram served(program);
    for (const QStringList &arguments : {QStringList{u"create"_s, u"more"_s}, QStringList{u"revoke"_s, u"1"_s}}) {
        const Run refused = program.run(QStringList{u"keys"_s} + arguments);
        QVERIFY2(refused.code == ExitFailed, refused.all());
        QVERIFY2(refused.errors.contains("/api/keys"), refused.errors);
    }
    const auto ask = [&](const QByteArray &line, const QByteArray &key, const QByteArray &body = {}) {
        return sendRequest(served.port(), line +
                                              " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                              "Content-Type: application/json\r\nX-API-Key: " +
                                              key + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                                              "\r\n\r\n" + body);
    };
    const RawAnswer made = ask("POST /api/keys", admin, R"({"name":"more"})");
    QVERIFY2(made.status == 201, made.body);
    const QByteArray key = made.json()[u"key"].toString().toLatin1();
    QCOMPARE(ask("GET /api/products", key).status, 200);
    QVERIFY(program.run({u"keys"_s, u"list"_s}).output.contains(key.right(4))); // beside the server
    QCOMPARE(ask("DELETE /api/keys/" + QByteArray::number(made.json()[u"id"].toInteger()), admin).status, 200);
    QCOMPARE(ask("GET /api/products", key).status, 401);
    const Run run = served.end();
    QVERIFY2(run.code == ExitDone, run.all());
    QVERIFY(!run.all().contains(key) && !run.all().contains(admin));
    QDirIterator files(program.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) { // the catalog and the log
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(key), qPrintable(file.fileName()));
    }
}

void TestKeysCommand::aServerFollowsTheRotatedSecret()
{
    const Program program;
    const QByteArray first = program.run({u"keys"_s, u"webhook"_s}).output.trimmed();
    const ServedProgram served(program);
    const auto send = [&](const QByteArray &secret) {
        return sendRequest(served.port(), postRequest("/api/import/webhook", R"({"source_id":"1","title":"Drill"})",
                                                      "X-Webhook-Secret: " + secret + "\r\n"))
            .status;
    };
    QCOMPARE(send(first), 200);
    const QByteArray second =
        program.run({u"keys"_s, u"webhook"_s, u"--rotate"_s, u"--grace"_s, u"0"_s}).output.trimmed();
    QVERIFY(second.size() == 43 && second != first);
    QTRY_COMPARE_WITH_TIMEOUT(send(second), 200, 30'000);
    QCOMPARE(send(first), 401);
}

QTEST_GUILESS_MAIN(TestKeysCommand)
#include "tst_keyscommand.moc"
