// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productfield.h"

namespace listwright {

enum class ProposalState { Open, Accepted, Rejected, PartlyAccepted };

QString proposalStateName(ProposalState state);
std::optional<ProposalState> proposalStateFromName(QStringView name);
QString proposalStateText(ProposalState state);

/** Whether a person has decided on one field of a proposal. */
enum class FieldDecision { Open, Accepted, Rejected };

/** One changed field an optimizer offers; values in the canonical text of productfield.h. */
struct ProposedField
{
    ProductField field = ProductField::TitleOptimized;
    QString before;
    QString after;
    QStringList reasons; ///< translated: why it was changed so
    FieldDecision decision = FieldDecision::Open;
    bool operator==(const ProposedField &) const = default;
};

/** Changed fields an optimizer offers for one product. Nothing changes until a person accepts. */
struct Proposal
{
    qint64 id = 0;
    ProductId productId = 0;
    qint64 baseRevision = 0; ///< revision of the product it was made from
    QString marketplace;     ///< whose rules it follows; empty for the product in general
    QString origin;          ///< "rules/1" or provider and model
    QList<ProposedField> fields;
    int scoreBefore = 0;
    int scoreAfter = 0;
    ProposalState state = ProposalState::Open;
    QDateTime createdAt; ///< UTC

    bool operator==(const Proposal &) const = default;
};

} // namespace listwright
