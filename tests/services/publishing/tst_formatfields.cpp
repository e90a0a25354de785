// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of each field of a product in each upload format: it is in the file, or the loss report names it.

#include "tests/services/publishing/uploadfixture.h"

#include "models/domain/productfield.h"

#include <QTest>

#include <functional>

using namespace listwright;
using namespace Qt::StringLiterals;
using namespace listwright::test;

namespace {

/** One thing a product can say, with a mark that is found again. */
struct Part
{
    const char *name;
    ProductField field;
    const char *mark;
    std::function<void(Product &)> set;
    bool variants = false; ///< of a product that has variants
};

std::optional<Money> markedPrice()
{
    return euro(123456);
}

QList<Part> parts()
{
    const QString word = u"Markword"_s;
    const QString address = u"https://shop.example/mark.jpg"_s;
    return {
        {"sku", ProductField::Sku, "MARK-1", [](Product &p) { p.sku = u"MARK-1"_s; }},
        {"gtin", ProductField::Gtin, "5901234123457", [](Product &p) { p.gtin = u"5901234123457"_s; }},
        {"mpn", ProductField::Mpn, "Markword", [=](Product &p) { p.mpn = word; }},
        {"title", ProductField::TitleOptimized, "Markword", [=](Product &p) { p.titleOptimized = word; }},
        {"description", ProductField::DescriptionOptimized, "Markword",
         [=](Product &p) { p.descriptionOptimized = word; }},
        {"bullet points", ProductField::BulletPoints, "Markword", [=](Product &p) { p.bulletPoints = {word}; }},
        {"category", ProductField::Category, "Markroot > Markleaf",
         [](Product &p) { p.category = u"Markroot > Markleaf"_s; }},
        {"brand", ProductField::Brand, "Markword", [=](Product &p) { p.brand = word; }},
        {"price", ProductField::Price, "1234.56", [](Product &p) { p.price = markedPrice(); }},
        {"quantity", ProductField::Quantity, "98765", [](Product &p) { p.quantity = 98765; }},
        {"known attribute", ProductField::Attributes, "Markword",
         [=](Product &p) {
             p.attributes = {{u"Material"_s, word}};
         }},
        {"other attribute", ProductField::Attributes, "Markword",
         [=](Product &p) {
             p.attributes = {{u"Sound"_s, word}};
         }},
        {"second value", ProductField::Attributes, "Markword",
         [=](Product &p) {
             p.attributes = {{u"Colour"_s, u"red"_s}, {u"Colour"_s, word}};
         }},
        {"image", ProductField::Images, "https://shop.example/mark.jpg",
         [=](Product &p) { p.images[1].url = address; }},
        {"alternative text", ProductField::Images, "Markword", [=](Product &p) { p.images[0].altText = word; }},
        {"parent sku", ProductField::Sku, "MARK-1", [](Product &p) { p.sku = u"MARK-1"_s; }, true},
        {"parent gtin", ProductField::Gtin, "5901234123457", [](Product &p) { p.gtin = u"5901234123457"_s; }, true},
        {"parent price", ProductField::Price, "1234.56",
         [](Product &p) {
             p.price = markedPrice();
             p.variants[0].price.reset();
         },
         true},
        {"parent quantity", ProductField::Quantity, "98765",
         [](Product &p) {
             p.quantity = 98765;
             for (Variant &variant : p.variants)
                 variant.quantity.reset();
         },
         true},
        {"variant sku", ProductField::Sku, "MARK-1", [](Product &p) { p.variants[1].sku = u"MARK-1"_s; }, true},
        {"variant gtin", ProductField::Variants, "5901234123457",
         [](Product &p) { p.variants[1].gtin = u"5901234123457"_s; }, true},
        {"variant price", ProductField::Price, "1234.56", [](Product &p) { p.variants[1].price = markedPrice(); },
         true},
        {"variant quantity", ProductField::Quantity, "98765", [](Product &p) { p.variants[1].quantity = 98765; }, true},
        {"variant image", ProductField::Variants, "https://shop.example/mark.jpg",
         [=](Product &p) { p.variants[1].imageUrl = address; }, true},
        {"known option", ProductField::Variants, "Markword", [=](Product &p) { p.variants[1].options[0].value = word; },
         true},
        {"other option", ProductField::Attributes, "Markword",
         [=](Product &p) {
             for (Variant &variant : p.variants)
                 variant.options.append({u"Sound"_s, word});
         },
         true},
    };
}

bool names(const UploadSummary &summary, ProductField field)
{
    const QString label = fieldLabel(field);
    return std::any_of(summary.losses.begin(), summary.losses.end(),
                       [&label](const Loss &loss) { return loss.field == label; });
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/** Every text of the product begins so. */
Product beginningWith(Product product, const QString &start)
{
    const QString formula = start + u"cmd|calc";
    for (QString *field : {&product.sku, &product.mpn, &product.titleOriginal, &product.descriptionOriginal,
                           &product.brand, &product.gtin, &product.sourceUrl})
        *field = formula;
    product.category = formula + u" > " + formula;
    product.bulletPoints = {formula};
    product.attributes.clear();
    for (const char *name : {"Colour", "Size", "Material", "Pattern", "Model", "Other"})
        product.attributes.append({text(name), formula});
    product.attributes.append({formula, formula});
    for (Image &image : product.images)
        image = {formula, formula};
    int number = 0;
    for (Variant &variant : product.variants) {
        variant.sku = formula + QString::number(++number);
        variant.gtin = variant.imageUrl = variant.sku;
        variant.options = {{u"Size"_s, variant.sku}, {formula, variant.sku}};
    }
    for (const char *key : {"category_id", "handle", "tags", "product_category", "link"}) {
        for (const char *marketplace : {"ebay", "shopify", "google"}) {
            QJsonObject data = product.marketplaceData.value(text(marketplace)).toObject();
            data.insert(text(key), formula);
            product.marketplaceData.insert(text(marketplace), data);
        }
    }
    return product;
}

} // namespace

class TestFormatFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostSilently_data();
    void nothingIsLostSilently();
    void noCellRunsAsAFormula_data();
    void noCellRunsAsAFormula();
    void negativeNumbersStayNumbers_data() { addFormats(false, true); }
    void negativeNumbersStayNumbers();
    void conditions_data();
    void conditions();
    void weirdTextsAreWrittenWhole_data();
    void weirdTextsAreWrittenWhole();
    void linesAndLetters_data() { addFormats(false); }
    void linesAndLetters();
    void imageLimits_data();
    void imageLimits();
    void htmlWhereItIsAllowed_data();
    void htmlWhereItIsAllowed();
    void onlyRealChangesOfHtmlAreReported_data();
    void onlyRealChangesOfHtmlAreReported();
    void currencies_data();
    void currencies();
    void keysAreUniqueInOneFile_data();
    void keysAreUniqueInOneFile();
    void listingsFollowKnownLayouts_data();
    void listingsFollowKnownLayouts();
};

