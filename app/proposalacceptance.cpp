// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proposalacceptance.h"

#include "services/storage/storage.h"
#include "services/storage/uuid7.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int pageSize = 200;

struct Page
{
    qint64 lastId = 0;
    bool end = false;
    QList<qint64> wanted{};
    qint64 left = 0;
};

Result<Page> readPage(Database &database, const QString &marketplace, Acceptance acceptance,
                      const std::vector<ProductId> &products, qint64 afterId)
{
    const auto proposals = ProposalRepository(database).open(afterId, pageSize);
    if (!proposals)
        return failure(proposals.error());
    Page page{.lastId = afterId, .end = proposals->isEmpty()};
    for (const Proposal &proposal : *proposals) {
        page.lastId = proposal.id;
        if (proposal.marketplace != marketplace ||
            !std::binary_search(products.begin(), products.end(), proposal.productId))
            continue;
        if (acceptance == Acceptance::Clean && !proposal.isClean())
            ++page.left;
        else
            page.wanted.append(proposal.id);
    }
    return page;
}

Result<ChangeOutcome> accept(Storage &storage, const QList<qint64> &proposals, const QString &run)
{
    QList<ProposalRepository::Decision> decisions;
    for (const qint64 id : proposals)
        decisions.append({.proposalId = id, .decision = FieldDecision::Accepted});
    const auto work = [decisions, run](Database &database) {
        return ProposalRepository(database).decide(decisions, u"user"_s, run);
    };
    return storage.write(work).result();
}

} // namespace

Result<AcceptanceSummary> acceptProposals(Storage &storage, const QString &marketplace, Acceptance acceptance,
                                          const std::vector<ProductId> &products, const std::stop_token &stop)
{
    AcceptanceSummary summary;
    const QString run = newUuid7().toString(QUuid::WithoutBraces);
    for (qint64 lastId = 0; !stop.stop_requested();) {
        const auto work = [&, lastId](Database &database) {
            return readPage(database, marketplace, acceptance, products, lastId);
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
        const auto outcome = accept(storage, page->wanted, run);
        if (!outcome)
            return failure(outcome.error());
        summary.accepted += page->wanted.size();
        summary.conflicts += outcome->conflicts;
    }
    return summary;
}

} // namespace listwright
