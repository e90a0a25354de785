// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rule.h"
#include "services/listing/textmending.h"

#include <QCoreApplication>

namespace listwright {

/** What is wrong with one text, and the text without it. */
struct TextProblem
{
    QList<TextSpan> spans; ///< empty = the whole text
    QString message;
    std::optional<QString> mended;
};

using TextProblems = QList<TextProblem>;

/**
 * One rule held against one text: a title, a description, one bullet point. Rule, context and text outlive it.
 * What each kind of rule asks stands in lengthrules.cpp, characterrules.cpp, wordingrules.cpp and markuprules.cpp.
 */
class TextRule
{
    Q_DECLARE_TR_FUNCTIONS(RulePack)

public:
    TextRule(const Rule &rule, const RuleContext &context, const QString &text);

    TextProblems check() const;

private:
    bool isDescription() const;
    /** A mended text is offered only when something to read is left of it and it is another one. */
    std::optional<QString> offered(const QString &mended) const;
    TextProblem problem(const QList<TextSpan> &spans, const QString &message,
                        const std::function<QString(QStringView)> &replacement = {}) const;

    int measured() const;
    QString countText(int count) const;
    TextProblems length() const;
    TextProblems wordCount() const;
    TextProblems wordLength() const;

    bool belongsToNumber(qsizetype position) const;
    QString replacementOf(QStringView forbidden) const;
    TextProblems characters() const;
    TextProblems symbols() const;
    TextProblems lineBreaks() const;
    TextProblems characterOccurrences() const;

    TextProblems repeatedWord() const;
    TextProblems capitals() const;
    QList<TextSpan> matches() const;
    TextProblems phrases() const;
    TextProblems contact() const;
    TextProblems sameAs() const;

    TextProblems tags() const;
    TextProblems activeContent() const;

    const Rule &m_rule;
    const RuleContext &m_context;
    const QString &m_text;
    QString m_label; ///< the field as a word in a sentence
    bool m_html;
    QString m_visible; ///< the text with its tags blanked
};

} // namespace listwright
