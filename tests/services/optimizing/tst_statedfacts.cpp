// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the built-in rules read from a record's own texts, and how they write it down again.

#include "models/domain/quality.h"
#include "services/listing/html.h"
#include "services/optimizing/descriptioncomposer.h"
#include "services/optimizing/factlabels.h"
#include "services/optimizing/ruleoptimizer.h"
#include "services/optimizing/statedfacts.h"

#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

Product titled(const QString &title, const QString &description = {})
{
    Product product;
    product.titleOriginal = title;
    product.descriptionOriginal = description;
    return product;
}

Variant variantOf(const QList<Attribute> &options)
{
    Variant variant;
    variant.options = options;
    return variant;
}

QStringList lines(const QList<Attribute> &attributes)
{
    QStringList lines;
    for (const Attribute &attribute : attributes)
        lines.append(attribute.name + u": " + attribute.value);
    return lines;
}

} // namespace

class TestStatedFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_packs = RulePacks::load(); }
    void attributes_data();
    void attributes();
    void knowsWhatTheRecordHas();
    void fields();
    void whatSaysNothingIsNoFact();
    void languages_data();
    void languages();
    void factLinesOfARecord();
    void shortDescriptionsGetFacts_data();
    void shortDescriptionsGetFacts();
    void goodDescriptionsStay();
    void titlesNameOptions();
    void proposesWhatTheRecordStates();
    void acceptedFactsAreNotOfferedAgain();

private:
    const RulePack &pack(const QString &key) const { return *m_packs.find(key); }

    RulePacks m_packs;
};

void TestStatedFacts::attributes_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("description");
    QTest::addColumn<QStringList>("read");
    const auto row = [](const char *name, const QString &title, const QString &description, const QStringList &read) {
        QTest::newRow(name) << title << description << read;
    };
    row("named", u"Teekanne"_s, u"Eine Teekanne mit Sieb. Farbe: schwarz."_s, {u"Farbe: schwarz"_s});
    row("named in a list", u"Kubek"_s, u"<p>Kubek.</p><ul><li>Kolor: biały</li><li>Materiał: szkło</li></ul>"_s,
        {u"Kolor: biały"_s, u"Materiał: szkło"_s});
    row("of a part", u"Teekanne"_s, u"Griff: schwarz, Edelstahl."_s, {});
    row("of an unknown name", u"Teekanne"_s, u"Lieferzeit: schwarz"_s, {});
    row("between commas", u"Wasserkocher"_s, u"Wasserkocher mit Deckel: Edelstahl, 1,7 l."_s,
        {u"Material: Edelstahl"_s, u"Fassungsvermögen: 1,7 l"_s});
    row("power and voltage", u"Lamp"_s, u"Lamp for the desk, dimmable, 6 W, 12 V"_s,
        {u"Power: 6 W"_s, u"Voltage: 12 V"_s});
    row("row of lengths", u"Decke"_s, u"Decke für das Sofa, 135 × 200 cm, Baumwolle."_s,
        {u"Material: Baumwolle"_s, u"Abmessungen: 135 × 200 cm"_s});
    row("a lone length", u"Gartenschere"_s, u"Die Gartenschere, 21 cm."_s, {});
    row("at most", u"Küchenwaage"_s, u"Küchenwaage, digital, bis 5 l."_s, {});
    row("colour at the end", u"Küchenwaage für Kaffee schwarz"_s, {}, {u"Farbe: schwarz"_s});
    row("colour before the thing", u"Chequered Red Shirt"_s, {}, {});
    row("colour before the material", u"White Cotton Shirt"_s, {}, {u"Colour: White"_s});
    row("colours before the material", u"Black White Cotton Shirt"_s, {}, {});
    row("size without a colon", u"Hemd für den Sommer - Größe XL"_s, {}, {u"Größe: XL"_s});
    row("size in words", u"Hemd für den Sommer - Größe wie bestellt"_s, {}, {});
    row("pieces", u"Hängemappen für A4, 10 Stück"_s, {}, {u"Stückzahl: 10 Stück"_s});
    row("pieces of a sentence", u"Mappen"_s, u"Die Mappen, 10 Stück sind ein Satz."_s, {});
    row("two colours at the end", u"Tischdecke für Gäste rot weiß"_s, {}, {});
    row("fruit at the end", u"Eau de Toilette Orange"_s, {}, {});
    row("in a sentence", u"Jacket"_s, u"A winter jacket with soft fleece lining in the black sleeves."_s, {});
    row("name of a thing", u"Nordkap"_s, u"Lederjacke, Gläser, Merinowolle."_s, {});
    row("in two ways", u"Tasse mit Henkel"_s, u"Die Tasse. Farbe: rot. Farbe: blau."_s, {});
    row("in two ways that are one", u"Tasse mit Henkel, rot"_s, u"Die Tasse. Farbe: Rot."_s, {u"Farbe: rot"_s});
    row("long value", u"Tasse"_s, u"Farbe: rot wie die untergehende Sonne über dem weiten Meer im Herbst"_s, {});
    row("nothing", {}, {}, {});
}

