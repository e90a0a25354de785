// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/textrule.h"

#include "services/listing/html.h"

namespace listwright {

namespace {

QString fieldNoun(ProductField field)
{
    switch (field) {
    case ProductField::TitleOptimized:
        return RulePack::tr("title");
    case ProductField::DescriptionOptimized:
        return RulePack::tr("description");
    case ProductField::BulletPoints:
        return RulePack::tr("bullet point");
    default:
        return fieldLabel(field);
    }
}

} // namespace

TextRule::TextRule(const Rule &rule, const RuleContext &context, const QString &text)
    : m_rule(rule)
    , m_context(context)
    , m_text(text)
    , m_label(fieldNoun(rule.field))
    , m_html(rule.field == ProductField::DescriptionOptimized && html::looksLikeHtml(text))
    , m_visible(m_html ? withTagsBlanked(text) : text)
{
}

TextProblems TextRule::check() const
{
    switch (m_rule.kind) {
    case RuleKind::Length:
    case RuleKind::AdvisedLength:
        return length();
    case RuleKind::WordCount:
        return wordCount();
    case RuleKind::WordLength:
        return wordLength();
    case RuleKind::RepeatedWord:
        return repeatedWord();
    case RuleKind::Capitals:
        return capitals();
    case RuleKind::Characters:
        return characters();
    case RuleKind::Symbols:
        return symbols();
    case RuleKind::LineBreaks:
        return lineBreaks();
    case RuleKind::CharacterOccurrences:
        return characterOccurrences();
    case RuleKind::Phrases:
        return phrases();
    case RuleKind::Contact:
        return contact();
    case RuleKind::Tags:
        return tags();
    case RuleKind::ActiveContent:
        return activeContent();
    case RuleKind::SameAs:
        return sameAs();
    default:
        return {};
    }
}

bool TextRule::isDescription() const
{
    return m_rule.field == ProductField::DescriptionOptimized;
}

std::optional<QString> TextRule::offered(const QString &mended) const
{
    const bool nothingLeft = m_html ? html::toPlainText(mended).isEmpty() : mended.trimmed().isEmpty();
    if (nothingLeft || mended == m_text)
        return {};
    return mended;
}

TextProblem TextRule::problem(const QList<TextSpan> &spans, const QString &message,
                              const std::function<QString(QStringView)> &replacement) const
{
    return {spans, message, offered(withoutSpans(m_text, spans, replacement))};
}

} // namespace listwright
