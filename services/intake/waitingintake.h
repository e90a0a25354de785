// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/intakequeue.h"
#include "services/storage/bulkimport.h"

namespace listwright {

/** One request on its way through the queue, and what it is answered with. */
struct WaitingIntake
{
    WebhookEvent event{};
    std::optional<Responder> responder{}; ///< nothing: it is only kept
    IntakeOnce once{};
    std::optional<IntakeReading> reading{}; ///< nothing: no products can be read from it
    std::optional<ServerAnswer> answer{};
    ImportJob job{}; ///< with what became of the products, once they are stored
};

} // namespace listwright
