// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/provider.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <functional>
#include <map>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr double millionths = 1'000'000;

bool matches(const QString &pattern, const QString &model)
{
    return pattern.endsWith(u'*') ? model.startsWith(QStringView(pattern).chopped(1)) : model == pattern;
}

QStringList textsFrom(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &text : list)
        texts.append(text.toString());
    return texts;
}

Provider::Form formFrom(const QString &name)
{
    if (name == u"json_schema"_s)
        return Provider::Form::JsonSchema;
    return name == u"text"_s ? Provider::Form::Text : Provider::Form::JsonObject;
}

QList<ModelPrice> pricesFrom(const QJsonValue &value)
{
    QList<ModelPrice> prices;
    const auto amount = [](const QJsonValue &dollars) { return std::llround(dollars.toDouble() * millionths); };
    const QJsonArray list = value.toArray();
    for (const QJsonValue &price : list)
        prices.append({price[u"model"].toString(), amount(price[u"input"]), amount(price[u"output"])});
    return prices;
}

QList<ModelAdjustment> adjustmentsFrom(const QJsonValue &value)
{
    QList<ModelAdjustment> adjustments;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &each : list)
        adjustments.append({each[u"model"].toString(), each[u"members"].toObject()});
    return adjustments;
}

Provider providerFrom(const QJsonObject &object)
{
    Provider provider;
    provider.key = object.value(u"key").toString();
    provider.name = object.value(u"name").toString();
    provider.protocol =
        object.value(u"protocol").toString() == u"gemini"_s ? Provider::Protocol::Gemini : Provider::Protocol::OpenAi;
    provider.baseUrl = QUrl(object.value(u"baseUrl").toString());
    provider.needsKey = object.value(u"needsKey").toBool(true);
    provider.keyPage = object.value(u"keyPage").toString();
    provider.defaultModel = object.value(u"defaultModel").toString();
    provider.strongModel = object.value(u"strongModel").toString();
    provider.schemaModels = textsFrom(object.value(u"schemaModels"));
    provider.otherForm = formFrom(object.value(u"otherForm").toString());
    provider.tokensMember = object.value(u"tokensMember").toString(u"max_tokens"_s);
    provider.adjustments = adjustmentsFrom(object.value(u"adjustments"));
    provider.prices = pricesFrom(object.value(u"prices"));
    provider.pricesOf = QDate::fromString(object.value(u"pricesOf").toString(), Qt::ISODate);
    provider.pricesSource = object.value(u"pricesSource").toString();
    return provider;
}

QJsonObject objectIn(const QString &file)
{
    QFile resource(file);
    if (!resource.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(resource.readAll(), &problem);
    if (!document.isObject())
        qFatal("%s: %s", qPrintable(file), qPrintable(problem.errorString()));
    return document.object();
}

QList<Provider> readPresets()
{
    std::map<int, Provider> ordered;
    const QDir folder(u":/listwright/providers"_s);
    const QStringList files = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QJsonObject object = objectIn(folder.filePath(file));
        ordered.emplace(object.value(u"position").toInt(), providerFrom(object));
    }
    QList<Provider> presets;
    for (auto &[position, provider] : ordered)
        presets.append(std::move(provider));
    return presets;
}

} // namespace

Provider::Form Provider::formFor(const QString &model) const
{
    const bool takesSchema = std::any_of(schemaModels.begin(), schemaModels.end(),
                                         [&](const QString &pattern) { return matches(pattern, model); });
    return takesSchema ? Form::JsonSchema : otherForm;
}

QJsonObject Provider::adjusted(QJsonObject request, const QString &model) const
{
    const std::function<void(QJsonObject &, const QJsonObject &)> merge = [&](QJsonObject &into,
                                                                              const QJsonObject &members) {
        for (auto member = members.begin(); member != members.end(); ++member) {
            if (member.value().isNull()) {
                into.remove(member.key());
            } else if (member.value().isObject()) {
                QJsonObject inner = into.value(member.key()).toObject();
                merge(inner, member.value().toObject());
                into.insert(member.key(), inner);
            } else {
                into.insert(member.key(), member.value());
            }
        }
    };
    for (const ModelAdjustment &adjustment : adjustments) {
        if (matches(adjustment.model, model))
            merge(request, adjustment.members);
    }
    return request;
}

std::optional<ModelPrice> Provider::priceOf(const QString &model) const
{
    const auto found = std::find_if(prices.begin(), prices.end(),
                                    [&](const ModelPrice &price) { return matches(price.model, model); });
    return found == prices.end() ? std::nullopt : std::optional(*found);
}

QString Provider::host() const
{
    return baseUrl.host() % u':' % QString::number(baseUrl.port(baseUrl.scheme() == u"http"_s ? 80 : 443));
}

qint64 costOf(const ModelPrice &price, qint64 inputTokens, qint64 outputTokens)
{
    constexpr qint64 million = 1'000'000;
    return (price.input * inputTokens + price.output * outputTokens + million - 1) / million;
}

QList<Provider> providerPresets()
{
    static const QList<Provider> presets = readPresets();
    return presets;
}

std::optional<Provider> findProvider(const QString &key)
{
    const QList<Provider> presets = providerPresets();
    const auto found =
        std::find_if(presets.begin(), presets.end(), [&](const Provider &provider) { return provider.key == key; });
    return found == presets.end() ? std::nullopt : std::optional(*found);
}

QString providerSecretName(const QString &key)
{
    return u"ai/"_s + key;
}

} // namespace listwright
