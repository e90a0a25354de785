// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/storage/database.h"

namespace listwright {

/**
 * Sets Proposal::recordChanged of the open ones: whether a field that texts rest on says something else than when the
 * proposal was made. What other proposals wrote does not count, nor what was taken back since.
 */
Result<void> findChangedRecords(Database &database, const QList<Proposal *> &proposals);

} // namespace listwright
