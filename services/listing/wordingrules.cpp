// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about words: repeated, shouted, forbidden, or leading away from the marketplace.

#include "services/listing/textrule.h"

#include "services/listing/html.h"
#include "services/listing/htmlwriter.h"
#include "services/listing/repetition.h"
#include "services/listing/smallwords.h"

namespace listwright {

TextProblems TextRule::repeatedWord() const
{
    const QList<RepeatedWord> repeated = repeatedWords(m_visible, *m_rule.maximum, m_rule.words);
    if (repeated.isEmpty())
        return {};
    const bool oneText = !m_html && !m_text.contains(u'\n'); // elsewhere a cut would lose markup and lines
    const auto shorter = oneText ? withoutRepetition(m_text, *m_rule.maximum, m_rule.words) : std::optional<QString>();
    TextProblems problems;
    for (const RepeatedWord &each : repeated)
        problems.append({each.surplus,
                         tr("The %1 says “%2” %Ln time(s); at most %3 are allowed.", nullptr, each.count)
                             .arg(m_label, each.word, QString::number(*m_rule.maximum)),
                         shorter ? offered(*shorter) : std::nullopt});
    return problems;
}

TextProblems TextRule::capitals() const
{
    if (!isShouting(m_text))
        return {};
    const Product &product = m_context.product;
    const QString named = product.brand + u' ' + product.mpn + u' ' + product.sku;
    const QString calm = inNormalCase(m_text, named.split(u' '));
    // acronyms alone may be most of it; then nothing is won
    return {
        {{}, tr("The %1 is mostly capital letters.").arg(m_label), isShouting(calm) ? std::nullopt : offered(calm)}};
}

QList<TextSpan> TextRule::matches() const
{
    QList<TextSpan> spans;
    auto match = m_rule.pattern.globalMatch(m_visible);
    while (match.hasNext()) {
        const auto found = match.next();
        spans.append({found.capturedStart(), found.capturedLength()});
    }
    return spans;
}

TextProblems TextRule::phrases() const
{
    const QList<TextSpan> spans = matches();
    if (spans.isEmpty())
        return {};
    QStringList found;
    for (const TextSpan &span : spans)
        found.append(m_text.mid(span.position, span.length));
    found.removeDuplicates();
    return {problem(spans, tr("The %1 says “%2”, which the marketplace forbids or advises against.")
                               .arg(m_label, found.mid(0, 5).join(QStringLiteral("”, “"))))};
}

TextProblems TextRule::contact() const
{
    TextProblems problems;
    const QList<TextSpan> spans = matches();
    if (!spans.isEmpty()) {
        QList<TextSpan> whole;
        for (const TextSpan &span : spans)
            whole.append(withLeadingWords(m_visible, span));
        problems.append(
            {spans,
             tr("The %1 has an address or a telephone number: “%2”.")
                 .arg(m_label, m_text.mid(spans.first().position, std::min<qsizetype>(spans.first().length, 60))),
             offered(withoutSpans(m_text, whole))});
    }
    if (m_html && m_text.contains(QLatin1String("href"), Qt::CaseInsensitive)) {
        const QString unlinked = m_context.allowedTags ? html::clean(m_text, m_context.allowedTags)
                                                       : html::cleanHarmless(m_text, html::Links::Drop);
        problems.append({{}, tr("The %1 has a link.").arg(m_label), offered(unlinked)});
    }
    return problems;
}

TextProblems TextRule::sameAs() const
{
    const QString own = comparableWord(html::toPlainText(m_text));
    for (const QString &name : m_rule.required) {
        const auto field = fieldFromName(name);
        const QString other = name == QLatin1String("title") ? m_context.product.title()
                              : field                        ? fieldText(m_context.product, *field)
                                                             : QString();
        if (!own.isEmpty() && own == comparableWord(html::toPlainText(other)))
            return {{{}, tr("The %1 says no more than the field “%2”.").arg(m_label, name), {}}};
    }
    return {};
}

} // namespace listwright
