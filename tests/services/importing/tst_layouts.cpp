// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each layout of resources/layouts with a sample of its own, in every form in which programs save such a file.

#include "tests/services/importing/importfixture.h"

#include <QStringConverter>

using namespace listwright;
using namespace listwright::importtest;

namespace {

/** What the sample's first product must become. */
struct Expected
{
    const char *layout;
    int products;
    const char *sourceId;
    const char *platform;
    const char *sku;
    const char *gtin;
    const char *title;
    const char *brand;
    const char *price; ///< "12.99 EUR"
    int quantity;
    int images;
    int variants;
    Condition condition;
};

struct LayoutSample
{
    Expected expected;
    char delimiter; ///< 0 = JSON
    QByteArray text;
};

const QByteArray amazonHeader =
    "item-name\titem-description\tlisting-id\tseller-sku\tprice\tquantity\topen-date\timage-url\titem-is-marketplace\t"
    "product-id-type\tzshop-shipping-fee\titem-note\titem-condition\tzshop-category1\tzshop-browse-path\t"
    "zshop-storefront-feature\tasin1\tasin2\tasin3\twill-ship-internationally\texpedited-shipping\tzshop-boldface\t"
    "product-id\tbid-for-featured-placement\tadd-delete\tpending-quantity\tfulfillment-channel\n";

const QByteArray ownHeader =
    "source_platform,source_id,source_url,sku,gtin,mpn,title_original,title_optimized,description_original,"
    "description_optimized,category,brand,condition,price,currency,quantity,bullet_points,attributes,images,variants\n";

QByteArray quoted(QByteArray json)
{
    return '"' + json.replace('"', "\"\"") + '"';
}

const QList<LayoutSample> &samples()
{
    static const QList<LayoutSample> all = {
        {{"ebay-active", 2, "1100", "ebay", "CUP", "", "Blue cup", "", "9.50 USD", 3, 0, 0, Condition::New},
         ',',
         "Item number,Title,Variation details,Custom label (SKU),Available quantity,Currency,Start price,Condition\n"
         "1100,Blue cup,,CUP,3,USD,9.50,New\n"
         "1101,Shirt,Size=S;M,,7,USD,,New\n1101,Shirt,Size=S,SH-S,3,USD,5.00,New\n1101,Shirt,Size=M,SH-M,4,USD,6.00,"
         "New\n"},
        {{"ebay-upload", 1, "SKU-1", "ebay", "SKU-1", "4006381333931", "Oak lamp", "Nordkap", "19.99 EUR", 5, 2, 0,
          Condition::New},
         ',',
         "*Action(SiteID=Germany|Country=DE|Currency=EUR|Version=1193),Custom label (SKU),Title,Relationship,"
         "Relationship details,P:EAN,Start price,Quantity,Item photo URL,Condition ID,C:Marke,C:Farbe\n"
         "Add,SKU-1,Oak "
         "lamp,,,4006381333931,19.99,5,https://i.example/1.jpg|https://i.example/2.jpg,1000,Nordkap,Rot\n"},
        {{"ebay-fileexchange", 2, "C-1", "ebay", "C-1", "", "Oak lamp", "Nordkap", "5.00 GBP", 9, 1, 0,
          Condition::Used},
         ',',
         "*Action(SiteID=UK|Country=GB|Currency=GBP|Version=745|CC=UTF-8),CustomLabel,*Category,*Title,*ConditionID,"
         "*C:Brand,PicURL,*StartPrice,*Quantity,*Format,Relationship,RelationshipDetails\n"
         "Add,C-1,20697,Oak lamp,3000,Nordkap,https://i.example/1.jpg,5.00,9,FixedPrice,,\n"
         "Add,C-2,20697,Shirt,1000,,,,,FixedPrice,,Size=S;M\n"
         ",C-2-S,,,,,,4.00,2,,Variation,Size=S\n,C-2-M,,,,,,4.50,3,,Variation,Size=M\n"},
        {{"ebay-revise", 1, "1100", "ebay", "SKU-1", "", "", "", "18.50 USD", 4, 0, 0, Condition::Unknown},
         ',',
         "*Action(SiteID=US|Currency=USD),ItemID,CustomLabel,*StartPrice,*Quantity\nRevise,1100,SKU-1,18.50,4\n"
         "End,1101,SKU-2,,\n"},
        {{"amazon-listings", 2, "AMZ-1", "amazon", "AMZ-1", "", "Oak lamp", "", "12.90 EUR", 7, 0, 0, Condition::New},
         '\t',
         amazonHeader +
             "Oak lamp\tA lamp\t0101A\tAMZ-1\t12.90\t7\t01/02/2026\t\ty\t1\t\t\t11\t\t\t\tB01I53BE4O\t\t\t\t\t\t"
             "B01I53BE4O\t\t\t0\tDEFAULT\n"
             "19\" rack\tquotes \"as "
             "text\"\t0102A\tAMZ-2\t5.00\t\t01/02/2026\t\ty\t1\t\t\t11\t\t\t\tB01I53BE4P\t\t\t\t\t"
             "\tB01I53BE4P\t\t\t0\tAMAZON_EU\n"},
        {{"shopify-old", 2, "oak-lamp", "shopify", "OL-1", "4006381333931", "Oak lamp", "Nordkap", "20.50 EUR", 4, 2, 0,
          Condition::Unknown},
         ',',
         "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,"
         "Variant Inventory Qty,Variant Price,Variant Barcode,Image Src,Image Alt Text\n"
         "oak-lamp,Oak lamp,<p>A lamp</p>,Nordkap,Lamps,oak,TRUE,Title,Default Title,OL-1,4,20.50,4006381333931,"
         "https://i.example/1.jpg,front\noak-lamp,,,,,,,,,,,,,https://i.example/2.jpg,back\n"
         "shirt,Shirt,,Nordkap,,,TRUE,Size,S,SH-S,1,5.00,,,\nshirt,,,,,,,,M,SH-M,2,6.00,,,\n"},
        {{"shopify-new", 1, "oak-lamp", "shopify", "OL-1", "4006381333931", "Oak lamp", "Nordkap", "20.50 EUR", 0, 1, 0,
          Condition::Unknown},
         ',',
         "Title,URL handle,Description,Vendor,SKU,Barcode,Option1 name,Option1 value,Price,Inventory quantity,"
         "Product image URL\nOak lamp,oak-lamp,<p>A lamp</p>,Nordkap,OL-1,'4006381333931,Title,Default Title,20.50,-2,"
         "https://i.example/1.jpg\n"},
        {{"own-csv", 1, "X1", "bazaar", "S1", "4006381333931", "Oak lamp", "Nordkap", "3.350 KWD", 5, 1, 1,
          Condition::OpenBox},
         ',',
         ownHeader +
             "bazaar,X1,https://shop.example/x,S1,4006381333931,M1,Oak lamp,,A lamp,,Lamps > Desk,Nordkap,open_box,"
             "3.350,KWD,5,[],[]," +
             quoted("[{\"url\":\"https://i.example/1.jpg\"}]") + ',' +
             quoted("[{\"sku\":\"V1\",\"options\":[{\"name\":\"Size\",\"value\":\"M\"}]}]") + '\n'},
        {{"own-json", 1, "X1", "bazaar", "S1", "4006381333931", "Oak lamp", "Nordkap", "3.350 KWD", 5, 1, 1,
          Condition::OpenBox},
         0,
         "[{\"source_platform\":\"bazaar\",\"source_id\":\"X1\",\"sku\":\"S1\",\"gtin\":\"4006381333931\","
         "\"title_original\":\"Oak lamp\",\"title_optimized\":\"\",\"description_original\":\"A "
         "lamp\",\"brand\":\"Nordkap\","
         "\"condition\":\"open_box\",\"price\":\"3.350\",\"currency\":\"KWD\",\"quantity\":5,"
         "\"images\":[{\"url\":\"https://i.example/1.jpg\"}],\"variants\":[{\"sku\":\"V1\"}]}]"},
        {{"allegro-webhook", 2, "178", "allegro", "", "4006381333931", "Lampa dębowa", "", "1999.00 PLN", -1, 2, 0,
          Condition::Unknown},
         0,
         "[{\"source_id\":\"178\",\"source_url\":\"https://allegro.pl/oferta/178\",\"title\":\"Lampa dębowa\","
         "\"price\":\"1 999,00\",\"currency\":\"PLN\",\"ean\":\"4006381333931\",\"parameters\":{\"Kolor\":\"dąb\"},"
         "\"imageUrls\":[\"https://a.allegroimg.com/1\",\"https://a.allegroimg.com/2\"],\"seller\":\"x\"},\n"
         "{\"auctionId\":\"179\",\"product_title\":\"Stół\",\"priceAmount\":15,\"currency\":\"PLN\"}]"},
    };
    return all;
}

/** The cells of the sample; our samples have no line ends in them. */
QList<QByteArrayList> cellsOf(const LayoutSample &sample)
{
    QList<QByteArrayList> rows;
    for (const QByteArray &line : sample.text.trimmed().split('\n')) {
        QByteArrayList row;
        QByteArray cell;
        bool inQuotes = false;
        for (const char c : line) {
            if (c == '"' && sample.delimiter != '\t')
                inQuotes = !inQuotes;
            if (c == sample.delimiter && !inQuotes)
                row.append(std::exchange(cell, {}));
            else
                cell += c;
        }
        row.append(cell);
        rows.append(row);
    }
    return rows;
}

QByteArray joined(const QList<QByteArrayList> &rows, char delimiter)
{
    QByteArray text;
    for (QByteArrayList row : rows) {
        for (QByteArray &cell : row)
            cell = cell.contains(delimiter) && !cell.startsWith('"') ? QByteArray('"' + cell + '"') : cell;
        text += row.join(delimiter) + '\n';
    }
    return text;
}

/** The sample as other programs would have saved it. */
QByteArray saved(const LayoutSample &sample, const QByteArray &form)
{
    QByteArray text = sample.text;
    if (form == "windows line ends")
        return text.replace('\n', "\r\n");
    if (form == "no line end at the end")
        return text.endsWith('\n') ? text.chopped(1) : text;
    if (form == "byte order mark")
        return "\xEF\xBB\xBF" + text;
    if (form == "utf-16") {
        QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        return encoder.encode(QString::fromUtf8(text));
    }
    QList<QByteArrayList> rows = cellsOf(sample);
    if (form == "columns turned round") {
        for (QByteArrayList &row : rows)
            std::reverse(row.begin(), row.end());
    } else if (form == "a column of one's own") {
        rows[0].append("my note");
        for (qsizetype i = 1; i < rows.size(); ++i)
            rows[i].append("call back");
    } else if (form == "header in capitals") {
        for (QByteArray &name : rows[0])
            name = name.toUpper();
    } else if (form == "blanks around") {
        for (QByteArrayList &row : rows) {
            for (QByteArray &cell : row)
                cell = cell.startsWith('"') ? cell : QByteArray(' ' + cell + ' ');
        }
    }
    return joined(rows, form == "semicolons" ? ';' : sample.delimiter);
}

} // namespace

class LayoutsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLayoutHasASample();
    void samplesHoweverSaved_data();
    void samplesHoweverSaved();
    void extraColumnsAreKept();
    void extraColumnsOfEachRowAreKept();
    void aChosenLayoutWins();
    void variantsOfEveryShape_data();
    void variantsOfEveryShape();
    void imageLists_data();
    void imageLists();
    void jsonImages_data();
    void jsonImages();
    void jsonAttributesAndPrices_data();
    void jsonAttributesAndPrices();
    void guessedHeaders_data();
    void guessedHeaders();
    void repeatedColumnsOfAFeed();
    void collectedShopifySamples_data();
    void collectedShopifySamples();
};

void LayoutsTest::everyLayoutHasASample()
{
    QSet<QString> sampled;
    for (const LayoutSample &sample : samples())
        sampled.insert(QString::fromLatin1(sample.expected.layout));
    for (const auto &[key, name] : knownLayouts())
        QVERIFY2(sampled.contains(key), qPrintable(key));
}

void LayoutsTest::samplesHoweverSaved_data()
{
    QTest::addColumn<int>("sample");
    QTest::addColumn<QByteArray>("form");
    for (int i = 0; i < samples().size(); ++i) {
        QByteArrayList forms = {"as it is", "windows line ends", "no line end at the end", "byte order mark", "utf-16"};
        if (samples()[i].delimiter != 0) {
            forms += {"columns turned round", "a column of one's own", "header in capitals"};
            // What is exact stays so, and eBay's bars and commas are part of its cells.
            if (qstrcmp(samples()[i].expected.layout, "own-csv") != 0)
                forms += {"blanks around", "semicolons"};
        }
        for (const QByteArray &form : forms)
            QTest::addRow("%s, %s", samples()[i].expected.layout, form.constData()) << i << form;
    }
}

