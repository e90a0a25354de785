// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about texts: title, description, each bullet point.

#include "services/listing/textrule.h"

namespace listwright {

namespace {

Finding findingOf(const Rule &rule, const TextProblem &problem)
{
    Finding finding{rule.severity, rule.key, rule.field, -1, 0, problem.message, rule.source, problem.mended};
    if (!problem.spans.isEmpty()) {
        finding.position = static_cast<int>(problem.spans.first().position);
        finding.length = static_cast<int>(problem.spans.first().length);
    }
    return finding;
}

QList<Finding> checkBullets(const Rule &rule, const RuleContext &context)
{
    QList<Finding> findings;
    const QStringList &bullets = context.product.bulletPoints;
    for (qsizetype i = 0; i < bullets.size(); ++i) {
        const TextProblems problems = TextRule(rule, context, bullets.at(i)).check();
        for (const TextProblem &problem : problems) {
            Finding finding = findingOf(rule, problem);
            finding.position = -1; // the field's text is the whole list
            finding.message = RulePack::tr("Bullet point %1: %2").arg(i + 1).arg(problem.message);
            if (problem.mended) {
                QStringList mended = bullets;
                mended[i] = *problem.mended;
                finding.fix = QString::fromUtf8(stringsToJson(mended));
            }
            findings.append(finding);
        }
    }
    return findings;
}

QString textOf(const Product &product, ProductField field)
{
    if (field == ProductField::TitleOptimized)
        return product.title();
    if (field == ProductField::DescriptionOptimized)
        return product.description();
    return fieldText(product, field);
}

bool isTextRule(RuleKind kind)
{
    return kind <= RuleKind::SameAs;
}

} // namespace

std::optional<QList<Finding>> checkTextRule(const Rule &rule, const RuleContext &context)
{
    if (!isTextRule(rule.kind))
        return {};
    if (rule.field == ProductField::BulletPoints)
        return checkBullets(rule, context);
    QList<Finding> findings;
    const QString text = textOf(context.product, rule.field);
    if (text.isEmpty()) // a missing text is the business of a rule of its own
        return findings;
    const TextProblems problems = TextRule(rule, context, text).check();
    for (const TextProblem &problem : problems)
        findings.append(findingOf(rule, problem));
    return findings;
}

} // namespace listwright
