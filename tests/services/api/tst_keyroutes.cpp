// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys of the REST API, made and revoked by it.
#include "services/api/jobroutes.h"
#include "services/api/keyroutes.h"
#include "services/api/newapikey.h"
#include "services/server/httpserver.h"
#include "services/storage/apikeyrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

/** A catalog whose keys and jobs are served, and a key that allows everything. */
class ServedKeys
{
public:
    ServedKeys() : m_storage(m_fixture.open()), m_guard(*m_storage), m_admin(addKey(u"admin"_s, ApiScope::Admin))
    {
        RouteTable table;
        ApiRoutes routes(*m_storage, m_guard);
        addKeyRoutes(routes, *m_storage, m_guard);
        addJobRoutes(routes, [] {});
        routes.addTo(table);
        HttpServerOptions options;
        options.port = 0;
        m_server = std::make_unique<HttpServer>(std::move(table), options);
        if (const auto started = m_server->start(); !started)
            qFatal("%s", qPrintable(started.error().message));
    }
    ~ServedKeys()
    {
        m_server->stop();
        m_server->waitForHandlers();
    }

    QByteArray addKey(const QString &name, ApiScopes scopes)
    {
        const auto key = NewApiKey::make(name, scopes, {});
        valueOf(m_storage->write([&key](Database &database) { return key->keep(database); }));
        return key->secret().toLatin1();
    }
    RawAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                  const QByteArray &headers = {}) const
    {
        return askAs(m_admin, method, target, body, headers);
    }
    RawAnswer askAs(const QByteArray &key, const QByteArray &method, const QByteArray &target,
                    const QByteArray &body = {}, const QByteArray &headers = {}) const
    {
        QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers;
        if (!key.isEmpty())
            request += "X-API-Key: " + key + "\r\n";
        if (!body.isEmpty())
            request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        return sendRequest(m_server->port(), request + "\r\n" + body);
    }
    QList<ApiKey> keys()
    {
        return valueOf(m_storage->read([](Database &database) { return ApiKeyRepository(database).list(); }));
    }
    QByteArray keptAnswers()
    {
        return valueOf(m_storage->read([](Database &database) -> Result<QByteArray> {
            Query query(database, u"SELECT headers, body FROM kept_answers"_s);
            if (const auto ran = query.run(); !ran)
                return failure(ran.error());
            QByteArray all;
            while (query.next())
                all += query.value(0).toByteArray() + query.value(1).toByteArray() + '\n';
            return all;
        }));
    }
    /** Bytes of all files of the catalog; empty on PostgreSQL. */
    QByteArray files() const
    {
        QByteArray all;
        const QFileInfoList entries = QDir(m_fixture.folder()).entryInfoList(QDir::Files);
        for (const QFileInfo &entry : entries) {
            QFile file(entry.filePath());
            all += file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        return all;
    }

private:
    CatalogFixture m_fixture;
    std::unique_ptr<Storage> m_storage;
    ApiGuard m_guard;
    QByteArray m_admin;
    std::unique_ptr<HttpServer> m_server;
};

QByteArray pathOf(const QJsonObject &key)
{
    return "/api/keys/" + QByteArray::number(key[u"id"].toInteger());
}

} // namespace

class TestKeyRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsShownOnce_data() { addDatabases(); }
    void aKeyIsShownOnce();
    void aKeyIsMadeOnceUnderOneIdempotencyKey_data() { addDatabases(); }
    void aKeyIsMadeOnceUnderOneIdempotencyKey();
    void revokedKeysEndAtOnce_data() { addDatabases(); }
    void revokedKeysEndAtOnce();
    void aKeyMayRevokeItself();
    void whoAllowsLessMayNotAsk();
    void keysAreListedInPages_data() { addDatabases(); }
    void keysAreListedInPages();
    void keysExpire_data();
    void keysExpire();
    void wrongBodies_data();
    void wrongBodies();
    void allThatIsWrongIsNamed();
};

