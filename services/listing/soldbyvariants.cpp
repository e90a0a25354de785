// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/listing/soldbyvariants.h"

namespace listwright {

Product asSoldByVariants(Product product)
{
    if (product.variants.isEmpty())
        return product;
    const auto all = [&product](auto has) {
        return std::all_of(product.variants.begin(), product.variants.end(), has);
    };
    if (!product.price && all([](const Variant &variant) { return variant.price.has_value(); })) {
        product.price = product.variants.first().price;
        for (const Variant &variant : std::as_const(product.variants)) {
            if (variant.price->currency() == product.price->currency() &&
                variant.price->minorUnits() < product.price->minorUnits())
                product.price = variant.price;
        }
    }
    if (!product.quantity && all([](const Variant &variant) { return variant.quantity.has_value(); })) {
        product.quantity = 0;
        for (const Variant &variant : std::as_const(product.variants))
            *product.quantity += *variant.quantity;
    }
    if (product.gtin.isEmpty() && all([](const Variant &variant) { return !variant.gtin.isEmpty(); }))
        product.gtin = product.variants.first().gtin;
    return product;
}

} // namespace listwright
