// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DraftBuilder that takes JSON: lists and objects where a cell has a text.

#include "services/importing/draftbuilder.h"
#include "services/importing/fieldreader.h"

namespace listwright::importing {

namespace {

// The first of several names under which programs write the same thing.
const JsonValue *firstMember(const JsonValue &object, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        const JsonValue *value = object.member(key);
        if (value != nullptr && value->type != JsonValue::Type::Null)
            return value;
    }
    return nullptr;
}

std::string_view textOf(const JsonValue *value)
{
    return value != nullptr && value->isScalar() ? std::string_view(value->text) : std::string_view();
}

} // namespace

// A cell that holds a JSON list, as our own files write them.
void DraftBuilder::takeList(const Column &column, std::string_view json)
{
    const auto document = parseJson(json);
    if (!document || !document->fault.isEmpty())
        return m_problems.reject(m_line, column.name, json, document ? document->fault : document.error().message);
    switch (column.target) {
    case Target::Attributes:
        return takeJsonAttributes(column, document->value);
    case Target::Variants:
        return takeJsonVariants(column, document->value);
    case Target::Image:
        return takeJsonImages(column, document->value);
    default:
        return takeJsonBullets(document->value);
    }
}

void DraftBuilder::takeJson(const Column &column, const JsonValue &value)
{
    if (value.type == JsonValue::Type::Null || column.target == Target::Ignore ||
        (isOwnText(column.target) && value.isNothing()))
        return;
    switch (column.target) {
    case Target::Attributes:
    case Target::Variants:
    case Target::Image:
    case Target::BulletPoints:
        if (value.isScalar())
            return take(column, value.text);
        if (column.target == Target::Attributes)
            return takeJsonAttributes(column, value);
        if (column.target == Target::Variants)
            return takeJsonVariants(column, value);
        return column.target == Target::Image ? takeJsonImages(column, value) : takeJsonBullets(value);
    case Target::Price:
        return takeJsonPrice(column, value);
    case Target::Quantity:
        take(column, value.text);
        if (value.type == JsonValue::Type::Number && m_offers.back().quantity.column == &column)
            m_offers.back().quantity.jsonNumber = true;
        return;
    default:
        break;
    }
    if (value.isScalar())
        return take(column, value.text);
    if (column.target == Target::Extra) {
        m_extra += m_extra.empty() ? "" : ",";
        appendJsonString(m_extra, column.name);
        m_extra += ':';
        appendJson(m_extra, value);
        return;
    }
    if (column.target == Target::Category && value.type == JsonValue::Type::List) {
        std::string path; // a list of the path's parts
        for (const JsonValue &part : value.items) {
            const std::string_view name = part.isScalar() ? std::string_view(part.text) : textOf(part.member("name"));
            if (!name.empty())
                path.append(path.empty() ? "" : " > ").append(name);
        }
        return takeText(m_draft.category, column, path, 1000);
    }
    const JsonValue *name = firstMember(value, {"name", "value", "id", "text"});
    if (name != nullptr && name->isScalar())
        return take(column, name->text);
    if (value.items.empty() && value.members.empty())
        return;
    m_problems.reject(m_line, column.name, {},
                      Import::tr("A list or object stands where a text or number is expected."));
}

void DraftBuilder::takeJsonPrice(const Column &column, const JsonValue &value)
{
    Offer &offer = m_offers.back();
    if (value.type == JsonValue::Type::Object) {
        const JsonValue *amount = firstMember(value, {"amount", "value", "price", "current"});
        const JsonValue *currency = firstMember(value, {"currency", "currency_code", "currencyCode"});
        if (amount == nullptr || !amount->isScalar())
            return m_problems.reject(m_line, column.name, {}, amountProblemText(AmountProblem::NotANumber));
        takeJsonPrice(column, *amount);
        if (!textOf(currency).empty())
            offer.currency = {currency->text, &column};
        return;
    }
    if (!value.isScalar())
        return m_problems.reject(m_line, column.name, {}, amountProblemText(AmountProblem::NotANumber));
    const bool first = offer.price.column == nullptr;
    take(column, value.text);
    if (first)
        offer.price.jsonNumber = value.type == JsonValue::Type::Number;
}

