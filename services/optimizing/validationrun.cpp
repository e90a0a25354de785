// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/validationrun.h"

#include "services/optimizing/listedproducts.h"

namespace listwright {

namespace {

void validateOne(const ListedProduct &listed, const RulePack &pack, ValidationSummary &summary)
{
    const Product product = listed.listing ? withListing(listed.product, *listed.listing) : listed.product;
    QList<Finding> findings = pack.validate(product);
    if (findings.isEmpty())
        return;
    const bool refused = std::any_of(findings.begin(), findings.end(),
                                     [](const Finding &finding) { return finding.severity == Severity::Error; });
    ++(refused ? summary.withErrors : summary.withWarnings);
    if (summary.findings.size() < ValidationSummary::keptProducts)
        summary.findings.append({product.id, product.sku, product.title(), std::move(findings)});
}

} // namespace

Result<ValidationSummary> runValidation(Storage &storage, const ValidationRequest &request,
                                        const std::function<void(const ValidationSummary &)> &progress,
                                        std::stop_token stop)
{
    ValidationSummary summary;
    const auto ids = wantedIds(storage, request.query, request.ids, stop);
    summary.cancelled = stop.stop_requested();
    if (summary.cancelled)
        return summary;
    if (!ids)
        return failure(ids.error());
    summary.total = static_cast<qint64>(ids->size());
    const auto work = [&](const QList<ListedProduct> &batch) -> Result<void> {
        for (const ListedProduct &listed : batch) {
            validateOne(listed, *request.pack, summary);
            ++summary.products;
        }
        if (progress)
            progress(summary);
        return {};
    };
    const auto finished = forEachBatch(storage, *ids, request.pack->key(), work, stop);
    if (!finished)
        return failure(finished.error());
    summary.cancelled = !*finished;
    return summary;
}

} // namespace listwright
