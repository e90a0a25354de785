// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/answercleaning.h"
#include "services/optimizing/schemacheck.h"

#include <QJsonArray>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class AnswerCleaningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titles_data();
    void titles();
    void descriptions_data();
    void descriptions();
    void bulletPoints();
    void ownNumbersStay();
    void addressesBehindLongNamesAreFound();
    void schemaViolations_data();
    void schemaViolations();

private:
    RulePacks m_packs = RulePacks::load();
};

void AnswerCleaningTest::titles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("plain", u"Nordkap desk lamp, 40 cm"_s, u"Nordkap desk lamp, 40 cm"_s);
    row("web address", u"Desk lamp www.shop.example now"_s, u"Desk lamp now"_s);
    row("address with a path", u"Desk lamp bit.ly/x1 oak"_s, u"Desk lamp oak"_s);
    row("mail", u"Desk lamp info@shop.example"_s, u"Desk lamp"_s);
    row("mail in disguise", u"Desk lamp info (at) shop (dot) de"_s, u"Desk lamp"_s);
    row("telephone", u"Desk lamp +49 170 1234567"_s, u"Desk lamp"_s);
    for (const QString &domain :
         {u"it"_s, u"es"_s, u"nl"_s, u"cz"_s, u"sk"_s, u"se"_s, u"dk"_s, u"pt"_s, u"hu"_s, u"ro"_s, u"fi"_s, u"uk"_s})
        row(qPrintable(u"domain ."_s + domain), QString(u"Desk lamp nordkap-lamps." + domain + u" oak"),
            u"Desk lamp oak"_s);
    row("sentences without a blank are no address", u"Lamp of oak.It is 5 m.Es leuchtet, p.es. rosso"_s,
        u"Lamp of oak.It is 5 m.Es leuchtet, p.es. rosso"_s);
    row("area code in brackets", u"Desk lamp (030) 123 456"_s, u"Desk lamp"_s);
    row("area code in brackets, all in one", u"Desk lamp (0221) 1234567 oak"_s, u"Desk lamp oak"_s);
    row("American number", u"Desk lamp (555) 123-4567"_s, u"Desk lamp"_s);
    row("brackets are no telephone", u"Box (120) 200 x 300 cm, set (4) 500 ml"_s,
        u"Box (120) 200 x 300 cm, set (4) 500 ml"_s);
    row("price", u"Desk lamp 19,99 €"_s, u"Desk lamp"_s);
    row("dollars", u"Desk lamp $5"_s, u"Desk lamp"_s);
    row("promise", u"Desk lamp free shipping"_s, u"Desk lamp"_s);
    row("promise de", u"Lampe kostenloser Versand"_s, u"Lampe"_s);
    row("promise pl", u"Lampa darmowa wysyłka"_s, u"Lampa"_s);
    row("markdown", u"**Desk lamp** `oak`"_s, u"Desk lamp oak"_s);
    row("HTML", u"<b>Desk lamp</b><!-- x -->"_s, u"Desk lamp"_s);
    row("invisible", u"De\u200Bsk la\u202Emp"_s, u"Desk lamp"_s);
    row("abbreviation is no address", u"Lampe z.B. für Tische, ca. 5 m"_s, u"Lampe z.B. für Tische, ca. 5 m"_s);
    row("decimals are no address", u"Lamp 1.5 m, 12.30 W"_s, u"Lamp 1.5 m, 12.30 W"_s);
    for (const QString &hidden : {u"evil . com"_s,
                                  u"evil。com"_s,
                                  u"evil[.]com"_s,
                                  u"evil dot com"_s,
                                  u"info at evil dot com"_s,
                                  u"evil.kaufen"_s,
                                  u"ｅｖｉｌ．ｃｏｍ"_s,
                                  u"evil(.)com"_s,
                                  u"evil [dot] shop"_s,
                                  u"evil (punkt) de"_s,
                                  u"evil punkt de"_s,
                                  u"evil kropka pl"_s,
                                  u"evil․com"_s,
                                  u"evil. com"_s,
                                  u"EVIL。SHOP"_s,
                                  u"info＠evil.example"_s,
                                  u"info[at]evil[dot]jetzt"_s,
                                  u"biuro małpa evil kropka pl"_s,
                                  u"evil.moda"_s,
                                  u"evil.rocks/x"_s,
                                  u"evil.xn--p1ai"_s,
                                  u"WeChat evil123"_s,
                                  u"WeChat ID: evilshop"_s,
                                  u"telegram @evilshop"_s,
                                  u"Telegram evil_shop"_s,
                                  u"Line ID evil77"_s,
                                  u"Signal @evil.77"_s,
                                  u"０８００ １２３４５６"_s,
                                  u"Tel. ٠٣٠ ١٢٣٤٥٦"_s,
                                  u"＋４９ １７０ １２３４５６７"_s,
                                  u"+49–170–1234567"_s,
                                  u"zadzwoń 600 700 800"_s})
        row(qPrintable(u"hidden: "_s + hidden), QString(u"Desk lamp "_s + hidden + u", oak"), u"Desk lamp, oak"_s);
    for (const QString &fine : {u"2.5 mm"_s,
                                u"No. 5"_s,
                                u"approx. 3 kg"_s,
                                u"version 2.0.1"_s,
                                u"USB 3.2 Gen.2"_s,
                                u"250.ml"_s,
                                u"inkl.gratis Tasche"_s,
                                u"z.B. Eiche"_s,
                                u"m.in. dąb"_s,
                                u"Polka dot shop bag"_s,
                                u"red dot design award"_s,
                                u"dot in the middle"_s,
                                u"der Punkt in der Mitte"_s,
                                u"St.Pauli"_s,
                                u"Node.js"_s,
                                u"ca.cm"_s,
                                u"Skype HD1080"_s,
                                u"for Skype and WhatsApp"_s,
                                u"Line 2"_s,
                                u"Art.Nr. 12-345"_s,
                                u"1.5–2 m"_s,
                                u"½ l, 20 m²"_s,
                                u"at home"_s,
                                u"５ cm"_s,
                                u"1950–2020"_s,
                                u"Dr.Oetker"_s})
        row(qPrintable(u"stays: "_s + fine), QString(u"Desk lamp "_s + fine + u", oak"),
            QString(u"Desk lamp "_s + fine + u", oak"));
    row("what led there goes", u"Desk lamp by www.shop.example, oak"_s, u"Desk lamp, oak"_s);
    row("dimensions are no telephone", u"Box 30 x 20 x 10 cm, 0.5 l"_s, u"Box 30 x 20 x 10 cm, 0.5 l"_s);
}

