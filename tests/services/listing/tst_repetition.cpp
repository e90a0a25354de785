// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What Amazon's rule about repeated words makes of titles as sellers write them: text that a person would write, or
// none.

#include "services/listing/repetition.h"
#include "services/listing/rulepack.h"
#include "services/listing/smallwords.h"

#include <QRegularExpression>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

class RepetitionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titles_data();
    void titles();
    void allowed_data();
    void allowed();
    void smallWords_data();
    void smallWords();
    void whatLedToRemovedWordsGoes_data();
    void whatLedToRemovedWordsGoes();
    void cutsEndWithAWord_data();
    void cutsEndWithAWord();

private:
    QList<Finding> findings(const QString &title) const
    {
        Product product;
        product.titleOriginal = title;
        QList<Finding> found = m_packs.find(u"amazon"_s)->validate(product);
        found.removeIf([](const Finding &finding) { return finding.rule != u"title.repeatedWord"; });
        return found;
    }

    RulePacks m_packs = RulePacks::load();
};

void RepetitionTest::titles_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("expected"); // empty = left to a person
    const auto row = [](const char *title, const char *expected) {
        QTest::newRow(title) << QString::fromUtf8(title) << QString::fromUtf8(expected);
    };
    // English
    row("Kettle with lid and handle, steel kettle with lid, kettle with handle, water kettle with lid and steel handle",
        "Kettle with lid and handle, steel kettle with lid");
    row("Case for iPhone 14 for iPhone 15 for iPhone 16 slim", "");
    row("Desk lamp with oak foot Desk lamp with oak foot Desk lamp with oak foot Desk lamp with oak foot Desk lamp "
        "with "
        "oak foot Desk lamp with oak foot",
        "Desk lamp with oak foot");
    row("Garden hose 20 m, garden hose, garden hose with nozzle", "Garden hose 20 m, garden hose with nozzle");
    row("Red cup large cup small cup of porcelain", "Red cup large cup of porcelain");
    row("Coffee mug - gift mug - travel mug - black", "Coffee mug - gift mug - black");
    row("Phone case black | phone case | phone case with stand | shockproof",
        "Phone case black | phone case with stand | shockproof");
    row("Storage box (box with lid) storage box, box for toys", "Storage box (box with lid)");
    row("Cable 1 m cable 2 m cable 3 m", "");
    row("Shelf 30 cm wide, 20 cm deep, 10 cm high", "");
    row("Dog bed for small dog and large dog, washable dog cushion", "");
    row("Leather wallet for men, leather wallet with zip, wallet for cards, leather card holder",
        "Leather wallet for men, leather wallet with zip");
    row("Cup and saucer and cup and plate and cup and bowl", "Cup and saucer and cup and plate and bowl");
    row("LED bulb E27, LED bulb warm white, LED lamp, LED light", "LED bulb E27, LED bulb warm white");
    // German
    row("rot und rot und Rot und blau", "rot und blau");
    row("Kessel mit Deckel, Kessel mit Griff, Kessel aus Stahl", "Kessel mit Deckel, Kessel mit Griff");
    row("Rote Tasse große Tasse kleine Tasse aus Porzellan mit Henkel",
        "Rote Tasse große Tasse aus Porzellan mit Henkel");
    row("Bürostuhl mit Armlehnen und Bürostuhl mit Kopfstütze und Bürostuhl mit Rollen",
        "Bürostuhl mit Armlehnen und Bürostuhl mit Kopfstütze mit Rollen");
    row("Tasche für Laptop, Tasche für Tablet, Tasche für Handy und Laptop", "Tasche für Laptop, Tasche für Tablet");
    row("Decke grau, weiche Decke, Decke für Sofa, Decke grau", "Decke grau, weiche Decke");
    row("Akku Bohrschrauber Akku Bohrschrauber Akku Bohrschrauber mit", "Akku Bohrschrauber");
    row("Schrank mit Tür – Schrank mit Schublade – Schrank mit Spiegel, weiß",
        "Schrank mit Tür – Schrank mit Schublade – weiß");
    row("Werkzeug Set Werkzeug Koffer Werkzeug Kasten 108 teilig", "Werkzeug Set Werkzeug Kasten 108 teilig");
    row("Vorhang blickdicht Vorhang grau, Vorhang (Vorhang mit Ösen), 140 x 245 cm",
        "Vorhang blickdicht Vorhang grau, 140 x 245 cm");
    // Polish
    row("Kubek do kawy, kubek do herbaty, kubek z uchem", "Kubek do kawy, kubek do herbaty");
    row("Kubek czerwony kubek duży kubek mały z porcelany", "Kubek czerwony kubek mały z porcelany");
    row("Fotel biurowy z podłokietnikami i fotel biurowy z zagłówkiem i fotel biurowy na kółkach",
        "Fotel biurowy z podłokietnikami i fotel biurowy z zagłówkiem na kółkach");
    row("Etui dla Samsung S21, etui dla Samsung S22, etui dla Samsung S23", "");
    row("Lampa LED do biurka Lampa LED do biurka Lampa LED do", "Lampa LED do biurka");
    row("Pościel z bawełny, pościel z satyny, pościel dla dzieci, pościel", "Pościel z bawełny, pościel z satyny");
    row("Szafka z lustrem - szafka z szufladą - szafka z drzwiami - biała",
        "Szafka z lustrem - szafka z szufladą - biała");
}

