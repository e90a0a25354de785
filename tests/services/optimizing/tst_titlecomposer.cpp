// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Titles, descriptions and bullet points one by one, and what holds for those of any product.

#include "services/importing/detection.h"
#include "services/importing/importer.h"
#include "services/listing/html.h"
#include "services/listing/smallwords.h"
#include "services/listing/textmending.h"
#include "services/optimizing/descriptioncomposer.h"
#include "services/optimizing/listedproducts.h"
#include "services/optimizing/ruleoptimizer.h"
#include "services/optimizing/titlecomposer.h"
#include "services/storage/storage.h"
#include "tests/services/optimizing/uglyproducts.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

/** Words of letters as often as they stand there, case folded; numbers are no words. */
QHash<QString, int> wordCounts(const QString &text)
{
    QHash<QString, int> counts;
    auto match = QRegularExpression(u"[\\p{L}\\p{M}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption)
                     .globalMatch(text);
    while (match.hasNext()) {
        const QString word = match.next().captured().toCaseFolded();
        if (std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLetter(); }))
            ++counts[word];
    }
    return counts;
}

QString recordOf(const Product &product)
{
    QStringList texts{product.titleOriginal, product.titleOptimized, product.brand, product.mpn};
    for (const Attribute &attribute : product.attributes)
        texts << attribute.name << attribute.value;
    QStringList readable;
    for (const QString &text : texts) {
        readable.append(html::toPlainText(text));
        readable.append(text);
        readable.append(text.normalized(QString::NormalizationForm_KD)); // ½ may be written as 1/2
    }
    return readable.join(u' ');
}

/** What a shop's feed has: sensible words, some of the fields, in three languages. */
class FeedProducts
{
public:
    explicit FeedProducts(unsigned seed) : m_random(seed) {}

    Product product()
    {
        const bool polish = m_random() % 2 == 0;
        Product product;
        product.titleOriginal =
            words(polish ? u"fotel biurowy obrotowy kubek żółty duży do kawy z podłokietnikami regulowany"_s
                         : u"Bürostuhl drehbar Tasse gelb groß für Kaffee mit Armlehnen verstellbar Set"_s,
                  2 + static_cast<int>(m_random() % 14));
        if (m_random() % 4 == 0)
            product.titleOriginal = product.titleOriginal.toUpper();
        product.brand = pick({u""_s, u"Nordkap"_s, u"Möbel Müller"_s, u"Żółw"_s, u"H&M"_s, u"Tasse & Co"_s, u"3M"_s});
        product.mpn = pick({u""_s, u"AX-200"_s, u"GSR 18V-55"_s, u"0815"_s});
        const QStringList names = polish ? QStringList{u"Kolor"_s, u"Rozmiar"_s, u"Materiał"_s, u"Moc"_s}
                                         : QStringList{u"Farbe"_s, u"Größe"_s, u"Material"_s, u"Leistung"_s};
        for (const QString &name : names) {
            if (m_random() % 2 == 0)
                product.attributes.append({name, pick({u"M"_s, u"42"_s, u"czarny"_s, u"gelb"_s, u"18 V"_s,
                                                       u"Eiche massiv"_s, u"XL (52)"_s})});
        }
        return product;
    }

private:
    QString pick(const QStringList &choices)
    {
        return choices.at(static_cast<qsizetype>(m_random() % static_cast<unsigned>(choices.size())));
    }

    QString words(const QString &from, int count)
    {
        QStringList some;
        for (int i = 0; i < count; ++i)
            some.append(pick(from.split(u' ')));
        return some.join(u' ');
    }

    std::mt19937 m_random;
};

QString realSamples()
{
    return QStringLiteral(LISTWRIGHT_SOURCE_DIR "/../shared/samples");
}

