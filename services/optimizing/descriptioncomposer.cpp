// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/descriptioncomposer.h"

#include "models/domain/textmeasure.h"
#include "services/listing/html.h"
#include "services/listing/textblocks.h"
#include "services/optimizing/statedfacts.h"

#include <QRegularExpression>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

class Composer
{
    Q_DECLARE_TR_FUNCTIONS(RuleOptimizer)

public:
    static QString cleanedReason(const RulePack &pack)
    {
        return pack.allowedTags() && pack.allowedTags()->isEmpty()
                   ? tr("Written as plain text, as %1 shows it.").arg(pack.name())
                   : tr("Cleaned to the HTML that %1 allows.").arg(pack.name());
    }

    static QString paragraphsReason() { return tr("Divided into paragraphs and lists."); }
    static QString composedReason() { return tr("Put together from the title, the bullet points and the attributes."); }
    static QString factsReason() { return tr("Lists facts of the record that it does not list yet."); }
    static QString bulletsReason() { return tr("Taken from the description or the attributes."); }
};

html::TextBlock block(html::TextBlock::Kind kind, const QString &text)
{
    html::TextBlock result;
    result.kind = kind;
    result.runs = {{text.simplified(), false}};
    return result;
}

QStringList writableTags(const RulePack &pack)
{
    return pack.allowedTags().value_or(QStringList{QStringLiteral("p"), QStringLiteral("br"), QStringLiteral("ul"),
                                                   QStringLiteral("li"), QStringLiteral("b")});
}

QString fromRecord(const Product &product, const RulePack &pack)
{
    QStringList lines;
    for (const QString &bullet : product.bulletPoints)
        lines.append(html::toPlainText(bullet));
    lines += factLines(product);
    const bool instead = !product.description().isEmpty(); // of markup without a word; even the title alone is better
    if (product.title().isEmpty() || (lines.size() < 2 && !instead))
        return {};
    QList<html::TextBlock> blocks{block(html::TextBlock::Kind::Paragraph, html::toPlainText(product.title()))};
    for (const QString &line : lines.mid(0, 20))
        blocks.append(block(html::TextBlock::Kind::BulletItem, line));
    return html::written(blocks, writableTags(pack));
}

/** Blanks between elements show nowhere. */
QString comparableMarkup(const QString &text)
{
    return text.simplified().replace(QLatin1String("> <"), QLatin1String("><"));
}

/** Markup that only came in because the text was written anew is no improvement. */
bool isWorthwhile(const QString &before, const QString &after)
{
    if (comparableMarkup(before) == comparableMarkup(after))
        return false;
    if (!html::looksLikeHtml(before) && html::isSameText(before, after))
        return html::blocksOfPlainText(before).size() > 1 && html::looksLikeHtml(after);
    return true;
}

/** Mends the description as the marketplace wants it, and says what was done. */
QStringList mendDescription(Product &product, const RulePack &pack)
{
    const QStringList reasons = mend(product, pack, ProductField::DescriptionOptimized);
    if (!reasons.isEmpty()) { // removing words can leave empty elements behind
        const QString tidy = html::clean(product.descriptionOptimized, pack.allowedTags());
        if (!tidy.isEmpty() && isWorthwhile(product.descriptionOptimized, tidy))
            product.descriptionOptimized = tidy;
    }
    return reasons;
}

/** The line as the marketplace takes it in a description; mended before it is compared with a text that is. */
QString mendedLine(const Product &product, const RulePack &pack, const QString &line)
{
    Product probe;
    probe.brand = product.brand;
    probe.mpn = product.mpn;
    probe.sku = product.sku;
    probe.descriptionOptimized = html::written({block(html::TextBlock::Kind::Paragraph, html::toPlainText(line))}, {});
    mend(probe, pack, ProductField::DescriptionOptimized);
    return html::toPlainText(probe.descriptionOptimized).simplified();
}

/** Bullet points, where the marketplace shows none of its own, and facts that the text does not list. */
QStringList unlistedFacts(const Product &product, const RulePack &pack, const QString &description)
{
    constexpr int most = 20;
    const QStringList facts = (pack.bulletLimit() ? QStringList() : product.bulletPoints) + factLines(product);
    QString said = html::toPlainText(description).simplified().toCaseFolded();
    QStringList unlisted;
    for (const QString &fact : facts) {
        if (unlisted.size() == most)
            break;
        if (said.contains(html::toPlainText(fact).simplified().toCaseFolded()))
            continue;
        const QString line = mendedLine(product, pack, fact);
        if (said.contains(line.toCaseFolded()))
            continue;
        unlisted.append(line);
        said += u'\n' + line.toCaseFolded();
    }
    return unlisted;
}

/** A description is left as long as it is, and a list of one point is none. */
bool wantsFacts(const DescriptionMeasure &measure, qsizetype facts)
{
    constexpr int longEnough = 300; // characters; what the quality score asks for
    if (!measure.hasList)
        return facts >= 2;
    return facts >= 1 && measure.characters < longEnough;
}

