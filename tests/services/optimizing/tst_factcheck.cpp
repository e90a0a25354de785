// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/factcheck.h"
#include "services/optimizing/measures.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

/** "Title | description | name=value; name=value | brand" */
Product recordFrom(const QString &text)
{
    const QStringList parts = text.split(u'|');
    Product product;
    product.titleOriginal = parts.value(0).trimmed();
    product.descriptionOriginal = parts.value(1).trimmed();
    for (const QString &pair : parts.value(2).split(u';', Qt::SkipEmptyParts))
        product.attributes.append({pair.section(u'=', 0, 0).trimmed(), pair.section(u'=', 1).trimmed()});
    product.brand = parts.value(3).trimmed();
    return product;
}

QStringList marked(const QString &text, const Product &record)
{
    QStringList found;
    for (const DoubtfulFact &fact : doubtfulFacts(text, record))
        found.append(text.mid(fact.position, fact.length));
    return found;
}

} // namespace

class FactCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doubtful_data();
    void doubtful();
    void positionsInHtml();
    void marksHaveReasonsAndDoNotOverlap();
    void imageNamesAndVariantsCount();
    void measures_data();
    void measures();
    void emptyTextsAndRecords();
};

void FactCheckTest::doubtful_data()
{
    QTest::addColumn<QString>("record");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &record, const QString &text, const QStringList &expected) {
        QTest::newRow(name) << record << text << expected;
    };
    // numbers and units
    row("same unit", u"Drill 18 V"_s, u"A drill with 18V"_s, {});
    row("other unit, same value", u"Mehl 1500 g"_s, u"Mehl 1,5 kg"_s, {});
    row("other value", u"Mehl 1500 g"_s, u"Mehl 1,6 kg"_s, {u"1,6 kg"_s});
    row("invented unit", u"Box 500"_s, u"Box with 500 ml"_s, {u"500 ml"_s});
    row("unit in the attribute's name", u"Box || Länge (cm)=30; Weight in g=250"_s, u"30 cm lang, 0.25 kg"_s, {});
    row("decimal comma", u"Kabel 2,5 m"_s, u"Cable of 2.5 m"_s, {});
    row("millimetres and metres", u"Regał 1200 mm"_s, u"Regał 1,2 m"_s, {});
    row("thousands", u"Powerbank 20.000 mAh"_s, u"Power bank with 20000 mAh"_s, {});
    row("thousands with a blank", u"Odkurzacz 1 500 W"_s, u"Moc 1500 W"_s, {});
    row("amperes", u"Akku 4000 mAh"_s, u"Akku 4 Ah"_s, {});
    row("inches to centimetres", u"Monitor 27 Zoll"_s, u"Monitor 68,6 cm"_s, {});
    row("inches wrong", u"Monitor 27 Zoll"_s, u"Monitor 81 cm"_s, {u"81 cm"_s});
    row("inch sign", u"Laptop 15.6\""_s, u"Laptop 15,6 Zoll"_s, {});
    row("row of dimensions", u"Karton 30 x 20 x 10 cm"_s, u"Box 300 x 200 x 100 mm"_s, {});
    row("one dimension wrong", u"Karton 30x20x10 cm"_s, u"Karton 30 x 25 x 10 cm"_s, {u"25"_s});
    row("range", u"Regulacja 10-15 cm"_s, u"Adjustable from 10 to 15 cm"_s, {});
    row("count before a measure", u"Saft 6 Flaschen je 500 ml"_s, u"6 x 500 ml"_s, {});
    row("percent", u"Shirt 95 % Baumwolle, 5 % Elasthan"_s, u"95% Baumwolle und 5% Elasthan"_s, {});
    row("percent invented", u"Shirt aus Baumwolle"_s, u"Shirt aus 100 % Baumwolle"_s, {u"100 %"_s});
    row("temperatures below zero", u"Von -20 bis -5 °C, Serie A-20"_s, u"-20 to -5 °C"_s, {});
    row("warmer than stated", u"Bis -20 °C"_s, u"Down to 20 °C"_s, {u"20 °C"_s});
    row("range of temperatures", u"10-20 °C"_s, u"10 – 20 °C or 10 -20 °C"_s, {});
    row("temperature", u"Ofen bis 250 °C"_s, u"Up to 250°C"_s, {});
    row("revolutions", u"Szlifierka 11000 obr/min"_s, u"11.000 U/min"_s, {});
    row("hours and minutes", u"Laufzeit 2 h"_s, u"runs for 120 minutes"_s, {});
    row("years of guarantee invented", u"Lampe"_s, u"Mit 5 Jahren Garantie"_s, {u"5 Jahren"_s, u"Garantie"_s});
    row("guarantee in another language", u"Lampa, gwarancja 24 miesiące"_s, u"Mit 24 Monaten Garantie"_s, {});
    row("year", u"Kalender 2027"_s, u"Kalender 2028"_s, {u"2028"_s});
    row("bare number", u"Fernbedienung"_s, u"Fernbedienung mit 12 Tasten"_s, {u"12"_s});
    row("Polish preposition is no watt", u"Zestaw 5 sztuk"_s, u"5 w zestawie"_s, {});
    // counts
    row("pack", u"Batterien 4 Stück"_s, u"Batterien 4er Pack"_s, {});
    row("pack wrong", u"Batterien 4 Stück"_s, u"Batterien 8er Pack"_s, {u"8"_s});
    row("number word", u"Set, 2 pieces"_s, u"Zestaw z dwóch sztuk, set of two"_s, {});
    row("number word invented", u"Lamp"_s, u"Set of three lamps"_s, {u"three"_s});
    // colours
    row("colour across languages", u"T-Shirt schwarz"_s, u"Czarna koszulka, black shirt"_s, {});
    row("colour compound", u"Jacke dunkelblau"_s, u"A blue jacket"_s, {});
    row("colour invented", u"T-Shirt schwarz"_s, u"T-Shirt in Rot"_s, {u"Rot"_s});
    row("colour invented pl", u"Kurtka granatowa"_s, u"Kurtka zielona"_s, {u"zielona"_s});
    row("word like a colour", u"Rotor für Pumpe"_s, u"Rotor"_s, {});
    row("colour attribute", u"Lamp || Kolor=biały"_s, u"Weiße Lampe"_s, {});
    // materials
    row("material across languages", u"Koszula z bawełny"_s, u"Cotton shirt, Baumwollhemd"_s, {});
    row("material invented", u"Topf"_s, u"Topf aus Edelstahl"_s, {u"Edelstahl"_s});
    row("special is general", u"Pan of stainless steel"_s, u"A pan of steel"_s, {});
    row("general is not special", u"Steel pan"_s, u"Stainless steel pan"_s, {u"Stainless steel"_s});
    row("oak is wood", u"Tisch aus Eiche"_s, u"Stół drewniany"_s, {});
    row("material invented pl", u"Stół"_s, u"Stół z drewna dębowego"_s, {u"drewna"_s, u"dębowego"_s});
    // brands and models
    row("own brand", u"Drill ||| Bosch"_s, u"Bosch drill"_s, {});
    row("brand with an ending", u"Wiertarka ||| Bosch"_s, u"Wiertarka Boscha"_s, {});
    row("foreign brand", u"Drill ||| Bosch"_s, u"Better than Makita"_s, {u"Makita"_s});
    row("brand in lower case", u"Drill ||| Bosch"_s, u"like makita drills"_s, {u"makita"_s});
    row("model number", u"Bosch GSR 18V-55"_s, u"GSR 18V-55 by Bosch"_s, {});
    row("model number invented", u"Bosch GSR 18V-55"_s, u"Bosch GBH2000X"_s, {u"GBH2000X"_s});
    row("inner capital", u"Hülle"_s, u"Hülle für MacBook"_s, {u"MacBook"_s});
    row("name within an English sentence", u"Lamp for the desk"_s,
        u"A small lamp for the desk that was made by Lumora for people who read at night"_s, {u"Lumora"_s});
    row("German nouns are no names", u"Lampe"_s,
        u"Eine kleine Lampe für den Schreibtisch und das Wohnzimmer, ideal zum Lesen am Abend"_s, {});
    row("English title", u"Lamp"_s, u"Small Desk Lamp With Warm Light For Reading And Working"_s, {});
    // compatibility
    row("fits what the record says", u"Hülle für iPhone 15"_s, u"Kompatibel mit iPhone 15"_s, {});
    row("fits more", u"Case for phones"_s, u"Compatible with Galaxy S24."_s, {u"Galaxy"_s, u"S24"_s});
    row("fits more de", u"Filter"_s, u"Passend für Dyson V11"_s, {u"Dyson"_s, u"V11"_s});
    row("fits more pl", u"Filtr"_s, u"Pasuje do Karcher WD3"_s, {u"Karcher"_s, u"WD3"_s});
    // certificates and other claims
    row("certificate", u"Toy, CE, EN 71"_s, u"CE, EN 71"_s, {});
    row("CE invented", u"Toy"_s, u"Toy with CE"_s, {u"CE"_s});
    row("French ce is no certificate", u"Jouet"_s, u"ce jouet"_s, {});
    row("ISO invented", u"Helm"_s, u"Helm nach ISO 9001"_s, {u"ISO"_s, u"9001"_s});
    row("OEKO-TEX invented", u"Shirt"_s, u"Shirt, OEKO-TEX"_s, {u"OEKO-TEX"_s});
    row("protection class", u"Lampe IP67"_s, u"Lampe, IP67"_s, {});
    row("protection class invented", u"Lampe"_s, u"Lampe mit IP68"_s, {u"IP68"_s});
    row("waterproof", u"Zegarek wodoodporny"_s, u"Wasserdichte Uhr"_s, {});
    row("waterproof invented", u"Uhr"_s, u"Wasserdichte Uhr"_s, {u"Wasserdichte"_s});
    row("dishwasher invented", u"Tasse"_s, u"Spülmaschinenfest"_s, {u"Spülmaschinenfest"_s});
    row("award invented", u"Bohrer"_s, u"Testsieger"_s, {u"Testsieger"_s});
    row("LED invented", u"Lampe"_s, u"LED-Lampe"_s, {u"LED"_s});
    // sizes
    row("size", u"Shirt || Größe=M"_s, u"Größe M"_s, {});
    row("size invented", u"Shirt || Größe=M"_s, u"Größe L"_s, {u"L"_s});
    row("size in capitals invented", u"Shirt"_s, u"Shirt in XXL"_s, {u"XXL"_s});
    // words that look like facts in another language
    row("German verbs are no wool", u"Decke"_s, u"Für alle, die es warm haben wollen, samt Tasche"_s, {});
    row("Polish this is no ten", u"Lampa"_s, u"ten produkt"_s, {});
    row("French very is no three", u"Lampe"_s, u"lampe très pratique, sac à dos"_s, {});
    row("Polish skin is no leather", u"Krem"_s, u"Krem do skóry wrażliwej"_s, {});
    // plain text that says nothing
    row("no facts", u"Lamp"_s, u"A lamp for your desk. It gives pleasant light."_s, {});
}