void LayoutsTest::samplesHoweverSaved()
{
    QFETCH(int, sample);
    QFETCH(QByteArray, form);
    const Expected &expected = samples()[sample].expected;
    const Outcome outcome = readBytes(form == "as it is" ? samples()[sample].text : saved(samples()[sample], form));
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.preview.plan.options.layout, QString::fromLatin1(expected.layout));
    QVERIFY2(outcome.rejected == 0, outcome.problems.isEmpty() ? "" : qPrintable(outcome.problems.first().reason));
    QCOMPARE(static_cast<int>(outcome.products.size()), expected.products);
    const ProductDraft *product = outcome.find(expected.sourceId);
    QVERIFY(product);
    QCOMPARE(product->sourcePlatform, std::string(expected.platform));
    QCOMPARE(product->sku, std::string(expected.sku));
    QCOMPARE(product->gtin, std::string(expected.gtin));
    QCOMPARE(product->title, std::string(expected.title));
    QCOMPARE(product->brand, std::string(expected.brand));
    QVERIFY(product->priceMinorUnits && product->currency);
    QCOMPARE(Money(*product->priceMinorUnits, *product->currency).toString(), QString::fromLatin1(expected.price));
    QCOMPARE(product->quantity.value_or(-1), qint64(expected.quantity));
    QCOMPARE(static_cast<int>(product->images.size()), expected.images);
    QCOMPARE(static_cast<int>(product->variants.size()), expected.variants);
    QCOMPARE(product->condition, expected.condition);
}

