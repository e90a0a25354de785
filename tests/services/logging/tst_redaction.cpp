// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/redaction.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class RedactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void removesSecrets_data();
    void removesSecrets();
    void leavesTextAlone_data();
    void leavesTextAlone();
    void removesEveryOne_data();
    void removesEveryOne();
    void keepsWhatIsAround_data();
    void keepsWhatIsAround();
    void isDoneAfterOneRound_data();
    void isDoneAfterOneRound();
    void fields();
    void takesLinearTime_data();
    void takesLinearTime();
};

void RedactionTest::removesSecrets_data()
{
    QTest::addColumn<QString>("text");
    // Every row carries the secret "Sup3rSecretValue".
    QTest::newRow("URL") << u"open postgresql://anna:Sup3rSecretValue@db:5432/shop"_s;
    QTest::newRow("URL without user") << u"redis://:Sup3rSecretValue@cache"_s;
    QTest::newRow("URL, odd letters") << u"https://a:x/Sup3rSecretValue:y@host/"_s;
    QTest::newRow("bearer") << u"Authorization: Bearer Sup3rSecretValue"_s;
    QTest::newRow("basic") << u"authorization: Basic Sup3rSecretValue=="_s;
    QTest::newRow("header in JSON") << uR"({"Authorization":"token Sup3rSecretValue"})"_s;
    QTest::newRow("bearer alone") << u"sent bearer Sup3rSecretValue to the host"_s;
    QTest::newRow("cookie") << u"Set-Cookie: a=b; session=Sup3rSecretValue"_s;
    QTest::newRow("query") << u"GET /x?api_key=Sup3rSecretValue&page=2"_s;
    QTest::newRow("api-key") << u"X-API-Key: Sup3rSecretValue"_s;
    QTest::newRow("apikey") << u"apikey = Sup3rSecretValue"_s;
    QTest::newRow("JSON password") << uR"({"password": "Sup3rSecretValue"})"_s;
    QTest::newRow("JSON with quote") << uR"({"password":"x\"Sup3rSecretValue","a":1})"_s;
    QTest::newRow("single quotes") << u"{'client_secret': 'Sup3rSecretValue'}"_s;
    QTest::newRow("connection string") << u"host=db user=a password=Sup3rSecretValue dbname=x"_s;
    QTest::newRow("quoted connection string") << u"password='a Sup3rSecretValue' dbname=x"_s;
    QTest::newRow("environment") << u"PGPASSWORD=Sup3rSecretValue"_s;
    QTest::newRow("refresh token") << u"refresh_token: Sup3rSecretValue"_s;
    QTest::newRow("camel case") << u"refreshToken=Sup3rSecretValue"_s;
    QTest::newRow("aws") << u"aws_secret_access_key = Sup3rSecretValue"_s;
    QTest::newRow("cut JSON") << uR"({"token":"Sup3rSecretValue)"_s;
    QTest::newRow("sk") << u"key sk-proj-Sup3rSecretValue1234 was refused"_s;
    QTest::newRow("shopify") << u"shpat_Sup3rSecretValue1234"_s;
    QTest::newRow("amazon") << u"Atzr|Sup3rSecretValue1234"_s;
    QTest::newRow("web token") << u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.Sup3rSecretValue"_s;
    QTest::newRow("URL, user is a mail address") << u"https://anna@shop.example:Sup3rSecretValue@host/feed"_s;
    QTest::newRow("URL in brackets") << u"cannot open (sftp://a:Sup3rSecretValue@host)"_s;
    QTest::newRow("JSON in JSON") << uR"({"body":"{\"password\":\"Sup3rSecretValue\"}"})"_s;
    QTest::newRow("JSON in JSON in JSON") << uR"("{\\\"api_key\\\": \\\"Sup3rSecretValue\\\"}")"_s;
    QTest::newRow("JSON in JSON with quote") << uR"({\"secret\":\"a\\\"Sup3rSecretValue\",\"b\":1})"_s;
    QTest::newRow("list") << uR"({"tokens":["short","Sup3rSecretValue"]})"_s;
    QTest::newRow("list of one name") << uR"({"token": ["Sup3rSecretValue"]})"_s;
    QTest::newRow("object") << uR"({"credentials":{"user":"anna","key":"Sup3rSecretValue"}})"_s;
    QTest::newRow("several lines") << u"password:\n    Sup3rSecretValue\n"_s;
    QTest::newRow("connection string with quote") << uR"(password='it\'s Sup3rSecretValue' dbname=x)"_s;
    QTest::newRow("digest") << uR"(Authorization: Digest username="anna", response="Sup3rSecretValue")"_s;
    QTest::newRow("signed request") << u"authorization: AWS4-HMAC-SHA256 Credential=A/b, Signature=Sup3rSecretValue"_s;
    QTest::newRow("cookie in JSON") << uR"({"Cookie":"theme=\"dark\"; session=Sup3rSecretValue"})"_s;
    QTest::newRow("proxy") << u"Proxy-Authorization: Basic Sup3rSecretValue"_s;
    QTest::newRow("header of a shop") << u"X-Shopify-Access-Token: Sup3rSecretValue"_s;
    QTest::newRow("XML") << u"<AccessToken>Sup3rSecretValue</AccessToken>"_s;
    QTest::newRow("XML with prefix") << u"<ebl:eBayAuthToken type=\"x\">Sup3rSecretValue</ebl:eBayAuthToken>"_s;
    QTest::newRow("command line") << u"listwright db check --password Sup3rSecretValue --json"_s;
    QTest::newRow("command line, quoted") << u"run -db-password 'a Sup3rSecretValue' now"_s;
    QTest::newRow("private key")
        << u"-----BEGIN RSA PRIVATE KEY-----\nMIIESup3rSecretValue\n-----END RSA PRIVATE KEY"_s;
    QTest::newRow("private key cut off") << u"-----BEGIN PRIVATE KEY-----\\nMIIESup3rSecretValue"_s;
    QTest::newRow("numbered") << u"password2=Sup3rSecretValue"_s;
    QTest::newRow("new one") << uR"({"password_new":"Sup3rSecretValue"})"_s;
    QTest::newRow("German") << u"Passwort: Sup3rSecretValue"_s;
    QTest::newRow("capitals") << u"API_KEY=Sup3rSecretValue"_s;
    QTest::newRow("signed link") << u"https://cdn.example/x.jpg?X-Amz-Expires=60&X-Amz-Signature=Sup3rSecretValue"_s;
    QTest::newRow("github") << u"ghp_Sup3rSecretValue12345678"_s;
    QTest::newRow("our own") << u"lw_Sup3rSecretValue-12_345678"_s;
    QTest::newRow("after a percent sign") << u"50 %1 password=Sup3rSecretValue"_s;
}