void FactCheckTest::doubtful()
{
    QFETCH(QString, record);
    QFETCH(QString, text);
    QFETCH(QStringList, expected);
    QCOMPARE(marked(text, recordFrom(record)), expected);
}

void FactCheckTest::positionsInHtml()
{
    const Product record = recordFrom(u"Topf 2 l"_s);
    const QString html = u"<p class=\"20 cm\">Topf &uuml;ber <b>3&nbsp;l</b></p><!-- 9 kg --><p>2&nbsp;l</p>"_s;
    QCOMPARE(marked(html, record), QStringList{u"3&nbsp;l"_s});
    QCOMPARE(marked(u"2\u200B5 kg"_s, record), QStringList{u"2\u200B5 kg"_s}); // hidden characters hide nothing
}

void FactCheckTest::marksHaveReasonsAndDoNotOverlap()
{
    const QString text = u"Edelstahl-Topf 20 cm, CE, IP67, passend für Bosch GBH2000"_s;
    int end = 0;
    const auto facts = doubtfulFacts(text, recordFrom(u"Topf"_s));
    QVERIFY(facts.size() >= 5);
    for (const DoubtfulFact &fact : facts) {
        QVERIFY(fact.position >= end);
        QVERIFY(fact.length > 0);
        QVERIFY2(fact.reason.contains(text.mid(fact.position, fact.length)), qPrintable(fact.reason));
        end = fact.position + fact.length;
    }
    QVERIFY(end <= text.size());
}