void AnswerCleaningTest::titles()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    AnswerCleaning cleaning({}, *m_packs.find(u"shopify"_s));
    QCOMPARE(cleaning.title(text), expected);
    const bool offers = text.contains(u"€"_s) || text.contains(u"free"_s) || text.contains(u"www"_s);
    if (offers || QByteArray(QTest::currentDataTag()).startsWith("hidden"))
        QCOMPARE(cleaning.reasons().size(), 1);
}

void AnswerCleaningTest::descriptions_data()
{
    QTest::addColumn<QString>("marketplace");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole sentence goes") << u"ebay"_s
                                         << u"<p>A lamp of oak. Visit https://shop.example for more. It is white.</p>"_s
                                         << u"<p>A lamp of oak. It is white.</p>"_s;
    QTest::newRow("whole paragraph goes")
        << u"ebay"_s << u"<p>A lamp.</p><p>Call us: 0800 123456</p>"_s << u"<p>A lamp.</p>"_s;
    QTest::newRow("link without its address")
        << u"ebay"_s << u"<p>A <a href=\"https://x.example\">lamp</a>.</p>"_s << u"<p>A lamp.</p>"_s;
    QTest::newRow("nothing left") << u"ebay"_s << u"<p>Buy now at www.shop.example!</p>"_s << QString();
    QTest::newRow("hidden address") << u"ebay"_s << u"<p>A lamp of oak. Write to info at evil dot com. White.</p>"_s
                                    << u"<p>A lamp of oak. White.</p>"_s;
    QTest::newRow("wide letters") << u"ebay"_s << u"<p>A lamp.</p><p><b>ｅｖｉｌ。ｃｏｍ</b></p><p>Żółty.</p>"_s
                                  << u"<p>A lamp.</p><p>Żółty.</p>"_s;
    QTest::newRow("fence") << u"ebay"_s << u"```html\n<p>A lamp.</p>\n```"_s << u"<p>A lamp.</p>"_s;
    QTest::newRow("tags of the pack") << u"amazon"_s << u"<h1>Lamp</h1><p>Oak</p>"_s << u"Lamp<br/>Oak"_s;
}