/** Through the importer, as a person would; nothing of a file that it finds no product in. */
bool readSample(const QString &file, QList<Product> &products)
{
    const QTemporaryDir folder;
    Storage::Options options;
    options.location = *StorageLocation::parse(u"sqlite:"_s + folder.filePath(u"catalog.db"_s));
    options.automaticBackups = false;
    const auto storage = Storage::open(options);
    if (!storage)
        return false;
    const auto preview = previewImport(file, {}, u"EUR"_s);
    if (!preview || !runImport(**storage, preview->plan, folder.path()))
        return true;
    const auto ids = wantedIds(**storage, {}, {}, {});
    return ids && forEachBatch(**storage, *ids, u"amazon"_s,
                               [&products](const QList<ListedProduct> &batch) -> Result<void> {
                                   for (const ListedProduct &each : batch)
                                       products.append(each.present());
                                   return {};
                               },
                               {});
}

Product titled(const QString &title, const QString &brand = {}, const QString &mpn = {},
               const QList<Attribute> &attributes = {})
{
    Product product;
    product.titleOriginal = title;
    product.brand = brand;
    product.mpn = mpn;
    product.attributes = attributes;
    return product;
}

} // namespace

class TestTitleComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_packs = RulePacks::load(); }
    void titles_data();
    void titles();
    void titlesOfAnyProduct_data();
    void titlesOfAnyProduct();
    void titlesOfSamples_data();
    void titlesOfSamples();
    void nothingToSayGivesNoProposal_data();
    void nothingToSayGivesNoProposal();
    void descriptions_data();
    void descriptions();
    void bulletPoints_data();
    void bulletPoints();
    void addressesGoWhole_data();
    void addressesGoWhole();
    void proposalsOnlyForWhatChanges();
    void sameProductSameProposal_data() { titlesOfAnyProduct_data(); }
    void sameProductSameProposal();

private:
    const RulePack &pack(const char *key) const { return *m_packs.find(QString::fromLatin1(key)); }

    RulePacks m_packs;
};

