// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"

namespace listwright {

/** Columns of products p and product_details d that a search looks into, in the order of RowTexts. */
inline constexpr char searchedColumns[] = "p.title_original, p.title_optimized, p.sku, p.gtin, p.brand, "
                                          "d.description_original, d.description_optimized, d.variants";
inline constexpr int searchedColumnCount = 8;

/**
 * The folded text that a product is found by: title, SKU, GTIN, brand, description, codes of variants. The same for
 * products, drafts and rows of the database. Each replaces what `folded` held.
 */
void setSearchText(std::string &folded, const Product &product);
void setSearchText(std::string &folded, const ProductDraft &draft);
void setSearchText(std::string &folded, const std::array<std::string_view, searchedColumnCount> &row);

} // namespace listwright
