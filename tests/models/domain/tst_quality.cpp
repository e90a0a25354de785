// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/quality.h"
#include "models/domain/textmeasure.h"
#include "tests/services/optimizing/uglyproducts.h"

#include <QElapsedTimer>
#include <QTest>

using namespace listwright;

namespace {

Product perfectProduct()
{
    Product product;
    product.titleOriginal = QStringLiteral("Bosch GSR 18V-55 Akku-Bohrschrauber, blau, 18 V, 2 Akkus");
    product.descriptionOriginal = u"<p>" + QStringLiteral("Ein guter Satz über das Gerät. ").repeated(12) +
                                  u"</p><ul><li>eins</li><li>zwei</li></ul>";
    product.brand = QStringLiteral("Bosch");
    product.gtin = QStringLiteral("4006381333931");
    product.category = QStringLiteral("Werkzeug");
    product.condition = Condition::New;
    for (int i = 0; i < 6; ++i)
        product.images.append({QStringLiteral("https://example.com/%1.jpg").arg(i), {}});
    for (int i = 0; i < 5; ++i)
        product.attributes.append({QString::number(i), QStringLiteral("x")});
    return product;
}

void spoil(Product &product, const QByteArray &what)
{
    if (what == "no title")
        product.titleOriginal.clear();
    else if (what == "short title")
        product.titleOriginal = QStringLiteral("Bosch GSR 18V");
    else if (what == "long title")
        product.titleOriginal = QStringLiteral("Bosch abcd efgh ") + QStringLiteral("012 ").repeated(60);
    else if (what == "capitals")
        product.titleOriginal = product.titleOriginal.toUpper();
    else if (what == "decorated")
        product.titleOriginal += QStringLiteral(" ★");
    else if (what == "repeats")
        product.titleOriginal += QStringLiteral(" akku AKKU Akku");
    else if (what == "other brand")
        product.brand = QStringLiteral("Makita");
    else if (what == "no description")
        product.descriptionOriginal = QStringLiteral("<p> &nbsp; </p>");
    else if (what == "brief description")
        product.descriptionOriginal = QStringLiteral("<ul><li>") + QStringLiteral("x").repeated(200);
    else if (what == "no list")
        product.descriptionOriginal.replace(QLatin1String("li>"), QLatin1String("b>"));
    else if (what == "link")
        product.descriptionOriginal += QStringLiteral("<p>Siehe HTTPS://example.com</p>");
    else if (what == "no images")
        product.images.clear();
    else if (what == "one image")
        product.images.resize(1);
    else if (what == "insecure image")
        product.images[3].url = QStringLiteral("http://example.com/1.jpg");
    else if (what == "no brand")
        product.brand.clear();
    else if (what == "brand says nothing")
        product.brand = QStringLiteral("None");
    else if (what == "attributes say nothing")
        product.attributes.fill({QStringLiteral("Colour"), QStringLiteral("N/A")});
    else if (what == "no GTIN")
        product.gtin.clear();
    else if (what == "wrong GTIN")
        product.gtin = QStringLiteral("4006381333932");
    else if (what == "no category")
        product.category.clear();
    else if (what == "no condition")
        product.condition = Condition::Unknown;
    else if (what == "empty attributes")
        product.attributes.fill({QStringLiteral("a"), QString()});
}

} // namespace

class tst_Quality : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void perfectIsHundred();
    void emptyIsZero();
    void losses_data();
    void losses();
    void optimizedTextCounts();
    void theBestTextsCount();
    void variantsGtinsCount();
    void draftAndProductAgree();
    void measuresTitles();
    void measuresDescriptions_data();
    void measuresDescriptions();
    void hostileTextIsFast();
    void thresholds_data();
    void thresholds();
    void aPartNeverLosesMoreThanItHas();
    void reasonsNameWhatWasFound_data();
    void reasonsNameWhatWasFound();
    void onlyWhatBuyersSeeCounts();
};

void tst_Quality::perfectIsHundred()
{
    const QualityReport report = qualityReport(perfectProduct());
    QStringList reasons;
    for (const LostPoints &lost : report.lost)
        reasons.append(lost.reason);
    QVERIFY2(report.lost.isEmpty(), qPrintable(reasons.join(u'|')));
    QCOMPARE(report.score, 100);
    QCOMPARE(report.title + report.description + report.images + report.attributes, 100);
}

void tst_Quality::emptyIsZero()
{
    const QualityReport report = qualityReport(Product());
    QCOMPARE(report.score, 0);
    QCOMPARE(report.lost.size(), 8);
    QCOMPARE(qualityScore(ProductDraft()), 0);
}

