// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/jsonschema.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

bool isWhole(double number)
{
    return std::floor(number) == number;
}

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == u"integer")
        return value.isDouble() && isWhole(value.toDouble());
    if (type == u"number")
        return value.isDouble();
    if (type == u"object")
        return value.isObject();
    if (type == u"array")
        return value.isArray();
    if (type == u"boolean")
        return value.isBool();
    return type == u"null" ? value.isNull() : type == u"string" && value.isString();
}

bool hasFormat(const QString &text, const QString &format)
{
    if (format == u"date-time")
        return text.contains(u'T') && QDateTime::fromString(text, Qt::ISODateWithMs).isValid();
    if (format == u"date")
        return QDate::fromString(text, Qt::ISODate).isValid();
    if (format == u"uuid")
        return !QUuid::fromString(text).isNull();
    return false; // a format nobody checks is of no use
}

QString shown(const QJsonValue &value)
{
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1).chopped(1)).left(200);
}

} // namespace

/** One value and one schema. */
class JsonSchema::Check
{
public:
    Check(const JsonSchema &schemas, const QJsonValue &value, const QJsonObject &schema, QString place)
        : m_schemas(schemas), m_value(value), m_schema(schema), m_place(std::move(place))
    {
    }

    QStringList violations()
    {
        for (auto member = m_schema.begin(); member != m_schema.end(); ++member) {
            if (const Keyword keyword = keywords().value(member.key()))
                (this->*keyword)(member.value());
            else if (!isRemark(member.key()))
                add(u"the schema's keyword “%1” is not known"_s.arg(member.key()));
        }
        return m_violations;
    }

    static bool isRemark(const QString &keyword)
    {
        return keyword == u"description" || keyword == u"default" || keyword == u"contentMediaType";
    }
    using Keyword = void (Check::*)(const QJsonValue &);
    static const QHash<QString, Keyword> &keywords()
    {
        static const QHash<QString, Keyword> all{
            {u"$ref"_s, &Check::reference},        {u"type"_s, &Check::type},
            {u"enum"_s, &Check::oneOfValues},      {u"const"_s, &Check::constant},
            {u"properties"_s, &Check::properties}, {u"additionalProperties"_s, &Check::additionalProperties},
            {u"required"_s, &Check::required},     {u"minProperties"_s, &Check::leastProperties},
            {u"items"_s, &Check::items},           {u"minItems"_s, &Check::leastItems},
            {u"maxItems"_s, &Check::mostItems},    {u"maxLength"_s, &Check::mostLength},
            {u"pattern"_s, &Check::pattern},       {u"format"_s, &Check::format},
            {u"minimum"_s, &Check::minimum},       {u"maximum"_s, &Check::maximum},
            {u"allOf"_s, &Check::allOf},           {u"anyOf"_s, &Check::anyOf},
        };
        return all;
    }

private:
    void add(const QString &what) { m_violations.append(u"%1: %2"_s.arg(m_place.isEmpty() ? u"/"_s : m_place, what)); }
    void demand(bool fits, const QString &what)
    {
        if (!fits)
            add(u"%1 %2"_s.arg(shown(m_value), what));
    }
    void below(const QJsonValue &value, const QJsonValue &schema, const QString &place)
    {
        m_violations += of(value, schema, place);
    }
    QStringList of(const QJsonValue &value, const QJsonValue &schema, const QString &place) const
    {
        if (schema.isBool())
            return schema.toBool() ? QStringList() : QStringList(u"%1: may not be there"_s.arg(place));
        if (!schema.isObject())
            return {u"%1: there is no schema"_s.arg(place)};
        return Check(m_schemas, value, schema.toObject(), place).violations();
    }

