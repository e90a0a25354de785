// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/formbody.h"
#include "services/intake/intakereading.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

const QString json = u"application/json"_s;

ReadOptions given()
{
    ReadOptions options;
    options.sourcePlatform = u"webhook"_s;
    options.defaultCurrency = u"EUR"_s;
    return options;
}

Result<IntakeReading> read(const QByteArray &body, const QString &contentType = json)
{
    return readIntake(contentType, body, given());
}

} // namespace

class TestIntakeReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void fieldsOfScrapers();
    void pricesAsTheyAreWritten_data();
    void pricesAsTheyAreWritten();
    void wrongProductsAreItems();
    void whatIsNoJson_data();
    void whatIsNoJson();
    void oneBadProductSparesTheOthers_data();
    void oneBadProductSparesTheOthers();
    void anEmptyListHidesNone();
    void whatWasNotFoundIsFalse();
    void otherTypesAreRefused();
    void forms();
    void formsOfBrowsersAndAttackers_data();
    void formsOfBrowsersAndAttackers();
    void multipart();
    void brokenMultipart_data();
    void brokenMultipart();
    void theSameContentHasTheSameHash();
    void manyAreCountedOnly();
    void tooManyAreNotLookedAt();
    void aRecordOfTooManyValuesIsRefused();
    void hugeNumbersAreOfTheirProductAlone();
    void repeatedKeysKeepTheLast();
    void aFormNamesThePlatformOfItsFile();
};

void TestIntakeReading::shapes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("products");
    const QByteArray one = R"({"source_id":"1","title":"Drill"})";
    const QByteArray two = R"({"source_id":"2","title":"Saw"})";
    QTest::newRow("one object") << one << 1;
    QTest::newRow("a list") << QByteArray('[' + one + ',' + two + ']') << 2;
    QTest::newRow("products") << QByteArray("{\"products\":[" + one + ',' + two + "]}") << 2;
    QTest::newRow("data") << QByteArray("{\"data\":[" + one + "]}") << 1;
    QTest::newRow("any other key") << QByteArray("{\"shop\":\"x\",\"funde\":[" + one + ',' + two + "]}") << 2;
    QTest::newRow("n8n items") << QByteArray("[{\"json\":" + one + "},{\"json\":" + two + "}]") << 2;
    QTest::newRow("an empty list") << QByteArray("[]") << 0;
    QTest::newRow("an empty wrapped list") << QByteArray("{\"products\":[]}") << 0;
    QTest::newRow("blanks around") << QByteArray("\r\n  [" + one + "]\n\n") << 1;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF[" + one + ']') << 1;
}

void TestIntakeReading::shapes()
{
    QFETCH(QByteArray, body);
    QFETCH(int, products);
    const auto reading = read(body);
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
    QCOMPARE(static_cast<int>(reading->items.size()), products);
    QCOMPARE(static_cast<int>(reading->drafts.size()), products);
    for (int i = 0; i < products; ++i)
        QCOMPARE(reading->items[static_cast<std::size_t>(i)].sourceId, std::to_string(i + 1));
}

void TestIntakeReading::fieldsOfScrapers()
{
    const auto reading =
        read(R"([{"id":"A-1","product_title":"Bohrhammer","price":"4 999,00 zł","link":"https://x.example/1",
        "image":"https://x.example/1.jpg","ean":"4006381333931","quantity":3,"brand":null,"attributes":{"Farbe":"blau"}}])");
    QVERIFY(reading);
    QCOMPARE(reading->drafts.size(), std::size_t{1});
    const ProductDraft &draft = reading->drafts.front();
    QCOMPARE(draft.sourcePlatform, std::string("webhook"));
    QCOMPARE(draft.sourceId, std::string("A-1"));
    QCOMPARE(draft.title, std::string("Bohrhammer"));
    QCOMPARE(draft.priceMinorUnits.value_or(0), 499'900);
    QCOMPARE(draft.currency->code(), u"PLN"_s);
    QCOMPARE(draft.gtin, std::string("4006381333931"));
    QCOMPARE(draft.quantity.value_or(0), 3);
    QVERIFY(draft.brand.empty());
    QCOMPARE(draft.images.size(), std::size_t{1});
    QCOMPARE(draft.attributes.size(), std::size_t{1});
}

