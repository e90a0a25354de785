// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/storage/database.h"

namespace listwright {

/** A stretch of a query's products, and where the next one begins. */
struct ProductPage
{
    QList<ProductId> ids;
    QString next; ///< opaque; empty = this was the last
};

/**
 * The query's products page by page. A page begins behind the last product of the one before it by its place in the
 * order, so that each costs the same however far back it lies, and one that is added or deleted meanwhile shifts
 * nothing. InvalidInput where `cursor` was not given out for this order.
 */
Result<ProductPage> productPage(Database &database, const CatalogQuery &query, const QString &cursor, int limit);

} // namespace listwright
