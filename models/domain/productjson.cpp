// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON forms of productfield.h.

#include "models/domain/jsonobjectreader.h"
#include "models/domain/productfield.h"

#include <QJsonDocument>

namespace listwright {

namespace {

QJsonArray attributesArray(const QList<Attribute> &attributes)
{
    QJsonArray array;
    for (const Attribute &attribute : attributes)
        array.append(QJsonObject{{QStringLiteral("name"), attribute.name}, {QStringLiteral("value"), attribute.value}});
    return array;
}

QJsonArray imagesArray(const QList<Image> &images)
{
    QJsonArray array;
    for (const Image &image : images) {
        QJsonObject object{{QStringLiteral("url"), image.url}};
        if (!image.altText.isEmpty())
            object.insert(QStringLiteral("alt"), image.altText);
        array.append(object);
    }
    return array;
}

QJsonObject variantObject(const Variant &variant)
{
    QJsonObject object;
    const auto insertText = [&](const QString &key, const QString &text) {
        if (!text.isEmpty())
            object.insert(key, text);
    };
    insertText(QStringLiteral("sku"), variant.sku);
    insertText(QStringLiteral("gtin"), variant.gtin);
    insertText(QStringLiteral("image_url"), variant.imageUrl);
    if (!variant.options.isEmpty())
        object.insert(QStringLiteral("options"), attributesArray(variant.options));
    if (variant.price) {
        object.insert(QStringLiteral("price"), variant.price->toDecimal());
        object.insert(QStringLiteral("currency"), variant.price->currency().code());
    }
    if (variant.quantity)
        object.insert(QStringLiteral("quantity"), *variant.quantity);
    return object;
}

QJsonArray variantsArray(const QList<Variant> &variants)
{
    QJsonArray array;
    for (const Variant &variant : variants)
        array.append(variantObject(variant));
    return array;
}

QByteArray compact(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

Result<QList<Attribute>> readAttributes(const QJsonArray &array)
{
    return readObjects<Attribute>(array, [](JsonObjectReader &reader) {
        return Attribute{reader.text(QStringLiteral("name")), reader.text(QStringLiteral("value"))};
    });
}

Result<QList<Image>> readImages(const QJsonArray &array)
{
    return readObjects<Image>(array, [](JsonObjectReader &reader) {
        return Image{reader.text(QStringLiteral("url")), reader.text(QStringLiteral("alt"))};
    });
}

Result<QList<Variant>> readVariants(const QJsonArray &array)
{
    return readObjects<Variant>(array, [](JsonObjectReader &reader) {
        Variant variant;
        variant.sku = reader.text(QStringLiteral("sku"));
        variant.gtin = reader.text(QStringLiteral("gtin"));
        variant.options = reader.list(QStringLiteral("options"), readAttributes);
        variant.price = reader.money();
        variant.quantity = reader.integer(QStringLiteral("quantity"));
        variant.imageUrl = reader.text(QStringLiteral("image_url"));
        return variant;
    });
}

Result<QStringList> readStrings(const QJsonArray &array)
{
    QStringList strings;
    for (const QJsonValue &value : array) {
        if (!value.isString())
            return failure(ErrorCode::InvalidInput, JsonObjectReader::tr("Each entry must be a text."));
        strings.append(value.toString());
    }
    return strings;
}

/** No bytes at all are an empty list: the canonical text of an unset field. */
template <class T>
Result<T> readDocument(const QByteArray &json, Result<T> (*read)(const QJsonArray &))
{
    if (json.isEmpty())
        return T();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isArray())
        return failure(ErrorCode::InvalidInput, JsonObjectReader::tr("This is not a JSON list."),
                       problem.errorString());
    return read(document.array());
}

QString momentText(const QDateTime &moment)
{
    return moment.isValid() ? moment.toUTC().toString(Qt::ISODateWithMs) : QString();
}

/** As an object where that gives the same bytes back, otherwise as the text it is. */
QJsonValue sourceDataValue(const QByteArray &sourceData)
{
    if (sourceData.isEmpty())
        return QJsonValue();
    const QJsonDocument document = QJsonDocument::fromJson(sourceData);
    if (document.isObject() && document.toJson(QJsonDocument::Compact) == sourceData)
        return document.object();
    return QString::fromUtf8(sourceData);
}

QByteArray sourceDataBytes(JsonObjectReader &reader)
{
    const QJsonValue value = reader.member(QStringLiteral("source_data"));
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    return reader.text(QStringLiteral("source_data")).toUtf8();
}

void readTexts(Product &product, JsonObjectReader &reader)
{
    product.sourcePlatform = reader.text(QStringLiteral("source_platform"));
    product.sourceId = reader.text(QStringLiteral("source_id"));
    product.sourceUrl = reader.text(QStringLiteral("source_url"));
    product.sku = reader.text(QStringLiteral("sku"));
    product.gtin = reader.text(QStringLiteral("gtin"));
    product.mpn = reader.text(QStringLiteral("mpn"));
    product.titleOriginal = reader.text(QStringLiteral("title_original"));
    product.titleOptimized = reader.text(QStringLiteral("title_optimized"));
    product.descriptionOriginal = reader.text(QStringLiteral("description_original"));
    product.descriptionOptimized = reader.text(QStringLiteral("description_optimized"));
    product.category = reader.text(QStringLiteral("category"));
    product.brand = reader.text(QStringLiteral("brand"));
}

void readValues(Product &product, JsonObjectReader &reader)
{
    product.id = reader.integer(QStringLiteral("id")).value_or(0);
    product.revision = reader.integer(QStringLiteral("revision")).value_or(0);
    product.uid = QUuid::fromString(reader.text(QStringLiteral("uid")));
    product.condition = reader.named(QStringLiteral("condition"), conditionFromName, Condition::Unknown);
    product.price = reader.money();
    product.quantity = reader.integer(QStringLiteral("quantity"));
    product.qualityScore = static_cast<int>(reader.integer(QStringLiteral("optimization_score")).value_or(0));
    product.status = reader.named(QStringLiteral("status"), statusFromName, ProductStatus::Imported);
    product.createdAt = reader.moment(QStringLiteral("created_at"));
    product.updatedAt = reader.moment(QStringLiteral("updated_at"));
}

void readCollections(Product &product, JsonObjectReader &reader)
{
    product.bulletPoints = reader.list(QStringLiteral("bullet_points"), readStrings);
    product.images = reader.list(QStringLiteral("images"), readImages);
    product.attributes = reader.list(QStringLiteral("attributes"), readAttributes);
    product.variants = reader.list(QStringLiteral("variants"), readVariants);
    product.optimizedData = reader.object(QStringLiteral("optimized_data"));
    product.marketplaceData = reader.object(QStringLiteral("marketplace_data"));
    product.sourceData = sourceDataBytes(reader);
}

} // namespace

QByteArray attributesToJson(const QList<Attribute> &attributes)
{
    return compact(attributesArray(attributes));
}
QByteArray imagesToJson(const QList<Image> &images)
{
    return compact(imagesArray(images));
}
QByteArray variantsToJson(const QList<Variant> &variants)
{
    return compact(variantsArray(variants));
}
QByteArray stringsToJson(const QStringList &strings)
{
    return compact(QJsonArray::fromStringList(strings));
}

Result<QList<Attribute>> attributesFromJson(const QByteArray &json)
{
    return readDocument(json, readAttributes);
}
Result<QList<Image>> imagesFromJson(const QByteArray &json)
{
    return readDocument(json, readImages);
}
Result<QList<Variant>> variantsFromJson(const QByteArray &json)
{
    return readDocument(json, readVariants);
}
Result<QStringList> stringsFromJson(const QByteArray &json)
{
    return readDocument(json, readStrings);
}

QJsonObject productToJson(const Product &product)
{
    const auto optional = [](const auto &value, auto convert) {
        return value ? QJsonValue(convert(*value)) : QJsonValue();
    };
    return {
        {QStringLiteral("id"), product.id},
        {QStringLiteral("uid"), product.uid.isNull() ? QString() : product.uid.toString(QUuid::WithoutBraces)},
        {QStringLiteral("revision"), product.revision},
        {QStringLiteral("source_platform"), product.sourcePlatform},
        {QStringLiteral("source_id"), product.sourceId},
        {QStringLiteral("source_url"), product.sourceUrl},
        {QStringLiteral("sku"), product.sku},
        {QStringLiteral("gtin"), product.gtin},
        {QStringLiteral("mpn"), product.mpn},
        {QStringLiteral("title_original"), product.titleOriginal},
        {QStringLiteral("title_optimized"), product.titleOptimized},
        {QStringLiteral("description_original"), product.descriptionOriginal},
        {QStringLiteral("description_optimized"), product.descriptionOptimized},
        {QStringLiteral("bullet_points"), QJsonArray::fromStringList(product.bulletPoints)},
        {QStringLiteral("category"), product.category},
        {QStringLiteral("brand"), product.brand},
        {QStringLiteral("condition"), conditionName(product.condition)},
        {QStringLiteral("price"), optional(product.price, [](const Money &money) { return money.toDecimal(); })},
        {QStringLiteral("currency"),
         optional(product.price, [](const Money &money) { return money.currency().code(); })},
        {QStringLiteral("quantity"), optional(product.quantity, [](qint64 pieces) { return pieces; })},
        {QStringLiteral("images"), imagesArray(product.images)},
        {QStringLiteral("attributes"), attributesArray(product.attributes)},
        {QStringLiteral("variants"), variantsArray(product.variants)},
        {QStringLiteral("optimization_score"), product.qualityScore},
        {QStringLiteral("status"), statusName(product.status)},
        {QStringLiteral("optimized_data"), product.optimizedData},
        {QStringLiteral("marketplace_data"), product.marketplaceData},
        {QStringLiteral("source_data"), sourceDataValue(product.sourceData)},
        {QStringLiteral("created_at"), momentText(product.createdAt)},
        {QStringLiteral("updated_at"), momentText(product.updatedAt)},
    };
}

Result<Product> productFromJson(const QJsonObject &json)
{
    JsonObjectReader reader(json);
    Product product;
    readTexts(product, reader);
    readValues(product, reader);
    readCollections(product, reader);
    if (reader.error())
        return failure(*reader.error());
    return product;
}

} // namespace listwright