void TestStatedFacts::attributes()
{
    QFETCH(QString, title);
    QFETCH(QString, description);
    QFETCH(QStringList, read);
    QCOMPARE(lines(statedAttributes(titled(title, description))), read);
}

void TestStatedFacts::knowsWhatTheRecordHas()
{
    Product product = titled(u"Küchenwaage für Kaffee schwarz"_s);
    product.attributes = {{u"Kolor"_s, u"czarny"_s}};
    QCOMPARE(statedAttributes(product), QList<Attribute>());
    product.attributes.clear();
    product.variants = {variantOf({{u"Farbe"_s, u"rot"_s}})};
    QCOMPARE(statedAttributes(product), QList<Attribute>());
    product.variants.clear();
    product.brand = u"Schwarz"_s;
    QCOMPARE(statedAttributes(product), QList<Attribute>());
}

void TestStatedFacts::fields()
{
    Product product;
    product.attributes = {{u"Marka"_s, u"Bizon"_s}, {u"Stan"_s, u"Używany"_s}, {u"EAN"_s, u"4006381333931"_s}};
    const Product stating = withStatedFields(product);
    QCOMPARE(stating.brand, u"Bizon"_s);
    QCOMPARE(stating.condition, Condition::Used);
    QCOMPARE(stating.gtin, u"4006381333931"_s);
    product.brand = u"Own"_s;
    product.condition = Condition::New;
    product.gtin = u"96385074"_s;
    QCOMPARE(withStatedFields(product), product);
    product = Product();
    product.attributes = {{u"Stan"_s, u"jak ze sklepu"_s}, {u"EAN"_s, u"4006381333932"_s}};
    QCOMPARE(withStatedFields(product), product);
}

void TestStatedFacts::whatSaysNothingIsNoFact()
{
    QCOMPARE(statedAttributes(titled(u"Kissen"_s, u"Bezug aus Stoff. Farbe: siehe Bild"_s)), QList<Attribute>());
    Product product = titled(u"Pillow case"_s, u"Colour: red"_s);
    product.attributes = {{u"Color"_s, u"N/A"_s}, {u"Brand"_s, u"unbranded"_s}};
    QCOMPARE(lines(statedAttributes(product)), QStringList{u"Colour: red"_s});
    QCOMPARE(withStatedFields(product).brand, QString());
    product.brand = u"None"_s;
    product.mpn = u"Does not apply"_s;
    product.variants = {variantOf({{u"Size"_s, u"-"_s}}), variantOf({{u"Size"_s, u"L"_s}})};
    QCOMPARE(factLines(product), QStringList()); // L is not the size of the other
    product.variants.first().options.clear();
    QCOMPARE(factLines(product), QStringList());
    product.variants = {variantOf({{u"Size"_s, u"M"_s}}), variantOf({{u"Size"_s, u"L"_s}})};
    QCOMPARE(factLines(product), QStringList{u"Size: M, L"_s});
    product.attributes.append({u"Brand"_s, u"Nordkap"_s});
    QCOMPARE(withStatedFields(product).brand, u"Nordkap"_s);
}

