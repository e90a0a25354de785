// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/rulepack.h"

#include "services/listing/rule.h"

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

Result<std::shared_ptr<const RulePack>> RulePack::fromJson(const QByteArray &json, const QString &origin)
{
    const auto invalid = [&origin](const QString &what, const QString &detail = {}) {
        return failure(ErrorCode::InvalidInput, tr("“%1” is not a rule pack: %2").arg(origin, what), detail);
    };
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return invalid(tr("it is not valid JSON."), problem.errorString());
    auto pack = std::make_shared<RulePack>();
    pack->d->key = object.value(u"key").toString();
    pack->d->name = object.value(u"name").toString();
    pack->d->date = QDate::fromString(object.value(u"date").toString(), Qt::ISODate);
    pack->d->version = object.value(u"version").toInt();
    if (pack->d->key.isEmpty() || pack->d->name.isEmpty())
        return invalid(tr("it has no key or no name."));
    if (!pack->d->date.isValid() || pack->d->version < 1)
        return invalid(tr("it has no date or no version."));
    const QJsonArray replacements = object.value(u"replacements").toArray();
    for (const QJsonValue &pair : replacements)
        pack->d->replacements.append({pair.toArray().at(0).toString(), pair.toArray().at(1).toString()});
    const QJsonArray rules = object.value(u"rules").toArray();
    if (rules.isEmpty())
        return invalid(tr("it has no rules."));
    for (const QJsonValue &entry : rules) {
        auto rule = ruleFromJson(entry.toObject(), object.value(u"sources").toObject(), pack->d->date);
        if (!rule)
            return invalid(rule.error().message);
        if (rule->kind == RuleKind::Tags && rule->field == ProductField::DescriptionOptimized)
            pack->d->tags = rule->tags;
        pack->d->rules.append(*std::move(rule));
    }
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
    const RuleContext context{product, d->replacements, d->tags};
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

} // namespace listwright
