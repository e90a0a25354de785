// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about single characters: forbidden ones, symbols, too many of one kind.

#include "services/listing/textrule.h"

namespace listwright {

bool TextRule::belongsToNumber(qsizetype position) const
{
    const auto digitAt = [this](qsizetype at) {
        return at >= 0 && at < m_visible.size() && m_visible.at(at).isDigit();
    };
    return digitAt(position + 1) || digitAt(position - 1) ||
           (position + 2 < m_visible.size() && m_visible.at(position + 1) == u' ' && digitAt(position + 2));
}

QString TextRule::replacementOf(QStringView forbidden) const
{
    for (const auto &[from, to] : m_context.replacements) {
        if (from == forbidden)
            return isDescription() && m_html ? to.toHtmlEscaped() : to;
    }
    return {};
}

TextProblems TextRule::characters() const
{
    QHash<QChar, QList<TextSpan>> found;
    QList<QChar> order;
    for (qsizetype at = 0; at < m_visible.size(); ++at) {
        const QChar c = m_visible.at(at);
        if (!m_rule.characters.contains(c) || (m_rule.fineNextToDigit && belongsToNumber(at)))
            continue;
        if (!found.contains(c))
            order.append(c);
        found[c].append({at, 1});
    }
    TextProblems problems;
    for (const QChar c : order)
        problems.append(problem(found[c], tr("“%1” may not be in the %2.").arg(QString(c), m_label),
                                [this](QStringView forbidden) { return replacementOf(forbidden); }));
    return problems;
}

TextProblems TextRule::symbols() const
{
    QList<TextSpan> spans;
    for (qsizetype at = 0; at < m_visible.size(); ++at) {
        const bool pair = m_visible.at(at).isHighSurrogate() && at + 1 < m_visible.size();
        const char32_t c =
            pair ? QChar::surrogateToUcs4(m_visible.at(at), m_visible.at(at + 1)) : m_visible.at(at).unicode();
        if (isSymbol(c) && c != QChar::ObjectReplacementCharacter &&
            !(!pair && m_rule.words.contains(QString(m_visible.at(at)))))
            spans.append({at, pair ? 2 : 1});
        at += pair ? 1 : 0;
    }
    if (spans.isEmpty())
        return {};
    const QString first = m_text.mid(spans.first().position, spans.first().length);
    return {problem(spans, tr("“%1” and other symbols or emoji may not be in the %2.").arg(first, m_label),
                    [this](QStringView symbol) { return replacementOf(symbol); })};
}

TextProblems TextRule::lineBreaks() const
{
    QList<TextSpan> spans;
    for (auto at = std::find_if(m_text.begin(), m_text.end(), endsLine); at != m_text.end();
         at = std::find_if(at + 1, m_text.end(), endsLine))
        spans.append({at - m_text.begin(), 1});
    if (spans.isEmpty())
        return {};
    return {
        {spans, tr("The %1 has line breaks or tabs; it must be one line.").arg(m_label), offered(onOneLine(m_text))}};
}

TextProblems TextRule::characterOccurrences() const
{
    TextProblems problems;
    for (const QChar c : m_rule.characters) {
        QList<TextSpan> spans;
        for (qsizetype at = m_visible.indexOf(c); at >= 0; at = m_visible.indexOf(c, at + 1))
            spans.append({at, 1});
        const auto count = static_cast<int>(spans.size());
        if (count <= *m_rule.maximum)
            continue;
        problems.append(problem(spans.mid(*m_rule.maximum),
                                tr("“%1” is in the %2 %Ln time(s); at most %3 are allowed.", nullptr, count)
                                    .arg(QString(c), m_label, QString::number(*m_rule.maximum))));
    }
    return problems;
}

} // namespace listwright
