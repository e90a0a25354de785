// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/optimizing/chatmodel.h"

#include <QByteArray>

namespace listwright {

/**
 * The JSON object in a model's text: the text itself, what stands in a fence, or the first object between other words.
 * Thoughts in <think> before it are left out. Nothing when there is none, or when it is cut off.
 */
std::optional<QJsonObject> objectInText(const QString &text);

/** What a service answered, whatever came of it: the tokens are paid for also when the text is of no use. */
struct ModelAnswer
{
    TokenUse used;
    QString model;
    Result<QJsonObject> object;
};

/** The answer of a chat completion in the form of OpenAI. `who` names the service in messages. Never fails to return.
 */
ModelAnswer openAiAnswer(const QJsonObject &body, const QString &who);
/** The answer of Gemini's generateContent. */
ModelAnswer geminiAnswer(const QJsonObject &body, const QString &who);

/** The object that a service's whole answer is; Unavailable when it is none or breaks off. */
Result<QJsonObject> bodyObject(const QByteArray &body, const QString &who);

} // namespace listwright
