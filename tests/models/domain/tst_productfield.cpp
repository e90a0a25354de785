// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/listing.h"
#include "models/domain/productfield.h"
#include "models/domain/proposal.h"
#include "tests/models/domain/wildvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace listwright;

namespace {

Product fullProduct()
{
    const Currency euro = *Currency::fromCode("EUR");
    Product product;
    product.id = 9'007'199'254'740'993; // one more than a double can hold
    product.revision = 7;
    product.uid = QUuid::fromString(QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057"));
    product.sourcePlatform = QStringLiteral("allegro");
    product.sourceId = QStringLiteral("1|\"2\"\n3");
    product.sourceUrl = QStringLiteral("https://example.com/item?id=1&x=ä");
    product.sku = QStringLiteral("00123");
    product.gtin = QStringLiteral("4006381333931");
    product.mpn = QStringLiteral("A-1");
    product.titleOriginal = QStringLiteral("Żółty kubek 😀");
    product.titleOptimized = QStringLiteral("Kubek żółty");
    product.descriptionOriginal = QStringLiteral("<p>Tekst & więcej</p>\r\n");
    product.descriptionOptimized = QStringLiteral("<p>Tekst</p>");
    product.bulletPoints = {QStringLiteral("eins"), QString(), QStringLiteral("\"zwei\"")};
    product.category = QStringLiteral("Haus > Küche");
    product.brand = QStringLiteral("Müller");
    product.condition = Condition::OpenBox;
    product.price = Money(109950, euro);
    product.quantity = 9'007'199'254'740'993;
    product.attributes = {{QStringLiteral("Farbe"), QStringLiteral("gelb")}, {QStringLiteral("Farbe"), QString()}};
    product.images = {{QStringLiteral("https://example.com/1.jpg"), QStringLiteral("vorn")},
                      {QStringLiteral("https://example.com/2.jpg"), QString()}};
    product.variants = {{QStringLiteral("00123-M"),
                         QStringLiteral("96385074"),
                         {{QStringLiteral("Größe"), QStringLiteral("M")}},
                         Money(5, euro),
                         0,
                         QStringLiteral("https://x/m.jpg")},
                        Variant()};
    product.optimizedData = {{QStringLiteral("tags"), QJsonArray{QStringLiteral("a")}}};
    product.marketplaceData = {{QStringLiteral("ebay"), QJsonObject{{QStringLiteral("id"), 1}}}};
    product.sourceData = "{\"a\":\"1.099,00\"}";
    product.qualityScore = 83;
    product.status = ProductStatus::Optimized;
    product.createdAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
    product.updatedAt = QDateTime(QDate(2026, 11, 20), QTime(23, 59, 59, 1), Qt::UTC);
    return product;
}

} // namespace

class tst_ProductField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreUniqueAndFoundAgain();
    void everyFieldSurvivesItsText();
    void unsetFieldsAreEmpty();
    void refusesAndLeavesTheProduct_data();
    void refusesAndLeavesTheProduct();
    void acceptsAsPeopleWrite();
    void jsonIsLossless_data();
    void jsonIsLossless();
    void jsonHasTheKeysOfTheInterface();
    void wrongJsonNamesTheMember_data();
    void wrongJsonNamesTheMember();
    void statusChanges_data();
    void statusChanges();
    void namesOfStatesAreFoundAgain();
    void listingOverrides();
    void randomValuesSurvive_data();
    void randomValuesSurvive();
    void randomProductsSurviveJson();
    void canonicalListsStayTheSame_data();
    void canonicalListsStayTheSame();
    void wrongListsAreRefused_data();
    void wrongListsAreRefused();
    void nestedErrorsNameTheirMember();
};

void tst_ProductField::namesAreUniqueAndFoundAgain()
{
    QSet<QString> names;
    for (const ProductField field : allProductFields()) {
        QCOMPARE(fieldFromName(fieldName(field)), std::optional(field));
        QVERIFY(!fieldLabel(field).isEmpty());
        names.insert(fieldName(field));
    }
    QCOMPARE(names.size(), 20);
    QVERIFY(!fieldFromName(u"nonsense"));
}

