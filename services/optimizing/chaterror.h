// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/net/httpclient.h"
#include "services/optimizing/provider.h"

namespace listwright {

/**
 * What a service's refusal means, in plain words: from the status and what the body says in the forms of OpenAI, Groq,
 * Gemini, OpenRouter and the local services. Unsupported means that the model does not take the form of answer that was
 * asked for. The key occurs in nothing of it, also where the service repeats it.
 */
Error chatError(const HttpAnswer &answer, const Provider &provider, const QString &model, const QString &key);

/** Whether a body with a good status holds an error nevertheless, as OpenRouter's do. */
bool holdsError(const QJsonObject &body);

} // namespace listwright
