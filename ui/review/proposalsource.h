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

    /** What the field says today: its own text, or the one it inherits. */
    QString presentText(const ProposedField &field) const;
};

ProposalModel::Loader proposalLoader(Storage &storage);
QFuture<Result<ProposalDetails>> loadProposal(Storage &storage, qint64 id);
QFuture<Result<qint64>> loadOpenCount(Storage &storage);
QFuture<Result<ChangeOutcome>> decideProposals(Storage &storage, const QList<ProposalRepository::Decision> &decisions);

/** Text of a field as a person reads it: lists one line each. */
QString readableText(ProductField field, const QString &canonical);
/** The way back, for what a person edited. */
QString canonicalText(ProductField field, const QString &readable);

} // namespace listwright
