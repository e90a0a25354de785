// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/openaichat.h"

#include "services/optimizing/answerschema.h"
#include "services/optimizing/modelanswer.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;
using Form = Provider::Form;

namespace {

Form weaker(Form form)
{
    return form == Form::JsonSchema ? Form::JsonObject : Form::Text;
}

QJsonObject message(const QString &role, const QString &text)
{
    return {{u"role"_s, role}, {u"content"_s, text}};
}

/** Lists hold models for other purposes, too; by name, since the lists do not say what a model does. */
bool isForText(const QString &model)
{
    static const QStringList others{u"embed"_s,      u"whisper"_s,  u"tts"_s,   u"dall-e"_s,  u"moderation"_s,
                                    u"transcribe"_s, u"realtime"_s, u"audio"_s, u"-image"_s,  u"guard"_s,
                                    u"rerank"_s,     u"orpheus"_s,  u"sora"_s,  u"davinci"_s, u"babbage"_s};
    return std::none_of(others.begin(), others.end(),
                        [&](const QString &other) { return model.contains(other, Qt::CaseInsensitive); });
}

} // namespace

OpenAiChat::OpenAiChat(std::unique_ptr<ChatTransport> transport, std::shared_ptr<ChatForms> forms)
    : m_transport(std::move(transport)), m_forms(forms ? std::move(forms) : std::make_shared<ChatForms>())
{
}

Result<ChatAnswer> OpenAiChat::ask(const ChatRequest &request, const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    Form form = m_forms->formFor(m_transport->provider(), request.model);
    auto body = m_transport->post(u"/chat/completions"_s, bodyFor(request, form), request, stop);
    while (!body && body.error().code == ErrorCode::Unsupported && form != Form::Text) {
        form = weaker(form);
        m_forms->learn(m_transport->provider(), request.model, form);
        body = m_transport->post(u"/chat/completions"_s, bodyFor(request, form), request, stop);
    }
    if (!body)
        return failure(body.error());
    const ModelAnswer answer = openAiAnswer(*body, m_transport->provider().name);
    m_used.input += answer.used.input;
    m_used.output += answer.used.output;
    if (!answer.object)
        return failure(answer.object.error());
    return ChatAnswer{*answer.object, answer.model.isEmpty() ? request.model : answer.model, answer.used.input,
                      answer.used.output, std::chrono::milliseconds(clock.elapsed())};
}

Result<QStringList> OpenAiChat::models(const std::stop_token &stop)
{
    const auto body = m_transport->read(u"/models"_s, {}, stop);
    if (!body)
        return failure(body.error());
    QStringList names;
    const QJsonArray models = body->value(u"data").toArray();
    for (const QJsonValue &model : models) {
        const QString name = model[u"id"].toString();
        if (!name.isEmpty() && isForText(name))
            names.append(name);
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

QJsonObject OpenAiChat::bodyFor(const ChatRequest &request, Form form) const
{
    const QString instructions =
        form == Form::JsonSchema ? request.instructions : withSchema(request.instructions, request.schema);
    QJsonObject body{
        {u"model"_s, request.model},
        {u"messages"_s, QJsonArray{message(u"system"_s, instructions), message(u"user"_s, request.question)}},
        {u"temperature"_s, request.temperature},
        {m_transport->provider().tokensMember, request.maximumTokens}};
    if (form == Form::JsonSchema)
        body.insert(u"response_format"_s,
                    QJsonObject{{u"type"_s, u"json_schema"_s},
                                {u"json_schema"_s, QJsonObject{{u"name"_s, u"listing"_s},
                                                               {u"strict"_s, true},
                                                               {u"schema"_s, strictSchema(request.schema)}}}});
    else if (form == Form::JsonObject)
        body.insert(u"response_format"_s, QJsonObject{{u"type"_s, u"json_object"_s}});
    return body;
}

} // namespace listwright
