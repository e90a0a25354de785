// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Detection and products of whole files, without a storage: what each layout and each bad input becomes.

#include "tests/services/importing/importfixture.h"
#include "tests/support/ordinaryrights.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace listwright;
using namespace listwright::importtest;

class ImportPreviewTest : public QObject
{
    Q_OBJECT

    static QString own(const QString &name)
    {
        return QStringLiteral(LISTWRIGHT_SOURCE_DIR "/resources/samples/") + name;
    }
    static QString target(const Outcome &outcome, const QString &column)
    {
        for (const ColumnMapping &mapping : outcome.preview.plan.mapping) {
            if (mapping.column == column)
                return mapping.target;
        }
        return QStringLiteral("no such column");
    }
    static bool hasDoubt(const Outcome &outcome, const QString &part)
    {
        return std::any_of(outcome.preview.doubts.begin(), outcome.preview.doubts.end(),
                           [&](const QString &doubt) { return doubt.contains(part); });
    }

private Q_SLOTS:
    void germanShopExport()
    {
        const Outcome outcome = readFile(own(QStringLiteral("demo-products.csv")));
        QCOMPARE(outcome.error, QString());
        const ReadOptions &options = outcome.preview.plan.options;
        QCOMPARE(options.delimiter, ';');
        QCOMPARE(options.encoding, QStringLiteral("UTF-8"));
        QCOMPARE(options.decimalStyle, DecimalStyle::Comma);
        QCOMPARE(options.headerRow, 1);
        QCOMPARE(target(outcome, QStringLiteral("Preis")), QStringLiteral("price"));
        QCOMPARE(target(outcome, QStringLiteral("Farbe")), QStringLiteral("attribute:")); // under its own name
        QCOMPARE(outcome.rejected, qsizetype(5));
        QCOMPARE(outcome.products.size(), std::size_t(35));
        const ProductDraft *drill = outcome.find("DE-1007");
        QVERIFY(drill);
        QCOMPARE(*drill->priceMinorUnits, qint64(109900));
        QCOMPARE(drill->currency->code(), QStringLiteral("EUR"));
        QCOMPARE(drill->images.size(), std::size_t(2));
        QVERIFY(drill->sourceData.find("1.099,00 €") != std::string::npos);
        QVERIFY(drill->description.find('\n') != std::string::npos);
        QVERIFY(outcome.find("DE-1022") && outcome.find("DE-1022")->gtin.empty());
        QVERIFY(outcome.hasProblem(QStringLiteral("check digit")));
        QVERIFY(outcome.hasProblem(QStringLiteral("title is missing")));
        QVERIFY(outcome.hasProblem(QStringLiteral("http")));
    }

    void problemsNameLineColumnValueAndReason()
    {
        const Outcome outcome = readBytes("sku,title,price\nA,Cup,5.00\nB,\"two\nlines\",6.00\nC,Pot,cheap\n");
        QCOMPARE(outcome.rejected, qsizetype(1));
        QCOMPARE(outcome.problems.size(), qsizetype(1));
        const RecordProblem &problem = outcome.problems.front();
        QCOMPARE(problem.line, qint64(5));
        QCOMPARE(problem.column, QStringLiteral("price"));
        QCOMPARE(problem.value, QStringLiteral("cheap"));
        QVERIFY(!problem.reason.isEmpty());
        QCOMPARE(outcome.preview.rows.size(), qsizetype(3));
        QCOMPARE(outcome.preview.rows[2].problems.size(), qsizetype(1));
        QCOMPARE(outcome.preview.rows[0].values.size(), outcome.preview.targetColumns.size());
    }