void FactCheckTest::imageNamesAndVariantsCount()
{
    Product record;
    record.titleOriginal = u"Lamp"_s;
    record.images = {{u"https://shop.example/img/nordkap-oak_lamp-40cm.jpg?x=1"_s, u"brass foot"_s}};
    Variant variant;
    variant.options = {{u"Colour"_s, u"red"_s}};
    record.variants = {variant};
    record.bulletPoints = {u"Dimmable to 5 %"_s};
    QCOMPARE(marked(u"Oak lamp of 40 cm, brass, red, 5 %"_s, record), QStringList());
    QCOMPARE(marked(u"Oak lamp of 41 cm"_s, record), QStringList{u"41 cm"_s});
}

void FactCheckTest::measures_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("same");
    QTest::newRow("kg") << u"1.5 kg"_s << u"1500 g"_s << true;
    QTest::newRow("pounds") << u"5 lbs"_s << u"2,27 kg"_s << true;
    QTest::newRow("litres") << u"0,75 l"_s << u"750ml"_s << true;
    QTest::newRow("square metres") << u"2 m²"_s << u"2 qm"_s << true;
    QTest::newRow("not the same dimension") << u"2 m"_s << u"2 m²"_s << false;
    QTest::newRow("kW") << u"1,8 kW"_s << u"1800 Watt"_s << true;
    QTest::newRow("GB") << u"1 TB"_s << u"1000 GB"_s << true;
    QTest::newRow("bar") << u"10 bar"_s << u"1 MPa"_s << true;
    QTest::newRow("close is not the same") << u"1,49 kg"_s << u"1,5 kg"_s << false;
    QTest::newRow("gsm") << u"180 g/m²"_s << u"180 gsm"_s << true;
    QTest::newRow("leading zero groups nothing") << u"0.500 kg"_s << u"500 kg"_s << false;
    QTest::newRow("leading zero is a fraction") << u"0,500 kg"_s << u"500 g"_s << true;
    QTest::newRow("three digits may group") << u"1.500 kg"_s << u"1500 kg"_s << true;
    QTest::newRow("below zero") << u"-20 °C"_s << u"20 °C"_s << false;
    QTest::newRow("minus sign") << u"\u221220 °C"_s << u"minus 20 °C"_s << true;
    QTest::newRow("megabits") << u"100 Mb/s"_s << u"100 MB/s"_s << false;
    QTest::newRow("megabits in any case") << u"100 mbit/s"_s << u"100 Mbps"_s << true;
    QTest::newRow("gigabytes") << u"1 GB/s"_s << u"8 Gb/s"_s << true;
    QTest::newRow("Nm is no N") << u"60 Nm"_s << u"60 N"_s << false;
}

void FactCheckTest::measures()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, same);
    const QList<Measure> a = measuresOf(left);
    const QList<Measure> b = measuresOf(right);
    QCOMPARE(a.size(), 1);
    QCOMPARE(b.size(), 1);
    QCOMPARE(a.first().length, left.size());
    QCOMPARE(isSameMeasure(a.first(), b.first()), same);
}

void FactCheckTest::emptyTextsAndRecords()
{
    QCOMPARE(doubtfulFacts({}, Product()), QList<DoubtfulFact>());
    QCOMPARE(marked(u"5 kg"_s, Product()), QStringList{u"5 kg"_s});
    QCOMPARE(marked(u"<p></p>&nbsp;&;<"_s, Product()), QStringList());
}

QTEST_APPLESS_MAIN(FactCheckTest)
#include "tst_factcheck.moc"
