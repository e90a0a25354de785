// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proposaltexts.h"

#include "services/optimizing/spending.h"
#include "services/storage/proposaljson.h"

using namespace Qt::StringLiterals;

namespace listwright::proposaltexts {

namespace {

struct ShownProposals
{
    Q_DECLARE_TR_FUNCTIONS(ProposalsCommand)
};

void showMaking(Console &console, const ProposalMaking &making)
{
    if (making == ProposalMaking())
        return;
    console.line(ShownProposals::tr("  By %1 of %2, prompt %3, %L4 tokens in and %L5 out, %6")
                     .arg(making.model, making.provider, making.prompt)
                     .arg(making.inputTokens)
                     .arg(making.outputTokens)
                     .arg(costText(making.cost, making.provider, making.model)));
    if (making.cachedAt)
        console.line(
            ShownProposals::tr("  From the cache: the answer is of %1").arg(making.cachedAt->toString(Qt::ISODate)));
}

QString decisionText(FieldDecision decision)
{
    switch (decision) {
    case FieldDecision::Open:
        return {};
    case FieldDecision::Accepted:
        return ShownProposals::tr(": accepted");
    case FieldDecision::Rejected:
        return ShownProposals::tr(": rejected");
    }
    return {};
}

void showDoubts(Console &console, const ProposedField &field)
{
    for (const QString &problem : field.problems)
        console.line(ShownProposals::tr("      Breaks a rule: %1").arg(problem));
    for (const DoubtfulFact &mark : field.marks)
        console.line(ShownProposals::tr("      Doubtful: %1").arg(mark.reason));
}

/** `changed`: what stands there today where that is not what was proposed from. */
void showField(Console &console, const ProposedField &field, const std::optional<QString> &changed)
{
    console.line(u"  " + fieldLabel(field.field) + u" (" + fieldName(field.field) + u")" +
                 decisionText(field.decision));
    console.line(u"    - " + (field.before.isEmpty() ? field.inherited.value_or(QString()) : field.before));
    console.line(u"    + " + field.after);
    if (changed)
        console.line(ShownProposals::tr("      Changed since, so it is not accepted by its number: %1").arg(*changed));
    for (const QString &reason : field.reasons)
        console.line(u"      " + reason);
    showDoubts(console, field);
}

} // namespace

QJsonObject json(const Proposal &proposal)
{
    return {{u"id"_s, proposal.id},
            {u"product"_s, proposal.productId},
            {u"marketplace"_s, proposal.marketplace},
            {u"origin"_s, proposal.origin},
            {u"score_before"_s, proposal.scoreBefore},
            {u"score_after"_s, proposal.scoreAfter},
            {u"state"_s, proposalStateName(proposal.state)},
            {u"created_at"_s, proposal.createdAt.toString(Qt::ISODate)},
            {u"clean"_s, proposal.isClean()},
            {u"making"_s, proposaljson::object(proposal.making)},
            {u"hint"_s, proposal.hint},
            {u"reject_reason"_s, proposal.rejectReason},
            {u"fields"_s, proposaljson::array(proposal.fields)}};
}

void show(Console &console, const Proposal &proposal, const QHash<ProductField, QString> &changed)
{
    console.line(ShownProposals::tr("Proposal %1 for product %2, %3, score %4 → %5, %6")
                     .arg(proposal.id)
                     .arg(proposal.productId)
                     .arg(proposal.marketplace)
                     .arg(proposal.scoreBefore)
                     .arg(proposal.scoreAfter)
                     .arg(proposalStateText(proposal.state)));
    showMaking(console, proposal.making);
    if (!proposal.hint.isEmpty())
        console.line(ShownProposals::tr("  Asked for: %1").arg(proposal.hint));
    if (!proposal.rejectReason.isEmpty())
        console.line(ShownProposals::tr("  Rejected because: %1").arg(proposal.rejectReason));
    if (proposal.recordChanged)
        console.line(ShownProposals::tr("  The product was changed after this was proposed: check its facts."));
    for (const ProposedField &field : proposal.fields)
        showField(console, field,
                  changed.contains(field.field) ? std::optional(changed.value(field.field)) : std::nullopt);
}

void showMarked(Console &console, const Proposal &proposal, const QList<ProposedField> &marked)
{
    console.line(ShownProposals::tr("Proposal %1 for product %2, %3, stays open:")
                     .arg(proposal.id)
                     .arg(proposal.productId)
                     .arg(proposal.marketplace));
    for (const ProposedField &field : marked) {
        console.line(u"  " + fieldLabel(field.field) + u" (" + fieldName(field.field) + u")");
        console.line(u"    + " + field.after);
        showDoubts(console, field);
    }
}

} // namespace listwright::proposaltexts