void RedactionTest::removesSecrets()
{
    QFETCH(QString, text);
    const QString result = redacted(text);
    QVERIFY2(!result.contains(u"Sup3rSecretValue"_s), qPrintable(result));
    QVERIFY2(result.contains(u"[removed]"_s), qPrintable(result));
}

void RedactionTest::leavesTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("sentence") << u"Import 12 ended: 1,000 rows, 3 rejected"_s;
    QTest::newRow("URL") << u"https://shop.example:8443/products?page=2"_s;
    QTest::newRow("mail") << u"sold by anna@shop.example"_s;
    QTest::newRow("time") << u"2026-01-31T12:00:00.000Z"_s;
    QTest::newRow("words") << u"The password was refused; enter the token again"_s;
    QTest::newRow("compass") << u"Kompass: Nord"_s;
    QTest::newRow("SQL") << u"SELECT id FROM products WHERE sku = :sku"_s;
    QTest::newRow("letters") << u"żółty – “Größe” = 42"_s;
    QTest::newRow("compassion") << u"compassion: great"_s;
    QTest::newRow("option without a name") << u"listwright import --json lamps.csv"_s;
    QTest::newRow("comparison") << u"if (a < b && b > c) use <b>bold</b>"_s;
    QTest::newRow("public key") << u"-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----"_s;
    QTest::newRow("path") << u"C:\\Users\\anna\\lamps.csv: line 3"_s;
    QTest::newRow("GTIN") << u"4006381333931 is no GTIN: its check digit is wrong"_s;
}

void RedactionTest::leavesTextAlone()
{
    QFETCH(QString, text);
    QCOMPARE(redacted(text), text);
}

void RedactionTest::removesEveryOne_data()
{
    QTest::addColumn<QString>("between");
    QTest::newRow("lines") << u"\n"_s;
    QTest::newRow("sentence") << u", and then "_s;
    QTest::newRow("closely") << u";"_s;
}

void RedactionTest::removesEveryOne()
{
    QFETCH(QString, between);
    const QStringList parts{u"password=abc-Sup3r"_s, u"https://a:Sup3r@host/"_s, uR"({"token":"Sup3r"})"_s,
                            u"<secret>Sup3r</secret>"_s, u"apikey: 'Sup3r'"_s};
    const QString result = redacted(parts.join(between) + between + parts.join(between));
    QVERIFY2(!result.contains(u"Sup3r"), qPrintable(result));
    QCOMPARE(result.count(u"[removed]"), 2 * parts.size());
}

