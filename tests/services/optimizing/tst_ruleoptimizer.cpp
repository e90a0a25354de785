// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/quality.h"
#include "services/listing/html.h"
#include "services/listing/textblocks.h"
#include "services/listing/textmending.h"
#include "services/optimizing/ruleoptimizer.h"
#include "tests/services/optimizing/uglyproducts.h"

#include <QFile>
#include <QTest>

using namespace listwright;
using namespace Qt::StringLiterals;

namespace {

/** Stretches of letters and digits, case folded. */
QSet<QString> wordsOf(const QString &text)
{
    QSet<QString> words;
    for (const QString &form : {text, text.normalized(QString::NormalizationForm_KD)}) {
        QString word;
        for (const QChar c : QString(form + u' ')) {
            if (c.isLetterOrNumber() || c.isSurrogate()) {
                word += c;
            } else if (!word.isEmpty()) {
                words.insert(word.toCaseFolded());
                word.clear();
            }
        }
    }
    return words;
}

QSet<QString> wordsOfRecord(const Product &product)
{
    QStringList texts;
    for (const ProductField field : allProductFields())
        texts.append(fieldText(product, field));
    QString all = texts.join(u' ');
    for (const QString &text : {product.titleOriginal, product.titleOptimized, product.descriptionOriginal,
                                product.descriptionOptimized, product.brand, product.mpn})
        all += u' ' + html::toPlainText(text) + u' ' + html::clean(text, QStringList());
    for (const Attribute &attribute : product.attributes)
        all += u' ' + html::toPlainText(attribute.value);
    for (const QString &bullet : product.bulletPoints)
        all += u' ' + bullet;
    QFile labels(QStringLiteral(":/listwright/facts/labels.json")); // what facts are called is no fact
    if (!labels.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(labels.errorString()));
    return wordsOf(all + u' ' + QString::fromUtf8(labels.readAll()));
}

QString readable(const ProposedField &field)
{
    if (field.field == ProductField::Attributes) {
        QString text;
        const auto attributes = attributesFromJson(field.after.toUtf8());
        for (const Attribute &attribute : *attributes)
            text += attribute.name + u' ' + attribute.value + u' ';
        return text;
    }
    if (field.field != ProductField::BulletPoints)
        return html::toPlainText(field.after);
    return stringsFromJson(field.after.toUtf8())->join(u' ');
}

Product apply(Product product, const Proposal &proposal)
{
    for (const ProposedField &field : proposal.fields) {
        if (!setFieldText(product, field.field, field.after))
            qFatal("a proposal that cannot be applied");
    }
    return product;
}

/** Points of lists that say what an earlier one says. */
qsizetype repeatedItems(const QString &text)
{
    QSet<QString> seen;
    qsizetype items = 0;
    for (const html::TextBlock &block : html::blocksOf(text)) {
        if (!block.isItem())
            continue;
        ++items;
        seen.insert(block.plainText().simplified().toCaseFolded());
    }
    return items - seen.size();
}

QString describe(const Product &product, const Finding &finding)
{
    return finding.rule + u": " + finding.message + u"\ntitle: " + product.title() + u"\ntext: " +
           product.description() + u"\nfix: " + finding.fix.value_or(QString());
}

Product drill()
{
    Product product;
    product.titleOriginal = QStringLiteral("AKKU-BOHRSCHRAUBER MIT ZWEI AKKUS!!! Kostenloser Versand");
    product.descriptionOriginal = QStringLiteral(
        "<div style='x'>Starker <i>Schrauber</i>.<script>alert(1)</script></div>"
        "<ul><li>Zwei Gänge</li><li>LED-Licht</li></ul><p>Mehr auf https://shop.example/x und info@shop.example</p>");
    product.brand = QStringLiteral("BOSCH");
    product.mpn = QStringLiteral("GSR 18V-55");
    product.attributes = {{QStringLiteral("Farbe"), QStringLiteral("blau")},
                          {QStringLiteral("Größe"), QStringLiteral("42")},
                          {QStringLiteral("Material"), QStringLiteral("Kunststoff")}};
    product.revision = 5;
    product.id = 3;
    return product;
}

} // namespace

class tst_RuleOptimizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void improvesATypicalProduct();
    void composesAMissingDescription();
    void listsAPointOnceWhoseWordsAreTakenOut();
    void replacesMarkupWithoutAWord();
    void takesBulletPointsFromLists();
    void leavesAGoodProductAlone();
    void cutsAtWordsByCodePoints();
    void uglyProducts_data();
    void uglyProducts();

private:
    RulePacks m_packs;
};

