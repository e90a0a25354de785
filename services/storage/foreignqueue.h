// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/jobrepository.h"
#include "services/storage/storagelocation.h"

#include <functional>

namespace listwright {

/**
 * Changes the queue of an SQLite catalog that another program has open, by a connection beside its own. For jobs and
 * their pauses alone: who works the queue asks the database for them each time, and looks whether others have changed
 * it (Storage::lookForOthers()); of all else it may rely on being the only one that writes. Busy where the catalog is
 * being restored, or the other one writes for long; nothing is created or migrated. Blocks.
 */
Result<qint64> changeForeignQueue(const StorageLocation &location,
                                  const std::function<Result<qint64>(JobRepository &)> &work);

} // namespace listwright
