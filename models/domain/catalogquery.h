// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/** Columns of the catalog table, in their first order. */
enum class CatalogColumn { Title, Sku, Gtin, Brand, Category, Price, Quantity, Score, Status, Source, Updated };

/** Which products, in which order. A default one is the whole catalog, last changed first. */
struct CatalogQuery
{
    QString search;                ///< words over title, SKU, GTIN, brand, description; all must be found
    QList<ProductStatus> statuses; ///< empty = any; likewise below
    QStringList sourcePlatforms;
    QStringList brands;
    std::optional<int> minimumScore;
    std::optional<int> maximumScore;
    CatalogColumn sortColumn = CatalogColumn::Updated;
    bool descending = true;

    bool operator==(const CatalogQuery &) const = default;
};

/** What the table shows of a product; small enough to page by the thousand. */
struct CatalogRow
{
    ProductId id = 0;
    qint64 revision = 0;
    QString title; ///< the optimized one where there is one
    QString sku;
    QString gtin;
    QString brand;
    QString category;
    std::optional<Money> price;
    std::optional<qint64> quantity;
    int score = 0;
    ProductStatus status = ProductStatus::Imported;
    QString sourcePlatform;
    QDateTime updatedAt; ///< UTC

    bool operator==(const CatalogRow &) const = default;
};

/** How many products of the query's search each filter value would show. */
struct CatalogCounts
{
    qint64 total = 0;                                 ///< matching the search and all filters
    QList<std::pair<ProductStatus, qint64>> byStatus; ///< matching all but the status filter
    QList<std::pair<QString, qint64>> bySource;       ///< the most frequent, at most 50
    QList<std::pair<QString, qint64>> byBrand;        ///< the most frequent, at most 50
    bool operator==(const CatalogCounts &) const = default;
};

} // namespace listwright
