// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/intakequeue.h"
#include "services/intake/secretfollower.h"
#include "services/intake/webhookguard.h"
#include "services/server/routetable.h"

namespace listwright {

inline constexpr auto webhookPath = "/api/import/webhook";

/**
 * POST webhookPath. All must outlive the server. With a follower, a request with a secret that is not known waits until
 * the kept one was read again.
 */
RouteTable::Route webhookRoute(WebhookGuard &guard, IntakeQueue &queue, SecretFollower *follower = nullptr);

} // namespace listwright
