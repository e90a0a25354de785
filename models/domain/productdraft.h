// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

#include <string>
#include <utility>
#include <vector>

namespace listwright {

/** A variant as an import says it; empty = not stated. */
struct VariantDraft
{
    std::string sku;
    std::string gtin;
    std::vector<std::pair<std::string, std::string>> options;
    std::optional<qint64> priceMinorUnits;
    std::optional<qint64> quantity;
    std::string imageUrl;
};

/**
 * What one import says about one product, checked but not yet stored. Texts are valid UTF-8 as read: bulk imports
 * move millions of these into the database without converting them. Empty text or no value means "not stated":
 * storage then leaves the field of an existing product as it is. `cleared` names the fields an explicit token empties.
 */
struct ProductDraft
{
    std::string sourcePlatform; ///< never empty
    std::string sourceId;       ///< never empty; unique within sourcePlatform
    std::string sourceUrl;
    std::string sku;
    std::string gtin; ///< digits only, check digit right
    std::string mpn;
    std::string title;                ///< becomes titleOriginal
    std::string description;          ///< becomes descriptionOriginal
    std::string titleOptimized;       ///< only our own export files state it
    std::string descriptionOptimized; ///< only our own export files state it
    std::string category;
    std::string brand;
    Condition condition = Condition::Unknown;
    std::optional<qint64> priceMinorUnits;
    std::optional<Currency> currency;
    std::optional<qint64> quantity;
    std::vector<std::string> bulletPoints;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<std::pair<std::string, std::string>> images; ///< url, alternative text
    std::vector<VariantDraft> variants;
    std::string sourceData;  ///< JSON object or empty, see Product::sourceData
    std::string kept{};      ///< JSON object of what only our own file keeps of a product; taken for new ones
    quint64 cleared = 0;     ///< bit set of 1 << ProductField
    quint64 contentHash = 0; ///< of the source record and how it was read; equal means nothing to do
    bool repeats = false;    ///< its import came across the same product before
    int qualityScore = 0;    ///< of a product made of this draft alone
    qint64 sourceLine = 0;   ///< where it stands in its file, from 1; for messages
};

} // namespace listwright
