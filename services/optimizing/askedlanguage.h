// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/optimizing/modeloptimizer.h"

#include <QCoreApplication>
#include <QSet>

namespace listwright {

/** The language that was asked for, held against that of a listing's texts, as far as theirs can be told. */
class AskedLanguage
{
    Q_DECLARE_TR_FUNCTIONS(ModelOptimizer)

public:
    /** `present` outlives it. */
    AskedLanguage(const Product &present, const QString &language);

    /** Whether the field is in another language today and in `improved` is not: how the two score says nothing then. */
    bool isTranslated(ProductField field, const Product &improved) const;
    /** That the field's text is clearly in another language; nothing where it is not. */
    std::optional<QString> violation(ProductField field, const Product &improved) const;
    /** Says with the proposed fields which of them, or of the other `parts` that were asked for, are in another one. */
    void addProblems(QList<ProposedField> &fields, const QList<OptimizePart> &parts, const Product &improved) const;

private:
    QSet<QString> ordinaryWords(const QString &text) const;
    bool hasSameWords(const QString &before, const QString &after) const;
    bool isLeftBehind(ProductField field, const QString &translated) const;

    const Product &m_present;
    QString m_language;
    QSet<QString> m_names;          ///< words that are the same in every language
    std::optional<QString> m_whole; ///< language of all texts together
};

} // namespace listwright
