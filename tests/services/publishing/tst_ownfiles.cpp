// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/publishing/uploadfixture.h"

#include "models/domain/productfield.h"
#include "services/importing/importer.h"
#include "services/publishing/exportrun.h"
#include "services/storage/listingrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;
using namespace listwright::test;

namespace {

/** Texts that have been seen to change on their way through a file. */
QList<std::pair<const char *, QString>> weirdTexts()
{
    return {
        {"quotes", u"5\" pipe, \"six\" and ''"_s},
        {"line feeds", u"a\nb\n\nc"_s},
        {"carriage returns", u"a\r\nb"_s},
        {"emoji", u"Lamp 😀 👩‍🔧 🇵🇱"_s},
        {"leading zeros", u"000123"_s},
        {"large number", u"5901234123457000000"_s},
        {"exponent", u"1E5"_s},
        {"no-break blanks", u"10\u00A0m\u202F2"_s},
        {"formula", u"=1+1"_s},
        {"apostrophe and formula", u"'=1+1"_s},
        {"apostrophes", u"''x"_s},
        {"minus", u"-5.5"_s},
        {"at", u"@home"_s},
        {"delimiters", u"a;b\tc|d,e"_s},
        {"backslashes", u"C:\\new\\table\\"_s},
        {"JSON", u"[{\"name\":\"x\"}]"_s},
        {"HTML", u"<p class='x'>R&amp;D &lt;b&gt;</p>"_s},
        {"entities", u"&amp;nbsp;"_s},
        {"separators", u"a\u2028b\u2029c\u0085d"_s},
        {"byte order mark inside", u"a\uFEFFb"_s},
        {"combined letters", u"e\u0301 Z\u0307"_s},
        {"right to left", u"\u202Bمصباح\u202C"_s},
        {"outer blanks", u"  a b \n"_s},
        {"words for nothing", u"NULL"_s},
        {"not available", u"N/A"_s},
        {"yes", u"TRUE"_s},
        {"very long", u"Größe żółć "_s.repeated(4'000).trimmed()},
    };
}

Product weirdProduct(const char *name, const QString &text)
{
    Product product = productWithVariants();
    product.sourceId = QString::fromLatin1(name);
    product.sku = u"SKU "_s + product.sourceId;
    product.titleOriginal = product.titleOptimized = text.left(2'000).trimmed(); // imports take titles of 10,000 bytes
    product.descriptionOriginal = product.descriptionOptimized = text;
    product.brand = product.mpn = product.category = text.left(200).simplified();
    product.bulletPoints = {text, u"second"_s};
    product.attributes = {{u"Note"_s, text}, {u"Note"_s, u"again"_s}};
    product.images[0].altText = text;
    product.variants[0].options[0].value = text;
    product.price = euro(123456);
    product.quantity = 0;
    return product;
}

} // namespace

class TestOwnFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvHeader();
    void csvCells();
    void csvIsReversible_data();
    void csvIsReversible();
    void csvEmptyFieldsStayEmpty();
    void csvNamesWhatOnlyJsonCarries();
    void jsonIsComplete();
    void jsonEmpty();
    void writeErrorsAreSaid();
    void exportedAndImportedAgainNothingChanges_data() { addDatabases(); }
    void exportedAndImportedAgainNothingChanges();
    void intoAnEmptyCatalogTheSameProductsCome_data();
    void intoAnEmptyCatalogTheSameProductsCome();
    void jsonMovesWholeProducts_data() { addDatabases(); }
    void jsonMovesWholeProducts();
};

void TestOwnFiles::csvHeader()
{
    REQUIRE_VALUE(written, writeAll(u"own-csv"_s, {}));
    QCOMPARE(written.bytes,
             QByteArray("\xEF\xBB\xBFsource_platform,source_id,source_url,sku,gtin,mpn,title_original,title_optimized,"
                        "description_original,description_optimized,category,brand,condition,price,currency,quantity,"
                        "bullet_points,attributes,images,variants\n"));
}

void TestOwnFiles::csvCells()
{
    Product product = productWithVariants();
    product.bulletPoints = {u"Brushed, \"soft\""_s};
    product.price = Money(1200, *Currency::fromCode("JPY"));
    REQUIRE_VALUE(written, writeAll(u"own-csv"_s, {product}));
    const auto records = parseDelimited(written.bytes, u',');
    QCOMPARE(records.size(), 2);
    QCOMPARE(cellOf(records, 1, u"description_original"_s), product.descriptionOriginal);
    QCOMPARE(cellOf(records, 1, u"price"_s), u"1200"_s);
    QCOMPARE(cellOf(records, 1, u"currency"_s), u"JPY"_s);
    QCOMPARE(cellOf(records, 1, u"condition"_s), u"new"_s);
    const auto bytes = [&records](const QString &column) { return cellOf(records, 1, column).toUtf8(); };
    QCOMPARE(stringsFromJson(bytes(u"bullet_points"_s)).value_or(QStringList()), product.bulletPoints);
    QCOMPARE(imagesFromJson(bytes(u"images"_s)).value_or(QList<Image>()), product.images);
    QCOMPARE(variantsFromJson(bytes(u"variants"_s)).value_or(QList<Variant>()), product.variants);
}

void TestOwnFiles::csvIsReversible_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"Lamp"_s;
    QTest::newRow("formula") << u"=1+1"_s;
    QTest::newRow("apostrophe") << u"'tis a lamp"_s;
    QTest::newRow("apostrophe and formula") << u"'=1+1"_s;
    QTest::newRow("two apostrophes") << u"''x"_s;
    QTest::newRow("negative number") << u"-5.5"_s;
    QTest::newRow("dash") << u"- nice"_s;
    QTest::newRow("at") << u"@home"_s;
}

void TestOwnFiles::csvIsReversible()
{
    QFETCH(QString, text);
    Product product = goodProduct();
    product.titleOriginal = text;
    REQUIRE_VALUE(written, writeAll(u"own-csv"_s, {product}));
    QString cell = cellOf(parseDelimited(written.bytes, u','), 1, u"title_original"_s);
    QVERIFY(!cell.startsWith(u'=') && !cell.startsWith(u'@'));
    // the rule of docs/upload-files.md for reading
    if (cell.size() > 1 && cell.startsWith(u'\'') && u"=+-@\t\r'"_s.contains(cell.at(1)))
        cell.remove(0, 1);
    QCOMPARE(cell, text);
}

void TestOwnFiles::csvEmptyFieldsStayEmpty()
{
    Product product;
    product.sourcePlatform = u"shop"_s;
    product.sourceId = u"1"_s;
    REQUIRE_VALUE(written, writeAll(u"own-csv"_s, {product}));
    QVERIFY(written.bytes.endsWith("\nshop,1,,,,,,,,,,,,,,,,,,\n"));
}

void TestOwnFiles::csvNamesWhatOnlyJsonCarries()
{
    Product product = goodProduct();
    product.marketplaceData.insert(u"ebay"_s, QJsonObject{{u"category_id"_s, u"9355"_s}});
    REQUIRE_VALUE(written, writeAll(u"own-csv"_s, {product}));
    QCOMPARE(written.summary.lossCount, 1);
    QCOMPARE(written.summary.losses.at(0).field, fieldLabel(ProductField::MarketplaceData));
}

void TestOwnFiles::jsonIsComplete()
{
    Product product = productWithVariants();
    product.uid = QUuid::createUuid();
    product.createdAt = product.updatedAt = QDateTime::fromMSecsSinceEpoch(1'760'000'000'000, Qt::UTC);
    product.optimizedData.insert(u"x"_s, 1);
    REQUIRE_VALUE(written, writeAll(u"own-json"_s, {product, goodProduct()}));
    const QJsonArray array = QJsonDocument::fromJson(written.bytes).array();
    QCOMPARE(array.size(), 2);
    REQUIRE_VALUE(read, productFromJson(array.at(0).toObject()));
    QCOMPARE(read, product);
    QCOMPARE(written.summary.lossCount, 0);
}

void TestOwnFiles::jsonEmpty()
{
    REQUIRE_VALUE(written, writeAll(u"own-json"_s, {}));
    QVERIFY(QJsonDocument::fromJson(written.bytes).isArray());
}

void TestOwnFiles::writeErrorsAreSaid()
{
    QFile full(u"/dev/full"_s);
    if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        QSKIP("needs /dev/full");
    const auto writer = UploadWriter::begin(u"own-json"_s, full, nullptr, {});
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, ErrorCode::StorageFull);
}

