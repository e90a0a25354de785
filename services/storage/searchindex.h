// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"
#include "models/domain/result.h"

#include <QString>

#include <functional>
#include <memory>
#include <span>

namespace listwright {

class Database;

/** Products that were just committed, for the index to take without reading them again. */
struct SearchBatch
{
    std::shared_ptr<const std::vector<ProductDraft>> drafts; ///< keeps the texts alive
    std::vector<std::pair<qint64, std::size_t>> added;       ///< new product id, position in drafts; ids ascending
    qint64 firstRevision = 0;                                ///< revisions the batch used, all of them
    qint64 lastRevision = 0;
};

/**
 * Full text search over the products of a SQLite catalog: folded words of title, SKU, GTIN, brand and description in an
 * FTS5 index. It stands in a file of its own beside the catalog ("catalog.db-search"), because that lets it be filled
 * by a second core while the catalog is written, keeps backups small, and makes damage harmless: it is derived and is
 * built anew when it does not fit the catalog.
 *
 * It follows the catalog by revision: everything up to its watermark is indexed. A crash between both files only
 * leaves the watermark behind. A document's rowid is the product's id; a product changed later gets a document of a
 * higher number instead (table moved), and the old one is ignored until the next rebuild.
 *
 * One thread of its own; all methods can be called from any thread.
 */
class SearchIndex
{
public:
    /** Documents of products that were changed after they had been indexed are numbered from here, by revision. */
    static constexpr qint64 movedBase = qint64{1} << 40;

    /** File of the index of a catalog. */
    static QString fileOf(const QString &catalogFile);
    /** With words that name the index and not the catalog, where it is the index that is damaged. */
    static Error errorOf(Error error, Database &catalog);
    /** Opens or creates the index and starts following. Blocks shortly. */
    static Result<std::unique_ptr<SearchIndex>> open(const QString &catalogFile);
    ~SearchIndex(); ///< finishes the batch under way; the rest is caught up at the next start

    /** The catalog has new revisions; the index reads them soon. */
    void follow();
    /** As follow(), with the texts at hand. Waits while two batches are queued. */
    void add(SearchBatch batch);
    /** Waits until everything committed before the call is indexed. */
    void wait();
    /** Called from the index's thread after each commit. */
    void setIndexedCallback(std::function<void()> callback);
    /**
     * Called from the index's thread when it has moved a long write-ahead log of the catalog into its file but for what
     * was written meanwhile. Who writes moves that in no time then, and begins the log anew.
     */
    void setLogCallback(std::function<void()> callback);
    /** For the writer then. */
    static void beginLogAnew(Database &writer);

private:
    SearchIndex();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace listwright
