// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every rule of every pack file: where it is written down, what breaks it, what does not, and that its fix mends it.

#include "services/listing/rulepack.h"
#include "tests/services/optimizing/uglyproducts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

/** A product that no pack has anything to say about. */
Product spotless(const RulePack &pack)
{
    Product product;
    product.titleOriginal = u"Bosch Professional Akku-Bohrschrauber GSR 18V-55 mit Koffer"_s;
    const bool paragraphs = !pack.allowedTags() || pack.allowedTags()->contains(u"p"_s);
    product.descriptionOriginal = u"Ein starker Schrauber mit Licht und zwei Gängen."_s;
    if (paragraphs)
        product.descriptionOriginal = u"<p>"_s + product.descriptionOriginal + u"</p>";
    product.bulletPoints = {u"Zwei Gänge"_s, u"Helles Licht"_s};
    product.brand = u"Bosch"_s;
    product.sku = u"B-1"_s;
    product.gtin = u"4006381333931"_s;
    product.condition = Condition::New;
    product.price = Money(100, *Currency::fromCode("EUR"));
    product.quantity = 1;
    for (int i = 0; i < 6; ++i)
        product.images.append({u"https://example.com/%1.jpg"_s.arg(i), {}});
    return product;
}

/** A product that breaks a rule, and what of the text is at fault where it is a part of it. */
struct Trip
{
    Product product;
    QString offending;
};

QStringList texts(const QJsonValue &value)
{
    QStringList all;
    const QJsonObject languages = value.toObject();
    for (const QJsonValue &list : languages)
        all += texts(list);
    const QJsonArray list = value.toArray();
    for (const QJsonValue &entry : list)
        all.append(entry.toString());
    return all;
}

/** Builds what breaks one rule, and what just does not, from the rule's own members. */
class RuleSamples
{
public:
    RuleSamples(const QJsonObject &rule, const RulePack &pack)
        : m_rule(rule), m_field(rule.value(u"field").toString()), m_base(spotless(pack))
    {
    }

    QList<Trip> trips() const
    {
        const QString kind = m_rule.value(u"kind").toString();
        if (kind == u"required")
            return {{without(texts(m_rule.value(u"fields"))), {}}};
        if (kind == u"gtin")
            return wrongGtins();
        if (kind == u"length" || kind == u"advisedLength")
            return wrongLengths();
        if (kind == u"wordCount")
            return wrongCounts();
        if (kind == u"wordLength")
            return {{with(u"Kubek "_s + longWord() + u" rot"), longWord()}};
        if (kind == u"repeatedWord")
            return {{with(u"Kubek Rot "_s.repeated(number(u"max"_s)) + u"kubek, gelb"), u"kubek,"_s}};
        if (kind == u"capitals")
            return {{with(u"GROSSE TASSE AUS WEISSEM PORZELLAN"_s), {}}};
        if (kind == u"characters" || kind == u"characterOccurrences")
            return forbiddenCharacters(kind == u"characters" ? 1 : number(u"max"_s) + 1);
        if (kind == u"lineBreaks")
            return {{with(u"Kubek do\n kawy"_s), u"\n"_s}, {with(u"Kubek do kawy\t"_s), u"\t"_s}};
        if (kind == u"symbols")
            return both(u"Kubek do kawy "_s, u"★"_s) + both(u"Kubek do kawy żółć "_s, u"😀"_s);
        if (kind == u"phrases")
            return phrases();
        if (kind == u"contact")
            return contacts();
        if (kind == u"tags")
            return {{with(u"Kubek do kawy <i>rot</i> neu"_s), {}},
                    {with(u"Kubek do kawy <table><tr><td>rot</table>"_s), {}}};
        if (kind == u"activeContent")
            return active();
        if (kind == u"sameAs")
            return {{with(m_base.title()), {}}, {with(u"<p>"_s + m_base.title().toUpper() + u"!</p>"), {}}};
        return countsAndAddresses(kind);
    }

