// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/publishing/uploadfixture.h"

#include "models/domain/productfield.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;
using namespace listwright::test;

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

QTEST_GUILESS_MAIN(TestOwnFiles)
#include "tst_ownfiles.moc"
