// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/proposalmodel.h"
#include "services/storage/proposalrepository.h"

namespace listwright {

class Storage;

/** A proposal with what it would change. */
struct ProposalDetails
{
    Proposal proposal;
    Product product; ///< as the proposal's marketplace sees it
    Product bare{};  ///< without the marketplace's own texts
    /** Open fields that say something else than when the proposal was made, with what they say today. */
    QHash<ProductField, QString> changed{};

    /** What the field said when the proposal was made: its own text, or the one it inherits. */
    QString presentText(const ProposedField &field) const;
};

ProposalModel::Loader proposalLoader(Storage &storage);
/** NotFound also for one that is closed: nothing of it is to be decided any more. */
QFuture<Result<ProposalDetails>> loadProposal(Storage &storage, qint64 id);
QFuture<Result<qint64>> loadOpenCount(Storage &storage);
/** `run` names what is decided in several goes and taken back as one. */
QFuture<Result<ChangeOutcome>> decideProposals(Storage &storage, const QList<ProposalRepository::Decision> &decisions,
                                               const QString &run = {});

/** Text of a field as a person reads it: lists one line each, a line break within one as "\n". */
QString readableText(ProductField field, const QString &canonical);
/** The way back, for what a person edited. */
QString canonicalText(ProductField field, const QString &readable);

} // namespace listwright
