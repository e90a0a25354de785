// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/rulepack.h"
#include "services/listing/textmending.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace listwright;

namespace {

Product goodProduct()
{
    Product product;
    product.titleOriginal = QStringLiteral("Bosch Professional Akku-Bohrschrauber GSR 18V-55 mit zwei Akkus");
    product.descriptionOriginal = QStringLiteral("<p>Ein starker Schrauber.</p><ul><li>Licht</li></ul>");
    product.brand = QStringLiteral("Bosch");
    product.sku = QStringLiteral("B-1");
    product.gtin = QStringLiteral("4006381333931");
    product.condition = Condition::New;
    product.price = Money(100, *Currency::fromCode("EUR"));
    product.quantity = 1;
    for (int i = 0; i < 6; ++i)
        product.images.append({QStringLiteral("https://example.com/%1.jpg").arg(i), {}});
    return product;
}

std::optional<Finding> find(const QList<Finding> &findings, const QString &rule)
{
    for (const Finding &finding : findings) {
        if (finding.rule == rule)
            return finding;
    }
    return {};
}

QByteArray
packJson(const char *date, int version,
         const QByteArray &rule =
             "{\"rule\":\"title.length\",\"kind\":\"length\",\"field\":\"title\",\"severity\":\"error\",\"max\":10}")
{
    return QByteArray("{\"key\":\"ebay\",\"name\":\"Mine\",\"date\":\"") + date +
           "\",\"version\":" + QByteArray::number(version) + ",\"rules\":[" + rule + "]}";
}

void write(const QString &fileName, const QByteArray &content)
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's file");
}

} // namespace

class tst_RulePack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void limits_data();
    void limits();
    void goodProductHasNoErrors_data();
    void goodProductHasNoErrors();
    void titles_data();
    void titles();
    void fieldsOfTheProduct();
    void descriptions();
    void bulletPoints();
    void errorsComeFirstWithSource();
    void userFolder_data();
    void userFolder();
    void wrongRules_data();
    void wrongRules();
    void wrongFiles_data();
    void wrongFiles();
    void limitsInBytes();
    void noContacts_data();
    void noContacts();
    void normalCase_data();
    void normalCase();
    void countsCodePoints();

private:
    RulePacks m_packs;
};

void tst_RulePack::initTestCase()
{
    m_packs = RulePacks::load();
    QVERIFY2(m_packs.problems().isEmpty(), qPrintable(m_packs.problems().join(u'\n')));
}

void tst_RulePack::limits_data()
{
    QTest::addColumn<int>("title"); // 0 = none
    QTest::addColumn<int>("advised");
    QTest::addColumn<int>("description");
    QTest::addColumn<bool>("bytes");
    QTest::addColumn<int>("images");
    QTest::addColumn<int>("tags"); // -1 = any
    QTest::newRow("allegro") << 75 << 0 << 40'000 << true << 16 << 7;
    QTest::newRow("amazon") << 200 << 80 << 0 << false << 0 << 1;
    QTest::newRow("ebay") << 80 << 0 << 500'000 << false << 24 << -1;
    QTest::newRow("etsy") << 140 << 0 << 0 << false << 20 << 0;
    QTest::newRow("google") << 150 << 70 << 5'000 << false << 0 << 0;
    QTest::newRow("kaufland") << 0 << 80 << 0 << false << 0 << -1;
    QTest::newRow("shopify") << 255 << 60 << 0 << false << 0 << -1;
}

