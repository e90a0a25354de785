// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"

namespace listwright {

class IntakeQueue;

/** /api/import: products of those that have a key, and what became of imports. The queue must outlive the server. */
void addImportRoutes(ApiRoutes &routes, IntakeQueue &queue);

} // namespace listwright
