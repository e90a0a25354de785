// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/listing/rulepack.h"

#include <functional>
#include <stop_token>

namespace listwright {

class Storage;

/** Which products to hold against which marketplace's rules. */
struct ValidationRequest
{
    std::shared_ptr<const RulePack> pack; ///< never null
    CatalogQuery query;                   ///< whose products, unless ids are given
    QList<ProductId> ids;                 ///< these and not the query's, when not empty
};

/** What is wrong with one product. */
struct ProductFindings
{
    ProductId productId = 0;
    QString sku;
    QString title;
    QList<Finding> findings; ///< errors first
};

/** How far a validation is, and at its end what it found. */
struct ValidationSummary
{
    static constexpr qsizetype keptProducts = 1000;

    qint64 products = 0;               ///< looked at
    qint64 total = 0;                  ///< to look at
    qint64 withErrors = 0;             ///< would be refused
    qint64 withWarnings = 0;           ///< warnings only
    QList<ProductFindings> findings{}; ///< of the first products that have any
    bool cancelled = false;
};

/** Validates as each marketplace will see the products. Blocks; `progress` is called from the calling thread. */
Result<ValidationSummary> runValidation(Storage &storage, const ValidationRequest &request,
                                        const std::function<void(const ValidationSummary &)> &progress = {},
                                        std::stop_token stop = {});

} // namespace listwright
