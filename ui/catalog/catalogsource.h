// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/catalogmodel.h"
#include "services/storage/catalogreader.h"

namespace listwright {

class Storage;

/** What a command on products works on: all that match a query, or chosen ones. */
struct ProductScope
{
    bool wholeQuery = false;
    CatalogQuery query;
    QList<ProductId> ids; ///< empty when wholeQuery
    qint64 count = 0;

    bool isEmpty() const { return count == 0; }
};

/** The catalog model's functions on a storage, which must outlive the model. */
CatalogLoader catalogLoader(Storage &storage);

QFuture<Result<CatalogCounts>> loadCounts(Storage &storage, const CatalogQuery &query, std::stop_token stop);
/** Brands or sources of the query's products whose name holds the words. */
QFuture<Result<FilterValues>> loadFilterValues(Storage &storage, const CatalogQuery &query, CatalogColumn column,
                                               const QString &words, int limit, std::stop_token stop);

} // namespace listwright