void TestFormatFields::nothingIsLostSilently_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("part");
    const QList<Part> all = parts();
    for (const UploadFormat &format : UploadWriter::formats()) {
        for (int i = 0; i < all.size(); ++i)
            QTest::addRow("%s: %s", qUtf8Printable(format.key), all.at(i).name) << format.key << i;
    }
}

void TestFormatFields::nothingIsLostSilently()
{
    QFETCH(QString, format);
    QFETCH(int, part);
    const Part wanted = parts().at(part);
    Product product = wanted.variants ? productWithVariants() : goodProduct();
    REQUIRE_VALUE(before, writeAll(format, {product}, takeAll()));
    QVERIFY(!before.bytes.contains(wanted.mark));
    wanted.set(product);
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    QVERIFY2(written.summary.written + written.summary.skipped == 1, lossesText(written.summary));
    const bool isThere = written.bytes.contains(wanted.mark);
    const bool isReported =
        names(written.summary, wanted.field) || (wanted.variants && names(written.summary, ProductField::Variants));
    QVERIFY2(isThere || isReported, QByteArray(written.bytes + '\n' + lossesText(written.summary)));
}

void TestFormatFields::noCellRunsAsAFormula_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("start");
    const std::pair<const char *, QString> starts[] = {
        {"equals", u"="_s},
        {"plus", u"+"_s},
        {"minus", u"-"_s},
        {"at", u"@"_s},
        {"tab", u"\t"_s},
        {"carriage return", u"\r"_s},
        {"blank", u" =1+"_s},
        {"line feed", u"\n="_s},
        {"number and more", u"-1+"_s},
        {"no-break blank", u"\u00A0="_s},
    };
    for (const UploadFormat &format : UploadWriter::formats()) {
        if (format.suffix == u"json")
            continue;
        for (const auto &[name, start] : starts)
            QTest::addRow("%s: %s", qUtf8Printable(format.key), name) << format.key << start;
    }
}

