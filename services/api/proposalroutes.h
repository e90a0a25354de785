// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"

namespace listwright {

/** /api/proposals: what optimizers offer, and decisions about it. */
void addProposalRoutes(ApiRoutes &routes);

/** A proposal as the API gives it. */
QJsonObject proposalJson(const struct Proposal &proposal);

} // namespace listwright
