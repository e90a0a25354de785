// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace listwright {

/** What became of a request of the webhook. */
enum class WebhookOutcome {
    Waiting,      ///< stored; a job imports its products
    Imported,     ///< all of its products are in
    Partly,       ///< some of them were wrong
    Rejected,     ///< all of them were
    Malformed,    ///< not to be read at all
    Unauthorized, ///< the secret was wrong; nothing of the body is kept
    Failed,       ///< could not be stored; may be processed once more
};

QString webhookOutcomeName(WebhookOutcome outcome); ///< stable name for storage and JSON: "imported"
std::optional<WebhookOutcome> webhookOutcomeFromName(QStringView name);
QString webhookOutcomeText(WebhookOutcome outcome); ///< translated
QList<WebhookOutcome> allWebhookOutcomes();

/** One received request, kept whole but for secrets. */
struct WebhookEvent
{
    qint64 id = 0;
    QDateTime receivedAt; ///< UTC
    QString remoteAddress;
    QString requestId;
    QString contentType;
    QJsonObject headers; ///< names in lower case; those that hold secrets are left out
    QByteArray body;
    qint64 size = 0; ///< bytes of the body, also where it is not kept
    WebhookOutcome outcome = WebhookOutcome::Waiting;
    int status = 0;      ///< of the answer (HTTP); 0 = none yet
    QByteArray answer;   ///< JSON
    qint64 products = 0; ///< in the request
    qint64 failed = 0;   ///< of them
    qint64 importJob = 0;
    QString error; ///< for people
    qint64 replayOf = 0;

    bool operator==(const WebhookEvent &) const = default;
};

} // namespace listwright