void TestStatedFacts::languages_data()
{
    QTest::addColumn<Product>("product");
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << titled(u"Desk lamp"_s, u"A lamp for the desk with a foot of oak"_s) << u"en"_s;
    QTest::newRow("German") << titled(u"Lampe"_s, u"Eine Lampe für den Tisch mit Fuß"_s) << u"de"_s;
    QTest::newRow("Polish") << titled(u"Szkło hartowane 9H"_s, u"<p>Wysyłka w 24 godziny.</p>"_s) << u"pl"_s;
    Product bare = titled(u"iPhone 15"_s);
    QTest::newRow("none") << bare << u"en"_s;
    bare.attributes = {{u"Farbe"_s, u"rot"_s}};
    QTest::newRow("names of attributes") << bare << u"de"_s;
}

void TestStatedFacts::languages()
{
    QFETCH(Product, product);
    QFETCH(QString, language);
    QCOMPARE(FactLabels::of(product).language(), language);
}

void TestStatedFacts::factLinesOfARecord()
{
    Product product = titled(u"Hemd aus Leinen"_s, u"Ein Hemd für den Sommer."_s);
    product.brand = u"Nordkap"_s;
    product.mpn = u"H-7"_s;
    product.sku = u"4711"_s;
    product.gtin = u"4006381333931"_s;
    product.category = u"Mode > Hemden"_s;
    product.condition = Condition::New;
    product.attributes = {{u"Marke"_s, u"Nordkap"_s}, {u"Stil"_s, u"<b>lässig</b>"_s}, {u""_s, u"x"_s}};
    product.variants = {variantOf({{u"Größe"_s, u"S"_s}, {u"Title"_s, u"Default Title"_s}}),
                        variantOf({{u"Größe"_s, u"M"_s}}), variantOf({{u"Größe"_s, u"S"_s}})};
    QCOMPARE(factLines(product),
             (QStringList{u"Marke: Nordkap"_s, u"Modellnummer: H-7"_s, u"Kategorie: Mode / Hemden"_s, u"Zustand: Neu"_s,
                          u"Stil: lässig"_s, u"Größe: S, M"_s}));
    // an import calls the column "Farbe" by the name the program has for it; readers of German get theirs
    product.attributes = {{u"Colour"_s, u"weiß"_s}, {u"Material"_s, u"Leinen"_s}, {u"Cut"_s, u"weit"_s}};
    QCOMPARE(factLines(product).mid(4),
             (QStringList{u"Farbe: weiß"_s, u"Material: Leinen"_s, u"Cut: weit"_s, u"Größe: S, M"_s}));
    Product english = titled(u"Shirt of linen"_s, u"A shirt for the summer."_s);
    english.attributes = {{u"Fabric"_s, u"Linen"_s}}; // a name of its own language stays
    QCOMPARE(factLines(english), QStringList{u"Fabric: Linen"_s});
    QCOMPARE(factLines(Product()), QStringList());
}

void TestStatedFacts::shortDescriptionsGetFacts_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("description");
    QTest::addColumn<QString>("improved");
    const auto row = [](const char *name, const QString &key, const QString &description, const QString &improved) {
        QTest::newRow(name) << key << description << improved;
    };
    row("any markup", u"ebay"_s, u"<p>Mit <i>Henkel</i>.</p>"_s,
        u"<p>Tasse Blau</p><p>Mit <i>Henkel</i>.</p><ul><li>Marke: Nordkap</li><li>Farbe: blau</li></ul>"_s);
    row("some markup", u"allegro"_s, u"<p>Mit <i>Henkel</i>.</p>"_s,
        u"<p>Tasse Blau</p>\n<p>Mit Henkel.</p>\n<ul><li>Marke: Nordkap</li><li>Farbe: blau</li></ul>"_s);
    row("none", u"google"_s, u"Mit Henkel."_s, u"Tasse Blau\n\nMit Henkel.\n\n- Marke: Nordkap\n- Farbe: blau"_s);
    row("title is said", u"google"_s, u"Die Tasse blau mit Henkel."_s,
        u"Die Tasse blau mit Henkel.\n\n- Marke: Nordkap\n- Farbe: blau"_s);
    row("a fact is said", u"google"_s, u"Die Tasse blau.\n\n- Marke: Nordkap"_s,
        u"Die Tasse blau.\n\n- Marke: Nordkap\n- Farbe: blau"_s);
    row("one fact is no list", u"google"_s, u"Die Tasse blau, Marke: Nordkap"_s, u"Die Tasse blau, Marke: Nordkap"_s);
}