void tst_ProductField::everyFieldSurvivesItsText()
{
    const Product full = fullProduct();
    Product copy;
    copy.condition = Condition::New;
    for (const ProductField field : allProductFields()) {
        const QString text = fieldText(full, field);
        QVERIFY2(!text.isEmpty(), qPrintable(fieldName(field)));
        QVERIFY2(setFieldText(copy, field, text), qPrintable(fieldName(field)));
        QCOMPARE(fieldText(copy, field), text);
    }
    QCOMPARE(copy.variants, full.variants);
    QCOMPARE(copy.images, full.images);
    QCOMPARE(copy.attributes, full.attributes);
    QCOMPARE(copy.price->toString(), QStringLiteral("1099.50 EUR"));
    QCOMPARE(copy.quantity, full.quantity);
}

void tst_ProductField::unsetFieldsAreEmpty()
{
    const Product empty;
    Product full = fullProduct();
    for (const ProductField field : allProductFields()) {
        if (field == ProductField::Status)
            continue;
        QCOMPARE(fieldText(empty, field), QString());
        QVERIFY2(setFieldText(full, field, {}), qPrintable(fieldName(field)));
        QCOMPARE(fieldText(full, field), QString());
    }
    QVERIFY(!full.price && !full.quantity && full.variants.isEmpty() && full.condition == Condition::Unknown);
}

void tst_ProductField::refusesAndLeavesTheProduct_data()
{
    QTest::addColumn<ProductField>("field");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, ProductField field, const char *text) {
        QTest::newRow(name) << field << QString::fromUtf8(text);
    };
    row("gtin check digit", ProductField::Gtin, "4006381333932");
    row("gtin letters", ProductField::Gtin, "abc");
    row("price without number", ProductField::Price, "EUR");
    row("negative price", ProductField::Price, "-1.00 EUR");
    row("price with comma", ProductField::Price, "1,50");
    row("unknown currency", ProductField::Price, "1.50 XQX");
    row("address scheme", ProductField::SourceUrl, "javascript:alert(1)");
    row("address without host", ProductField::SourceUrl, "https://");
    row("address ftp", ProductField::SourceUrl, "ftp://example.com/");
    row("quantity negative", ProductField::Quantity, "-1");
    row("quantity fraction", ProductField::Quantity, "1.5");
    row("quantity word", ProductField::Quantity, "many");
    row("quantity overflow", ProductField::Quantity, "99999999999999999999");
    row("condition", ProductField::Condition, "brand new");
    row("status unknown", ProductField::Status, "sold");
    row("status jump", ProductField::Status, "published");
    row("attributes no list", ProductField::Attributes, "{}");
    row("attributes wrong entry", ProductField::Attributes, "[1]");
    row("images truncated", ProductField::Images, "[{\"url\":\"x\"");
    row("bullets of numbers", ProductField::BulletPoints, "[1,2]");
    row("variant price without currency", ProductField::Variants, "[{\"price\":\"1.00\"}]");
    row("data no object", ProductField::OptimizedData, "[]");
}

void tst_ProductField::refusesAndLeavesTheProduct()
{
    QFETCH(ProductField, field);
    QFETCH(QString, text);
    Product product = fullProduct();
    const Product before = product;
    const auto result = setFieldText(product, field, text);
    QVERIFY(!result);
    QVERIFY(!result.error().message.isEmpty());
    QCOMPARE(product, before);
}

void tst_ProductField::acceptsAsPeopleWrite()
{
    Product product = fullProduct();
    QVERIFY(setFieldText(product, ProductField::Price, QStringLiteral("7.5")));
    QCOMPARE(product.price->toString(), QStringLiteral("7.50 EUR"));
    QVERIFY(setFieldText(product, ProductField::Price, QStringLiteral("7 pln")));
    QCOMPARE(product.price->toString(), QStringLiteral("7.00 PLN"));
    product.price.reset();
    QVERIFY(!setFieldText(product, ProductField::Price, QStringLiteral("7.5")));
    QVERIFY(setFieldText(product, ProductField::Quantity, QStringLiteral(" 12 ")));
    QCOMPARE(product.quantity, std::optional<qint64>(12));
    QVERIFY(setFieldText(product, ProductField::Gtin, QStringLiteral("9 638-5074")));
    QCOMPARE(product.gtin, QStringLiteral("96385074"));
    QVERIFY(setFieldText(product, ProductField::Gtin, QStringLiteral("2000000000008"))); // kept, rules warn
    QVERIFY(setFieldText(product, ProductField::SourceUrl, QStringLiteral("http://example.com")));
}