void AnswerCleaningTest::descriptions()
{
    QFETCH(QString, marketplace);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    AnswerCleaning cleaning({}, *m_packs.find(marketplace));
    QCOMPARE(cleaning.description(text).remove(u'\n'), expected);
}

void AnswerCleaningTest::bulletPoints()
{
    AnswerCleaning cleaning({}, *m_packs.find(u"amazon"_s));
    QCOMPARE(cleaning.bulletPoints({u"- Foot of oak"_s, u"foot of oak"_s, u"• 40 cm"_s, u"Mail: a@b.de"_s, u" "_s}),
             (QStringList{u"Foot of oak"_s, u"40 cm"_s}));
}

void AnswerCleaningTest::ownNumbersStay()
{
    Product product;
    product.mpn = u"0445 110 369"_s;
    AnswerCleaning cleaning(product, *m_packs.find(u"ebay"_s));
    QCOMPARE(cleaning.title(u"Injector 0445 110 369 for pumps"_s), u"Injector 0445 110 369 for pumps"_s);
    QCOMPARE(cleaning.title(u"Injector 0445 110 370 for pumps"_s), u"Injector for pumps"_s);
}

// A pattern that tries each of its beginnings again and again gives up, and with it all that stands behind.
void AnswerCleaningTest::addressesBehindLongNamesAreFound()
{
    for (const QString &name : {u"a-"_s.repeated(3000), u"a"_s.repeated(6000), u"a."_s.repeated(3000)}) {
        AnswerCleaning cleaning({}, *m_packs.find(u"ebay"_s));
        const QString cleaned = cleaning.description(u"<p>Eine Lampe.</p><p>"_s + name + u" bis evil.com</p>");
        QVERIFY2(!cleaned.contains(u"evil.com"), qPrintable(name.left(4)));
        QVERIFY(cleaned.contains(u"Eine Lampe."));
    }
}

void AnswerCleaningTest::schemaViolations_data()
{
    QTest::addColumn<QJsonObject>("value");
    QTest::addColumn<QString>("named"); // empty = it fits
    QTest::newRow("fits") << QJsonObject{{u"title"_s, u"x"_s}, {u"points"_s, QJsonArray{u"a"_s}}} << QString();
    QTest::newRow("more than asked for") << QJsonObject{{u"title"_s, u"x"_s}, {u"points"_s, QJsonArray()}, {u"b"_s, 1}}
                                         << QString();
    QTest::newRow("missing") << QJsonObject{{u"points"_s, QJsonArray()}} << u"\"title\" is missing"_s;
    QTest::newRow("wrong type") << QJsonObject{{u"title"_s, 5}, {u"points"_s, QJsonArray()}} << u"type string"_s;
    QTest::newRow("wrong entry") << QJsonObject{{u"title"_s, u"x"_s}, {u"points"_s, QJsonArray{u"a"_s, 1}}}
                                 << u"points[1]"_s;
    QTest::newRow("null") << QJsonObject{{u"title"_s, QJsonValue()}, {u"points"_s, QJsonArray()}} << u"type string"_s;
}

void AnswerCleaningTest::schemaViolations()
{
    QFETCH(QJsonObject, value);
    QFETCH(QString, named);
    const QJsonObject text{{u"type"_s, u"string"_s}};
    const QJsonObject schema{
        {u"type"_s, u"object"_s},
        {u"required"_s, QJsonArray{u"title"_s, u"points"_s}},
        {u"properties"_s,
         QJsonObject{{u"title"_s, text}, {u"points"_s, QJsonObject{{u"type"_s, u"array"_s}, {u"items"_s, text}}}}}};
    const QStringList found = listwright::schemaViolations(value, schema);
    QCOMPARE(found.isEmpty(), named.isEmpty());
    QVERIFY2(found.join(u' ').contains(named), qPrintable(found.join(u' ')));
}

QTEST_APPLESS_MAIN(AnswerCleaningTest)
#include "tst_answercleaning.moc"
