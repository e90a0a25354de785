// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright {

/** "de" of "de-DE" as of "DE_at". */
QString languageCode(const QString &locale);

/**
 * What a marketplace's buyers read, "pl" for Allegro; for those with a site in many countries by the seller's, "DE".
 * Empty where the country is not known. The marketplaces stand in resources/facts/markets.json.
 */
QString marketLanguage(const QString &marketplace, const QString &country);

/** A language as it calls itself, "Deutsch"; of none, that of the product's record is meant. */
QString languageText(const QString &code);

} // namespace listwright