void tst_ProductField::jsonIsLossless_data()
{
    QTest::addColumn<QByteArray>("sourceData");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("compact") << QByteArray("{\"a\":1}");
    QTest::newRow("spaced") << QByteArray("{ \"b\": 1, \"a\": 2 }");
    QTest::newRow("large number") << QByteArray("{\"a\":12345678901234567890123}");
    QTest::newRow("no JSON") << QByteArray("a;b;ü");
    QTest::newRow("JSON text") << QByteArray("\"a\"");
}

void tst_ProductField::jsonIsLossless()
{
    QFETCH(QByteArray, sourceData);
    Product product = fullProduct();
    product.sourceData = sourceData;
    const QByteArray wire = QJsonDocument(productToJson(product)).toJson();
    const auto read = productFromJson(QJsonDocument::fromJson(wire).object());
    QVERIFY(read);
    QCOMPARE(*read, product);
    QJsonObject text = QJsonDocument::fromJson(productToText(product)).object();
    QVERIFY(productToText(product).contains(sourceData) || !text.value(u"source_data").isObject());
    text.insert(u"source_data", productToJson(product).value(u"source_data"));
    QCOMPARE(text, productToJson(product));
    const auto empty = productFromJson(productToJson(Product()));
    QVERIFY(empty);
    QCOMPARE(*empty, Product());
}

void tst_ProductField::jsonHasTheKeysOfTheInterface()
{
    const QJsonObject json = productToJson(fullProduct());
    QCOMPARE(json.size(), 30);
    QCOMPARE(json.value(u"price").toString(), QStringLiteral("1099.50"));
    QCOMPARE(json.value(u"currency").toString(), QStringLiteral("EUR"));
    QCOMPARE(json.value(u"created_at").toString(), QStringLiteral("2026-01-02T03:04:05.678Z"));
    QCOMPARE(json.value(u"uid").toString(), QStringLiteral("01890a5d-ac96-774b-bcce-b302099a8057"));
    QCOMPARE(json.value(u"status").toString(), QStringLiteral("optimized"));
    QVERIFY(json.value(u"source_data").isObject());
    for (const char *key : {"title_original", "bullet_points", "variants", "optimization_score", "marketplace_data"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
}

void tst_ProductField::wrongJsonNamesTheMember_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("number as text") << QStringLiteral("quantity") << QJsonValue(QStringLiteral("3"));
    QTest::newRow("fraction") << QStringLiteral("quantity") << QJsonValue(1.5);
    QTest::newRow("text as number") << QStringLiteral("sku") << QJsonValue(123);
    QTest::newRow("list as text") << QStringLiteral("images") << QJsonValue(QStringLiteral("x"));
    QTest::newRow("entry") << QStringLiteral("images") << QJsonValue(QJsonArray{1});
    QTest::newRow("object") << QStringLiteral("marketplace_data") << QJsonValue(1);
    QTest::newRow("date") << QStringLiteral("created_at") << QJsonValue(QStringLiteral("yesterday"));
    QTest::newRow("status") << QStringLiteral("status") << QJsonValue(QStringLiteral("sold"));
}

void tst_ProductField::wrongJsonNamesTheMember()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject json = productToJson(fullProduct());
    json.insert(key, value);
    const auto read = productFromJson(json);
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(key), qPrintable(read.error().message));
}

void tst_ProductField::statusChanges_data()
{
    QTest::addColumn<ProductStatus>("from");
    QTest::addColumn<ProductStatus>("to");
    QTest::addColumn<bool>("allowed");
    using S = ProductStatus;
    QTest::newRow("same") << S::Published << S::Published << true;
    QTest::newRow("start") << S::Imported << S::Optimizing << true;
    QTest::newRow("by hand") << S::Imported << S::Optimized << true;
    QTest::newRow("skip publishing") << S::Imported << S::Published << false;
    QTest::newRow("fail from nowhere") << S::Imported << S::Failed << false;
    QTest::newRow("given up") << S::Optimizing << S::Imported << true;
    QTest::newRow("optimizing to live") << S::Optimizing << S::Published << false;
    QTest::newRow("undo") << S::Optimized << S::Imported << true;
    QTest::newRow("publish") << S::Optimized << S::Publishing << true;
    QTest::newRow("optimized to live") << S::Optimized << S::Published << false;
    QTest::newRow("live") << S::Publishing << S::Published << true;
    QTest::newRow("publishing fails") << S::Publishing << S::Failed << true;
    QTest::newRow("published to imported") << S::Published << S::Imported << false;
    QTest::newRow("again") << S::Failed << S::Publishing << true;
    QTest::newRow("failed to live") << S::Failed << S::Published << false;
}

