// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/proposalrepository.h"

namespace listwright {

class ChangeLog;

/** Applies decisions about proposals, all of one proposal together, inside the caller's transaction. */
class ProposalDecisions
{
public:
    ProposalDecisions(Database &database, ChangeLog &log) : m_database(database), m_log(log) {}

    /** Proposals that are gone or closed are counted as missing. */
    Result<ChangeOutcome> decide(const QList<ProposalRepository::Decision> &decisions);

private:
    using Decision = ProposalRepository::Decision;

    /** What is written at the end of a proposal. */
    struct Writing
    {
        std::optional<QHash<QString, QString>> listing; ///< texts of the marketplace's listing, once they were read
        QSet<QString> intoListing;                      ///< fields of it that were changed
        bool changed = false;
        bool conflict = false;
        bool rejected = false; ///< something; the product stays as it is
    };

    Result<void> lock(const QList<qint64> &proposals);
    Result<void> read(const QList<qint64> &proposals);
    Result<void> decideProposal(Proposal &proposal, const QList<Decision> &decisions);
    /** Conflict: the present text is not what the proposal was made from. Already: it is what the proposal says,
     * accepted with the one for another marketplace, say. */
    enum class Taking { Conflict, Already, Written };
    Result<Taking> accept(const Proposal &proposal, ProposedField &field, const Decision &decision, Writing &writing);
    Result<QString> ownText(const Proposal &proposal, ProductField field, Writing &writing);
    Result<void> log(const Proposal &proposal, const ProposedField &field, bool intoListing);
    Result<void> logDecision(const Proposal &proposal, ProductField field, FieldDecision decision);
    Result<void> write(const Proposal &proposal, const Writing &writing);
    /** The product has improved texts from now on, also where a job is working on it. */
    Result<void> noteStatus(Product &product);

    Database &m_database;
    ChangeLog &m_log;
    QHash<qint64, Proposal> m_proposals;
    QHash<ProductId, Product> m_products;
    ChangeOutcome m_outcome;
};

} // namespace listwright