#define START                                                                                                          \
    if (const CatalogFixture probe; !probe.isAvailable())                                                              \
        QSKIP(qPrintable(probe.whyNot()));                                                                             \
    ServedKeys served

void TestKeyRoutes::aKeyIsShownOnce()
{
    START;
    const RawAnswer made = served.ask("POST", "/api/keys", R"({"name":" price\n watcher ","scopes":["read","write"]})");
    QVERIFY2(made.status == 201, made.body);
    QCOMPARE(made.header("Cache-Control"), QByteArray("no-store"));
    const QByteArray key = made.json()[u"key"].toString().toLatin1();
    QVERIFY(key.startsWith("lw_") && key.size() == 46);
    QCOMPARE(made.json()[u"name"].toString(), u"price watcher"_s);
    QCOMPARE(made.json()[u"scopes"].toArray(), QJsonArray({u"read"_s, u"write"_s}));
    QCOMPARE(made.json()[u"state"].toString(), u"valid"_s);
    QVERIFY(made.json()[u"expires_at"].isNull());
    QCOMPARE(served.askAs(key, "GET", "/api/jobs").status, 200);
    QCOMPARE(served.askAs(key, "POST", "/api/jobs/retry-failed", "{}").status, 200);
    const RawAnswer listed = served.ask("GET", "/api/keys");
    QCOMPARE(listed.status, 200);
    QCOMPARE(listed.header("Cache-Control"), QByteArray("no-store"));
    QVERIFY(!listed.body.contains(key));
    const QJsonObject first = listed.json()[u"items"][0].toObject();
    QCOMPARE(first[u"id"], made.json()[u"id"]);
    QCOMPARE(first[u"ending"].toString().toLatin1(), key.right(4));
    QVERIFY(!first.contains(u"key"_s));
    QVERIFY(!served.files().contains(key));
}

void TestKeyRoutes::aKeyIsMadeOnceUnderOneIdempotencyKey()
{
    START;
    const QByteArray once = "Idempotency-Key: abc\r\n";
    const RawAnswer made = served.ask("POST", "/api/keys", R"({"name":"n8n"})", once);
    QVERIFY2(made.status == 201, made.body);
    const RawAnswer again = served.ask("POST", "/api/keys", R"({"name":"n8n"})", once);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.header("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(again.json()[u"id"], made.json()[u"id"]);
    QVERIFY(made.json()[u"key"].isString());
    QVERIFY(again.json()[u"key"].isNull());
    QCOMPARE(served.keys().size(), 2);
    QVERIFY(!served.keptAnswers().isEmpty());
    QVERIFY(!served.keptAnswers().contains(made.json()[u"key"].toString().toLatin1()));
    QVERIFY(!served.files().contains(made.json()[u"key"].toString().toLatin1()));
    QCOMPARE(served.ask("POST", "/api/keys", R"({"name":"other"})", once).status, 409);
}

void TestKeyRoutes::revokedKeysEndAtOnce()
{
    START;
    const RawAnswer made = served.ask("POST", "/api/keys", R"({"name":"n8n"})");
    const QByteArray key = made.json()[u"key"].toString().toLatin1();
    QCOMPARE(served.askAs(key, "GET", "/api/jobs").status, 200); // known from here on
    const RawAnswer revoked = served.ask("DELETE", pathOf(made.json()));
    QVERIFY2(revoked.status == 200, revoked.body);
    QCOMPARE(revoked.json()[u"state"].toString(), u"revoked"_s);
    QCOMPARE(served.askAs(key, "GET", "/api/jobs").status, 401);
    const RawAnswer again = served.ask("DELETE", pathOf(made.json()));
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()[u"revoked_at"], revoked.json()[u"revoked_at"]);
    QCOMPARE(served.ask("DELETE", "/api/keys/999").status, 404);
    QCOMPARE(served.ask("DELETE", "/api/keys/x").status, 404);
    QCOMPARE(served.ask("GET", "/api/keys").json()[u"items"].toArray().size(), 2);
}

