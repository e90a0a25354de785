// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

namespace listwright::catalogindexes {

/**
 * The indexes of products that a large import does without: building one afterwards in order costs a tenth of
 * inserting a million keys at random. The unique source identity and the revision always stay.
 * SQLite only; on PostgreSQL, where others work in the same tables, both do nothing.
 */
Result<void> drop(Database &database);
Result<void> createMissing(Database &database);

} // namespace listwright::catalogindexes
