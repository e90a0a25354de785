// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/publishing/uploadfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;
using namespace listwright::test;

class TestUploadFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsFormats();
    void refusesUnknownFormat();
    void refusesMissingPack();
    void emptyFiles_data();
    void emptyFiles();
    void skipsProductsWithErrors();
    void writesInvalidOnesOnRequest();
    void cutsLongTitles();
    void neverConvertsCurrencies_data();
    void neverConvertsCurrencies();
    void writesEachSkuOnce_data();
    void writesEachSkuOnce();
    void keepsBoundedLosses();
    void ebayHeader();
    void ebayProduct();
    void ebayVariations();
    void ebaySite();
    void kauflandProduct();
    void kauflandVariants();
    void kauflandNeedsEan();
    void productsWithoutPrice_data();
    void productsWithoutPrice();
    void shopifyRows();
    void shopifyVariants();
    void shopifyHandleSurvivesImprovement();
    void googleProduct();
    void googleVariants();
    void googleNeedsWhatItNeeds();
    void kauflandKeepsItsOwnColumns();
    void kauflandTakesTheManufacturerFromAttributes_data();
    void kauflandTakesTheManufacturerFromAttributes();
    void ebaySpecifics();
    void ebayOptionsWithPunctuation();
    void googleGroupMayBeCalledLikeAnItem();
    void shopifyTakesSoManyVariants();
    void tooManyAttributesAreNamed_data();
    void tooManyAttributesAreNamed();
    void nothingUnsafeComesBackWhereNoTextIsLeft_data();
    void nothingUnsafeComesBackWhereNoTextIsLeft();
    void variantsThatNobodyCanTellAreLeftOut_data();
    void variantsThatNobodyCanTellAreLeftOut();
    void whatSaysNothingIsNotWritten();
    void titlesAreOneLine();
    void escapedMarkupDoesNotComeAlive_data();
    void escapedMarkupDoesNotComeAlive();
};

void TestUploadFormats::listsFormats()
{
    QStringList keys;
    for (const UploadFormat &format : UploadWriter::formats()) {
        keys.append(format.key);
        QVERIFY(!format.name.isEmpty());
        QVERIFY(!format.suffix.isEmpty());
    }
    QCOMPARE(keys, QStringList({u"ebay-csv"_s, u"amazon-json"_s, u"kaufland-csv"_s, u"shopify-csv"_s,
                                u"google-merchant"_s, u"own-csv"_s, u"own-json"_s}));
}

void TestUploadFormats::refusesUnknownFormat()
{
    QBuffer buffer;
    const auto writer = UploadWriter::begin(u"excel"_s, buffer, nullptr, {});
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, ErrorCode::Unsupported);
    QVERIFY(writer.error().message.contains(u"own-csv"));
}

void TestUploadFormats::refusesMissingPack()
{
    QBuffer buffer;
    QCOMPARE(UploadWriter::begin(u"ebay-csv"_s, buffer, nullptr, {}).error().code, ErrorCode::NotFound);
}

void TestUploadFormats::emptyFiles_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("records");
    QTest::newRow("ebay") << u"ebay-csv"_s << 2;
    QTest::newRow("kaufland") << u"kaufland-csv"_s << 1;
    QTest::newRow("shopify") << u"shopify-csv"_s << 1;
    QTest::newRow("google") << u"google-merchant"_s << 1;
    QTest::newRow("own") << u"own-csv"_s << 1;
}

void TestUploadFormats::emptyFiles()
{
    QFETCH(QString, format);
    REQUIRE_VALUE(written, writeAll(format, {}));
    QTEST(static_cast<int>(written.bytes.count('\n')), "records");
    QCOMPARE(written.summary.written, 0);
}

void TestUploadFormats::skipsProductsWithErrors()
{
    Product broken = goodProduct();
    broken.sku = u"BROKEN"_s;
    broken.titleOriginal = u"word "_s.repeated(60).trimmed();
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {goodProduct(), broken}));
    QCOMPARE(written.summary.written, 1);
    QCOMPARE(written.summary.skipped, 1);
    QVERIFY(!written.bytes.contains("BROKEN"));
    QVERIFY2(lostBecause(written.summary, u"Left out"_s), lossesText(written.summary));
}

