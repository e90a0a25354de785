// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/catalogcell.h"

#include <QCoreApplication>

#include <array>

namespace listwright {

namespace {

struct CatalogCell
{
    Q_DECLARE_TR_FUNCTIONS(CatalogCell)
};

struct ColumnEntry
{
    CatalogColumn column;
    const char *title;
    const char *toolTip;
};

constexpr std::array columns{
    ColumnEntry{CatalogColumn::Title, QT_TRANSLATE_NOOP("CatalogCell", "Title"),
                QT_TRANSLATE_NOOP("CatalogCell", "The optimized title, or the original one where there is none yet")},
    ColumnEntry{CatalogColumn::Sku, QT_TRANSLATE_NOOP("CatalogCell", "SKU"),
                QT_TRANSLATE_NOOP("CatalogCell", "Your own number of the article")},
    ColumnEntry{CatalogColumn::Gtin, QT_TRANSLATE_NOOP("CatalogCell", "GTIN"),
                QT_TRANSLATE_NOOP("CatalogCell", "EAN, UPC or another global trade item number")},
    ColumnEntry{CatalogColumn::Brand, QT_TRANSLATE_NOOP("CatalogCell", "Brand"),
                QT_TRANSLATE_NOOP("CatalogCell", "Who makes it")},
    ColumnEntry{CatalogColumn::Category, QT_TRANSLATE_NOOP("CatalogCell", "Category"),
                QT_TRANSLATE_NOOP("CatalogCell", "Where it stands in the shop")},
    ColumnEntry{CatalogColumn::Price, QT_TRANSLATE_NOOP("CatalogCell", "Price"),
                QT_TRANSLATE_NOOP("CatalogCell", "Price of one piece")},
    ColumnEntry{CatalogColumn::Quantity, QT_TRANSLATE_NOOP("CatalogCell", "Quantity"),
                QT_TRANSLATE_NOOP("CatalogCell", "Pieces in stock")},
    ColumnEntry{CatalogColumn::Score, QT_TRANSLATE_NOOP("CatalogCell", "Score"),
                QT_TRANSLATE_NOOP("CatalogCell", "Quality of the listing from 0 to 100: title 30, description 30, "
                                                 "images 20, attributes 20")},
    ColumnEntry{CatalogColumn::Status, QT_TRANSLATE_NOOP("CatalogCell", "Status"),
                QT_TRANSLATE_NOOP("CatalogCell", "How far the product has come")},
    ColumnEntry{CatalogColumn::Source, QT_TRANSLATE_NOOP("CatalogCell", "Source"),
                QT_TRANSLATE_NOOP("CatalogCell", "Where it was brought in from")},
    ColumnEntry{CatalogColumn::Updated, QT_TRANSLATE_NOOP("CatalogCell", "Updated"),
                QT_TRANSLATE_NOOP("CatalogCell", "When it was last changed")},
};

const ColumnEntry &entry(CatalogColumn column)
{
    return columns.at(static_cast<size_t>(column));
}

/** A decimal in the locale's form, exact: digits are moved as text, never through a binary fraction. */
QString localDecimal(const Money &money, const QLocale &locale, bool grouped)
{
    const QString plain = money.toDecimal();
    const qsizetype point = plain.indexOf(u'.');
    QLocale form = locale;
    form.setNumberOptions(grouped ? QLocale::DefaultNumberOptions : QLocale::OmitGroupSeparator);
    const QString whole = point < 0 ? plain : plain.left(point);
    QString text = form.toString(whole.toLongLong());
    if (money.minorUnits() < 0 && whole.toLongLong() == 0)
        text.prepend(form.negativeSign());
    return point < 0 ? text : QString(text + form.decimalPoint() + plain.mid(point + 1));
}

QString currencySign(const QString &code)
{
    static const QHash<QString, QString> signs{{QStringLiteral("EUR"), QStringLiteral("€")},
                                               {QStringLiteral("USD"), QStringLiteral("$")},
                                               {QStringLiteral("GBP"), QStringLiteral("£")},
                                               {QStringLiteral("PLN"), QStringLiteral("zł")}};
    return signs.value(code, code);
}

/** "1.099,50" as typed in the locale, or with a point; never guesses thousands where both could be meant. */
Result<QString> plainDecimal(QString typed, const QLocale &locale)
{
    const QString point = locale.decimalPoint();
    const QString group = locale.groupSeparator();
    typed.remove(QChar::Space).remove(QChar::Nbsp).remove(QChar(0x202F)).remove(QChar(0x2019));
    if (point != u"." && typed.contains(point))
        typed.remove(group).replace(point, QStringLiteral("."));
    else if (point == u".")
        typed.remove(group);
    bool ok = false;
    QLocale::c().toDouble(typed, &ok);
    if (!ok)
        return failure(ErrorCode::InvalidInput, CatalogCell::tr("“%1” is not a number.").arg(typed.left(40)));
    return typed;
}

Result<QString> editedPrice(const CatalogRow &row, const QString &typed, const QLocale &locale)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*(.*?[0-9.,])\\s*([A-Za-z]{3})?\\s*$"));
    const QRegularExpressionMatch match = pattern.match(typed);
    if (!match.hasMatch())
        return failure(ErrorCode::InvalidInput, CatalogCell::tr("“%1” is not a price.").arg(typed.left(40)));
    const QString code = match.captured(2).isEmpty() && row.price ? row.price->currency().code() : match.captured(2);
    if (code.isEmpty())
        return failure(ErrorCode::InvalidInput, CatalogCell::tr("Add the currency, for example “12.99 EUR”."));
    const auto currency = Currency::parse(code);
    if (!currency)
        return failure(currency.error());
    return plainDecimal(match.captured(1), locale).and_then([&](const QString &decimal) -> Result<QString> {
        const auto money = Money::fromDecimal(decimal, *currency);
        if (!money)
            return failure(money.error());
        return money->toString();
    });
}

} // namespace