void TestTitleComposer::titles_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<Product>("product");
    QTest::addColumn<QString>("title");
    const auto row = [](const char *name, const char *key, const Product &product, const QString &title) {
        QTest::newRow(name) << QByteArray(key) << product << title;
    };
    const auto attribute = [](const QString &name, const QString &value) { return QList<Attribute>{{name, value}}; };
    row("brand first", "ebay", titled(u"Sessel aus Eiche"_s, u"Nordkap"_s), u"Nordkap Sessel aus Eiche"_s);
    row("brand is there", "ebay", titled(u"Sessel NORDKAP aus Eiche"_s, u"Nordkap"_s), u"Sessel NORDKAP aus Eiche"_s);
    row("part of the brand is there", "ebay", titled(u"Bosch Schrauber"_s, u"Bosch Professional"_s),
        u"Bosch Schrauber"_s);
    row("brand inside of a word", "ebay", titled(u"Krasnordkapper Sessel"_s, u"Nordkap"_s),
        u"Nordkap Krasnordkapper Sessel"_s);
    row("no brand", "ebay", titled(u"Sessel aus Eiche"_s), u"Sessel aus Eiche"_s);
    row("model last", "ebay", titled(u"Schrauber"_s, {}, u"GSR 18V-55"_s), u"Schrauber GSR 18V-55"_s);
    row("model is there", "ebay", titled(u"Schrauber gsr-18v-55 neu"_s, {}, u"GSR 18V-55"_s),
        u"Schrauber gsr-18v-55 neu"_s);
    row("long model", "ebay", titled(u"Schrauber"_s, {}, u"12345678901234567890123456"_s), u"Schrauber"_s);
    row("colour", "ebay", titled(u"Sessel"_s, {}, {}, attribute(u"Farbe"_s, u"gelb"_s)), u"Sessel, gelb"_s);
    row("colour is there", "ebay", titled(u"Sessel Gelb"_s, {}, {}, attribute(u"Farbe"_s, u"gelb"_s)),
        u"Sessel Gelb"_s);
    row("part of the colour is there", "ebay", titled(u"Sessel gelb"_s, {}, {}, attribute(u"Farbe"_s, u"hell gelb"_s)),
        u"Sessel gelb"_s);
    row("size of a letter", "ebay", titled(u"Hemd aus Baumwolle"_s, {}, {}, attribute(u"Größe"_s, u"M"_s)),
        u"Hemd aus Baumwolle, Größe M"_s);
    row("size of a number", "ebay", titled(u"Koszula"_s, {}, {}, attribute(u"Rozmiar"_s, u"42"_s)),
        u"Koszula, Rozmiar 42"_s);
    row("number is there", "ebay", titled(u"Koszula 42"_s, {}, {}, attribute(u"Rozmiar"_s, u"42"_s)), u"Koszula 42"_s);
    row("name is there", "ebay", titled(u"Hemd in Größe M"_s, {}, {}, attribute(u"Größe"_s, u"L"_s)),
        u"Hemd in Größe M"_s);
    row("written together", "ebay", titled(u"Akku 18V"_s, {}, {}, attribute(u"Leistung"_s, u"18 V"_s)), u"Akku 18V"_s);
    row("Polish names", "allegro",
        titled(u"Fotel do biura"_s, {}, {}, {{u"Kolor"_s, u"żółty"_s}, {u"Materiał"_s, u"dąb"_s}}),
        u"Fotel do biura, dąb, żółty"_s);
    row("English names", "amazon",
        titled(u"Office chair"_s, {}, {}, {{u"COLOUR"_s, u"red"_s}, {u" Material "_s, u"oak"_s}}),
        u"Office chair, oak, red"_s);
    row("unknown name", "ebay", titled(u"Sessel"_s, {}, {}, attribute(u"Lieferzeit"_s, u"morgen"_s)), u"Sessel"_s);
    row("long value", "ebay", titled(u"Sessel"_s, {}, {}, attribute(u"Farbe"_s, u"gelb wie der Mond über dem Meer"_s)),
        u"Sessel"_s);
    row("markup in a value", "ebay", titled(u"Sessel"_s, {}, {}, attribute(u"Farbe"_s, u"<b>gelb</b>"_s)),
        u"Sessel, gelb"_s);
    row("forbidden value", "ebay", titled(u"Sessel"_s, {}, {}, attribute(u"Farbe"_s, u"www.shop.example"_s)),
        u"Sessel"_s);
    row("brand that says nothing", "ebay", titled(u"Sessel aus Eiche"_s, u"None"_s), u"Sessel aus Eiche"_s);
    row("no brand in words", "ebay", titled(u"Sessel aus Eiche"_s, u"Unbranded"_s), u"Sessel aus Eiche"_s);
    row("model that says nothing", "ebay", titled(u"Schrauber"_s, {}, u"Does not apply"_s), u"Schrauber"_s);
    row("colour that says nothing", "ebay", titled(u"Fotel"_s, {}, {}, attribute(u"Kolor"_s, u"nie dotyczy"_s)),
        u"Fotel"_s);
    row("a colour besides", "ebay", titled(u"Chair"_s, {}, {}, {{u"Color"_s, u"N/A"_s}, {u"Colour"_s, u"red"_s}}),
        u"Chair, red"_s);
    row("lines", "ebay", titled(u"Sessel\n aus\tEiche"_s), u"Sessel aus Eiche"_s);
    row("shouting", "amazon", titled(u"GROSSER STUHL AUS EICHENHOLZ"_s), u"Grosser Stuhl aus Eichenholz"_s);
    row("shouting brand stays", "amazon", titled(u"IKEA STUHL AUS EICHENHOLZ"_s, u"IKEA"_s),
        u"IKEA Stuhl aus Eichenholz"_s);
    row("emoji", "ebay", titled(u"😀 Sessel 👩‍🔧 gelb ★★"_s), u"Sessel gelb"_s);
    row("exclamation", "google", titled(u"Sessel!!! gelb *neu*"_s), u"Sessel gelb neu"_s);
    row("sign of the brand", "ebay", titled(u"Yahoo! Tasse"_s, u"Yahoo!"_s), u"Yahoo! Tasse"_s);
    row("dashes", "allegro", titled(u"Kubek — żółty – duży…"_s), u"Kubek - żółty - duży..."_s);
    row("phrases", "kaufland", titled(u"Sessel gelb Kostenloser Versand"_s), u"Sessel gelb"_s);
    row("only forbidden things stay", "ebay", titled(u"★★★"_s), u"★★★"_s);
    row("markup", "ebay", titled(u"<b>Sessel</b> R&amp;D"_s), u"Sessel R&D"_s);
    row("blanks only", "ebay", titled(u"   "_s, u"Nordkap"_s), u"   "_s);
    row("no title", "ebay", titled({}, u"Nordkap"_s), QString());
    row("too long for the model", "shopify",
        titled(u"Sessel aus massiver Eiche mit weichem Polster und Lehne"_s, {}, u"AX-2000"_s),
        u"Sessel aus massiver Eiche mit weichem Polster und Lehne"_s);
    row("Japanese", "ebay", titled(u"日本語 の 椅子"_s, u"ソニー"_s), u"ソニー 日本語 の 椅子"_s);
}