void tst_RuleOptimizer::initTestCase()
{
    m_packs = RulePacks::load();
    QCOMPARE(m_packs.all().size(), 7);
}

void tst_RuleOptimizer::improvesATypicalProduct()
{
    const Product product = drill();
    const auto proposal = optimizeByRules(product, *m_packs.find(QStringLiteral("allegro")));
    QVERIFY(proposal);
    QCOMPARE(proposal->productId, 3);
    QCOMPARE(proposal->baseRevision, 5);
    QCOMPARE(proposal->marketplace, QStringLiteral("allegro"));
    QCOMPARE(proposal->origin, QStringLiteral("rules/2"));
    QCOMPARE(proposal->state, ProposalState::Open);
    QVERIFY(proposal->scoreAfter > proposal->scoreBefore);
    QCOMPARE(proposal->fields.size(), 2); // Allegro has no bullet points
    const ProposedField title = proposal->fields.at(0);
    QCOMPARE(title.field, ProductField::TitleOptimized);
    QCOMPARE(title.before, QString());
    QVERIFY2(title.after.startsWith(QStringLiteral("BOSCH Akku-Bohrschrauber mit Zwei Akkus GSR 18V-55, ")),
             qPrintable(title.after));
    QVERIFY2(title.after.contains(QStringLiteral("GSR 18V-55")), qPrintable(title.after));
    QVERIFY2(!title.after.contains(QStringLiteral("Versand")), qPrintable(title.after));
    QVERIFY(codePoints(title.after) <= 75);
    QVERIFY(!title.reasons.isEmpty());
    QCOMPARE(proposal->fields.at(1).after,
             QStringLiteral("<p>BOSCH Akku-Bohrschrauber mit Zwei Akkus GSR 18V-55, Kunststoff, blau</p>\n"
                            "<p>Starker Schrauber.</p>\n<ul><li>Zwei Gänge</li><li>LED-Licht</li></ul>\n"
                            "<p>Mehr</p>\n<ul><li>Marke: BOSCH</li><li>Modellnummer: GSR 18V-55</li>"
                            "<li>Farbe: blau</li><li>Größe: 42</li><li>Material: Kunststoff</li></ul>"));
    QCOMPARE(apply(product, *proposal).titleOriginal, product.titleOriginal);
}

void tst_RuleOptimizer::composesAMissingDescription()
{
    Product product = drill();
    product.descriptionOriginal.clear();
    const auto proposal = optimizeByRules(product, *m_packs.find(QStringLiteral("ebay")));
    QVERIFY(proposal);
    const QString text = apply(product, *proposal).descriptionOptimized;
    QVERIFY2(text.contains(QStringLiteral("<li>Farbe: blau</li>")), qPrintable(text));
}

void tst_RuleOptimizer::listsAPointOnceWhoseWordsAreTakenOut()
{
    Product product = drill();
    product.descriptionOriginal = QStringLiteral("Starker Schrauber mit LED-Licht und zwei Gängen.");
    product.bulletPoints = {QStringLiteral("Mehr auf www.shop.example ★ Zwei Gänge"), QStringLiteral("LED-Licht")};
    for (const QString &key : {u"ebay"_s, u"kaufland"_s, u"allegro"_s, u"google"_s}) {
        const auto pack = m_packs.find(key);
        const auto first = optimizeByRules(product, *pack);
        QVERIFY(first);
        const Product improved = apply(product, *first);
        QCOMPARE(improved.description().count(u"Zwei Gänge"_s), 1);
        const auto second = optimizeByRules(improved, *pack);
        const Product twice = second ? apply(improved, *second) : improved;
        QCOMPARE(twice.description().count(u"Zwei Gänge"_s), 1);
        QCOMPARE(repeatedItems(twice.description()), 0);
    }
}

void tst_RuleOptimizer::replacesMarkupWithoutAWord()
{
    Product product = drill();
    product.attributes.clear();
    product.brand.clear();
    product.mpn.clear();
    product.descriptionOriginal = QStringLiteral("<!--><img src=x onerror=alert(1)>-->");
    const auto pack = m_packs.find(QStringLiteral("ebay"));
    const auto hasError = [&](const Product &candidate) {
        const QList<Finding> findings = pack->validate(candidate);
        return std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
            return finding.rule == u"description.activeContent" && finding.severity == Severity::Error;
        });
    };
    QVERIFY(hasError(product));
    const auto proposal = optimizeByRules(product, *pack);
    QVERIFY(proposal);
    const Product improved = apply(product, *proposal);
    QVERIFY2(html::toPlainText(improved.description()).contains(QStringLiteral("Bohrschrauber"), Qt::CaseInsensitive),
             qPrintable(improved.description()));
    QVERIFY(!hasError(improved));
}