void TestIntakeReading::pricesAsTheyAreWritten_data()
{
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<qint64>("cents");
    QTest::newRow("number") << QByteArray("1099.9") << qint64{109990};
    QTest::newRow("a number of many digits") << QByteArray("0.10") << qint64{10};
    QTest::newRow("text with a point") << QByteArray("\"1,099.00\"") << qint64{109900};
    QTest::newRow("text with a comma") << QByteArray("\"1.099,00 €\"") << qint64{109900};
    QTest::newRow("object") << QByteArray(R"({"amount":"12.50","currency":"USD"})") << qint64{1250};
}

void TestIntakeReading::pricesAsTheyAreWritten()
{
    QFETCH(QByteArray, price);
    QFETCH(qint64, cents);
    const auto reading = read(R"({"source_id":"1","title":"Drill","price":)" + price + '}');
    QVERIFY(reading);
    QCOMPARE(reading->drafts.size(), std::size_t{1});
    QCOMPARE(reading->drafts.front().priceMinorUnits.value_or(-1), cents);
}

void TestIntakeReading::wrongProductsAreItems()
{
    const auto reading = read(R"json([{"source_id":"1","title":"Good"},{"source_id":"2","title":"Bad","gtin":"123"},5,
        {"title":"No identity"},{"source_id":"5","title":"Bad address","url":"javascript:alert(1)"}])json");
    QVERIFY(reading);
    QCOMPARE(reading->items.size(), std::size_t{5});
    QVERIFY(reading->items[0].draft);
    QVERIFY(!reading->items[1].draft);
    QCOMPARE(reading->items[1].problems.first().column, u"gtin"_s);
    QVERIFY(!reading->items[2].draft);
    QVERIFY(!reading->items[3].draft);
    QVERIFY(!reading->items[3].problems.isEmpty());
    QVERIFY(!reading->items[4].draft || !reading->items[4].problems.isEmpty());
}

