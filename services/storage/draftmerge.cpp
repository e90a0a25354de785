// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/draftmerge.h"

namespace listwright {

namespace {

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QList<Attribute> attributesOf(const std::vector<std::pair<std::string, std::string>> &pairs)
{
    QList<Attribute> attributes;
    for (const auto &[name, value] : pairs)
        attributes.append({fromUtf8(name), fromUtf8(value)});
    return attributes;
}

QList<Image> imagesOf(const ProductDraft &draft)
{
    QList<Image> images;
    for (const auto &[url, altText] : draft.images)
        images.append({fromUtf8(url), fromUtf8(altText)});
    return images;
}

QList<Variant> variantsOf(const ProductDraft &draft)
{
    QList<Variant> variants;
    for (const VariantDraft &variant : draft.variants) {
        std::optional<Money> price;
        if (variant.priceMinorUnits && draft.currency)
            price = Money(*variant.priceMinorUnits, *draft.currency);
        variants.append({fromUtf8(variant.sku), fromUtf8(variant.gtin), attributesOf(variant.options), price,
                         variant.quantity, fromUtf8(variant.imageUrl)});
    }
    return variants;
}

QStringList bulletsOf(const ProductDraft &draft)
{
    QStringList bullets;
    for (const std::string &bullet : draft.bulletPoints)
        bullets.append(fromUtf8(bullet));
    return bullets;
}

void takeText(QString &target, const std::string &text)
{
    if (!text.empty())
        target = fromUtf8(text);
}

template <class List>
void takeList(List &target, List list)
{
    if (!list.isEmpty())
        target = std::move(list);
}

void takeStated(Product &product, const ProductDraft &draft)
{
    takeText(product.sourceUrl, draft.sourceUrl);
    takeText(product.sku, draft.sku);
    takeText(product.gtin, draft.gtin);
    takeText(product.mpn, draft.mpn);
    takeText(product.titleOriginal, draft.title);
    takeText(product.descriptionOriginal, draft.description);
    takeText(product.titleOptimized, draft.titleOptimized);
    takeText(product.descriptionOptimized, draft.descriptionOptimized);
    takeText(product.category, draft.category);
    takeText(product.brand, draft.brand);
    if (draft.condition != Condition::Unknown)
        product.condition = draft.condition;
    if (draft.priceMinorUnits && draft.currency)
        product.price = Money(*draft.priceMinorUnits, *draft.currency);
    if (draft.quantity)
        product.quantity = draft.quantity;
    takeList(product.bulletPoints, bulletsOf(draft));
    takeList(product.attributes, attributesOf(draft.attributes));
    takeList(product.images, imagesOf(draft));
    takeList(product.variants, variantsOf(draft));
}

bool isCleared(const ProductDraft &draft, ProductField field)
{
    return (draft.cleared >> static_cast<unsigned>(field) & 1U) != 0;
}

void appendString(std::string &json, std::string_view text)
{
    static constexpr char hex[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += hex[static_cast<unsigned char>(c) >> 4U];
            json += hex[static_cast<unsigned char>(c) & 0xfU];
        } else {
            json += c;
        }
    }
    json += '"';
}

template <class List, class Append>
void appendList(std::string &json, const List &list, Append append)
{
    if (list.empty())
        return;
    json += '[';
    bool first = true;
    for (const auto &element : list) {
        if (!first)
            json += ',';
        first = false;
        append(element);
    }
    json += ']';
}

} // namespace

QList<DraftChange> applyDraft(Product &product, const ProductDraft &draft)
{
    const Product before = product;
    takeStated(product, draft);
    QList<DraftChange> changes;
    for (const ProductField field : allProductFields()) {
        if (isCleared(draft, field)) [[maybe_unused]]
            const auto cleared = setFieldText(product, field, {});
        const QString old = fieldText(before, field);
        const QString now = fieldText(product, field);
        if (old != now)
            changes.append({field, old, now});
    }
    if (!draft.sourceData.empty() && !changes.isEmpty())
        product.sourceData = QByteArray::fromStdString(draft.sourceData);
    return changes;
}

Product productOf(const ProductDraft &draft)
{
    Product product;
    product.sourcePlatform = fromUtf8(draft.sourcePlatform);
    product.sourceId = fromUtf8(draft.sourceId);
    takeStated(product, draft);
    product.sourceData = QByteArray::fromStdString(draft.sourceData);
    product.qualityScore = draft.qualityScore;
    return product;
}

void appendJson(std::string &json, const std::vector<std::string> &strings)
{
    appendList(json, strings, [&](const std::string &text) { appendString(json, text); });
}

void appendAttributesJson(std::string &json, const std::vector<std::pair<std::string, std::string>> &attributes)
{
    appendList(json, attributes, [&](const auto &attribute) {
        json += "{\"name\":";
        appendString(json, attribute.first);
        json += ",\"value\":";
        appendString(json, attribute.second);
        json += '}';
    });
}

void appendImagesJson(std::string &json, const std::vector<std::pair<std::string, std::string>> &images)
{
    appendList(json, images, [&](const auto &image) {
        json += "{\"url\":";
        appendString(json, image.first);
        if (!image.second.empty()) {
            json += ",\"alt\":";
            appendString(json, image.second);
        }
        json += '}';
    });
}

void appendVariantsJson(std::string &json, const ProductDraft &draft)
{
    if (!draft.variants.empty())
        json += variantsToJson(variantsOf(draft)).toStdString();
}

} // namespace listwright
