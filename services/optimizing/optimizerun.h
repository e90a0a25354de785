// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "models/domain/proposal.h"
#include "services/listing/rulepack.h"

#include <functional>
#include <stop_token>

namespace listwright {

class Storage;
struct ListedProduct;

/** Which products to improve for which marketplace. */
struct OptimizeRequest
{
    std::shared_ptr<const RulePack> pack; ///< never null
    CatalogQuery query;                   ///< whose products, unless ids are given
    QList<ProductId> ids;                 ///< these and not the query's, when not empty
};

/** How far an optimization is, and at its end what it did. Nothing of a product changes before somebody accepts. */
struct OptimizeSummary
{
    qint64 products = 0;  ///< looked at
    qint64 total = 0;     ///< to look at
    qint64 proposals = 0; ///< made; open ones for the same product and marketplace are replaced
    qint64 goodAlready = 0;
    qint64 leftToModel = 0; ///< an open proposal of a model, which was paid for, is not replaced
    bool cancelled = false; ///< proposals made until then are kept
};

/** What the rules make of some products; counts them in the summary. */
QList<Proposal> proposalsByRules(const QList<ListedProduct> &products, const RulePack &pack, OptimizeSummary &summary);

/**
 * Makes proposals by the built-in rules, in batches of bounded size. Blocks, so not for the GUI thread. `progress` is
 * called from the calling thread after each batch.
 */
Result<OptimizeSummary> runOptimization(Storage &storage, const OptimizeRequest &request,
                                        const std::function<void(const OptimizeSummary &)> &progress = {},
                                        std::stop_token stop = {});

} // namespace listwright