namespace {

Result<ImportSummary> importFile(Storage &storage, const QString &file)
{
    const auto preview = previewImport(file, {}, u"EUR"_s);
    if (!preview)
        return failure(preview.error());
    return runImport(storage, preview->plan, QFileInfo(file).path());
}

Result<ExportOutcome> exportFile(Storage &storage, const QString &format, const QString &file)
{
    ExportRequest request;
    request.format = format;
    request.file = file;
    return runExport(storage, RulePacks(), request);
}

QByteArray problemsOf(const ImportSummary &summary)
{
    QStringList lines;
    for (const RecordProblem &problem : summary.problems)
        lines.append(u"%1 %2: %3 (%4)"_s.arg(problem.line).arg(problem.column, problem.reason, problem.value.left(80)));
    return lines.join(u'\n').toUtf8();
}

/** Which fields of a product are not the same any more. */
QByteArray differences(const Product &before, const Product &after)
{
    QString text;
    for (const ProductField field : allProductFields()) {
        const QString left = fieldText(before, field);
        const QString right = fieldText(after, field);
        if (left != right)
            text +=
                before.sourceId + u' ' + fieldName(field) + u": " + left.left(200) + u" → " + right.left(200) + u'\n';
    }
    return text.toUtf8();
}

} // namespace

