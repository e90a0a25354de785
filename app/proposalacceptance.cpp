// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proposalacceptance.h"

#include "services/storage/storage.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int pageSize = 200;

/** The product as the marketplace will see it once the proposal is accepted; nothing when a field no longer fits. */
Result<std::optional<Product>> improved(Database &database, const Proposal &proposal)
{
    auto product = ProductRepository(database).find(proposal.productId);
    if (!product)
        return failure(product.error());
    if (!proposal.marketplace.isEmpty()) {
        const auto listing = ListingRepository(database).find(proposal.productId, proposal.marketplace);
        if (!listing)
            return failure(listing.error());
        if (*listing)
            product = withListing(std::move(*product), **listing);
    }
    for (const ProposedField &field : proposal.fields) {
        if (field.decision == FieldDecision::Open && !setFieldText(*product, field.field, field.after))
            return std::optional<Product>();
    }
    return std::optional(std::move(*product));
}

bool hasErrors(const RulePack &pack, const Product &product)
{
    const QList<Finding> findings = pack.validate(product);
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding &finding) { return finding.severity == Severity::Error; });
}

struct Page
{
    qint64 lastId = 0;
    bool end = false;
    QList<qint64> wanted{};
    qint64 left = 0;
};

Result<Page> readPage(Database &database, const RulePack &pack, Acceptance acceptance,
                      const std::vector<ProductId> &products, qint64 afterId)
{
    const auto proposals = ProposalRepository(database).open(afterId, pageSize);
    if (!proposals)
        return failure(proposals.error());
    Page page{.lastId = afterId, .end = proposals->isEmpty()};
    for (const Proposal &proposal : *proposals) {
        page.lastId = proposal.id;
        if (proposal.marketplace != pack.key() ||
            !std::binary_search(products.begin(), products.end(), proposal.productId))
            continue;
        if (acceptance == Acceptance::Clean) {
            const auto product = improved(database, proposal);
            if (!product)
                return failure(product.error());
            if (!*product || hasErrors(pack, **product)) {
                ++page.left;
                continue;
            }
        }
        page.wanted.append(proposal.id);
    }
    return page;
}

Result<ChangeOutcome> accept(Storage &storage, const QList<qint64> &proposals)
{
    QList<ProposalRepository::Decision> decisions;
    for (const qint64 id : proposals)
        decisions.append({.proposalId = id, .decision = FieldDecision::Accepted});
    const auto work = [decisions](Database &database) {
        return ProposalRepository(database).decide(decisions, u"user"_s);
    };
    return storage.write(work).result();
}

} // namespace

Result<AcceptanceSummary> acceptProposals(Storage &storage, const RulePack &pack, Acceptance acceptance,
                                          const std::vector<ProductId> &products, const std::stop_token &stop)
{
    AcceptanceSummary summary;
    for (qint64 lastId = 0; !stop.stop_requested();) {
        const auto work = [&, lastId](Database &database) {
            return readPage(database, pack, acceptance, products, lastId);
        };
        const auto page = storage.read(work, stop).result();
        if (!page)
            return failure(page.error());
        if (page->end)
            break;
        lastId = page->lastId;
        summary.left += page->left;
        if (page->wanted.isEmpty())
            continue;
        const auto outcome = accept(storage, page->wanted);
        if (!outcome)
            return failure(outcome.error());
        summary.accepted += page->wanted.size();
        summary.conflicts += outcome->conflicts;
    }
    return summary;
}

} // namespace listwright
