// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/ruleoptimizer.h"

#include "models/domain/quality.h"
#include "services/optimizing/descriptioncomposer.h"
#include "services/optimizing/titlecomposer.h"

namespace listwright {

namespace {

/** What the pack's rules still say against the proposed texts. */
void noteProblems(Proposal &proposal, const Product &improved, const RulePack &pack)
{
    for (const Finding &finding : pack.validate(improved)) {
        const auto field = std::ranges::find(proposal.fields, finding.field, &ProposedField::field);
        if (finding.severity == Severity::Error && field != proposal.fields.end() &&
            !field->problems.contains(finding.message))
            field->problems.append(finding.message);
    }
}

} // namespace

std::optional<Proposal> optimizeByRules(const Product &product, const RulePack &pack)
{
    Proposal proposal;
    Product improved = product;
    const auto offer = [&](ProductField field, const ImprovedText &result) {
        const QString before = fieldText(product, field);
        if (result.reasons.isEmpty() || result.text == before || !setFieldText(improved, field, result.text))
            return;
        proposal.fields.append({field, before, result.text, result.reasons, FieldDecision::Open});
    };
    offer(ProductField::TitleOptimized, composedTitle(product, pack));
    offer(ProductField::DescriptionOptimized, composedDescription(product, pack));
    offer(ProductField::BulletPoints, composedBulletPoints(product, pack));
    if (proposal.fields.isEmpty())
        return {};
    proposal.productId = product.id;
    proposal.baseRevision = product.revision;
    proposal.marketplace = pack.key();
    proposal.origin = QStringLiteral("rules/1");
    proposal.scoreBefore = qualityScore(product);
    proposal.scoreAfter = qualityScore(improved);
    proposal.createdAt = QDateTime::currentDateTimeUtc();
    noteProblems(proposal, improved, pack);
    return proposal;
}

} // namespace listwright
