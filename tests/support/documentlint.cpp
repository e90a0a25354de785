// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/documentlint.h"

#include "tests/support/jsonschema.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <functional>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

using Visit = std::function<void(const QString &place, const QJsonObject &object)>;

/** Every object of the document, the outer ones first; examples are left out. */
void walk(const QJsonValue &value, const QString &place, const Visit &visit)
{
    const QJsonArray entries = value.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i)
        walk(entries.at(i), place + u'/' + QString::number(i), visit);
    if (!value.isObject())
        return;
    const QJsonObject object = value.toObject();
    visit(place, object);
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() != u"example" && member.key() != u"examples")
            walk(member.value(), place + u'/' + member.key(), visit);
    }
}

/** What is valid for `schema` may stand in its place. */
bool isSchemaPlace(const QString &place)
{
    static const QRegularExpression schemas(u"^/components/schemas/[^/]+$|/schema$"_s);
    return schemas.match(place).hasMatch();
}

class Lint
{
public:
    explicit Lint(const QJsonObject &document) : m_document(document), m_schemas(document) {}

    QStringList faults()
    {
        checkInfo();
        checkTags();
        checkServers();
        const QJsonObject paths = m_document.value(u"paths"_s).toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path)
            checkPath(path.key(), path.value().toObject());
        walk(m_document, {}, [this](const QString &place, const QJsonObject &object) { checkObject(place, object); });
        checkComponents();
        return m_faults;
    }

