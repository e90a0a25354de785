// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/receivedevent.h"

namespace listwright {

namespace {

bool isSecret(const QByteArray &name)
{
    return name == "x-webhook-secret" || name == "x-signature" || name == "authorization" ||
           name == "proxy-authorization" || name == "cookie" || name.contains("api-key") || name.contains("token");
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

} // namespace listwright