void TestFormatFields::noCellRunsAsAFormula()
{
    QFETCH(QString, format);
    QFETCH(QString, start);
    const QList<Product> products = {beginningWith(goodProduct(), start),
                                     beginningWith(productWithVariants(), start + u"2")};
    REQUIRE_VALUE(written, writeAll(format, products, takeAll()));
    QVERIFY2(written.summary.written == 2, lossesText(written.summary));
    bool any = false;
    for (const QStringList &record : parseDelimited(written.bytes, delimiterOf(format))) {
        for (const QString &cell : record) {
            QVERIFY2(cell.isEmpty() || !u"=+-@\t\r"_s.contains(cell.front()), qUtf8Printable(cell));
            any = any || cell.contains(u"calc");
        }
    }
    QVERIFY(any);
    if (!format.startsWith(u"own") && !start.front().isSpace())
        QVERIFY2(lostBecause(written.summary, u"apostrophe"_s), lossesText(written.summary));
}

void TestFormatFields::negativeNumbersStayNumbers()
{
    QFETCH(QString, format);
    Product product = goodProduct();
    product.quantity = -3;
    product.attributes = {{u"Material"_s, u"-12.50"_s}, {u"Temperature"_s, u"-18,5"_s}};
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    QVERIFY2(!lostBecause(written.summary, u"apostrophe"_s), lossesText(written.summary));
    QVERIFY2(!written.bytes.contains("'-"), written.bytes);
    QVERIFY2(format == u"shopify-csv" || written.bytes.contains("-12.50"), written.bytes);
}

void TestFormatFields::conditions_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("condition");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("reported");
    const auto row = [](const char *format, const char *column, Condition condition, const char *value,
                        bool reported = false) {
        QTest::addRow("%s: %s", format, qUtf8Printable(conditionName(condition)))
            << text(format) << text(column) << int(condition) << text(value) << reported;
    };
    row("ebay-csv", "Condition ID", Condition::New, "1000");
    row("ebay-csv", "Condition ID", Condition::OpenBox, "1500");
    row("ebay-csv", "Condition ID", Condition::Refurbished, "2500");
    row("ebay-csv", "Condition ID", Condition::Used, "3000");
    row("ebay-csv", "Condition ID", Condition::ForParts, "7000");
    row("ebay-csv", "Condition ID", Condition::Unknown, "");
    row("google-merchant", "condition", Condition::New, "new");
    row("google-merchant", "condition", Condition::OpenBox, "used", true);
    row("google-merchant", "condition", Condition::Refurbished, "refurbished");
    row("google-merchant", "condition", Condition::Used, "used");
    row("google-merchant", "condition", Condition::ForParts, "used", true);
    row("google-merchant", "condition", Condition::Unknown, "");
    row("shopify-csv", "Google Shopping / Condition", Condition::New, "new");
    row("shopify-csv", "Google Shopping / Condition", Condition::OpenBox, "", true);
    row("shopify-csv", "Google Shopping / Condition", Condition::Refurbished, "refurbished");
    row("shopify-csv", "Google Shopping / Condition", Condition::Used, "used");
    row("shopify-csv", "Google Shopping / Condition", Condition::ForParts, "", true);
    row("own-csv", "condition", Condition::OpenBox, "open_box");
}

void TestFormatFields::conditions()
{
    QFETCH(QString, format);
    QFETCH(QString, column);
    QFETCH(int, condition);
    QFETCH(bool, reported);
    Product product = goodProduct();
    product.condition = static_cast<Condition>(condition);
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    const auto records = parseDelimited(written.bytes, delimiterOf(format));
    const qsizetype header = format == u"ebay-csv" ? 1 : 0;
    QTEST(cellOf(records, header + 1, column, 0, header), "value");
    QCOMPARE(names(written.summary, ProductField::Condition), reported);
}

