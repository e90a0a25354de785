// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that count: characters, bytes, words.

#include "services/listing/textrule.h"

#include "services/listing/shortening.h"

namespace listwright {

int TextRule::measured() const
{
    return static_cast<int>(TextLimit{0, m_rule.inBytes}.measure(m_text));
}

QString TextRule::countText(int count) const
{
    return m_rule.inBytes ? tr("%Ln byte(s)", nullptr, count) : tr("%Ln character(s)", nullptr, count);
}

TextProblems TextRule::length() const
{
    const int count = measured();
    if (m_rule.minimum && count < *m_rule.minimum)
        return {{{},
                 tr("The %1 has %2; it needs at least %3.")
                     .arg(m_label, countText(count), QString::number(*m_rule.minimum)),
                 {}}};
    if (!m_rule.maximum || count <= *m_rule.maximum)
        return {};
    const int limit = *m_rule.maximum;
    if (m_rule.kind == RuleKind::AdvisedLength)
        return {{{},
                 tr("The %1 has %2; at most %3 are advised.").arg(m_label, countText(count), QString::number(limit)),
                 {}}};
    const bool known =
        isDescription() || m_rule.field == ProductField::TitleOptimized || m_rule.field == ProductField::BulletPoints;
    const QString shorter = isDescription() ? html::shortened(m_text, m_context.allowedTags, limit, m_rule.inBytes)
                                            : cutPlainText(m_text, {limit, m_rule.inBytes});
    return {{{},
             tr("The %1 has %2; at most %3 are allowed.").arg(m_label, countText(count), QString::number(limit)),
             known ? offered(shorter) : std::nullopt}};
}

TextProblems TextRule::wordCount() const
{
    const auto words = static_cast<int>(wordSpans(m_text).size());
    if (m_rule.minimum && words < *m_rule.minimum)
        return {{{},
                 tr("The %1 has %Ln word(s); it needs at least %2.", nullptr, words)
                     .arg(m_label, QString::number(*m_rule.minimum)),
                 {}}};
    if (m_rule.maximum && words > *m_rule.maximum)
        return {{{},
                 tr("The %1 has %Ln word(s); at most %2 are advised.", nullptr, words)
                     .arg(m_label, QString::number(*m_rule.maximum)),
                 {}}};
    return {};
}

TextProblems TextRule::wordLength() const
{
    TextProblems problems;
    for (const TextSpan &word : wordSpans(m_text)) {
        const QString text = m_text.mid(word.position, word.length);
        if (codePoints(text) <= *m_rule.maximum)
            continue;
        QString divided = text;
        for (const QChar separator : QStringLiteral(",;/|_+"))
            divided.replace(separator, QString(separator + QLatin1Char(' ')));
        divided = divided.trimmed();
        const QString whole = QString(m_text).replace(word.position, word.length, divided);
        problems.append({{word},
                         tr("“%1…” has %Ln character(s); a word may have at most %2.", nullptr, codePoints(text))
                             .arg(text.left(20), QString::number(*m_rule.maximum)),
                         offered(whole)});
    }
    return problems;
}

} // namespace listwright
