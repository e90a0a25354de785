// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "services/optimizing/factwords.h"
#include "services/optimizing/measures.h"

namespace listwright {

/** What a product's record says, in the forms that texts are compared by. */
class RecordFacts
{
public:
    explicit RecordFacts(const Product &record);

    bool states(const Measure &measure) const;
    bool statesNumber(double number) const;
    /** The word, alone or written together with its neighbours ("GBH 2-26" and "GBH226"). */
    bool hasWord(const QString &folded) const;
    /** Also with another ending: "Boscha" where the record has "Bosch". */
    bool hasName(const QString &folded) const;
    /** Whether a group of that list is named. */
    bool names(const FactWords &list, int group) const { return m_groups.value(&list).contains(group); }
    /** Whether these words stand in the record one after the other. */
    bool hasPhrase(const QStringList &folded) const;

private:
    QList<Measure> m_measures;
    QSet<QString> m_words;
    QStringList m_sorted;
    QString m_line; ///< all folded words with a blank before and after each
    QHash<const FactWords *, QSet<int>> m_groups;
    QList<double> m_numbers; ///< sorted
};

} // namespace listwright