void TestOwnFiles::exportedAndImportedAgainNothingChanges()
{
    CatalogFixture fixture;
    if (!fixture.isAvailable())
        QSKIP(qPrintable(fixture.whyNot()));
    const auto storage = fixture.open();
    QList<Product> products;
    for (const auto &[name, text] : weirdTexts())
        products.append(weirdProduct(name, text));
    for (const QString &id : {u"=1+1"_s, u"'abc"_s, u"''d"_s, u"+49"_s, u"@x"_s, u"-1"_s}) {
        Product product = goodProduct();
        product.sourcePlatform = id; // what stands for the product is guarded like every other text
        product.sourceId = product.sku = id;
        products.append(product);
    }
    insertProducts(*storage, products);
    const QList<Product> before = allProducts(*storage);
    for (const QString &format : {u"own-csv"_s, u"own-json"_s}) {
        const QString file = QDir(fixture.folder()).filePath(u"own."_s + format.mid(4));
        QVERIFY(exportFile(*storage, format, file));
        const auto summary = importFile(*storage, file);
        QVERIFY2(summary, summary ? "" : qUtf8Printable(summary.error().message));
        const QList<Product> after = allProducts(*storage);
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i)
            QVERIFY2(after.at(i) == before.at(i), differences(before.at(i), after.at(i)));
        QVERIFY2(summary->problems.isEmpty(), problemsOf(*summary));
        QCOMPARE(summary->job.layout, format);
        QCOMPARE(summary->job.unchanged, static_cast<qint64>(products.size()));
    }
}

void TestOwnFiles::intoAnEmptyCatalogTheSameProductsCome_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("csv") << u"own-csv"_s;
    QTest::newRow("json") << u"own-json"_s;
}

