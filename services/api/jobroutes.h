// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"

namespace listwright {

/** /api/jobs: the queue and its dead letters. `jobsAdded` is called from a storage thread. */
void addJobRoutes(ApiRoutes &routes, const std::function<void()> &jobsAdded);

} // namespace listwright