void DraftBuilder::takeJsonImages(const Column &column, const JsonValue &value)
{
    if (value.type == JsonValue::Type::Object) {
        const std::string_view url = textOf(firstMember(value, {"url", "src", "href", "link", "original", "image"}));
        if (!url.empty())
            addImage(column, trimmed(url), textOf(firstMember(value, {"alt", "altText", "alt_text", "title"})));
        return;
    }
    for (const JsonValue &item : value.items) {
        if (item.isScalar() && item.type != JsonValue::Type::Null)
            addImage(column, trimmed(item.text), {});
        else if (item.type == JsonValue::Type::Object)
            takeJsonImages(column, item);
    }
}

void DraftBuilder::takeJsonBullets(const JsonValue &value)
{
    for (const JsonValue &item : value.items) {
        const std::string_view text = m_conventions.exact ? textOf(&item) : trimmed(textOf(&item));
        if (!text.empty())
            m_draft.bulletPoints.emplace_back(text);
    }
}

void DraftBuilder::takeJsonAttributes(const Column &column, const JsonValue &value)
{
    for (const JsonMember &member : value.members) {
        if (member.value.isScalar()) {
            addAttribute(member.key, trimmed(member.value.text));
            continue;
        }
        for (const JsonValue &item : member.value.items)
            addAttribute(member.key, trimmed(textOf(&item)));
    }
    for (const JsonValue &item : value.items) {
        if (item.type != JsonValue::Type::Object)
            return m_problems.reject(m_line, column.name, textOf(&item),
                                     Import::tr("Attributes must be an object or a list of names and values."));
        const std::string_view name = textOf(firstMember(item, {"name", "key", "label", "id"}));
        const JsonValue *values = firstMember(item, {"value", "values", "valuesLabels"});
        if (values == nullptr)
            continue;
        if (values->isScalar())
            addAttribute(name, m_conventions.exact ? std::string_view(values->text) : trimmed(values->text));
        for (const JsonValue &each : values->items)
            addAttribute(name, trimmed(textOf(&each)));
    }
}

void DraftBuilder::takeJsonVariants(const Column &column, const JsonValue &value)
{
    for (const JsonValue &item : value.items) {
        if (item.type != JsonValue::Type::Object)
            return m_problems.reject(m_line, column.name, textOf(&item), Import::tr("Each variant must be an object."));
        const Column gtinColumn{Target::Barcode, column.name, {}};
        VariantDraft variant;
        variant.sku = trimmed(textOf(firstMember(item, {"sku", "SKU", "external_id"})));
        const auto gtin = textOf(firstMember(item, {"gtin", "ean", "barcode", "upc"}));
        variant.gtin = gtinOf({gtin, &gtinColumn}, m_line);
        variant.imageUrl = encodedUrl(textOf(firstMember(item, {"image_url", "imageUrl", "image"})));
        if (checkWebUrl(variant.imageUrl) != UrlProblem::None)
            variant.imageUrl.clear();
        if (const JsonValue *quantity = firstMember(item, {"quantity", "stock", "qty", "inventory_quantity"}))
            variant.quantity = quantityOf({quantity->text, &column, quantity->type == JsonValue::Type::Number}, m_line);
        if (const JsonValue *price = firstMember(item, {"price"}); price != nullptr) {
            const JsonValue *amount = price->isScalar() ? price : firstMember(*price, {"amount", "value"});
            const JsonValue *currency = firstMember(price->isScalar() ? item : *price, {"currency"});
            const OfferText stated =
                textOf(currency).empty() ? m_offers.back().currency : OfferText{currency->text, &column};
            if (amount != nullptr)
                variant.priceMinorUnits =
                    priceOf({textOf(amount), &column, amount->type == JsonValue::Type::Number}, stated, m_line);
        }
        if (const JsonValue *options = firstMember(item, {"options", "attributes", "parameters"})) {
            // The same shapes as a product's attributes; borrowed, then given back.
            auto own = std::exchange(m_draft.attributes, {});
            takeJsonAttributes(column, *options);
            variant.options = std::exchange(m_draft.attributes, std::move(own));
        }
        m_draft.variants.push_back(std::move(variant));
    }
}

} // namespace listwright::importing