private:
    void demand(bool fits, const QString &place, const QString &what)
    {
        if (!fits)
            m_faults.append(u"%1: %2"_s.arg(place, what));
    }
    static bool hasText(const QJsonObject &object, const QString &name)
    {
        return !object.value(name).toString().trimmed().isEmpty();
    }

    void checkInfo()
    {
        demand(m_document.value(u"openapi"_s).toString().startsWith(u"3.1."_s), u"/openapi"_s, u"is not 3.1"_s);
        const QJsonObject info = m_document.value(u"info"_s).toObject();
        for (const QString &name : {u"title"_s, u"version"_s, u"description"_s})
            demand(hasText(info, name), u"/info"_s, name + u" is missing"_s);
        demand(hasText(info.value(u"contact"_s).toObject(), u"name"_s), u"/info"_s, u"contact is missing"_s);
        const QJsonObject license = info.value(u"license"_s).toObject();
        demand(hasText(license, u"name"_s) && hasText(license, u"url"_s), u"/info"_s, u"license is missing"_s);
    }

    void checkTags()
    {
        const QJsonArray tags = m_document.value(u"tags"_s).toArray();
        for (const auto &each : tags) {
            const QJsonObject tag = each.toObject();
            const QString name = tag.value(u"name"_s).toString();
            demand(!m_tags.contains(name), u"/tags"_s, name + u" stands twice"_s);
            demand(m_tags.isEmpty() || m_tags.last() < name, u"/tags"_s, name + u" is not in its order"_s);
            demand(hasText(tag, u"description"_s), u"/tags"_s, name + u" is not described"_s);
            m_tags.append(name);
        }
        demand(!m_tags.isEmpty(), u"/tags"_s, u"are missing"_s);
    }

    void checkServers()
    {
        const QJsonArray servers = m_document.value(u"servers"_s).toArray();
        demand(!servers.isEmpty(), u"/servers"_s, u"are missing"_s);
        for (const auto &server : servers) {
            const QString url = server[u"url"].toString();
            demand(!url.isEmpty() && !url.contains(u"example.com"_s), u"/servers"_s, u"have no address"_s);
            demand(url.size() < 2 || !url.endsWith(u'/'), u"/servers"_s, u"end with a slash"_s);
        }
    }

    void checkPath(const QString &path, const QJsonObject &methods)
    {
        demand(path.startsWith(u'/') && !path.endsWith(u'/'), path, u"ends with a slash"_s);
        demand(!path.contains(u'?') && !path.contains(u"{}"_s), path, u"is no path"_s);
        for (auto method = methods.begin(); method != methods.end(); ++method) {
            const QString place = u"%1 %2"_s.arg(method.key(), path);
            demand(QStringList{u"get"_s, u"post"_s, u"patch"_s, u"put"_s, u"delete"_s}.contains(method.key()), place,
                   u"is no method"_s);
            checkOperation(place, method.value().toObject());
            checkParameters(place, path, method.value().toObject().value(u"parameters"_s).toArray());
            checkSecurity(place, method.value().toObject().value(u"security"_s).toArray());
        }
    }

    void checkOperation(const QString &place, const QJsonObject &operation)
    {
        static const QRegularExpression plain(u"^[A-Za-z0-9_-]+$"_s);
        const QString id = operation.value(u"operationId"_s).toString();
        demand(plain.match(id).hasMatch(), place, u"has no operationId"_s);
        demand(!m_ids.contains(id), place, u"operationId stands twice"_s);
        m_ids.insert(id);
        for (const QString &name : {u"summary"_s, u"description"_s})
            demand(hasText(operation, name), place, u"has no "_s + name);
        const QJsonArray tags = operation.value(u"tags"_s).toArray();
        demand(tags.size() == 1 && m_tags.contains(tags.first().toString()), place, u"has not one known tag"_s);
        const QJsonObject responses = operation.value(u"responses"_s).toObject();
        const QStringList statuses = responses.keys();
        demand(std::ranges::any_of(statuses, [](const QString &each) { return each < u"400"; }), place,
               u"has no answer of success"_s);
        for (const QString &status : statuses) {
            const QJsonObject response = m_schemas.resolved(responses.value(status).toObject());
            demand(hasText(response, u"description"_s), place, status + u" is not described"_s);
            demand(response.value(u"headers"_s).toObject().contains(u"X-Request-Id"_s), place,
                   status + u" has no X-Request-Id"_s);
        }
    }

    void checkParameters(const QString &place, const QString &path, const QJsonArray &parameters)
    {
        static const QRegularExpression braces(u"\\{([^}]+)\\}"_s);
        QSet<QString> wanted;
        for (auto match = braces.globalMatch(path); match.hasNext();)
            wanted.insert(u"path "_s + match.next().captured(1));
        QSet<QString> found;
        for (const auto &each : parameters) {
            const QJsonObject parameter = m_schemas.resolved(each.toObject());
            const QString in = parameter.value(u"in"_s).toString();
            const QString name = in + u' ' + parameter.value(u"name"_s).toString();
            demand(!found.contains(name), place, name + u" stands twice"_s);
            found.insert(name);
            demand(hasText(parameter, u"description"_s) && parameter.contains(u"schema"_s), place,
                   name + u" is not described"_s);
            if (in == u"path")
                demand(wanted.remove(name) && parameter.value(u"required"_s).toBool(), place,
                       name + u" is not in the path"_s);
        }
        for (const QString &name : std::as_const(wanted))
            demand(false, place, name + u" is not declared"_s);
    }

    void checkSecurity(const QString &place, const QJsonArray &ways)
    {
        const QJsonObject schemes = m_schemas.at(u"#/components/securitySchemes"_s).toObject();
        for (const auto &way : ways) {
            const QStringList names = way.toObject().keys();
            for (const QString &name : names) {
                demand(schemes.contains(name), place, name + u" is no security scheme"_s);
                m_used.insert(u"#/components/securitySchemes/"_s + name);
            }
        }
    }

    void checkObject(const QString &place, const QJsonObject &object)
    {
        if (const QString target = object.value(u"$ref"_s).toString(); !target.isEmpty()) {
            demand(m_schemas.at(target).isObject(), place, target + u" does not exist"_s);
            demand(object.size() == 1, place, u"says more beside its $ref"_s);
            m_used.insert(target);
        }
        static const QRegularExpression script(u"<script|eval\\("_s, QRegularExpression::CaseInsensitiveOption);
        for (const QString &name : {u"title"_s, u"description"_s, u"summary"_s})
            demand(!object.value(name).toString().contains(script), place, u"holds script"_s);
        const QJsonValue schema = object.value(u"schema"_s);
        if (object.contains(u"example"_s) && schema.isObject())
            checkValue(place + u"/example"_s, object.value(u"example"_s), schema);
        if (isSchemaPlace(place))
            checkSchema(place, object);
    }

    void checkValue(const QString &place, const QJsonValue &value, const QJsonValue &schema)
    {
        demand(m_schemas.violations(value, schema).isEmpty(), place, m_schemas.violations(value, schema).join(u"; "_s));
    }

    void checkSchema(const QString &place, const QJsonObject &schema)
    {
        const QJsonValue type = schema.value(u"type"_s);
        const bool isList = type == u"array"_s || type.toArray().contains(u"array"_s);
        demand(!isList || schema.contains(u"items"_s), place, u"is a list of what?"_s);
        const QRegularExpression pattern(schema.value(u"pattern"_s).toString());
        demand(pattern.isValid(), place, pattern.errorString());
        if (schema.contains(u"default"_s))
            checkValue(place, schema.value(u"default"_s), schema);
        const QJsonArray values = schema.value(u"enum"_s).toArray();
        for (qsizetype i = 0; i < values.size(); ++i) {
            checkValue(place, values.at(i), schema);
            for (qsizetype other = 0; other < i; ++other)
                demand(values.at(i) != values.at(other), place, u"has an enum with the same twice"_s);
        }
        checkInner(place, schema);
        const QStringList keywords = schema.keys();
        for (const QString &keyword : keywords)
            demand(JsonSchema::knows(keyword), place, keyword + u" is not known"_s);
    }

    /** Schemas within a schema. */
    void checkInner(const QString &place, const QJsonObject &schema)
    {
        const auto check = [this](const QString &at, const QJsonValue &inner) {
            if (inner.isObject())
                checkSchema(at, inner.toObject());
        };
        const QJsonObject members = schema.value(u"properties"_s).toObject();
        for (auto member = members.begin(); member != members.end(); ++member)
            check(place + u'/' + member.key(), member.value());
        for (const QString &name : {u"items"_s, u"additionalProperties"_s})
            check(place + u'/' + name, schema.value(name));
        for (const QString &name : {u"allOf"_s, u"anyOf"_s}) {
            const QJsonArray all = schema.value(name).toArray();
            for (const auto &each : all)
                check(place + u'/' + name, each);
        }
    }

    void checkComponents()
    {
        checkSecurity(u"/security"_s, m_document.value(u"security"_s).toArray());
        const QJsonObject kinds = m_document.value(u"components"_s).toObject();
        for (auto kind = kinds.begin(); kind != kinds.end(); ++kind) {
            const QStringList names = kind.value().toObject().keys();
            for (const QString &name : names) {
                const QString target = u"#/components/%1/%2"_s.arg(kind.key(), name);
                demand(m_used.contains(target), target, u"is not used"_s);
            }
        }
    }

    const QJsonObject &m_document;
    JsonSchema m_schemas;
    QStringList m_tags;
    QSet<QString> m_ids;
    QSet<QString> m_used; ///< what a "$ref" or a security names
    QStringList m_faults;
};

} // namespace

QStringList lintFaults(const QJsonObject &document)
{
    return Lint(document).faults();
}

} // namespace listwright::test
