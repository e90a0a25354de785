// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/** Plain text as HTML: a paragraph for each block, a line break for each line. */
QString paragraphsFromPlainText(const QString &text);

/** Letters a-z, digits and single hyphens, other letters folded ("Żółta Größe" → "zolta-grosse"); for web addresses. */
QString webName(const QString &text);

/** An attribute several marketplaces know under a name of their own. */
enum class KnownAttribute { Colour, Size, Material, Pattern, Gender, AgeGroup, Model };
/** Recognises the usual English, German and Polish names, whatever their case. */
std::optional<KnownAttribute> knownAttribute(const QString &name);

/** What a marketplace alone knows of the product: marketplaceData[marketplace][key], or "". */
QString marketplaceValue(const Product &product, const QString &marketplace, const QString &key);

/** Whether the product was imported from files of the marketplace. */
bool comesFrom(const Product &product, const QString &marketplace);

/**
 * A cell of the file the product was imported from that no field carries: that of the first of the columns with a text,
 * or "". Case, blanks and punctuation of their names do not count.
 */
QString sourceColumn(const Product &product, const QStringList &names);

/** The option names of all variants, in the order they first appear. */
QStringList optionNames(const Product &product);
QString optionValue(const Variant &variant, const QString &name);

} // namespace listwright
