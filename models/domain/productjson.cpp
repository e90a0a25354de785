// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON forms of productfield.h.

#include "models/domain/jsonobjectreader.h"
#include "models/domain/jsontext.h"
#include "models/domain/productfield.h"

#include <QJsonDocument>

namespace listwright {

namespace {

void write(JsonText &to, const QList<Attribute> &attributes)
{
    to.beginList();
    for (const Attribute &attribute : attributes) {
        to.beginObject();
        to.name("name");
        to.text(attribute.name);
        to.name("value");
        to.text(attribute.value);
        to.endObject();
    }
    to.endList();
}

void writeUnlessEmpty(JsonText &to, const char *name, const QString &text)
{
    if (text.isEmpty())
        return;
    to.name(name);
    to.text(text);
}

void write(JsonText &to, const QList<Image> &images)
{
    to.beginList();
    for (const Image &image : images) {
        to.beginObject();
        writeUnlessEmpty(to, "alt", image.altText);
        to.name("url");
        to.text(image.url);
        to.endObject();
    }
    to.endList();
}

void write(JsonText &to, const Variant &variant)
{
    to.beginObject();
    if (variant.price) {
        to.name("currency");
        to.text(variant.price->currency().code());
    }
    writeUnlessEmpty(to, "gtin", variant.gtin);
    writeUnlessEmpty(to, "image_url", variant.imageUrl);
    if (!variant.options.isEmpty()) {
        to.name("options");
        write(to, variant.options);
    }
    if (variant.price) {
        to.name("price");
        to.text(variant.price->toDecimal());
    }
    if (variant.quantity) {
        to.name("quantity");
        to.number(*variant.quantity);
    }
    writeUnlessEmpty(to, "sku", variant.sku);
    to.endObject();
}

void write(JsonText &to, const QList<Variant> &variants)
{
    to.beginList();
    for (const Variant &variant : variants)
        write(to, variant);
    to.endList();
}

void write(JsonText &to, const QStringList &strings)
{
    to.beginList();
    for (const QString &string : strings)
        to.text(string);
    to.endList();
}

template <class T>
QByteArray textOf(const T &value)
{
    JsonText text;
    write(text, value);
    return text.written();
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

/** As it is, where it is an object; otherwise as a text. */
void writeSourceData(JsonText &to, const QByteArray &sourceData)
{
    if (sourceData.isEmpty())
        to.null();
    else if (QJsonDocument::fromJson(sourceData).isObject())
        to.raw(sourceData);
    else
        to.text(QString::fromUtf8(sourceData));
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
    return textOf(attributes);
}
QByteArray imagesToJson(const QList<Image> &images)
{
    return textOf(images);
}
QByteArray variantsToJson(const QList<Variant> &variants)
{
    return textOf(variants);
}
QByteArray stringsToJson(const QStringList &strings)
{
    return textOf(strings);
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

QByteArray productToText(const Product &product)
{
    JsonText to;
    const auto member = [&to](const char *name, const QString &text) {
        to.name(name);
        to.text(text);
    };
    const auto object = [&to](const char *name, const QJsonObject &value) {
        to.name(name);
        to.raw(QJsonDocument(value).toJson(QJsonDocument::Compact));
    };
    const auto list = [&to](const char *name, const auto &values) {
        to.name(name);
        write(to, values);
    };
    const auto number = [&to](const char *name, const std::optional<qint64> &value) {
        to.name(name);
        value ? to.number(*value) : to.null();
    };
    const auto money = [&to, &product](const char *name, auto part) {
        to.name(name);
        product.price ? to.text(part(*product.price)) : to.null();
    };
    to.beginObject();
    list("attributes", product.attributes);
    member("brand", product.brand);
    list("bullet_points", product.bulletPoints);
    member("category", product.category);
    member("condition", conditionName(product.condition));
    member("created_at", momentText(product.createdAt));
    money("currency", [](const Money &price) { return price.currency().code(); });
    member("description_optimized", product.descriptionOptimized);
    member("description_original", product.descriptionOriginal);
    member("gtin", product.gtin);
    number("id", product.id);
    list("images", product.images);
    object("marketplace_data", product.marketplaceData);
    member("mpn", product.mpn);
    number("optimization_score", product.qualityScore);
    object("optimized_data", product.optimizedData);
    money("price", [](const Money &price) { return price.toDecimal(); });
    number("quantity", product.quantity);
    number("revision", product.revision);
    member("sku", product.sku);
    to.name("source_data");
    writeSourceData(to, product.sourceData);
    member("source_id", product.sourceId);
    member("source_platform", product.sourcePlatform);
    member("source_url", product.sourceUrl);
    member("status", statusName(product.status));
    member("title_optimized", product.titleOptimized);
    member("title_original", product.titleOriginal);
    member("uid", product.uid.isNull() ? QString() : product.uid.toString(QUuid::WithoutBraces));
    member("updated_at", momentText(product.updatedAt));
    list("variants", product.variants);
    to.endObject();
    return to.written();
}

QJsonObject productToJson(const Product &product)
{
    QJsonObject json = QJsonDocument::fromJson(productToText(product)).object();
    json.insert(QStringLiteral("source_data"), sourceDataValue(product.sourceData));
    return json;
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
