// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/** A limit in characters (code points) or in bytes of UTF-8. */
struct TextLimit
{
    int limit = 0;
    bool inBytes = false;

    qsizetype measure(const QString &text) const;
};

/** Plain text within the limit, cut at the end of a word where there is one. */
QString cutPlainText(const QString &text, const TextLimit &limit);
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

/**
 * The product with what only its variants state: the lowest price, the sum of their stock, a GTIN when all have one.
 * Rules that require these of a product are then satisfied by variants that have them.
 */
Product asSoldByVariants(Product product);

/** The option names of all variants, in the order they first appear. */
QStringList optionNames(const Product &product);
QString optionValue(const Variant &variant, const QString &name);

} // namespace listwright
