// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/askedlanguage.h"

#include "services/listing/html.h"
#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/textlanguage.h"
#include "services/optimizing/visibletext.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int toldByItself = 2; // words, below which a field's language is taken from the others

/** The parts that are running text, with their fields. */
constexpr std::pair<OptimizePart, ProductField> writtenParts[] = {
    {OptimizePart::Title, ProductField::TitleOptimized},
    {OptimizePart::Description, ProductField::DescriptionOptimized},
    {OptimizePart::BulletPoints, ProductField::BulletPoints},
};

/** What a buyer reads of it; empty for what is no running text. */
QString writtenText(const Product &product, ProductField field)
{
    switch (field) {
    case ProductField::TitleOptimized:
        return product.title();
    case ProductField::DescriptionOptimized:
        return html::toPlainText(product.description());
    case ProductField::BulletPoints:
        return product.bulletPoints.join(u'\n');
    default:
        return {};
    }
}

QString allTexts(const Product &product)
{
    QStringList texts;
    for (const auto &[part, field] : writtenParts)
        texts.append(writtenText(product, field));
    return texts.join(u'\n');
}

bool isAskedText(ProductField field, const QList<OptimizePart> &parts)
{
    return std::ranges::any_of(
        writtenParts, [&](const auto &written) { return written.second == field && parts.contains(written.first); });
}

} // namespace

AskedLanguage::AskedLanguage(const Product &present, const QString &language)
    : m_present(present), m_language(languageCode(language)), m_whole(TextLanguage(allTexts(present)).told())
{
    for (const QString &name : {present.brand, present.mpn, present.sku}) {
        for (const TextToken &token : VisibleText(name.toHtmlEscaped()).tokens())
            m_names.insert(token.folded);
    }
}

/** Neither names nor numbers, nor the short ones that many languages have. */
QSet<QString> AskedLanguage::ordinaryWords(const QString &text) const
{
    constexpr qsizetype shortest = 3;
    QSet<QString> words;
    for (const TextToken &token : VisibleText(text.toHtmlEscaped()).tokens()) {
        const bool isWord = std::all_of(token.text.begin(), token.text.end(), [](QChar c) { return c.isLetter(); });
        if (isWord && token.length >= shortest && !m_names.contains(token.folded))
            words.insert(token.folded);
    }
    return words;
}

bool AskedLanguage::hasSameWords(const QString &before, const QString &after) const
{
    const QSet<QString> first = ordinaryWords(before);
    const QSet<QString> second = ordinaryWords(after);
    const qsizetype same = (QSet<QString>(first) & second).size();
    return same > 0 && same * 2 >= std::min(first.size(), second.size());
}

bool AskedLanguage::isTranslated(ProductField field, const Product &improved) const
{
    if (m_language.isEmpty())
        return false;
    const QString before = writtenText(m_present, field);
    const QString after = writtenText(improved, field);
    if (TextLanguage(after).isClearlyNot(m_language))
        return false;
    if (const auto there = TextLanguage(before).told(toldByItself))
        return *there != m_language;
    if (m_whole == m_language || (after.isEmpty() && !m_whole))
        return false;
    return !hasSameWords(before, after);
}

/** Too short to tell by itself, it is in the language of the other texts unless the translation has its words, too. */
bool AskedLanguage::isLeftBehind(ProductField field, const QString &translated) const
{
    const QString text = writtenText(m_present, field);
    if (const auto there = TextLanguage(text).told(toldByItself))
        return *there != m_language;
    const QSet<QString> words = ordinaryWords(text);
    return m_whole && m_whole != m_language && !words.isEmpty() && !words.intersects(ordinaryWords(translated));
}

std::optional<QString> AskedLanguage::violation(ProductField field, const Product &improved) const
{
    if (m_language.isEmpty() || !TextLanguage(writtenText(improved, field)).isClearlyNot(m_language))
        return {};
    return tr("The text is not in the language that was asked for, %1.").arg(languageText(m_language));
}

void AskedLanguage::addProblems(QList<ProposedField> &fields, const QList<OptimizePart> &parts,
                                const Product &improved) const
{
    if (m_language.isEmpty())
        return;
    const QString name = languageText(m_language);
    QList<ProposedField *> translated;
    QString text;
    for (ProposedField &field : fields) {
        if (const auto wrong = violation(field.field, improved)) {
            field.problems.append(*wrong);
        } else if (isAskedText(field.field, parts)) {
            translated.append(&field);
            text += writtenText(improved, field.field) + u'\n';
        }
    }
    for (const auto &[part, field] : writtenParts) {
        const bool isProposed = std::ranges::find(fields, field, &ProposedField::field) != fields.end();
        if (isProposed || !parts.contains(part) || !isLeftBehind(field, text))
            continue;
        for (ProposedField *with : translated)
            with->problems.append(tr("“%1” stays in another language: the answer has no text for it in %2.")
                                      .arg(optimizePartText(part), name));
    }
}

} // namespace listwright
