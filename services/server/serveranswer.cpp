// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/serveranswer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <atomic>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds pauseUntilAgain{5000}; // while the database is away, locked or full

struct AnswerTexts
{
    Q_DECLARE_TR_FUNCTIONS(ServerAnswer)
};

QJsonObject detailsOf(const Error &error)
{
    QJsonArray errors;
    for (const FieldProblem &each : error.fields) {
        if (!each.field.isEmpty())
            errors.append(QJsonObject{{u"field"_s, each.field}, {u"message"_s, each.message}});
    }
    return errors.isEmpty() ? QJsonObject() : QJsonObject{{u"errors"_s, errors}};
}

} // namespace

ServerAnswer ServerAnswer::json(int status, const QJsonObject &object)
{
    return jsonText(status, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ServerAnswer ServerAnswer::jsonText(int status, const QByteArray &text)
{
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = text};
}

ServerAnswer ServerAnswer::error(int status, const QString &code, const QString &message, const QJsonObject &details)
{
    const QJsonObject error{{u"code"_s, code}, {u"message"_s, message}, {u"details"_s, details}};
    return json(status, {{u"error"_s, error}});
}

ServerAnswer ServerAnswer::error(const Error &error)
{
    ServerAnswer answer =
        ServerAnswer::error(statusOf(error.code), errorCodeName(error.code), error.message, detailsOf(error));
    const auto usual = answer.status == 503 ? std::optional(pauseUntilAgain) : std::nullopt;
    if (const auto pause = error.retryAfter ? error.retryAfter : usual) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*pause).count();
        answer.headers.emplaceBack("Retry-After", QByteArray::number(static_cast<qint64>(seconds)));
    }
    return answer;
}

ServerAnswer ServerAnswer::of(Result<ServerAnswer> result)
{
    return result ? *std::move(result) : error(result.error());
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return 422;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Conflict:
        return 409;
    case ErrorCode::Forbidden:
        return 403;
    case ErrorCode::Unauthorized:
        return 401;
    case ErrorCode::RateLimited:
    case ErrorCode::QuotaExceeded:
        return 429;
    case ErrorCode::Busy:
    case ErrorCode::Disconnected:
    case ErrorCode::StorageFull:
    case ErrorCode::Timeout:
    case ErrorCode::Unavailable:
    case ErrorCode::Cancelled:
        return 503;
    case ErrorCode::Unsupported:
    case ErrorCode::Corrupt:
    case ErrorCode::Untrusted:
    case ErrorCode::Io:
    case ErrorCode::Internal:
        return 500;
    }
    return 500;
}

QString refusalCode(int status)
{
    switch (status) {
    case 413:
        return u"body_too_large"_s;
    case 414:
        return u"address_too_long"_s;
    case 417:
        return u"expectation_failed"_s;
    case 431:
        return u"headers_too_large"_s;
    case 501:
        return u"not_implemented"_s;
    case 505:
        return u"version_not_supported"_s;
    default:
        return u"bad_request"_s;
    }
}

QByteArray reasonOf(int status)
{
    struct Reason
    {
        int status;
        const char *text;
    };
    static constexpr Reason reasons[] = {{200, "OK"},
                                         {201, "Created"},
                                         {202, "Accepted"},
                                         {204, "No Content"},
                                         {304, "Not Modified"},
                                         {400, "Bad Request"},
                                         {401, "Unauthorized"},
                                         {403, "Forbidden"},
                                         {404, "Not Found"},
                                         {405, "Method Not Allowed"},
                                         {408, "Request Timeout"},
                                         {409, "Conflict"},
                                         {411, "Length Required"},
                                         {412, "Precondition Failed"},
                                         {413, "Content Too Large"},
                                         {414, "URI Too Long"},
                                         {415, "Unsupported Media Type"},
                                         {417, "Expectation Failed"},
                                         {422, "Unprocessable Content"},
                                         {429, "Too Many Requests"},
                                         {431, "Request Header Fields Too Large"},
                                         {500, "Internal Server Error"},
                                         {501, "Not Implemented"},
                                         {502, "Bad Gateway"},
                                         {503, "Service Unavailable"},
                                         {505, "HTTP Version Not Supported"}};
    for (const Reason &reason : reasons) {
        if (reason.status == status)
            return reason.text;
    }
    return "Unknown";
}

struct Responder::Once
{
    Send send;
    std::atomic<bool> answered{false};

    explicit Once(Send sender) : send(std::move(sender)) {}
    ~Once()
    {
        if (!answered)
            send(ServerAnswer::error(500, errorCodeName(ErrorCode::Internal),
                                     AnswerTexts::tr("This is a fault of Listwright. Please report it.")));
    }
};

Responder::Responder(Send send) : m_once(std::make_shared<Once>(std::move(send))) {}

void Responder::answer(ServerAnswer answer)
{
    if (!m_once->answered.exchange(true))
        m_once->send(std::move(answer));
}

} // namespace listwright
