// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/services/publishing/uploadfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;
using namespace listwright::test;

namespace {

UploadOptions sellerOptions()
{
    UploadOptions options;
    options.sellerId = u"A1EXAMPLE"_s;
    return options;
}

QJsonObject parsed(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

QJsonObject message(const QByteArray &bytes, int position)
{
    return parsed(bytes).value(u"messages").toArray().at(position).toObject();
}

QJsonObject first(const QJsonObject &attributes, const QString &name)
{
    return attributes.value(name).toArray().at(0).toObject();
}

} // namespace

class TestAmazonFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needsSellerAndSite();
    void emptyFeed();
    void header();
    void product();
    void priceIsExact_data();
    void priceIsExact();
    void variations();
    void knownMarketplaceData();
    void identifierTypes_data();
    void identifierTypes();
    void htmlIsRemoved();
    void notMoreMessagesThanAllowed();
    void refusesVariantsItCannotTell();
    void conditions_data();
    void conditions();
    void showsFiveBulletPoints();
    void optionalPartsStayAway();
    void variantsInheritThePrice();
    void keysAreThoseOfTheExample();
};

void TestAmazonFeed::needsSellerAndSite()
{
    const auto noSeller = writeAll(u"amazon-json"_s, {});
    QVERIFY(!noSeller);
    QCOMPARE(noSeller.error().code, ErrorCode::InvalidInput);
    UploadOptions options = sellerOptions();
    options.marketplaceSite = u"SK"_s;
    QVERIFY(!writeAll(u"amazon-json"_s, {}, options));
}

void TestAmazonFeed::emptyFeed()
{
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {}, sellerOptions()));
    QVERIFY(!parsed(written.bytes).isEmpty());
    QCOMPARE(parsed(written.bytes).value(u"messages").toArray().size(), 0);
}

void TestAmazonFeed::header()
{
    UploadOptions options = sellerOptions();
    options.locale = u"en-GB"_s;
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {goodProduct()}, options));
    const QJsonObject header = parsed(written.bytes).value(u"header").toObject();
    QCOMPARE(header.value(u"sellerId").toString(), u"A1EXAMPLE"_s);
    QCOMPARE(header.value(u"version").toString(), u"2.0"_s);
    QCOMPARE(header.value(u"issueLocale").toString(), u"en_GB"_s);
}

void TestAmazonFeed::product()
{
    Product product = goodProduct();
    product.bulletPoints = {u"Oiled oak"_s, u"Dimmer with memory"_s};
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, sellerOptions()));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const QJsonObject sent = message(written.bytes, 0);
    QCOMPARE(sent.value(u"messageId").toInt(), 1);
    QCOMPARE(sent.value(u"sku").toString(), u"LAMP-7"_s);
    QCOMPARE(sent.value(u"operationType").toString(), u"UPDATE"_s);
    QCOMPARE(sent.value(u"productType").toString(), u"PRODUCT"_s);
    QCOMPARE(sent.value(u"requirements").toString(), u"LISTING"_s);
    const QJsonObject attributes = sent.value(u"attributes").toObject();
    const QJsonObject name = first(attributes, u"item_name"_s);
    QCOMPARE(name.value(u"value").toString(), product.titleOriginal);
    QCOMPARE(name.value(u"language_tag").toString(), u"de_DE"_s);
    QCOMPARE(name.value(u"marketplace_id").toString(), u"A1PA6795UKMFR9"_s);
    QCOMPARE(attributes.value(u"bullet_point").toArray().size(), 2);
    QCOMPARE(first(attributes, u"condition_type"_s).value(u"value").toString(), u"new_new"_s);
    QCOMPARE(first(attributes, u"fulfillment_availability"_s).value(u"quantity").toInt(), 12);
    QCOMPARE(first(attributes, u"color"_s).value(u"value").toString(), u"white"_s);
    QCOMPARE(first(attributes, u"other_product_image_locator_1"_s).value(u"media_location").toString(),
             u"https://shop.example/i/2.jpg"_s);
    QVERIFY2(lostBecause(written.summary, u"Cable length"_s), lossesText(written.summary));
    QVERIFY2(lostBecause(written.summary, u"product type"_s), lossesText(written.summary));
}