void tst_RuleOptimizer::takesBulletPointsFromLists()
{
    const auto proposal = optimizeByRules(drill(), *m_packs.find(QStringLiteral("amazon")));
    QVERIFY(proposal);
    QCOMPARE(apply(drill(), *proposal).bulletPoints,
             (QStringList{QStringLiteral("Zwei Gänge"), QStringLiteral("LED-Licht")}));
}

void tst_RuleOptimizer::leavesAGoodProductAlone()
{
    Product product;
    product.titleOriginal = QStringLiteral("Bosch Professional Akku-Bohrschrauber GSR 18V-55 in der L-Boxx");
    product.descriptionOriginal = QStringLiteral("<p>") +
                                  QStringLiteral("Ein starker Schrauber. ").repeated(15).trimmed() +
                                  QStringLiteral("</p><ul><li>leicht</li><li>leise</li></ul>");
    product.brand = QStringLiteral("Bosch");
    product.mpn = QStringLiteral("GSR 18V-55");
    for (const char *key : {"allegro", "ebay", "kaufland", "shopify"})
        QVERIFY2(!optimizeByRules(product, *m_packs.find(QString::fromLatin1(key))), key);
    QVERIFY(!optimizeByRules(Product(), *m_packs.find(QStringLiteral("amazon"))));
}

void tst_RuleOptimizer::cutsAtWordsByCodePoints()
{
    Product product;
    product.titleOriginal = QStringLiteral("żółty ").repeated(2) + QStringLiteral("kubek𝒳𝒳 ") +
                            QStringLiteral("bardzo długi tytuł produktu numer jeden dwa trzy cztery pięć sześć siedem");
    const auto proposal = optimizeByRules(product, *m_packs.find(QStringLiteral("ebay")));
    QVERIFY(proposal);
    const QString title = proposal->fields.first().after;
    QVERIFY(codePoints(title) <= 80);
    QVERIFY2(product.titleOriginal.startsWith(title), qPrintable(title));
    QCOMPARE(product.titleOriginal.at(title.size()), QChar(u' '));
}

void tst_RuleOptimizer::uglyProducts_data()
{
    QTest::addColumn<QString>("key");
    for (const auto &pack : m_packs.all())
        QTest::newRow(qPrintable(pack->key())) << pack->key();
}

void tst_RuleOptimizer::uglyProducts()
{
    QFETCH(QString, key);
    const auto pack = m_packs.find(key);
    UglyProducts products(7);
    int proposals = 0;
    for (int i = 0; i < 100; ++i) {
        const Product product = products.product();
        const auto proposal = optimizeByRules(product, *pack);
        const Product improved = proposal ? apply(product, *proposal) : product;
        for (const Finding &finding : pack->validate(improved)) {
            const bool text =
                finding.field == ProductField::TitleOptimized || finding.field == ProductField::DescriptionOptimized;
            QVERIFY2(!(text && finding.fix && finding.severity == Severity::Error),
                     qPrintable(describe(improved, finding)));
        }
        if (!proposal)
            continue;
        ++proposals;
        QCOMPARE(improved.titleOriginal, product.titleOriginal);
        QCOMPARE(improved.descriptionOriginal, product.descriptionOriginal);
        QCOMPARE(proposal->scoreAfter, qualityScore(improved));
        const QSet<QString> record = wordsOfRecord(product);
        for (const ProposedField &field : proposal->fields) {
            QVERIFY(!field.reasons.isEmpty());
            QVERIFY(field.before != field.after);
            QCOMPARE(field.before, fieldText(product, field.field));
            for (const QString &word : wordsOf(readable(field)))
                QVERIFY2(record.contains(word), qPrintable(word + u" <- " + field.after + u"\n" + product.title() +
                                                           u"\n" + product.description()));
        }
        Product settled = improved; // what comes out by one improvement the next may list, but it comes to an end
        int rounds = 1;
        for (auto again = optimizeByRules(settled, *pack); again; again = optimizeByRules(settled, *pack)) {
            const Product next = apply(settled, *again);
            QVERIFY2(repeatedItems(next.description()) <= repeatedItems(product.description()),
                     qPrintable(settled.description() + u'\n' + next.description()));
            settled = next;
            QVERIFY2(++rounds <= 4, qPrintable(next.title() + u'\n' + next.description()));
        }
    }
    QVERIFY(proposals > 40);
}

QTEST_GUILESS_MAIN(tst_RuleOptimizer)
#include "tst_ruleoptimizer.moc"
