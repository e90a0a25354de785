// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"
#include "services/storage/productrepository.h"

#include <QHash>

namespace listwright {

/** What products say on single marketplaces. */
class ListingRepository
{
public:
    explicit ListingRepository(Database &database) : m_database(database) {}

    Result<QList<Listing>> ofProduct(ProductId id);
    /** All of many products in a few statements; a product without any is not in the result. */
    Result<QHash<ProductId, QList<Listing>>> ofProducts(const QList<ProductId> &ids);
    Result<std::optional<Listing>> find(ProductId id, const QString &marketplace);
    /** Those of many products in a few statements; a product without one is not in the result. */
    Result<QHash<ProductId, Listing>> findMany(const QList<ProductId> &ids, const QString &marketplace);
    Result<Listing> save(Listing listing); ///< inserts or updates by product and marketplace
    /** Saves it as a change of its texts that is in the product's history and can be undone. */
    Result<ChangeOutcome> change(const Listing &listing, const ChangeOrigin &origin);

private:
    Database &m_database;
};

} // namespace listwright