    /** Near misses. */
    QList<Product> passes() const
    {
        const QString kind = m_rule.value(u"kind").toString();
        QList<Product> fine{m_base};
        if ((kind == u"length" || kind == u"advisedLength") && m_rule.contains(u"max"))
            fine.append(with(ofLength(number(u"max"_s))));
        if ((kind == u"length" || kind == u"advisedLength") && m_rule.contains(u"min"))
            fine.append(with(ofLength(number(u"min"_s))));
        if (kind == u"wordLength")
            fine.append(with(longWord().chopped(1)));
        if (kind == u"repeatedWord") {
            fine.append(with(u"Kubek 5 5 5 5 Rot"_s));
            for (const QString &small : texts(m_rule.value(u"words")))
                fine.append(with(u"Kubek %1 Kubek %1 Rot %1 Gelb %1"_s.arg(small)));
        }
        if (kind == u"phrases") {
            for (const QString &phrase : texts(m_rule.value(u"phrases")))
                fine.append(with(u"Kubek x"_s + phrase + u"x rot"));
        }
        if (m_rule.value(u"fineNextToDigit").toBool()) {
            for (const QChar c : m_rule.value(u"characters").toString())
                fine.append(with(u"Kubek 5"_s + c + u"7 rot"));
        }
        if (kind == u"priceAboveZero") { // what is sold has a price
            fine.append(m_base);
            fine.last().price = Money(0, m_base.price->currency());
            fine.last().variants = QList<Variant>(1);
            fine.last().variants.first().price = m_base.price;
        }
        for (const QString &exception : kind == u"symbols" ? texts(m_rule.value(u"words")) : QStringList())
            fine.append(with(u"Kubek"_s + exception));
        return fine;
    }

private:
    int number(const QString &member) const { return m_rule.value(member).toInt(); }

    Product with(const QString &text) const
    {
        Product product = m_base;
        if (m_field == u"title")
            product.titleOptimized = text;
        else if (m_field == u"description")
            product.descriptionOptimized = text;
        else if (m_field == u"bullet_points")
            product.bulletPoints = {u"Zwei Gänge"_s, text};
        else if (!setFieldText(product, *fieldFromName(m_field), text))
            qFatal("the field takes no text");
        return product;
    }

    /** Alone, and inside of markup where the field may have it. */
    QList<Trip> both(const QString &before, const QString &offending) const
    {
        QList<Trip> all{{with(before + offending + u" rot"), offending}};
        if (m_field == u"description")
            all.append({with(u"<p>"_s + before + u"</p><p>x " + offending + u"</p>"), offending});
        return all;
    }

    Product without(const QStringList &fields) const
    {
        Product product = m_base;
        for (const QString &name : fields) {
            if (name == u"title")
                product.titleOriginal.clear();
            else if (name == u"description")
                product.descriptionOriginal.clear();
            else if (name != u"attribute" && !setFieldText(product, *fieldFromName(name), QString()))
                qFatal("the field cannot be emptied");
        }
        return product;
    }

    /** Measured in the unit of the rule, of letters that weigh two bytes. */
    QString ofLength(int length) const
    {
        const bool bytes = m_rule.value(u"unit").toString() == u"bytes";
        const QString markup =
            m_field == u"description" && !m_base.descriptionOriginal.startsWith(u"Ein") ? u"<p></p>"_s : QString();
        const int letters = (length - static_cast<int>(markup.size())) / (bytes ? 2 : 1);
        QString text = u"żółć łąkę "_s.repeated(letters / 10 + 1).left(letters);
        if (bytes) // blanks weigh one
            text += u"x"_s.repeated(length - static_cast<int>(markup.size()) - static_cast<int>(text.toUtf8().size()));
        if (text.endsWith(u' '))
            text.back() = u'x';
        return markup.left(3) + text + markup.mid(3);
    }

