// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "models/domain/listing.h"
#include "models/domain/proposal.h"

#include <functional>
#include <stop_token>

namespace listwright {

class Database;
class Storage;

/** A product and its listing on the marketplace in question, where it has one. */
struct ListedProduct
{
    Product product;
    std::optional<Listing> listing;
    bool awaitsReview = false; ///< of what a model has proposed for the marketplace; only set by forEachBatch()

    /** As the marketplace sees it. */
    Product present() const { return listing ? withListing(product, *listing) : product; }
    /**
     * Makes each field's `before` what the listing itself says, and notes what it inherits where it says nothing:
     * accepting compares with both.
     */
    void compareWithListing(Proposal &proposal) const;
};

/** One product with its listing; NotFound when it is gone. */
Result<ListedProduct> findListed(Database &database, ProductId id, const QString &marketplace);

/** The ids to work on: the given ones, or all of the query. */
Result<std::vector<ProductId>> wantedIds(Storage &storage, const CatalogQuery &query, const QList<ProductId> &ids,
                                         const std::stop_token &stop);

/**
 * Reads the products batch by batch and hands each batch to `work`, until all are done, a stop is requested or `work`
 * fails. False when stopped. Blocks.
 */
Result<bool> forEachBatch(Storage &storage, const std::vector<ProductId> &ids, const QString &marketplace,
                          const std::function<Result<void>(const QList<ListedProduct> &)> &work,
                          const std::stop_token &stop);

} // namespace listwright
