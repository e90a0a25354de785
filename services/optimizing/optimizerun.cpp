// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/optimizerun.h"

#include "services/optimizing/ruleoptimizer.h"
#include "services/storage/catalogreader.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"

namespace listwright {

namespace {

constexpr size_t batchSize = 200;

Result<std::vector<ProductId>> wantedIds(Storage &storage, const OptimizeRequest &request, const std::stop_token &stop)
{
    if (!request.ids.isEmpty())
        return std::vector<ProductId>(request.ids.begin(), request.ids.end());
    const auto work = [query = request.query](Database &database) { return CatalogReader(database).ids(query); };
    return storage.read(work, stop).result();
}

/** The products as the marketplace sees them: an improvement starts from the listing's own texts where it has some. */
Result<QList<Product>> readBatch(Storage &storage, const QList<ProductId> &ids, const QString &marketplace,
                                 const std::stop_token &stop)
{
    const auto work = [ids, marketplace](Database &database) -> Result<QList<Product>> {
        auto products = ProductRepository(database).findMany(ids);
        if (!products)
            return products;
        ListingRepository listings(database);
        for (Product &product : *products) {
            auto listing = listings.find(product.id, marketplace);
            if (!listing)
                return failure(listing.error());
            if (*listing)
                product = withListing(std::move(product), **listing);
        }
        return products;
    };
    return storage.read(work, stop).result();
}

Result<void> optimizeBatch(Storage &storage, const QList<Product> &products, const RulePack &pack,
                           OptimizeSummary &summary)
{
    QList<Proposal> proposals;
    for (const Product &product : products) {
        if (auto proposal = optimizeByRules(product, pack))
            proposals.append(std::move(*proposal));
        else
            ++summary.goodAlready;
    }
    if (proposals.isEmpty())
        return {};
    const auto added =
        storage.write([proposals](Database &database) { return ProposalRepository(database).add(proposals); });
    if (const auto &result = added.result(); !result)
        return failure(result.error());
    summary.proposals += proposals.size();
    return {};
}

} // namespace

Result<OptimizeSummary> runOptimization(Storage &storage, const OptimizeRequest &request,
                                        const std::function<void(const OptimizeSummary &)> &progress,
                                        std::stop_token stop)
{
    OptimizeSummary summary;
    const auto ids = wantedIds(storage, request, stop);
    if (!ids && ids.error().code == ErrorCode::Cancelled) {
        summary.cancelled = true;
        return summary;
    }
    if (!ids)
        return failure(ids.error());
    summary.total = static_cast<qint64>(ids->size());
    for (size_t first = 0; first < ids->size(); first += batchSize) {
        const size_t end = std::min(ids->size(), first + batchSize);
        const QList<ProductId> batch(ids->begin() + static_cast<std::ptrdiff_t>(first),
                                     ids->begin() + static_cast<std::ptrdiff_t>(end));
        const auto products = readBatch(storage, batch, request.pack->key(), stop);
        if (stop.stop_requested()) {
            summary.cancelled = true;
            return summary;
        }
        if (!products)
            return failure(products.error());
        if (auto done = optimizeBatch(storage, *products, *request.pack, summary); !done)
            return failure(done.error());
        summary.products += batch.size();
        if (progress)
            progress(summary);
    }
    return summary;
}

} // namespace listwright