void TestKeyRoutes::aKeyMayRevokeItself()
{
    ServedKeys served;
    const QByteArray key = served.addKey(u"for once"_s, ApiScope::Admin);
    const QJsonObject own = served.askAs(key, "GET", "/api/keys").json()[u"items"][0].toObject();
    QCOMPARE(own[u"name"].toString(), u"for once"_s);
    QCOMPARE(served.askAs(key, "DELETE", pathOf(own)).status, 200);
    QCOMPARE(served.askAs(key, "GET", "/api/keys").status, 401);
}

void TestKeyRoutes::whoAllowsLessMayNotAsk()
{
    ServedKeys served;
    const QByteArray most = served.addKey(u"most"_s, ApiScope::Read | ApiScope::Write | ApiScope::Publish);
    const QByteArray body = R"({"name":"more","scopes":["admin"]})";
    for (const auto &[key, status] : {std::pair(most, 403), std::pair(QByteArray(), 401)}) {
        QCOMPARE(served.askAs(key, "GET", "/api/keys").status, status);
        QCOMPARE(served.askAs(key, "POST", "/api/keys", body).status, status);
        QCOMPARE(served.askAs(key, "DELETE", "/api/keys/1").status, status);
    }
    QCOMPARE(served.keys().size(), 2);
    QVERIFY(!served.keys().last().revokedAt);
}

void TestKeyRoutes::keysAreListedInPages()
{
    START;
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        served.addKey(name, ApiScope::Read);
    const QJsonArray two = served.ask("GET", "/api/keys?limit=2").json()[u"items"].toArray();
    QCOMPARE(two.size(), 2);
    QCOMPARE(two[0].toObject()[u"name"].toString(), u"c"_s);
    const QByteArray before = QByteArray::number(two[1].toObject()[u"id"].toInteger());
    const QJsonArray rest = served.ask("GET", "/api/keys?before=" + before).json()[u"items"].toArray();
    QCOMPARE(rest.size(), 2);
    QCOMPARE(rest[0].toObject()[u"name"].toString(), u"a"_s);
    QCOMPARE(served.ask("GET", "/api/keys?limit=0").status, 422);
    QCOMPARE(served.ask("GET", "/api/keys?after=1").status, 400);
    const QByteArray tag = served.ask("GET", "/api/keys?limit=1").header("ETag"); // without the admin's, in use
    QVERIFY(!tag.isEmpty());
    QCOMPARE(served.ask("GET", "/api/keys?limit=1", {}, "If-None-Match: " + tag + "\r\n").status, 304);
    served.addKey(u"d"_s, ApiScope::Read);
    QCOMPARE(served.ask("GET", "/api/keys?limit=1", {}, "If-None-Match: " + tag + "\r\n").status, 200);
}

void TestKeyRoutes::keysExpire_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QDateTime>("end");
    const QDateTime day(QDate(2099, 1, 31), QTime(12, 0), Qt::UTC);
    QTest::newRow("a time") << QByteArray(R"("expires_at":"2099-01-31T12:00:00Z")") << day;
    QTest::newRow("of another zone") << QByteArray(R"("expires_at":"2099-01-31T13:00:00.000+01:00")") << day;
    QTest::newRow("days") << QByteArray(R"("expires_in_days":30)") << QDateTime::currentDateTimeUtc().addDays(30);
    QTest::newRow("never") << QByteArray(R"("expires_at":null,"expires_in_days":null)") << QDateTime();
}

void TestKeyRoutes::keysExpire()
{
    QFETCH(QByteArray, members);
    QFETCH(QDateTime, end);
    ServedKeys served;
    const RawAnswer made = served.ask("POST", "/api/keys", R"({"name":"n8n",)" + members + '}');
    QVERIFY2(made.status == 201, made.body);
    const auto expires = served.keys().first().expiresAt;
    QCOMPARE(expires.has_value(), end.isValid());
    if (expires)
        QVERIFY2(qAbs(expires->secsTo(end)) < 120, qPrintable(expires->toString(Qt::ISODate)));
}

