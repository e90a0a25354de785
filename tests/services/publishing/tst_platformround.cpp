// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A platform's own file imported and exported to it again: what it knows its products by must stay.

#include "tests/services/publishing/uploadfixture.h"

#include "services/importing/importer.h"
#include "services/importing/importsource.h"
#include "services/publishing/exportrun.h"
#include "tests/support/catalogfixture.h"

#include <QDir>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

void saveFile(const QString &name, const QByteArray &content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's file");
}

/** Imports the file and exports the catalog in the format; the records, and in `losses` what was said. */
Result<QList<QStringList>> afterRound(Storage &storage, const QString &folder, const QByteArray &file,
                                      const QString &format, QByteArray &losses)
{
    const QString source = QDir(folder).filePath(u"in.csv"_s);
    saveFile(source, file);
    const auto preview = previewImport(source, {}, u"EUR"_s);
    if (!preview)
        return failure(preview.error());
    if (const auto imported = runImport(storage, preview->plan, folder); !imported)
        return failure(imported.error());
    static const RulePacks packs = RulePacks::load();
    ExportRequest request;
    request.format = format;
    request.file = QDir(folder).filePath(u"out.csv"_s);
    request.options = takeAll();
    const auto outcome = runExport(storage, packs, request);
    if (!outcome)
        return failure(outcome.error());
    QFile written(request.file);
    if (!written.open(QIODevice::ReadOnly))
        qFatal("cannot read the test's file");
    losses = lossesText(outcome->summary);
    return parseDelimited(written.readAll(), u',');
}

} // namespace

class TestPlatformRound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shopify_data() { addDatabases(); }
    void shopify();
    void shopifyBefore2024_data() { addDatabases(); }
    void shopifyBefore2024();
    void ebayLiveOffers_data() { addDatabases(); }
    void ebayLiveOffers();
    void ebayTemplates_data() { addDatabases(); }
    void ebayTemplates();
};

#define OPEN_ROUND(records, format, ...)                                                                               \
    CatalogFixture fixture;                                                                                            \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    const auto storage = fixture.open();                                                                               \
    QByteArray losses;                                                                                                 \
    REQUIRE_VALUE(records, afterRound(*storage, fixture.folder(), __VA_ARGS__, format, losses))

void TestPlatformRound::shopify()
{
    OPEN_ROUND(records, u"shopify-csv"_s,
               "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,"
               "Option1 name,Option1 value,Price\n"
               "Blue Shirt,ocean-shirt,Cotton,Nordkap,Apparel > Shirts,Work shirt,\"men, blue\",FALSE,Draft,S-1,"
               "Size,M,12.00\n"
               ",ocean-shirt,,,,,,,,S-2,Size,L,12.00\n"
               "Mug,mug,Clay,Nordkap,,,,TRUE,Active,M-1,Title,Default Title,5.00\n");
    QCOMPARE(records.size(), 4);
    const auto cell = [&records](qsizetype record, const QString &column) { return cellOf(records, record, column); };
    QCOMPARE(cell(1, u"URL handle"_s), u"ocean-shirt"_s);
    QCOMPARE(cell(2, u"URL handle"_s), u"ocean-shirt"_s);
    QCOMPARE(cell(1, u"Tags"_s), u"men, blue"_s);
    QCOMPARE(cell(1, u"Published on online store"_s), u"FALSE"_s);
    QCOMPARE(cell(1, u"Status"_s), u"Draft"_s);
    QCOMPARE(cell(1, u"Product category"_s), u"Apparel > Shirts"_s);
    QCOMPARE(cell(1, u"Type"_s), u"Work shirt"_s);
    QVERIFY2(!losses.contains("Type") && !losses.contains("category"), losses);
    QCOMPARE(cell(3, u"URL handle"_s), u"mug"_s);
    QCOMPARE(cell(3, u"Tags"_s), QString());
    QCOMPARE(cell(3, u"Published on online store"_s), u"TRUE"_s);
    QCOMPARE(cell(3, u"Status"_s), u"Active"_s);
}

void TestPlatformRound::shopifyBefore2024()
{
    OPEN_ROUND(records, u"shopify-csv"_s,
               "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Variant SKU,Variant Price\n"
               "ocean-blue-shirt,Ocean Blue Shirt,Cotton,Nordkap,,men,false,S-1,50.00\n");
    QCOMPARE(records.size(), 2);
    QCOMPARE(cellOf(records, 1, u"URL handle"_s), u"ocean-blue-shirt"_s);
    QCOMPARE(cellOf(records, 1, u"Tags"_s), u"men"_s);
    QCOMPARE(cellOf(records, 1, u"Published on online store"_s), u"FALSE"_s);
}

void TestPlatformRound::ebayLiveOffers()
{
    OPEN_ROUND(records, u"ebay-csv"_s,
               "Item number,Title,Variation details,Custom label (SKU),Available quantity,Currency,Current price,"
               "eBay category 1 name,eBay category 1 number\n"
               "110012345678,Desk lamp,,LAMP,4,EUR,12.50,Lamps,112581\n"
               "110012345679,Shirt,Size=M;L,,4,EUR,,Shirts,185101\n"
               "110012345679,Shirt,Size=M,SHIRT-M,2,EUR,9.00,Shirts,185101\n"
               "110012345679,Shirt,Size=L,SHIRT-L,2,EUR,9.50,Shirts,185101\n");
    QCOMPARE(records.size(), 6);
    const auto cell = [&records](qsizetype record, const QString &column) {
        return cellOf(records, record, column, 0, 1);
    };
    QCOMPARE(records.at(2).first(), u"Revise"_s); // not a second offer of the same thing
    QCOMPARE(cell(2, u"ItemID"_s), u"110012345678"_s);
    QCOMPARE(cell(2, u"Start price"_s), u"12.50"_s);
    QCOMPARE(cell(2, u"Category ID"_s), u"112581"_s);
    QCOMPARE(records.at(3).first(), u"Revise"_s);
    QCOMPARE(cell(3, u"ItemID"_s), u"110012345679"_s);
    QCOMPARE(records.at(4).first(), QString());
    QCOMPARE(cell(4, u"Start price"_s), u"9.00"_s);
}

void TestPlatformRound::ebayTemplates()
{
    OPEN_ROUND(records, u"ebay-csv"_s,
               "*Action(SiteID=Germany|Country=DE|Currency=EUR|Version=1193|CC=UTF-8),Custom label (SKU),Category ID,"
               "Title,Start price,Quantity\n"
               "Add,1000123456,112581,Desk lamp with a foot of oak,12.50,4\n");
    QCOMPARE(records.size(), 3);
    QCOMPARE(records.at(2).first(), u"Add"_s); // the SKU is no number of an offer
    QCOMPARE(cellOf(records, 2, u"Category ID"_s, 0, 1), u"112581"_s);
    QVERIFY2(!losses.contains("Category ID"), losses);
}

QTEST_GUILESS_MAIN(TestPlatformRound)
#include "tst_platformround.moc"
