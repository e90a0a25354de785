// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/chatmodel.h"

#include "services/optimizing/geminichat.h"
#include "services/optimizing/openaichat.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

std::unique_ptr<ChatModel> openChatModel(const Provider &provider, const QString &key, RateLimits &limits,
                                         const HttpOptions &options, std::shared_ptr<ChatForms> forms)
{
    auto transport = std::make_unique<ChatTransport>(provider, key, limits, options);
    if (provider.protocol == Provider::Protocol::Gemini)
        return std::make_unique<GeminiChat>(std::move(transport));
    return std::make_unique<OpenAiChat>(std::move(transport), std::move(forms));
}

Result<void> testChatModel(ChatModel &model, const QString &modelName, const std::stop_token &stop)
{
    if (modelName.trimmed().isEmpty())
        return failure(ErrorCode::InvalidInput, ChatTransport::tr("Choose a model first."));
    ChatRequest request;
    request.model = modelName.trimmed();
    request.instructions = u"You are being tested. Answer in JSON."_s;
    request.question = u"Answer with the JSON object {\"ok\": true}."_s;
    request.schema = {{u"type"_s, u"object"_s},
                      {u"properties"_s, QJsonObject{{u"ok"_s, QJsonObject{{u"type"_s, u"boolean"_s}}}}},
                      {u"required"_s, QJsonArray{u"ok"_s}},
                      {u"additionalProperties"_s, false}};
    request.maximumTokens = 500; // room for those that think first
    request.timeout = std::chrono::seconds(60);
    return model.ask(request, stop).map([](const ChatAnswer &) {});
}

} // namespace listwright