void LayoutsTest::extraColumnsAreKept()
{
    for (const LayoutSample &sample : samples()) {
        if (sample.delimiter == 0)
            continue;
        const Outcome outcome = readBytes(saved(sample, "a column of one's own"));
        const ProductDraft *product = outcome.find(sample.expected.sourceId);
        QVERIFY2(product && product->sourceData.find("\"my note\":\"call back\"") != std::string::npos,
                 sample.expected.layout);
    }
}

void LayoutsTest::extraColumnsOfEachRowAreKept()
{
    const Outcome outcome =
        readBytes("Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,"
                  "Variant Compare At Price,Note\n"
                  "s,Shirt,text,N,Size,S,S-S,5.00,11.00,same\ns,,,,,M,S-M,6.00,13.00,same\n");
    QCOMPARE(outcome.products.size(), std::size_t(1));
    const QJsonObject kept =
        QJsonDocument::fromJson(QByteArray::fromStdString(outcome.products[0].sourceData)).object();
    const QJsonObject columns{{QStringLiteral("Variant Compare At Price"), QStringLiteral("11.00")},
                              {QStringLiteral("Variant Compare At Price (2)"), QStringLiteral("13.00")},
                              {QStringLiteral("Note"), QStringLiteral("same")}};
    QCOMPARE(kept.value(QLatin1String("columns")).toObject(), columns);
}

void LayoutsTest::aChosenLayoutWins()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("a.csv"));
    writeFile(name, "Handle,Title,Vendor,Variant SKU,Variant Price\nlamp,Oak lamp,Nordkap,OL-1,5.00\n");
    auto preview = previewImport(name, {}, QStringLiteral("EUR"));
    QVERIFY(preview);
    ImportPlan plan = preview->plan;
    plan.options.layout = QStringLiteral("shopify-old");
    plan.mapping.clear();
    preview = previewImport(name, plan);
    QVERIFY(preview);
    QCOMPARE(preview->plan.options.layout, QStringLiteral("shopify-old"));
    QVERIFY(preview->rows[0].values.contains(QStringLiteral("shopify lamp")));
    QVERIFY(preview->rows[0].values.contains(QStringLiteral("OL-1")));
}

