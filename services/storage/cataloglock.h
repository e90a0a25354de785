// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QLockFile>

#include <memory>

namespace listwright {

/**
 * Holds an SQLite catalog for one program, by the file "<path>-lock" beside it, until the lock goes. Makes the folder
 * where the file is not there yet. Busy where another program has it, Forbidden where the folder is not to be written.
 */
Result<std::unique_ptr<QLockFile>> lockCatalog(const QString &path);

} // namespace listwright
