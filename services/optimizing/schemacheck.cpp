// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/schemacheck.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostViolations = 10;

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == u"object")
        return value.isObject();
    if (type == u"array")
        return value.isArray();
    if (type == u"number" || type == u"integer")
        return value.isDouble();
    return type == u"boolean" ? value.isBool() : value.isString();
}

QStringList memberViolations(const QJsonObject &object, const QJsonObject &schema, const QString &path)
{
    QStringList violations;
    const QJsonArray required = schema.value(u"required").toArray();
    for (const QJsonValue &name : required) {
        if (!object.contains(name.toString()))
            violations.append(u"The member \"%1%2\" is missing."_s.arg(path, name.toString()));
    }
    const QJsonObject properties = schema.value(u"properties").toObject();
    for (auto member = properties.begin(); member != properties.end(); ++member) {
        if (object.contains(member.key()))
            violations += schemaViolations(object.value(member.key()), member.value().toObject(), path + member.key());
    }
    return violations;
}

} // namespace

QStringList schemaViolations(const QJsonValue &value, const QJsonObject &schema, const QString &path)
{
    const QString type = schema.value(u"type").toString();
    if (!type.isEmpty() && !hasType(value, type))
        return {u"%1 must be of the type %2."_s.arg(path.isEmpty() ? u"The answer"_s : u'"' + path + u'"', type)};
    const QString below = path.isEmpty() ? QString() : QString(path + u'.');
    QStringList violations;
    if (value.isObject())
        violations = memberViolations(value.toObject(), schema, below);
    const QJsonObject items = schema.value(u"items").toObject();
    const QJsonArray entries = value.toArray();
    for (qsizetype i = 0; i < entries.size() && violations.size() < mostViolations; ++i)
        violations += schemaViolations(entries.at(i), items, path + u'[' + QString::number(i) + u']');
    return violations.mid(0, mostViolations);
}

} // namespace listwright
