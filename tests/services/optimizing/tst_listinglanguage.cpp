// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which language listings are to be in, and which one a text is in.

#include "services/listing/rulepack.h"
#include "services/optimizing/askedlanguage.h"
#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/textlanguage.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

Product kettle()
{
    Product product;
    product.titleOriginal = u"Kessler Garlic Press"_s;
    product.descriptionOriginal = u"<p>A press for garlic that is made of steel and has a handle.</p>"_s;
    product.brand = u"Kessler"_s;
    return product;
}

ProposedField proposed(ProductField field, const Product &improved)
{
    return {.field = field, .before = {}, .after = fieldText(improved, field), .reasons = {}};
}

} // namespace

class ListingLanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markets_data();
    void markets();
    void everyMarketplaceHasOneOnEverySite();
    void codesAndNames();
    void texts_data();
    void texts();
    void clearlyNot();
    void translations_data();
    void translations();
    void listingsInTwoLanguages_data();
    void listingsInTwoLanguages();
};

void ListingLanguageTest::markets_data()
{
    QTest::addColumn<QString>("marketplace");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("language");
    QTest::newRow("Amazon in Germany") << u"amazon"_s << u"DE"_s << u"de"_s;
    QTest::newRow("Amazon in the States") << u"amazon"_s << u"US"_s << u"en"_s;
    QTest::newRow("Amazon in Poland") << u"amazon"_s << u"pl"_s << u"pl"_s;
    QTest::newRow("eBay in Britain") << u"ebay"_s << u"UK"_s << u"en"_s;
    QTest::newRow("eBay in Britain, as ISO has it") << u"ebay"_s << u"GB"_s << u"en"_s;
    QTest::newRow("Allegro of a German seller") << u"allegro"_s << u"DE"_s << u"pl"_s;
    QTest::newRow("Allegro without a country") << u"allegro"_s << QString() << u"pl"_s;
    QTest::newRow("Kaufland of an American") << u"kaufland"_s << u"US"_s << u"de"_s;
    QTest::newRow("Kaufland in Slovakia") << u"kaufland"_s << u"SK"_s << u"sk"_s;
    QTest::newRow("one's own rules") << u"my-shop"_s << u"FR"_s << u"fr"_s;
    QTest::newRow("nobody knows") << u"ebay"_s << u"XX"_s << QString();
}

void ListingLanguageTest::markets()
{
    QFETCH(QString, marketplace);
    QFETCH(QString, country);
    QTEST(marketLanguage(marketplace, country), "language");
}

void ListingLanguageTest::everyMarketplaceHasOneOnEverySite()
{
    const RulePacks packs = RulePacks::load();
    for (const auto &pack : packs.all()) {
        for (const QString &site : {u"DE"_s, u"AT"_s, u"PL"_s, u"UK"_s, u"US"_s, u"CA"_s, u"AU"_s, u"FR"_s, u"IT"_s,
                                    u"ES"_s, u"NL"_s, u"SE"_s, u"CZ"_s, u"SK"_s})
            QVERIFY2(!marketLanguage(pack->key(), site).isEmpty(), qPrintable(pack->key() + u' ' + site));
    }
}

void ListingLanguageTest::codesAndNames()
{
    QCOMPARE(languageCode(u"de-DE"_s), u"de"_s);
    QCOMPARE(languageCode(u" PL_pl "_s), u"pl"_s);
    QCOMPARE(languageCode(QString()), QString());
    QCOMPARE(languageText(u"de"_s), u"Deutsch"_s);
    QCOMPARE(languageText(u"pl"_s), u"Polski"_s);
    QCOMPARE(languageText(u"qqq"_s), u"qqq"_s);
    QVERIFY(languageText(QString()).contains(u"record"_s));
}

void ListingLanguageTest::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::newRow("en") << u"Water kettle with lid and handle, made of stainless steel"_s << u"en"_s;
    QTest::newRow("de") << u"Wasserkocher mit Deckel und Griff aus Edelstahl"_s << u"de"_s;
    QTest::newRow("pl") << u"Czajnik z pokrywką i uchwytem, ze stali nierdzewnej"_s << u"pl"_s;
    QTest::newRow("fr") << u"Bouilloire avec couvercle et poignée, en acier inoxydable"_s << u"fr"_s;
    QTest::newRow("it") << u"Bollitore con coperchio e manico in acciaio inossidabile"_s << u"it"_s;
    QTest::newRow("es") << u"Hervidor de acero inoxidable con tapa y mango"_s << u"es"_s;
    QTest::newRow("nl") << u"Waterkoker van roestvrij staal met deksel en handvat"_s << u"nl"_s;
    QTest::newRow("cs") << u"Konvice z nerezové oceli s víkem a rukojetí, pro kuchyň, která je větší"_s << u"cs"_s;
    QTest::newRow("sv") << u"Vattenkokare av rostfritt stål med lock och handtag"_s << u"sv"_s;
    QTest::newRow("hu") << u"Rozsdamentes acél vízforraló fedél és fogantyú"_s << u"hu"_s;
    QTest::newRow("fi") << u"Vedenkeitin, ruostumaton teräs, kansi ja kahva"_s << u"fi"_s;
    QTest::newRow("names only") << u"Bosch GSR 18V-55 XXL"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void ListingLanguageTest::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    QCOMPARE(TextLanguage(text).told().value_or(QString()), language);
}

