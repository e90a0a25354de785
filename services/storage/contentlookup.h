// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkimport.h"

namespace listwright {

struct KnownSource
{
    qint64 id = 0; ///< of the product; 0 = there is none of that source
    quint64 contentHash = 0;
};

/** For each key the product of that source. */
Result<std::vector<KnownSource>> knownSources(Database &database, std::span<const SourceKey> keys);

} // namespace listwright
