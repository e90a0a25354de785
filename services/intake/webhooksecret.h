// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QDateTime>
#include <QString>

namespace listwright {

class SecretStore;

/** What senders to the webhook know; a former one is good for a while, so that workflows can be changed over. */
struct WebhookSecret
{
    QString current;
    QString previous{};        ///< empty = none
    QDateTime previousUntil{}; ///< UTC, in whole seconds

    bool operator==(const WebhookSecret &) const = default;
};

/** NotFound where there is none. Blocks as SecretStore does. */
Result<WebhookSecret> keptWebhookSecret(SecretStore &secrets);
/** The kept one; made and kept where there is none. Blocks as SecretStore does. */
Result<WebhookSecret> webhookSecret(SecretStore &secrets);
/** Makes and keeps another; the one so far stays good for the time of grace. */
Result<WebhookSecret> rotateWebhookSecret(SecretStore &secrets, std::chrono::seconds grace);

} // namespace listwright
