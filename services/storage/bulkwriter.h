// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkimport.h"

#include <span>

namespace listwright {

/** One batch of an import and what became of it. */
struct BulkBatch
{
    std::shared_ptr<const std::vector<ProductDraft>> drafts;
    qint64 importJob = 0;
    qint64 changeSet = 0;
    QDateTime now;
    bool startedEmpty = false; ///< what is there already came with this import
    bool allNew = false;       ///< as far as one knows: nobody has to look first
};

/** What became of one draft. */
struct DraftOutcome
{
    enum class Kind { Created, Updated, Unchanged };

    qint64 product = 0;
    Kind kind = Kind::Unchanged;
};

struct BulkOutcome
{
    qint64 created = 0;
    qint64 updated = 0;
    qint64 unchanged = 0;
    std::vector<DraftOutcome> products; ///< by position in drafts
    qint64 firstRevision = 0;           ///< of those the batch used; SQLite only, 0 otherwise
    qint64 lastRevision = 0;

    /** New products as (id, position in drafts), ids ascending. */
    std::vector<std::pair<qint64, std::size_t>> added() const;
};

/** Adds or updates the drafts; the caller holds the transaction. New ones go through the driver's own interface. */
Result<BulkOutcome> writeBatchSqlite(Database &database, const BulkBatch &batch);
Result<BulkOutcome> writeBatchPostgres(Database &database, const BulkBatch &batch);

/** A product that is to be added under a number that was taken for it. */
struct NumberedProduct
{
    qint64 id = 0;
    qint64 importJob = 0;
    const ProductDraft *draft = nullptr;
};

/**
 * Adds them, on PostgreSQL by COPY; Conflict where one of them is there already. Their kept records are not looked at.
 * On SQLite a product's number is its revision: takeRevisions() gives them.
 */
Result<void> addNewProducts(Database &database, std::span<const NumberedProduct> products, const QDateTime &now);
Result<void> addNewProductsSqlite(Database &database, std::span<const NumberedProduct> products, const QDateTime &now);
/** So many revisions of the catalog, the last of which is returned. SQLite only. */
Result<qint64> takeRevisions(Database &database, qint64 count);

/** Updates the products that exist already, field by field with the change log; for both databases. */
Result<void> updateExisting(Database &database, const BulkBatch &batch, const std::vector<std::size_t> &positions,
                            BulkOutcome &outcome);

} // namespace listwright
