// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/ruleoptimizer.h"

#include "models/domain/quality.h"
#include "services/optimizing/descriptioncomposer.h"
#include "services/optimizing/statedfacts.h"
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

class RuleOptimizer
{
    Q_DECLARE_TR_FUNCTIONS(RuleOptimizer)

public:
    static ImprovedText stated(const Product &product, const Product &stating, ProductField field)
    {
        const QString text = fieldText(stating, field);
        if (text == fieldText(product, field))
            return {text, {}};
        return {text, {tr("The attributes state it.")}};
    }

    static ImprovedText attributes(const Product &product)
    {
        QList<Attribute> attributes = product.attributes;
        QStringList reasons;
        for (const Attribute &attribute : statedAttributes(product)) {
            attributes.append(attribute);
            reasons.append(tr("The text states “%1”.").arg(attribute.name));
        }
        return {QString::fromUtf8(attributesToJson(attributes)), reasons};
    }
};

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
    const Product stating = withStatedFields(product);
    for (const ProductField field : {ProductField::Brand, ProductField::Condition, ProductField::Gtin})
        offer(field, RuleOptimizer::stated(product, stating, field));
    offer(ProductField::Attributes, RuleOptimizer::attributes(product));
    offer(ProductField::TitleOptimized, composedTitle(improved, pack));
    const ImprovedText points = composedBulletPoints(improved, pack); // of the text without what is listed below it
    offer(ProductField::DescriptionOptimized, composedDescription(improved, pack));
    offer(ProductField::BulletPoints, points);
    if (proposal.fields.isEmpty())
        return {};
    proposal.productId = product.id;
    proposal.baseRevision = product.revision;
    proposal.marketplace = pack.key();
    proposal.origin = QStringLiteral("rules/2");
    proposal.scoreBefore = qualityScore(product);
    proposal.scoreAfter = qualityScore(improved);
    proposal.createdAt = QDateTime::currentDateTimeUtc();
    noteProblems(proposal, improved, pack);
    return proposal;
}

} // namespace listwright