void tst_RulePack::limits()
{
    QFETCH(int, title);
    QFETCH(int, advised);
    QFETCH(int, description);
    QFETCH(bool, bytes);
    QFETCH(int, images);
    QFETCH(int, tags);
    const auto pack = m_packs.find(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(pack);
    QCOMPARE(pack->titleLimit().value_or(0), title);
    QCOMPARE(pack->titleAdvised().value_or(0), advised);
    QCOMPARE(pack->descriptionLimit().value_or(0), description);
    QCOMPARE(pack->descriptionLimitInBytes(), bytes);
    QCOMPARE(pack->imageLimit().value_or(0), images);
    QCOMPARE(pack->allowedTags() ? int(pack->allowedTags()->size()) : -1, tags);
    QVERIFY(pack->date().isValid() && pack->version() > 0 && !pack->name().isEmpty());
}

void tst_RulePack::goodProductHasNoErrors_data()
{
    QTest::addColumn<QString>("key");
    for (const auto &pack : m_packs.all())
        QTest::newRow(qPrintable(pack->key())) << pack->key();
}

void tst_RulePack::goodProductHasNoErrors()
{
    QFETCH(QString, key);
    Product product = goodProduct();
    const auto tags = m_packs.find(key)->allowedTags();
    if (tags && !tags->contains(QStringLiteral("p")))
        product.descriptionOriginal = QStringLiteral("Ein starker Schrauber.");
    for (const Finding &finding : m_packs.find(key)->validate(product))
        QVERIFY2(finding.severity == Severity::Warning, qPrintable(finding.rule + u": " + finding.message));
}

void tst_RulePack::titles_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("fix"); // empty = none
    const auto row = [](const char *key, const char *title, const char *rule, int position, const char *fix) {
        QTest::addRow("%s %s", key, rule) << QString::fromLatin1(key) << QString::fromUtf8(title)
                                          << QString::fromLatin1(rule) << position << QString::fromUtf8(fix);
    };
    row("amazon", "Bosch Schrauber_neu {18V}", "title.characters", 15, "Bosch Schrauber neu {18V}");
    row("amazon", "Tasse rot #4 und ~ gelb", "title.measureCharacters", 17, "Tasse rot #4 und gelb");
    row("amazon", "Tasse Free Shipping rot", "title.phrases", 6, "Tasse rot");
    row("amazon", "Tasse Bestseller, rot", "title.phrases", 6, "Tasse, rot");
    row("amazon", "rot und rot und Rot und blau", "title.repeatedWord", 16, "rot und blau");
    row("amazon", "TASSE AUS PORZELLAN MIT USB", "title.capitals", -1, "Tasse aus Porzellan mit USB");
    row("amazon", "USB HDMI LED GPS KABEL", "title.capitals", -1, ""); // would still be
    row("amazon", "Tasse N/A rot", "title.placeholders", 6, "Tasse rot");
    row("amazon", "Tasse <b>rot</b>", "title.markup", -1, "Tasse rot");
    row("ebay", "Tasse ★ rot 😀", "title.symbols", 6, "Tasse rot");
    row("ebay", "Tasse\nrot \t groß", "title.lineBreaks", 5, "Tasse rot groß");
    row("ebay", "Tasse ½ Liter", "title.characters", 6, "Tasse 1/2 Liter");
    row("ebay", "Tasse von www.shop.de rot", "title.contact", 10, "Tasse rot");
    row("ebay", "Tasse a@b.de rot", "title.contact", 6, "Tasse rot");
    row("ebay", "Tasse Tel. 030 123456 rot", "title.contact", 6, "Tasse rot");
    row("allegro", "Kubek — żółty „duży”", "title.characters", 6, "Kubek - żółty „duży”");
    row("allegro", "Kubek żółty", "title.length", -1, "");
    row("allegro", "Kubek żółtybardzoduży", "title.words", -1, "");
    row("allegro", "Adapter Wlan/Bluetooth/Usb/Hdmi/Displayport/Ethernet", "title.wordLength", 8,
        "Adapter Wlan/ Bluetooth/ Usb/ Hdmi/ Displayport/ Ethernet");
    row("allegro", "Adapter Donaudampfschifffahrtsgesellschaftskapitaen neu", "title.wordLength", 8, "");
    row("kaufland", "Tasse Bester Preis rot", "title.phrases", 6, "Tasse rot");
    row("kaufland", "Tasse rot", "title.advised", -1, "");
    row("etsy", "Cup & Mug & Bowl: red", "title.occurrences", 10, "Cup & Mug Bowl: red");
    row("etsy", "Cup $5", "title.characters", 4, "Cup 5");
}

void tst_RulePack::titles()
{
    QFETCH(QString, key);
    QFETCH(QString, title);
    QFETCH(QString, rule);
    QFETCH(int, position);
    QFETCH(QString, fix);
    Product product = goodProduct();
    product.brand = QStringLiteral("Bosch");
    product.titleOptimized = title;
    const auto finding = find(m_packs.find(key)->validate(product), rule);
    QVERIFY(finding);
    QCOMPARE(finding->field, ProductField::TitleOptimized);
    QCOMPARE(finding->position, position);
    QCOMPARE(finding->length > 0, position >= 0);
    QCOMPARE(finding->fix.value_or(QString()), fix);
    QVERIFY(!finding->message.isEmpty());
    product.titleOptimized = goodProduct().titleOriginal;
    QVERIFY(!find(m_packs.find(key)->validate(product), rule));
}