/** Of a text of one paragraph, where they are two or more and short enough to be points. */
QStringList sentencesOf(const QString &description)
{
    constexpr int shortest = 10; // characters
    constexpr int longest = 250;
    static const QRegularExpression end(u"(?<=[.!?])\\s+(?=\\p{Lu})"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QList<html::TextBlock> blocks = html::blocksOf(description);
    if (blocks.size() != 1)
        return {};
    QStringList sentences = blocks.first().plainText().simplified().split(end);
    for (QString &sentence : sentences) {
        if (sentence.endsWith(u'.'))
            sentence.chop(1);
    }
    const bool points = std::all_of(sentences.begin(), sentences.end(), [](const QString &sentence) {
        return sentence.size() >= shortest && sentence.size() <= longest;
    });
    return points && sentences.size() > 1 ? sentences : QStringList();
}

/** The title above a short text that does not say what the thing is called; nothing above any other. */
QList<html::TextBlock> headingOf(const Product &product, const QList<html::TextBlock> &text)
{
    constexpr int shortText = 150; // characters
    const QString title = html::toPlainText(product.title()).simplified();
    QString visible;
    for (const html::TextBlock &each : text)
        visible += each.plainText() + u' ';
    const bool headed = !text.isEmpty() && text.first().kind == html::TextBlock::Kind::Heading;
    if (title.isEmpty() || headed || visible.size() >= shortText ||
        visible.simplified().contains(title, Qt::CaseInsensitive))
        return {};
    return {block(html::TextBlock::Kind::Paragraph, title)};
}

/** The text with the record's facts as a list behind it, in the markup the marketplace takes. */
QString withFacts(const Product &product, const RulePack &pack, const QString &description)
{
    const QByteArray utf8 = description.toUtf8();
    const QStringList facts = unlistedFacts(product, pack, description);
    if (!wantsFacts(measureDescription({utf8.constData(), static_cast<std::size_t>(utf8.size())}), facts.size()))
        return description;
    QList<html::TextBlock> list;
    for (const QString &fact : facts)
        list.append(block(html::TextBlock::Kind::BulletItem, fact));
    const QStringList tags = writableTags(pack);
    const QList<html::TextBlock> text = html::blocksOf(description);
    const QList<html::TextBlock> heading = headingOf(product, text);
    if (pack.allowedTags() || !html::looksLikeHtml(description))
        return html::written(heading + text + list, tags);
    return html::written(heading, tags) + description + html::written(list, tags);
}

} // namespace

ImprovedText composedDescription(const Product &product, const RulePack &pack)
{
    Product candidate = product;
    const QString present = product.description();
    QStringList reasons;
    if (html::toPlainText(present).isEmpty()) {
        candidate.descriptionOptimized = fromRecord(product, pack);
        if (candidate.descriptionOptimized.isEmpty())
            return {present, {}};
        reasons.append(Composer::composedReason());
    } else {
        candidate.descriptionOptimized = html::clean(present, pack.allowedTags());
        if (!isWorthwhile(present, candidate.descriptionOptimized))
            candidate.descriptionOptimized = present;
        else
            reasons.append(html::looksLikeHtml(present) ? Composer::cleanedReason(pack) : Composer::paragraphsReason());
    }
    QStringList mended = mendDescription(candidate, pack);
    const QString listing = withFacts(product, pack, candidate.descriptionOptimized);
    if (listing != candidate.descriptionOptimized) {
        candidate.descriptionOptimized = listing;
        reasons.append(Composer::factsReason());
        mended += mendDescription(candidate, pack); // such as a text that is too long by the facts
    }
    mended.removeDuplicates();
    reasons += mended;
    if (candidate.descriptionOptimized == present)
        return {present, {}};
    return {candidate.descriptionOptimized, reasons};
}

ImprovedText composedBulletPoints(const Product &product, const RulePack &pack)
{
    const QString present = fieldText(product, ProductField::BulletPoints);
    if (!pack.bulletLimit())
        return {present, {}};
    Product candidate = product;
    QStringList reasons;
    if (product.bulletPoints.isEmpty()) {
        for (const html::TextBlock &item : html::blocksOf(product.description())) {
            if (item.isItem())
                candidate.bulletPoints.append(item.plainText().simplified());
        }
        if (candidate.bulletPoints.isEmpty())
            candidate.bulletPoints = sentencesOf(product.description());
        if (candidate.bulletPoints.isEmpty())
            candidate.bulletPoints = factLines(product);
        if (candidate.bulletPoints.size() < 2) // a single point is no list
            return {present, {}};
        candidate.bulletPoints = candidate.bulletPoints.mid(0, *pack.bulletLimit());
        reasons.append(Composer::bulletsReason());
    }
    reasons += mend(candidate, pack, ProductField::BulletPoints);
    const QString text = fieldText(candidate, ProductField::BulletPoints);
    return text == present ? ImprovedText{present, {}} : ImprovedText{text, reasons};
}

} // namespace listwright
