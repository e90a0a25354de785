// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

/**
 * Indexes during a large import. SQLite builds those of the products table faster at its end. On PostgreSQL others work
 * with the catalog meanwhile, so all stay; but new words of the full text wait in a list, searched through as it is,
 * that a second connection moves into the index in large portions.
 */
namespace listwright::catalogindexes {

/** Before a large import, on the writer. */
Result<void> putOff(Database &database);
/** After it: settings only; the indexes are made by createMissing(), one by one when there is nothing else to write. */
Result<void> resume(Database &database);
/** How many SQLite's are, and making the one of that number where it is missing. */
int count();
Result<void> createMissing(Database &database, int number);
/** All at once, where that takes no time worth mentioning; false when there are too many products. */
Result<bool> createMissingOfSmall(Database &database);
/** PostgreSQL: within the transaction no words are moved; who writes many products has them moved on a reader. */
Result<void> leaveWordsWaiting(Database &database);
/** PostgreSQL: moves the waiting words into the index until none is left; on a reader, as it takes long. */
Result<void> indexWaitingWords(Database &database);

} // namespace listwright::catalogindexes
