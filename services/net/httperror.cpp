// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/httpclient.h"

#include <QLocale>

#include <cmath>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

ErrorCode codeOf(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::Unauthorized;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
    case 410:
        return ErrorCode::NotFound;
    case 408:
    case 504:
        return ErrorCode::Timeout;
    case 409:
    case 412:
        return ErrorCode::Conflict;
    case 429:
        return ErrorCode::RateLimited;
    default:
        break;
    }
    return status >= 500 ? ErrorCode::Unavailable : ErrorCode::InvalidInput;
}

QString messageOf(ErrorCode code, int status, const QString &who)
{
    switch (code) {
    case ErrorCode::Unauthorized:
        return HttpClient::tr("%1 does not accept the key.").arg(who);
    case ErrorCode::Forbidden:
        return HttpClient::tr("%1 does not allow this with the given key.").arg(who);
    case ErrorCode::NotFound:
        return HttpClient::tr("%1 does not have what was asked for.").arg(who);
    case ErrorCode::Timeout:
        return HttpClient::tr("%1 took too long to answer. Try again later.").arg(who);
    case ErrorCode::Conflict:
        return HttpClient::tr("%1 says that this was changed meanwhile.").arg(who);
    case ErrorCode::RateLimited:
        return HttpClient::tr("%1 was asked too often. Try again later.").arg(who);
    case ErrorCode::Unavailable:
        return HttpClient::tr("%1 has a fault or is being maintained. Try again later.").arg(who);
    default:
        break;
    }
    if (status < 400)
        return HttpClient::tr("%1 points to another address, which is not followed (status %2).").arg(who).arg(status);
    return HttpClient::tr("%1 does not accept the request (status %2).").arg(who).arg(status);
}

/** "Sun, 06 Nov 1994 08:49:37 GMT", whatever the language of the system. */
QDateTime httpDate(const QString &text)
{
    QDateTime date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

Error errorFromStatus(const HttpAnswer &answer, const QString &who)
{
    const ErrorCode code = codeOf(answer.status);
    return {code, messageOf(code, answer.status, who), u"HTTP status %1"_s.arg(answer.status),
            retryAfter(answer.header("retry-after"), QDateTime::currentDateTimeUtc())};
}

std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &value, const QDateTime &now)
{
    using std::chrono::milliseconds;
    constexpr double week = 7 * 24 * 3600.0;
    const QByteArray text = value.trimmed();
    bool isNumber = false;
    if (const double seconds = text.toDouble(&isNumber); isNumber) {
        if (!std::isfinite(seconds) || seconds < 0)
            return {};
        return milliseconds(std::llround(std::min(seconds, week) * 1000));
    }
    const QDateTime date = httpDate(QString::fromLatin1(text));
    if (!date.isValid())
        return {};
    return milliseconds(std::clamp<qint64>(now.msecsTo(date), 0, static_cast<qint64>(week * 1000)));
}

} // namespace listwright
