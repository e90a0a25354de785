// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/**
 * The product with what only its variants state: the lowest price, the sum of their stock, a GTIN when all have one.
 * Rules that require these of a product are then satisfied by variants that have them.
 */
Product asSoldByVariants(Product product);

} // namespace listwright
