// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <functional>
#include <memory>

namespace listwright {

class AnswerStream;

/** What is sent back; the connection adds Content-Length, Date, Connection and what belongs to a status. */
struct ServerAnswer
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
    std::shared_ptr<AnswerStream> stream{}; ///< in place of the body: it is written from here on

    static ServerAnswer json(int status, const QJsonObject &object);
    /** What is JSON already. */
    static ServerAnswer jsonText(int status, const QByteArray &text);
    /** {"error": {code, message, details, request_id}}; the id is added when it is sent. */
    static ServerAnswer error(int status, const QString &code, const QString &message, const QJsonObject &details = {});
    /**
     * With the status that fits the code, see statusOf(), Retry-After, with 503 always, and the fields that are wrong
     * as details: {"errors": [{field, message}]}.
     */
    static ServerAnswer error(const Error &error);
    /** What there is, or its error. */
    static ServerAnswer of(Result<ServerAnswer> result);

    bool isError() const { return status >= 400; }
};

/** The one place where errors become statuses. */
int statusOf(ErrorCode code);
/** What a request is told that breaks the rules of HTTP or its limits: 413 is "body_too_large". */
QString refusalCode(int status);
/** "Not Found" */
QByteArray reasonOf(int status);

/** Takes one answer from any thread. One that goes without is answered with 500. */
class Responder
{
public:
    using Send = std::function<void(ServerAnswer answer)>;

    explicit Responder(Send send);
    void answer(ServerAnswer answer);

private:
    struct Once;
    std::shared_ptr<Once> m_once; ///< shared by copies, so that it can be held by a std::function
};

} // namespace listwright
