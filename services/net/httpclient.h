// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>
#include <QList>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace listwright {

struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
    std::chrono::milliseconds timeout{60000}; ///< of the whole exchange, first byte to last
    qint64 maximumAnswer = 8 * 1024 * 1024;   ///< bytes; more is InvalidInput
};

struct HttpAnswer
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers{}; ///< names in lower case
    QByteArray body{};
    QByteArray header(const QByteArray &lowerCaseName) const; ///< empty when not there
};

struct HttpOptions
{
    QString proxy{};  ///< "http://host:port", "socks5://host:port"; empty = what the system says; "none" = no proxy
    QString caFile{}; ///< further trusted certificates (PEM), e.g. of a company's own authority
};

/** How Error::detail begins when nothing listens at the address. */
inline constexpr QLatin1String connectionRefused("connection refused");

/** How Error::detail ends when the other side may have got the whole request, although its answer did not come. */
inline constexpr QLatin1String requestSent("; the request was sent");

/**
 * Sends one request at a time and waits for its answer. Belongs to the thread that made it, which must not be the GUI's
 * (Internal). Never repeats a request by itself, follows redirects of GET only, and only
 * within the same host and never from https to http, always verifies TLS.
 *
 * Any status is an answer, see errorFromStatus(). Errors are those without one: Disconnected (refused, unknown host,
 * reset, half an answer), Untrusted (TLS), Timeout, Cancelled, Unauthorized (the proxy wants a password), InvalidInput
 * (answer too large, not a web address). Neither errors nor the log hold queries or headers, since keys may stand
 * there.
 */
class HttpClient
{
    Q_DECLARE_TR_FUNCTIONS(HttpClient)

public:
    explicit HttpClient(HttpOptions options = {});
    ~HttpClient();
    Result<HttpAnswer> send(const HttpRequest &request, const std::stop_token &stop = {});

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/** Nothing when HttpOptions::proxy can be used: empty, "none", or the address of an HTTP or SOCKS 5 proxy. */
Result<void> checkProxy(const QString &proxy);

/**
 * What a status of 300 and more means: Unauthorized (401), Forbidden (403), NotFound (404, 410), Conflict (409, 412),
 * InvalidInput (400, 413, 415, 422 …), RateLimited (429), Timeout (408, 504), Unavailable (other 5xx), with
 * Retry-After. `who` names the other side in the sentence.
 */
Error errorFromStatus(const HttpAnswer &answer, const QString &who);
/** Seconds or a date, as in the header Retry-After; nothing when it is neither. */
std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &value, const QDateTime &now);

} // namespace listwright
