// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/intakequeue.h"
#include "services/intake/webhookguard.h"
#include "services/server/routetable.h"

namespace listwright {

inline constexpr auto webhookPath = "/api/import/webhook";

/** POST webhookPath. The guard and the queue must outlive the server. */
RouteTable::Route webhookRoute(WebhookGuard &guard, IntakeQueue &queue);

} // namespace listwright
