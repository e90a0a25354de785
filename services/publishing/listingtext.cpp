// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/listingtext.h"

#include "models/domain/textfolding.h"

#include <QJsonDocument>

namespace listwright {

namespace {

struct AttributeName
{
    KnownAttribute attribute;
    QStringView name;
};

constexpr AttributeName attributeNames[] = {
    {KnownAttribute::Colour, u"colour"},
    {KnownAttribute::Colour, u"color"},
    {KnownAttribute::Colour, u"farbe"},
    {KnownAttribute::Colour, u"kolor"},
    {KnownAttribute::Size, u"size"},
    {KnownAttribute::Size, u"größe"},
    {KnownAttribute::Size, u"rozmiar"},
    {KnownAttribute::Material, u"material"},
    {KnownAttribute::Material, u"materiał"},
    {KnownAttribute::Pattern, u"pattern"},
    {KnownAttribute::Pattern, u"muster"},
    {KnownAttribute::Pattern, u"wzór"},
    {KnownAttribute::Gender, u"gender"},
    {KnownAttribute::Gender, u"geschlecht"},
    {KnownAttribute::Gender, u"płeć"},
    {KnownAttribute::AgeGroup, u"age group"},
    {KnownAttribute::AgeGroup, u"age_group"},
    {KnownAttribute::AgeGroup, u"altersgruppe"},
    {KnownAttribute::AgeGroup, u"grupa wiekowa"},
    {KnownAttribute::Model, u"model"},
    {KnownAttribute::Model, u"modell"},
};

} // namespace

QString paragraphsFromPlainText(const QString &text)
{
    QString lines = text;
    lines.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    QString result;
    QStringList paragraph;
    const auto close = [&] {
        if (!paragraph.isEmpty())
            result += QLatin1String("<p>") + paragraph.join(QLatin1String("<br>")) + QLatin1String("</p>");
        paragraph.clear();
    };
    for (const QString &line : lines.split(u'\n')) {
        if (line.trimmed().isEmpty())
            close();
        else
            paragraph.append(line.trimmed().toHtmlEscaped());
    }
    close();
    return result;
}

QString webName(const QString &text)
{
    std::string name;
    for (const char letter : foldedText(text.toStdString())) {
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
            name += letter;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    if (name.ends_with('-'))
        name.pop_back();
    return QString::fromStdString(name);
}

std::optional<KnownAttribute> knownAttribute(const QString &name)
{
    for (const AttributeName &entry : attributeNames) {
        if (entry.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0)
            return entry.attribute;
    }
    return {};
}

QString marketplaceValue(const Product &product, const QString &marketplace, const QString &key)
{
    return product.marketplaceData.value(marketplace).toObject().value(key).toVariant().toString();
}

bool comesFrom(const Product &product, const QString &marketplace)
{
    return product.sourcePlatform.compare(marketplace, Qt::CaseInsensitive) == 0;
}

QString sourceColumn(const Product &product, const QStringList &names)
{
    const QJsonObject columns = QJsonDocument::fromJson(product.sourceData).object().value(u"columns").toObject();
    for (const QString &name : names) {
        for (auto column = columns.begin(); column != columns.end(); ++column) {
            const QString text = column->toVariant().toString();
            if (!text.isEmpty() && webName(column.key()) == webName(name))
                return text;
        }
    }
    return {};
}

QStringList optionNames(const Product &product)
{
    QStringList names;
    for (const Variant &variant : product.variants) {
        for (const Attribute &option : variant.options) {
            if (!names.contains(option.name))
                names.append(option.name);
        }
    }
    return names;
}

QString optionValue(const Variant &variant, const QString &name)
{
    for (const Attribute &option : variant.options) {
        if (option.name == name)
            return option.value;
    }
    return {};
}

} // namespace listwright
