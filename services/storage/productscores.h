// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "services/storage/database.h"

/**
 * The quality scores that a catalog stores: of the best texts that a product has, its own or a listing's. Whoever
 * writes one of these brings the score up to date in the same transaction; a score that follows a listing gives the
 * product no new revision. On a shared server the product is locked before its listings, so that nobody reads half of a
 * change.
 */
namespace listwright::productscores {

/** Of the product as it is about to be written, with the listings that are stored. */
Result<int> of(Database &database, const Product &product);

/** After listings of these products were written. Those without listings are left alone. */
Result<void> renew(Database &database, const QList<ProductId> &ids);

/** Those that a new schema has marked as due, once. */
Result<void> renewDue(Database &database);

} // namespace listwright::productscores