void TestFormatFields::weirdTextsAreWrittenWhole_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("title");
    const std::pair<const char *, QString> titles[] = {
        {"letters", u"Żółta Größe ßẞ Ćma"_s},
        {"quotes", u"Pipe 5\" and \"six\""_s},
        {"delimiters", u"a,b;c|d"_s},
        {"emoji", u"Lamp 😀👩‍🔧 nice"_s},
        {"leading zeros", u"0042"_s},
        {"large number", u"5901234123457"_s},
        {"entities", u"R&amp;D &lt;b&gt;"_s},
        {"right to left", u"מנורה مصباح"_s},
        {"combined letters", u"Z\u0307olty e\u0301"_s},
    };
    for (const UploadFormat &format : UploadWriter::formats()) {
        if (format.suffix == u"json")
            continue;
        for (const auto &[name, title] : titles)
            QTest::addRow("%s: %s", qUtf8Printable(format.key), name) << format.key << title;
    }
}

void TestFormatFields::weirdTextsAreWrittenWhole()
{
    QFETCH(QString, format);
    QFETCH(QString, title);
    Product product = goodProduct();
    product.titleOriginal = title;
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    const qsizetype header = format == u"ebay-csv" ? 1 : 0;
    const QString column = format == u"ebay-csv" || format == u"shopify-csv" ? u"Title"_s
                           : format == u"own-csv"                            ? u"title_original"_s
                                                                             : u"title"_s;
    // Google's feed is never quoted, so that quotes are text there
    const auto records = format == u"google-merchant"
                             ? QList<QStringList>{QString::fromUtf8(written.bytes).section(u'\n', 0, 0).split(u'\t'),
                                                  QString::fromUtf8(written.bytes).section(u'\n', 1, 1).split(u'\t')}
                             : parseDelimited(written.bytes, delimiterOf(format));
    QCOMPARE(cellOf(records, header + 1, column, 0, header), title);
}

void TestFormatFields::linesAndLetters()
{
    QFETCH(QString, format);
    Product product = goodProduct();
    product.descriptionOriginal = u"First line\r\nsecond line\rthird line — żółć 😀"_s;
    REQUIRE_VALUE(written, writeAll(format, {product, productWithVariants()}, takeAll()));
    QVERIFY(written.bytes.endsWith('\n'));
    QCOMPARE(written.bytes.startsWith("\xEF\xBB\xBF"), format == u"own-csv");
    const QByteArray letters = written.bytes.mid(format == u"own-csv" ? 3 : 0);
    QCOMPARE(QString::fromUtf8(letters).toUtf8(), letters); // no halves of letters
    QVERIFY(written.bytes.contains("żółć 😀"));
    const auto records = parseDelimited(written.bytes, delimiterOf(format));
    const qsizetype header = format == u"ebay-csv" ? 1 : 0;
    for (qsizetype i = header; i < records.size(); ++i)
        QCOMPARE(records.at(i).size(), records.at(header).size());
}

void TestFormatFields::imageLimits_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("images");
    QTest::newRow("ebay") << u"ebay-csv"_s << 24;
    QTest::newRow("amazon") << u"amazon-json"_s << 9;
    QTest::newRow("kaufland") << u"kaufland-csv"_s << 20;
    QTest::newRow("google") << u"google-merchant"_s << 11;
    QTest::newRow("shopify") << u"shopify-csv"_s << 30;
    QTest::newRow("own") << u"own-csv"_s << 30;
}

void TestFormatFields::imageLimits()
{
    QFETCH(QString, format);
    QFETCH(int, images);
    Product product = goodProduct();
    product.images.clear();
    for (int i = 0; i < 30; ++i)
        product.images.append({u"https://shop.example/image-%1.jpg"_s.arg(i), {}});
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    QCOMPARE(static_cast<int>(written.bytes.count("/image-")), images);
    QCOMPARE(names(written.summary, ProductField::Images), images < 30);
    QVERIFY(written.bytes.contains("/image-0.jpg"));
}

void TestFormatFields::htmlWhereItIsAllowed_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("html");
    QTest::newRow("ebay") << u"ebay-csv"_s << true;
    QTest::newRow("kaufland") << u"kaufland-csv"_s << true;
    QTest::newRow("shopify") << u"shopify-csv"_s << true;
    QTest::newRow("amazon") << u"amazon-json"_s << false;
    QTest::newRow("google") << u"google-merchant"_s << false;
}

