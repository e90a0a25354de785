// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/modeloptimizer.h"

namespace listwright {

/** What a model is asked about one product: instructions, the record as delimited data, and the answer's form. */
class ProductQuestion
{
public:
    ProductQuestion(const Product &present, const RulePack &pack, const Prompt &prompt, const ModelTask &task);

    /** The template, filled in, and after it the rules that hold for every template. */
    QString instructions() const { return m_instructions; }
    /** The record between two lines that it cannot hold itself, and what the person asked for. */
    QString question() const { return m_question; }
    /** The same, with an answer and what is wrong with it. */
    QString repairQuestion(const QJsonObject &answer, const QStringList &violations) const;
    QJsonObject schema() const { return m_schema; }
    int maximumTokens() const { return m_maximumTokens; }

private:
    QString m_instructions;
    QString m_question;
    QJsonObject m_schema;
    int m_maximumTokens = 0;
};

/**
 * A text of outside as it is shown to a model: HTML reduced to its text, control characters and invisible ones (in
 * which instructions can hide) left out, at most so many characters.
 */
QString readableText(const QString &text, qsizetype longest);

/** The record as a model sees it: texts and attributes; no prices, stock, addresses or ids. */
QJsonObject recordForModel(const Product &present);

} // namespace listwright