void tst_Quality::losses_data()
{
    QTest::addColumn<LostPoints::Part>("part");
    QTest::addColumn<int>("points");
    using Part = LostPoints::Part;
    QTest::newRow("no title") << Part::Title << 30;
    QTest::newRow("short title") << Part::Title << 10;
    QTest::newRow("long title") << Part::Title << 8;
    QTest::newRow("capitals") << Part::Title << 5;
    QTest::newRow("decorated") << Part::Title << 3;
    QTest::newRow("repeats") << Part::Title << 4;
    QTest::newRow("other brand") << Part::Title << 4;
    QTest::newRow("no description") << Part::Description << 30;
    QTest::newRow("brief description") << Part::Description << 6;
    QTest::newRow("no list") << Part::Description << 5;
    QTest::newRow("link") << Part::Description << 3;
    QTest::newRow("no images") << Part::Images << 20;
    QTest::newRow("one image") << Part::Images << 12;
    QTest::newRow("insecure image") << Part::Images << 2;
    QTest::newRow("no brand") << Part::Attributes << 4;
    QTest::newRow("no GTIN") << Part::Attributes << 5;
    QTest::newRow("wrong GTIN") << Part::Attributes << 5;
    QTest::newRow("no category") << Part::Attributes << 3;
    QTest::newRow("no condition") << Part::Attributes << 2;
    QTest::newRow("empty attributes") << Part::Attributes << 6;
    QTest::newRow("brand says nothing") << Part::Attributes << 4;
    QTest::newRow("attributes say nothing") << Part::Attributes << 6;
}

void tst_Quality::losses()
{
    QFETCH(LostPoints::Part, part);
    QFETCH(int, points);
    Product product = perfectProduct();
    spoil(product, QTest::currentDataTag());
    const QualityReport report = qualityReport(product);
    QCOMPARE(report.score, 100 - points);
    QCOMPARE(report.lost.size(), 1);
    QCOMPARE(report.lost.first().part, part);
    QCOMPARE(report.lost.first().points, points);
    QVERIFY(report.lost.first().reason.size() > 20);
    QVERIFY(!qualityPartText(part).isEmpty());
}

void tst_Quality::optimizedTextCounts()
{
    Product product = perfectProduct();
    product.titleOptimized = product.titleOriginal;
    product.titleOriginal = QStringLiteral("X");
    product.descriptionOptimized = product.descriptionOriginal;
    product.descriptionOriginal.clear();
    QCOMPARE(qualityScore(product), 100);
}

void tst_Quality::theBestTextsCount()
{
    Product product = perfectProduct();
    const QString title = product.title();
    product.titleOriginal = QStringLiteral("Lamp");
    product.titleOptimized.clear();
    const int own = qualityScore(product);
    QCOMPARE(qualityScore(product, {}), own);

    Listing good;
    good.marketplace = QStringLiteral("ebay");
    good.title = title;
    Listing bad;
    bad.marketplace = QStringLiteral("amazon");
    bad.title = QStringLiteral("L");
    bad.description = QStringLiteral("L");
    Listing bare;
    bare.marketplace = QStringLiteral("etsy");
    for (const QList<Listing> &listings : {QList<Listing>{bad, good, bare}, {good, bad}, {good}}) {
        const QualityReport report = qualityReport(product, listings);
        QCOMPARE(report.score, 100);
        QVERIFY(report.lost.isEmpty());
        QCOMPARE(report.marketplace, good.marketplace);
        QCOMPARE(qualityScore(product, listings), 100);
    }
    good.title = product.titleOriginal; // says the same
    for (const QList<Listing> &listings : {QList<Listing>{bad, bare}, {good}}) {
        const QualityReport report = qualityReport(product, listings);
        QCOMPARE(report.score, own);
        QCOMPARE(report.lost.size(), qualityReport(product).lost.size());
        QCOMPARE(report.marketplace, QString());
        QCOMPARE(qualityScore(product, listings), own);
    }
}

void tst_Quality::variantsGtinsCount()
{
    Product product = perfectProduct();
    product.gtin.clear();
    Variant variant;
    variant.gtin = QStringLiteral("96385074");
    product.variants = {variant, variant};
    QCOMPARE(qualityScore(product), 100);
    product.variants[1].gtin.clear();
    QCOMPARE(qualityScore(product), 95);
}

