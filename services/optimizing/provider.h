// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace listwright {

/** Money for tokens, in millionths of a US dollar for a million tokens. Zero for local models. */
struct ModelPrice
{
    QString model; ///< exact name, or a beginning that ends with "*"
    qint64 input = 0;
    qint64 output = 0;
};

/** What a request to some models needs changed: members to set, at any depth; null takes one out. */
struct ModelAdjustment
{
    QString model; ///< as ModelPrice::model
    QJsonObject members;
};

/** A language model service: where it is, how it is spoken to, what it costs. Presets are data: resources/providers. */
struct Provider
{
    enum class Protocol { OpenAi, Gemini };
    /** How the answer's form is asked for. */
    enum class Form { JsonSchema, JsonObject, Text };

    QString key;  ///< "groq"
    QString name; ///< "Groq"
    Protocol protocol = Protocol::OpenAi;
    QUrl baseUrl;         ///< without the operation: "https://api.groq.com/openai/v1"
    bool needsKey = true; ///< where not, one that is given is sent nevertheless
    QString keyPage;      ///< where a person gets a key
    QString defaultModel;
    QString strongModel;               ///< asked where the first falls short; empty = none
    QStringList schemaModels;          ///< names or beginnings ("gpt-4o*") that take json_schema
    Form otherForm = Form::JsonObject; ///< for the other models
    QString tokensMember;              ///< what the service calls the limit of the answer's length
    QList<ModelAdjustment> adjustments;
    QList<ModelPrice> prices;
    QDate pricesOf; ///< when they were read
    QString pricesSource;

    Form formFor(const QString &model) const;
    /** The request with the adjustments for the model. */
    QJsonObject adjusted(QJsonObject request, const QString &model) const;
    /** Nothing when the model's price is unknown. */
    std::optional<ModelPrice> priceOf(const QString &model) const;
    /** Host and port, for limits. */
    QString host() const;
};

/** Cost in millionths of a US dollar, rounded up. */
qint64 costOf(const ModelPrice &price, qint64 inputTokens, qint64 outputTokens);

/** The presets in the order the person sees them, Groq first. Read once from resources; a broken one is a fault. */
QList<Provider> providerPresets();
std::optional<Provider> findProvider(const QString &key);
/** The SecretStore's entry for a provider's key: "ai/groq". */
QString providerSecretName(const QString &key);

} // namespace listwright