void LayoutsTest::variantsOfEveryShape_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("variants"); // sku:option=value:price:quantity, …
    QTest::addColumn<QString>("price");
    QTest::addColumn<int>("quantity");
    const QByteArray shopify =
        "Handle,Title,Vendor,Type,Body (HTML),Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,"
        "Variant Inventory Qty,Variant Price\n";
    QTest::newRow("shopify, two options")
        << shopify + "s,Shirt,N,T,text,Size,S,Colour,Red,S-R,1,5.00\ns,,,,,,S,,Blue,S-B,2,4.00\n"
        << QStringLiteral("S-R:Size=S|Colour=Red:500:1, S-B:Size=S|Colour=Blue:400:2") << QStringLiteral("4.00 EUR")
        << 3;
    QTest::newRow("shopify, variant without stock")
        << shopify + "s,Shirt,N,T,text,Size,S,,,S-S,,5.00\ns,,,,,,M,,,S-M,,6.00\n"
        << QStringLiteral("S-S:Size=S:500:, S-M:Size=M:600:") << QStringLiteral("5.00 EUR") << -1;
    QTest::newRow("ebay, parent without price")
        << QByteArray("*Action(SiteID=US|Currency=USD),Custom label (SKU),Title,Relationship,Relationship "
                      "details,Start price,Quantity\n"
                      "Add,P,Shirt,,Size=S;M,,\n,P-S,,Variation,Size=S,9.00,1\n,P-M,,variation,Size=M,8.00,2\n")
        << QStringLiteral("P-S:Size=S:900:1, P-M:Size=M:800:2") << QStringLiteral("8.00 USD") << 3;
    QTest::newRow("json list")
        << QByteArray(
               "[{\"sku\":\"P\",\"title\":\"Shirt\",\"price\":7,\"variants\":[{\"sku\":\"P-S\",\"options\":{\"Size\":"
               "\"S\"},"
               "\"price\":7.5,\"stock\":1},{\"sku\":\"P-M\",\"attributes\":[{\"name\":\"Size\",\"value\":\"M\"}],"
               "\"price\":{\"amount\":\"8.00\",\"currency\":\"EUR\"},\"qty\":2}]}]")
        << QStringLiteral("P-S:Size=S:750:1, P-M:Size=M:800:2") << QStringLiteral("7.00 EUR") << -1;
}

void LayoutsTest::variantsOfEveryShape()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, variants);
    QFETCH(QString, price);
    QFETCH(int, quantity);
    const Outcome outcome = readBytes(bytes);
    QCOMPARE(outcome.rejected, qsizetype(0));
    QCOMPARE(outcome.products.size(), std::size_t(1));
    const ProductDraft &product = outcome.products[0];
    QStringList found;
    for (const VariantDraft &variant : product.variants) {
        QStringList options;
        for (const auto &[name, value] : variant.options)
            options.append(QString::fromStdString(name + '=' + value));
        found.append(QString::fromStdString(variant.sku) + u':' + options.join(u'|') + u':' +
                     (variant.priceMinorUnits ? QString::number(*variant.priceMinorUnits) : QString()) + u':' +
                     (variant.quantity ? QString::number(*variant.quantity) : QString()));
    }
    QCOMPARE(found.join(QStringLiteral(", ")), variants);
    QCOMPARE(Money(*product.priceMinorUnits, *product.currency).toString(), price);
    QCOMPARE(product.quantity.value_or(-1), qint64(quantity));
}

void LayoutsTest::imageLists_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QStringList>("urls");
    const auto row = [](const char *name, const char *cell, const QStringList &urls) {
        QTest::newRow(name) << QByteArray(cell) << urls;
    };
    const QString one = QStringLiteral("https://i.example/1.jpg");
    const QString two = QStringLiteral("https://i.example/2.jpg");
    row("one", "https://i.example/1.jpg", {one});
    row("bars", "https://i.example/1.jpg|https://i.example/2.jpg", {one, two});
    row("commas and blanks", "https://i.example/1.jpg, https://i.example/2.jpg", {one, two});
    row("semicolons", "https://i.example/1.jpg;https://i.example/2.jpg;", {one, two});
    row("lines", "https://i.example/1.jpg\nhttps://i.example/2.jpg\n", {one, two});
    row("the same twice", "https://i.example/1.jpg|https://i.example/1.jpg", {one});
    row("comma in an address", "https://i.example/w_1,h_2/1.jpg", {QStringLiteral("https://i.example/w_1,h_2/1.jpg")});
    row("comma in two addresses", "https://i.example/a,b.jpg,https://i.example/2.jpg",
        {QStringLiteral("https://i.example/a,b.jpg"), two});
    row("JSON texts", "[\"https://i.example/1.jpg\",\"https://i.example/2.jpg\"]", {one, two});
    row("JSON objects", "[{\"url\":\"https://i.example/1.jpg\"},{\"src\":\"https://i.example/2.jpg\"}]", {one, two});
    row("path without a host", "pictures/1.jpg", {});
    row("blank in an address", "https://i.example/my picture.jpg|https://i.example/2.jpg",
        {QStringLiteral("https://i.example/my%20picture.jpg"), two});
    row("no address beside one", "https://i.example/<1>.jpg|https://i.example/2.jpg", {two});
    row("query with a semicolon", "https://i.example/1.jpg?a=1;b=2",
        {QStringLiteral("https://i.example/1.jpg?a=1;b=2")});
}

