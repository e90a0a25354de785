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
    /** Inserts or updates by product and marketplace; the product's score follows. */
    Result<Listing> save(Listing listing);
    Result<Listing> write(Listing listing); ///< save() where the caller has the score follow
    /** Saves it as a change of its texts that is in the product's history and can be undone. */
    Result<ChangeOutcome> change(const Listing &listing, const ChangeOrigin &origin);

private:
    Result<void> lockProduct(ProductId id);

    Database &m_database;
};

} // namespace listwright