    void shopifyGroupsVariantsAndImages()
    {
        const Outcome outcome = readFile(own(QStringLiteral("shopify.csv")));
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("shopify-old"));
        QCOMPARE(outcome.products.size(), std::size_t(19));
        const ProductDraft *shirt = outcome.find("linen-shirt-1");
        QVERIFY(shirt);
        QCOMPARE(shirt->sourcePlatform, std::string("shopify"));
        QCOMPARE(shirt->variants.size(), std::size_t(3));
        QCOMPARE(shirt->variants[1].options[0].first, std::string("Size"));
        QCOMPARE(shirt->variants[1].options[0].second, std::string("M"));
        QCOMPARE(*shirt->priceMinorUnits, qint64(2050));
        QCOMPARE(*shirt->quantity, qint64(1 + 3 + 5));
        QVERIFY(!shirt->variants[0].gtin.empty() && shirt->variants[0].gtin[0] != '\'');
        const ProductDraft *mug = outcome.find("clay-mug-0");
        QVERIFY(mug);
        QVERIFY(mug->variants.empty());
        QCOMPARE(mug->sku, std::string("CLAY-MUG-0-ONE"));
        QCOMPARE(mug->images.size(), std::size_t(2));
        QCOMPARE(*mug->quantity, qint64(0)); // sold out below zero
    }

    void allegroWebhook()
    {
        const Outcome outcome = readFile(own(QStringLiteral("allegro-webhook.json")));
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("allegro-webhook"));
        QCOMPARE(outcome.products.size(), std::size_t(21));
        const ProductDraft *fourth = outcome.find("17854601003");
        QVERIFY(fourth);
        QCOMPARE(*fourth->priceMinorUnits, qint64(499900));
        QCOMPARE(fourth->currency->code(), QStringLiteral("PLN"));
        QCOMPARE(fourth->category, std::string("Elektronika > Telefony i Akcesoria > Akcesoria GSM"));
        QCOMPARE(fourth->bulletPoints.size(), std::size_t(2));
        QCOMPARE(fourth->attributes.size(), std::size_t(3));
        QCOMPARE(fourth->condition, Condition::New);
        QVERIFY(outcome.find("17854601017") && !outcome.find("17854601017")->priceMinorUnits);
        QCOMPARE(*outcome.find("17854601002")->priceMinorUnits, qint64(4390));
    }

    void amazonReportInItsEncoding()
    {
        const Outcome outcome = readFile(own(QStringLiteral("amazon-listings.txt")));
        const ReadOptions &options = outcome.preview.plan.options;
        QCOMPARE(options.layout, QStringLiteral("amazon-listings"));
        QCOMPARE(options.encoding, QStringLiteral("windows-1252"));
        QCOMPARE(options.delimiter, '\t');
        QCOMPARE(options.quote, '\0');
        QCOMPARE(outcome.products.size(), std::size_t(18));
        QVERIFY(outcome.find("AMZ-000")->title.starts_with("Bürobedarf Hängemappen"));
        QVERIFY(outcome.find("AMZ-000")->title.find("–") != std::string::npos);
        QVERIFY(outcome.find("AMZ-000")->gtin.empty()); // an ASIN
        QVERIFY(!outcome.find("AMZ-001")->gtin.empty());
        QCOMPARE(outcome.find("AMZ-001")->condition, Condition::New);
    }

    void amazonReportWithTranslatedHeaders()
    {
        QFile file(own(QStringLiteral("amazon-listings.txt")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QList<QByteArray> lines = file.readAll().split('\n');
        QByteArrayList header;
        for (int i = 0; i < 29; ++i)
            header.append("Spalte-" + QByteArray::number(i));
        lines[0] = header.join('\t') + '\r';
        const Outcome outcome = readBytes(lines.join('\n'));
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("amazon-listings"));
        QCOMPARE(outcome.products.size(), std::size_t(18));
        QCOMPARE(*outcome.find("AMZ-003")->priceMinorUnits, qint64(1290));
    }

    void ebayTemplateWithPreambleAndVariations()
    {
        const Outcome outcome = readBytes(
            "#INFO,Version=1.0.0,Template=fx_category_template_EBAY_DE,,,\n"
            "*Action(SiteID=Germany|Country=DE|Currency=PLN|Version=1193),Custom label (SKU),Title,Relationship,"
            "Relationship details,P:EAN,Start price,Quantity,Item photo URL,Condition ID,C:Marke,C:Farbe\n"
            "Add,SKU-1,Hülle,,,4006381333931,19.99,5,https://i.example/1.jpg|https://i.example/"
            "2.jpg,1000-Neu,Bizon,Rot\n"
            "Add,P-1,Shirt,,Größe=S;M,,,,https://i.example/p.jpg,1000,,\n"
            ",P-1-S,,Variation,Größe=S,,9.99,3,,,,\n"
            ",P-1-M,,Variation,Größe=M,,8.99,0,,,,\n"
            "End,SKU-9,,,,,,,,,,\n");
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("ebay-upload"));
        QCOMPARE(outcome.preview.plan.options.headerRow, 2);
        QCOMPARE(outcome.products.size(), std::size_t(2));
        QCOMPARE(outcome.rejected, qsizetype(0));
        const ProductDraft *cover = outcome.find("SKU-1");
        QCOMPARE(cover->currency->code(), QStringLiteral("PLN")); // from the header
        QCOMPARE(cover->images.size(), std::size_t(2));
        QCOMPARE(cover->brand, std::string("Bizon"));
        QCOMPARE(cover->attributes[0].first, std::string("Farbe"));
        const ProductDraft *shirt = outcome.find("P-1");
        QCOMPARE(shirt->variants.size(), std::size_t(2));
        QCOMPARE(*shirt->priceMinorUnits, qint64(899));
        QCOMPARE(*shirt->quantity, qint64(3));
    }

    void ebayActiveListingsDoNotAddUpTheParent()
    {
        const Outcome outcome =
            readBytes("\xEF\xBB\xBFItem number,Title,Variation details,Custom label (SKU),Available "
                      "quantity,Currency,Start price,Condition\n"
                      "110,Shirt,Color=Red;Blue,P,7,USD,,New\n110,Shirt,Color=Red,P-R,3,USD,9.5,New\n"
                      "110,Shirt,Color=Blue,P-B,4,USD,9.9,New\n111,Cup,,CUP,2,USD,5,Used\n");
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("ebay-active"));
        QCOMPARE(outcome.products.size(), std::size_t(2));
        QCOMPARE(*outcome.find("110")->quantity, qint64(7));
        QCOMPARE(outcome.find("110")->variants.size(), std::size_t(2));
        QCOMPARE(outcome.find("111")->sku, std::string("CUP"));
    }

    void newShopifyColumns()
    {
        const Outcome outcome =
            readBytes("Title,URL handle,Description,Vendor,SKU,Barcode,Option1 name,Option1 value,Price,"
                      "Inventory quantity,Product image URL\n"
                      "Mug,mug,<p>x</p>,Potter,M-1,'4006381333931,Title,Default Title,12.50,3,"
                      "https://i.example/m.jpg\n,mug,,,,,,,,,https://i.example/m2.jpg\n");
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("shopify-new"));
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QCOMPARE(outcome.products[0].gtin, std::string("4006381333931"));
        QCOMPARE(outcome.products[0].images.size(), std::size_t(2));
        QVERIFY(outcome.products[0].attributes.empty());
    }

    void reviseFileMayLackTitles()
    {
        const Outcome outcome = readBytes("*Action(SiteID=US|Currency=USD),ItemID,CustomLabel,*StartPrice,*Quantity\n"
                                          "Revise,1100,SKU-1,18.50,4\nEnd,1101,SKU-2,,\n");
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("ebay-revise"));
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QCOMPARE(outcome.products[0].sourceId, std::string("1100"));
        QCOMPARE(outcome.products[0].currency->code(), QStringLiteral("USD"));
    }

    void ownCsvComesBackUnchanged()
    {
        const Outcome outcome = readBytes(
            "source_platform,source_id,source_url,sku,gtin,mpn,title_original,title_optimized,description_original,"
            "description_optimized,category,brand,condition,price,currency,quantity,bullet_points,attributes,images,"
            "variants\n"
            "amazon,X1,https://a.example/x,S1,4006381333931,M1,'=Sum of parts,Better,\" kept \n\",,A > B,Acme,used,"
            "3.350,KWD,5,\"[\"\"one\"\",\"\" two \"\"]\",\"[{\"\"name\"\":\"\"Size\"\",\"\"value\"\":\"\"M \"\"}]\","
            "\"[{\"\"url\"\":\"\"https://i.example/1.jpg\"\",\"\"alt\"\":\"\"front\"\"}]\","
            "\"[{\"\"sku\"\":\"\"V1\"\",\"\"options\"\":[{\"\"name\"\":\"\"Size\"\",\"\"value\"\":\"\"M\"\"}],"
            "\"\"price\"\":\"\"3.350\"\",\"\"currency\"\":\"\"KWD\"\",\"\"quantity\"\":2}]\"\n");
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("own-csv"));
        QCOMPARE(outcome.products.size(), std::size_t(1));
        const ProductDraft &product = outcome.products[0];
        QCOMPARE(product.sourcePlatform, std::string("amazon"));
        QCOMPARE(product.title, std::string("=Sum of parts"));
        QCOMPARE(product.titleOptimized, std::string("Better"));
        QCOMPARE(product.description, std::string(" kept \n"));
        QCOMPARE(product.condition, Condition::Used);
        QCOMPARE(*product.priceMinorUnits, qint64(3350));
        QCOMPARE(product.bulletPoints, (std::vector<std::string>{"one", " two "}));
        QCOMPARE(product.attributes[0].second, std::string("M "));
        QCOMPARE(product.images[0].second, std::string("front"));
        QCOMPARE(product.variants.size(), std::size_t(1));
        QCOMPARE(*product.variants[0].priceMinorUnits, qint64(3350));
        QCOMPARE(product.variants[0].options[0].second, std::string("M"));
    }

    void ownJsonComesBackUnchanged()
    {
        Product product;
        product.sourcePlatform = QStringLiteral("ebay");
        product.sourceId = QStringLiteral("77");
        product.titleOriginal = QStringLiteral("=Żółw");
        product.price = Money(1299, *Currency::fromCode("PLN"));
        product.quantity = 4;
        product.condition = Condition::OpenBox;
        product.attributes = {{QStringLiteral("Kolor"), QStringLiteral("zielony")}};
        product.images = {{QStringLiteral("https://i.example/1.jpg"), {}}};
        const QByteArray json = QJsonDocument(QJsonArray{productToJson(product)}).toJson();
        const Outcome outcome = readBytes(json, {});
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("own-json"));
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QCOMPARE(outcome.products[0].title, std::string("=Żółw"));
        QCOMPARE(*outcome.products[0].priceMinorUnits, qint64(1299));
        QCOMPARE(outcome.products[0].condition, Condition::OpenBox);
        QVERIFY(outcome.products[0].sourceData.empty());
    }

    void blankLeavesAndTheTokenClears()
    {
        const Outcome outcome = readBytes("sku,title,brand,ean,price\nA,Cup,,,\nB,Pot,__CLEAR__,__CLEAR__,__CLEAR__\n"
                                          "C,__CLEAR__,,,\n");
        QCOMPARE(outcome.products.size(), std::size_t(2));
        QCOMPARE(outcome.products[0].cleared, quint64(0));
        const auto bit = [](ProductField field) { return quint64(1) << static_cast<int>(field); };
        QCOMPARE(outcome.products[1].cleared,
                 bit(ProductField::Brand) | bit(ProductField::Gtin) | bit(ProductField::Price));
        QVERIFY(outcome.products[1].brand.empty());
        QVERIFY(outcome.hasProblem(QStringLiteral("emptied")));
    }

    void identityFallsBack()
    {
        const Outcome outcome = readBytes("id,sku,ean,title\n1,A,,x\n,B,4006381333931,y\n,,'4006381333931,z\n,,,w\n");
        QCOMPARE(outcome.products.size(), std::size_t(3));
        QCOMPARE(outcome.products[0].sourceId, std::string("1"));
        QCOMPARE(outcome.products[1].sourceId, std::string("B"));
        QCOMPARE(outcome.products[2].sourceId, std::string("4006381333931"));
        QVERIFY(outcome.hasProblem(QStringLiteral("no source ID")));
    }

    void decimalStyleIsVoted_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("comma");
        QTest::addColumn<bool>("doubt");
        QTest::newRow("comma votes") << QByteArray("sku;title;price;currency\na;x;3.350;EUR\nb;y;12,50;EUR\n") << true
                                     << false;
        QTest::newRow("point votes") << QByteArray("sku,title,price,currency\na,x,3.350,EUR\nb,y,12.50,EUR\n") << false
                                     << false;
        QTest::newRow("ambiguous semicolon") << QByteArray("sku;title;price;currency\na;x;3.350;EUR\n") << true << true;
        QTest::newRow("ambiguous comma file")
            << QByteArray("sku,title,price,currency\na,x,3.350,EUR\n") << false << true;
        QTest::newRow("ambiguous with zloty") << QByteArray("sku,title,price\na,x,1.600 zł\n") << true << true;
        QTest::newRow("both") << QByteArray("sku;title;price;currency\na;x;3.35;EUR\nb;y;12,50;EUR\nc;z;13,50;EUR\n")
                              << true << true;
    }

    void decimalStyleIsVoted()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, comma);
        QFETCH(bool, doubt);
        const Outcome outcome = readBytes(bytes);
        QCOMPARE(outcome.preview.plan.options.decimalStyle, comma ? DecimalStyle::Comma : DecimalStyle::Point);
        QCOMPARE(!outcome.preview.doubts.isEmpty(), doubt);
    }

    void pricesWithoutCurrencyAreRefused()
    {
        const Outcome outcome = readBytes("sku,title,price\na,x,5\nb,y,5 EUR\n", {});
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QVERIFY(hasDoubt(outcome, QStringLiteral("currency")));
    }

    void structure_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("products");
        const auto row = [](const char *name, const QByteArray &bytes, int products) {
            QTest::newRow(name) << bytes << products;
        };
        row("byte order mark", "\xEF\xBB\xBFsku,title\na,x\n", 1);
        row("sep line", "sep=;\r\nsku;title\r\na;x\r\n", 1);
        row("tabs", "sku\ttitle\na\tx\n", 1);
        row("bars", "sku|title\na|x\n", 1);
        row("preamble", "Export of 2026-01-01\nInfo,Version=1\n\nsku,title,price\na,x,1.50\nb,y,2.50\n", 2);
        row("mixed line ends", "sku,title\r\na,x\rb,y\nc,z", 3);
        row("short rows", "sku,title,brand\na,x\nb,y,z\n", 2);
        row("long row is refused", "sku,title\na,x\nb,y,unquoted\nc,z,\n", 2);
        row("unclosed quote", "sku,title\na,x\nb,\"open\nc,z\n", 2);
        row("nul", QByteArray("sku,title\na,x\nb,y\0y\nc,and a longer title to be text\n", 52), 2);
        row("invalid utf-8", "sku,title\na,żółć gęślą jaźń\nb,\xFF!\n", 2);
        row("utf-16", QByteArray("\xFF\xFEs\0k\0u\0,\0t\0i\0t\0l\0e\0\n\0a\0,\0x\0\n\0", 30), 1);
        row("two unclosed quotes", "sku,title\na,\"x\"\nb,\"open\nc,\"z\"\nd,\"open\ne,\"y\"\n", 3);
        row("inch marks", "sku\ttitle\na\t\"19 rack\nb\t\"20 rack\nc\t\"21 rack\nd\t22 rack\n\ne\t\"23 rack\n", 5);
        row("json", "[{\"sku\":\"a\",\"title\":\"x\"},{\"sku\":\"b\"}]", 1);
        row("ndjson", "{\"sku\":\"a\",\"title\":\"x\"}\n{broken\n{\"sku\":\"c\",\"title\":\"z\"}\n", 2);
        row("wrapped in records",
            "[{\"body\":{\"products\":[{\"sku\":\"a\",\"name\":\"x\",\"qty\":\"3\"},{\"sku\":\"b\",\"name\":\"y\"}]}}]",
            2);
        row("json deep record",
            QByteArray("[{\"sku\":\"a\",\"title\":\"x\",\"d\":") + QByteArray(70, '[') + QByteArray(70, ']') +
                "},{\"sku\":\"b\",\"title\":\"y\"}]",
            1);
    }

    void structure()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, products);
        const Outcome outcome = readBytes(bytes);
        QCOMPARE(outcome.error, QString());
        QCOMPARE(static_cast<int>(outcome.products.size()), products);
    }

    void invalidBytesKeepTheRow()
    {
        const Outcome outcome = readBytes("sku,title\na,żółć gęślą jaźń\nb,caf\xFF\n");
        QCOMPARE(outcome.find("b")->title, std::string("caf\xEF\xBF\xBD"));
        QCOMPARE(outcome.problems.size(), qsizetype(1));
        QCOMPARE(outcome.problems[0].line, qint64(3));
        QVERIFY(!outcome.problems[0].rejects);
    }

    void repeatedHeadersAndLostLetters()
    {
        const Outcome outcome = readBytes("sku,title,title,note\na,Gr??e,other,K?che\nb,sch?n,,M?bel\n");
        QVERIFY(hasDoubt(outcome, QStringLiteral("same name")));
        QVERIFY(hasDoubt(outcome, QStringLiteral("?")));
        QCOMPARE(outcome.find("a")->sourceData,
                 std::string("{\"columns\":{\"title (2)\":\"other\",\"note\":\"K?che\"}}"));
    }

    void aThousandColumns()
    {
        QByteArray header = "sku,title";
        QByteArray row = "a,x";
        for (int i = 0; i < 1200; ++i) {
            header += ",a rather long header text " + QByteArray::number(i);
            row += ",v" + QByteArray::number(i);
        }
        const Outcome outcome = readBytes(header + '\n' + row + '\n');
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QVERIFY(outcome.products[0].sourceData.find("v1199") != std::string::npos);
    }

    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("part");
        QTest::newRow("0 bytes") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << QStringLiteral("empty");
        QTest::newRow("blank") << QByteArray("\n\n \n") << QStringLiteral("empty");
        QTest::newRow("binary") << QByteArray(2000, '\x01') << QStringLiteral("binary");
        QTest::newRow("xlsx") << QByteArray("PK\x03\x04 and so on") << QStringLiteral("Excel");
        QTest::newRow("truncated json") << QByteArray("[{\"sku\":\"a\",\"title\":") << QStringLiteral("line 1");
        QTest::newRow("nested json") << QByteArray(100000, '[') << QStringLiteral("deeper");
    }

    void unreadable()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, part);
        const Outcome outcome = readBytes(bytes);
        QVERIFY2(outcome.error.contains(part), qPrintable(outcome.error));
        QVERIFY(outcome.error.contains(QStringLiteral("test.csv")));
    }

    void headerOnly()
    {
        const Outcome outcome = readBytes("sku,title,price\n");
        QCOMPARE(outcome.error, QString());
        QVERIFY(outcome.products.empty());
        QVERIFY(hasDoubt(outcome, QStringLiteral("no products")));
    }

    void filesInTheWay()
    {
        QTemporaryDir folder;
        QVERIFY(previewImport(folder.path()).error().message.contains(QStringLiteral("folder")));
        const QString missing = folder.filePath(QStringLiteral("none.csv"));
        QCOMPARE(previewImport(missing).error().code, ErrorCode::NotFound);
        const QString secret = folder.filePath(QStringLiteral("secret.csv"));
        QFile file(secret);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("sku,title\na,x\n");
        file.close();
        QVERIFY(file.setPermissions({}));
        const test::OrdinaryRights rights;
        QCOMPARE(previewImport(secret).error().code, ErrorCode::Forbidden);
    }

    void aPersonsChoicesAreKept()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nr;what;cost\na;x;3.350\n");
        file.close();
        auto preview = previewImport(file.fileName(), {}, QStringLiteral("EUR"));
        QVERIFY(preview);
        ImportPlan plan = preview->plan;
        plan.options.decimalStyle = DecimalStyle::Comma;
        plan.mapping[0].target = QStringLiteral("sku");
        plan.mapping[1].target = QStringLiteral("title");
        plan.mapping[2].target = QStringLiteral("price");
        const auto again = previewImport(file.fileName(), plan);
        QVERIFY(again);
        QCOMPARE(again->plan, plan);
        QCOMPARE(again->rows[0].priceMinorUnits, std::optional<qint64>(335000));
        plan.mapping[0].target = QStringLiteral("nonsense");
        QVERIFY(!previewImport(file.fileName(), plan));
    }

    void aDoubtStaysUntilItIsSettled()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a.csv"));
        writeFile(name, "sku;title;price;note;currency\na;Gr\xFCn;3.350;x;EUR\n");
        const auto preview = previewImport(name, {}, QStringLiteral("EUR"));
        QVERIFY(preview);
        QCOMPARE(preview->doubts.size(), qsizetype(2)); // the letters and the price
        ImportPlan plan = preview->plan;
        plan.mapping[3].target = QStringLiteral("ignore"); // says nothing about either
        const auto after = previewImport(name, plan);
        QVERIFY(after);
        QCOMPARE(after->doubts, preview->doubts);
        plan.options.decimalStyleChosen = true;
        const auto confirmed = previewImport(name, plan);
        QVERIFY(confirmed);
        QCOMPARE(confirmed->doubts, preview->doubts.mid(0, 1));
        plan.options.decimalStyle = DecimalStyle::Point;
        plan.options.encoding = QStringLiteral("ISO-8859-15");
        const auto other = previewImport(name, plan);
        QVERIFY(other);
        QCOMPARE(other->doubts, QStringList());
        QCOMPARE(other->rows[0].priceMinorUnits, std::optional<qint64>(335));
    }

    void aMissingHeaderStaysInDoubt()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a.csv"));
        writeFile(name, "4006381333931,Cup,3.50\n4006381333948,Pot,4.50\n");
        const auto preview = previewImport(name, {}, QStringLiteral("EUR"));
        QVERIFY(preview && preview->doubts.join(u' ').contains(QStringLiteral("No header")));
        ImportPlan plan = preview->plan;
        plan.options.defaultCurrency = QStringLiteral("PLN");
        const auto after = previewImport(name, plan);
        QVERIFY(after && after->doubts.first() == preview->doubts.first());
    }

    void anAssumedCurrencyIsADoubt()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a.csv"));
        const auto doubtsOf = [&](const QByteArray &bytes) {
            writeFile(name, bytes);
            const auto preview = previewImport(name, {}, QStringLiteral("EUR"));
            return preview ? preview->doubts.join(u' ') : preview.error().message;
        };
        const QString assumed = QStringLiteral("EUR is assumed");
        QVERIFY(doubtsOf("sku,title,price,currency\nA,Cup,5.50,PLN\nB,Pot,5.50,EUR\n").isEmpty());
        QVERIFY(!doubtsOf("sku,title,price\nA,Cup,5.50 EUR\n").contains(assumed));
        QVERIFY(doubtsOf("sku,title,price,currency\nA,Cup,5.50,PLN\nB,Pot,5.50,\n").contains(assumed));
        QVERIFY(doubtsOf("sku,title,price\nA,Cup,5.50\n").contains(assumed));
        ImportPlan plan = previewImport(name, {}, QStringLiteral("EUR"))->plan;
        plan.options.currencyChosen = true;
        QVERIFY(previewImport(name, plan)->doubts.isEmpty());
    }

    void thousandsOfPiecesAreADoubt()
    {
        const Outcome some =
            readBytes("sku,title,quantity,price,currency\nA,Cup,1.000,5.50,EUR\nB,Pot,2.500,5.50,EUR\n");
        QCOMPARE(some.find("A")->quantity, std::optional<qint64>(1000));
        QCOMPARE(some.find("B")->quantity, std::optional<qint64>(2500));
        QVERIFY2(some.preview.doubts.join(u' ').contains(QStringLiteral("“1.000”")),
                 qPrintable(some.preview.doubts.join(u' ')));
        const Outcome plain = readBytes("sku,title,quantity,price,currency\nA,Cup,\"1,000\",5.50,EUR\n");
        QCOMPARE(plain.find("A")->quantity, std::optional<qint64>(1000));
        QCOMPARE(plain.preview.doubts, QStringList());
    }

    void lettersBehindTheBeginningDecideTheEncoding()
    {
        QByteArray bytes = "sku,title,price,currency\n";
        for (int i = 0; bytes.size() < 1'500'000; ++i)
            bytes += "A" + QByteArray::number(i) + ",Chair number " + QByteArray::number(i) + ",5.50,EUR\n";
        const Outcome western = readBytes(bytes + "B,Gr\xFCner Stuhl f\xFCr K\xFC"
                                                  "che,5.50,EUR\n");
        QCOMPARE(western.preview.plan.options.encoding, QStringLiteral("windows-1252"));
        QCOMPARE(western.find("B")->title, std::string("Grüner Stuhl für Küche"));
        QVERIFY(!western.preview.doubts.isEmpty());
        const Outcome unicode = readBytes(bytes + "B,Grüner Stuhl,5.50,EUR\n");
        QCOMPARE(unicode.preview.plan.options.encoding, QStringLiteral("UTF-8"));
        QCOMPARE(unicode.preview.doubts, QStringList());
    }

    void pricesBehindTheBeginningDecideTheDecimalStyle()
    {
        QByteArray bytes = "sku;title;price;currency\nL;Lamp;1.250;EUR\n";
        for (int i = 0; bytes.size() < 1'500'000; ++i)
            bytes += "A" + QByteArray::number(i) + ";Chair number " + QByteArray::number(i) + ";5;EUR\n";
        const Outcome outcome = readBytes(bytes + "B;Pot;12.50;EUR\nC;Pan;13.50;EUR\n");
        QCOMPARE(outcome.find("B")->priceMinorUnits, std::optional<qint64>(1250));
        QCOMPARE(outcome.find("L")->priceMinorUnits, std::optional<qint64>(125));
    }

    void wrappedRecordsHaveTheirLayout()
    {
        const Outcome outcome = readBytes(
            "[{\"body\":{\"title\":\"A\",\"auctionId\":\"1\",\"url\":\"https://allegro.pl/oferta/a-1\","
            "\"price\":\"12,99 zł\"},\"headers\":{\"host\":\"x\"}},{\"body\":{\"title\":\"B\",\"auctionId\":\"2\","
            "\"url\":\"https://allegro.pl/oferta/b-2\",\"price\":\"1.299,00 zł\"},\"headers\":{}}]",
            QStringLiteral("EUR"), QStringLiteral("a.json"));
        QCOMPARE(outcome.preview.plan.options.layout, QStringLiteral("allegro-webhook"));
        QCOMPARE(outcome.products.size(), std::size_t(2));
        QCOMPARE(outcome.products[1].sourcePlatform, std::string("allegro"));
        QCOMPARE(outcome.products[1].sourceId, std::string("2"));
        QCOMPARE(outcome.products[1].priceMinorUnits, std::optional<qint64>(129900));
    }

    void allThatIsWrongWithARowIsSaid()
    {
        const Outcome outcome = readBytes("sku,title,gtin,price,currency,quantity\nA,Cup,123,dear,EUR,many\n");
        QStringList columns;
        for (const RecordProblem &problem : outcome.problems)
            columns.append(problem.column);
        columns.sort();
        QCOMPARE(columns, (QStringList{QStringLiteral("gtin"), QStringLiteral("price"), QStringLiteral("quantity")}));
        const Outcome unknown = readBytes("sku,title,price,currency\nA,Cup,5.00,XYZ\n");
        QCOMPARE(unknown.problems.size(), qsizetype(1)); // the price lacks nothing else
    }

    void recordsWithoutTitleAreMarked()
    {
        const Outcome some = readBytes("sku,title,price\nA,Cup,5.50\nB,,6.50\n");
        QCOMPARE(some.preview.rows.size(), qsizetype(2));
        QCOMPARE(some.preview.rows[1].problems.size(), qsizetype(1));
        QVERIFY(!some.preview.rows[1].problems[0].rejects); // that is known when the catalog is asked
        QVERIFY(some.preview.rows[1].problems[0].reason.contains(QStringLiteral("title is missing")));
        // A list of prices would have it in every row: it is said once.
        const Outcome none = readBytes("source_id,sku,price,currency\nA,A,5.50,EUR\nB,B,6.50,EUR\n");
        QVERIFY(none.preview.rows[0].problems.isEmpty() && none.preview.rows[1].problems.isEmpty());
        QVERIFY(hasDoubt(none, QStringLiteral("already are changed")));
    }

    void aHugeNumberIsCalledSo()
    {
        const Outcome outcome = readBytes("[{\"sku\":\"A\",\"title\":\"x\",\"price\": 1e400 },\n"
                                          "{\"sku\":\"B\",\"title\":\"y\"}]");
        QCOMPARE(outcome.products.size(), std::size_t(1));
        QVERIFY2(outcome.hasProblem(QStringLiteral("“1e400” is too large")), qPrintable(outcome.problems[0].reason));
    }

    void brokenJsonIsNoTable()
    {
        const Outcome single = readBytes("{not json}", QStringLiteral("EUR"), QStringLiteral("test.json"));
        QCOMPARE(single.preview.plan.options.format, SourceFormat::JsonArray);
        QVERIFY(single.products.empty());
        QCOMPARE(single.rejected, qsizetype(1));
        const Outcome table = readBytes("sku,title\nA,Cup\n", QStringLiteral("EUR"), QStringLiteral("test.json"));
        QVERIFY2(table.error.contains(QStringLiteral("JSON")), qPrintable(table.error));
        const Outcome lines =
            readBytes("not json\n{\"sku\":\"A\",\"title\":\"x\"}\n", QStringLiteral("EUR"), QStringLiteral("a.ndjson"));
        QCOMPARE(lines.products.size(), std::size_t(1));
        QCOMPARE(lines.rejected, qsizetype(1));
    }

    void everyLayoutNamesOnlyKnownTargets()
    {
        QVERIFY(knownLayouts().size() >= 10);
        for (const importing::Layout &layout : importing::layouts()) {
            QVERIFY(!layout.name.isEmpty());
            for (const auto &[column, target] : layout.columns)
                QVERIFY2(importing::targetFromName(target), qPrintable(layout.key + u' ' + target));
            for (const QString &target : layout.positions)
                QVERIFY(importing::targetFromName(target));
        }
        for (const auto &[name, label] : mappingTargets())
            QVERIFY(importing::targetFromName(name) && !label.isEmpty());
    }

    void collectedSamples_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("layout");
        QTest::addColumn<int>("products");
        const auto row = [](const char *path, const char *layout, int products) {
            QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(layout) << products;
        };
        row("shopify/apparel.csv", "shopify-old", 20);
        row("shopify/product_template_2023plus.csv", "shopify-old", 3);
        row("amazon/GET_MERCHANT_LISTINGS_ALL_DATA.tsv", "amazon-listings", 3);
        row("ebay/seller_hub_category_template_DE.csv", "ebay-upload", 2);
        row("ebay/file_exchange_revise_end.csv", "ebay-revise", 1);
        row("meta/catalog_feed.csv", "", 2);
        row("allegro-scrape/webhook_payload_variants.json", "allegro-webhook", 2);
    }

    void collectedSamples()
    {
        QFETCH(QString, path);
        QFETCH(QString, layout);
        QFETCH(int, products);
        const QString file = sharedSample(path);
        if (file.isEmpty())
            QSKIP("the sample collection is not here");
        const Outcome outcome = readFile(file);
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.preview.plan.options.layout, layout);
        QCOMPARE(static_cast<int>(outcome.products.size()), products);
    }
};

QTEST_GUILESS_MAIN(ImportPreviewTest)
#include "tst_importpreview.moc"