void tst_RulePack::fieldsOfTheProduct()
{
    const auto kaufland = m_packs.find(QStringLiteral("kaufland"));
    const auto has = [&](const Product &product, const char *rule) {
        return find(kaufland->validate(product), QString::fromLatin1(rule)).has_value();
    };
    Product product = goodProduct();
    product.gtin.clear();
    QVERIFY(has(product, "gtin.missing"));
    Variant variant;
    variant.gtin = QStringLiteral("96385074");
    product.variants = {variant};
    QVERIFY(!has(product, "gtin.missing"));
    product.variants[0].gtin = QStringLiteral("96385075");
    QVERIFY(has(product, "gtin.valid"));
    product.brand.clear();
    QVERIFY(has(product, "manufacturer.missing"));
    product.attributes = {{QStringLiteral("hersteller"), QStringLiteral("Bosch")}};
    QVERIFY(!has(product, "manufacturer.missing"));
    product.price.reset();
    QVERIFY(has(product, "price.missing"));
    // Its product data carries no price, and no page of Kaufland's says that it has to.
    const auto price = find(kaufland->validate(product), QStringLiteral("price.missing"));
    QVERIFY(price && price->severity == Severity::Warning);
    QVERIFY2(price->source.startsWith(QStringLiteral("a rule of Listwright")), qPrintable(price->source));
    product.images = {{QStringLiteral("https://example.com/a.webp"), {}}};
    QVERIFY(has(product, "images.address"));
    product.images = {{QStringLiteral("https://example.com/image?id=a.b"), {}}};
    QVERIFY(!has(product, "images.address"));
    product.images.clear();
    QVERIFY(has(product, "images.count"));
    product.titleOriginal.clear();
    QVERIFY(has(product, "title.missing"));
    Product insecure = goodProduct();
    insecure.images[0].url = QStringLiteral("http://example.com/a.jpg");
    const auto finding =
        find(m_packs.find(QStringLiteral("ebay"))->validate(insecure), QStringLiteral("images.address"));
    QVERIFY(finding && finding->severity == Severity::Error);
    QVERIFY(finding->message.contains(QStringLiteral("https://")));
}

