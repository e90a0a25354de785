// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/jobvalues.h"

#include "services/optimizing/modeloptimizer.h"
#include "services/optimizing/provider.h"
#include "services/optimizing/spending.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct JobValues
{
    Q_DECLARE_TR_FUNCTIONS(JobValues)
};

/** What the known names of payloads and results mean; an unknown one as it is. */
QString nameText(const QString &name)
{
    static const QHash<QString, const char *> known{
        {u"marketplace"_s, QT_TRANSLATE_NOOP("JobValues", "Marketplace")},
        {u"provider"_s, QT_TRANSLATE_NOOP("JobValues", "Provider")},
        {u"model"_s, QT_TRANSLATE_NOOP("JobValues", "Model")},
        {u"strong_model"_s, QT_TRANSLATE_NOOP("JobValues", "Stronger model")},
        {u"language"_s, QT_TRANSLATE_NOOP("JobValues", "Language")},
        {u"parts"_s, QT_TRANSLATE_NOOP("JobValues", "Parts")},
        {u"hint"_s, QT_TRANSLATE_NOOP("JobValues", "Hint")},
        {u"base_url"_s, QT_TRANSLATE_NOOP("JobValues", "Address")},
        {u"budget"_s, QT_TRANSLATE_NOOP("JobValues", "Budget")},
        {u"daily_budget"_s, QT_TRANSLATE_NOOP("JobValues", "Budget of a day")},
        {u"cost"_s, QT_TRANSLATE_NOOP("JobValues", "Cost")},
        {u"input_tokens"_s, QT_TRANSLATE_NOOP("JobValues", "Tokens sent")},
        {u"output_tokens"_s, QT_TRANSLATE_NOOP("JobValues", "Tokens received")},
        {u"proposal"_s, QT_TRANSLATE_NOOP("JobValues", "Proposal")},
        {u"proposals"_s, QT_TRANSLATE_NOOP("JobValues", "Proposals")},
        {u"questions"_s, QT_TRANSLATE_NOOP("JobValues", "Questions asked")},
        {u"fresh"_s, QT_TRANSLATE_NOOP("JobValues", "Past kept answers")},
        {u"improved"_s, QT_TRANSLATE_NOOP("JobValues", "Products looked at")},
        {u"good_already"_s, QT_TRANSLATE_NOOP("JobValues", "Good already")},
        {u"left_to_model"_s, QT_TRANSLATE_NOOP("JobValues", "With AI texts to review")},
        {u"gain"_s, QT_TRANSLATE_NOOP("JobValues", "Points gained")},
        {u"note"_s, QT_TRANSLATE_NOOP("JobValues", "Note")},
        {u"good_score"_s, QT_TRANSLATE_NOOP("JobValues", "Good enough from")},
        {u"accept_gain"_s, QT_TRANSLATE_NOOP("JobValues", "Accepted at once from points gained")},
        {u"accepted"_s, QT_TRANSLATE_NOOP("JobValues", "Accepted at once")},
        {u"cached"_s, QT_TRANSLATE_NOOP("JobValues", "From the cache")},
    };
    const char *text = known.value(name);
    return text ? JobValues::tr(text) : name;
}

QString valueText(const QString &name, const QJsonValue &value)
{
    if (name == u"cost" || name == u"budget" || name == u"daily_budget")
        return dollarsText(value.toInteger());
    if (const auto provider = name == u"provider" ? findProvider(value.toString()) : std::nullopt)
        return provider->name;
    if (const auto part = name == u"parts" ? optimizePartFromName(value.toString()) : std::nullopt)
        return optimizePartText(*part);
    if (value.isBool())
        return value.toBool() ? JobValues::tr("yes") : JobValues::tr("no");
    if (value.isDouble())
        return QLocale().toString(value.toDouble(), 'f', std::floor(value.toDouble()) == value.toDouble() ? 0 : 2);
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &part : array)
            parts.append(valueText(name, part));
        return parts.join(u", "_s);
    }
    return value.isObject() ? QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact))
                            : value.toString();
}

} // namespace

QList<std::pair<QString, QString>> readableValues(const QJsonObject &object, const QString &marketplace)
{
    QList<std::pair<QString, QString>> values;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.value().isObject())
            values += readableValues(member.value().toObject(), marketplace);
        else if (member.key() == u"marketplace")
            values.append({nameText(member.key()), marketplace});
        else if (member.key() != u"products")
            values.append({nameText(member.key()), valueText(member.key(), member.value())});
    }
    return values;
}

} // namespace listwright
