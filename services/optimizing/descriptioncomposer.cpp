// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/descriptioncomposer.h"

#include "services/listing/html.h"
#include "services/listing/textblocks.h"

namespace listwright {

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
    static QString bulletsReason() { return tr("Taken from the lists of the description or the attributes."); }
};

html::TextBlock block(html::TextBlock::Kind kind, const QString &text)
{
    html::TextBlock result;
    result.kind = kind;
    result.runs = {{text.simplified(), false}};
    return result;
}

/** Attributes that stand there as "name: value" without saying what is a field of its own. */
QStringList attributeLines(const Product &product)
{
    QStringList lines;
    for (const Attribute &attribute : product.attributes) {
        const QString name = attribute.name.simplified();
        const QString value = html::toPlainText(attribute.value).simplified();
        if (!name.isEmpty() && !value.isEmpty() && value.size() <= 200)
            lines.append(name + QLatin1String(": ") + value);
    }
    lines.removeDuplicates();
    return lines;
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
    lines += attributeLines(product);
    if (product.title().isEmpty() || lines.size() < 2)
        return {};
    QList<html::TextBlock> blocks{block(html::TextBlock::Kind::Paragraph, html::toPlainText(product.title()))};
    for (const QString &line : lines.mid(0, 20))
        blocks.append(block(html::TextBlock::Kind::BulletItem, line));
    return html::written(blocks, writableTags(pack));
}

bool isSameText(const QString &left, const QString &right)
{
    return html::toPlainText(left).simplified() == html::toPlainText(right).simplified();
}

/** Markup that only came in because the text was written anew is no improvement. */
bool isWorthwhile(const QString &before, const QString &after)
{
    if (before.simplified() == after.simplified())
        return false;
    if (!html::looksLikeHtml(before) && isSameText(before, after))
        return html::blocksOfPlainText(before).size() > 1 && html::looksLikeHtml(after);
    return true;
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
    const QStringList mended = mend(candidate, pack, ProductField::DescriptionOptimized);
    if (!mended.isEmpty()) { // removing words can leave empty elements behind
        const QString tidy = html::clean(candidate.descriptionOptimized, pack.allowedTags());
        if (!tidy.isEmpty() && isWorthwhile(candidate.descriptionOptimized, tidy))
            candidate.descriptionOptimized = tidy;
    }
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
            candidate.bulletPoints = attributeLines(product);
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
