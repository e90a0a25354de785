// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/geminichat.h"

#include "services/optimizing/answerschema.h"
#include "services/optimizing/modelanswer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QUrl>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPages = 20;

QJsonObject content(const QString &text)
{
    return {{u"parts"_s, QJsonArray{QJsonObject{{u"text"_s, text}}}}};
}

/** "gemini-2.5-flash" of "models/gemini-2.5-flash". */
QString plainName(const QString &name)
{
    return name.startsWith(u"models/"_s) ? name.mid(7) : name;
}

bool canGenerate(const QJsonValue &model)
{
    return model[u"supportedGenerationMethods"].toArray().contains(u"generateContent"_s);
}

} // namespace

GeminiChat::GeminiChat(std::unique_ptr<ChatTransport> transport) : m_transport(std::move(transport)) {}

Result<ChatAnswer> GeminiChat::ask(const ChatRequest &request, const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    const QString operation = u"/models/"_s % plainName(request.model) % u":generateContent"_s;
    const auto body = m_transport->post(operation, bodyFor(request), request, stop);
    if (!body)
        return failure(body.error());
    const ModelAnswer answer = geminiAnswer(*body, m_transport->provider().name);
    m_used.input += answer.used.input;
    m_used.output += answer.used.output;
    if (!answer.object)
        return failure(answer.object.error());
    return ChatAnswer{*answer.object, answer.model.isEmpty() ? request.model : answer.model, answer.used.input,
                      answer.used.output, std::chrono::milliseconds(clock.elapsed())};
}

Result<QStringList> GeminiChat::models(const std::stop_token &stop)
{
    QStringList names;
    QString page;
    for (int pages = 0; pages < mostPages; ++pages) {
        const QString query =
            u"pageSize=200"_s +
            (page.isEmpty() ? QString() : u"&pageToken="_s + QString::fromLatin1(QUrl::toPercentEncoding(page)));
        const auto body = m_transport->read(u"/models"_s, query, stop);
        if (!body)
            return failure(body.error());
        const QJsonArray models = body->value(u"models").toArray();
        for (const QJsonValue &model : models) {
            const QString name = plainName(model[u"name"].toString());
            if (!name.isEmpty() && canGenerate(model))
                names.append(name);
        }
        page = body->value(u"nextPageToken").toString();
        if (page.isEmpty())
            break;
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

QJsonObject GeminiChat::bodyFor(const ChatRequest &request) const
{
    const bool takesSchema = m_transport->provider().formFor(request.model) == Provider::Form::JsonSchema;
    QJsonObject settings{{u"temperature"_s, request.temperature}, {u"maxOutputTokens"_s, request.maximumTokens}};
    if (takesSchema) {
        settings.insert(u"responseMimeType"_s, u"application/json"_s);
        settings.insert(u"responseJsonSchema"_s, strictSchema(request.schema));
    }
    QJsonObject question = content(request.question);
    question.insert(u"role"_s, u"user"_s);
    return {{u"systemInstruction"_s,
             content(takesSchema ? request.instructions : withSchema(request.instructions, request.schema))},
            {u"contents"_s, QJsonArray{question}},
            {u"generationConfig"_s, settings}};
}

} // namespace listwright
