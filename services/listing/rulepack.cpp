// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/rulepack.h"

#include "services/listing/rule.h"
#include "services/listing/soldbyvariants.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace listwright {

struct RulePack::Private
{
    QString key;
    QString name;
    QDate date;
    int version = 0;
    std::optional<QStringList> tags;
    QList<std::pair<QString, QString>> replacements;
    QList<Rule> rules;

    const Rule *first(RuleKind kind, ProductField field) const
    {
        const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule &rule) {
            return rule.kind == kind && rule.field == field && (kind == RuleKind::Characters || rule.maximum);
        });
        return found == rules.end() ? nullptr : &*found;
    }

    std::optional<int> maximum(RuleKind kind, ProductField field) const
    {
        const Rule *rule = first(kind, field);
        return rule ? rule->maximum : std::nullopt;
    }
};

RulePack::RulePack() : d(std::make_unique<Private>()) {}
RulePack::~RulePack() = default;

namespace {

constexpr int knownFormat = 1;

/** "line 3, column 7" of a byte's position. */
QString placeOf(const QByteArray &json, qsizetype offset)
{
    const QByteArray before = json.left(offset);
    const qsizetype column = QString::fromUtf8(before.mid(before.lastIndexOf('\n') + 1)).size() + 1;
    return RulePack::tr("line %1, column %2").arg(before.count('\n') + 1).arg(column);
}

Result<QJsonObject> objectFrom(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidInput,
                       RulePack::tr("it is not valid JSON at %1.").arg(placeOf(json, problem.offset)),
                       problem.errorString());
    if (!document.isObject())
        return failure(ErrorCode::InvalidInput, RulePack::tr("it is not a JSON object."));
    return document.object();
}

Result<QList<std::pair<QString, QString>>> replacementsFrom(const QJsonValue &value)
{
    QList<std::pair<QString, QString>> pairs;
    const auto isPair = [](const QJsonValue &entry) {
        const QJsonArray texts = entry.toArray();
        return texts.size() == 2 && texts.at(0).isString() && texts.at(1).isString() && texts.at(0) != QString();
    };
    const QJsonArray list = value.toArray();
    for (const QJsonValue &entry : list) {
        if (!isPair(entry))
            return failure(ErrorCode::InvalidInput,
                           RulePack::tr("replacement %1 is not a pair of texts.").arg(pairs.size() + 1));
        pairs.append({entry.toArray().at(0).toString(), entry.toArray().at(1).toString()});
    }
    if (!value.isUndefined() && !value.isArray())
        return failure(ErrorCode::InvalidInput, RulePack::tr("“replacements” is not a list."));
    return pairs;
}

Result<QList<Rule>> rulesFrom(const QJsonObject &pack, const QDate &date)
{
    QList<Rule> rules;
    const QJsonArray list = pack.value(u"rules").toArray();
    for (const QJsonValue &entry : list) {
        auto rule = ruleFromJson(entry.toObject(), pack.value(u"sources").toObject(), date);
        if (!rule)
            return failure(ErrorCode::InvalidInput,
                           RulePack::tr("rule %1, “%2”: %3")
                               .arg(QString::number(rules.size() + 1), entry.toObject().value(u"rule").toString(),
                                    rule.error().message));
        rules.append(*std::move(rule));
    }
    if (rules.isEmpty())
        return failure(ErrorCode::InvalidInput, RulePack::tr("it has no rules."));
    return rules;
}

} // namespace

Result<void> RulePack::read(const QJsonObject &object)
{
    const auto invalid = [](const QString &what) { return failure(ErrorCode::InvalidInput, what); };
    if (const int format = object.value(u"format").toInt(knownFormat); format > knownFormat)
        return invalid(tr("it is written for a newer version of Listwright (format %1).").arg(format));
    d->key = object.value(u"key").toString();
    d->name = object.value(u"name").toString();
    d->date = QDate::fromString(object.value(u"date").toString(), Qt::ISODate);
    d->version = object.value(u"version").toInt();
    if (d->key.isEmpty() || d->name.isEmpty())
        return invalid(tr("it has no key or no name."));
    if (!d->date.isValid() || d->version < 1)
        return invalid(tr("it has no date or no version."));
    auto replacements = replacementsFrom(object.value(u"replacements"));
    if (!replacements)
        return failure(replacements.error());
    d->replacements = *std::move(replacements);
    auto rules = rulesFrom(object, d->date);
    if (!rules)
        return failure(rules.error());
    d->rules = *std::move(rules);
    for (const Rule &rule : std::as_const(d->rules)) {
        if (rule.kind == RuleKind::Tags && rule.field == ProductField::DescriptionOptimized)
            d->tags = rule.tags;
    }
    return {};
}

