// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QDateTime>
#include <QString>

namespace listwright {

class SecretStore;

/** One that was replaced, and is good for a while yet, so that workflows can be changed over. */
struct FormerSecret
{
    QString text;
    QDateTime until; ///< UTC, in whole seconds

    bool operator==(const FormerSecret &) const = default;
};

/** What senders to the webhook know. */
struct WebhookSecret
{
    QString current;
    QList<FormerSecret> former{}; ///< the newest first

    bool operator==(const WebhookSecret &) const = default;
};

/** NotFound where there is none. Blocks as SecretStore does. */
Result<WebhookSecret> keptWebhookSecret(SecretStore &secrets);
/** The kept one; made and kept where there is none. Blocks as SecretStore does. */
Result<WebhookSecret> webhookSecret(SecretStore &secrets);
/**
 * Makes and keeps another. The one so far stays good for the time of grace, and those before it for theirs; without
 * grace none of them does.
 */
Result<WebhookSecret> rotateWebhookSecret(SecretStore &secrets, std::chrono::seconds grace);

} // namespace listwright