void tst_Quality::draftAndProductAgree()
{
    UglyProducts products(1);
    QSet<int> scores;
    for (int i = 0; i < 500; ++i) {
        const ProductDraft draft = products.draft();
        const Product product = UglyProducts::productOf(draft);
        const QualityReport report = qualityReport(product);
        QCOMPARE(qualityScore(draft), report.score);
        QCOMPARE(qualityScore(product), report.score);
        int lost = 0;
        for (const LostPoints &loss : report.lost) {
            QVERIFY(loss.points > 0 && !loss.reason.isEmpty());
            lost += loss.points;
        }
        QCOMPARE(lost, 100 - report.score);
        QVERIFY(report.title >= 0 && report.description >= 0 && report.images >= 0 && report.attributes >= 0);
        scores.insert(report.score);
    }
    QVERIFY(scores.size() > 30); // the products are different enough to say something
}

void tst_Quality::measuresTitles()
{
    const TitleMeasure measure = measureTitle("  Żółty  KUBEK - 😀 kubek Kubek\xC2\xA0\xFF", "żÓłTy");
    QCOMPARE(measure.characters, 30);
    QCOMPARE(measure.words, 4);
    QVERIFY(measure.repeatsWord && measure.hasDecoration && measure.containsBrand);
    QVERIFY(!measureTitle("m² 20°C ± 5", "x").hasDecoration);
    QVERIFY(!measureTitle("mit mit mit", {}).repeatsWord); // short words are mostly harmless
    QCOMPARE(measureTitle("日本語 の カメラ", {}).words, 3);
}

void tst_Quality::measuresDescriptions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("characters");
    QTest::addColumn<bool>("list");
    QTest::addColumn<bool>("breaks");
    QTest::newRow("plain") << QByteArray("ab  cd \n") << 5 << false << false;
    QTest::newRow("lines") << QByteArray("ab\ncd") << 5 << false << true;
    QTest::newRow("tags") << QByteArray("<p>ab</p><p>cd</p>") << 5 << false << true;
    QTest::newRow("inline tag") << QByteArray("<b>ab</b>") << 2 << false << false;
    QTest::newRow("entity") << QByteArray("a&amp;b&nbsp;c") << 5 << false << false;
    QTest::newRow("no entity") << QByteArray("a & b; c") << 8 << false << false;
    QTest::newRow("list") << QByteArray("<UL><LI>ab</UL>") << 2 << true << false;
    QTest::newRow("dashes") << QByteArray("x\n- ab") << 6 << true << true;
    QTest::newRow("hyphen") << QByteArray("x-y") << 3 << false << false;
    QTest::newRow("script") << QByteArray("a<script>var b = '<li>';</script>c") << 3 << false << false;
    QTest::newRow("less than") << QByteArray("5 < 6") << 5 << false << false;
    QTest::newRow("tag without end") << QByteArray("ab <b") << 5 << false << false;
    QTest::newRow("link element is no list") << QByteArray("<link href=x>ab") << 2 << false << false;
}

void tst_Quality::measuresDescriptions()
{
    QFETCH(QByteArray, text);
    QFETCH(int, characters);
    QFETCH(bool, list);
    QFETCH(bool, breaks);
    const DescriptionMeasure measure = measureDescription(text.toStdString());
    QCOMPARE(measure.characters, characters);
    QCOMPARE(measure.hasList, list);
    QCOMPARE(measure.hasBreak, breaks);
}