void TestOwnFiles::intoAnEmptyCatalogTheSameProductsCome()
{
    QFETCH(QString, format);
    const CatalogFixture one;
    const CatalogFixture other;
    const auto from = one.open();
    const auto to = other.open();
    QList<Product> products;
    for (const auto &[name, text] : weirdTexts())
        products.append(weirdProduct(name, text));
    insertProducts(*from, products);
    const QString file = QDir(one.folder()).filePath(u"own."_s + format.mid(4));
    QVERIFY(exportFile(*from, format, file));
    const auto summary = importFile(*to, file);
    QVERIFY2(summary, summary ? "" : qUtf8Printable(summary.error().message));
    QVERIFY2(summary->problems.isEmpty(), problemsOf(*summary));
    QCOMPARE(summary->job.created, static_cast<qint64>(products.size()));
    const QList<Product> there = allProducts(*to);
    const QList<Product> here = allProducts(*from);
    QCOMPARE(there.size(), here.size());
    for (qsizetype i = 0; i < here.size(); ++i)
        QVERIFY2(differences(here.at(i), there.at(i)).isEmpty(), differences(here.at(i), there.at(i)));
}

void TestOwnFiles::jsonMovesWholeProducts()
{
    const CatalogFixture one;
    const CatalogFixture other;
    if (!one.isAvailable() || !other.isAvailable())
        QSKIP(qPrintable(one.whyNot() + other.whyNot()));
    const auto from = one.open();
    const auto to = other.open();
    Product product = goodProduct();
    product.sourceData = R"({"price":"1.099,- €","columns":{"b":1.10,"a":"x"}})";
    product.optimizedData = {{u"note"_s, u"x"_s}};
    product.marketplaceData = {{u"amazon"_s, QJsonObject{{u"asin"_s, u"B0"_s}}}};
    product.status = ProductStatus::Published;
    const Product here = insertProducts(*from, {product}).first();
    Listing listing;
    listing.productId = here.id;
    listing.marketplace = u"amazon"_s;
    listing.title = u"=Better \"title\""_s;
    listing.description = u"<p>Better</p>"_s;
    listing.bulletPoints = {u"one"_s, u"two"_s};
    listing.price = euro(1999);
    listing.quantity = 4;
    listing.categoryId = u"123"_s;
    listing.externalId = u"B0EXAMPLE"_s;
    listing.url = u"https://example.com/B0"_s;
    listing.state = ListingState::Live;
    saveListings(*from, {listing});

    const QString table = QDir(one.folder()).filePath(u"own.csv"_s);
    const auto poorer = exportFile(*from, u"own-csv"_s, table);
    QVERIFY(poorer);
    QCOMPARE(poorer->summary.lossCount, 4); // data of optimizer, marketplaces and source, and the listing

    const QString file = QDir(one.folder()).filePath(u"own.json"_s);
    const auto exported = exportFile(*from, u"own-json"_s, file);
    QVERIFY(exported);
    QCOMPARE(exported->summary.lossCount, 0);
    const auto summary = importFile(*to, file);
    QVERIFY2(summary, summary ? "" : qUtf8Printable(summary.error().message));
    QVERIFY2(summary->problems.isEmpty(), problemsOf(*summary));
    const Product there = allProducts(*to).first();
    QVERIFY2(differences(here, there).isEmpty(), differences(here, there));
    QCOMPARE(there.uid, here.uid);
    QCOMPARE(there.createdAt, here.createdAt);
    QCOMPARE(there.status, here.status);
    if (one.postgres())
        QCOMPARE(QJsonDocument::fromJson(there.sourceData), QJsonDocument::fromJson(here.sourceData));
    else
        QCOMPARE(there.sourceData, here.sourceData);
    const auto arrived =
        valueOf(to->read([id = there.id](Database &database) { return ListingRepository(database).ofProduct(id); }));
    QCOMPARE(arrived.size(), 1);
    listing.id = arrived.first().id;
    listing.productId = there.id;
    listing.updatedAt = arrived.first().updatedAt;
    QVERIFY(arrived.first() == listing);
    const auto again = importFile(*to, file);
    QVERIFY(again);
    QCOMPARE(again->job.unchanged, 1);
}

QTEST_GUILESS_MAIN(TestOwnFiles)
#include "tst_ownfiles.moc"