void TestStatedFacts::shortDescriptionsGetFacts()
{
    QFETCH(QString, key);
    QFETCH(QString, description);
    QFETCH(QString, improved);
    Product product = titled(u"Tasse Blau"_s, description);
    product.brand = u"Nordkap"_s;
    product.attributes = {{u"Farbe"_s, u"blau"_s}};
    const ImprovedText composed = composedDescription(product, pack(key));
    QCOMPARE(composed.text, improved);
    QCOMPARE(composed.reasons.isEmpty(), improved == description);
    product.descriptionOptimized = composed.text;
    QCOMPARE(composedDescription(product, pack(key)).text, composed.text);
}

void TestStatedFacts::goodDescriptionsStay()
{
    Product product = titled(u"Tasse"_s, u"<p>"_s + u"Eine Tasse für Kaffee. "_s.repeated(15).trimmed() +
                                             u"</p><ul><li>groß</li><li>schön</li></ul>");
    product.brand = u"Nordkap"_s;
    product.attributes = {{u"Farbe"_s, u"blau"_s}};
    QCOMPARE(composedDescription(product, pack(u"ebay"_s)).text, product.descriptionOriginal);
}

void TestStatedFacts::titlesNameOptions()
{
    Product product = titled(u"T-Shirt"_s);
    product.variants = {variantOf({{u"Größe"_s, u"S"_s}, {u"Farbe"_s, u"Rot"_s}}),
                        variantOf({{u"Größe"_s, u"M"_s}, {u"Farbe"_s, u"Rot"_s}})};
    QCOMPARE(composedTitle(product, pack(u"allegro"_s)).text, u"T-Shirt, Größe S/M, Rot"_s);
    product.titleOriginal = u"T-Shirt aus reiner Baumwolle für den Sommer"_s;
    QCOMPARE(composedTitle(product, pack(u"allegro"_s)).text, product.titleOriginal);
}

void TestStatedFacts::proposesWhatTheRecordStates()
{
    Product product = titled(u"Wasserkocher mit Deckel"_s, u"Wasserkocher für die Küche: Edelstahl, 1,7 l."_s);
    product.attributes = {{u"Hersteller"_s, u"Nordkap"_s}};
    const auto proposal = optimizeByRules(product, pack(u"kaufland"_s));
    QVERIFY(proposal);
    QStringList fields;
    for (const ProposedField &field : proposal->fields) {
        fields.append(fieldName(field.field));
        QVERIFY(!field.reasons.isEmpty());
        QVERIFY(field.isClean() || field.field == ProductField::TitleOptimized);
        QVERIFY(setFieldText(product, field.field, field.after));
    }
    QCOMPARE(fields, (QStringList{u"brand"_s, u"attributes"_s, u"title_optimized"_s, u"description_optimized"_s}));
    QCOMPARE(product.brand, u"Nordkap"_s);
    QCOMPARE(lines(product.attributes),
             (QStringList{u"Hersteller: Nordkap"_s, u"Material: Edelstahl"_s, u"Fassungsvermögen: 1,7 l"_s}));
    QCOMPARE(product.titleOptimized, u"Nordkap Wasserkocher mit Deckel, Edelstahl, 1,7 l"_s);
    QCOMPARE(proposal->scoreAfter, qualityScore(product));
    QVERIFY(proposal->scoreAfter >= proposal->scoreBefore + 15);
}

void TestStatedFacts::acceptedFactsAreNotOfferedAgain()
{
    Product product = titled(u"Wasserkocher mit Deckel schwarz"_s, u"Für die Küche, Edelstahl."_s);
    product.brand = u"Nordkap"_s;
    for (const auto &each : m_packs.all()) {
        Product improved = product;
        const auto proposal = optimizeByRules(improved, *each);
        QVERIFY(proposal);
        for (const ProposedField &field : proposal->fields)
            QVERIFY(setFieldText(improved, field.field, field.after));
        QVERIFY2(!optimizeByRules(improved, *each), qPrintable(each->key()));
    }
}

QTEST_GUILESS_MAIN(TestStatedFacts)
#include "tst_statedfacts.moc"
