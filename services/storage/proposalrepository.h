// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrepository.h"

namespace listwright {

/** Proposals and what becomes of them. */
class ProposalRepository
{
    Q_DECLARE_TR_FUNCTIONS(ProposalRepository)

public:
    explicit ProposalRepository(Database &database) : m_database(database) {}

    /** Adds proposals; an open one for the same product and marketplace is replaced. Ids are set in the result. */
    Result<QList<Proposal>> add(QList<Proposal> proposals);
    Result<Proposal> find(qint64 id);
    /** Open ones, oldest first; keyset paging by the last id seen. */
    Result<QList<Proposal>> open(qint64 afterId = 0, int limit = 200);
    Result<qint64> openCount();

    /**
     * Decides fields of proposals in one transaction and one change set. Accepted values go to the product (empty
     * marketplace) or to the marketplace's listing. A field whose present value is not the proposal's `before`
     * any more is a conflict and stays open. `edited` may replace a field's `after`.
     */
    struct Decision
    {
        qint64 proposalId = 0;
        std::optional<ProductField> field{}; ///< nothing = all open fields
        FieldDecision decision = FieldDecision::Accepted;
        std::optional<QString> edited{};
    };
    Result<ChangeOutcome> decide(const QList<Decision> &decisions, const QString &actor);

    /** An accepted field in the change log: the line after that of the value, from "open" to "accepted". */
    struct LoggedDecision
    {
        qint64 proposalId = 0;
        ProductField field = ProductField::TitleOptimized;

        QString logName() const; ///< "proposal/12/title_optimized", where a changed value has the name of its field
        static std::optional<LoggedDecision> fromLogName(const QString &name);
    };
    /**
     * For undo, inside the caller's transaction: gives the field the decision `wanted` where it is `present` now, so
     * that a proposal is open again whose text was taken back. False where it is not, where the proposal is gone, or
     * where a newer one for the same product and marketplace is open by now.
     */
    Result<bool> restoreDecision(const LoggedDecision &logged, const QString &present, const QString &wanted);

private:
    Database &m_database;
};

} // namespace listwright