    QList<Trip> wrongLengths() const
    {
        QList<Trip> all;
        if (m_rule.contains(u"max"))
            all.append({with(ofLength(number(u"max"_s) + 1)), {}});
        if (m_rule.contains(u"min"))
            all.append({with(ofLength(number(u"min"_s) - 1)), {}});
        return all;
    }

    QList<Trip> wrongGtins() const
    {
        QList<Trip> all;
        for (const QString &gtin : {u"4006381333932"_s, u"12345"_s, u"5.9E+12"_s, u"ABC"_s}) {
            Product product = m_base;
            product.gtin = gtin;
            all.append({product, {}});
            product.gtin = m_base.gtin;
            product.variants = {Variant()};
            product.variants.first().gtin = gtin;
            all.append({product, {}});
        }
        return all;
    }

    QList<Trip> wrongCounts() const
    {
        QList<Trip> all;
        if (m_rule.contains(u"max"))
            all.append({with(u"Kubek "_s.repeated(number(u"max"_s) + 1).trimmed()), {}});
        if (m_rule.contains(u"min"))
            all.append({with(u"Kubek "_s.repeated(number(u"min"_s) - 1).trimmed()), {}});
        return all;
    }

    QString longWord() const { return u"w"_s.repeated(number(u"max"_s) + 1); }

    QList<Trip> forbiddenCharacters(int times) const
    {
        QList<Trip> all;
        for (const QChar c : m_rule.value(u"characters").toString())
            all.append({with(u"Kubek do kawy 😀 żółty"_s + QString(c).repeated(times) + u"mały"), QString(c)});
        return all;
    }

    QList<Trip> phrases() const
    {
        QList<Trip> all;
        for (const QString &phrase : texts(m_rule.value(u"phrases"))) {
            all += both(u"Kubek do kawy 😀 "_s, phrase);
            all.append({with(u"Kubek do kawy: "_s + phrase.toUpper() + u"!"), phrase.toUpper()});
        }
        return all;
    }

    QList<Trip> contacts() const
    {
        QList<Trip> all;
        for (const QString &contact : {u"https://shop.example/a?b=c"_s, u"www.shop.example"_s, u"info@shop.example"_s,
                                       u"mein-shop.de"_s, u"Tel. 030 123456"_s, u"+48 600 700 800"_s})
            all += both(u"Kubek do kawy von "_s, contact);
        if (m_field == u"description")
            all.append({with(u"<p>Kubek <a href=\"https://shop.example\">hier</a></p>"_s), {}});
        return all;
    }

    QList<Trip> active() const
    {
        QList<Trip> all;
        for (const QString &code : {u"<script>x()</script>"_s, u"<b onclick=x()>b</b>"_s, u"<iframe src=x></iframe>"_s,
                                    u"<a href='java&#115;cript:x()'>a</a>"_s, u"<form><input></form>"_s})
            all.append({with(u"<p>Kubek</p>"_s + code), {}});
        return all;
    }

    QList<Trip> countsAndAddresses(const QString &kind) const
    {
        Product product = m_base;
        QList<Trip> all;
        const int most = m_rule.value(u"max").toInt(-1);
        if (kind == u"bulletCount") {
            product.bulletPoints = QStringList(most + 1, u"Zwei Gänge"_s);
        } else if (kind == u"variantCount") {
            product.variants = QList<Variant>(most + 1);
        } else if (kind == u"imageCount") {
            if (most > 0) {
                product.images = QList<Image>(most + 1, m_base.images.first());
                all.append({product, {}});
            }
            if (!m_rule.contains(u"min"))
                return all;
            product.images = m_base.images.mid(0, number(u"min"_s) - 1);
        } else if (kind == u"priceAboveZero") {
            product.price = Money(0, product.price->currency());
            all.append({product, {}});
            product.price = m_base.price;
            product.variants = QList<Variant>(2);
            product.variants.last().price = Money(0, product.price->currency());
        } else if (kind == u"imageAddress") {
            product.images[2].url =
                m_rule.value(u"secureOnly").toBool() ? u"http://example.com/a.jpg"_s : u"file:///a.jpg"_s;
        }
        all.append({product, {}});
        return all;
    }

