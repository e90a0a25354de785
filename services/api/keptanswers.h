// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apirequest.h"
#include "services/server/serveranswer.h"
#include "services/storage/database.h"

/**
 * Answers kept under an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header), a day long. Inside the caller's
 * transaction, so that an answer is kept exactly when what it tells of is done.
 */
namespace listwright::keptanswers {

/** Nothing where the key is new, or it is no POST; Conflict where it stands for another request. */
Result<std::optional<ServerAnswer>> find(Database &database, const ApiRequest &request);
/** Of a POST with a key, where it was done: what failed may be tried again. */
Result<void> keep(Database &database, const ApiRequest &request, const ServerAnswer &answer);

} // namespace listwright::keptanswers
