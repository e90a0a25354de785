// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/receivedevent.h"

#include <algorithm>
#include <array>

namespace listwright {

namespace {

/** Misspelt ones as well: who sends the secret under a wrong name sends the true one. */
bool isSecret(const QByteArray &name)
{
    constexpr std::array parts{"secret", "auth", "key", "token", "signature", "password", "cookie", "credential"};
    return std::ranges::any_of(parts, [&name](const char *part) { return name.contains(part); });
}

} // namespace

WebhookEvent receivedEvent(const ReceivedRequest &request)
{
    WebhookEvent event;
    event.receivedAt = QDateTime::currentDateTimeUtc();
    event.remoteAddress = request.address.toString();
    event.requestId = QString::fromLatin1(request.id);
    event.contentType = QString::fromUtf8(request.header("content-type"));
    for (const auto &[name, value] : request.headers) {
        if (!isSecret(name))
            event.headers.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    }
    event.size = request.body.size();
    return event;
}

WebhookEvent refusedEvent(const ReceivedRequest &request)
{
    constexpr qsizetype longest = 200;
    WebhookEvent event;
    event.receivedAt = QDateTime::currentDateTimeUtc();
    event.remoteAddress = request.address.toString();
    event.requestId = QString::fromLatin1(request.id);
    event.contentType = QString::fromUtf8(request.header("content-type").left(longest));
    for (const char *name : {"host", "user-agent", "content-type", "content-length", "x-forwarded-for"}) {
        if (const QByteArray value = request.header(name).left(longest); !value.isEmpty())
            event.headers.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    }
    event.size = std::max<qint64>(request.contentLength, 0);
    return event;
}

} // namespace listwright