void RepetitionTest::titles()
{
    QFETCH(QString, title);
    QFETCH(QString, expected);
    const QList<Finding> found = findings(title);
    QVERIFY(!found.isEmpty());
    for (const Finding &finding : found)
        QCOMPARE(finding.fix.value_or(QString()), expected);
    if (expected.isEmpty())
        return;
    QVERIFY(findings(expected).isEmpty());
    QCOMPARE(danglingWords(expected), QStringList());
    static const QRegularExpression numbers(u"\\d+"_s);
    for (auto match = numbers.globalMatch(title); match.hasNext();)
        QVERIFY(expected.contains(match.next().captured()));
}

void RepetitionTest::allowed_data()
{
    QTest::addColumn<QString>("title");
    for (const char *title : {"Box 30 x 20 x 10 cm, 12 x 8 x 4 in", "Tasse mit Henkel mit Deckel mit Untertasse",
                              "Kabel 5 5 5 5 m", "Kubek - żółty - duży - mały - nowy", "Bora Bora Kissen"})
        QTest::newRow(title) << QString::fromUtf8(title);
}

void RepetitionTest::allowed()
{
    QFETCH(QString, title);
    QVERIFY(findings(title).isEmpty());
}

void RepetitionTest::smallWords_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("small");
    for (const char *word : {"and", "With", "für", "(mit", "z,", "i", "dla", "&", "inkl.", "Und"})
        QTest::newRow(word) << QString::fromUtf8(word) << true;
    for (const char *word : {"A", "MIT", "Tasse", "5", "-", "XL", "Zimmer"})
        QTest::newRow(word) << QString::fromUtf8(word) << false;
}

void RepetitionTest::smallWords()
{
    QFETCH(QString, word);
    QTEST(isSmallWord(word), "small");
}

void RepetitionTest::whatLedToRemovedWordsGoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // without what stands in braces
    QTest::newRow("at the end") << u"Tasse mit {Versand}"_s << u"Tasse"_s;
    QTest::newRow("several") << u"Tasse in der {Versand}, rot"_s << u"Tasse, rot"_s;
    QTest::newRow("before another") << u"Cup with {shipping} for tea"_s << u"Cup for tea"_s;
    QTest::newRow("joined") << u"Cup with {shipping} and handle"_s << u"Cup with handle"_s;
    QTest::newRow("joined twice") << u"Mehr auf {eins} und {zwei}"_s << u"Mehr"_s;
    QTest::newRow("word behind it") << u"Kubek z {gratis} etui"_s << u"Kubek z etui"_s;
    QTest::newRow("no small word") << u"Vitamin A {gratis}"_s << u"Vitamin A"_s;
    QTest::newRow("signs only") << u"Ladegerät Plug in{!}"_s << u"Ladegerät Plug in"_s;
}

void RepetitionTest::whatLedToRemovedWordsGoes()
{
    QFETCH(QString, text);
    QList<TextSpan> spans;
    for (qsizetype begin = text.indexOf(u'{'); begin >= 0; begin = text.indexOf(u'{')) {
        const qsizetype end = text.indexOf(u'}') - 1;
        text.remove(end + 1, 1).remove(begin, 1);
        spans.append({begin, end - begin});
    }
    QTEST(withoutSpans(text, spans), "expected");
}

void RepetitionTest::cutsEndWithAWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QString>("expected");
    QTest::newRow("en") << u"Desk lamp with a foot of oak"_s << 18 << u"Desk lamp"_s;
    QTest::newRow("de") << u"Lampe aus Holz und Stahl"_s << 19 << u"Lampe aus Holz"_s;
    QTest::newRow("pl") << u"Lampa do biurka z drewna"_s << 18 << u"Lampa do biurka"_s;
    QTest::newRow("capitals") << u"LAMPE AUS HOLZ UND STAHL"_s << 19 << u"LAMPE AUS HOLZ"_s;
    QTest::newRow("before a comma") << u"Lampe aus Holz, und Stahl"_s << 20 << u"Lampe aus Holz"_s;
    QTest::newRow("nothing cut") << u"Ladegerät Plug in"_s << 17 << u"Ladegerät Plug in"_s;
    QTest::newRow("nothing else") << u"mit Stahl"_s << 5 << u"mit"_s;
}

void RepetitionTest::cutsEndWithAWord()
{
    QFETCH(QString, text);
    QFETCH(int, limit);
    QTEST(cutAtWord(text, limit), "expected");
}

QTEST_GUILESS_MAIN(RepetitionTest)
#include "tst_repetition.moc"