void LayoutsTest::imageLists()
{
    QFETCH(QByteArray, cell);
    QFETCH(QStringList, urls);
    const Outcome outcome = readBytes("sku;title;images\nA;Lamp;" + quoted(cell) + "\n");
    QCOMPARE(outcome.rejected, qsizetype(0));
    QStringList found;
    for (const auto &image : outcome.products.at(0).images)
        found.append(QString::fromStdString(image.first));
    QCOMPARE(found, urls);
}

void LayoutsTest::jsonImages_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("images");
    QTest::addColumn<QString>("alternative");
    const auto row = [](const char *name, const char *json, int images, const char *alternative = "") {
        QTest::newRow(name) << QByteArray(json) << images << QString::fromLatin1(alternative);
    };
    row("text", "\"https://i.example/1.jpg\"", 1);
    row("list", "[\"https://i.example/1.jpg\",\"https://i.example/2.jpg\"]", 2);
    row("objects", "[{\"src\":\"https://i.example/1.jpg\",\"alt\":\"front\"}]", 1, "front");
    row("one object", "{\"original\":\"https://i.example/1.jpg\",\"altText\":\"front\"}", 1, "front");
    row("mixed with null", "[null,\"https://i.example/1.jpg\",{}]", 1);
    row("null", "null", 0);
    row("empty list", "[]", 0);
    row("number in it", "[7,\"https://i.example/1.jpg\"]", 1);
}

void LayoutsTest::jsonImages()
{
    QFETCH(QByteArray, json);
    QFETCH(int, images);
    QFETCH(QString, alternative);
    const Outcome outcome = readBytes("[{\"sku\":\"A\",\"title\":\"Lamp\",\"images\":" + json + "}]");
    QCOMPARE(outcome.rejected, qsizetype(0));
    QCOMPARE(static_cast<int>(outcome.products.at(0).images.size()), images);
    if (!alternative.isEmpty())
        QCOMPARE(QString::fromStdString(outcome.products[0].images[0].second), alternative);
}

void LayoutsTest::jsonAttributesAndPrices_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("attributes"); // name=value, …
    QTest::addColumn<QString>("price");
    const auto row = [](const char *name, const char *members, const char *attributes, const char *price) {
        QTest::newRow(name) << QByteArray(members) << QString::fromUtf8(attributes) << QString::fromUtf8(price);
    };
    row("object", "\"attributes\":{\"Farbe\":\"rot\",\"Breite\":12.50}", "Farbe=rot, Breite=12.50", "");
    row("several values", "\"attributes\":{\"Farbe\":[\"rot\",\"blau\"]}", "Farbe=rot, Farbe=blau", "");
    row("list", "\"attributes\":[{\"key\":\"Farbe\",\"values\":[\"rot\"]},{\"name\":\"M\",\"value\":1}]",
        "Farbe=rot, M=1", "");
    row("without values", "\"attributes\":[{\"name\":\"Farbe\"},{\"name\":\"M\",\"value\":\"\"}]", "", "");
    row("price as number", "\"price\":1099.9", "", "1099.90 EUR");
    row("price with noise", "\"price\":46.550000000000004", "", "46.55 EUR");
    row("price as text", "\"price\":\"1.099,90 PLN\"", "", "1099.90 PLN");
    row("price as object", "\"price\":{\"amount\":5,\"currencyCode\":\"CZK\"}", "", "5.00 CZK");
    row("currency beside it", "\"price\":5,\"currency\":\"huf\"", "", "5.00 HUF");
    row("null price", "\"price\":null", "", "");
}

