// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"
#include "services/listing/rulepack.h"

namespace listwright {

/** /api/products and below. */
void addProductRoutes(ApiRoutes &routes, const RulePacks &packs);

} // namespace listwright