void tst_ProductField::statusChanges()
{
    QFETCH(ProductStatus, from);
    QFETCH(ProductStatus, to);
    QFETCH(bool, allowed);
    QCOMPARE(canChange(from, to), allowed);
    Product product;
    product.status = from;
    const auto result = setFieldText(product, ProductField::Status, statusName(to));
    QCOMPARE(result.has_value(), allowed);
    QCOMPARE(product.status, allowed ? to : from);
    if (!allowed)
        QCOMPARE(result.error().code, ErrorCode::Forbidden);
}

void tst_ProductField::namesOfStatesAreFoundAgain()
{
    for (const ProductStatus status : allProductStatuses())
        QCOMPARE(statusFromName(statusName(status)), std::optional(status));
    for (const Condition condition : allConditions())
        QCOMPARE(conditionFromName(conditionName(condition)), std::optional(condition));
    for (const ListingState state : {ListingState::Draft, ListingState::Submitted, ListingState::Processing,
                                     ListingState::Live, ListingState::Issues, ListingState::Ended}) {
        QCOMPARE(listingStateFromName(listingStateName(state)), std::optional(state));
        QVERIFY(!listingStateText(state).isEmpty());
    }
    for (const ProposalState state :
         {ProposalState::Open, ProposalState::Accepted, ProposalState::Rejected, ProposalState::PartlyAccepted}) {
        QCOMPARE(proposalStateFromName(proposalStateName(state)), std::optional(state));
        QVERIFY(!proposalStateText(state).isEmpty());
    }
    QVERIFY(!statusFromName(u"") && !listingStateFromName(u"x") && !proposalStateFromName(u"x"));
}

void tst_ProductField::listingOverrides()
{
    const Product product = fullProduct();
    QCOMPARE(withListing(product, Listing()), product);
    Listing listing;
    listing.title = QStringLiteral("T");
    listing.description = QStringLiteral("D");
    listing.bulletPoints = {QStringLiteral("B")};
    listing.price = Money(1, *Currency::fromCode("PLN"));
    listing.quantity = 0;
    const Product shown = withListing(product, listing);
    QCOMPARE(shown.title(), QStringLiteral("T"));
    QCOMPARE(shown.description(), QStringLiteral("D"));
    QCOMPARE(shown.bulletPoints, listing.bulletPoints);
    QCOMPARE(shown.price, listing.price);
    QCOMPARE(shown.quantity, std::optional<qint64>(0));
    QCOMPARE(shown.titleOriginal, product.titleOriginal);
}

void tst_ProductField::randomValuesSurvive_data()
{
    QTest::addColumn<ProductField>("field");
    for (const ProductField field : allProductFields())
        QTest::newRow(qPrintable(fieldName(field))) << field;
}

// What history writes down brings the field back, and leaves every other field alone.
void tst_ProductField::randomValuesSurvive()
{
    QFETCH(ProductField, field);
    WildValues values(20261121);
    for (int i = 0; i < 300; ++i) {
        const Product source = values.product();
        const Product other = values.product();
        const QString text = fieldText(source, field);
        Product target = other;
        const auto set = setFieldText(target, field, text);
        QVERIFY2(set, qPrintable(text));
        QCOMPARE(fieldText(target, field), text);
        for (const ProductField untouched : allProductFields()) {
            if (untouched != field)
                QCOMPARE(fieldText(target, untouched), fieldText(other, untouched));
        }
        QVERIFY(setFieldText(target, field, fieldText(other, field)));
        QCOMPARE(target, other); // and back again
    }
}

void tst_ProductField::randomProductsSurviveJson()
{
    WildValues values(42);
    for (int i = 0; i < 500; ++i) {
        Product product = values.product();
        product.id = values.number();
        product.revision = values.number();
        product.sourcePlatform = values.text();
        product.sourceId = values.text();
        product.status = allProductStatuses().at(values.below(6));
        product.qualityScore = values.below(101);
        const QByteArray wire = QJsonDocument(productToJson(product)).toJson();
        const auto read = productFromJson(QJsonDocument::fromJson(wire).object());
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, product);
    }
}