void LayoutsTest::jsonAttributesAndPrices()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, attributes);
    QFETCH(QString, price);
    const Outcome outcome = readBytes("[{\"sku\":\"A\",\"title\":\"Lamp\"," + members + "}]");
    QVERIFY2(outcome.rejected == 0, outcome.problems.isEmpty() ? "" : qPrintable(outcome.problems[0].reason));
    const ProductDraft &product = outcome.products.at(0);
    QStringList found;
    for (const auto &[name, value] : product.attributes)
        found.append(QString::fromStdString(name + '=' + value));
    QCOMPARE(found.join(QStringLiteral(", ")), attributes);
    QCOMPARE(product.priceMinorUnits ? Money(*product.priceMinorUnits, *product.currency).toString() : QString(),
             price);
}

void LayoutsTest::guessedHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("targets");
    const auto row = [](const char *name, const char *header, const char *targets) {
        QTest::newRow(name) << QByteArray(header) << QString::fromUtf8(targets);
    };
    row("german", "Artikelnummer;Bezeichnung;Beschreibung;Preis;Bestand;Hersteller;EAN",
        "sku title description price quantity brand gtin");
    row("polish", "Symbol;Nazwa produktu;Opis;Cena brutto;Ilość;Producent;Kod EAN",
        "sku title description price quantity brand gtin");
    row("english", "Item no,Product name,Description,Price,Stock,Brand,UPC",
        "sku title description price quantity brand gtin");
    row("baselinker", "produkt_id;produkt_sku;produkt_ean;produkt_nazwa;kategoria_nazwa;producent_nazwa;ilosc;zdjecie",
        "source_id sku gtin title category brand quantity image");
    row("currency in the header", "SKU;Titel;Preis (EUR)", "sku title price");
    row("numbered pictures", "sku,title,image 1,image 2,Zdjęcie 3", "sku title image image image");
    row("likelier of two names", "name,title,sku", "- title sku");
    row("attributes by name", "sku,title,attribute:Colour,Farbe", "sku title attribute:Colour attribute:");
    row("nothing known", "sku,title,Lieferant Kürzel", "sku title -");
}

void LayoutsTest::guessedHeaders()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, targets);
    QByteArray cells = header;
    for (char &c : cells)
        c = c == ';' || c == ',' ? c : 'x';
    const Outcome outcome = readBytes(header + '\n' + cells + '\n');
    QStringList found;
    for (const ColumnMapping &column : outcome.preview.plan.mapping)
        found.append(column.target.isEmpty() ? QStringLiteral("-") : column.target);
    QCOMPARE(found.join(u' '), targets);
}

// Kaufland's files repeat a column for each of its values.
void LayoutsTest::repeatedColumnsOfAFeed()
{
    const Outcome outcome =
        readBytes("ean;locale;title;description;manufacturer;picture;picture;picture;picture;picture;picture;picture\n"
                  "4006381333931;de-DE;Oak lamp;A lamp;Nordkap;https://i.example/1.jpg;https://i.example/2.jpg;;;;;\n");
    QCOMPARE(outcome.preview.plan.options.headerRow, 1);
    QCOMPARE(outcome.products.size(), std::size_t(1));
    QCOMPARE(outcome.products[0].sourceId, std::string("4006381333931"));
    QCOMPARE(outcome.products[0].brand, std::string("Nordkap"));
    QCOMPARE(outcome.products[0].images.size(), std::size_t(2));
}

void LayoutsTest::collectedShopifySamples_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"shopify/apparel.csv", "shopify/home-and-garden.csv", "shopify/product_template_2023plus.csv"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void LayoutsTest::collectedShopifySamples()
{
    QFETCH(QString, path);
    const QString file = sharedSample(path);
    if (file.isEmpty())
        QSKIP("the sample collection is not here");
    const Outcome outcome = readFile(file);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(outcome.rejected, qsizetype(0));
    QSet<QString> ids;
    for (const ProductDraft &product : outcome.products) {
        ids.insert(QString::fromStdString(product.sourceId));
        QCOMPARE(product.sourcePlatform, std::string("shopify"));
        QVERIFY(!product.title.empty());
        for (const auto &image : product.images)
            QVERIFY(image.first.starts_with("http"));
    }
    QCOMPARE(static_cast<std::size_t>(ids.size()), outcome.products.size()); // rows of one handle are one product
}

QTEST_GUILESS_MAIN(LayoutsTest)
#include "tst_layouts.moc"
