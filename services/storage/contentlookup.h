// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkimport.h"

namespace listwright {

/** For each key whether a product of that source and exactly that content is stored. */
Result<std::vector<bool>> sameContent(Database &database, std::span<const SourceKey> keys);
/** For each key whether a product of that source is stored, whatever its content. */
Result<std::vector<bool>> sameSource(Database &database, std::span<const SourceKey> keys);

} // namespace listwright
