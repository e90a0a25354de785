// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

#include <string>

namespace listwright {

/**
 * Gives a product that an import has just added what only our own JSON file knows of it (ProductDraft::kept): uid,
 * time of its making, status, the data of optimizers and marketplaces, and its listings. Members that cannot be
 * read are left out. Inside the caller's transaction.
 */
Result<void> takeKeptRecord(Database &database, qint64 productId, const std::string &kept);

} // namespace listwright