void TestAmazonFeed::priceIsExact_data()
{
    QTest::addColumn<qint64>("cents");
    QTest::addColumn<QByteArray>("number");
    QTest::newRow("ordinary") << qint64(1299) << QByteArray("\"value_with_tax\":12.99}");
    QTest::newRow("cents") << qint64(7) << QByteArray("\"value_with_tax\":0.07}");
    QTest::newRow("large") << qint64(123456789) << QByteArray("\"value_with_tax\":1234567.89}");
}

void TestAmazonFeed::priceIsExact()
{
    QFETCH(qint64, cents);
    QFETCH(QByteArray, number);
    Product product = goodProduct();
    product.price = euro(cents);
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, sellerOptions()));
    QVERIFY2(written.bytes.contains(number), written.bytes);
}

void TestAmazonFeed::variations()
{
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {productWithVariants()}, sellerOptions()));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    QCOMPARE(parsed(written.bytes).value(u"messages").toArray().size(), 3);
    const QJsonObject parent = message(written.bytes, 0).value(u"attributes").toObject();
    QCOMPARE(first(parent, u"parentage_level"_s).value(u"value").toString(), u"parent"_s);
    QCOMPARE(first(parent, u"variation_theme"_s).value(u"name").toString(), u"SIZE/COLOR"_s);
    QVERIFY(!parent.contains(u"purchasable_offer"));
    const QJsonObject child = message(written.bytes, 2).value(u"attributes").toObject();
    QCOMPARE(message(written.bytes, 2).value(u"messageId").toInt(), 3);
    QCOMPARE(first(child, u"child_parent_sku_relationship"_s).value(u"parent_sku").toString(), u"SHIRT"_s);
    QCOMPARE(first(child, u"size"_s).value(u"value").toString(), u"M"_s);
    QCOMPARE(first(child, u"externally_assigned_product_identifier"_s).value(u"value").toString(), u"96385074"_s);
}

void TestAmazonFeed::knownMarketplaceData()
{
    Product product = goodProduct();
    product.marketplaceData.insert(u"amazon"_s,
                                   QJsonObject{{u"product_type"_s, u"LAMP"_s}, {u"browse_node"_s, u"3182"_s}});
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, sellerOptions()));
    QCOMPARE(message(written.bytes, 0).value(u"productType").toString(), u"LAMP"_s);
    QCOMPARE(first(message(written.bytes, 0).value(u"attributes").toObject(), u"recommended_browse_nodes"_s)
                 .value(u"value")
                 .toString(),
             u"3182"_s);
    QVERIFY2(!lostBecause(written.summary, u"type isn't known"_s), lossesText(written.summary));
}

void TestAmazonFeed::identifierTypes_data()
{
    QTest::addColumn<QString>("gtin");
    QTest::addColumn<QString>("type");
    QTest::newRow("8") << u"96385074"_s << u"ean"_s;
    QTest::newRow("12") << u"036000291452"_s << u"upc"_s;
    QTest::newRow("13") << u"4006381333931"_s << u"ean"_s;
    QTest::newRow("14") << u"10614141000415"_s << u"gtin"_s;
}

void TestAmazonFeed::identifierTypes()
{
    QFETCH(QString, gtin);
    Product product = goodProduct();
    product.gtin = gtin;
    UploadOptions options = sellerOptions();
    options.includeInvalid = true;
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, options));
    const QJsonObject attributes = message(written.bytes, 0).value(u"attributes").toObject();
    QTEST(first(attributes, u"externally_assigned_product_identifier"_s).value(u"type").toString(), "type");
}

void TestAmazonFeed::htmlIsRemoved()
{
    Product product = goodProduct();
    product.descriptionOriginal = u"<p>A desk lamp &amp; a foot of oiled oak.</p><ul><li>Dimmer</li></ul>"_s;
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, sellerOptions()));
    QVERIFY2(written.summary.written == 1, lossesText(written.summary));
    const QString text = first(message(written.bytes, 0).value(u"attributes").toObject(), u"product_description"_s)
                             .value(u"value")
                             .toString();
    QVERIFY2(text.startsWith(u"A desk lamp & a foot") && !text.contains(u'<'), qUtf8Printable(text));
    QVERIFY2(lostBecause(written.summary, u"HTML"_s), lossesText(written.summary));
}

