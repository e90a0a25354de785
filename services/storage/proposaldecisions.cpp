// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/proposaldecisions.h"

#include "services/storage/changelog.h"
#include "services/storage/jobproducts.h"
#include "services/storage/jobrows.h"
#include "services/storage/listingfields.h"
#include "services/storage/productrows.h"
#include "services/storage/productscores.h"
#include "services/storage/proposaljson.h"
#include "services/storage/proposalrows.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

bool goesIntoListing(const Proposal &proposal, ProductField field)
{
    return !proposal.marketplace.isEmpty() && !listingfields::columnOf(fieldName(field)).isEmpty();
}

/** What was said of the optimizer's text does not hold for a person's. */
ProposedField editedField(ProposedField field, const QString &text)
{
    field.after = text;
    field.problems.clear();
    field.marks.clear();
    return field;
}

} // namespace

Result<ChangeOutcome> ProposalDecisions::decide(const QList<Decision> &decisions)
{
    QList<qint64> ids;
    QHash<qint64, QList<Decision>> ofProposal;
    for (const Decision &decision : decisions) {
        QList<Decision> &known = ofProposal[decision.proposalId];
        if (known.isEmpty())
            ids.append(decision.proposalId);
        known.append(decision);
    }
    if (auto ready = lock(ids).and_then([&] { return read(ids); }); !ready)
        return failure(ready.error());
    for (const qint64 id : ids) {
        const auto proposal = m_proposals.find(id);
        // One that a newer proposal closed is not to be decided any more, though fields of it are open.
        if (proposal == m_proposals.end() || proposal->state != ProposalState::Open ||
            !m_products.contains(proposal->productId)) {
            ++m_outcome.missing;
            continue;
        }
        if (auto done = decideProposal(*proposal, ofProposal.value(id)); !done)
            return failure(done.error());
    }
    return m_outcome;
}

// In the order that jobs lock them when they end: job, product, proposal. Two that wait for each other end in an error.
Result<void> ProposalDecisions::lock(const QList<qint64> &proposals)
{
    if (m_database.dialect() == Dialect::Sqlite)
        return {};
    const jobrows::IdList ids(m_database, proposals);
    const QString products = u"IN (SELECT product_id FROM proposals WHERE "_s + ids.among(u"proposals.id"_s) + u')';
    for (const QString &sql : QStringList{u"SELECT id FROM jobs WHERE state = 'running' AND product_id "_s + products,
                                          u"SELECT id FROM products WHERE id "_s + products}) {
        Query query(m_database, sql + u" ORDER BY id FOR UPDATE", ids.use());
        ids.bindTo(query);
        if (auto ran = query.run(); !ran)
            return ran;
    }
    return {};
}

Result<void> ProposalDecisions::read(const QList<qint64> &proposals)
{
    auto found = proposalrows::findMany(m_database, proposals);
    if (!found)
        return failure(found.error());
    m_proposals = *std::move(found);
    QList<ProductId> ids;
    for (const Proposal &proposal : std::as_const(m_proposals))
        ids.append(proposal.productId);
    const auto products = productrows::findMany(m_database, ids);
    if (!products)
        return failure(products.error());
    for (const Product &product : *products)
        m_products.insert(product.id, product);
    return {};
}

Result<void> ProposalDecisions::decideProposal(Proposal &proposal, const QList<Decision> &decisions)
{
    Writing writing;
    for (const Decision &decision : decisions) {
        for (ProposedField &field : proposal.fields) {
            if (field.decision != FieldDecision::Open || (decision.field && *decision.field != field.field))
                continue;
            if (decision.decision == FieldDecision::Accepted) {
                const Result<Taking> taken = accept(proposal, field, decision, writing);
                if (!taken)
                    return failure(taken.error());
                writing.changed = writing.changed || *taken == Taking::Written;
                writing.conflict = writing.conflict || *taken == Taking::Conflict;
                if (*taken == Taking::Conflict)
                    continue;
            } else if (auto logged = logDecision(proposal, field.field, decision.decision); !logged) {
                return logged;
            } else {
                writing.rejected = true;
            }
            field.decision = decision.decision;
        }
        if (decision.reason && decision.decision == FieldDecision::Rejected)
            proposal.rejectReason = decision.reason->simplified();
    }
    m_outcome.conflicts += writing.conflict ? 1 : 0;
    if (writing.changed || writing.rejected)
        m_log.countProduct();
    if (writing.rejected)
        m_database.noteChange(proposal.productId, false);
    if (writing.changed) {
        ++m_outcome.changed;
        if (auto written = write(proposal, writing); !written)
            return written;
    }
    return proposalrows::saveDecisions(m_database, proposal);
}

