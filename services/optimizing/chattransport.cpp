// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/chattransport.h"

#include "services/optimizing/chaterror.h"
#include "services/optimizing/chatmodel.h"
#include "services/optimizing/modelanswer.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QLocale>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** What a clock shows then, with the date where it is not today. */
QString clockText(std::chrono::milliseconds wait)
{
    constexpr int second = 1000;
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime then = now.addMSecs(wait.count() + second - 1); // not too early
    const QLocale locale;
    return then.date() == now.date() ? locale.toString(then.time(), u"HH:mm:ss"_s)
                                     : locale.toString(then, QLocale::ShortFormat);
}

} // namespace

ChatTransport::ChatTransport(Provider provider, const QString &key, RateLimits &limits, const HttpOptions &options)
    : m_provider(std::move(provider)), m_key(key.trimmed()), m_limits(limits), m_client(options)
{
}

Result<QJsonObject> ChatTransport::post(const QString &operation, const QJsonObject &body, const ChatRequest &request,
                                        const std::stop_token &stop)
{
    HttpRequest sent = requestTo(operation);
    sent.method = "POST";
    sent.headers.emplaceBack("Content-Type", "application/json");
    sent.body = QJsonDocument(m_provider.adjusted(body, request.model)).toJson(QJsonDocument::Compact);
    sent.timeout = request.timeout;
    const qint64 tokens = tokensOf(request.instructions) + tokensOf(request.question) + request.maximumTokens;
    return send(sent, tokens, request.model, stop);
}

Result<QJsonObject> ChatTransport::read(const QString &operation, const QString &query, const std::stop_token &stop)
{
    HttpRequest sent = requestTo(operation);
    sent.url.setQuery(query);
    sent.timeout = std::chrono::seconds(30);
    return send(sent, 0, {}, stop);
}

Result<void> ChatTransport::checkKey() const
{
    if (m_provider.needsKey && m_key.isEmpty())
        return failure(ErrorCode::Unauthorized,
                       tr("There is no key for %1. Enter one in the settings.").arg(m_provider.name));
    const bool isPlain =
        std::all_of(m_key.begin(), m_key.end(), [](QChar letter) { return letter > u' ' && letter < QChar(0x7f); });
    if (!isPlain)
        return failure(ErrorCode::Unauthorized,
                       tr("The key for %1 holds characters that no key has. Copy it again.").arg(m_provider.name));
    return {};
}

HttpRequest ChatTransport::requestTo(const QString &operation) const
{
    HttpRequest request;
    request.url = m_provider.baseUrl;
    QString path = request.url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    request.url.setPath(path + operation, QUrl::DecodedMode);
    request.headers.emplaceBack("Accept", "application/json");
    if (m_key.isEmpty())
        return request;
    if (m_provider.protocol == Provider::Protocol::Gemini)
        request.headers.emplaceBack("x-goog-api-key", m_key.toLatin1());
    else
        request.headers.emplaceBack("Authorization", "Bearer " + m_key.toLatin1());
    return request;
}

Result<QJsonObject> ChatTransport::send(const HttpRequest &request, qint64 tokens, const QString &model,
                                        const std::stop_token &stop)
{
    if (auto checked = checkKey(); !checked)
        return failure(checked.error());
    const QString limited = limitedAs(model);
    auto permit = m_limits.acquire(limited, tokens, stop);
    if (!permit)
        return failure(inWords(permit.error()));
    auto answer = m_client.send(request, stop);
    if (!answer) {
        if (answer.error().detail.endsWith(requestSent))
            ++m_unanswered;
        return failure(inWords(answer.error()));
    }
    if (answer->status >= 300) {
        const Error error = chatError(*answer, m_provider, model, m_key);
        if (error.code != ErrorCode::QuotaExceeded) // which no pause helps against
            m_limits.learn(limited, *answer);
        if (error.code == ErrorCode::RateLimited && error.retryAfter)
            m_limits.holdBack(limited, *error.retryAfter);
        return failure(error);
    }
    m_limits.learn(limited, *answer);
    auto body = bodyObject(answer->body, m_provider.name);
    if (!body)
        ++m_unanswered; // something was written, and broke off
    if (body && holdsError(*body))
        return failure(chatError(*answer, m_provider, model, m_key));
    return body;
}

/** Services count by account and model: what one is refused for holds for no other. */
QString ChatTransport::limitedAs(const QString &model) const
{
    const QByteArray account = QCryptographicHash::hash(m_key.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return m_provider.host() % u'/' % QString::fromLatin1(account) % u'/' % model;
}

Error ChatTransport::inWords(Error error) const
{
    if (error.code == ErrorCode::RateLimited && error.retryAfter)
        error.message = tr("%1 may not be asked more often now. It can be asked again at %2.")
                            .arg(m_provider.name, clockText(*error.retryAfter));
    if (error.code == ErrorCode::Timeout)
        error.message = tr("%1 took too long to answer.").arg(m_provider.name);
    if (!m_provider.needsKey && error.detail.startsWith(connectionRefused))
        error.message =
            tr("%1 is not running at %2. Start it, or check the address in the settings.")
                .arg(m_provider.name, m_provider.baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    return error;
}

qint64 tokensOf(const QString &text)
{
    constexpr qint64 bytesPerToken = 3;
    return (text.toUtf8().size() + bytesPerToken - 1) / bytesPerToken;
}

} // namespace listwright
