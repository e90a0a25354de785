// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/modelanswer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct AnswerWords
{
    Q_DECLARE_TR_FUNCTIONS(ModelAnswer)
};

/** More beginnings than a text with one object has; bounds the work on text that is full of braces. */
constexpr int mostBeginnings = 64;

std::optional<QJsonObject> parsed(QStringView text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QStringView withoutThoughts(QStringView text)
{
    const auto end = u"</think>"_s;
    const qsizetype at = text.trimmed().startsWith(u"<think>"_s) ? text.indexOf(end) : -1;
    return at < 0 ? text : text.mid(at + end.size());
}

/** Behind the brace that closes the one at `from`, strings considered; -1 when it is never closed. */
qsizetype endOfObject(QStringView text, qsizetype from)
{
    int depth = 0;
    bool isInString = false;
    for (qsizetype at = from; at < text.size(); ++at) {
        const QChar letter = text.at(at);
        if (isInString) {
            if (letter == u'\\')
                ++at;
            else if (letter == u'"')
                isInString = false;
        } else if (letter == u'"') {
            isInString = true;
        } else if (letter == u'{') {
            ++depth;
        } else if (letter == u'}' && --depth == 0) {
            return at + 1;
        }
    }
    return -1;
}

/** In a fence of three backticks, with or without a language behind them. */
std::optional<QJsonObject> fenced(QStringView text)
{
    const auto fence = u"```"_s;
    const qsizetype open = text.indexOf(fence);
    const qsizetype line = open < 0 ? -1 : text.indexOf(u'\n', open);
    const qsizetype close = line < 0 ? -1 : text.lastIndexOf(fence);
    return close > line ? parsed(text.mid(line, close - line)) : std::nullopt;
}

Error unusable(const QString &message, const QString &detail)
{
    return {ErrorCode::InvalidInput, message, detail, {}};
}

Error cutOff(const QString &who)
{
    return unusable(
        AnswerWords::tr("The answer of %1 was cut off because it became too long. Ask for fewer parts, or use a "
                        "model that allows longer answers.")
            .arg(who),
        cutOffAnswer % u" by the limit of tokens"_s);
}

Error refused(const QString &who, const QString &reason)
{
    return unusable(AnswerWords::tr("%1 refused to answer for this product.").arg(who),
                    u"refused: "_s % reason.left(100));
}

Error wrongShape(const QString &who, const QString &detail)
{
    return unusable(AnswerWords::tr("%1 gave an answer of an unexpected form. Is it the right kind of service? Check "
                                    "the address in the settings.")
                        .arg(who),
                    detail);
}

Result<QJsonObject> objectOf(const QString &text, const QString &who)
{
    if (auto object = objectInText(text))
        return *std::move(object);
    return failure(
        unusable(AnswerWords::tr("%1 did not answer in the form that was asked for. Try again, or use a stronger "
                                 "model.")
                     .arg(who),
                 noObject % u" in %1 characters of text"_s.arg(text.size())));
}

qint64 tokens(const QJsonValue &count)
{
    return std::clamp<qint64>(count.toInteger(), 0, 1'000'000'000);
}

/** A text, or the texts of a list of parts. */
QString contentText(const QJsonValue &content)
{
    QString text = content.toString();
    const QJsonArray parts = content.toArray();
    for (const QJsonValue &part : parts)
        text += part[u"text"].toString();
    return text;
}

Result<QJsonObject> openAiObject(const QJsonValue &choice, const QString &who)
{
    const QJsonValue message = choice[u"message"];
    if (!message.isObject())
        return failure(wrongShape(who, u"no choices with a message"_s));
    const QString reason = choice[u"finish_reason"].toString();
    if (!message[u"refusal"].toString().isEmpty() || reason == u"content_filter"_s)
        return failure(refused(who, reason));
    if (reason == u"length"_s)
        return failure(cutOff(who));
    return objectOf(contentText(message[u"content"]), who);
}

Result<QJsonObject> geminiObject(const QJsonObject &body, const QString &who)
{
    const QString blocked = body.value(u"promptFeedback")[u"blockReason"].toString();
    if (!blocked.isEmpty())
        return failure(refused(who, blocked));
    const QJsonValue candidate = body.value(u"candidates")[0];
    if (!candidate.isObject())
        return failure(wrongShape(who, u"no candidates"_s));
    const QString reason = candidate[u"finishReason"].toString();
    if (reason == u"MAX_TOKENS"_s)
        return failure(cutOff(who));
    if (!reason.isEmpty() && reason != u"STOP"_s && reason != u"FINISH_REASON_UNSPECIFIED"_s)
        return failure(refused(who, reason));
    QString text;
    const QJsonArray parts = candidate[u"content"][u"parts"].toArray();
    for (const QJsonValue &part : parts) {
        if (!part[u"thought"].toBool())
            text += part[u"text"].toString();
    }
    return objectOf(text, who);
}

} // namespace

std::optional<QJsonObject> objectInText(const QString &text)
{
    const QStringView answer = withoutThoughts(text).trimmed();
    if (auto whole = parsed(answer))
        return whole;
    if (auto inFence = fenced(answer))
        return inFence;
    qsizetype from = answer.indexOf(u'{');
    for (int beginnings = 0; from >= 0 && beginnings < mostBeginnings; ++beginnings) {
        const qsizetype end = endOfObject(answer, from);
        if (end > 0) {
            if (auto object = parsed(answer.mid(from, end - from)))
                return object;
        }
        from = answer.indexOf(u'{', from + 1);
    }
    return {};
}

ModelAnswer openAiAnswer(const QJsonObject &body, const QString &who)
{
    const QJsonValue usage = body.value(u"usage");
    return {{tokens(usage[u"prompt_tokens"]), tokens(usage[u"completion_tokens"])},
            body.value(u"model").toString().left(200),
            openAiObject(body.value(u"choices")[0], who)};
}

ModelAnswer geminiAnswer(const QJsonObject &body, const QString &who)
{
    const QJsonValue usage = body.value(u"usageMetadata");
    return {{tokens(usage[u"promptTokenCount"]),
             tokens(usage[u"candidatesTokenCount"]) + tokens(usage[u"thoughtsTokenCount"])},
            body.value(u"modelVersion").toString().left(200),
            geminiObject(body, who)};
}

Result<QJsonObject> bodyObject(const QByteArray &body, const QString &who)
{
    if (body.trimmed().isEmpty())
        return failure(ErrorCode::Unavailable,
                       AnswerWords::tr("%1 gave an empty answer. Try again later, or choose another model.").arg(who),
                       u"empty body"_s);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (problem.error != QJsonParseError::NoError)
        return failure(ErrorCode::Unavailable,
                       AnswerWords::tr(
                           "%1 gave an answer that breaks off or is no JSON. Try again later, or choose another model.")
                           .arg(who),
                       u"%1 at byte %2 of %3"_s.arg(problem.errorString()).arg(problem.offset).arg(body.size()));
    if (!document.isObject())
        return failure(wrongShape(who, u"the answer is a list"_s));
    return document.object();
}

} // namespace listwright
