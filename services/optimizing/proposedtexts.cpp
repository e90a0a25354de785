// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/proposedtexts.h"

#include "models/domain/quality.h"
#include "services/listing/html.h"
#include "services/optimizing/answercleaning.h"
#include "services/optimizing/titlecomposer.h"
#include "services/optimizing/visibletext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

// More than any marketplace takes: a runaway answer is cut before anything else is done with it.
constexpr qsizetype longestProposedTitle = 1000;
constexpr qsizetype longestProposedDescription = 20'000;
constexpr qsizetype longestProposedLine = 1000;
constexpr qsizetype mostBullets = 20;
constexpr qsizetype mostAttributes = 30;

QStringList texts(const QJsonArray &array, qsizetype most)
{
    QStringList list;
    for (qsizetype i = 0; i < std::min<qsizetype>(array.size(), most); ++i)
        list.append(array.at(i).toString().left(longestProposedLine));
    return list;
}

/** What a buyer reads: the original where there is no improved text yet. */
QString shownText(const Product &product, ProductField field)
{
    if (field == ProductField::TitleOptimized)
        return product.title();
    return field == ProductField::DescriptionOptimized ? product.description() : fieldText(product, field);
}

/** Where a character of an entry stands in the JSON of a list of texts, counted from the entry's opening quote. */
int offsetInJson(const QString &entry, int position)
{
    constexpr qsizetype brackets = 4; // [" and "]
    const QString json = QString::fromUtf8(stringsToJson({entry.left(position)}));
    return static_cast<int>(json.size() - brackets);
}

} // namespace

ProposedTexts::ProposedTexts(const QJsonObject &answer, const Product &present, const RulePack &pack,
                             const ModelTask &task, const FactCheck &facts)
    : m_present(present)
    , m_pack(pack)
    , m_task(task)
    , m_facts(facts)
    , m_language(present, task.language)
    , m_improved(present)
{
    constexpr qsizetype allButNothing = 97;
    read(answer);
    for (Change &change : m_changes)
        mend(change, allButNothing);
}

/** Only what was asked for is read; members that the schema does not name are not looked at. */
void ProposedTexts::read(const QJsonObject &answer)
{
    for (const OptimizePart part : allOptimizeParts()) {
        if (m_task.parts.contains(part))
            readPart(part, answer.value(optimizePartName(part)));
    }
}

void ProposedTexts::readPart(OptimizePart part, const QJsonValue &value)
{
    AnswerCleaning cleaning(m_present, m_pack);
    switch (part) {
    case OptimizePart::Title: {
        const QString text = cleaning.title(value.toString().left(longestProposedTitle));
        set(ProductField::TitleOptimized, text, cleaning.reasons());
        break;
    }
    case OptimizePart::Description: {
        const QString text = cleaning.description(value.toString().left(longestProposedDescription));
        set(ProductField::DescriptionOptimized, text, cleaning.reasons());
        break;
    }
    case OptimizePart::BulletPoints: {
        const QStringList points = cleaning.bulletPoints(texts(value.toArray(), mostBullets));
        const QStringList allowed = points.mid(0, m_pack.bulletLimit().value_or(mostBullets));
        if (!allowed.isEmpty())
            set(ProductField::BulletPoints, QString::fromUtf8(stringsToJson(allowed)), cleaning.reasons());
        break;
    }
    case OptimizePart::Attributes:
        readAttributes(value.toArray());
        break;
    case OptimizePart::Category:
        readCategory(value.toString().left(longestProposedLine));
        break;
    }
}

bool ProposedTexts::set(ProductField field, const QString &text, const QStringList &reasons)
{
    if (text.isEmpty() || html::isSameText(text, shownText(m_improved, field)) ||
        !setFieldText(m_improved, field, text))
        return false;
    m_changes.append({field, reasons, {}});
    return true;
}

/** Adds to those that are there and never changes one. */
void ProposedTexts::readAttributes(const QJsonArray &answer)
{
    AnswerCleaning cleaning(m_present, m_pack);
    QList<Attribute> attributes = m_present.attributes;
    QStringList doubtful;
    QSet<QString> names;
    for (const Attribute &attribute : attributes)
        names.insert(foldedWord(attribute.name));
    for (qsizetype i = 0; i < std::min<qsizetype>(answer.size(), mostAttributes); ++i) {
        const QJsonValue entry = answer.at(i);
        const Attribute added{cleaning.line(entry[u"name"].toString().left(100)),
                              cleaning.line(entry[u"value"].toString().left(500))};
        const QString folded = foldedWord(added.name);
        if (folded.isEmpty() || added.value.isEmpty() || names.contains(folded))
            continue;
        names.insert(folded);
        attributes.append(added);
        if (!m_facts.holds(added.value))
            doubtful.append(added.value);
    }
    const QString json = QString::fromUtf8(attributesToJson(attributes));
    if (attributes.size() == m_present.attributes.size() || !set(ProductField::Attributes, json, cleaning.reasons()))
        return;
    qsizetype from = QString::fromUtf8(attributesToJson(m_present.attributes)).size() - 1;
    for (const QString &value : doubtful) {
        const int length = offsetInJson(value, static_cast<int>(value.size()));
        const QString quoted = QString::fromUtf8(stringsToJson({value})).mid(1, length + 2);
        const qsizetype at = json.indexOf(quoted, from);
        if (at < 0)
            continue;
        m_changes.last().marks.append(
            {static_cast<int>(at) + 1, length, tr("The record does not state “%1”.").arg(value)});
        from = at + length;
    }
}