void ListingLanguageTest::clearlyNot()
{
    const TextLanguage german(u"Wasserkocher mit Deckel und Griff"_s);
    QVERIFY(german.isClearlyNot(u"en"_s));
    QVERIFY(!german.isClearlyNot(u"de"_s));
    QVERIFY(!german.isClearlyNot(u"lt"_s)); // of which no word is known
    QVERIFY(!TextLanguage(u"Bosch Top with X"_s).isClearlyNot(u"de"_s));
    QVERIFY(!TextLanguage(u"Smart Watch mit LED Light und White Cover aus Glas"_s).isClearlyNot(u"de"_s));
}

void ListingLanguageTest::translations_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("translated");
    QTest::newRow("German") << u"de"_s << u"Kessler Knoblauchpresse"_s << true;
    QTest::newRow("German by its locale") << u"de-AT"_s << u"Kessler Knoblauchpresse"_s << true;
    QTest::newRow("the language that is there") << u"en"_s << u"Kessler Press"_s << false;
    QTest::newRow("English instead") << u"de"_s << u"Press for garlic with handle of steel"_s << false;
    QTest::newRow("the same words") << u"de"_s << u"Garlic Press"_s << false;
    QTest::newRow("none asked for") << QString() << u"Kessler Knoblauchpresse"_s << false;
}

void ListingLanguageTest::translations()
{
    QFETCH(QString, language);
    QFETCH(QString, title);
    const Product present = kettle();
    Product improved = present;
    improved.titleOptimized = title;
    QTEST(AskedLanguage(present, language).isTranslated(ProductField::TitleOptimized, improved), "translated");
}

void ListingLanguageTest::listingsInTwoLanguages_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("description");
    QTest::addColumn<QStringList>("faulty"); // what is proposed, with a problem or without
    const QString german = u"<p>Die Presse für Knoblauch ist aus Stahl und hat einen Griff.</p>"_s;
    const QString english = u"<p>The garlic press of steel with a handle for your kitchen.</p>"_s;
    QTest::newRow("all in German") << u"Kessler Knoblauchpresse"_s << german << QStringList();
    QTest::newRow("title left out") << QString() << german << QStringList{u"description_optimized"_s};
    QTest::newRow("description left out")
        << u"Kessler Knoblauchpresse mit Griff"_s << QString() << QStringList{u"title_optimized"_s};
    QTest::newRow("description in English")
        << u"Kessler Knoblauchpresse"_s << english << QStringList{u"description_optimized"_s};
}

void ListingLanguageTest::listingsInTwoLanguages()
{
    QFETCH(QString, title);
    QFETCH(QString, description);
    QFETCH(QStringList, faulty);
    const Product present = kettle();
    Product improved = present;
    improved.titleOptimized = title;
    improved.descriptionOptimized = description;
    QList<ProposedField> fields;
    if (!title.isEmpty())
        fields.append(proposed(ProductField::TitleOptimized, improved));
    if (!description.isEmpty())
        fields.append(proposed(ProductField::DescriptionOptimized, improved));
    const AskedLanguage asked(present, u"de"_s);
    asked.addProblems(fields, {OptimizePart::Title, OptimizePart::Description}, improved);
    QStringList found;
    for (const ProposedField &field : fields) {
        if (!field.problems.isEmpty())
            found.append(fieldName(field.field));
    }
    QCOMPARE(found, faulty);
    // nobody asked for the other one
    QList<ProposedField> alone = fields.mid(0, 1);
    alone.first().problems.clear();
    const bool isTitle = alone.first().field == ProductField::TitleOptimized;
    asked.addProblems(alone, {isTitle ? OptimizePart::Title : OptimizePart::Description}, improved);
    QVERIFY(alone.first().problems.isEmpty());
}

QTEST_GUILESS_MAIN(ListingLanguageTest)
#include "tst_listinglanguage.moc"