void tst_RulePack::descriptions()
{
    Product product = goodProduct();
    product.descriptionOriginal = QStringLiteral("<div onclick=x()>a <a href='https://x.y'>b</a><br></div>");
    const auto allegro = m_packs.find(QStringLiteral("allegro"));
    auto finding = find(allegro->validate(product), QStringLiteral("description.tags"));
    QVERIFY(finding && finding->severity == Severity::Error);
    QCOMPARE(finding->fix, std::optional(QStringLiteral("<p>a b</p>")));
    QVERIFY2(finding->message.contains(QStringLiteral("<div>")), qPrintable(finding->message));
    finding =
        find(m_packs.find(QStringLiteral("ebay"))->validate(product), QStringLiteral("description.activeContent"));
    QVERIFY(finding && finding->fix && finding->message.contains(QStringLiteral("onclick")));
    finding = find(m_packs.find(QStringLiteral("ebay"))->validate(product), QStringLiteral("description.contact"));
    QVERIFY(finding && !finding->fix->contains(QStringLiteral("href")));
    product.descriptionOriginal = QStringLiteral("plain");
    QCOMPARE(find(allegro->validate(product), QStringLiteral("description.tags"))->fix,
             std::optional(QStringLiteral("<p>plain</p>")));
    product.descriptionOriginal = u"<p>" + QStringLiteral("żółty ").repeated(5'000) + u"</p>";
    finding = find(allegro->validate(product), QStringLiteral("description.length"));
    QVERIFY(finding && finding->fix); // 30,000 characters, 45,000 bytes
    QVERIFY(finding->fix->toUtf8().size() <= 40'000 && finding->fix->toUtf8().size() > 39'900);
    QVERIFY(finding->fix->endsWith(QStringLiteral("żółty</p>")));
    product.descriptionOriginal = product.titleOriginal;
    QVERIFY(find(allegro->validate(product), QStringLiteral("description.sameAsTitle")));
}

void tst_RulePack::bulletPoints()
{
    Product product = goodProduct();
    product.bulletPoints = {QStringLiteral("good"), QStringLiteral("eco-friendly Tasse™"),
                            QStringLiteral("c"),    QStringLiteral("d"),
                            QStringLiteral("e"),    QStringLiteral("f")};
    const QList<Finding> findings = m_packs.find(QStringLiteral("amazon"))->validate(product);
    const auto claims = find(findings, QStringLiteral("bullets.claims"));
    QVERIFY(claims && claims->fix);
    QCOMPARE(stringsFromJson(claims->fix->toUtf8())->at(1), QStringLiteral("Tasse™"));
    QVERIFY2(claims->message.contains(u'2'), qPrintable(claims->message));
    QCOMPARE(stringsFromJson(find(findings, QStringLiteral("bullets.characters"))->fix->toUtf8())->at(1),
             QStringLiteral("eco-friendly Tasse"));
    const auto count = find(findings, QStringLiteral("bullets.count"));
    QVERIFY(count && stringsFromJson(count->fix->toUtf8())->size() == 5);
}

void tst_RulePack::errorsComeFirstWithSource()
{
    for (const auto &pack : m_packs.all()) {
        const QList<Finding> findings = pack->validate(Product());
        QVERIFY(!findings.isEmpty());
        bool warnings = false;
        for (const Finding &finding : findings) {
            QVERIFY(!(warnings && finding.severity == Severity::Error));
            warnings = finding.severity == Severity::Warning;
            QVERIFY2(finding.source.startsWith(QStringLiteral("https://")) ||
                         finding.source.startsWith(QStringLiteral("a rule of Listwright")),
                     qPrintable(finding.rule + finding.source));
            QVERIFY(finding.source.contains(pack->date().toString(Qt::ISODate)));
        }
        const QList<Finding> again = pack->validate(Product());
        QCOMPARE(again.size(), findings.size());
    }
}

void tst_RulePack::userFolder_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("problems");
    QTest::newRow("newer date") << packJson("2099-01-01", 1) << QStringLiteral("Mine") << 0;
    QTest::newRow("older date") << packJson("2001-01-01", 99) << QStringLiteral("eBay") << 0;
    QTest::newRow("newer version") << packJson("2026-11-20", 99) << QStringLiteral("Mine") << 0;
    QTest::newRow("same") << packJson("2026-11-20", 1) << QStringLiteral("eBay") << 0;
    QTest::newRow("broken") << QByteArray("{\"key\":") << QStringLiteral("eBay") << 1;
    QTest::newRow("empty") << QByteArray() << QStringLiteral("eBay") << 1;
    QTest::newRow("too large") << QByteArray(4'000'001, ' ') << QStringLiteral("eBay") << 1;
    QTest::newRow("no rules") << packJson("2099-01-01", 1, "") << QStringLiteral("eBay") << 1;
}

void tst_RulePack::userFolder()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, name);
    QFETCH(int, problems);
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("mine.json")), json);
    const RulePacks packs = RulePacks::load(folder.path());
    QCOMPARE(packs.all().size(), m_packs.all().size());
    QCOMPARE(packs.find(QStringLiteral("ebay"))->name(), name);
    QCOMPARE(packs.problems().size(), problems);
    if (problems > 0)
        QVERIFY(packs.problems().first().contains(QStringLiteral("mine.json")));
    QVERIFY(!packs.find(QStringLiteral("nowhere")));
}

