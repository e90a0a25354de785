// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace listwright::test {

/**
 * Holds JSON values against JSON schemas of draft 2020-12, as far as our own documents use it. A keyword that is not
 * known is a violation, so that nothing a schema says goes unchecked.
 */
class JsonSchema
{
public:
    /** What "$ref" points into. */
    explicit JsonSchema(QJsonObject document) : m_document(std::move(document)) {}

    /** What of the schema the value breaks, each with its place: "/items/0/price: …". Empty: it fits. */
    QStringList violations(const QJsonValue &value, const QJsonValue &schema) const;
    /** What "#/components/schemas/Product" stands for; undefined where there is nothing. */
    QJsonValue at(const QString &reference) const;
    /** The object itself, or what its "$ref" stands for. */
    QJsonObject resolved(const QJsonObject &object) const;
    const QJsonObject &document() const { return m_document; }
    static bool knows(const QString &keyword);

private:
    class Check;

    QJsonObject m_document;
};

} // namespace listwright::test
