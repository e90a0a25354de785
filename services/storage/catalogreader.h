// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/storage/database.h"

#include <stop_token>

namespace listwright {

struct SearchHits;

/** The read side of the catalog table; meant for reader connections, cancelled by Storage::read()'s stop token. */
class CatalogReader
{
public:
    explicit CatalogReader(Database &database) : m_database(database) {}

    /** The ids of the query in order; with a limit only the first ones, which is fast on a catalog of any size. */
    Result<std::vector<ProductId>> ids(const CatalogQuery &query, std::optional<int> limit = {});
    /** Rows of the given ids in their order; ids that are gone are left out. */
    Result<QList<CatalogRow>> rows(const QList<ProductId> &ids);
    Result<CatalogCounts> counts(const CatalogQuery &query);
    Result<qint64> productCount();

private:
    Result<std::vector<ProductId>> ids(const CatalogQuery &query, const SearchHits &hits, std::optional<int> limit);

    Database &m_database;
};

} // namespace listwright