void tst_RulePack::wrongRules_data()
{
    QTest::addColumn<QByteArray>("rule"); // the second of a pack
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *members, const char *says) {
        const QByteArray json = QByteArray(R"({"rule":"a.b","severity":"error")") + members + '}';
        QTest::newRow(name) << json << QString::fromUtf8(says);
    };
    row("no kind", R"(,"field":"title")", "there is no kind “”");
    row("unknown kind", R"(,"kind":"lenght","field":"title","max":3)", "there is no kind “lenght”");
    row("kind of a wrong type", R"(,"kind":3,"field":"title","max":3)", "there is no kind “”");
    row("unknown field", R"(,"kind":"gtin","field":"ean")", "there is no field “ean”");
    row("no limit", R"(,"kind":"length","field":"title")", "a value that its kind needs is missing");
    row("limit as text", R"(,"kind":"length","field":"title","max":"80")", "“max” must be a whole number");
    row("negative limit", R"(,"kind":"length","field":"title","max":-1)", "“max” must be a whole number");
    row("half a character", R"(,"kind":"length","field":"title","max":2.5)", "“max” must be a whole number");
    row("enormous limit", R"(,"kind":"length","field":"title","max":1e12)", "“max” must be a whole number");
    row("limits crossed", R"(,"kind":"length","field":"title","min":9,"max":3)", "“min” is more than “max”");
    row("unknown unit", R"(,"kind":"length","field":"title","max":3,"unit":"words")", "unit");
    row("no phrases", R"(,"kind":"phrases","field":"title")", "a value that its kind needs is missing");
    row("empty phrases", R"(,"kind":"phrases","field":"title","phrases":[""," "])", "is missing");
    row("phrases as text", R"(,"kind":"phrases","field":"title","phrases":"sale")", "“phrases” must be a list");
    row("phrases of numbers", R"(,"kind":"phrases","field":"title","phrases":{"en":[1]})", "“phrases” must be a list");
    row("language as text", R"(,"kind":"phrases","field":"title","phrases":{"en":"sale"})", "“phrases” must be a list");
    row("tags as text", R"(,"kind":"tags","field":"description","tags":"br")", "“tags” must be a list");
    row("flag as text", R"(,"kind":"tags","field":"description","tags":[],"strict":"yes")", "“strict” must be true");
    row("no characters", R"(,"kind":"characters","field":"title")", "a value that its kind needs is missing");
    row("characters as list", R"(,"kind":"characters","field":"title","characters":["!"])",
        "“characters” must be a text");
    row("nothing required", R"(,"kind":"required","field":"title","fields":[])", "is missing");
    row("unknown source", R"(,"kind":"gtin","field":"gtin","source":"help")", "there is no source “help”");
    QTest::newRow("severity") << QByteArray(R"({"rule":"a.b","kind":"gtin","field":"gtin","severity":"bad"})")
                              << QStringLiteral("severity must be");
    QTest::newRow("no object") << QByteArray("1") << QStringLiteral("it has no name");
}

void tst_RulePack::wrongRules()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, says);
    const QByteArray good = R"({"rule":"x.y","kind":"gtin","field":"gtin","severity":"error"},)";
    const auto pack = RulePack::fromJson(packJson("2026-01-01", 1, good + rule), QStringLiteral("x.json"));
    QVERIFY(!pack);
    QCOMPARE(pack.error().code, ErrorCode::InvalidInput);
    const QString message = pack.error().message;
    QVERIFY2(message.contains(QStringLiteral("“x.json”")) && message.contains(QStringLiteral("rule 2")),
             qPrintable(message));
    QVERIFY2(message.contains(says), qPrintable(message));
    QCOMPARE(message.contains(QStringLiteral("“a.b”")), rule != "1");
}

void tst_RulePack::wrongFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    const auto changed = [](const char *from, const char *to) {
        QByteArray json = packJson("2026-01-01", 1);
        json.replace(from, to);
        return json;
    };
    QTest::newRow("empty") << QByteArray() << QStringLiteral("line 1, column 1");
    QTest::newRow("truncated") << packJson("2026-01-01", 1).chopped(5) << QStringLiteral("not valid JSON at line 1");
    QTest::newRow("third line") << QByteArray("{\n\"key\": \"ż\",\n\"ż\": }\n") << QStringLiteral("line 3, column 7");
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\0\0",
                                          6)
                            << QStringLiteral("not valid JSON");
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0", 4) << QStringLiteral("not valid JSON");
    QTest::newRow("a thousand brackets") << QByteArray(100'000, '[') << QStringLiteral("not valid JSON");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("not a JSON object");
    QTest::newRow("no key") << changed("\"key\":\"ebay\"", "\"key\":7") << QStringLiteral("no key");
    QTest::newRow("no such day") << changed("2026-01-01", "2026-02-30") << QStringLiteral("no date");
    QTest::newRow("version as text") << changed("\"version\":1", "\"version\":\"1\"") << QStringLiteral("no version");
    QTest::newRow("future format") << changed("{\"key\"", "{\"format\":2,\"key\"") << QStringLiteral("newer version");
    QTest::newRow("rules as object") << changed("\"rules\":[", "\"rules\":{}, \"x\":[") << QStringLiteral("no rules");
    QTest::newRow("replacements as text")
        << changed("{\"key\"", "{\"replacements\":\"x\",\"key\"") << QStringLiteral("“replacements” is not a list");
    QTest::newRow("replacement alone") << changed("{\"key\"", "{\"replacements\":[[\"a\",\"b\"],[\"c\"]],\"key\"")
                                       << QStringLiteral("replacement 2");
    QTest::newRow("replacement of nothing")
        << changed("{\"key\"", "{\"replacements\":[[\"\",\"b\"]],\"key\"") << QStringLiteral("replacement 1");
}

void tst_RulePack::wrongFiles()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const auto pack = RulePack::fromJson(json, QStringLiteral("/rules/x.json"));
    QVERIFY(!pack);
    QCOMPARE(pack.error().code, ErrorCode::InvalidInput);
    QVERIFY2(pack.error().message.startsWith(QStringLiteral("“/rules/x.json” is not a rule pack: ")) &&
                 pack.error().message.contains(says),
             qPrintable(pack.error().message));
}

