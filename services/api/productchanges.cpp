// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/productchanges.h"

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
constexpr qsizetype exactDigits = 15;            // as many as any double keeps of a decimal
const QString priceName = u"price"_s;
const QString currencyName = u"currency"_s;

/** A number as it was written: the shortest decimal that means it. */
QString decimalText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

using FieldText = tl::expected<QString, FieldProblem>;

tl::unexpected<FieldProblem> problem(const QString &field, const QString &message)
{
    return tl::unexpected(FieldProblem{field, message});
}

/** Whether the number can have been written otherwise than it was read. */
bool hasLostDigits(double number)
{
    QString digits = decimalText(std::abs(number)).remove(u'.');
    while (digits.startsWith(u'0'))
        digits.remove(0, 1);
    while (digits.endsWith(u'0'))
        digits.chop(1);
    return std::abs(number) >= inexactFrom || digits.size() > exactDigits;
}

FieldText scalarText(const QString &name, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QString(u""_s);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Double:
        if (hasLostDigits(value.toDouble()))
            return problem(name, Changes::tr("A number of so many digits loses some of them; send it as a text."));
        return decimalText(value.toDouble());
    default:
        return problem(name, Changes::tr("It must be a text or a number."));
    }
}

FieldText collectionText(const QString &name, const QJsonValue &value, bool list)
{
    if (value.isNull())
        return QString(u""_s);
    if (list ? !value.isArray() : !value.isObject())
        return problem(name, list ? Changes::tr("It must be a list.") : Changes::tr("It must be an object."));
    const QJsonDocument document = list ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/** "12.50 EUR" of both members, each of which may be left out. */
FieldText priceText(const Product &product, const QJsonObject &members)
{
    const QJsonValue given = members.value(priceName);
    if (members.contains(priceName) && (given.isNull() || given.toString(u"x"_s).isEmpty()))
        return QString(u""_s);
    auto amount = members.contains(priceName) ? scalarText(priceName, given)
                  : product.price
                      ? FieldText(product.price->toDecimal())
                      : FieldText(problem(priceName, Changes::tr("There is no price to go with the currency.")));
    if (!amount)
        return amount;
    if (members.contains(currencyName)) {
        const auto currency = Currency::parse(members.value(currencyName).toString());
        if (!currency)
            return problem(currencyName, currency.error().message);
        return *amount + u' ' + currency->code();
    }
    if (!product.price)
        return problem(currencyName, Changes::tr("A price needs its currency."));
    return *amount + u' ' + product.price->currency().code();
}

FieldText textOf(const Product &product, ProductField field, const QJsonObject &members)
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

WantedChanges productChanges(const Product &product, const QJsonObject &members)
{
    WantedChanges wanted;
    for (auto member = members.begin(); member != members.end(); ++member) {
        const bool currency = member.key() == currencyName;
        if (currency && members.contains(priceName))
            continue; // belongs to the price
        const auto field = currency ? std::optional(ProductField::Price) : fieldFromName(member.key());
        if (!field) {
            wanted.problems.append({member.key(), Changes::tr("There is no such field that can be changed.")});
            continue;
        }
        const auto text = textOf(product, *field, members);
        if (!text) {
            wanted.problems.append(text.error());
            continue;
        }
        if (*field == ProductField::TitleOriginal && text->trimmed().isEmpty()) { // as imports demand one
            wanted.problems.append({member.key(), Changes::tr("A product needs a title.")});
            continue;
        }
        Product probe = product;
        if (const auto readable = setFieldText(probe, *field, *text); !readable)
            wanted.problems.append({member.key(), readable.error().message});
        else
            wanted.changes.append({product.id, *field, *text});
    }
    if (members.isEmpty())
        wanted.problems.append({{}, Changes::tr("The request names no field to change.")});
    return wanted;
}

} // namespace listwright
