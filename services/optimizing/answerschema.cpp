// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/answerschema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QJsonValue strict(const QJsonValue &value)
{
    if (value.isObject())
        return strictSchema(value.toObject());
    QJsonArray list = value.toArray();
    for (auto item = list.begin(); item != list.end(); ++item) {
        if (item->isObject())
            *item = strictSchema(item->toObject());
    }
    return value.isArray() ? QJsonValue(list) : value;
}

} // namespace

QJsonObject strictSchema(const QJsonObject &schema)
{
    static const QStringList untaken{u"$schema"_s, u"minLength"_s, u"maxLength"_s, u"pattern"_s,
                                     u"format"_s,  u"default"_s,   u"minItems"_s,  u"maxItems"_s};
    QJsonObject result;
    for (auto member = schema.begin(); member != schema.end(); ++member) {
        if (untaken.contains(member.key()))
            continue;
        if (member.key() != u"properties"_s && member.key() != u"$defs"_s) {
            result.insert(member.key(), strict(member.value()));
            continue;
        }
        // What stands here are names, also when they are called as a keyword is.
        QJsonObject named = member.value().toObject();
        for (auto each = named.begin(); each != named.end(); ++each)
            *each = strictSchema(each->toObject());
        result.insert(member.key(), named);
    }
    return result;
}

QString withSchema(const QString &instructions, const QJsonObject &schema)
{
    return instructions %
           u"\n\nAnswer with one JSON object and nothing else: no words before or after it. It has to fit this JSON "
           "schema:\n"_s %
           QString::fromUtf8(QJsonDocument(schema).toJson(QJsonDocument::Compact));
}

} // namespace listwright
