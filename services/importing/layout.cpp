// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/layout.h"

#include "services/importing/text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <xxhash.h>

namespace listwright::importing {

namespace {

Q_LOGGING_CATEGORY(layoutLog, "listwright.importing")

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list.append(entry.toString());
    return list;
}

QStringList headerKeys(const QJsonValue &value)
{
    QStringList keys = strings(value);
    for (QString &key : keys)
        key = key.endsWith(u'*') ? QString(headerKey(key) + u'*') : headerKey(key);
    return keys;
}

QString member(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

void readColumns(Layout &layout, const QJsonObject &json)
{
    const QJsonObject columns = json.value(QLatin1String("columns")).toObject();
    for (auto column = columns.begin(); column != columns.end(); ++column) {
        const QString target = column.value().toString();
        if (!targetFromName(target))
            qCWarning(layoutLog) << "layout" << layout.key << "names an unknown target" << target;
        else if (column.key().endsWith(u'*'))
            layout.prefixes.append({column.key().chopped(1), target});
        else
            layout.columns.append({headerKey(column.key()), target});
    }
}

void readGrouping(Layout &layout, const QJsonObject &group)
{
    const QString by = member(group, "by");
    layout.grouping = by == QLatin1String("group")      ? Grouping::SameKey
                      : by == QLatin1String("relation") ? Grouping::Relation
                                                        : Grouping::None;
    layout.childRelations = strings(group.value(QLatin1String("children")));
    layout.firstRowIsVariant = group.value(QLatin1String("firstRowIsVariant")).toBool(true);
}

void readPositions(Layout &layout, const QJsonObject &positions)
{
    for (const QJsonValue &count : positions.value(QLatin1String("counts")).toArray())
        layout.positionCounts.append(count.toInt());
    layout.positions = strings(positions.value(QLatin1String("targets")));
    layout.checkPosition = positions.value(QLatin1String("checkColumn")).toInt(-1);
    layout.checkPattern.setPattern(member(positions, "checkPattern"));
}

Layout readLayout(const QByteArray &bytes, const QJsonObject &json)
{
    Layout layout;
    layout.fingerprint = XXH3_64bits(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    layout.key = member(json, "key");
    layout.name = member(json, "name");
    layout.platform = member(json, "platform");
    layout.format = member(json, "format") == QLatin1String("json") ? SourceFormat::JsonArray : SourceFormat::Delimited;
    const QJsonObject recognize = json.value(QLatin1String("recognize")).toObject();
    layout.recognizeAll = headerKeys(recognize.value(QLatin1String("all")));
    layout.recognizeAny = headerKeys(recognize.value(QLatin1String("any")));
    layout.recognizeText = member(recognize, "text");
    layout.recognizeNone = headerKeys(recognize.value(QLatin1String("none")));
    layout.quoted = json.value(QLatin1String("quoted")).toBool(true);
    const QString style = member(json, "decimalStyle");
    if (!style.isEmpty())
        layout.decimalStyle = style == QLatin1String("comma") ? DecimalStyle::Comma : DecimalStyle::Point;
    for (const QString &name : strings(json.value(QLatin1String("identity")))) {
        if (const auto target = targetFromName(name))
            layout.identity.append(target->target);
    }
    layout.exact = json.value(QLatin1String("exact")).toBool(false);
    layout.negativeQuantityIsZero = json.value(QLatin1String("negativeQuantityIsZero")).toBool(false);
    layout.currencyInHeader = member(json, "currencyInHeader");
    layout.skippedActions = strings(json.value(QLatin1String("skippedActions")));
    readColumns(layout, json);
    readGrouping(layout, json.value(QLatin1String("group")).toObject());
    readPositions(layout, json.value(QLatin1String("positions")).toObject());
    return layout;
}

std::pair<QByteArray, QJsonObject> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject())
        qCWarning(layoutLog) << "layout file" << path << "cannot be read:" << problem.errorString();
    return {bytes, document.object()};
}

QList<Layout> readLayouts()
{
    QList<Layout> all;
    const QDir folder(QStringLiteral(":/listwright/layouts"));
    const QStringList files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const auto [bytes, json] = readFile(folder.filePath(file));
        if (!json.isEmpty() && file != QLatin1String("aliases.json"))
            all.append(readLayout(bytes, json));
    }
    // The more headers a layout asks for, the surer it is.
    std::stable_sort(all.begin(), all.end(), [](const Layout &one, const Layout &other) {
        return one.recognizeAll.size() > other.recognizeAll.size();
    });
    return all;
}

Aliases readAliases()
{
    Aliases result;
    const QJsonObject json = readFile(QStringLiteral(":/listwright/layouts/aliases.json")).second;
    const QJsonObject targets = json.value(QLatin1String("targets")).toObject();
    for (auto target = targets.begin(); target != targets.end(); ++target) {
        int rank = 0;
        for (const QString &name : strings(target.value()))
            result.targets.insert(headerKey(name), {target.key(), rank++});
    }
    const QJsonObject conditions = json.value(QLatin1String("conditions")).toObject();
    for (auto condition = conditions.begin(); condition != conditions.end(); ++condition) {
        for (const QString &word : strings(condition.value()))
            result.conditions.insert(word.toLower(), conditionFromName(condition.key()).value_or(Condition::Unknown));
    }
    result.jsonContainers = strings(json.value(QLatin1String("jsonContainers")));
    return result;
}

} // namespace

QString Layout::targetOf(const QString &header) const
{
    const QString wanted = headerKey(header);
    for (const auto &[column, target] : columns) {
        if (column == wanted)
            return target;
    }
    for (const auto &[prefix, target] : prefixes) {
        if (!header.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        if (!target.endsWith(u'*'))
            return target;
        return target.chopped(1) + header.sliced(prefix.size()).trimmed();
    }
    return {};
}

const QList<Layout> &layouts()
{
    static const QList<Layout> all = readLayouts();
    return all;
}

const Layout *findLayout(const QString &key)
{
    for (const Layout &layout : layouts()) {
        if (layout.key == key)
            return &layout;
    }
    return nullptr;
}

const Aliases &aliases()
{
    static const Aliases all = readAliases();
    return all;
}

} // namespace listwright::importing
