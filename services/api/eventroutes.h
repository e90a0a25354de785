// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"

namespace listwright {

class EventFeed;

/** GET /api/events, which stays open. The feed outlives the server. */
void addEventRoutes(ApiRoutes &routes, EventFeed &feed);

} // namespace listwright
