// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"
#include "services/server/receivedrequest.h"

namespace listwright {

/** The request as the inbox keeps it, without its body and without the headers that prove who the sender is. */
WebhookEvent receivedEvent(const ReceivedRequest &request);
/** Of one that may not send: the little by which a person recognises the sender. */
WebhookEvent refusedEvent(const ReceivedRequest &request);

} // namespace listwright
