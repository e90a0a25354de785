// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/modeloptimizer.h"

#include "services/optimizing/marketlanguage.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct PartEntry
{
    OptimizePart part;
    QLatin1String name;
    const char *text;
};

constexpr PartEntry partEntries[] = {
    {OptimizePart::Title, QLatin1String("title"), QT_TRANSLATE_NOOP("OptimizePart", "Title")},
    {OptimizePart::Description, QLatin1String("description"), QT_TRANSLATE_NOOP("OptimizePart", "Description")},
    {OptimizePart::BulletPoints, QLatin1String("bullets"), QT_TRANSLATE_NOOP("OptimizePart", "Bullet points")},
    {OptimizePart::Attributes, QLatin1String("attributes"), QT_TRANSLATE_NOOP("OptimizePart", "Attributes")},
    {OptimizePart::Category, QLatin1String("category"), QT_TRANSLATE_NOOP("OptimizePart", "Category")},
};

} // namespace

QString optimizePartName(OptimizePart part)
{
    return partEntries[static_cast<int>(part)].name;
}

std::optional<OptimizePart> optimizePartFromName(QStringView name)
{
    for (const PartEntry &entry : partEntries) {
        if (name == entry.name)
            return entry.part;
    }
    return {};
}

QString optimizePartText(OptimizePart part)
{
    return QCoreApplication::translate("OptimizePart", partEntries[static_cast<int>(part)].text);
}

QList<OptimizePart> allOptimizeParts()
{
    QList<OptimizePart> all;
    for (const PartEntry &entry : partEntries)
        all.append(entry.part);
    return all;
}

ModelTask taskFor(ModelTask task, const QString &marketplace)
{
    if (task.language.isEmpty())
        task.language = marketLanguage(marketplace, task.country);
    return task;
}

QJsonObject modelTaskToJson(const ModelTask &task)
{
    QJsonArray names;
    for (const OptimizePart part : task.parts)
        names.append(optimizePartName(part));
    QJsonObject json{
        {u"provider"_s, task.provider}, {u"model"_s, task.model}, {u"language"_s, task.language}, {u"parts"_s, names}};
    if (!task.strongModel.isEmpty()) {
        json.insert(u"strong_model"_s, task.strongModel);
        json.insert(u"good_score"_s, task.goodScore);
    }
    if (!task.hint.isEmpty())
        json.insert(u"hint"_s, task.hint);
    if (task.fresh)
        json.insert(u"fresh"_s, true);
    return json;
}

ModelTask modelTaskFromJson(const QJsonObject &json)
{
    ModelTask task{.provider = json.value(u"provider").toString(),
                   .model = json.value(u"model").toString(),
                   .strongModel = json.value(u"strong_model").toString(),
                   .goodScore = json.value(u"good_score").toInt(ModelTask().goodScore),
                   .language = json.value(u"language").toString(),
                   .parts = {},
                   .hint = json.value(u"hint").toString(),
                   .fresh = json.value(u"fresh").toBool()};
    const QJsonArray names = json.value(u"parts").toArray();
    for (const QJsonValue &name : names) {
        if (const auto part = optimizePartFromName(name.toString()))
            task.parts.append(*part);
    }
    return task;
}

} // namespace listwright
