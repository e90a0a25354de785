// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/storage/database.h"

#include <stop_token>

namespace listwright {

struct SearchHits;

/** Values of a column to filter by and how many products of the query have them. */
struct FilterValues
{
    QList<std::pair<QString, qint64>> values; ///< the most frequent first
    qint64 count = 0;                         ///< of them in all, also those that are not listed
};

/** The read side of the catalog table; meant for reader connections, cancelled by Storage::read()'s stop token. */
class CatalogReader
{
public:
    static constexpr int countedValues = 50; ///< brands and sources that counts() lists

    explicit CatalogReader(Database &database) : m_database(database) {}

    /** The ids of the query in order; with a limit only the first ones, which is fast on a catalog of any size. */
    Result<std::vector<ProductId>> ids(const CatalogQuery &query, std::optional<int> limit = {});
    /** Rows of the given ids in their order; ids that are gone are left out. */
    Result<QList<CatalogRow>> rows(const QList<ProductId> &ids);
    Result<CatalogCounts> counts(const CatalogQuery &query);
    /** Brands or sources whose name holds the words, whatever is chosen in that column; `limit` of them are listed. */
    Result<FilterValues> values(const CatalogQuery &query, CatalogColumn column, const QString &words, int limit);
    Result<qint64> productCount();

private:
    Result<std::vector<ProductId>> ids(const CatalogQuery &query, const SearchHits &hits, std::optional<int> limit);

    Database &m_database;
};

} // namespace listwright
