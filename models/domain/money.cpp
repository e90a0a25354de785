// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/money.h"

#include <array>
#include <limits>

namespace listwright {

namespace {

struct Entry
{
    char code[4];
    int digits;
};

// ISO 4217 list one (active national currencies), sorted by code.
constexpr Entry currencies[] = {
    {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"ANG", 2}, {"AOA", 2}, {"ARS", 2}, {"AUD", 2}, {"AWG", 2},
    {"AZN", 2}, {"BAM", 2}, {"BBD", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0}, {"BMD", 2}, {"BND", 2},
    {"BOB", 2}, {"BRL", 2}, {"BSD", 2}, {"BTN", 2}, {"BWP", 2}, {"BYN", 2}, {"BZD", 2}, {"CAD", 2}, {"CDF", 2},
    {"CHF", 2}, {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"CRC", 2}, {"CUP", 2}, {"CVE", 2}, {"CZK", 2}, {"DJF", 0},
    {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ERN", 2}, {"ETB", 2}, {"EUR", 2}, {"FJD", 2}, {"FKP", 2},
    {"GBP", 2}, {"GEL", 2}, {"GHS", 2}, {"GIP", 2}, {"GMD", 2}, {"GNF", 0}, {"GTQ", 2}, {"GYD", 2}, {"HKD", 2},
    {"HNL", 2}, {"HRK", 2}, {"HTG", 2}, {"HUF", 2}, {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2},
    {"ISK", 0}, {"JMD", 2}, {"JOD", 3}, {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2},
    {"KRW", 0}, {"KWD", 3}, {"KYD", 2}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2},
    {"LYD", 3}, {"MAD", 2}, {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MRU", 2},
    {"MUR", 2}, {"MVR", 2}, {"MWK", 2}, {"MXN", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2}, {"NGN", 2}, {"NIO", 2},
    {"NOK", 2}, {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PAB", 2}, {"PEN", 2}, {"PGK", 2}, {"PHP", 2}, {"PKR", 2},
    {"PLN", 2}, {"PYG", 0}, {"QAR", 2}, {"RON", 2}, {"RSD", 2}, {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2},
    {"SCR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2}, {"SHP", 2}, {"SLE", 2}, {"SOS", 2}, {"SRD", 2}, {"SSP", 2},
    {"STN", 2}, {"SVC", 2}, {"SYP", 2}, {"SZL", 2}, {"THB", 2}, {"TJS", 2}, {"TMT", 2}, {"TND", 3}, {"TOP", 2},
    {"TRY", 2}, {"TTD", 2}, {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2}, {"UYU", 2}, {"UZS", 2},
    {"VED", 2}, {"VES", 2}, {"VND", 0}, {"VUV", 0}, {"WST", 2}, {"XAF", 0}, {"XCD", 2}, {"XOF", 0}, {"XPF", 0},
    {"YER", 2}, {"ZAR", 2}, {"ZMW", 2},
};

qint64 powerOfTen(int exponent)
{
    qint64 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

} // namespace

Currency::Currency(std::string_view code, int digits) : m_digits(digits)
{
    std::copy_n(code.begin(), 3, m_code.begin());
}

std::optional<Currency> Currency::fromCode(std::string_view upperCaseCode)
{
    if (upperCaseCode.size() != 3)
        return {};
    const auto found = std::lower_bound(std::begin(currencies), std::end(currencies), upperCaseCode,
                                        [](const Entry &entry, std::string_view code) { return entry.code < code; });
    if (found == std::end(currencies) || found->code != upperCaseCode)
        return {};
    return Currency(upperCaseCode, found->digits);
}

Result<Currency> Currency::parse(QStringView code)
{
    const QByteArray upper = code.trimmed().toString().toUpper().toUtf8();
    if (const auto currency = fromCode({upper.constData(), static_cast<std::size_t>(upper.size())}))
        return *currency;
    return failure(ErrorCode::InvalidInput, tr("“%1” is not a currency code such as EUR or PLN.").arg(code.left(20)));
}

QString Currency::code() const
{
    return QString::fromLatin1(m_code.data(), 3);
}

Result<Money> Money::fromDecimal(QStringView decimal, Currency currency)
{
    const QStringView text = decimal.trimmed();
    const auto invalid = [&] {
        return failure(ErrorCode::InvalidInput, tr("“%1” is not an amount in %2.").arg(text.left(40), currency.code()));
    };
    qsizetype at = 0;
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        ++at;
    constexpr qint64 limit = std::numeric_limits<qint64>::max() / 10 - 10;
    qint64 units = 0;
    int whole = 0;
    int fraction = -1; // digits read after the point, -1 before it
    for (; at < text.size(); ++at) {
        const char16_t c = text.at(at).unicode();
        if (c == u'.' && fraction < 0) {
            fraction = 0;
            continue;
        }
        if (c < u'0' || c > u'9' || units > limit)
            return invalid();
        if (fraction >= currency.digits()) {
            if (c != u'0') // trailing zeros lose nothing
                return invalid();
            continue;
        }
        units = units * 10 + (c - u'0');
        if (fraction >= 0)
            ++fraction;
        else
            ++whole;
    }
    if (whole == 0 && fraction <= 0)
        return invalid();
    const int missing = currency.digits() - std::max(fraction, 0);
    if (missing > 0 && units > limit / powerOfTen(missing))
        return invalid();
    units *= powerOfTen(missing);
    return Money(negative ? -units : units, currency);
}

Result<Money> Money::fromString(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype blank = trimmed.lastIndexOf(u' ');
    if (blank < 0)
        return failure(ErrorCode::InvalidInput,
                       tr("“%1” is not an amount with its currency, such as 12.99 EUR.").arg(trimmed.left(40)));
    return Currency::parse(trimmed.sliced(blank + 1)).and_then([&](Currency currency) {
        return fromDecimal(trimmed.first(blank), currency);
    });
}

QString Money::toDecimal() const
{
    const int digits = m_currency.digits();
    QString text =
        QString::number(m_minorUnits < 0 ? 0 - static_cast<quint64>(m_minorUnits) : static_cast<quint64>(m_minorUnits));
    if (digits > 0) {
        text = text.rightJustified(digits + 1, u'0');
        text.insert(text.size() - digits, u'.');
    }
    return m_minorUnits < 0 ? u'-' + text : text;
}

QString Money::toString() const
{
    return toDecimal() + u' ' + m_currency.code();
}

} // namespace listwright