void TestUploadFormats::writesInvalidOnesOnRequest()
{
    Product broken = goodProduct();
    broken.images.clear();
    UploadOptions options;
    options.includeInvalid = true;
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {broken}, options));
    QCOMPARE(written.summary.written, 1);
    QVERIFY(written.bytes.contains("LAMP-7"));
}

void TestUploadFormats::cutsLongTitles()
{
    Product longTitle = goodProduct();
    longTitle.titleOriginal = u"Hellmann desk lamp "_s.repeated(6).trimmed();
    UploadOptions options;
    options.includeInvalid = true;
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {longTitle}, options));
    const auto records = parseDelimited(written.bytes, u',');
    const QString title = cellOf(records, 2, u"Title"_s, 0, 1);
    QVERIFY2(title.size() <= 80 && title.size() > 60, qUtf8Printable(title));
    QVERIFY(longTitle.titleOriginal.startsWith(title));
    QVERIFY2(lostBecause(written.summary, u"Cut to 80"_s), lossesText(written.summary));
}

void TestUploadFormats::neverConvertsCurrencies_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("ebay") << u"ebay-csv"_s;
    QTest::newRow("amazon") << u"amazon-json"_s;
    QTest::newRow("shopify") << u"shopify-csv"_s;
}

void TestUploadFormats::neverConvertsCurrencies()
{
    QFETCH(QString, format);
    Product zloty = goodProduct();
    zloty.sku = u"ZLOTY"_s;
    zloty.price = Money(19900, *Currency::fromCode("PLN"));
    UploadOptions options;
    options.sellerId = u"A1EXAMPLE"_s;
    REQUIRE_VALUE(written, writeAll(format, {goodProduct(), zloty}, options));
    QCOMPARE(written.summary.written, 1);
    QVERIFY(!written.bytes.contains("ZLOTY"));
    QVERIFY2(lostBecause(written.summary, u"199.00 PLN"_s), lossesText(written.summary));
}

void TestUploadFormats::writesEachSkuOnce_data()
{
    neverConvertsCurrencies_data();
}

void TestUploadFormats::writesEachSkuOnce()
{
    QFETCH(QString, format);
    UploadOptions options;
    options.sellerId = u"A1EXAMPLE"_s;
    REQUIRE_VALUE(written, writeAll(format, {goodProduct(), goodProduct()}, options));
    QCOMPARE(written.summary.written, 1);
    QCOMPARE(written.summary.skipped, 1);
}

