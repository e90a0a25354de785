// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proposalacceptance.h"

#include "services/storage/batchdecision.h"
#include "services/storage/storage.h"
#include "services/storage/uuid7.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int readAtOnce = 200;

struct OpenPage
{
    qint64 lastId = 0;
    bool end = false;
    QList<qint64> wanted{};
    qint64 left = 0;
};

Result<OpenPage> readOpenPage(Database &database, const QString &marketplace, Acceptance acceptance,
                              const std::vector<ProductId> &products, qint64 afterId)
{
    const auto proposals = ProposalRepository(database).open(afterId, readAtOnce);
    if (!proposals)
        return failure(proposals.error());
    OpenPage page{.lastId = afterId, .end = proposals->isEmpty()};
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

/** What was accepted before the error stays accepted, so the person has to know. */
Error withAccepted(Error error, qint64 accepted)
{
    if (accepted > 0)
        error.message += u' ' + QCoreApplication::translate("ProposalAcceptance", "%Ln proposal(s) had been accepted.",
                                                            nullptr, static_cast<int>(accepted));
    return error;
}

} // namespace

Result<AcceptanceSummary> acceptProposals(Storage &storage, const QString &marketplace, Acceptance acceptance,
                                          const std::vector<ProductId> &products, const std::stop_token &stop)
{
    AcceptanceSummary summary;
    BatchOutcome outcome;
    const QString run = newUuid7().toString(QUuid::WithoutBraces);
    for (qint64 lastId = 0; !stop.stop_requested();) {
        const auto work = [&, lastId](Database &database) {
            return readOpenPage(database, marketplace, acceptance, products, lastId);
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
        if (!outcome.add(storage, page->wanted, {.decision = FieldDecision::Accepted}, run))
            return failure(withAccepted(*outcome.error, outcome.decided));
    }
    summary.accepted = outcome.decided;
    summary.conflicts = outcome.conflicts;
    return summary;
}

} // namespace listwright