void TestAmazonFeed::notMoreMessagesThanAllowed()
{
    QList<Product> products;
    Product product;
    product.titleOriginal = u"Lamp"_s;
    for (int i = 0; i < 25'002; ++i) {
        product.sku = u"S" + QString::number(i);
        products.append(product);
    }
    UploadOptions options = sellerOptions();
    options.includeInvalid = true;
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, products, options));
    QCOMPARE(written.summary.written, 25'000);
    QCOMPARE(written.summary.skipped, 2);
    QCOMPARE(parsed(written.bytes).value(u"messages").toArray().size(), 25'000);
}

void TestAmazonFeed::refusesVariantsItCannotTell()
{
    Product product = productWithVariants();
    for (Variant &variant : product.variants)
        variant.options = {{u"Sound"_s, variant.sku}};
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, takeAll()));
    QCOMPARE(written.summary.written, 0);
    QVERIFY2(lostBecause(written.summary, u"none of the options"_s), lossesText(written.summary));
    QVERIFY(!written.bytes.contains("variation_theme"));
}

void TestAmazonFeed::conditions_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<QString>("type"); // empty = none
    QTest::addColumn<bool>("reported");
    QTest::newRow("new") << int(Condition::New) << u"new_new"_s << false;
    QTest::newRow("open box") << int(Condition::OpenBox) << u"new_open_box"_s << false;
    QTest::newRow("refurbished") << int(Condition::Refurbished) << u"refurbished_refurbished"_s << false;
    QTest::newRow("used") << int(Condition::Used) << u"used_good"_s << false;
    QTest::newRow("for parts") << int(Condition::ForParts) << QString() << true;
    QTest::newRow("not stated") << int(Condition::Unknown) << QString() << false;
}

void TestAmazonFeed::conditions()
{
    QFETCH(int, condition);
    QFETCH(bool, reported);
    Product product = goodProduct();
    product.condition = static_cast<Condition>(condition);
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, takeAll()));
    const QJsonObject attributes = message(written.bytes, 0).value(u"attributes").toObject();
    QTEST(first(attributes, u"condition_type"_s).value(u"value").toString(), "type");
    QCOMPARE(lostBecause(written.summary, u"for parts"_s), reported);
}

void TestAmazonFeed::showsFiveBulletPoints()
{
    Product product = goodProduct();
    for (int i = 1; i <= 6; ++i)
        product.bulletPoints.append(u"Point %1"_s.arg(i));
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, takeAll()));
    QCOMPARE(written.bytes.count("\"Point "), 5);
    QVERIFY(!written.bytes.contains("Point 6"));
    QVERIFY2(lostBecause(written.summary, u"bullet point"_s), lossesText(written.summary));
}

void TestAmazonFeed::optionalPartsStayAway()
{
    Product bare;
    bare.sku = u"BARE"_s;
    bare.titleOriginal = u"Lamp"_s;
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {bare}, takeAll()));
    const QJsonObject attributes = message(written.bytes, 0).value(u"attributes").toObject();
    QCOMPARE(attributes.keys(), QStringList{u"item_name"_s});
}

void TestAmazonFeed::variantsInheritThePrice()
{
    Product product = productWithVariants();
    product.price = euro(1500);
    product.variants[0].price.reset();
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {product}, takeAll()));
    QVERIFY(QJsonDocument(message(written.bytes, 1)).toJson(QJsonDocument::Compact).contains("\"value_with_tax\":15}"));
    QVERIFY(
        QJsonDocument(message(written.bytes, 2)).toJson(QJsonDocument::Compact).contains("\"value_with_tax\":30.95}"));
}

/** The platform's own example of a feed, as far as it goes. */
void TestAmazonFeed::keysAreThoseOfTheExample()
{
    const QString root = qEnvironmentVariable("LISTWRIGHT_SHARED", QStringLiteral(LISTWRIGHT_SOURCE_DIR "/../shared"));
    QFile file(root + u"/samples/amazon/listings-feed-schema-v2.example.json");
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the platform's example is not here");
    const QJsonObject example = QJsonDocument::fromJson(file.readAll()).object();
    QStringList keys;
    for (const QJsonValue &value : example.value(u"messages").toArray())
        keys += value.toObject().keys();
    REQUIRE_VALUE(written, writeAll(u"amazon-json"_s, {productWithVariants()}, sellerOptions()));
    for (const QString &key : parsed(written.bytes).value(u"header").toObject().keys())
        QVERIFY2(example.value(u"header").toObject().contains(key), qUtf8Printable(key));
    for (int i = 0; i < 3; ++i) {
        for (const QString &key : message(written.bytes, i).keys())
            QVERIFY2(keys.contains(key), qUtf8Printable(key));
    }
}

QTEST_GUILESS_MAIN(TestAmazonFeed)
#include "tst_amazonfeed.moc"