void TestTitleComposer::titles()
{
    QFETCH(QByteArray, key);
    QFETCH(Product, product);
    QFETCH(QString, title);
    const ImprovedText composed = composedTitle(product, pack(key.constData()));
    QCOMPARE(composed.text, title);
    QCOMPARE(composed.reasons.isEmpty(), title == product.titleOriginal);
}

void TestTitleComposer::titlesOfAnyProduct_data()
{
    QTest::addColumn<QString>("key");
    for (const auto &each : m_packs.all())
        QTest::newRow(qPrintable(each->key())) << each->key();
}

void TestTitleComposer::titlesOfAnyProduct()
{
    QFETCH(QString, key);
    const auto rules = m_packs.find(key);
    FeedProducts feed(21);
    UglyProducts ugly(22);
    static const QRegularExpression dangling(u"^[\\s,;:|/]|[\\s,;:|/(]$|\\s{2}|,,"_s);
    for (int i = 0; i < 60; ++i) {
        const Product product = i % 2 == 0 ? feed.product() : ugly.product();
        const QString present = product.title();
        const ImprovedText composed = composedTitle(product, *rules);
        const QByteArray both = QString(present + u"\n→ " + composed.text).toUtf8();
        QCOMPARE(composed.reasons.isEmpty(), composed.text == present);
        if (composed.text == present)
            continue;
        const int limit = rules->titleLimit().value_or(std::max(150, codePoints(present)));
        QVERIFY2(codePoints(composed.text) <= limit, both);
        QVERIFY2(!dangling.match(composed.text).hasMatch(), both);
        const QHash<QString, int> before = wordCounts(html::toPlainText(present) + u' ' + present);
        const QHash<QString, int> record = wordCounts(recordOf(product));
        const QHash<QString, int> after = wordCounts(composed.text);
        for (auto word = after.cbegin(); word != after.cend(); ++word) {
            QVERIFY2(record.contains(word.key()), QByteArray(both + " invents " + word.key().toUtf8()));
            QVERIFY2(word.value() <= std::max(1, before.value(word.key())),
                     QByteArray(both + " doubles " + word.key().toUtf8()));
        }
        QCOMPARE(composedTitle(product, *rules).text, composed.text);
        Product improved = product;
        improved.titleOptimized = composed.text;
        const ImprovedText again = composedTitle(improved, *rules);
        QVERIFY2(again.text == composed.text, QByteArray(both + "\n→ " + again.text.toUtf8()));
    }
}

void TestTitleComposer::titlesOfSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("real files") << QString(); // skipped where they are not
    for (const QString &folder : {u":/listwright/samples"_s, realSamples()}) {
        for (QDirIterator files(folder, {u"*.csv"_s, u"*.tsv"_s, u"*.txt"_s, u"*.json"_s}, QDir::Files,
                                QDirIterator::Subdirectories);
             files.hasNext();) {
            const QString file = files.next();
            if (!file.contains(u"/n8n/"_s)) // workflows, which are programs
                QTest::newRow(qPrintable(QDir(folder).relativeFilePath(file))) << file;
        }
    }
}