void TestIntakeReading::whatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blanks") << QByteArray(" \r\n ");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("cut off") << QByteArray(R"([{"source_id":"1","title":"Drill"},{"source_id":"2")");
    QTest::newRow("comma at the end") << QByteArray(R"({"source_id":"1","title":"Drill",})");
    QTest::newRow("single quotes") << QByteArray("[{'title':'Drill'}]");
    QTest::newRow("one bad of two") << QByteArray(R"([{"source_id":"1","title":"Drill"},{"title":Drill}])");
    QTest::newRow("text behind") << QByteArray(R"([{"source_id":"1","title":"Drill"}] x)");
    QTest::newRow("bad UTF-8") << QByteArray("[{\"source_id\":\"1\",\"title\":\"Gr\xFC"
                                             "n\"}]");
    QTest::newRow("deep and open") << QByteArray(1'000'000, '[');
    QTest::newRow("two lists") << QByteArray(
        R"({"products":[{"id":"1","title":"x"}],"data":[{"id":"2","title":"y"}]})");
    QTest::newRow("a list twice") << QByteArray(
        R"({"products":[{"id":"1","title":"x"}],"products":[{"id":"2","title":"y"}]})");
    QTest::newRow("half a number") << QByteArray(R"([{"source_id":"1","title":"x","price":1e}])");
}

void TestIntakeReading::whatIsNoJson()
{
    QFETCH(QByteArray, body);
    const auto reading = read(body);
    QVERIFY(!reading);
    QCOMPARE(reading.error().code, ErrorCode::InvalidInput);
    QVERIFY(!reading.error().message.isEmpty());
}

void TestIntakeReading::oneBadProductSparesTheOthers_data()
{
    QTest::addColumn<QByteArray>("product");
    QTest::addColumn<bool>("taken");
    QTest::newRow("half an emoji") << QByteArray(R"({"source_id":"2","title":"cut \ud83d"})") << true;
    QTest::newRow("its other half") << QByteArray(R"({"source_id":"2","title":"\ude00 \ud83d\ude00 \\ud83d"})") << true;
    QTest::newRow("deep") << QByteArray(R"({"source_id":"2","title":"x","a":)" + QByteArray(100'000, '[') +
                                        QByteArray(100'000, ']') + "}")
                          << false;
}

void TestIntakeReading::oneBadProductSparesTheOthers()
{
    QFETCH(QByteArray, product);
    QFETCH(bool, taken);
    const auto reading =
        read(R"([{"source_id":"1","title":"Drill"},)" + product + R"(,{"source_id":"3","title":"Saw"}])");
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
    QCOMPARE(reading->items.size(), std::size_t{3});
    QCOMPARE(reading->items[1].draft.has_value(), taken);
    QCOMPARE(reading->items[1].problems.size(), 1);
    QCOMPARE(reading->drafts.back().title, std::string("Saw"));
}

void TestIntakeReading::whatWasNotFoundIsFalse()
{
    const auto reading = read(R"([{"source_id":"1","title":"Drill","brand":false,"price":false,"image":false},
        {"source_id":false,"title":"Saw"},{"source_id":"3","title":false,"name":"Lamp"}])");
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
    QCOMPARE(reading->drafts.size(), std::size_t{2});
    QVERIFY(reading->drafts[0].brand.empty());
    QVERIFY(!reading->drafts[0].priceMinorUnits && reading->drafts[0].images.empty());
    QVERIFY(!reading->items[1].draft);
    QCOMPARE(reading->drafts[1].title, std::string("Lamp"));
}

void TestIntakeReading::anEmptyListHidesNone()
{
    const auto reading = read(R"({"data":[],"products":[{"source_id":"1","title":"Drill"}]})");
    QVERIFY(reading);
    QCOMPARE(reading->drafts.size(), std::size_t{1});
}

void TestIntakeReading::otherTypesAreRefused()
{
    for (const QString &type : {u"text/plain"_s, u"text/csv"_s, u"application/xml"_s, u"application/octet-stream"_s}) {
        const auto reading = read(R"({"source_id":"1","title":"Drill"})", type);
        QVERIFY(!reading);
        QCOMPARE(reading.error().code, ErrorCode::Unsupported);
    }
    for (const QString &type : {QString(), u"Application/JSON; charset=utf-8"_s, u"application/ld+json"_s})
        QVERIFY(read(R"({"source_id":"1","title":"Drill"})", type));
}

void TestIntakeReading::forms()
{
    const auto reading =
        read("source_id=7&title=Bohrer+20+%C3%B8&price=12%2C50+EUR&brand=&images[0]=https%3A%2F%2Fx.example"
             "%2Fa.jpg&images%5B1%5D=https%3A%2F%2Fx.example%2Fb.jpg&attributes[0][name]=Farbe&"
             "attributes[0][value]=blau",
             u"application/x-www-form-urlencoded"_s);
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
    QCOMPARE(reading->drafts.size(), std::size_t{1});
    const ProductDraft &draft = reading->drafts.front();
    QCOMPARE(draft.title, std::string("Bohrer 20 ø"));
    QCOMPARE(draft.priceMinorUnits.value_or(0), 1250);
    QVERIFY(draft.brand.empty());
    QCOMPARE(draft.images.size(), std::size_t{2});
    QCOMPARE(draft.images[1].first, std::string("https://x.example/b.jpg"));
    QCOMPARE(draft.attributes.size(), std::size_t{1});
    QCOMPARE(draft.attributes[0].second, std::string("blau"));
}

void TestIntakeReading::formsOfBrowsersAndAttackers_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QByteArray>("expected"); // empty: refused
    QTest::newRow("given twice") << QByteArray("a=1&a=2") << QByteArray(R"({"a":["1","2"]})");
    QTest::newRow("brackets that count") << QByteArray("a[]=1&a[]=2") << QByteArray(R"({"a":["1","2"]})");
    QTest::newRow("out of order") << QByteArray("a[1]=y&a[0]=x") << QByteArray(R"({"a":["x","y"]})");
    QTest::newRow("gaps are no list") << QByteArray("a[5]=y") << QByteArray(R"({"a":{"5":"y"}})");
    QTest::newRow("quotes and controls") << QByteArray("a=%22%5C%0A%01")
                                         << QByteArray("{\"a\":\"\\\"\\\\\\n\\u0001\"}");
    QTest::newRow("emoji") << QByteArray("a=%F0%9F%98%80") << QByteArray("{\"a\":\"\xF0\x9F\x98\x80\"}");
    QTest::newRow("no value") << QByteArray("a&b=") << QByteArray(R"({"a":null,"b":null})");
    QTest::newRow("unclosed bracket") << QByteArray("a[0=1") << QByteArray(R"({"a[0":"1"})");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("bad UTF-8") << QByteArray("a=%FF") << QByteArray();
    QTest::newRow("cut within a character") << QByteArray("a=Caf%E9") << QByteArray();
    QTest::newRow("no digits") << QByteArray("a=100%zz") << QByteArray();
    QTest::newRow("one digit") << QByteArray("a=%4") << QByteArray();
    QTest::newRow("no digit in a name") << QByteArray("%=1") << QByteArray();
    QTest::newRow("a percent sign") << QByteArray("a=%25zz") << QByteArray(R"({"a":"%zz"})");
    QTest::newRow("deep") << QByteArray("a" + QByteArray("[b]").repeated(100) + "=1") << QByteArray();
    QTest::newRow("many") << QByteArray("a=1&").repeated(20'000) << QByteArray();
}

void TestIntakeReading::formsOfBrowsersAndAttackers()
{
    QFETCH(QByteArray, form);
    QFETCH(QByteArray, expected);
    const auto made = formbody::jsonOfForm(form);
    QCOMPARE(made.has_value(), !expected.isEmpty());
    if (made) {
        QCOMPARE(*made, expected);
        QVERIFY(!QJsonDocument::fromJson(*made).isNull());
    } else {
        QCOMPARE(made.error().code, ErrorCode::InvalidInput);
    }
}

void TestIntakeReading::multipart()
{
    const QByteArray file = R"([{"source_id":"1","title":"Drill"},{"source_id":"2","title":"Saw"}])";
    const QByteArray body = "--abc\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nshop\r\n--abc\r\n"
                            "Content-Disposition: form-data; name=\"file\"; filename=\"products.json\"\r\n"
                            "Content-Type: application/json\r\n\r\n" +
                            file + "\r\n--abc--\r\n";
    const auto reading = read(body, u"multipart/form-data; boundary=abc"_s);
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
    QCOMPARE(reading->drafts.size(), std::size_t{2});
    const auto quoted = read(QByteArray(body).replace("--abc", "--a b"), u"multipart/form-data; boundary=\"a b\""_s);
    QVERIFY(quoted);
    const auto twoFiles = read(QByteArray(body).replace("--abc--", body), u"multipart/form-data; boundary=abc"_s);
    QVERIFY(!twoFiles && twoFiles.error().message.contains(u"more than one file"_s));
    QVERIFY(!read(QByteArray(body).replace("shop", "sh\xE9p"), u"multipart/form-data; boundary=abc"_s));
    const QByteArray fields = "--abc\r\nContent-Disposition: form-data; name=\"source_id\"\r\n\r\n9\r\n--abc\r\n"
                              "Content-Disposition: form-data; name=\"title\"\r\n\r\nDrill\r\n--abc--";
    const auto form = read(fields, u"multipart/form-data; boundary=abc"_s);
    QVERIFY(form);
    QCOMPARE(form->drafts.front().title, std::string("Drill"));
    const auto named = formbody::jsonOfMultipart("multipart/form-data; boundary=ab--",
                                                 "\r\n--ab--\r\nContent-Disposition: form-data; name=\"filename\"\r\n"
                                                 "\r\na.jpg\r\n--ab----\r\n");
    QVERIFY2(named, qPrintable(named ? QString() : named.error().message));
    QCOMPARE(named->json, QByteArray(R"({"filename":"a.jpg"})"));
}

void TestIntakeReading::brokenMultipart_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("type");
    const QString type = u"multipart/form-data; boundary=abc"_s;
    QTest::newRow("nothing") << QByteArray() << type;
    QTest::newRow("no boundary") << QByteArray("--abc--") << u"multipart/form-data"_s;
    QTest::newRow("another boundary") << QByteArray("--xyz\r\n\r\n\r\n--xyz--") << type;
    QTest::newRow("cut off") << QByteArray("--abc\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue") << type;
    QTest::newRow("no head") << QByteArray("--abc\r\nvalue\r\n--abc--") << type;
    QTest::newRow("endless boundary") << QByteArray("--abc--") << QString(type + QString(1000, u'x'));
    const QByteArray title = "Content-Disposition: form-data; name=\"title\"\r\n";
    QTest::newRow("marks in a row") << QByteArray("--abc\r\n").repeated(3) + title + "\r\nDrill\r\n--abc--" << type;
    QTest::newRow("endless head") << "--abc\r\n" + title + "X-Y: " + QByteArray(20'000, 'z') +
                                         "\r\n\r\nDrill\r\n--abc--"
                                  << type;
}

void TestIntakeReading::brokenMultipart()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, type);
    const auto reading = read(body, type);
    QVERIFY(!reading);
    QCOMPARE(reading.error().code, ErrorCode::InvalidInput);
}

void TestIntakeReading::theSameContentHasTheSameHash()
{
    const QByteArray product = R"({"source_id":"1","title":"Drill","price":"12,50"})";
    const QByteArray other = R"({"source_id":"2","title":"Saw","colour":"red"})";
    const auto alone = read(product);
    const auto beside = read('[' + product + ',' + other + ']');
    QVERIFY(alone && beside);
    QCOMPARE(beside->drafts.front().contentHash, alone->drafts.front().contentHash);
    QVERIFY(beside->drafts.back().contentHash != alone->drafts.front().contentHash);
}

void TestIntakeReading::manyAreCountedOnly()
{
    const QByteArray body = '[' + QByteArray(R"({"source_id":"1","title":"Drill"},)").repeated(5) + "{}]";
    const auto reading = readIntake(json, body, given(), {.products = 100, .built = 5});
    QVERIFY(reading);
    QCOMPARE(reading->products, 6);
    QVERIFY(reading->items.empty() && reading->drafts.empty());
    QVERIFY(!readIntake(json, body.chopped(2) + "x]", given(), {.products = 100, .built = 5})); // is no JSON, though
    const auto all = readIntake(json, body, given(), {.products = 100, .built = 6});
    QVERIFY(all);
    QCOMPARE(all->products, 6);
    QCOMPARE(all->items.size(), std::size_t{6});
    QCOMPARE(all->drafts.size(), std::size_t{5});
}

void TestIntakeReading::tooManyAreNotLookedAt()
{
    const auto reading = readIntake(json, '[' + QByteArray("{},").repeated(200'000) + "{}]", given(), {.built = 1000});
    QVERIFY(reading);
    QCOMPARE(reading->products, IntakeLimits().products + 1);
    QVERIFY(reading->items.empty());
    QVERIFY(tooManyProducts(IntakeLimits().products).message.contains(u"100"_s));
}

void TestIntakeReading::aRecordOfTooManyValuesIsRefused()
{
    const auto record = [](int values) {
        return QByteArray(R"([{"source_id":"1","title":"Drill","extra":[)" + QByteArray("[],").repeated(values) +
                          "[]]}]");
    };
    QVERIFY(read(record(100'000)));
    const auto reading = read(record(1'000'000));
    QVERIFY(reading);
    QVERIFY(reading->drafts.empty());
    QVERIFY(reading->items.front().problems.first().reason.contains(u"1,000,000"_s));
}

void TestIntakeReading::hugeNumbersAreOfTheirProductAlone()
{
    const auto reading = read(R"([{"source_id":"1","title":"Drill","price":1e400},{"source_id":"2","title":"Saw"},
        {"source_id":"3","title":"Lamp","quantity":99999999999999999999}])");
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
    QCOMPARE(reading->items.size(), std::size_t{3});
    QVERIFY(!reading->items[0].draft);
    QVERIFY(reading->items[0].problems.first().reason.contains(u"1e400"_s));
    QVERIFY(reading->items[1].draft);
    QVERIFY(!reading->items[2].problems.isEmpty());
}

void TestIntakeReading::repeatedKeysKeepTheLast()
{
    const auto reading = read(R"({"source_id":"1","title":"Drill","title":"Saw"})");
    QVERIFY(reading);
    QCOMPARE(reading->drafts.front().title, std::string("Saw"));
    QCOMPARE(reading->items.front().problems.first().column, u"title"_s);
}

void TestIntakeReading::aFormNamesThePlatformOfItsFile()
{
    const QByteArray source = "--abc\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nshop\r\n";
    const QByteArray file = "--abc\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n"
                            "[{\"source_id\":\"1\",\"title\":\"Drill\"}]\r\n";
    const auto platformOf = [](const QByteArray &body) {
        const auto reading = read(body + "--abc--\r\n", u"multipart/form-data; boundary=abc"_s);
        return reading && reading->drafts.size() == 1 ? reading->drafts.front().sourcePlatform : std::string();
    };
    QCOMPARE(platformOf(source + file), std::string("shop"));
    QCOMPARE(platformOf(file + source), std::string("shop"));
    QCOMPARE(platformOf(file), std::string("webhook"));
    for (const QByteArray &wrong : {QByteArray("sh\0op", 5), QByteArray(501, 'x')}) {
        const auto reading = read(QByteArray(source).replace("shop", wrong) + file + "--abc--\r\n",
                                  u"multipart/form-data; boundary=abc"_s);
        QVERIFY(!reading);
        QCOMPARE(reading.error().code, ErrorCode::InvalidInput);
    }
}

QTEST_GUILESS_MAIN(TestIntakeReading)
#include "tst_intakereading.moc"