void tst_ProductField::canonicalListsStayTheSame_data()
{
    QTest::addColumn<ProductField>("field");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, ProductField field, const char *text) {
        QTest::newRow(name) << field << QString::fromUtf8(text);
    };
    row("attribute", ProductField::Attributes, R"([{"name":"Farbe","value":"rot"}])");
    row("same name twice", ProductField::Attributes, R"([{"name":"a","value":"1"},{"name":"a","value":"2"}])");
    row("image", ProductField::Images, R"([{"url":"https://x.example/1.jpg"}])");
    row("image with text", ProductField::Images, R"([{"alt":"front","url":"https://x.example/1.jpg"}])");
    row("bare variant", ProductField::Variants, R"([{}])");
    row("variant", ProductField::Variants,
        R"([{"currency":"KWD","options":[{"name":"Size","value":"M"}],"price":"1.250","quantity":0,"sku":"A"}])");
    row("bullets", ProductField::BulletPoints, R"(["","two","\"three\""])");
    row("object", ProductField::OptimizedData, R"({"a":[1,2.5,null,true],"b":{}})");
}

void tst_ProductField::canonicalListsStayTheSame()
{
    QFETCH(ProductField, field);
    QFETCH(QString, text);
    Product product;
    QVERIFY(setFieldText(product, field, text));
    QCOMPARE(fieldText(product, field), text);
    const QByteArray spaced = QJsonDocument::fromJson(text.toUtf8()).toJson(QJsonDocument::Indented);
    QVERIFY(setFieldText(product, field, QString::fromUtf8(spaced)));
    QCOMPARE(fieldText(product, field), text); // however it was spaced
}

void tst_ProductField::wrongListsAreRefused_data()
{
    QTest::addColumn<ProductField>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, ProductField field, const char *text, const char *words) {
        QTest::newRow(name) << field << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("no JSON", ProductField::Attributes, "Farbe: rot", "JSON list");
    row("truncated", ProductField::Attributes, R"([{"name":"a")", "JSON list");
    row("text behind", ProductField::BulletPoints, R"(["a"] b)", "JSON list");
    row("object", ProductField::Images, R"({"url":"x"})", "JSON list");
    row("entry is no object", ProductField::Attributes, R"(["a"])", "object");
    row("entry is no text", ProductField::BulletPoints, R"(["a",["b"]])", "text");
    row("null entry", ProductField::BulletPoints, R"([null])", "text");
    row("name is a number", ProductField::Attributes, R"([{"name":1,"value":"x"}])", "name");
    row("address is a list", ProductField::Images, R"([{"url":[]}])", "url");
    row("quantity is a text", ProductField::Variants, R"([{"quantity":"3"}])", "quantity");
    row("quantity is a fraction", ProductField::Variants, R"([{"quantity":1.5}])", "quantity");
    row("options are an object", ProductField::Variants, R"([{"options":{}}])", "options");
    row("price is a number", ProductField::Variants, R"([{"price":1.5,"currency":"EUR"}])", "price");
    row("price without currency", ProductField::Variants, R"([{"price":"1.50"}])", "currency");
    row("price with too many digits", ProductField::Variants, R"([{"price":"1.505","currency":"EUR"}])", "1.505");
    row("object is a list", ProductField::MarketplaceData, "[]", "object");
}

void tst_ProductField::wrongListsAreRefused()
{
    QFETCH(ProductField, field);
    QFETCH(QString, text);
    QFETCH(QString, words);
    Product product = fullProduct();
    const auto result = setFieldText(product, field, text);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidInput);
    QVERIFY2(result.error().message.contains(words), qPrintable(result.error().message));
    QCOMPARE(product, fullProduct());
}

void tst_ProductField::nestedErrorsNameTheirMember()
{
    QJsonObject json = productToJson(fullProduct());
    json.insert(
        QStringLiteral("variants"),
        QJsonArray{QJsonObject{{QStringLiteral("options"), QJsonArray{QJsonObject{{QStringLiteral("value"), 7}}}}}});
    const auto read = productFromJson(json);
    QVERIFY(!read);
    for (const char *name : {"variants", "options", "value"})
        QVERIFY2(read.error().message.contains(QLatin1String(name)), qPrintable(read.error().message));
    QVERIFY(productFromJson({}).has_value()); // nothing is required: the storage decides
}

QTEST_GUILESS_MAIN(tst_ProductField)
#include "tst_productfield.moc"
