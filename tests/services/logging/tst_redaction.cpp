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
    void keepsWhatIsAround();
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
}

void RedactionTest::leavesTextAlone()
{
    QFETCH(QString, text);
    QCOMPARE(redacted(text), text);
}

void RedactionTest::keepsWhatIsAround()
{
    QCOMPARE(redacted(u"open postgresql://anna:pw@db:5432/shop now"_s),
             u"open postgresql://anna:[removed]@db:5432/shop now"_s);
    QCOMPARE(redacted(u"GET /x?api_key=abc&page=2"_s), u"GET /x?api_key=[removed]&page=2"_s);
    QCOMPARE(redacted(uR"({"password":"abc","user":"anna"})"_s), uR"({"password":[removed],"user":"anna"})"_s);
}

void RedactionTest::fields()
{
    const QJsonObject fields{
        {u"password"_s, u"abc"_s},
        {u"accessToken"_s, QJsonArray{u"abc"_s}},
        {u"url"_s, u"https://a:abc@host/"_s},
        {u"nested"_s, QJsonObject{{u"api_key"_s, u"abc"_s}, {u"rows"_s, 3}}},
        {u"list"_s, QJsonArray{u"token=abc"_s, 7}},
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
