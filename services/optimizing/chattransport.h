// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/net/ratelimits.h"
#include "services/optimizing/provider.h"

namespace listwright {

struct ChatRequest;

/**
 * The way to a language model's service and back, the same for all protocols: the key, the limits, and what goes wrong
 * in words. Belongs to one thread.
 */
class ChatTransport
{
    Q_DECLARE_TR_FUNCTIONS(ChatTransport)

public:
    ChatTransport(Provider provider, const QString &key, RateLimits &limits, const HttpOptions &options);

    const Provider &provider() const { return m_provider; }
    /** `operation` follows the base address: "/chat/completions". */
    Result<QJsonObject> post(const QString &operation, const QJsonObject &body, const ChatRequest &request,
                             const std::stop_token &stop);
    Result<QJsonObject> read(const QString &operation, const QString &query, const std::stop_token &stop);
    /** As ChatModel::unanswered(). */
    int unanswered() const { return m_unanswered; }

private:
    Result<void> checkKey() const;
    HttpRequest requestTo(const QString &operation) const;
    Result<QJsonObject> send(const HttpRequest &request, qint64 tokens, const QString &model,
                             const std::stop_token &stop);
    Error inWords(Error error) const;
    QString limitedAs(const QString &model) const;

    Provider m_provider;
    QString m_key;
    RateLimits &m_limits;
    HttpClient m_client;
    int m_unanswered = 0;
};

/**
 * Roughly how many tokens a text is. A token is four letters of English, three of German, hardly two of Polish; bytes
 * come closer than characters.
 */
qint64 tokensOf(const QString &text);

} // namespace listwright
