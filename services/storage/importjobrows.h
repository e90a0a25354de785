// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkimport.h"
#include "services/storage/changelog.h"

/** Rows of import_jobs with the change set that belongs to each. All inside the caller's transaction. */
namespace listwright::importjobs {

/** Who made the changes of an import, for its change set. */
ChangeOrigin originOf(const ImportJob &job);
/** Adds a running job and its change set; fills in id, changeSet and startedAt. */
Result<void> begin(Database &database, ImportJob &job);
/** Makes one that was interrupted a running one again, with its counts and its change set. */
Result<void> resume(Database &database, ImportJob &job);
/** Counts and sign of life. */
Result<void> writeProgress(Database &database, const ImportJob &job);
/** The last counts, state, error and finishedAt; the change set goes when there is nothing to undo. */
Result<void> end(Database &database, const ImportJob &job);

} // namespace listwright::importjobs
