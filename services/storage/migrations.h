// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

namespace listwright::migrations {

/** Newest schema this program knows. */
int latest();
/** Schema of the database; 0 = empty. Unsupported when the file belongs to another program. */
Result<int> current(Database &database);
/** Why a database of a schema above latest() is left alone: Unsupported. */
Error newerDatabase(const QString &name, int version);
/** Unsupported for a database of another program or of a newer Listwright, before anything of it is changed. */
Result<void> checkChangeable(Database &database);
/** Whether it can be used without being changed: also NotFound for an empty one, Unsupported for an older schema. */
Result<void> checkReadable(Database &database);
/**
 * Applies resources/sql/<dialect>/NNNN_*.sql one transaction each, up to `target`. A newer database is Unsupported
 * and left alone. Two processes may try at once; one waits for the other.
 */
Result<void> apply(Database &database, int target = latest());

} // namespace listwright::migrations