void ProposedTexts::readCategory(const QString &path)
{
    AnswerCleaning cleaning(m_present, m_pack);
    QStringList parts;
    for (const QString &part : path.split(u'>', Qt::SkipEmptyParts))
        parts.append(cleaning.line(part));
    parts.removeAll(QString());
    if (parts.isEmpty() || !set(ProductField::Category, parts.join(u" > "), cleaning.reasons()))
        return;
    const QString text = m_improved.category;
    if (!m_facts.holds(parts.last()))
        m_changes.last().marks.append(
            {0, static_cast<int>(text.size()), tr("A suggestion: check that the marketplace has this category.")});
}

void ProposedTexts::mend(Change &change, qsizetype leastPercent)
{
    constexpr int patience = 40;
    Product probe; // without the other texts, which would be checked each time for nothing
    probe.brand = m_improved.brand;
    probe.mpn = m_improved.mpn;
    probe.sku = m_improved.sku;
    for (int round = 0; round < patience; ++round) {
        const QString text = fieldText(m_improved, change.field);
        if (!setFieldText(probe, change.field, text))
            return;
        std::optional<Finding> gentlest;
        for (const Finding &finding : m_pack.validate(probe)) {
            const bool mendable =
                finding.field == change.field && finding.fix && finding.fix->size() * 100 >= text.size() * leastPercent;
            if (mendable && (!gentlest || finding.fix->size() > gentlest->fix->size()))
                gentlest = finding;
        }
        if (!gentlest || !setFieldText(m_improved, change.field, *gentlest->fix))
            return;
        change.reasons.append(mendedReason(*gentlest));
        change.reasons.removeDuplicates();
    }
}

void ProposedTexts::mendWhatIsLeft()
{
    for (Change &change : m_changes)
        mend(change, 0);
}

QStringList ProposedTexts::problemsOf(ProductField field) const
{
    QStringList problems;
    for (const Finding &finding : m_pack.validate(m_improved)) {
        if (finding.field == field && finding.severity == Severity::Error && !problems.contains(finding.message))
            problems.append(finding.message);
    }
    return problems;
}

QStringList ProposedTexts::violations() const
{
    QStringList violations;
    for (const Change &change : m_changes) {
        violations += problemsOf(change.field);
        if (const auto language = m_language.violation(change.field, m_improved))
            violations.append(*language);
    }
    return violations;
}

int ProposedTexts::score() const
{
    return qualityScore(m_improved);
}

int ProposedTexts::errorsOf(const Product &product, ProductField field) const
{
    const QList<Finding> findings = m_pack.validate(product);
    return static_cast<int>(std::ranges::count_if(findings, [field](const Finding &finding) {
        return finding.field == field && finding.severity == Severity::Error;
    }));
}

/**
 * A person who asked for something gets it, and so does who asked for a translation; otherwise it must not score less
 * while breaking as many rules.
 */
bool ProposedTexts::isImprovement(ProductField field) const
{
    const QString text = fieldText(m_improved, field);
    if (html::isSameText(text, shownText(m_present, field)))
        return false;
    if (!m_task.hint.isEmpty() || m_language.isTranslated(field, m_improved))
        return true;
    Product alone = m_present;
    if (!setFieldText(alone, field, text))
        return false;
    return qualityScore(alone) >= qualityScore(m_present) || errorsOf(alone, field) < errorsOf(m_present, field);
}

QList<DoubtfulFact> ProposedTexts::bulletMarks() const
{
    QList<DoubtfulFact> marks;
    int begin = 2; // the first entry stands behind ["
    for (const QString &point : m_improved.bulletPoints) {
        for (const DoubtfulFact &fact : m_facts.doubtful(point)) {
            const int position = offsetInJson(point, fact.position);
            const int end = offsetInJson(point, fact.position + fact.length);
            marks.append({begin + position, end - position, fact.reason});
        }
        begin += offsetInJson(point, static_cast<int>(point.size())) + 3; // ","
    }
    return marks;
}

QList<DoubtfulFact> ProposedTexts::marksOf(const Change &change) const
{
    switch (change.field) {
    case ProductField::TitleOptimized:
    case ProductField::DescriptionOptimized:
        return m_facts.doubtful(fieldText(m_improved, change.field));
    case ProductField::BulletPoints:
        return bulletMarks();
    default:
        return change.marks;
    }
}

QList<ProposedField> ProposedTexts::fields() const
{
    QList<ProposedField> fields;
    for (const Change &change : m_changes) {
        if (!isImprovement(change.field))
            continue;
        fields.append({.field = change.field,
                       .before = fieldText(m_present, change.field),
                       .after = fieldText(m_improved, change.field),
                       .reasons = change.reasons,
                       .decision = FieldDecision::Open,
                       .problems = problemsOf(change.field),
                       .marks = marksOf(change)});
    }
    m_language.addProblems(fields, m_task.parts, m_improved);
    return fields;
}

} // namespace listwright
