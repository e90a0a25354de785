// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productfield.h"

#include <QString>

namespace listwright::importing {

/** What a column feeds. The names are those of ColumnMapping::target. */
enum class Target {
    Extra,  ///< "": kept as extra data of the product
    Ignore, ///< left out
    SourcePlatform,
    SourceId,
    SourceUrl,
    Sku,
    Gtin,       ///< a wrong one rejects the record
    Barcode,    ///< a wrong one is not taken, with a warning
    Identifier, ///< GTIN or something else (ASIN, ISBN-10): taken when it is a GTIN, kept as extra data otherwise
    Mpn,
    Title,
    TitleOptimized,
    Description,
    DescriptionOptimized,
    Category,
    Brand,
    Condition,
    Price,
    Currency,
    Quantity,
    BulletPoints,
    Attributes,
    Attribute, ///< "attribute:Colour"
    Image,
    ImageAlt,
    Variants,
    Group,    ///< rows of the same value are one product
    Relation, ///< marks child rows
    Action,   ///< what an upload file asks the marketplace to do
    Options,  ///< "Colour=Red|Size=M"
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    VariantImage,
};

/** What is found once for a product, in words or figures: false is none of it. */
constexpr bool isOwnText(Target target)
{
    return (target >= Target::SourcePlatform && target <= Target::Currency) || target == Target::Image;
}

struct ParsedTarget
{
    Target target = Target::Extra;
    QString attribute; ///< of Target::Attribute
};

/** Unknown names are nothing. Field names of productfield.h and the short ones are both known. */
std::optional<ParsedTarget> targetFromName(const QString &name);
QString targetName(Target target);
QString targetLabel(Target target); ///< translated
QList<Target> allTargets();
/** Whether several columns may feed the target. */
bool takesSeveralColumns(Target target);
/** The product's field that clearing the target empties, where there is one. */
std::optional<ProductField> clearedField(Target target);

} // namespace listwright::importing