Result<std::shared_ptr<const RulePack>> RulePack::fromJson(const QByteArray &json, const QString &origin)
{
    auto pack = std::make_shared<RulePack>();
    const auto read = objectFrom(json).and_then([&pack](const QJsonObject &object) { return pack->read(object); });
    if (!read)
        return failure(read.error().code, tr("“%1” is not a rule pack: %2").arg(origin, read.error().message),
                       read.error().detail);
    return pack;
}

QString RulePack::key() const
{
    return d->key;
}
QString RulePack::name() const
{
    return d->name;
}
QDate RulePack::date() const
{
    return d->date;
}
int RulePack::version() const
{
    return d->version;
}

std::optional<int> RulePack::titleLimit() const
{
    return d->maximum(RuleKind::Length, ProductField::TitleOptimized);
}

std::optional<int> RulePack::titleAdvised() const
{
    return d->maximum(RuleKind::AdvisedLength, ProductField::TitleOptimized);
}

std::optional<int> RulePack::descriptionLimit() const
{
    return d->maximum(RuleKind::Length, ProductField::DescriptionOptimized);
}

bool RulePack::descriptionLimitInBytes() const
{
    const Rule *rule = d->first(RuleKind::Length, ProductField::DescriptionOptimized);
    return rule && rule->inBytes;
}

std::optional<int> RulePack::bulletLimit() const
{
    return d->maximum(RuleKind::BulletCount, ProductField::BulletPoints);
}

std::optional<int> RulePack::imageLimit() const
{
    return d->maximum(RuleKind::ImageCount, ProductField::Images);
}

std::optional<QStringList> RulePack::allowedTags() const
{
    return d->tags;
}

QList<std::pair<QString, QString>> RulePack::replacements() const
{
    return d->replacements;
}

QString RulePack::forbiddenTitleCharacters() const
{
    QString characters;
    for (const Rule &rule : d->rules) {
        if (rule.kind == RuleKind::Characters && rule.field == ProductField::TitleOptimized &&
            rule.severity == Severity::Error)
            characters += rule.characters;
    }
    return characters;
}

QList<Finding> RulePack::validate(const Product &product) const
{
    const Product sold = asSoldByVariants(product); // a price or GTIN of each variant is one of the product
    const RuleContext context{sold, d->replacements, d->tags};
    QList<Finding> findings;
    for (const Rule &rule : d->rules)
        findings += checkRule(rule, context);
    std::stable_partition(findings.begin(), findings.end(),
                          [](const Finding &finding) { return finding.severity == Severity::Error; });
    return findings;
}

namespace {

using Pack = std::shared_ptr<const RulePack>;

Result<Pack> readPack(const QString &fileName)
{
    constexpr qint64 largest = 4'000'000;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, RulePack::tr("“%1” cannot be read: %2").arg(fileName, file.errorString()));
    if (file.size() > largest)
        return failure(ErrorCode::InvalidInput, RulePack::tr("“%1” is too large for a rule pack.").arg(fileName));
    return RulePack::fromJson(file.readAll(), fileName);
}

bool isNewer(const RulePack &pack, const RulePack &than)
{
    return std::pair(pack.date(), pack.version()) > std::pair(than.date(), than.version());
}

} // namespace

RulePacks RulePacks::load(const QString &userFolder)
{
    RulePacks packs;
    QStringList files;
    QStringList folders{QStringLiteral(":/listwright/rules")};
    if (!userFolder.isEmpty())
        folders.append(userFolder);
    for (const QString &folder : folders) {
        const QDir directory(folder);
        for (const QString &name : directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
            files.append(directory.filePath(name));
    }
    for (const QString &file : files) {
        const Result<Pack> pack = readPack(file);
        if (!pack) {
            packs.m_problems.append(pack.error().message);
            continue;
        }
        const auto present = std::find_if(packs.m_packs.begin(), packs.m_packs.end(),
                                          [&](const Pack &other) { return other->key() == (*pack)->key(); });
        if (present == packs.m_packs.end())
            packs.m_packs.append(*pack);
        else if (isNewer(**pack, **present))
            *present = *pack;
    }
    return packs;
}

Pack RulePacks::find(const QString &key) const
{
    const auto found =
        std::find_if(m_packs.begin(), m_packs.end(), [&key](const Pack &pack) { return pack->key() == key; });
    return found == m_packs.end() ? nullptr : *found;
}

QString RulePacks::nameOf(const QString &key) const
{
    const Pack pack = find(key);
    return pack ? pack->name() : key;
}

} // namespace listwright
