// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/money.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QUuid>

namespace listwright {

/** Database key of a product; never reused after a deletion. */
using ProductId = qint64;

/** imported → optimizing → optimized → publishing → published, or failed; see canChange(). */
enum class ProductStatus { Imported, Optimizing, Optimized, Publishing, Published, Failed };

QString statusName(ProductStatus status); ///< stable name for storage and JSON: "imported"
std::optional<ProductStatus> statusFromName(QStringView name);
QString statusText(ProductStatus status); ///< translated
QList<ProductStatus> allProductStatuses();
/** Whether a product may go from one state to the other. Staying in a state is allowed. */
bool canChange(ProductStatus from, ProductStatus to);

/** Condition of the goods; the marketplaces' finer grades are mapped to these. */
enum class Condition { Unknown, New, OpenBox, Refurbished, Used, ForParts };

QString conditionName(Condition condition); ///< stable: "new"; "" for Unknown
std::optional<Condition> conditionFromName(QStringView name);
QString conditionText(Condition condition);
QList<Condition> allConditions();

/** One name and value, e.g. Colour: black. Several values of one name are several attributes. */
struct Attribute
{
    QString name;
    QString value;
    bool operator==(const Attribute &) const = default;
};

struct Image
{
    QString url;
    QString altText;
    bool operator==(const Image &) const = default;
};

/** One buyable form of a product, e.g. the size M. */
struct Variant
{
    QString sku;
    QString gtin;
    QList<Attribute> options; ///< what tells it from its siblings: Size: M
    std::optional<Money> price;
    std::optional<qint64> quantity;
    QString imageUrl;
    bool operator==(const Variant &) const = default;
};

/** One catalog entry. The originals are kept as they came; improved texts stand beside them. */
struct Product
{
    ProductId id = 0;
    qint64 revision = 0; ///< grows with every change; compare before writing back
    QUuid uid;           ///< version 7; the same on every machine
    QString sourcePlatform;
    QString sourceId;
    QString sourceUrl;
    QString sku;
    QString gtin;
    QString mpn;
    QString titleOriginal;
    QString titleOptimized;
    QString descriptionOriginal;
    QString descriptionOptimized;
    QStringList bulletPoints;
    QString category; ///< path parts joined by " > "
    QString brand;
    Condition condition = Condition::Unknown;
    std::optional<Money> price;
    std::optional<qint64> quantity; ///< pieces
    QList<Attribute> attributes;
    QList<Image> images; ///< the first is the main image
    QList<Variant> variants;
    QJsonObject optimizedData;   ///< improved parts without a column of their own (bullet points …)
    QJsonObject marketplaceData; ///< by marketplace: ids and values only that marketplace knows
    QByteArray sourceData;       ///< JSON: cells of the import that no field carries, raw texts of numbers
    int qualityScore = 0;        ///< 0-100
    ProductStatus status = ProductStatus::Imported;
    QDateTime createdAt; ///< UTC
    QDateTime updatedAt; ///< UTC

    QString title() const { return titleOptimized.isEmpty() ? titleOriginal : titleOptimized; }
    QString description() const { return descriptionOptimized.isEmpty() ? descriptionOriginal : descriptionOptimized; }

    bool operator==(const Product &) const = default;
};

} // namespace listwright