void tst_RulePack::limitsInBytes()
{
    const auto pack = RulePack::fromJson(
        packJson("2026-01-01", 1,
                 R"({"rule":"t","kind":"length","field":"title","severity":"error","max":12,"unit":"bytes"})"),
        QStringLiteral("x.json"));
    QVERIFY(pack);
    Product product;
    product.titleOriginal = QStringLiteral("żółć łąk"); // 8 characters, 14 bytes
    const auto finding = find((*pack)->validate(product), QStringLiteral("t"));
    QVERIFY(finding);
    QVERIFY2(finding->message.contains(QStringLiteral("14 byte")), qPrintable(finding->message));
    QCOMPARE(finding->fix, std::optional(QStringLiteral("żółć")));
    product.titleOriginal = QStringLiteral("żółć abc");
    QVERIFY((*pack)->validate(product).isEmpty());
}

void tst_RulePack::noContacts_data()
{
    QTest::addColumn<QString>("title");
    for (const char *title :
         {"Stół 10 x 20 x 30 cm", "USB 3.2 Kabel 1.5 m", "Netzteil 2.4GHz 20 °C", "ISO 9001:2015", "EAN 4006381333931",
          "Gr. 42/44", "Art.Nr. 12-345", "Node.js Buch", "1:87 H0 Lok", "T-Shirt St.Pauli", "Akku +10 % Leistung",
          "Preis/Leistung", "Mehr@Home", "Kabel 0,75 mm² (5 m)", "Phone 12 Pro Max", "Tel 5"})
        QTest::newRow(title) << QString::fromUtf8(title);
}

void tst_RulePack::noContacts()
{
    QFETCH(QString, title);
    Product product = goodProduct();
    product.titleOptimized = title;
    const auto finding = find(m_packs.find(QStringLiteral("ebay"))->validate(product), QStringLiteral("title.contact"));
    QVERIFY2(!finding, finding ? qPrintable(finding->message) : "");
}

void tst_RulePack::normalCase_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("expected");
    QTest::newRow("shouting") << QStringLiteral("ROTER STUHL AUS HOLZ") << QStringLiteral("Roter Stuhl aus Holz");
    QTest::newRow("acronyms, digits, brand")
        << QStringLiteral("HAMA USB-KABEL 2M LED XXL") << QStringLiteral("HAMA USB-Kabel 2M LED XXL");
    QTest::newRow("Polish") << QStringLiteral("ŻÓŁTY KUBEK DO KAWY") << QStringLiteral("Żółty Kubek do Kawy");
    QTest::newRow("one loud word") << QStringLiteral("Roter STUHL aus Holz") << QStringLiteral("Roter STUHL aus Holz");
}

void tst_RulePack::normalCase()
{
    QFETCH(QString, title);
    QFETCH(QString, expected);
    QCOMPARE(inNormalCase(title, {QStringLiteral("HAMA")}), expected);
}

void tst_RulePack::countsCodePoints()
{
    QCOMPARE(codePoints(QStringLiteral("a😀ż")), 3);
    QCOMPARE(cutAtWord(QStringLiteral("😀😀 bc def"), 5), QStringLiteral("😀😀 bc"));
    QCOMPARE(cutAtWord(QStringLiteral("😀😀 bc, def"), 7), QStringLiteral("😀😀 bc"));
    QCOMPARE(cutAtWord(QStringLiteral("abcdef"), 3), QStringLiteral("abc"));
    QCOMPARE(cutAtWord(QStringLiteral("abc"), 3), QStringLiteral("abc"));
}

QTEST_GUILESS_MAIN(tst_RulePack)
#include "tst_rulepack.moc"