    QJsonObject m_rule;
    QString m_field;
    Product m_base;
};

QList<Finding> findingsOf(const RulePack &pack, const Product &product, const QString &rule)
{
    QList<Finding> found = pack.validate(product);
    found.removeIf([&rule](const Finding &finding) { return finding.rule != rule; });
    return found;
}

QSet<QString> errorsOf(const RulePack &pack, const Product &product)
{
    QSet<QString> rules;
    for (const Finding &finding : pack.validate(product)) {
        if (finding.severity == Severity::Error)
            rules.insert(finding.rule);
    }
    return rules;
}

QByteArray describe(const Finding &finding, const Product &product)
{
    return QString(finding.rule + u": " + finding.message + u"\n" + fieldText(product, finding.field).left(400) +
                   u"\n → " + finding.fix.value_or(QString()).left(400))
        .toUtf8();
}

QString textWith(const Product &product, ProductField field)
{
    return field == ProductField::TitleOptimized         ? product.title()
           : field == ProductField::DescriptionOptimized ? product.description()
                                                         : fieldText(product, field);
}

/** Where a rule is written down, or "listwright" for one of our own. */
QString addressOf(const QJsonObject &file, const QJsonObject &rule)
{
    const QString name = rule.value(u"source").toString();
    return file.value(u"sources").toObject().value(name).toString(name == u"listwright" ? name : QString());
}

/** Whether the marketplace itself speaks there: only that makes a rule more than advice. */
bool isOfTheMarketplace(const QString &key, const QString &address)
{
    static const QHash<QString, QStringList> own = {
        {u"allegro"_s, {u"https://github.com/allegro/"_s, u"https://spolecznosc.allegro.pl/"_s}},
        {u"amazon"_s,
         {u"https://sellercentral.amazon.com/"_s, u"https://sellercentral-europe.amazon.com/"_s,
          u"https://github.com/amzn/"_s}},
        {u"ebay"_s,
         {u"https://www.ebay.com/"_s, u"https://www.ebay.ie/"_s, u"https://developer.ebay.com/"_s,
          u"https://entwickler.ebay.de/"_s}},
        {u"google"_s, {u"https://support.google.com/"_s}},
        {u"kaufland"_s, {u"https://www.kaufland.de/"_s, u"https://www.kauflandglobalmarketplace.com/"_s}},
        {u"shopify"_s, {u"https://shopify.dev/"_s}},
    };
    return std::ranges::any_of(own.value(key), [&](const QString &begin) { return address.startsWith(begin); });
}

} // namespace

class TestRuleFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void packs_data();
    void packs();
    void rules_data();
    void rules();
    void fixesMend_data() { rules_data(); }
    void fixesMend();
    void fixesMendUglyProducts_data();
    void fixesMendUglyProducts();
    void variantsCountForTheProduct_data();
    void variantsCountForTheProduct();
    void whatSaysNothingIsMissing_data();
    void whatSaysNothingIsMissing();

private:
    RulePacks m_packs;
    QHash<QString, QJsonObject> m_files; ///< by key
};