void RedactionTest::keepsWhatIsAround_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("address") << u"open postgresql://anna:pw@db:5432/shop now"_s
                             << u"open postgresql://anna:[removed]@db:5432/shop now"_s;
    QTest::newRow("query") << u"GET /x?api_key=abc&page=2"_s << u"GET /x?api_key=[removed]&page=2"_s;
    QTest::newRow("JSON") << uR"({"password":"abc","user":"anna"})"_s << uR"({"password":[removed],"user":"anna"})"_s;
    QTest::newRow("JSON in JSON") << uR"({\"pwd\":\"abc\",\"user\":\"anna\"})"_s
                                  << uR"({\"pwd\":[removed],\"user\":\"anna\"})"_s;
    QTest::newRow("list") << uR"({"tokens":["a","b"],"rows":3})"_s << uR"({"tokens":[removed],"rows":3})"_s;
    QTest::newRow("XML") << u"<a><token>abc</token><rows>3</rows></a>"_s
                         << u"<a><token>[removed]</token><rows>3</rows></a>"_s;
    QTest::newRow("command line") << u"db check --password abc --json"_s << u"db check --password [removed] --json"_s;
    QTest::newRow("next line") << u"Cookie: a=b; c=d\nHost: shop.example"_s
                               << u"Cookie: [removed]\nHost: shop.example"_s;
}

void RedactionTest::keepsWhatIsAround()
{
    QFETCH(QString, text);
    QTEST(redacted(text), "expected");
}

void RedactionTest::isDoneAfterOneRound_data()
{
    removesSecrets_data();
}

// What has been through it once, e.g. an error's detail, may go through it again with the line it stands in.
void RedactionTest::isDoneAfterOneRound()
{
    QFETCH(QString, text);
    const QString once = redacted(text);
    QVERIFY(!redacted(once).contains(u"Sup3rSecretValue"));
    QCOMPARE(redacted(once).count(u"[removed]"), once.count(u"[removed]"));
}

void RedactionTest::fields()
{
    const QJsonObject fields{
        {u"password"_s, u"abc"_s},
        {u"accessToken"_s, QJsonArray{u"abc"_s}},
        {u"url"_s, u"https://a:abc@host/"_s},
        {u"nested"_s, QJsonObject{{u"api_key"_s, u"abc"_s}, {u"rows"_s, 3}}},
        {u"list"_s, QJsonArray{u"token=abc"_s, 7}},
        {u"Set-Cookie"_s, u"abc"_s},
        {u"proxyAuthorization"_s, QJsonObject{{u"kind"_s, u"abc"_s}}},
        {u"tokens"_s, QJsonArray{u"abc"_s}},
        {u"request"_s, QJsonArray{QJsonObject{{u"body"_s, uR"({"password":"abc"})"_s}}}},
        {u"rows"_s, 12},
    };
    const QJsonObject result = redacted(fields);
    QVERIFY(!QString::fromUtf8(QJsonDocument(result).toJson()).contains(u"abc"_s));
    QCOMPARE(result.value(u"rows"_s).toInt(), 12);
    QCOMPARE(result.value(u"nested"_s).toObject().value(u"rows"_s).toInt(), 3);
    QCOMPARE(result.value(u"list"_s).toArray().at(1).toInt(), 7);
}

void RedactionTest::takesLinearTime_data()
{
    QTest::addColumn<QString>("unit");
    QTest::newRow("letters") << u"a"_s;
    QTest::newRow("names") << u"password"_s;
    QTest::newRow("open quotes") << u"token=\""_s;
    QTest::newRow("schemes") << u"a://b:"_s;
    QTest::newRow("backslashes") << u"secret=\"\\"_s;
    QTest::newRow("dots") << u"eyJaaaaaaaaaa."_s;
    QTest::newRow("tags") << u"<a"_s;
    QTest::newRow("options") << u" --a"_s;
    QTest::newRow("escaped quotes") << u"pwd:\\\""_s;
    QTest::newRow("growing escapes") << u"token=\\\"\\\\\"\\\\\\\""_s;
    QTest::newRow("keys") << u"-----BEGIN PRIVATE KEY-----"_s;
    QTest::newRow("headers") << u"cookie: \""_s;
    QTest::newRow("at signs") << u"ab://c@d:e"_s;
}

void RedactionTest::takesLinearTime()
{
    QFETCH(QString, unit);
    const QString text = unit.repeated(64'000 / unit.size());
    QElapsedTimer timer;
    timer.start();
    redacted(text);
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(RedactionTest)
#include "tst_redaction.moc"
