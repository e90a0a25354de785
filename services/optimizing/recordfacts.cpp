// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/recordfacts.h"

#include "services/listing/html.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <cmath>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QString attributeLine(const Attribute &attribute)
{
    const QString unit = unitInName(attribute.name);
    const QString value = html::toPlainText(attribute.value);
    static const QRegularExpression endsWithNumber(u"[0-9]\\s*$"_s);
    const bool lacksUnit = !unit.isEmpty() && endsWithNumber.match(value).hasMatch();
    return attribute.name + u": "_s + value + (lacksUnit ? QString(u' ' + unit) : QString());
}

QString imageName(const Image &image)
{
    QString name = QFileInfo(QUrl(image.url).path(QUrl::FullyDecoded)).completeBaseName();
    static const QRegularExpression separators(u"[_+-]+"_s);
    return name.replace(separators, u" "_s) + u". "_s + image.altText;
}

/** Each part ends as a sentence does, so that no phrase reaches from one into the next. */
QString wholeText(const Product &record)
{
    QStringList parts{record.titleOriginal,
                      record.titleOptimized,
                      html::toPlainText(record.descriptionOriginal),
                      html::toPlainText(record.descriptionOptimized),
                      record.category,
                      record.brand,
                      record.mpn,
                      record.sku,
                      record.gtin,
                      conditionText(record.condition),
                      conditionName(record.condition)};
    for (const QString &bullet : record.bulletPoints)
        parts.append(html::toPlainText(bullet));
    for (const Attribute &attribute : record.attributes)
        parts.append(attributeLine(attribute));
    for (const Variant &variant : record.variants) {
        parts += {variant.sku, variant.gtin};
        for (const Attribute &option : variant.options)
            parts.append(attributeLine(option));
    }
    for (const Image &image : record.images)
        parts.append(imageName(image));
    return parts.join(u"\n"_s);
}

} // namespace

RecordFacts::RecordFacts(const Product &record)
{
    const VisibleText text(wholeText(record));
    const QList<TextToken> tokens = text.tokens();
    m_measures = measuresOf(text.text());
    m_line = u" "_s;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        QString joined;
        for (qsizetype end = i; end < std::min(tokens.size(), i + 4); ++end) { // "WH-1000 XM 4"
            joined += tokens.at(end).folded;
            m_words.insert(joined);
        }
        m_line += tokens.at(i).folded + u' ';
    }
    m_sorted = QStringList(m_words.begin(), m_words.end());
    m_sorted.sort();
    for (const FactWords *list : {&FactWords::colours(), &FactWords::materials(), &FactWords::claims(),
                                  &FactWords::numbers(), &FactWords::brands(), &FactWords::compatibility()})
        m_groups.insert(list, list->groupsIn(tokens));
    static const QRegularExpression digits(u"[0-9]{1,15}"_s);
    auto match = digits.globalMatch(text.text());
    while (match.hasNext())
        m_numbers.append(match.next().captured().toDouble());
    static const QRegularExpression others(u"[^0-9.,\\s]"_s);
    QString numbersAlone = text.text();
    for (const Measure &measure : measuresOf(numbersAlone.replace(others, u"\n"_s)))
        m_numbers += measure.values;
    for (const int group : m_groups.value(&FactWords::numbers()))
        m_numbers.append(FactWords::numbers().groupName(group).toDouble());
    std::ranges::sort(m_numbers);
}

bool RecordFacts::statesNumber(double number) const
{
    const auto found = std::ranges::lower_bound(m_numbers, number - 1e-9 * std::abs(number));
    return found != m_numbers.end() && *found <= number + 1e-9 * std::abs(number);
}

bool RecordFacts::states(const Measure &measure) const
{
    const auto isStated = [this](double value) { return statesNumber(value); };
    if (measure.dimension == Dimension::None)
        return std::ranges::any_of(measure.values, isStated);
    return std::ranges::any_of(m_measures, [&measure](const Measure &known) { return isSameMeasure(known, measure); });
}

bool RecordFacts::hasWord(const QString &folded) const
{
    return m_words.contains(folded);
}

bool RecordFacts::hasName(const QString &folded) const
{
    constexpr qsizetype shortestStem = 4;
    constexpr qsizetype longestEnding = 4;
    if (m_words.contains(folded))
        return true;
    for (qsizetype length = folded.size() - 1; length >= std::max(shortestStem, folded.size() - longestEnding);
         --length) {
        if (m_words.contains(folded.left(length)))
            return true;
    }
    const auto next = std::ranges::lower_bound(m_sorted, folded);
    return folded.size() >= shortestStem && next != m_sorted.end() && next->startsWith(folded);
}

bool RecordFacts::hasPhrase(const QStringList &folded) const
{
    return m_line.contains(u' ' + folded.join(u' ') + u' ');
}

} // namespace listwright