void TestFormatFields::htmlWhereItIsAllowed()
{
    QFETCH(QString, format);
    QFETCH(bool, html);
    Product product = goodProduct();
    product.descriptionOriginal = u"<div onclick='x()'><h2>Oak &amp; light</h2><script>steal()</script>"
                                  "<ul><li>Dimmer</li></ul></div>"_s;
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    QVERIFY2(!written.bytes.contains("steal") && !written.bytes.contains("onclick"), written.bytes);
    QCOMPARE(written.bytes.contains("<li>Dimmer</li>"), html);
    QCOMPARE(written.bytes.contains("Oak &amp; light"), html);
    QCOMPARE(written.bytes.contains("Oak & light"), !html);
    QVERIFY(names(written.summary, ProductField::DescriptionOptimized));
}

void TestFormatFields::onlyRealChangesOfHtmlAreReported_data()
{
    QTest::addColumn<QString>("description");
    QTest::addColumn<bool>("reported");
    QTest::newRow("clean") << u"<p>Oak &amp; light</p><ul><li>Dimmer</li></ul>"_s << false;
    QTest::newRow("only spelled otherwise")
        << u"<P>Oak & light</P>\n\n<ul>\n<li>Dimmer\n<LI>Bulb</ul><p>x<br>y<br />z</p>"_s << false;
    QTest::newRow("quotes of a link") << u"<p><a href='https://x.example/a?b=1&c=2'>Oak</a></p>"_s << false;
    QTest::newRow("attribute") << u"<p class=\"x\">Oak</p>"_s << true;
    QTest::newRow("handler") << u"<p onclick='x()'>Oak</p>"_s << true;
    QTest::newRow("script") << u"<p>Oak</p><script>x()</script>"_s << true;
    QTest::newRow("image") << u"<p>Oak <img src='https://x.example/a.jpg'></p>"_s << true;
    QTest::newRow("unknown element") << u"<p><font>Oak</font></p>"_s << true;
}

void TestFormatFields::onlyRealChangesOfHtmlAreReported()
{
    QFETCH(QString, description);
    QFETCH(bool, reported);
    Product product = goodProduct();
    product.descriptionOriginal = description;
    for (const QString &format : {u"ebay-csv"_s, u"kaufland-csv"_s, u"shopify-csv"_s}) {
        REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
        QVERIFY2(names(written.summary, ProductField::DescriptionOptimized) == reported, lossesText(written.summary));
    }
}

void TestFormatFields::currencies_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("site");
    QTest::addColumn<QByteArray>("currency");
    QTest::addColumn<qint64>("minorUnits");
    QTest::addColumn<QByteArray>("cell"); // empty = left out
    QTest::newRow("eBay in pounds") << u"ebay-csv"_s << u"GB"_s << QByteArray("GBP") << qint64(1999)
                                    << QByteArray(",19.99,");
    QTest::newRow("eBay Poland") << u"ebay-csv"_s << u"PL"_s << QByteArray("PLN") << qint64(50) << QByteArray(",0.50,");
    QTest::newRow("eBay, other currency")
        << u"ebay-csv"_s << u"DE"_s << QByteArray("PLN") << qint64(50) << QByteArray();
    QTest::newRow("Amazon Sweden")
        << u"amazon-json"_s << u"SE"_s << QByteArray("SEK") << qint64(9900)
        << QByteArray("\"currency\":\"SEK\",\"our_price\":[{\"schedule\":[{\"value_with_tax\":99.0}");
    QTest::newRow("Amazon, other currency")
        << u"amazon-json"_s << u"SE"_s << QByteArray("EUR") << qint64(9900) << QByteArray();
    QTest::newRow("Google in yen") << u"google-merchant"_s << QString() << QByteArray("JPY") << qint64(1200)
                                   << QByteArray("\t1200 JPY\t");
    QTest::newRow("Google in dinars") << u"google-merchant"_s << QString() << QByteArray("KWD") << qint64(1200)
                                      << QByteArray("\t1.200 KWD\t");
    QTest::newRow("Shopify in yen") << u"shopify-csv"_s << QString() << QByteArray("JPY") << qint64(1200)
                                    << QByteArray(",1200,TRUE,");
    QTest::newRow("free of charge") << u"shopify-csv"_s << QString() << QByteArray("EUR") << qint64(0)
                                    << QByteArray(",0.00,TRUE,");
}

