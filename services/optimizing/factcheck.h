// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"

#include <memory>

namespace listwright {

class RecordFacts;

/** Holds texts against one record; see doubtfulFacts(). For many texts of one product. */
class FactCheck
{
public:
    explicit FactCheck(const Product &record);
    ~FactCheck();
    QList<DoubtfulFact> doubtful(const QString &text) const;
    /** Whether the record has all words and numbers of a short text, such as an attribute's value. */
    bool holds(const QString &text) const;

private:
    std::unique_ptr<const RecordFacts> m_record;
};

/**
 * Statements of a text that the record (title, description, attributes, bullet points, category, brand, variants, image
 * names and alternative texts) does not hold: numbers with units, sizes, materials, colours, brands, compatibility,
 * certificates. Units are compared by value (1.5 kg = 1500 g), decimal signs, spelling of units, word forms and the
 * marketplace languages' words for materials and colours (black = schwarz = czarny) do not matter. Positions are
 * characters of `text` as given, also in HTML. In the order of the text, without overlaps.
 */
QList<DoubtfulFact> doubtfulFacts(const QString &text, const Product &record);

} // namespace listwright