void TestUploadFormats::keepsBoundedLosses()
{
    Product product = goodProduct();
    product.optimizedData.insert(u"x"_s, 1);
    REQUIRE_VALUE(written, writeAll(u"own-csv"_s, QList<Product>(10'001, product)));
    QCOMPARE(written.summary.lossCount, 10'001);
    QCOMPARE(written.summary.losses.size(), 10'000);
}

void TestUploadFormats::ebayHeader()
{
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {}));
    const QList<QByteArray> lines = written.bytes.split('\n');
    QCOMPARE(lines.at(0), QByteArray("#INFO,Version=1.0.0,Template=fx_category_template_EBAY_DE"));
    QVERIFY(lines.at(1).startsWith("*Action(SiteID=Germany|Country=DE|Currency=EUR|Version=1193|CC=UTF-8),"
                                   "Custom label (SKU),Category ID,Category name,Title,Relationship,"
                                   "Relationship details,P:UPC,P:ISBN,P:EAN,Start price,Quantity,"));
}

void TestUploadFormats::ebayProduct()
{
    Product product = goodProduct();
    product.descriptionOriginal += u"\n<script>alert(1)</script><b>Bold</b>"_s;
    product.images[0].url = u"https://shop.example/i/a|b.jpg"_s;
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {product}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const auto records = parseDelimited(written.bytes, u',');
    const auto cell = [&records](const QString &column) { return cellOf(records, 2, column, 0, 1); };
    QCOMPARE(records.at(2).size(), records.at(1).size());
    QCOMPARE(records.at(2).at(0), u"Add"_s);
    QCOMPARE(cell(u"Custom label (SKU)"_s), u"LAMP-7"_s);
    QCOMPARE(cell(u"P:EAN"_s), u"4006381333931"_s);
    QCOMPARE(cell(u"Start price"_s), u"49.90"_s);
    QCOMPARE(cell(u"Quantity"_s), u"12"_s);
    QCOMPARE(cell(u"Condition ID"_s), u"1000"_s);
    QCOMPARE(cell(u"Item photo URL"_s), u"https://shop.example/i/a%7Cb.jpg|https://shop.example/i/2.jpg"_s);
    QCOMPARE(cell(u"C:Marke"_s), u"Hellmann"_s);
    QCOMPARE(cell(u"C:Cable length"_s), u"1.8 m"_s);
    QVERIFY(!cell(u"Description"_s).contains(u"script"));
    QVERIFY2(lostBecause(written.summary, u"Category ID"_s), lossesText(written.summary));
}

void TestUploadFormats::ebayVariations()
{
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {productWithVariants()}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const auto records = parseDelimited(written.bytes, u',');
    QCOMPARE(records.size(), 5);
    const auto cell = [&records](qsizetype record, const QString &column) {
        return cellOf(records, record, column, 0, 1);
    };
    QCOMPARE(cell(2, u"Relationship details"_s), u"Size=S;M|Colour=red"_s);
    QCOMPARE(cell(2, u"Start price"_s), QString());
    QCOMPARE(cell(3, u"Relationship"_s), u"Variation"_s);
    QCOMPARE(cell(3, u"Relationship details"_s), u"Size=S|Colour=red"_s);
    QCOMPARE(cell(3, u"Start price"_s), u"29.95"_s);
    QCOMPARE(cell(4, u"Custom label (SKU)"_s), u"SHIRT-M"_s);
    QCOMPARE(cell(4, u"Quantity"_s), u"0"_s);
}

void TestUploadFormats::ebaySite()
{
    Product product = goodProduct();
    product.price = Money(4990, *Currency::fromCode("USD"));
    UploadOptions options;
    options.marketplaceSite = u"US"_s;
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {product}, options));
    QVERIFY(written.bytes.contains("SiteID=US|Country=US|Currency=USD"));
    QVERIFY(written.bytes.contains("C:Brand"));
    options.marketplaceSite = u"CZ"_s;
    QVERIFY(!writeAll(u"ebay-csv"_s, {product}, options));
}

void TestUploadFormats::kauflandProduct()
{
    REQUIRE_VALUE(written, writeAll(u"kaufland-csv"_s, {goodProduct()}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const auto records = parseDelimited(written.bytes, u';');
    const auto cell = [&records](const QString &column, int n = 0) { return cellOf(records, 1, column, n); };
    QCOMPARE(cell(u"ean"_s), u"4006381333931"_s);
    QCOMPARE(cell(u"locale"_s), u"de-DE"_s);
    QCOMPARE(cell(u"manufacturer"_s), u"Hellmann"_s);
    QCOMPARE(cell(u"category"_s), u"Desk lamps"_s);
    QCOMPARE(cell(u"picture"_s), u"https://shop.example/i/1.jpg"_s);
    QCOMPARE(cell(u"picture"_s, 1), u"https://shop.example/i/2.jpg"_s);
    QCOMPARE(cell(u"colour"_s), u"white"_s);
    QCOMPARE(cell(u"cable_length"_s), u"1.8 m"_s);
    QVERIFY2(lostBecause(written.summary, u"Cable length"_s), lossesText(written.summary));
    QVERIFY2(lostBecause(written.summary, u"upload the offers"_s), lossesText(written.summary));
}

void TestUploadFormats::kauflandVariants()
{
    REQUIRE_VALUE(written, writeAll(u"kaufland-csv"_s, {productWithVariants()}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const auto records = parseDelimited(written.bytes, u';');
    QCOMPARE(records.size(), 3);
    QCOMPARE(cellOf(records, 1, u"ean"_s), u"4006381333931"_s);
    QCOMPARE(cellOf(records, 2, u"ean"_s), u"96385074"_s);
    QCOMPARE(cellOf(records, 2, u"size"_s), u"M"_s);
    QCOMPARE(cellOf(records, 2, u"colour"_s), u"red"_s);
}

void TestUploadFormats::kauflandNeedsEan()
{
    Product product = goodProduct();
    product.gtin.clear();
    UploadOptions options;
    options.includeInvalid = true; // the row would be useless all the same
    REQUIRE_VALUE(written, writeAll(u"kaufland-csv"_s, {product}, options));
    QCOMPARE(written.summary.skipped, 1);
    QVERIFY2(lostBecause(written.summary, u"EAN"_s), lossesText(written.summary));
}

void TestUploadFormats::productsWithoutPrice_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("cents"); // -1 = none
    QTest::addColumn<int>("written");
    const auto row = [](const char *format, int written) {
        for (int cents : {-1, 0})
            QTest::addRow("%s %s", format, cents < 0 ? "without price" : "price of nothing")
                << QString::fromLatin1(format) << cents << written;
    };
    row("kaufland-csv", 1); // carries no prices: they come with the offer
    row("ebay-csv", 0);
    row("amazon-json", 0);
    row("google-merchant", 0);
}

void TestUploadFormats::productsWithoutPrice()
{
    QFETCH(QString, format);
    QFETCH(int, cents);
    Product product = goodProduct();
    product.price = cents < 0 ? std::nullopt : euro(cents);
    UploadOptions options;
    options.sellerId = u"A1EXAMPLE"_s;
    REQUIRE_VALUE(written, writeAll(format, {product}, options));
    QTEST(static_cast<int>(written.summary.written), "written");
}

void TestUploadFormats::shopifyRows()
{
    Product product = goodProduct();
    product.images.append({u"https://shop.example/i/3.jpg"_s, u"The foot"_s});
    REQUIRE_VALUE(written, writeAll(u"shopify-csv"_s, {product}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const auto records = parseDelimited(written.bytes, u',');
    QCOMPARE(records.size(), 4);
    const QString handle = cellOf(records, 1, u"URL handle"_s);
    QVERIFY2(handle.endsWith(u"-lamp-7"), qUtf8Printable(handle));
    QCOMPARE(cellOf(records, 1, u"Price"_s), u"49.90"_s);
    QCOMPARE(cellOf(records, 1, u"Barcode"_s), u"4006381333931"_s);
    QCOMPARE(cellOf(records, 1, u"Inventory tracker"_s), u"shopify"_s);
    QVERIFY(cellOf(records, 1, u"Description"_s).contains(u"<br>The dimmer"));
    for (qsizetype row = 2; row < 4; ++row) {
        QCOMPARE(cellOf(records, row, u"URL handle"_s), handle);
        QCOMPARE(cellOf(records, row, u"Title"_s), QString());
        QCOMPARE(cellOf(records, row, u"SKU"_s), QString());
        QCOMPARE(cellOf(records, row, u"Image position"_s), QString::number(row));
    }
    QCOMPARE(cellOf(records, 3, u"Image alt text"_s), u"The foot"_s);
    QVERIFY2(!lostBecause(written.summary, u"alternative"_s), lossesText(written.summary));
    QVERIFY2(lostBecause(written.summary, u"Colour, Cable length"_s), lossesText(written.summary));
}

void TestUploadFormats::shopifyVariants()
{
    Product four = productWithVariants();
    four.sku = u"FOUR"_s;
    four.variants[0].options.append({{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}});
    REQUIRE_VALUE(written, writeAll(u"shopify-csv"_s, {productWithVariants(), four}));
    QCOMPARE(written.summary.written, 1);
    const auto records = parseDelimited(written.bytes, u',');
    QCOMPARE(records.size(), 3);
    QCOMPARE(cellOf(records, 1, u"Option1 name"_s), u"Size"_s);
    QCOMPARE(cellOf(records, 1, u"Option1 value"_s), u"S"_s);
    QCOMPARE(cellOf(records, 2, u"Option1 name"_s), QString());
    QCOMPARE(cellOf(records, 2, u"Option1 value"_s), u"M"_s);
    QCOMPARE(cellOf(records, 2, u"Option2 value"_s), u"red"_s);
    QCOMPARE(cellOf(records, 2, u"Price"_s), u"30.95"_s);
    QVERIFY2(lostBecause(written.summary, u"three options"_s), lossesText(written.summary));
}

void TestUploadFormats::shopifyHandleSurvivesImprovement()
{
    Product improved = goodProduct();
    improved.titleOptimized = u"A quite different and improved title of the same desk lamp"_s;
    REQUIRE_VALUE(before, writeAll(u"shopify-csv"_s, {goodProduct()}));
    REQUIRE_VALUE(after, writeAll(u"shopify-csv"_s, {improved}));
    QCOMPARE(cellOf(parseDelimited(before.bytes, u','), 1, u"URL handle"_s),
             cellOf(parseDelimited(after.bytes, u','), 1, u"URL handle"_s));
}

void TestUploadFormats::googleProduct()
{
    Product product = goodProduct();
    product.images[1].url = u"https://shop.example/i/a,b.jpg"_s;
    REQUIRE_VALUE(written, writeAll(u"google-merchant"_s, {product}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const QList<QByteArray> lines = written.bytes.split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(0).count('\t'), lines.at(1).count('\t'));
    const auto records = parseDelimited(written.bytes, u'\t');
    const auto cell = [&records](const QString &column) { return cellOf(records, 1, column); };
    QCOMPARE(cell(u"id"_s), u"LAMP-7"_s);
    QCOMPARE(cell(u"price"_s), u"49.90 EUR"_s);
    QCOMPARE(cell(u"availability"_s), u"in_stock"_s);
    QCOMPARE(cell(u"link"_s), u"https://shop.example/p/1001"_s);
    QCOMPARE(cell(u"additional_image_link"_s), u"https://shop.example/i/a%2Cb.jpg"_s);
    QCOMPARE(cell(u"color"_s), u"white"_s);
    QCOMPARE(cell(u"condition"_s), u"new"_s);
    QVERIFY2(lostBecause(written.summary, u"Cable length"_s), lossesText(written.summary));
}

void TestUploadFormats::googleVariants()
{
    UploadOptions options;
    options.storeUrl = u"https://store.example/p"_s;
    REQUIRE_VALUE(written, writeAll(u"google-merchant"_s, {productWithVariants()}, options));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const auto records = parseDelimited(written.bytes, u'\t');
    QCOMPARE(records.size(), 3);
    QCOMPARE(cellOf(records, 1, u"id"_s), u"SHIRT-S"_s);
    QCOMPARE(cellOf(records, 2, u"item_group_id"_s), u"SHIRT"_s);
    QCOMPARE(cellOf(records, 2, u"availability"_s), u"out_of_stock"_s);
    QCOMPARE(cellOf(records, 2, u"size"_s), u"M"_s);
    QCOMPARE(cellOf(records, 2, u"link"_s), u"https://store.example/p/SHIRT"_s);
}

void TestUploadFormats::googleNeedsWhatItNeeds()
{
    Product noQuantity = goodProduct();
    noQuantity.sku = u"A"_s;
    noQuantity.quantity.reset();
    Product longId = goodProduct();
    longId.sku = u"x"_s.repeated(51);
    Product noLink = goodProduct();
    noLink.sku = u"B"_s;
    noLink.sourceUrl.clear();
    UploadOptions options;
    options.includeInvalid = true;
    REQUIRE_VALUE(written, writeAll(u"google-merchant"_s, {noQuantity, longId, noLink}, options));
    QCOMPARE(written.summary.written, 0);
    QCOMPARE(written.summary.skipped, 3);
}

void TestUploadFormats::kauflandKeepsItsOwnColumns()
{
    for (const QString &name : {u"EAN"_s, u"Locale"_s, u"title"_s, u"Description"_s, u"Category"_s, u"MPN"_s,
                                u"Picture"_s, u"Manufacturer"_s}) {
        Product product = goodProduct();
        product.attributes = {{name, u"Markword"_s}};
        REQUIRE_VALUE(written, writeAll(u"kaufland-csv"_s, {product}, takeAll()));
        REQUIRE_VALUE(plain, writeAll(u"kaufland-csv"_s, {goodProduct()}, takeAll()));
        const auto records = parseDelimited(written.bytes, u';');
        QCOMPARE(records.at(1).mid(0, 9), parseDelimited(plain.bytes, u';').at(1).mid(0, 9));
        QVERIFY2(lostBecause(written.summary, name), lossesText(written.summary));
    }
}

void TestUploadFormats::kauflandTakesTheManufacturerFromAttributes_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"Manufacturer", "Hersteller", "PRODUCENT", "marke", "Brand"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestUploadFormats::kauflandTakesTheManufacturerFromAttributes()
{
    QFETCH(QString, name);
    Product product = goodProduct();
    product.brand.clear();
    product.attributes = {{name, u"Hellmann"_s}};
    UploadOptions strict = takeAll();
    strict.includeInvalid = false; // the rules take it as the manufacturer, so the file must, too
    REQUIRE_VALUE(written, writeAll(u"kaufland-csv"_s, {product}, strict));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    QCOMPARE(cellOf(parseDelimited(written.bytes, u';'), 1, u"manufacturer"_s), u"Hellmann"_s);
}

void TestUploadFormats::ebaySpecifics()
{
    Product product = goodProduct();
    product.attributes = {{u"Herstellernummer"_s, u"HL-7"_s},
                          {u"Marke"_s, u"Other"_s},
                          {u"Farbe"_s, u"rot"_s},
                          {u"Farbe"_s, u"blau"_s},
                          {u"Farbe"_s, u"rot"_s},
                          {u"Form"_s, u"rund|oval"_s}};
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {product}, takeAll()));
    const auto records = parseDelimited(written.bytes, u',');
    const auto cell = [&records](const QString &column) { return cellOf(records, 2, column, 0, 1); };
    QCOMPARE(cell(u"C:Herstellernummer"_s), u"HL-7"_s);
    QCOMPARE(cell(u"C:Marke"_s), u"Hellmann"_s);
    QCOMPARE(cell(u"C:Farbe"_s), u"rot|blau"_s);
    QCOMPARE(cell(u"C:Form"_s), u"rund/oval"_s);
}

void TestUploadFormats::ebayOptionsWithPunctuation()
{
    Product product = productWithVariants();
    product.variants[0].options = {{u"Size=EU"_s, u"36|37"_s}, {u"Fit; cut"_s, u"a;b"_s}};
    product.variants[1].options = {{u"Size=EU"_s, u"38"_s}, {u"Fit; cut"_s, u"c=d"_s}};
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {product}, takeAll()));
    const auto records = parseDelimited(written.bytes, u',');
    QCOMPARE(cellOf(records, 2, u"Relationship details"_s, 0, 1), u"Size-EU=36/37;38|Fit, cut=a,b;c-d"_s);
    QCOMPARE(cellOf(records, 3, u"Relationship details"_s, 0, 1), u"Size-EU=36/37|Fit, cut=a,b"_s);
}

void TestUploadFormats::googleGroupMayBeCalledLikeAnItem()
{
    Product product = productWithVariants();
    product.sku = product.variants.first().sku; // as shops export them
    REQUIRE_VALUE(written, writeAll(u"google-merchant"_s, {product}, takeAll()));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    QCOMPARE(cellOf(parseDelimited(written.bytes, u'\t'), 2, u"item_group_id"_s), u"SHIRT-S"_s);
}

void TestUploadFormats::shopifyTakesSoManyVariants()
{
    Product product = productWithVariants();
    while (product.variants.size() < 2'049) {
        const QString number = QString::number(product.variants.size());
        product.variants.append(product.variants.first());
        product.variants.last().sku = u"SHIRT-"_s + number;
        product.variants.last().options.first().value = number;
    }
    REQUIRE_VALUE(refused, writeAll(u"shopify-csv"_s, {product}, takeAll()));
    QCOMPARE(refused.summary.written, 0);
    QVERIFY2(lostBecause(refused.summary, u"2,048"_s), lossesText(refused.summary));
    product.variants.removeLast();
    REQUIRE_VALUE(written, writeAll(u"shopify-csv"_s, {product}, takeAll()));
    QCOMPARE(written.summary.written, 1);
    QCOMPARE(parseDelimited(written.bytes, u',').size(), 2'049);
}

void TestUploadFormats::tooManyAttributesAreNamed_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("ebay") << u"ebay-csv"_s;
    QTest::newRow("kaufland") << u"kaufland-csv"_s;
}

void TestUploadFormats::tooManyAttributesAreNamed()
{
    QFETCH(QString, format);
    Product product = goodProduct();
    for (int i = 0; i < 600; ++i)
        product.attributes.append({u"Note %1"_s.arg(i), u"x%1"_s.arg(i)});
    REQUIRE_VALUE(written, writeAll(format, {product, goodProduct()}, takeAll()));
    const auto records = parseDelimited(written.bytes, delimiterOf(format));
    const qsizetype header = format == u"ebay-csv" ? 1 : 0;
    QCOMPARE(records.at(header).size(), 500);
    QCOMPARE(records.at(header + 1).size(), 500);
    QVERIFY(written.bytes.contains("x400") && !written.bytes.contains("x599"));
    QVERIFY2(lostBecause(written.summary, format == u"ebay-csv" ? u"“Note 599”"_s : u"“note_599”"_s),
             lossesText(written.summary));
}

void TestUploadFormats::nothingUnsafeComesBackWhereNoTextIsLeft_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("description");
    const QString image = u"<img src=x onerror=alert(1)>"_s;
    const QList<std::pair<const char *, QString>> descriptions = {
        {"style", u"<math><mtext><table><mglyph><style>"_s + image},
        {"comment", u"<!-->"_s + image + u"-->"},
        {"import", u"<style>@import 'javascript:alert(1)'</style>"_s},
        {"attribute", u"<noscript><p title=\"</noscript>"_s + image + u"\"></noscript>"},
        {"frame", u"<iframe srcdoc='<script>alert(1)</script>'></iframe>"_s},
        {"drawing", u"<svg><script>alert(1)</script></svg>"_s},
    };
    for (const UploadFormat &format : UploadWriter::formats()) {
        if (format.marketplace.isEmpty())
            continue;
        for (const auto &[name, text] : descriptions)
            QTest::addRow("%s, %s", qUtf8Printable(format.key), name) << format.key << text;
    }
}

void TestUploadFormats::nothingUnsafeComesBackWhereNoTextIsLeft()
{
    QFETCH(QString, format);
    QFETCH(QString, description);
    Product product = goodProduct();
    product.descriptionOriginal = description;
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    QCOMPARE(written.summary.written, 1);
    QVERIFY2(!written.bytes.contains("alert"), written.bytes.constData());
    QVERIFY(written.summary.lossCount > 0);
}

void TestUploadFormats::variantsThatNobodyCanTellAreLeftOut_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("options"); // they have the same ones, not the same SKU
    QTest::addColumn<QString>("reason");
    for (const char *format : {"ebay-csv", "shopify-csv"}) {
        QTest::addRow("%s: options", format) << QString::fromLatin1(format) << true << u"the same options: S, red"_s;
        QTest::addRow("%s: SKU", format) << QString::fromLatin1(format) << false << u"“SHIRT-S” twice"_s;
    }
}

void TestUploadFormats::variantsThatNobodyCanTellAreLeftOut()
{
    QFETCH(QString, format);
    QFETCH(bool, options);
    QFETCH(QString, reason);
    Product product = productWithVariants();
    if (options)
        product.variants[1].options = product.variants[0].options;
    else
        product.variants[1].sku = product.variants[0].sku;
    REQUIRE_VALUE(written, writeAll(format, {product}, takeAll()));
    QCOMPARE(written.summary.skipped, 1);
    QVERIFY2(lostBecause(written.summary, reason), lossesText(written.summary));
    QVERIFY(!written.bytes.contains("SHIRT-S"));
}

void TestUploadFormats::whatSaysNothingIsNotWritten()
{
    Product product = goodProduct();
    product.brand = u"None"_s;
    product.mpn = u"n/a"_s;
    product.attributes = {{u"Colour"_s, u"N/A"_s}, {u"Kolor"_s, u"nie dotyczy"_s}, {u"Size"_s, u"L"_s}};
    REQUIRE_VALUE(written, writeAll(u"ebay-csv"_s, {product}));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    QVERIFY2(written.bytes.contains("C:Size") && !written.bytes.contains("C:Colour") &&
                 !written.bytes.contains("C:Kolor") && !written.bytes.contains("C:Marke") &&
                 !written.bytes.contains("C:Herstellernummer"),
             written.bytes);
    QVERIFY2(lostBecause(written.summary, u"“None”"_s) && lostBecause(written.summary, u"“n/a”"_s) &&
                 lostBecause(written.summary, u"Colour: N/A, Kolor: nie dotyczy"_s),
             lossesText(written.summary));
    product.brand = u"Unbranded"_s; // what marketplaces themselves ask for
    product.mpn = u"Does not apply"_s;
    REQUIRE_VALUE(answered, writeAll(u"ebay-csv"_s, {product}));
    QVERIFY2(answered.bytes.contains("Unbranded") && answered.bytes.contains("Does not apply"), answered.bytes);
}

void TestUploadFormats::titlesAreOneLine()
{
    Product product = goodProduct();
    product.titleOriginal = u"Hellmann desk lamp\nHL-7 with\tdimmer"_s;
    for (const char *format : {"ebay-csv", "shopify-csv", "amazon-json"}) {
        REQUIRE_VALUE(written, writeAll(QString::fromLatin1(format), {product}, takeAll()));
        QVERIFY2(written.bytes.contains("Hellmann desk lamp HL-7 with dimmer"), written.bytes);
        QVERIFY2(lostBecause(written.summary, u"became blanks"_s), lossesText(written.summary));
    }
}

void TestUploadFormats::escapedMarkupDoesNotComeAlive_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("escaped") << u"A lamp for desks &lt;script&gt;alert(1)&lt;/script&gt;"_s;
    QTest::newRow("escaped in markup") << u"<p>A lamp for desks &lt;script&gt;alert(1)&lt;/script&gt;</p>"_s;
    QTest::newRow("escaped twice") << u"A lamp for desks &amp;lt;img src=x onerror=alert(1)&amp;gt;"_s;
}

void TestUploadFormats::escapedMarkupDoesNotComeAlive()
{
    QFETCH(QString, text);
    Product product = goodProduct();
    product.descriptionOriginal = text;
    product.bulletPoints = {text, u"R&amp;D"_s};
    for (const char *format : {"amazon-json", "google-merchant"}) {
        REQUIRE_VALUE(written, writeAll(QString::fromLatin1(format), {product}, takeAll()));
        QVERIFY2(written.summary.written == 1 && written.bytes.contains("A lamp for desks"), written.bytes);
        QVERIFY2(!written.bytes.contains("<script") && !written.bytes.contains("<img") &&
                     !written.bytes.contains("&lt;"),
                 written.bytes);
    }
}

QTEST_GUILESS_MAIN(TestUploadFormats)
#include "tst_uploadformats.moc"