void TestTitleComposer::titlesOfSamples()
{
    QFETCH(QString, file);
    if (file.isEmpty() && !QFileInfo(realSamples()).isDir())
        QSKIP("There are no real files beside the sources.");
    if (file.isEmpty())
        return;
    QList<Product> products;
    QVERIFY(readSample(file, products));
    if (file.startsWith(u':')) // ours; real ones may be reports without products
        QVERIFY(!products.isEmpty());
    for (const Product &product : products) {
        for (const auto &each : m_packs.all()) {
            const QString composed = composedTitle(product, *each).text;
            QStringList dangling = danglingWords(composed);
            for (const QString &known : danglingWords(product.title()))
                dangling.removeOne(known);
            QVERIFY2(dangling.isEmpty(), QString(product.title() + u"\n→ " + composed).toUtf8());
        }
    }
}

void TestTitleComposer::nothingToSayGivesNoProposal_data()
{
    titlesOfAnyProduct_data();
}

void TestTitleComposer::nothingToSayGivesNoProposal()
{
    QFETCH(QString, key);
    const auto rules = m_packs.find(key);
    QVERIFY(!optimizeByRules(Product(), *rules));
    Product plain = titled(u"Nordkap Sessel aus massiver Eiche mit weichem Polster"_s, u"Nordkap"_s);
    plain.descriptionOriginal = u"Ein Sessel."_s;
    if (!rules->allowedTags() || rules->allowedTags()->contains(u"p"_s))
        plain.descriptionOriginal = u"<p>Ein Sessel.</p>"_s;
    QVERIFY(!optimizeByRules(plain, *rules));
}

void TestTitleComposer::descriptions_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("description");
    QTest::addColumn<QString>("improved");
    const auto row = [](const char *name, const char *key, const char *description, const char *improved) {
        QTest::newRow(name) << QByteArray(key) << QString::fromUtf8(description) << QString::fromUtf8(improved);
    };
    row("script", "ebay", "<p>Sessel</p><script>evil()</script>", "<p>Sessel</p>");
    row("handler", "shopify", "<p onclick='evil()'>Sessel</p>", "<p>Sessel</p>");
    row("layout", "allegro", "<div style='x'><span>Sessel</span><br>gelb</div>", "<p>Sessel</p>\n<p>gelb</p>");
    row("strong", "allegro", "<p><strong>Sessel</strong> gelb</p>", "<p><b>Sessel</b> gelb</p>");
    row("plain for plain", "google", "<p>Sessel</p><ul><li>gelb</li></ul>", "Sessel\n\n- gelb");
    row("list of stars", "allegro", "Sessel\n* gelb\n* rot", "<p>Sessel</p>\n<ul><li>gelb</li><li>rot</li></ul>");
    row("one paragraph stays", "ebay", "Ein Sessel, gelb.", "Ein Sessel, gelb.");
    row("good HTML stays", "allegro", "<p>Ein Sessel.</p>\n<ul><li>gelb</li></ul>",
        "<p>Ein Sessel.</p>\n<ul><li>gelb</li></ul>");
    row("address", "kaufland", "<p>Sessel von info@shop.example gelb</p>", "<p>Sessel gelb</p>");
    row("letters", "allegro", "<div>Żółty &amp; größer</div>", "<p>Żółty &amp; größer</p>");
    row("link", "ebay", "<p>Mehr <a href='https://shop.example/x'>hier</a></p>", "<p>Mehr hier</p>");
}

void TestTitleComposer::descriptions()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, description);
    QFETCH(QString, improved);
    Product product = titled(u"Sessel"_s);
    product.descriptionOriginal = description;
    const ImprovedText composed = composedDescription(product, pack(key.constData()));
    QCOMPARE(composed.text, improved);
    QCOMPARE(composed.reasons.isEmpty(), improved == description);
    product.descriptionOptimized = composed.text;
    QCOMPARE(composedDescription(product, pack(key.constData())).text, composed.text);
}

