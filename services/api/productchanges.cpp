// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/productchanges.h"

#include "services/api/apirequest.h"
#include "services/importing/draftbuilder.h"
#include "services/importing/fieldreader.h"

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

/** Why an import would not take a text that it takes as it stands: its length. Empty where it would. */
QString textProblem(ProductField field, const QString &text)
{
    const auto target = importing::targetFromName(fieldName(field));
    if (!target)
        return {};
    importing::Conventions conventions;
    conventions.exact = true;
    const importing::Column column{.target = target->target, .name = {}, .attribute = {}};
    const std::string value = importing::toUtf8(text);
    importing::Problems problems;
    importing::DraftBuilder builder(conventions, problems);
    builder.begin({}, {}, 0);
    builder.beginRow(1);
    builder.take(column, value);
    return problems.rejected() ? problems.list().last().reason : QString();
}

QString identifierProblem(const QString &text)
{
    return importing::toUtf8(text).size() > importing::identifierBytes
               ? Changes::tr("The text is longer than %L1 bytes.").arg(importing::identifierBytes)
               : QString();
}

/** Of the first entry that holds what is not known, which a reader would pass over. */
QString entryProblem(const QJsonArray &entries, const QStringList &known, const QStringList &needed = {})
{
    for (const auto &entry : entries) {
        const QJsonObject members = entry.toObject();
        if (const auto only = ApiRequest::onlyKnown(members, known); !only)
            return only.error().message;
        for (const QString &name : needed) {
            if (!members.contains(name))
                return Changes::tr("“%1” is missing in one of them.").arg(name);
        }
    }
    return {};
}

QString attributesProblem(const QJsonArray &attributes)
{
    static const QStringList members{u"name"_s, u"value"_s};
    return entryProblem(attributes, members, members);
}

QString addressProblem(const QString &url)
{
    return importing::urlProblemText(importing::checkWebUrl(importing::toUtf8(url)));
}

QString imagesProblem(const QJsonArray &images)
{
    QString problem = entryProblem(images, {u"url"_s, u"alt"_s}, {u"url"_s});
    for (auto image = images.begin(); problem.isEmpty() && image != images.end(); ++image)
        problem = addressProblem((*image)[u"url"].toString());
    return problem;
}

QString variantsProblem(const QJsonArray &variants)
{
    QString problem = entryProblem(
        variants, {u"sku"_s, u"gtin"_s, u"image_url"_s, u"options"_s, u"price"_s, u"currency"_s, u"quantity"_s});
    for (auto variant = variants.begin(); problem.isEmpty() && variant != variants.end(); ++variant) {
        problem = attributesProblem((*variant)[u"options"].toArray());
        const QString image = (*variant)[u"image_url"].toString();
        if (problem.isEmpty() && !image.isEmpty())
            problem = addressProblem(image);
    }
    return problem;
}

/** What is wrong with a value that can be read; empty where nothing is. */
QString contentProblem(ProductField field, const QString &text, const QJsonValue &value)
{
    switch (field) {
    case ProductField::Sku:
        return identifierProblem(text);
    case ProductField::Mpn:
    case ProductField::TitleOriginal:
    case ProductField::TitleOptimized:
    case ProductField::DescriptionOriginal:
    case ProductField::DescriptionOptimized:
    case ProductField::Category:
    case ProductField::Brand:
        return textProblem(field, text);
    case ProductField::Attributes:
        return attributesProblem(value.toArray());
    case ProductField::Images:
        return imagesProblem(value.toArray());
    case ProductField::Variants:
        return variantsProblem(value.toArray());
    default:
        return {};
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
        const auto readable = setFieldText(probe, *field, *text);
        const QString problem = readable ? contentProblem(*field, *text, member.value()) : readable.error().message;
        if (!problem.isEmpty())
            wanted.problems.append({member.key(), problem});
        else
            wanted.changes.append({product.id, *field, *text});
    }
    if (members.isEmpty())
        wanted.problems.append({u"body"_s, Changes::tr("The request names no field to change.")});
    return wanted;
}

} // namespace listwright