void TestKeyRoutes::wrongBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("named");
    QTest::newRow("nothing") << QByteArray("{}") << u"called"_s;
    QTest::newRow("a name of blanks") << QByteArray(R"({"name":" \n "})") << u"called"_s;
    QTest::newRow("a number for a name") << QByteArray(R"({"name":1})") << u"called"_s;
    QTest::newRow("a long name") << QByteArray(R"({"name":")" + QByteArray(81, 'x') + R"("})") << u"longer"_s;
    QTest::newRow("an unknown scope") << QByteArray(R"({"name":"a","scopes":["read","all"]})") << u"scopes"_s;
    QTest::newRow("no scope") << QByteArray(R"({"name":"a","scopes":[]})") << u"scopes"_s;
    QTest::newRow("scopes of numbers") << QByteArray(R"({"name":"a","scopes":[1]})") << u"scopes"_s;
    QTest::newRow("a past time") << QByteArray(R"({"name":"a","expires_at":"2001-01-01T00:00:00Z"})") << u"future"_s;
    QTest::newRow("no zone") << QByteArray(R"({"name":"a","expires_at":"2099-01-01T00:00:00"})") << u"expires_at"_s;
    QTest::newRow("no time") << QByteArray(R"({"name":"a","expires_at":"soon"})") << u"expires_at"_s;
    QTest::newRow("a number for a time") << QByteArray(R"({"name":"a","expires_at":1})") << u"expires_at"_s;
    QTest::newRow("no days") << QByteArray(R"({"name":"a","expires_in_days":0})") << u"expires_in_days"_s;
    QTest::newRow("half a day") << QByteArray(R"({"name":"a","expires_in_days":0.5})") << u"expires_in_days"_s;
    QTest::newRow("too many days") << QByteArray(R"({"name":"a","expires_in_days":36501})") << u"expires_in_days"_s;
    QTest::newRow("both") << QByteArray(R"({"name":"a","expires_in_days":3,"expires_at":"2099-01-01T00:00:00Z"})")
                          << u"expires_in_days"_s;
    QTest::newRow("an unknown member") << QByteArray(R"({"name":"a","scope":"read"})") << u"scope"_s;
    QTest::newRow("no object") << QByteArray("[]") << u"object"_s;
}

void TestKeyRoutes::wrongBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, named);
    ServedKeys served;
    const RawAnswer answer = served.ask("POST", "/api/keys", body);
    QCOMPARE(answer.status, 422);
    QVERIFY2(answer.errorMessage().contains(named), answer.body);
    QCOMPARE(served.keys().size(), 1);
}

void TestKeyRoutes::allThatIsWrongIsNamed()
{
    ServedKeys served;
    const auto fieldsOf = [&served](const QByteArray &body) {
        QStringList fields;
        const RawAnswer answer = served.ask("POST", "/api/keys", body);
        const QJsonArray errors = answer.json()[u"error"][u"details"][u"errors"].toArray();
        for (const auto &error : errors)
            fields.append(error[u"field"].toString());
        return fields;
    };
    QCOMPARE(fieldsOf(R"({"name":"","scopes":["root"]})"), (QStringList{u"name"_s, u"scopes"_s}));
    QCOMPARE(fieldsOf(R"({"name":"a","scopes":[],"expires_at":"2001-01-01T00:00:00Z","x":1,"y":2})"),
             (QStringList{u"expires_at"_s, u"scopes"_s, u"x"_s, u"y"_s}));
    QCOMPARE(fieldsOf(R"({"name":"a","expires_in_days":0})"), QStringList{u"expires_in_days"_s});
}

QTEST_GUILESS_MAIN(TestKeyRoutes)
#include "tst_keyroutes.moc"