void TestTitleComposer::bulletPoints_data()
{
    QTest::addColumn<QString>("description");
    QTest::addColumn<QStringList>("present");
    QTest::addColumn<QStringList>("improved");
    const QStringList none;
    QTest::newRow("from a list") << u"<ul><li>gelb</li><li>aus <b>Eiche</b></li></ul>"_s << none
                                 << QStringList{u"gelb"_s, u"aus Eiche"_s};
    QTest::newRow("a single one is no list") << u"<ul><li>gelb</li></ul>"_s << none << none;
    QTest::newRow("no more than shown") << u"- a1\n- b2\n- c3\n- d4\n- e5\n- f6"_s << none
                                        << QStringList{u"a1"_s, u"b2"_s, u"c3"_s, u"d4"_s, u"e5"_s};
    QTest::newRow("mended") << QString() << QStringList{u"gelb™ ★"_s, u"aus Eiche"_s}
                            << QStringList{u"gelb"_s, u"aus Eiche"_s};
    QTest::newRow("good already") << u"- x1\n- y2"_s << QStringList{u"gelb"_s} << QStringList{u"gelb"_s};
}

void TestTitleComposer::bulletPoints()
{
    QFETCH(QString, description);
    QFETCH(QStringList, present);
    QFETCH(QStringList, improved);
    Product product = titled(u"Sessel"_s);
    product.descriptionOriginal = description;
    product.bulletPoints = present;
    const ImprovedText composed = composedBulletPoints(product, pack("amazon"));
    QCOMPARE(composed.reasons.isEmpty(), present == improved);
    const auto points = stringsFromJson(composed.text.isEmpty() ? QByteArray("[]") : composed.text.toUtf8());
    QVERIFY(points);
    QCOMPARE(*points, improved);
    QVERIFY(composedBulletPoints(product, pack("ebay")).reasons.isEmpty()); // which shows none
}

void TestTitleComposer::addressesGoWhole_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("composed");
    QTest::newRow("web and e-mail") << u"Stuhl aus Eiche http://shop.de kontakt@x.de"_s << u"Stuhl aus Eiche"_s;
    QTest::newRow("without scheme") << u"Stuhl www.shop.de/a?b=1 aus Eiche"_s << u"Stuhl aus Eiche"_s;
    QTest::newRow("with a price's sign") << u"€ Stuhl aus Eiche https://shop.de"_s << u"Stuhl aus Eiche"_s;
    QTest::newRow("no address") << u"Stuhl 2@home aus Eiche"_s << u"Stuhl 2@home aus Eiche"_s;
}

void TestTitleComposer::addressesGoWhole()
{
    QFETCH(QString, title);
    for (const auto &rules : m_packs.all())
        QVERIFY2(!composedTitle(titled(title), *rules).text.contains(u"http"), qPrintable(rules->key()));
    QTEST(composedTitle(titled(title), pack("amazon")).text, "composed");
}

void TestTitleComposer::proposalsOnlyForWhatChanges()
{
    Product product = titled(u"Sessel aus Eiche"_s, u"Nordkap"_s);
    product.descriptionOriginal = u"<p>Ein Sessel.</p>"_s;
    auto proposal = optimizeByRules(product, pack("ebay"));
    QVERIFY(proposal);
    QCOMPARE(proposal->fields.size(), 1);
    QCOMPARE(proposal->fields.first().field, ProductField::TitleOptimized);
    product.titleOptimized = proposal->fields.first().after;
    QVERIFY(!optimizeByRules(product, pack("ebay")));
    product.descriptionOriginal = u"<p>Ein Sessel.<script>x</script></p>"_s;
    proposal = optimizeByRules(product, pack("ebay"));
    QVERIFY(proposal);
    QCOMPARE(proposal->fields.size(), 1);
    QCOMPARE(proposal->fields.first().field, ProductField::DescriptionOptimized);
    QCOMPARE(proposal->fields.first().before, QString());
}

void TestTitleComposer::sameProductSameProposal()
{
    QFETCH(QString, key);
    const auto rules = m_packs.find(key);
    UglyProducts one(5);
    UglyProducts other(5);
    for (int i = 0; i < 12; ++i) {
        const auto first = optimizeByRules(one.product(), *rules);
        const auto second = optimizeByRules(other.product(), *rules);
        QCOMPARE(first.has_value(), second.has_value());
        if (!first)
            continue;
        QCOMPARE(first->fields, second->fields);
        QCOMPARE(first->scoreAfter, second->scoreAfter);
    }
}

QTEST_GUILESS_MAIN(TestTitleComposer)
#include "tst_titlecomposer.moc"
