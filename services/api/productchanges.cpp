// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/productchanges.h"

#include "services/api/apirequest.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct Changes
{
    Q_DECLARE_TR_FUNCTIONS(ProductChanges)
};

constexpr double inexactFrom = 9007199254740992; // 2^53: not every whole number is a double from there on
const QString priceName = u"price"_s;
const QString currencyName = u"currency"_s;

/** A number as it was written: the shortest decimal that means it. */
QString decimalText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

Result<QString> scalarText(const QString &name, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QString(u""_s);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Double:
        if (std::abs(value.toDouble()) >= inexactFrom)
            return ApiRequest::wrong(name, Changes::tr("A number as large as this loses digits; send it as a text."));
        return decimalText(value.toDouble());
    default:
        return ApiRequest::wrong(name, Changes::tr("It must be a text or a number."));
    }
}

Result<QString> collectionText(const QString &name, const QJsonValue &value, bool list)
{
    if (value.isNull())
        return QString(u""_s);
    if (list ? !value.isArray() : !value.isObject())
        return ApiRequest::wrong(name, list ? Changes::tr("It must be a list.") : Changes::tr("It must be an object."));
    const QJsonDocument document = list ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/** "12.50 EUR" of both members, each of which may be left out. */
Result<QString> priceText(const Product &product, const QJsonObject &members)
{
    const QJsonValue given = members.value(priceName);
    if (members.contains(priceName) && (given.isNull() || given.toString(u"x"_s).isEmpty()))
        return QString(u""_s);
    auto amount =
        members.contains(priceName) ? scalarText(priceName, given)
        : product.price
            ? Result<QString>(product.price->toDecimal())
            : Result<QString>(ApiRequest::wrong(priceName, Changes::tr("There is no price to go with the currency.")));
    if (!amount)
        return amount;
    if (members.contains(currencyName)) {
        const auto currency = Currency::parse(members.value(currencyName).toString());
        if (!currency)
            return ApiRequest::wrong(currencyName, currency.error().message);
        return *amount + u' ' + currency->code();
    }
    if (!product.price)
        return ApiRequest::wrong(currencyName, Changes::tr("A price needs its currency."));
    return *amount + u' ' + product.price->currency().code();
}

Result<QString> textOf(const Product &product, ProductField field, const QJsonObject &members)
{
    const QString name = fieldName(field);
    const QJsonValue value = members.value(name);
    switch (field) {
    case ProductField::Price:
        return priceText(product, members);
    case ProductField::BulletPoints:
    case ProductField::Attributes:
    case ProductField::Images:
    case ProductField::Variants:
        return collectionText(name, value, true);
    case ProductField::OptimizedData:
    case ProductField::MarketplaceData:
        return collectionText(name, value, false);
    default:
        return scalarText(name, value);
    }
}

} // namespace

Result<QList<FieldChange>> productChanges(const Product &product, const QJsonObject &members)
{
    QList<FieldChange> changes;
    for (auto member = members.begin(); member != members.end(); ++member) {
        const bool currency = member.key() == currencyName;
        if (currency && members.contains(priceName))
            continue; // belongs to the price
        const auto field = currency ? std::optional(ProductField::Price) : fieldFromName(member.key());
        if (!field)
            return ApiRequest::wrong(member.key(), Changes::tr("There is no such field that can be changed."));
        const auto text = textOf(product, *field, members);
        if (!text)
            return failure(text.error());
        Product probe = product;
        if (const auto readable = setFieldText(probe, *field, *text); !readable)
            return ApiRequest::wrong(member.key(), readable.error().message);
        changes.append({product.id, *field, *text});
    }
    if (changes.isEmpty())
        return failure(ErrorCode::InvalidInput, Changes::tr("The request names no field to change."));
    return changes;
}

} // namespace listwright
