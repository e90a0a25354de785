// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"

namespace listwright {

/**
 * Statements of a text that the record (title, description, attributes, bullet points, category, brand, variants, image
 * names and alternative texts) does not hold: numbers with units, sizes, materials, colours, brands, compatibility,
 * certificates. Units are compared by value (1.5 kg = 1500 g), decimal signs, spelling of units, word forms and the
 * marketplace languages' words for materials and colours (black = schwarz = czarny) do not matter. Positions are
 * characters of `text` as given, also in HTML.
 */
QList<DoubtfulFact> doubtfulFacts(const QString &text, const Product &record);

} // namespace listwright
