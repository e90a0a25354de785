// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

#include <QRegularExpression>

namespace listwright {

/** What a rule looks at; the kinds and their members in a pack's file are described in docs/quality-and-rules.md. */
enum class RuleKind {
    Length,
    AdvisedLength,
    WordCount,
    WordLength,
    RepeatedWord,
    Capitals,
    Characters,
    Symbols,
    LineBreaks,
    CharacterOccurrences,
    Phrases,
    Contact,
    Tags,
    ActiveContent,
    SameAs,
    Required,
    PriceAboveZero,
    Gtin,
    BulletCount,
    ImageCount,
    ImageAddress,
    VariantCount,
};

/** One rule of a pack as read from its file. */
struct Rule
{
    RuleKind kind = RuleKind::Length;
    QString key; ///< "title.length"
    Severity severity = Severity::Warning;
    ProductField field = ProductField::TitleOptimized;
    QString source; ///< address, with the pack's date
    std::optional<int> minimum;
    std::optional<int> maximum;
    bool inBytes = false;         ///< of UTF-8; otherwise code points
    bool fineNextToDigit = false; ///< a character that belongs to a number or measure is no violation
    bool strict = false;          ///< tags must also be nested as html::clean() nests them
    bool secureOnly = false;      ///< addresses must be https
    QString characters;
    QStringList words;          ///< stop words, image formats, or attribute names that satisfy the rule
    QStringList required;       ///< names of fields, of other fields for SameAs
    QRegularExpression pattern; ///< of Phrases and Contact
    std::optional<QStringList> tags;
};

/** One rule from its JSON; `sources` are the pack's named addresses. The error's message is a clause about the rule. */
Result<Rule> ruleFromJson(const QJsonObject &json, const QJsonObject &sources, const QDate &date);

/** What text rules need besides the text. */
struct RuleContext
{
    const Product &product;
    const QList<std::pair<QString, QString>> &replacements;
    const std::optional<QStringList> &allowedTags; ///< of the description
};

/** Findings of one rule for the whole product. */
QList<Finding> checkRule(const Rule &rule, const RuleContext &context);
/** Those of the rules about texts; nothing for other kinds. */
std::optional<QList<Finding>> checkTextRule(const Rule &rule, const RuleContext &context);

} // namespace listwright
