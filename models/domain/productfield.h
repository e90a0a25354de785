// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/**
 * The fields of a product that can change, one enumerator a field. Every change is written down as text in a
 * canonical form (fieldText()), so that history, revert, undo, proposals and inline editing share one way of
 * reading and writing a field.
 */
enum class ProductField {
    SourceUrl,
    Sku,
    Gtin,
    Mpn,
    TitleOriginal,
    TitleOptimized,
    DescriptionOriginal,
    DescriptionOptimized,
    BulletPoints,
    Category,
    Brand,
    Condition,
    Price,
    Quantity,
    Attributes,
    Images,
    Variants,
    OptimizedData,
    MarketplaceData,
    Status,
};

QString fieldName(ProductField field); ///< stable name for storage and JSON: "title_optimized"
std::optional<ProductField> fieldFromName(QStringView name);
QString fieldLabel(ProductField field); ///< translated
QList<ProductField> allProductFields();

/** Canonical text: plain text as it is, "12.99 EUR", "3", compact JSON for lists and objects, "" when unset. */
QString fieldText(const Product &product, ProductField field);

/** Reads canonical text back. The product is unchanged when it fails. Status goes through canChange(). */
Result<void> setFieldText(Product &product, ProductField field, const QString &text);

/** The JSON forms used in storage, own exports and change log. */
QByteArray attributesToJson(const QList<Attribute> &attributes); ///< [{"name":…,"value":…}]
QByteArray imagesToJson(const QList<Image> &images);             ///< [{"url":…,"alt":…}]
QByteArray variantsToJson(const QList<Variant> &variants);
QByteArray stringsToJson(const QStringList &strings);
Result<QList<Attribute>> attributesFromJson(const QByteArray &json);
Result<QList<Image>> imagesFromJson(const QByteArray &json);
Result<QList<Variant>> variantsFromJson(const QByteArray &json);
Result<QStringList> stringsFromJson(const QByteArray &json);

/** The whole product as JSON, keys as in the REST API of product.md; productFromJson() reads it back unchanged. */
QJsonObject productToJson(const Product &product);
/** The same as compact JSON in UTF-8, faster; in it source_data keeps the bytes it has. */
QByteArray productToText(const Product &product);
Result<Product> productFromJson(const QJsonObject &json);

} // namespace listwright