QList<CatalogColumn> allCatalogColumns()
{
    QList<CatalogColumn> all;
    for (const ColumnEntry &known : columns)
        all.append(known.column);
    return all;
}

QString catalogColumnTitle(CatalogColumn column)
{
    return CatalogCell::tr(entry(column).title);
}

QString catalogColumnToolTip(CatalogColumn column)
{
    return CatalogCell::tr(entry(column).toolTip);
}

bool isRightAligned(CatalogColumn column)
{
    return column == CatalogColumn::Price || column == CatalogColumn::Quantity;
}

std::optional<ProductField> editedField(CatalogColumn column)
{
    switch (column) {
    case CatalogColumn::Title:
        return ProductField::TitleOptimized;
    case CatalogColumn::Sku:
        return ProductField::Sku;
    case CatalogColumn::Gtin:
        return ProductField::Gtin;
    case CatalogColumn::Brand:
        return ProductField::Brand;
    case CatalogColumn::Category:
        return ProductField::Category;
    case CatalogColumn::Price:
        return ProductField::Price;
    case CatalogColumn::Quantity:
        return ProductField::Quantity;
    case CatalogColumn::Score:
    case CatalogColumn::Status:
    case CatalogColumn::Source:
    case CatalogColumn::Updated:
        break;
    }
    return {};
}

QString moneyText(const Money &money, const QLocale &locale)
{
    return QString(localDecimal(money, locale, true) + QChar(QChar::Nbsp) + currencySign(money.currency().code()));
}

QString cellText(const CatalogRow &row, CatalogColumn column, const QLocale &locale)
{
    switch (column) {
    case CatalogColumn::Title:
        return row.title;
    case CatalogColumn::Sku:
        return row.sku;
    case CatalogColumn::Gtin:
        return row.gtin;
    case CatalogColumn::Brand:
        return row.brand;
    case CatalogColumn::Category:
        return row.category;
    case CatalogColumn::Price:
        return row.price ? moneyText(*row.price, locale) : QString();
    case CatalogColumn::Quantity:
        return row.quantity ? locale.toString(*row.quantity) : QString();
    case CatalogColumn::Score:
        return locale.toString(row.score);
    case CatalogColumn::Status:
        return statusText(row.status);
    case CatalogColumn::Source:
        return row.sourcePlatform;
    case CatalogColumn::Updated:
        return locale.toString(row.updatedAt.toLocalTime(), QLocale::ShortFormat);
    }
    return {};
}

QString cellEditText(const CatalogRow &row, CatalogColumn column, const QLocale &locale)
{
    if (column == CatalogColumn::Price)
        return row.price ? QString(localDecimal(*row.price, locale, false) + u' ' + row.price->currency().code())
                         : QString();
    if (column == CatalogColumn::Quantity)
        return row.quantity ? QString::number(*row.quantity) : QString();
    return cellText(row, column, locale);
}

Result<QString> editedValue(const CatalogRow &row, CatalogColumn column, const QString &typed, const QLocale &locale)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return QString();
    if (column == CatalogColumn::Price)
        return editedPrice(row, text, locale);
    if (column == CatalogColumn::Quantity)
        return plainDecimal(text, locale);
    return text;
}

CatalogRow withEdit(CatalogRow row, CatalogColumn column, const QString &value)
{
    switch (column) {
    case CatalogColumn::Title:
        if (!value.isEmpty())
            row.title = value;
        break;
    case CatalogColumn::Sku:
        row.sku = value;
        break;
    case CatalogColumn::Gtin:
        row.gtin = value;
        break;
    case CatalogColumn::Brand:
        row.brand = value;
        break;
    case CatalogColumn::Category:
        row.category = value;
        break;
    case CatalogColumn::Price:
        row.price.reset();
        if (const auto money = Money::fromString(value))
            row.price = *money;
        break;
    case CatalogColumn::Quantity:
        row.quantity.reset();
        if (!value.isEmpty())
            row.quantity = value.toLongLong();
        break;
    case CatalogColumn::Score:
    case CatalogColumn::Status:
    case CatalogColumn::Source:
    case CatalogColumn::Updated:
        break;
    }
    return row;
}

} // namespace listwright
