// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/factlabels.h"

#include "services/listing/factsfile.h"
#include "services/listing/html.h"
#include "services/optimizing/visibletext.h"

#include <QJsonArray>
#include <QJsonObject>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QStringList labelWords(const QJsonValue &value)
{
    QStringList words;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries)
        words.append(entry.toString());
    return words;
}

QString labelKey(const QString &name)
{
    return name.simplified().toCaseFolded();
}

const QStringList &readableKeys()
{
    static const QStringList keys{u"colour"_s,  u"material"_s, u"size"_s,       u"capacity"_s, u"power"_s,
                                  u"voltage"_s, u"data"_s,     u"dimensions"_s, u"type"_s,     u"weight"_s,
                                  u"length"_s,  u"width"_s,    u"height"_s,     u"diameter"_s, u"pieces"_s};
    return keys;
}

} // namespace

/** All languages, and what their words mean whatever the language. */
struct FactLanguages
{
    QList<FactLabels> labels;
    QHash<QString, ReadableAttribute> attributes;
    QHash<QString, Condition> conditions;
    QSet<QString> brandNames;
    QSet<QString> conditionNames;

    FactLanguages()
    {
        const QJsonArray languages = factsFile(u"labels.json"_s).value(u"languages").toArray();
        Q_ASSERT(!languages.isEmpty());
        for (const QJsonValue &language : languages)
            read(language.toObject());
    }

    void read(const QJsonObject &json)
    {
        FactLabels language;
        language.m_language = json.value(u"language").toString();
        language.m_letters = json.value(u"letters").toString();
        for (const QString &word : labelWords(json.value(u"words")))
            language.m_words.append(word);
        const QJsonObject fields = json.value(u"fields").toObject();
        for (auto field = fields.begin(); field != fields.end(); ++field)
            language.m_fields.insert(field.key(), field->toString());
        const QJsonObject states = json.value(u"conditions").toObject();
        for (const Condition condition : allConditions()) {
            const QStringList names = labelWords(states.value(conditionName(condition)));
            language.m_conditions.insert(condition, names.value(0));
            for (const QString &name : names)
                conditions.insert(labelKey(name), condition);
        }
        const QJsonObject named = json.value(u"attributes").toObject();
        for (auto attribute = named.begin(); attribute != named.end(); ++attribute) {
            const auto key = static_cast<ReadableAttribute>(readableKeys().indexOf(attribute.key()));
            const QStringList names = labelWords(*attribute);
            language.m_attributes.insert(key, names.value(0));
            for (const QString &name : names) {
                attributes.insert(labelKey(name), key);
                language.m_ownNames.insert(labelKey(name));
            }
        }
        for (const QString &name : labelWords(json.value(u"brands")))
            brandNames.insert(labelKey(name));
        for (const QString &name : labelWords(json.value(u"states")))
            conditionNames.insert(labelKey(name));
        labels.append(language);
    }

    static const FactLanguages &all()
    {
        static const FactLanguages languages;
        return languages;
    }

    /** How much of a text speaks for a language. */
    static qsizetype evidence(const FactLabels &language, const QString &text)
    {
        const QString lower = text.toLower();
        qsizetype found =
            std::count_if(lower.begin(), lower.end(), [&](QChar c) { return language.m_letters.contains(c); });
        QString word;
        for (const QChar c : QString(lower + u' ')) {
            if (c.isLetter()) {
                word += c;
                continue;
            }
            found += !word.isEmpty() && language.m_words.contains(word) ? 1 : 0;
            word.clear();
        }
        return found;
    }
};

const FactLabels &FactLabels::of(const Product &product)
{
    constexpr qsizetype enough = 2000; // characters
    QStringList texts{product.titleOriginal, html::toPlainText(product.descriptionOriginal.left(enough)).left(enough),
                      product.bulletPoints.join(u' ').left(enough), product.category};
    for (const Attribute &attribute : product.attributes)
        texts.append(attribute.name);
    for (const Variant &variant : product.variants.mid(0, 1)) {
        for (const Attribute &option : variant.options)
            texts.append(option.name);
    }
    const QString text = texts.join(u' ');
    const QList<FactLabels> &languages = FactLanguages::all().labels;
    const auto best =
        std::max_element(languages.begin(), languages.end(), [&](const FactLabels &a, const FactLabels &b) {
            return FactLanguages::evidence(a, text) < FactLanguages::evidence(b, text);
        });
    return *best; // the first of equals: English
}

QString FactLabels::conditionText(Condition condition) const
{
    return m_conditions.value(condition);
}

QString FactLabels::attributeName(const QString &name) const
{
    const auto known = attributeNamed(name);
    return known && !m_ownNames.contains(labelKey(name)) ? attribute(*known) : name.simplified();
}

std::optional<ReadableAttribute> FactLabels::attributeNamed(const QString &name)
{
    const auto &known = FactLanguages::all().attributes;
    const auto found = known.constFind(labelKey(name));
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

std::optional<Condition> FactLabels::conditionNamed(const QString &value)
{
    const auto &known = FactLanguages::all().conditions;
    const auto found = known.constFind(labelKey(value));
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

bool FactLabels::namesBrand(const QString &name)
{
    return FactLanguages::all().brandNames.contains(labelKey(name));
}

bool FactLabels::namesCondition(const QString &name)
{
    return FactLanguages::all().conditionNames.contains(labelKey(name));
}

} // namespace listwright
