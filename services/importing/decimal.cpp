// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/decimal.h"

#include "services/importing/problems.h"
#include "services/importing/text.h"

#include <array>

namespace listwright::importing {

namespace {

constexpr int maximumDigits = 18; // fits 64 bits with room for scaling checks
constexpr std::size_t maximumRuns = 12;
constexpr quint64 maximumMinorUnits = 1'000'000'000'000'000; // ten trillion euros: no price, and far from overflow

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// A number cut into runs of digits and what stands between them.
struct Shape
{
    enum Separator : char { Point = '.', Comma = ',', Blank = ' ' };
    std::array<std::string_view, maximumRuns> runs{};
    std::array<Separator, maximumRuns> separators{}; // [i] stands before runs[i + 1]
    std::size_t count = 0;                           // of runs
    bool negative = false;

    std::size_t occurrences(Separator separator) const
    {
        return static_cast<std::size_t>(
            std::count(separators.begin(), separators.begin() + static_cast<std::ptrdiff_t>(count - 1), separator));
    }
};

// Length of the grouping character at the start, 0 when there is none.
std::size_t groupingBlank(std::string_view text)
{
    for (const std::string_view blank :
         {std::string_view(" "), std::string_view("'"), std::string_view("\xC2\xA0"), std::string_view("\xE2\x80\xAF"),
          std::string_view("\xE2\x80\x89"), std::string_view("\xE2\x80\x99")}) {
        if (text.starts_with(blank))
            return blank.size();
    }
    return 0;
}

std::string_view withoutSign(std::string_view text, bool &negative)
{
    text = trimmed(text);
    for (const std::string_view minus : {std::string_view("-"), std::string_view("\xE2\x88\x92")}) {
        if (text.starts_with(minus)) {
            negative = true;
            return trimmed(text.substr(minus.size()));
        }
    }
    return text.starts_with('+') ? text.substr(1) : text;
}

std::optional<Shape> shapeOf(std::string_view text)
{
    Shape shape;
    text = withoutSign(text, shape.negative);
    if (text.empty() || !isDigit(text.back()))
        return {};
    for (;;) {
        if (shape.count == maximumRuns)
            return {};
        std::size_t digits = 0;
        while (digits < text.size() && isDigit(text[digits]))
            ++digits;
        if (digits == 0 && !(shape.count == 0 && (text[0] == '.' || text[0] == ',')))
            return {};
        shape.runs[shape.count++] = text.substr(0, digits);
        text.remove_prefix(digits);
        if (text.empty())
            return shape;
        const bool mark = text[0] == '.' || text[0] == ',';
        const std::size_t blank = mark ? 1 : groupingBlank(text);
        if (blank == 0 || shape.count == maximumRuns)
            return {};
        shape.separators[shape.count - 1] = !mark ? Shape::Blank : text[0] == '.' ? Shape::Point : Shape::Comma;
        text.remove_prefix(blank);
    }
}

// The separator that can only be the decimal one; Blank when there is none, nothing when both readings are possible.
std::optional<Shape::Separator> decimalSeparator(const Shape &shape)
{
    if (shape.count == 1)
        return Shape::Blank;
    const std::size_t points = shape.occurrences(Shape::Point);
    const std::size_t commas = shape.occurrences(Shape::Comma);
    if (points == 0 && commas == 0)
        return Shape::Blank;
    const Shape::Separator last = shape.separators[shape.count - 2];
    if (points > 0 && commas > 0)
        return last;
    if (points + commas > 1)
        return Shape::Blank; // a mark that repeats groups thousands
    const bool groupedByBlanks = shape.count > 2;
    const std::string_view whole = shape.runs[0];
    const bool couldGroup =
        shape.runs[shape.count - 1].size() == 3 && !whole.empty() && whole.size() <= 3 && whole[0] != '0';
    if (groupedByBlanks || !couldGroup)
        return last;
    return {};
}

std::optional<Decimal> assemble(const Shape &shape, Shape::Separator decimal)
{
    const bool hasFraction = decimal != Shape::Blank;
    const std::size_t wholeRuns = hasFraction ? shape.count - 1 : shape.count;
    if (hasFraction && (shape.separators[shape.count - 2] != decimal || shape.occurrences(decimal) != 1))
        return {};
    for (std::size_t i = 0; i < wholeRuns; ++i) {
        const std::size_t length = shape.runs[i].size();
        if (i > 0 ? length != 3 : (wholeRuns > 1 && (length == 0 || length > 3)))
            return {};
        if (i > 1 && shape.separators[i - 1] != shape.separators[0])
            return {};
    }
    Decimal result;
    result.negative = shape.negative;
    int digits = 0;
    for (std::size_t i = 0; i < shape.count; ++i) {
        for (const char c : shape.runs[i]) {
            if (result.mantissa != 0 || c != '0')
                ++digits;
            if (digits > maximumDigits)
                return {};
            result.mantissa = result.mantissa * 10 + static_cast<quint64>(c - '0');
        }
    }
    result.scale = hasFraction ? static_cast<int>(shape.runs[shape.count - 1].size()) : 0;
    return result;
}

// Symbols and words that stand for one currency or for several; the first is taken without further knowledge.
struct CurrencySign
{
    std::string_view sign;
    std::array<std::string_view, 5> codes;
};
constexpr CurrencySign currencySigns[] = {
    {"€", {"EUR"}},
    {"zł", {"PLN"}},
    {"ZŁ", {"PLN"}},
    {"Zł", {"PLN"}},
    {"zl", {"PLN"}},
    {"£", {"GBP"}},
    {"$", {"USD", "CAD", "AUD", "NZD", "SGD"}},
    {"US$", {"USD"}},
    {"C$", {"CAD"}},
    {"A$", {"AUD"}},
    {"Kč", {"CZK"}},
    {"Ft", {"HUF"}},
    {"lei", {"RON"}},
    {"kr", {"SEK", "NOK", "DKK", "ISK"}},
    {"kr.", {"DKK", "NOK", "SEK", "ISK"}},
    {"¥", {"JPY", "CNY"}},
    {"₴", {"UAH"}},
    {"₽", {"RUB"}},
    {"₺", {"TRY"}},
    {"₹", {"INR"}},
    {"лв.", {"BGN"}},
    {"лв", {"BGN"}},
    {"Fr.", {"CHF"}},
    {"SFr.", {"CHF"}},
    {"Euro", {"EUR"}},
    {"euro", {"EUR"}},
};

std::optional<Currency> currencyFromWord(std::string_view word, std::optional<Currency> hint)
{
    if (word.size() == 3) {
        char upper[3];
        for (std::size_t i = 0; i < 3; ++i)
            upper[i] = word[i] >= 'a' && word[i] <= 'z' ? static_cast<char>(word[i] - 32) : word[i];
        if (const auto currency = Currency::fromCode({upper, 3}))
            return currency;
    }
    for (const CurrencySign &entry : currencySigns) {
        if (entry.sign != word)
            continue;
        for (const std::string_view code : entry.codes) {
            if (hint && hint->codeUtf8() == code)
                return hint;
        }
        return Currency::fromCode(entry.codes[0]);
    }
    return {};
}

// "1.099,-" and "12.–": a dash instead of the cents.
std::string_view withoutCentsDash(std::string_view suffix)
{
    for (const std::string_view dash :
         {std::string_view(",-"), std::string_view(".-"), std::string_view(",\xE2\x80\x93"),
          std::string_view(".\xE2\x80\x93"), std::string_view(",--")}) {
        if (suffix.starts_with(dash))
            return trimmed(suffix.substr(dash.size()));
    }
    return suffix;
}

std::optional<qint64> scaled(const Decimal &decimal, int digits, bool &tooManyDecimals)
{
    quint64 units = decimal.mantissa;
    int scale = decimal.scale;
    for (; scale > digits; --scale) {
        if (units % 10 != 0) {
            tooManyDecimals = true;
            return {};
        }
        units /= 10;
    }
    for (; scale < digits; ++scale) {
        if (units > maximumMinorUnits)
            return {};
        units *= 10;
    }
    if (units > maximumMinorUnits)
        return {};
    return decimal.negative ? -static_cast<qint64>(units) : static_cast<qint64>(units);
}

Amount amountOf(const Decimal &decimal, std::string_view number, std::optional<Currency> currency)
{
    Amount amount;
    amount.number = number;
    amount.currency = currency;
    if (!currency) {
        amount.problem = AmountProblem::MissingCurrency;
        return amount;
    }
    bool tooManyDecimals = false;
    const auto units = scaled(decimal, currency->digits(), tooManyDecimals);
    if (!units)
        amount.problem = tooManyDecimals ? AmountProblem::TooManyDecimals : AmountProblem::TooLarge;
    else if (*units < 0)
        amount.problem = AmountProblem::Negative;
    else
        amount.minorUnits = *units;
    return amount;
}

// Six zeros or nines behind the currency's digits are what binary fractions leave behind, no price anybody set.
void dropBinaryNoise(Decimal &decimal, int digits)
{
    if (decimal.scale < digits + 6)
        return;
    quint64 divisor = 1;
    for (int i = digits; i < decimal.scale; ++i)
        divisor *= 10;
    const quint64 rest = decimal.mantissa % divisor;
    const quint64 noise = divisor / 1'000'000;
    if (rest > noise && divisor - rest > noise)
        return;
    decimal.mantissa = decimal.mantissa / divisor + (rest > noise ? 1 : 0);
    decimal.scale = digits;
}

} // namespace

StyleEvidence styleEvidence(std::string_view text)
{
    std::size_t first = 0;
    std::size_t last = text.size();
    while (first < last && !isDigit(text[first]))
        ++first;
    while (last > first && !isDigit(text[last - 1]))
        --last;
    const auto shape = shapeOf(text.substr(first, last - first));
    if (!shape || shape->count == 1)
        return StyleEvidence::None;
    const auto decimal = decimalSeparator(*shape);
    if (!decimal)
        return StyleEvidence::Ambiguous;
    if (!assemble(*shape, *decimal))
        return StyleEvidence::None;
    if (*decimal == Shape::Blank) {
        const bool points = shape->occurrences(Shape::Point) > 0;
        const bool commas = shape->occurrences(Shape::Comma) > 0;
        return points ? StyleEvidence::Comma : commas ? StyleEvidence::Point : StyleEvidence::None;
    }
    return *decimal == Shape::Point ? StyleEvidence::Point : StyleEvidence::Comma;
}

std::optional<Decimal> parseDecimal(std::string_view text, DecimalStyle style)
{
    const auto shape = shapeOf(text);
    if (!shape)
        return {};
    auto decimal = decimalSeparator(*shape);
    if (!decimal) {
        const Shape::Separator own = style == DecimalStyle::Point ? Shape::Point : Shape::Comma;
        decimal = shape->separators[0] == own ? own : Shape::Blank;
    }
    return assemble(*shape, *decimal);
}

std::optional<Decimal> parseJsonNumber(std::string_view text)
{
    const std::size_t e = text.find_first_of("eE");
    std::string plain(text.substr(0, e));
    if (const std::size_t point = plain.find('.'); point != std::string::npos && plain.size() - point > 17)
        plain.resize(point + 17); // far beyond any currency's digits
    Decimal result;
    bool seenPoint = false;
    int digits = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const char c = plain[i];
        if (c == '-' && i == 0) {
            result.negative = true;
        } else if (c == '.' && !seenPoint) {
            seenPoint = true;
        } else if (isDigit(c)) {
            digits += result.mantissa != 0 || c != '0' ? 1 : 0;
            if (digits > maximumDigits) {
                if (!seenPoint)
                    return {};
                break;
            }
            result.mantissa = result.mantissa * 10 + static_cast<quint64>(c - '0');
            result.scale += seenPoint ? 1 : 0;
        } else {
            return {};
        }
    }
    if (e == std::string_view::npos || result.mantissa == 0)
        return result;
    const int exponent = QByteArray(text.data() + e + 1, static_cast<qsizetype>(text.size() - e - 1)).toInt();
    if (exponent < -maximumDigits || exponent > maximumDigits)
        return {};
    result.scale -= exponent;
    for (; result.scale < 0; ++result.scale) {
        if (++digits > maximumDigits)
            return {};
        result.mantissa *= 10;
    }
    return result;
}

