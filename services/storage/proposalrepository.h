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

    /**
     * Adds proposals; an open one for the same product and marketplace is replaced. Where a person has decided some of
     * its fields it stays as it is, closed. Ids are set in the result, and the time of making where it is not.
     */
    Result<QList<Proposal>> add(QList<Proposal> proposals);
    Result<Proposal> find(qint64 id);
    /** Open ones, oldest first; keyset paging by the last id seen. */
    Result<QList<Proposal>> open(qint64 afterId = 0, int limit = 200);
    /** The open one of a product for a marketplace, where there is one. */
    Result<std::optional<Proposal>> openFor(ProductId product, const QString &marketplace);
    /** A stretch of the open proposals: which of them can be accepted without looking. */
    struct CleanPage
    {
        QList<qint64> ids{};
        qint64 lastId = 0; ///< where the next stretch begins
        qint64 left = 0;   ///< not clean: problems or marks in an open field
        bool end = false;
    };
    /** Looks at `limit` open proposals after that id; only those of the marketplace count where one is given. */
    Result<CleanPage> openClean(qint64 afterId = 0, int limit = 200, const std::optional<QString> &marketplace = {});
    /** Which of the products have an open proposal of a model for the marketplace: it was paid for. */
    Result<QSet<ProductId>> withOpenOfModel(const QList<ProductId> &products, const QString &marketplace);
    Result<qint64> openCount(const QString &marketplace = {}); ///< empty = of all

    /**
     * Decides fields of proposals in one transaction and one change set. Accepted values go to the product (empty
     * marketplace) or to the marketplace's listing. A field whose present text, its own or the inherited one, is not
     * what the proposal was made from any more is a conflict and stays open, and so is all of a proposal whose record
     * was changed since (Proposal::recordChanged) unless the decision names the field. `edited` may replace a field's
     * `after`; its problems and marks go then. A proposal that is gone or closed counts as missing.
     */
    struct Decision
    {
        qint64 proposalId = 0;
        std::optional<ProductField> field{}; ///< nothing = all open fields
        FieldDecision decision = FieldDecision::Accepted;
        std::optional<QString> edited{};
        std::optional<QString> reason{}; ///< of a rejection; kept with the proposal
        /** With a field: the present text, as the person saw it, that is to be replaced where it is a conflict. */
        std::optional<QString> replaces{};
    };
    Result<ChangeOutcome> decide(const QList<Decision> &decisions, const QString &actor, const QString &run = {});

    /**
     * A decided field in the change log, from "open" to "accepted", after the line of the value, or to "rejected",
     * which has no such line.
     */
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
    Result<bool> restoreDecision(const LoggedDecision &logged, qint64 productId, const QString &present,
                                 const QString &wanted);

private:
    Database &m_database;
};

} // namespace listwright
