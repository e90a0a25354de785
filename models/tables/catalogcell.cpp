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

struct CurrencySign
{
    const char *code;
    const char16_t *sign;
};

constexpr CurrencySign currencySigns[] = {{"EUR", u"€"}, {"USD", u"$"}, {"GBP", u"£"}, {"PLN", u"zł"}};

QString currencySign(const QString &code)
{
    for (const CurrencySign &known : currencySigns) {
        if (code == QLatin1String(known.code))
            return QString::fromUtf16(known.sign);
    }
    return code;
}

/** A code, or the sign that a cell shows for it. */
Result<Currency> typedCurrency(const QString &word)
{
    for (const CurrencySign &known : currencySigns) {
        if (word.compare(QString::fromUtf16(known.sign), Qt::CaseInsensitive) == 0)
            return Currency::parse(QString::fromLatin1(known.code));
    }
    return Currency::parse(word);
}

/**
 * A number as typed in the locale, with a point and without thousands marks. Those have three digits behind them, so
 * that "12,50" is twelve and a half in English as well. The locale decides what "1,099" is, unless the number may have
 * three decimals: never guesses where both could be meant.
 */
Result<QString> plainDecimal(QString typed, const QLocale &locale, int decimals)
{
    static const QRegularExpression grouped(
        QStringLiteral("^[+-]?[1-9]\\d{0,2}([.,' \\x{a0}\\x{202f}\\x{2019}])(?:\\d{2,3}\\1)*\\d{3}(?:([.,])\\d*)?$"));
    static const QRegularExpression plain(QStringLiteral("^[+-]?(?:\\d+[.,]?\\d*|[.,]\\d+)$"));
    const QString asTyped = typed.left(40);
    typed.replace(QChar(0x2212), u'-');
    const QRegularExpressionMatch match = grouped.match(typed);
    const QString mark = match.captured(1);
    const QString point = match.captured(2);
    if (match.hasMatch() && mark != point) {
        const bool alone = point.isEmpty() && (mark == u"." || mark == u",") && typed.count(mark) == 1;
        const bool thousands = !alone || mark == locale.groupSeparator();
        if (alone && mark != locale.decimalPoint() && (!thousands || decimals >= 3))
            return failure(ErrorCode::InvalidInput,
                           CatalogCell::tr("“%1” can be read in two ways. Write it without a mark for thousands and "
                                           "with decimals.")
                               .arg(asTyped));
        if (thousands)
            typed.remove(mark);
    }
    if (!plain.match(typed).hasMatch())
        return failure(ErrorCode::InvalidInput, CatalogCell::tr("“%1” is not a number.").arg(asTyped));
    return typed.replace(u',', u'.');
}

/** What the field makes of the text: refused with its reason, or in its canonical form. */
Result<QString> checked(ProductField field, const QString &text)
{
    Product probe;
    return setFieldText(probe, field, text).map([&] { return fieldText(probe, field); });
}

Result<QString> editedQuantity(const QString &typed, const QLocale &locale)
{
    const auto number = plainDecimal(typed, locale, 0);
    const bool isWhole = number && !number->contains(u'.');
    return checked(ProductField::Quantity, isWhole ? *number : typed); // an error quotes what was typed
}

Result<QString> editedPrice(const CatalogRow &row, const QString &typed, const QLocale &locale)
{
    static const QRegularExpression pattern(
        QStringLiteral("^([^\\d\\s.,+\\x{2212}-]*)\\s*([^\\p{L}\\p{Sc}]*[\\d.,])\\s*([^\\d\\s.,]*)$"),
        QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = pattern.match(typed);
    const QString before = match.captured(1);
    const QString behind = match.captured(3);
    if (!match.hasMatch() || (!before.isEmpty() && !behind.isEmpty()))
        return failure(ErrorCode::InvalidInput, CatalogCell::tr("“%1” is not a price.").arg(typed.left(40)));
    const QString word = before + behind;
    if (word.isEmpty() && !row.price)
        return failure(ErrorCode::InvalidInput, CatalogCell::tr("Add the currency, for example “12.99 EUR”."));
    const auto currency = word.isEmpty() ? Result<Currency>(row.price->currency()) : typedCurrency(word);
    if (!currency)
        return failure(currency.error());
    return plainDecimal(match.captured(2), locale, currency->digits())
        .and_then([&](const QString &decimal) { return Money::fromDecimal(decimal, *currency); })
        .and_then([](const Money &money) { return checked(ProductField::Price, money.toString()); });
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
        return editedQuantity(text, locale);
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