Result<ProposalDecisions::Taking> ProposalDecisions::accept(const Proposal &proposal, ProposedField &field,
                                                            const Decision &decision, Writing &writing)
{
    const auto own = ownText(proposal, field.field, writing);
    if (!own)
        return failure(own.error());
    Product &product = m_products[proposal.productId];
    const PresentText present(*own, product, field.field, proposal.marketplace);
    if (proposal.recordChanged && !decision.field)
        return Taking::Conflict;
    if (!present.isBaseOf(field) && (!decision.field || decision.replaces != present.text()))
        return Taking::Conflict;
    ProposedField wanted =
        decision.edited && *decision.edited != field.after ? editedField(field, *decision.edited) : field;
    if (!present.isBaseOf(field) || present.own != field.before) {
        wanted.before = present.own; // what an undo writes back
        wanted.inherited = present.inherited;
    }
    if (wanted.after == present.own) {
        field = std::move(wanted);
        return Taking::Already;
    }
    const bool intoListing = goesIntoListing(proposal, field.field);
    if (intoListing) {
        writing.listing->insert(fieldName(field.field), wanted.after);
        writing.intoListing.insert(fieldName(field.field));
    } else if (auto set = setFieldText(product, field.field, wanted.after); !set) {
        return failure(set.error());
    }
    field = std::move(wanted);
    return log(proposal, field, intoListing).map([] { return Taking::Written; });
}

Result<QString> ProposalDecisions::ownText(const Proposal &proposal, ProductField field, Writing &writing)
{
    if (!goesIntoListing(proposal, field))
        return fieldText(m_products.value(proposal.productId), field);
    if (!writing.listing) {
        auto texts = listingfields::texts(m_database, proposal.productId, proposal.marketplace);
        if (!texts)
            return failure(texts.error());
        writing.listing = *std::move(texts);
    }
    return writing.listing->value(fieldName(field));
}

Result<void> ProposalDecisions::log(const Proposal &proposal, const ProposedField &field, bool intoListing)
{
    const QString marketplace = intoListing ? proposal.marketplace : QString();
    const QString value = intoListing ? field.after : fieldText(m_products.value(proposal.productId), field.field);
    return m_log.add(proposal.productId, fieldName(field.field), field.before, value, marketplace).and_then([&] {
        return logDecision(proposal, field.field, FieldDecision::Accepted);
    });
}

Result<void> ProposalDecisions::logDecision(const Proposal &proposal, ProductField field, FieldDecision decision)
{
    // The same marketplace as in the line of the value, so that undo finds the two together.
    const QString marketplace = goesIntoListing(proposal, field) ? proposal.marketplace : QString();
    const ProposalRepository::LoggedDecision logged{proposal.id, field};
    return m_log.add(proposal.productId, logged.logName(), proposaljson::decisionName(FieldDecision::Open),
                     proposaljson::decisionName(decision), marketplace);
}

Result<void> ProposalDecisions::write(const Proposal &proposal, const Writing &writing)
{
    if (!writing.intoListing.isEmpty()) {
        QHash<QString, QString> texts;
        for (const QString &field : writing.intoListing)
            texts.insert(field, writing.listing->value(field));
        if (auto written = listingfields::write(m_database, proposal.productId, proposal.marketplace, texts); !written)
            return written;
    }
    Product &product = m_products[proposal.productId];
    if (auto noted = noteStatus(product); !noted)
        return noted;
    const auto score = productscores::of(m_database, product);
    if (!score)
        return failure(score.error());
    product.qualityScore = *score;
    return productrows::update(m_database, product);
}

Result<void> ProposalDecisions::noteStatus(Product &product)
{
    bool improved = false;
    if (product.status == ProductStatus::Imported) {
        product.status = ProductStatus::Optimized;
        improved = true;
    } else if (product.status == ProductStatus::Optimizing) {
        const auto noted = jobproducts::noteImproved(m_database, product.id);
        if (!noted)
            return failure(noted.error());
        improved = *noted;
    }
    return improved ? m_log.add(product.id, fieldName(ProductField::Status), statusName(ProductStatus::Imported),
                                statusName(ProductStatus::Optimized))
                    : Result<void>();
}

} // namespace listwright
