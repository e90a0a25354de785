// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/**
 * Attributes that the title, the description or the bullet points state and the record does not have as such, in the
 * words of the text: "Name: value" with a name that is known, a colour or material that stands alone between commas or
 * at the end of the title, and a volume, power, voltage, data size or row of lengths that stands alone. What a text
 * says in the flow of a sentence is not read, as only a person knows what it is said of; nor what is stated in two
 * ways. What says nothing ("Farbe: siehe Bild") is stated nowhere, neither in texts nor in the record.
 */
QList<Attribute> statedAttributes(const Product &product);

/** The product with brand, condition and GTIN that only its attributes state; nothing that says nothing. */
Product withStatedFields(Product product);

/**
 * Brand, model number, category, condition, attributes and the variants' options as lines "Name: value", in the
 * language of the record; what identifies the product only to machines is left out.
 */
QStringList factLines(const Product &product);

/**
 * The options that every variant has a value of, each value once, in the order of the variants. One without a value, or
 * with one that says nothing ("-", "Default Title"), leaves the option out: the others' values are not true of it.
 */
QList<std::pair<QString, QStringList>> optionValues(const Product &product);

} // namespace listwright