void TestFormatFields::currencies()
{
    QFETCH(QString, format);
    QFETCH(QString, site);
    QFETCH(QByteArray, currency);
    QFETCH(qint64, minorUnits);
    QFETCH(QByteArray, cell);
    Product product = goodProduct();
    product.price = Money(minorUnits, *Currency::fromCode(currency.toStdString()));
    UploadOptions options = takeAll();
    options.marketplaceSite = site;
    REQUIRE_VALUE(written, writeAll(format, {product}, options));
    QCOMPARE(written.summary.written, cell.isEmpty() ? 0 : 1);
    QVERIFY2(written.bytes.contains(cell), written.bytes);
    QCOMPARE(names(written.summary, ProductField::Price), cell.isEmpty());
}

void TestFormatFields::keysAreUniqueInOneFile_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("gtin"); // the EAN is the key, not the SKU
    QTest::newRow("amazon") << u"amazon-json"_s << false;
    QTest::newRow("google") << u"google-merchant"_s << false;
    QTest::newRow("kaufland") << u"kaufland-csv"_s << true;
}

void TestFormatFields::keysAreUniqueInOneFile()
{
    QFETCH(QString, format);
    QFETCH(bool, gtin);
    Product single = goodProduct();
    single.sku = gtin ? u"LAMP"_s : u"SHIRT-M"_s; // also a variant's
    single.gtin = gtin ? u"96385074"_s : u"5901234123457"_s;
    Product twice = productWithVariants();
    twice.sku = u"TWICE"_s;
    twice.variants[0].sku = u"T1"_s;
    twice.variants[1].sku = gtin ? u"T2"_s : u"T1"_s;
    twice.variants[0].gtin = u"4012345123456"_s;
    twice.variants[1].gtin = gtin ? twice.variants[0].gtin : u"5012345678900"_s;
    REQUIRE_VALUE(written, writeAll(format, {productWithVariants(), single, twice}, takeAll()));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    QCOMPARE(written.summary.skipped, 2);
    QVERIFY2(lostBecause(written.summary, u"another product"_s), lossesText(written.summary));
    QVERIFY2(lostBecause(written.summary, u"twice"_s), lossesText(written.summary));
}

void TestFormatFields::listingsFollowKnownLayouts_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("begin"); // of the line of feed-layouts.md
    QTest::newRow("ebay") << u"ebay-csv"_s << u"| **eBay** category template"_s;
    QTest::newRow("shopify") << u"shopify-csv"_s << u"| **Shopify** new"_s;
    QTest::newRow("google") << u"google-merchant"_s << u"| **Google Merchant**"_s;
    QTest::newRow("kaufland") << u"kaufland-csv"_s << u"| **Kaufland** product data"_s;
}

/** The layouts were gathered from public files; what we write must be called as there. */
void TestFormatFields::listingsFollowKnownLayouts()
{
    QFETCH(QString, format);
    QFETCH(QString, begin);
    const QString root = qEnvironmentVariable("LISTWRIGHT_SHARED", QStringLiteral(LISTWRIGHT_SOURCE_DIR "/../shared"));
    QFile file(root + u"/design/feed-layouts.md");
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the collection of layouts is not here");
    QString line;
    for (const QString &candidate : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (candidate.startsWith(begin))
            line = candidate;
    }
    QVERIFY(!line.isEmpty());
    REQUIRE_VALUE(written, writeAll(format, {}, takeAll()));
    const QStringList header = parseDelimited(written.bytes, delimiterOf(format)).at(format == u"ebay-csv" ? 1 : 0);
    // own extensions of the platforms that the collection abbreviates
    static const QStringList beyond = {u"mpn"_s, u"material"_s, u"pattern"_s, u"product_type"_s, u"category"_s};
    for (const QString &column : header) {
        const QString known = column.section(u'(', 0, 0);
        const bool ours = column.startsWith(u"Google Shopping / ") || beyond.contains(column);
        QVERIFY2(ours || line.contains(known), qUtf8Printable(column));
    }
}

QTEST_GUILESS_MAIN(TestFormatFields)
#include "tst_formatfields.moc"
