// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/rule.h"

#include <QJsonArray>
#include <QJsonObject>

namespace listwright {

namespace {

struct KindEntry
{
    QLatin1String name;
    RuleKind kind;
};

constexpr KindEntry kinds[] = {
    {QLatin1String("length"), RuleKind::Length},
    {QLatin1String("advisedLength"), RuleKind::AdvisedLength},
    {QLatin1String("wordCount"), RuleKind::WordCount},
    {QLatin1String("wordLength"), RuleKind::WordLength},
    {QLatin1String("repeatedWord"), RuleKind::RepeatedWord},
    {QLatin1String("capitals"), RuleKind::Capitals},
    {QLatin1String("characters"), RuleKind::Characters},
    {QLatin1String("symbols"), RuleKind::Symbols},
    {QLatin1String("characterOccurrences"), RuleKind::CharacterOccurrences},
    {QLatin1String("phrases"), RuleKind::Phrases},
    {QLatin1String("contact"), RuleKind::Contact},
    {QLatin1String("tags"), RuleKind::Tags},
    {QLatin1String("activeContent"), RuleKind::ActiveContent},
    {QLatin1String("sameAs"), RuleKind::SameAs},
    {QLatin1String("required"), RuleKind::Required},
    {QLatin1String("gtin"), RuleKind::Gtin},
    {QLatin1String("bulletCount"), RuleKind::BulletCount},
    {QLatin1String("imageCount"), RuleKind::ImageCount},
    {QLatin1String("imageAddress"), RuleKind::ImageAddress},
    {QLatin1String("variantCount"), RuleKind::VariantCount},
};

std::optional<RuleKind> kindFromName(const QString &name)
{
    for (const KindEntry &entry : kinds) {
        if (name == entry.name)
            return entry.kind;
    }
    return {};
}

std::optional<ProductField> ruleField(const QString &name)
{
    if (name == QLatin1String("title"))
        return ProductField::TitleOptimized;
    if (name == QLatin1String("description"))
        return ProductField::DescriptionOptimized;
    return fieldFromName(name);
}

/** A list of texts, or an object of such lists by language. */
QStringList words(const QJsonValue &value)
{
    QStringList all;
    if (value.isObject()) {
        const QJsonObject languages = value.toObject();
        for (const QJsonValue &list : languages)
            all += words(list);
    }
    const QJsonArray list = value.toArray();
    for (const QJsonValue &entry : list)
        all.append(entry.toString());
    return all;
}

/** Whole words, in any letter case, with any blanks between them. */
QRegularExpression phrasePattern(const QStringList &phrases)
{
    QStringList alternatives;
    for (const QString &phrase : phrases) {
        QStringList parts;
        for (const QString &part : phrase.split(u' ', Qt::SkipEmptyParts))
            parts.append(QRegularExpression::escape(part));
        alternatives.append(parts.join(QLatin1String("[\\s\\x{A0}-]+")));
    }
    // longer ones first, so that "free shipping worldwide" is found whole
    std::stable_sort(alternatives.begin(), alternatives.end(),
                     [](const QString &a, const QString &b) { return a.size() > b.size(); });
    return QRegularExpression(
        QLatin1String("(?<![\\p{L}\\p{N}])(?:") + alternatives.join(u'|') + QLatin1String(")(?![\\p{L}\\p{N}])"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

/** Web and mail addresses, and telephone numbers that are marked as such by a plus sign or a word. */
QRegularExpression contactPattern()
{
    return QRegularExpression(
        QStringLiteral("(?:https?://|www\\.)[^\\s<>\"'\\x{FFFC}]+"
                       "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"
                       "|(?<![\\w.@])[\\w-]+\\.(?:com|net|org|eu|de|pl|at|ch|co\\.uk|shop|store|online)"
                       "(?!\\w)(?:/[^\\s<>\\x{FFFC}]*)?"
                       "|(?<!\\w)(?:tel|telefon|phone|call|whatsapp|hotline|infolinia|fax)[.:]*\\s*"
                       "\\+?[0-9(][0-9\\s()/.-]{5,18}[0-9](?![\\w°])"
                       "|(?<![\\w.])\\+[0-9][0-9\\s()/.-]{7,18}[0-9](?![\\w°])"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

std::optional<int> number(const QJsonValue &value)
{
    return value.isDouble() && value.toInt() >= 0 ? std::optional<int>(value.toInt()) : std::nullopt;
}

QString sourceText(const QString &name, const QJsonObject &sources, const QDate &date)
{
    const QString address = sources.value(name).toString(name);
    if (address.isEmpty())
        return {};
    return RulePack::tr("%1 (as of %2)").arg(address, date.toString(Qt::ISODate));
}

Result<Rule> invalid(const QString &rule, const QString &what)
{
    return failure(ErrorCode::InvalidInput, RulePack::tr("The rule “%1” is not valid: %2").arg(rule, what));
}

/** Whether a rule of this kind has what it needs. */
bool isComplete(const Rule &rule)
{
    switch (rule.kind) {
    case RuleKind::Length:
    case RuleKind::AdvisedLength:
    case RuleKind::WordCount:
    case RuleKind::ImageCount:
        return rule.minimum || rule.maximum;
    case RuleKind::WordLength:
    case RuleKind::RepeatedWord:
    case RuleKind::BulletCount:
    case RuleKind::VariantCount:
        return rule.maximum.has_value();
    case RuleKind::CharacterOccurrences:
        return rule.maximum && !rule.characters.isEmpty();
    case RuleKind::Characters:
        return !rule.characters.isEmpty();
    case RuleKind::Phrases:
        return rule.pattern.isValid() && !rule.pattern.pattern().contains(QLatin1String("(?:)"));
    case RuleKind::SameAs:
    case RuleKind::Required:
        return !rule.required.isEmpty();
    case RuleKind::Tags:
    case RuleKind::Capitals:
    case RuleKind::Symbols:
    case RuleKind::Contact:
    case RuleKind::ActiveContent:
    case RuleKind::Gtin:
    case RuleKind::ImageAddress:
        return true;
    }
    return false;
}

void readMembers(Rule &rule, const QJsonObject &json)
{
    rule.minimum = number(json.value(u"min"));
    rule.maximum = number(json.value(u"max"));
    rule.inBytes = json.value(u"unit").toString() == QLatin1String("bytes");
    rule.fineNextToDigit = json.value(u"fineNextToDigit").toBool();
    rule.strict = json.value(u"strict").toBool();
    rule.secureOnly = json.value(u"secureOnly").toBool();
    rule.characters = json.value(u"characters").toString();
    rule.words = words(json.value(u"words"));
    rule.required = words(json.value(u"fields"));
    if (json.value(u"tags").isArray())
        rule.tags = words(json.value(u"tags"));
    if (rule.kind == RuleKind::Phrases)
        rule.pattern = phrasePattern(words(json.value(u"phrases")));
    else if (rule.kind == RuleKind::Contact)
        rule.pattern = contactPattern();
}

} // namespace

Result<Rule> ruleFromJson(const QJsonObject &json, const QJsonObject &sources, const QDate &date)
{
    Rule rule;
    rule.key = json.value(u"rule").toString();
    const QString kindName = json.value(u"kind").toString();
    const auto kind = kindFromName(kindName);
    if (rule.key.isEmpty())
        return invalid(rule.key, RulePack::tr("it has no name."));
    if (!kind)
        return invalid(rule.key, RulePack::tr("there is no kind “%1”.").arg(kindName));
    rule.kind = *kind;
    const QString fieldText = json.value(u"field").toString();
    const auto field = ruleField(fieldText);
    if (!field)
        return invalid(rule.key, RulePack::tr("there is no field “%1”.").arg(fieldText));
    rule.field = *field;
    const QString severity = json.value(u"severity").toString();
    if (severity != QLatin1String("error") && severity != QLatin1String("warning"))
        return invalid(rule.key, RulePack::tr("its severity must be “error” or “warning”."));
    rule.severity = severity == QLatin1String("error") ? Severity::Error : Severity::Warning;
    rule.source = sourceText(json.value(u"source").toString(), sources, date);
    readMembers(rule, json);
    if (!isComplete(rule))
        return invalid(rule.key, RulePack::tr("a value that its kind needs is missing."));
    return rule;
}

} // namespace listwright