    void reference(const QJsonValue &target) { below(m_value, m_schemas.at(target.toString()), m_place); }
    void type(const QJsonValue &type)
    {
        const QJsonArray types = type.isArray() ? type.toArray() : QJsonArray{type};
        demand(std::ranges::any_of(types, [this](const auto &each) { return hasType(m_value, each.toString()); }),
               u"is not of the type %1"_s.arg(shown(type)));
    }
    void oneOfValues(const QJsonValue &values)
    {
        demand(values.toArray().contains(m_value), u"is none of %1"_s.arg(shown(values)));
    }
    void constant(const QJsonValue &value) { demand(m_value == value, u"is not %1"_s.arg(shown(value))); }
    void properties(const QJsonValue &properties)
    {
        const QJsonObject object = m_value.toObject();
        const QJsonObject schemas = properties.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (schemas.contains(member.key()))
                below(member.value(), schemas.value(member.key()), m_place + u'/' + member.key());
        }
    }
    void additionalProperties(const QJsonValue &schema)
    {
        const QJsonObject known = m_schema.value(u"properties"_s).toObject();
        const QJsonObject object = m_value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!known.contains(member.key()))
                below(member.value(), schema, m_place + u'/' + member.key());
        }
    }
    void required(const QJsonValue &names)
    {
        const QJsonArray wanted = names.toArray();
        for (const auto &name : wanted) {
            if (m_value.isObject() && !m_value.toObject().contains(name.toString()))
                add(u"“%1” is missing"_s.arg(name.toString()));
        }
    }
    void leastProperties(const QJsonValue &count)
    {
        demand(!m_value.isObject() || m_value.toObject().size() >= count.toInt(), u"has too few members"_s);
    }
    void items(const QJsonValue &schema)
    {
        const QJsonArray entries = m_value.toArray();
        for (qsizetype i = 0; i < entries.size(); ++i)
            below(entries.at(i), schema, m_place + u'/' + QString::number(i));
    }
    void leastItems(const QJsonValue &count)
    {
        demand(!m_value.isArray() || m_value.toArray().size() >= count.toInt(), u"has too few entries"_s);
    }
    void mostItems(const QJsonValue &count)
    {
        demand(!m_value.isArray() || m_value.toArray().size() <= count.toInt(), u"has too many entries"_s);
    }
    void mostLength(const QJsonValue &length)
    {
        demand(!m_value.isString() || m_value.toString().toUcs4().size() <= length.toInt(), u"is too long"_s);
    }
    void pattern(const QJsonValue &text)
    {
        const QRegularExpression expression(text.toString());
        demand(!m_value.isString() || expression.match(m_value.toString()).hasMatch(),
               u"does not match %1"_s.arg(text.toString()));
    }
    void format(const QJsonValue &name)
    {
        demand(!m_value.isString() || hasFormat(m_value.toString(), name.toString()),
               u"has not the format %1"_s.arg(name.toString()));
    }
    void minimum(const QJsonValue &least)
    {
        demand(!m_value.isDouble() || m_value.toDouble() >= least.toDouble(), u"is too small"_s);
    }
    void maximum(const QJsonValue &most)
    {
        demand(!m_value.isDouble() || m_value.toDouble() <= most.toDouble(), u"is too large"_s);
    }
    void allOf(const QJsonValue &schemas)
    {
        const QJsonArray all = schemas.toArray();
        for (const auto &each : all)
            below(m_value, each, m_place);
    }
    void anyOf(const QJsonValue &schemas)
    {
        QStringList all;
        const QJsonArray choices = schemas.toArray();
        for (const auto &each : choices) {
            const QStringList violations = of(m_value, each, m_place);
            if (violations.isEmpty())
                return;
            all += violations;
        }
        add(u"fits none of several: "_s + all.join(u"; "_s));
    }

    const JsonSchema &m_schemas;
    QJsonValue m_value;
    QJsonObject m_schema;
    QString m_place;
    QStringList m_violations;
};

QStringList JsonSchema::violations(const QJsonValue &value, const QJsonValue &schema) const
{
    return Check(*this, value, QJsonObject{{u"allOf"_s, QJsonArray{schema}}}, {}).violations();
}

bool JsonSchema::knows(const QString &keyword)
{
    return Check::keywords().contains(keyword) || Check::isRemark(keyword);
}

QJsonValue JsonSchema::at(const QString &reference) const
{
    if (!reference.startsWith(u"#/"_s))
        return QJsonValue::Undefined;
    QJsonValue value = m_document;
    const QStringList names = reference.mid(2).split(u'/');
    for (QString name : names)
        value = value.toObject().value(name.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s));
    return value;
}

QJsonObject JsonSchema::resolved(const QJsonObject &object) const
{
    const QJsonValue reference = object.value(u"$ref"_s);
    return reference.isString() ? at(reference.toString()).toObject() : object;
}

} // namespace listwright::test
