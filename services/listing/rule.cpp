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
    {QLatin1String("lineBreaks"), RuleKind::LineBreaks},
    {QLatin1String("characterOccurrences"), RuleKind::CharacterOccurrences},
    {QLatin1String("phrases"), RuleKind::Phrases},
    {QLatin1String("contact"), RuleKind::Contact},
    {QLatin1String("tags"), RuleKind::Tags},
    {QLatin1String("activeContent"), RuleKind::ActiveContent},
    {QLatin1String("sameAs"), RuleKind::SameAs},
    {QLatin1String("required"), RuleKind::Required},
    {QLatin1String("priceAboveZero"), RuleKind::PriceAboveZero},
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

/** Whole words, in any letter case, with any blanks between them. */
QRegularExpression phrasePattern(const QStringList &phrases)
{
    QStringList alternatives;
    for (const QString &phrase : phrases) {
        QStringList parts;
        for (const QString &part : phrase.split(u' ', Qt::SkipEmptyParts))
            parts.append(QRegularExpression::escape(part));
        if (!parts.isEmpty())
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

/** Reads members of the types they must have; remembers the first that has another one. */
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject &json) : m_json(json) {}

    QString text(const QString &name)
    {
        const QJsonValue value = m_json.value(name);
        expect(value.isString() || value.isUndefined(), RulePack::tr("“%1” must be a text.").arg(name));
        return value.toString();
    }

    bool flag(const QString &name)
    {
        const QJsonValue value = m_json.value(name);
        expect(value.isBool() || value.isUndefined(), RulePack::tr("“%1” must be true or false.").arg(name));
        return value.toBool();
    }

    std::optional<int> number(const QString &name)
    {
        const QJsonValue value = m_json.value(name);
        const int whole = value.toInt(-1);
        expect(whole >= 0 || value.isUndefined(), RulePack::tr("“%1” must be a whole number from 0 up.").arg(name));
        return whole >= 0 ? std::optional(whole) : std::nullopt;
    }

    /** A list of texts, or an object of such lists by language. */
    QStringList words(const QString &name)
    {
        const QJsonValue value = m_json.value(name);
        QStringList all;
        bool readable = value.isUndefined() || value.isArray() || value.isObject();
        const QJsonArray lists = value.isObject() ? listsOf(value.toObject()) : QJsonArray{value};
        for (const QJsonValue &list : lists) {
            const QJsonArray entries = list.toArray();
            readable = readable && (list.isArray() || value.isUndefined());
            for (const QJsonValue &entry : entries) {
                readable = readable && entry.isString();
                all.append(entry.toString());
            }
        }
        expect(readable, RulePack::tr("“%1” must be a list of texts.").arg(name));
        return all;
    }

    void expect(bool condition, const QString &otherwise)
    {
        if (!condition && m_problem.isEmpty())
            m_problem = otherwise;
    }

    bool has(const QString &name) const { return m_json.contains(name); }
    QString problem() const { return m_problem; }

private:
    static QJsonArray listsOf(const QJsonObject &languages)
    {
        QJsonArray lists;
        for (const QJsonValue &list : languages)
            lists.append(list);
        return lists;
    }

    const QJsonObject &m_json;
    QString m_problem;
};

/** What a rule names as its source that is written on no page, because any offer needs it: a price, say. */
constexpr QLatin1String ownSource("listwright");

QString sourceText(const QString &name, const QJsonObject &sources, const QDate &date)
{
    if (name == ownSource && !sources.contains(name))
        return RulePack::tr("a rule of Listwright, with no source on the marketplace's pages (as of %1)")
            .arg(date.toString(Qt::ISODate));
    const QString address = sources.value(name).toString(name);
    if (address.isEmpty())
        return {};
    return RulePack::tr("%1 (as of %2)").arg(address, date.toString(Qt::ISODate));
}

tl::unexpected<Error> invalid(const QString &what)
{
    return failure(ErrorCode::InvalidInput, what);
}

bool isAddress(const QString &source)
{
    return source.isEmpty() || source.startsWith(QLatin1String("http"));
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
    case RuleKind::LineBreaks:
    case RuleKind::Contact:
    case RuleKind::ActiveContent:
    case RuleKind::PriceAboveZero:
    case RuleKind::Gtin:
    case RuleKind::ImageAddress:
        return true;
    }
    return false;
}

/** What belongs to single kinds. */
void readMembers(Rule &rule, MemberReader &reader)
{
    rule.minimum = reader.number(QStringLiteral("min"));
    rule.maximum = reader.number(QStringLiteral("max"));
    reader.expect(!rule.minimum || !rule.maximum || *rule.minimum <= *rule.maximum,
                  RulePack::tr("“min” is more than “max”."));
    const QString unit = reader.text(QStringLiteral("unit"));
    reader.expect(unit.isEmpty() || unit == QLatin1String("bytes") || unit == QLatin1String("characters"),
                  RulePack::tr("its unit must be “characters” or “bytes”."));
    rule.inBytes = unit == QLatin1String("bytes");
    rule.fineNextToDigit = reader.flag(QStringLiteral("fineNextToDigit"));
    rule.strict = reader.flag(QStringLiteral("strict"));
    rule.secureOnly = reader.flag(QStringLiteral("secureOnly"));
    rule.characters = reader.text(QStringLiteral("characters"));
    rule.words = reader.words(QStringLiteral("words"));
    rule.required = reader.words(QStringLiteral("fields"));
    if (reader.has(QStringLiteral("tags")))
        rule.tags = reader.words(QStringLiteral("tags"));
    if (rule.kind == RuleKind::Phrases)
        rule.pattern = phrasePattern(reader.words(QStringLiteral("phrases")));
    else if (rule.kind == RuleKind::Contact)
        rule.pattern = contactPattern();
}

} // namespace

Result<Rule> ruleFromJson(const QJsonObject &json, const QJsonObject &sources, const QDate &date)
{
    MemberReader reader(json);
    Rule rule;
    rule.key = reader.text(QStringLiteral("rule"));
    if (rule.key.isEmpty())
        return invalid(RulePack::tr("it has no name."));
    const QString kindName = reader.text(QStringLiteral("kind"));
    const auto kind = kindFromName(kindName);
    if (!kind)
        return invalid(RulePack::tr("there is no kind “%1”.").arg(kindName));
    rule.kind = *kind;
    const QString fieldText = reader.text(QStringLiteral("field"));
    const auto field = ruleField(fieldText);
    if (!field)
        return invalid(RulePack::tr("there is no field “%1”.").arg(fieldText));
    rule.field = *field;
    const QString severity = reader.text(QStringLiteral("severity"));
    if (severity != QLatin1String("error") && severity != QLatin1String("warning"))
        return invalid(RulePack::tr("its severity must be “error” or “warning”."));
    rule.severity = severity == QLatin1String("error") ? Severity::Error : Severity::Warning;
    const QString source = reader.text(QStringLiteral("source"));
    if (!sources.contains(source) && source != ownSource && !isAddress(source))
        return invalid(RulePack::tr("there is no source “%1”.").arg(source));
    rule.source = sourceText(source, sources, date);
    readMembers(rule, reader);
    if (!reader.problem().isEmpty())
        return invalid(reader.problem());
    if (!isComplete(rule))
        return invalid(RulePack::tr("a value that its kind needs is missing."));
    return rule;
}

} // namespace listwright