void TestRuleFiles::initTestCase()
{
    m_packs = RulePacks::load();
    for (const auto &pack : m_packs.all()) {
        QFile file(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/resources/rules/") + pack->key() + u".json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_files.insert(pack->key(), QJsonDocument::fromJson(file.readAll()).object());
    }
    QCOMPARE(m_files.size(), 7);
}

void TestRuleFiles::packs_data()
{
    QTest::addColumn<QString>("key");
    for (const auto &pack : m_packs.all())
        QTest::newRow(qPrintable(pack->key())) << pack->key();
}

void TestRuleFiles::packs()
{
    QFETCH(QString, key);
    const QJsonObject file = m_files.value(key);
    const auto pack = m_packs.find(key);
    QVERIFY(pack->date() >= QDate(2026, 1, 1) && pack->date() <= QDate(2100, 1, 1));
    for (const QJsonValue &source : file.value(u"sources").toObject()) {
        const QUrl address(source.toString(), QUrl::StrictMode);
        QVERIFY2(address.isValid() && address.scheme() == u"https", qPrintable(source.toString()));
    }
    QSet<QString> keys;
    QSet<QString> used;
    for (const QJsonValue &rule : file.value(u"rules").toArray()) {
        keys.insert(rule[u"rule"].toString());
        used.insert(rule[u"source"].toString());
        const QString source = addressOf(file, rule.toObject());
        QVERIFY2(rule[u"severity"].toString() != u"error" || source == u"listwright" || isOfTheMarketplace(key, source),
                 qPrintable(rule[u"rule"].toString() + u" is an error by "_s + source));
    }
    QCOMPARE(keys.size(), file.value(u"rules").toArray().size()); // each is told from the others
    const QStringList sources = file.value(u"sources").toObject().keys();
    used.remove(u"listwright"_s);
    QCOMPARE(used, QSet<QString>(sources.begin(), sources.end()));
    for (const auto &[from, to] : pack->replacements())
        QVERIFY2(!from.isEmpty() && from != to, qPrintable(from));
}

void TestRuleFiles::rules_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("position");
    for (const auto &pack : m_packs.all()) {
        const QJsonArray rules = m_files.value(pack->key()).value(u"rules").toArray();
        for (int i = 0; i < rules.size(); ++i)
            QTest::addRow("%s %s", qPrintable(pack->key()), qPrintable(rules.at(i)[u"rule"].toString()))
                << pack->key() << i;
    }
}

void TestRuleFiles::rules()
{
    QFETCH(QString, key);
    QFETCH(int, position);
    const auto pack = m_packs.find(key);
    const QJsonObject file = m_files.value(key);
    const QJsonObject rule = file.value(u"rules").toArray().at(position).toObject();
    const QString name = rule.value(u"rule").toString();
    const QString address = addressOf(file, rule);
    const QString source = address == u"listwright" ? u"a rule of Listwright"_s : address;
    const RuleSamples samples(rule, *pack);
    for (const Product &product : samples.passes()) {
        for (const Finding &finding : findingsOf(*pack, product, name))
            QFAIL(describe(finding, product).constData());
    }
    const QList<Trip> trips = samples.trips();
    QVERIFY(!trips.isEmpty());
    for (const Trip &trip : trips) {
        const QList<Finding> findings = findingsOf(*pack, trip.product, name);
        QVERIFY2(!findings.isEmpty(), qPrintable(trip.product.title() + u'\n' + trip.product.description().left(300)));
        const Finding finding = findings.first();
        QCOMPARE(finding.severity == Severity::Error, rule.value(u"severity").toString() == u"error");
        QVERIFY(!address.isEmpty() && finding.source.contains(source));
        QVERIFY2(finding.source.contains(pack->date().toString(Qt::ISODate)), qPrintable(finding.source));
        QVERIFY(!finding.message.isEmpty() && !finding.message.contains(u"%1") && !finding.message.contains(u"%n"));
        if (trip.offending.isEmpty() || finding.field == ProductField::BulletPoints) {
            QCOMPARE(finding.position, -1);
        } else { // an index into the text, whatever stands before it
            const QString text = textWith(trip.product, finding.field);
            QCOMPARE(text.mid(finding.position, finding.length), trip.offending);
        }
    }
}