void tst_Quality::hostileTextIsFast()
{
    QElapsedTimer timer;
    timer.start();
    for (const char *part : {"<a", "&", "&x;", "<script>", "<b>", " ", "\xC2"}) {
        std::string text;
        while (text.size() < 500'000)
            text += part;
        measureDescription(text);
        measureTitle(text, "ab");
    }
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

namespace {

QString titleOf(int characters)
{
    QString title = QStringLiteral("Bosch drill with ");
    for (int i = 0; title.size() < characters; ++i)
        title += QString::number(1000 + i) + u' ';
    title.truncate(characters);
    return title.endsWith(u' ') ? QString(title.chopped(1) + u'9') : title;
}

QString descriptionOf(int characters)
{
    QString text = QStringLiteral("<ul><li>");
    for (int i = 0; i < characters; ++i)
        text += i % 7 == 3 && i + 1 < characters ? u' ' : u'x';
    return text;
}

/** A product in which one measure has the value `number`, everything else being perfect. */
Product productWith(const QByteArray &measure, int number)
{
    Product product = perfectProduct();
    if (measure == "title")
        product.titleOriginal = titleOf(number);
    else if (measure == "description")
        product.descriptionOriginal = descriptionOf(number);
    else if (measure == "images")
        product.images.resize(number, {QStringLiteral("https://example.com/x.jpg"), {}});
    else
        product.attributes.resize(number, {QStringLiteral("Farbe"), QStringLiteral("rot")});
    return product;
}

} // namespace

// The table of docs/quality-and-rules.md, on both sides of every limit.
void tst_Quality::thresholds_data()
{
    QTest::addColumn<QByteArray>("measure");
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("lost");
    const auto rows = [](const char *measure, std::initializer_list<std::pair<int, int>> losses) {
        for (const auto &[number, lost] : losses)
            QTest::addRow("%s %d", measure, number) << QByteArray(measure) << number << lost;
    };
    rows("title", {{17, 10}, {19, 10}, {22, 5}, {39, 5}, {40, 0}, {150, 0}, {151, 4}, {200, 4}, {201, 8}});
    rows("description",
         {{1, 18}, {49, 18}, {50, 12}, {149, 12}, {150, 6}, {299, 6}, {300, 0}, {10'000, 3}, {10'001, 7}});
    rows("images", {{0, 20}, {1, 12}, {2, 9}, {3, 6}, {4, 4}, {5, 2}, {6, 0}, {12, 0}});
    rows("attributes", {{0, 6}, {1, 4}, {2, 3}, {3, 2}, {4, 1}, {5, 0}, {50, 0}});
}

void tst_Quality::thresholds()
{
    QFETCH(QByteArray, measure);
    QFETCH(int, number);
    QFETCH(int, lost);
    const QualityReport report = qualityReport(productWith(measure, number));
    QStringList reasons;
    for (const LostPoints &points : report.lost)
        reasons.append(QString::number(points.points) + u' ' + points.reason);
    QVERIFY2(report.score == 100 - lost, qPrintable(reasons.join(u'\n')));
    if (lost > 0)
        QVERIFY(!reasons.isEmpty());
}

void tst_Quality::aPartNeverLosesMoreThanItHas()
{
    Product product;
    product.brand = QStringLiteral("Makita");
    product.titleOriginal = QStringLiteral("AAAAAAAA! AAAAAAAA"); // short, few words, shouting, decorated, no brand
    product.descriptionOriginal = QStringLiteral("SEE HTTP://SHOP.EXAMPLE");
    product.images = {{QStringLiteral("http://example.com/1.jpg"), {}}};
    const QualityReport report = qualityReport(product);
    QVERIFY(report.title >= 0 && report.description >= 0 && report.images >= 0 && report.attributes >= 0);
    QCOMPARE(report.score, report.title + report.description + report.images + report.attributes);
    std::array<int, 4> lost{};
    for (const LostPoints &points : report.lost) {
        QVERIFY(points.points > 0);
        lost[static_cast<std::size_t>(points.part)] += points.points;
    }
    QCOMPARE(lost[0], 30 - report.title);
    QCOMPARE(lost[1], 30 - report.description);
    QCOMPARE(lost[2], 20 - report.images);
    QCOMPARE(lost[3], 20 - report.attributes);
}

void tst_Quality::reasonsNameWhatWasFound_data()
{
    QTest::addColumn<QByteArray>("measure");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("words");
    QTest::newRow("short title") << QByteArray("title") << 33 << QStringLiteral("33 character");
    QTest::newRow("long title") << QByteArray("title") << 180 << QStringLiteral("180 character");
    QTest::newRow("brief description") << QByteArray("description") << 123 << QStringLiteral("123 character");
    QTest::newRow("long description") << QByteArray("description") << 20'000 << QStringLiteral("10,000 character");
    QTest::newRow("few images") << QByteArray("images") << 3 << QStringLiteral("3 image");
    QTest::newRow("few attributes") << QByteArray("attributes") << 2 << QStringLiteral("2 attribute");
}

void tst_Quality::reasonsNameWhatWasFound()
{
    QFETCH(QByteArray, measure);
    QFETCH(int, number);
    QFETCH(QString, words);
    const QualityReport report = qualityReport(productWith(measure, number));
    QVERIFY(!report.lost.isEmpty());
    QVERIFY2(report.lost.first().reason.contains(words), qPrintable(report.lost.first().reason));
}

void tst_Quality::onlyWhatBuyersSeeCounts()
{
    // Ids, dates, prices and what a source keeps beside the fields never count.
    Product product = perfectProduct();
    product.id = 17;
    product.price = Money(1, *Currency::fromCode("EUR"));
    product.quantity = 0;
    product.status = ProductStatus::Failed;
    product.sourceData = "{\"columns\":{}}";
    product.updatedAt = QDateTime::currentDateTimeUtc();
    QCOMPARE(qualityScore(product), 100);
    Product bare = perfectProduct();
    bare.bulletPoints = {QStringLiteral("point")};
    bare.descriptionOriginal.replace(QLatin1String("li>"), QLatin1String("b>"));
    QCOMPARE(qualityScore(bare), 100); // bullet points are a list
}

QTEST_GUILESS_MAIN(tst_Quality)
#include "tst_quality.moc"
