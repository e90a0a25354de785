// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

#include <QHash>
#include <QSet>

namespace listwright {

/** Attributes that the built-in rules can read from texts. */
enum class ReadableAttribute {
    Colour,
    Material,
    Size,
    Capacity,
    Power,
    Voltage,
    Data,
    Dimensions,
    Type,
    Weight,
    Length,
    Width,
    Height,
    Diameter,
    Pieces,
};

/** How facts are named in one language; the words stand in resources/facts/labels.json. */
class FactLabels
{
public:
    /** Of the language the record is written in, as far as its words and letters tell; else English. */
    static const FactLabels &of(const Product &product);

    QString language() const { return m_language; } ///< "de"
    QString brand() const { return m_fields.value(QStringLiteral("brand")); }
    QString modelNumber() const { return m_fields.value(QStringLiteral("mpn")); }
    QString category() const { return m_fields.value(QStringLiteral("category")); }
    QString condition() const { return m_fields.value(QStringLiteral("condition")); }
    QString conditionText(Condition condition) const; ///< empty for Unknown
    QString attribute(ReadableAttribute attribute) const { return m_attributes.value(attribute); }
    /** An attribute's name in this language where another language's is known, as "Colour"; else as it is. */
    QString attributeName(const QString &name) const;

    // In any of the languages, however it is capitalized.
    static std::optional<ReadableAttribute> attributeNamed(const QString &name);
    static std::optional<Condition> conditionNamed(const QString &value);
    static bool namesBrand(const QString &name);
    static bool namesCondition(const QString &name);

private:
    friend struct FactLanguages;

    QString m_language;
    QStringList m_words;
    QString m_letters;
    QHash<QString, QString> m_fields;
    QHash<Condition, QString> m_conditions;
    QHash<ReadableAttribute, QString> m_attributes;
    QSet<QString> m_ownNames; ///< of attributes
};

} // namespace listwright
