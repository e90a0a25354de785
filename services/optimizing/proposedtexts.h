// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/askedlanguage.h"
#include "services/optimizing/factcheck.h"
#include "services/optimizing/modeloptimizer.h"

#include <QJsonArray>

namespace listwright {

/**
 * One answer of a model made into the fields of a proposal: cleaned, mended where that takes next to nothing away, held
 * against the pack's rules and the record.
 */
class ProposedTexts
{
    Q_DECLARE_TR_FUNCTIONS(ModelOptimizer)

public:
    /** All but the answer outlives it. */
    ProposedTexts(const QJsonObject &answer, const Product &present, const RulePack &pack, const ModelTask &task,
                  const FactCheck &facts);

    /** What the pack's rules say against the proposed fields: to be asked for again. */
    QStringList violations() const;
    /** Mends what can be mended by cutting; for when the model is not asked any more. */
    void mendWhatIsLeft();

    /** The product with the proposed texts. */
    const Product &product() const { return m_improved; }
    int score() const;
    /** Those that are better than what is there, or its translation, with what is to be said of them. */
    QList<ProposedField> fields() const;

private:
    struct Change
    {
        ProductField field;
        QStringList reasons{};
        QList<DoubtfulFact> marks{};
    };

    void read(const QJsonObject &answer);
    void readPart(OptimizePart part, const QJsonValue &value);
    void readAttributes(const QJsonArray &answer);
    void readCategory(const QString &path);
    bool set(ProductField field, const QString &text, const QStringList &reasons = {});
    void mend(Change &change, qsizetype leastPercent);
    QStringList problemsOf(ProductField field) const;
    int errorsOf(const Product &product, ProductField field) const;
    bool isImprovement(ProductField field) const;
    QList<DoubtfulFact> marksOf(const Change &change) const;
    QList<DoubtfulFact> bulletMarks() const;

    const Product &m_present;
    const RulePack &m_pack;
    const ModelTask &m_task;
    const FactCheck &m_facts;
    AskedLanguage m_language;
    Product m_improved;
    QList<Change> m_changes;
};

} // namespace listwright