Amount parseAmount(std::string_view text, DecimalStyle style, std::optional<Currency> currency)
{
    text = trimmed(text);
    std::size_t first = 0;
    std::size_t last = text.size();
    while (first < last && !isDigit(text[first]))
        ++first;
    while (last > first && !isDigit(text[last - 1]))
        --last;
    Amount failed;
    failed.problem = AmountProblem::NotANumber;
    if (first == last)
        return failed;
    if (first > 0 && (text[first - 1] == '.' || text[first - 1] == ',') && (first == 1 || text[first - 2] == ' '))
        --first; // ".50"
    bool negative = false;
    std::string_view before = withoutSign(text.substr(0, first), negative);
    for (const std::string_view minus : {std::string_view("-"), std::string_view("\xE2\x88\x92")}) {
        if (!negative && before.ends_with(minus)) {
            negative = true;
            before = trimmed(before.substr(0, before.size() - minus.size()));
        }
    }
    const std::string_view after = withoutCentsDash(trimmed(text.substr(last)));
    const std::string_view word = before.empty() ? after : before;
    if (!before.empty() && !after.empty())
        return failed;
    if (!word.empty()) {
        currency = currencyFromWord(word, currency);
        if (!currency) {
            failed.problem = AmountProblem::UnknownCurrency;
            return failed;
        }
    }
    const std::string_view number = text.substr(first, last - first);
    auto decimal = parseDecimal(number, style);
    if (!decimal)
        return failed;
    decimal->negative = negative;
    return amountOf(*decimal, number, currency);
}

Amount parseJsonAmount(std::string_view number, std::optional<Currency> currency)
{
    auto decimal = parseJsonNumber(number);
    if (!decimal) {
        Amount failed;
        failed.problem = AmountProblem::TooLarge;
        return failed;
    }
    if (currency)
        dropBinaryNoise(*decimal, currency->digits());
    return amountOf(*decimal, number, currency);
}

QString amountProblemText(AmountProblem problem)
{
    switch (problem) {
    case AmountProblem::None:
        return {};
    case AmountProblem::NotANumber:
        return Import::tr("This is not an amount.");
    case AmountProblem::TooManyDecimals:
        return Import::tr("The amount has more decimals than its currency. Is the decimal style right?");
    case AmountProblem::TooLarge:
        return Import::tr("The amount is too large.");
    case AmountProblem::Negative:
        return Import::tr("A price cannot be negative.");
    case AmountProblem::UnknownCurrency:
        return Import::tr("The currency is not known.");
    case AmountProblem::MissingCurrency:
        return Import::tr("No currency is given. Choose a default currency for the import.");
    }
    return {};
}

} // namespace listwright::importing