void TestRuleFiles::fixesMend()
{
    QFETCH(QString, key);
    QFETCH(int, position);
    const auto pack = m_packs.find(key);
    const QJsonObject rule = m_files.value(key).value(u"rules").toArray().at(position).toObject();
    const QString name = rule.value(u"rule").toString();
    for (const Trip &trip : RuleSamples(rule, *pack).trips()) {
        const QList<Finding> findings = findingsOf(*pack, trip.product, name);
        if (findings.isEmpty() || !findings.first().fix)
            continue;
        const Finding finding = findings.first();
        Product product = trip.product;
        QVERIFY(setFieldText(product, finding.field, *finding.fix));
        QVERIFY2(findingsOf(*pack, product, name).isEmpty(), describe(finding, trip.product));
        QVERIFY2(errorsOf(*pack, trip.product).contains(errorsOf(*pack, product)), describe(finding, trip.product));
        QVERIFY2(!fieldText(product, finding.field).contains(u"  "), describe(finding, trip.product));
    }
}

void TestRuleFiles::fixesMendUglyProducts_data()
{
    packs_data();
}

void TestRuleFiles::fixesMendUglyProducts()
{
    QFETCH(QString, key);
    const auto pack = m_packs.find(key);
    UglyProducts products(11);
    int mended = 0;
    for (int i = 0; i < 20; ++i) {
        const Product product = products.product();
        for (const Finding &finding : pack->validate(product)) {
            if (!finding.fix)
                continue;
            Product fixed = product;
            QVERIFY2(setFieldText(fixed, finding.field, *finding.fix), describe(finding, product));
            const QList<Finding> left = findingsOf(*pack, fixed, finding.rule);
            QVERIFY2(left.size() < findingsOf(*pack, product, finding.rule).size(), describe(finding, product));
            ++mended;
        }
    }
    QVERIFY(mended > 10);
}

void TestRuleFiles::variantsCountForTheProduct_data()
{
    packs_data();
}

void TestRuleFiles::variantsCountForTheProduct()
{
    QFETCH(QString, key);
    const auto pack = m_packs.find(key);
    Product product = spotless(*pack);
    product.price.reset();
    product.quantity.reset();
    product.gtin.clear();
    Variant variant;
    variant.price = Money(500, *Currency::fromCode("EUR"));
    variant.quantity = 0;
    variant.gtin = u"96385074"_s;
    product.variants = {variant, variant};
    for (const Finding &finding : pack->validate(product))
        QFAIL(describe(finding, product).constData());
    product.variants[1] = Variant(); // one of them cannot be sold
    QVERIFY(!findingsOf(*pack, product, u"price.missing"_s).isEmpty());
    const bool needsStock = key == u"ebay" || key == u"etsy";
    QCOMPARE(findingsOf(*pack, product, u"quantity.missing"_s).isEmpty(), !needsStock);
    QVERIFY(!product.price); // the product itself is left as it is
}

void TestRuleFiles::whatSaysNothingIsMissing_data()
{
    QTest::addColumn<QString>("brand");
    QTest::addColumn<bool>("missing");
    QTest::newRow("a brand") << u"Bosch"_s << false;
    QTest::newRow("a word for none") << u"Unbranded"_s << false; // marketplaces take it as a brand
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("none") << u"None"_s << true;
    QTest::newRow("not available") << u" n/a "_s << true;
    QTest::newRow("a stroke") << u"-"_s << true;
}

void TestRuleFiles::whatSaysNothingIsMissing()
{
    QFETCH(QString, brand);
    for (const char *key : {"amazon", "ebay", "google"}) {
        const auto pack = m_packs.find(QString::fromLatin1(key));
        Product product = spotless(*pack);
        product.brand = brand;
        QTEST(!findingsOf(*pack, product, u"brand.missing"_s).isEmpty(), "missing");
    }
    Product product = spotless(*m_packs.find(u"kaufland"_s)); // takes a manufacturer from the attributes, too
    product.brand.clear();
    product.attributes = {{u"Hersteller"_s, brand}};
    QTEST(!findingsOf(*m_packs.find(u"kaufland"_s), product, u"manufacturer.missing"_s).isEmpty(), "missing");
}

QTEST_GUILESS_MAIN(TestRuleFiles)
#include "tst_rulefiles.moc"
