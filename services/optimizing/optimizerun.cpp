// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/optimizerun.h"

#include "services/optimizing/listedproducts.h"
#include "services/optimizing/ruleoptimizer.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"

namespace listwright {

namespace {

std::optional<Proposal> proposalFor(const ListedProduct &listed, const RulePack &pack)
{
    auto proposal = optimizeByRules(listed.present(), pack);
    if (proposal)
        listed.compareWithListing(*proposal);
    return proposal;
}

Result<void> optimizeBatch(Storage &storage, const QList<ListedProduct> &products, const RulePack &pack,
                           OptimizeSummary &summary)
{
    const QList<Proposal> proposals = proposalsByRules(products, pack, summary);
    if (proposals.isEmpty())
        return {};
    return storage.write([proposals](Database &database) { return ProposalRepository(database).add(proposals); })
        .result()
        .map([](const QList<Proposal> &) {});
}

} // namespace

QList<Proposal> proposalsByRules(const QList<ListedProduct> &products, const RulePack &pack, OptimizeSummary &summary)
{
    QList<Proposal> proposals;
    for (const ListedProduct &listed : products) {
        ++summary.products;
        if (listed.awaitsReview)
            ++summary.leftToModel;
        else if (auto proposal = proposalFor(listed, pack))
            proposals.append(std::move(*proposal));
        else
            ++summary.goodAlready;
    }
    summary.proposals += proposals.size();
    return proposals;
}

Result<OptimizeSummary> runOptimization(Storage &storage, const OptimizeRequest &request,
                                        const std::function<void(const OptimizeSummary &)> &progress,
                                        std::stop_token stop)
{
    OptimizeSummary summary;
    const auto ids = wantedIds(storage, request.query, request.ids, stop);
    summary.cancelled = stop.stop_requested();
    if (summary.cancelled)
        return summary;
    if (!ids)
        return failure(ids.error());
    summary.total = static_cast<qint64>(ids->size());
    const auto work = [&](const QList<ListedProduct> &batch) -> Result<void> {
        const auto done = optimizeBatch(storage, batch, *request.pack, summary);
        if (done && progress)
            progress(summary);
        return done;
    };
    const auto finished = forEachBatch(storage, *ids, request.pack->key(), work, stop);
    if (!finished)
        return failure(finished.error());
    summary.cancelled = !*finished;
    return summary;
}

} // namespace listwright
