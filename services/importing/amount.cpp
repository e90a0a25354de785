// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/amount.h"

#include "services/importing/problems.h"
#include "services/importing/text.h"

#include <array>

namespace listwright::importing {

namespace {

constexpr quint64 maximumMinorUnits = 1'000'000'000'000'000; // ten trillion euros: no price, and far from overflow

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

// An amount cut into its number and the word or sign on one side of it.
struct Parts
{
    std::string_view number;
    std::string_view word;
    bool negative = false;
};

// The digits from first to last with what is between them, and a point or comma in front of cents alone (".50").
std::string_view numberIn(std::string_view text)
{
    std::size_t first = 0;
    std::size_t last = text.size();
    while (first < last && !isDigit(text[first]))
        ++first;
    while (last > first && !isDigit(text[last - 1]))
        --last;
    const bool hasMark = first > 0 && first < last && (text[first - 1] == '.' || text[first - 1] == ',');
    if (hasMark && (first == 1 || text[first - 2] == ' '))
        --first;
    return text.substr(first, last - first);
}

// What stands before the number without its minus, which people write on either side of the sign: "-5 €", "€ -5".
std::string_view withoutMinus(std::string_view before, bool &negative)
{
    before = trimmed(before);
    for (const std::string_view minus : {std::string_view("-"), std::string_view("\xE2\x88\x92")}) {
        if (before.starts_with(minus)) {
            negative = true;
            return trimmed(before.substr(minus.size()));
        }
        if (before.ends_with(minus)) {
            negative = true;
            return trimmed(before.substr(0, before.size() - minus.size()));
        }
    }
    return before.starts_with('+') ? before.substr(1) : before;
}

// Nothing when there is no number, or words on both sides of it.
std::optional<Parts> partsOf(std::string_view text)
{
    Parts parts;
    parts.number = numberIn(text);
    if (parts.number.empty())
        return {};
    const auto first = static_cast<std::size_t>(parts.number.data() - text.data());
    const std::string_view before = withoutMinus(text.substr(0, first), parts.negative);
    const std::string_view after = withoutCentsDash(trimmed(text.substr(first + parts.number.size())));
    if (!before.empty() && !after.empty())
        return {};
    parts.word = before.empty() ? after : before;
    return parts;
}

Amount failed(AmountProblem problem)
{
    Amount amount;
    amount.problem = problem;
    return amount;
}

} // namespace

Amount parseAmount(std::string_view text, DecimalStyle style, std::optional<Currency> currency)
{
    const auto parts = partsOf(trimmed(text));
    if (!parts)
        return failed(AmountProblem::NotANumber);
    if (!parts->word.empty()) {
        currency = currencyFromWord(parts->word, currency);
        if (!currency)
            return failed(AmountProblem::UnknownCurrency);
    }
    auto decimal = parseDecimal(parts->number, style);
    if (!decimal)
        return failed(AmountProblem::NotANumber);
    decimal->negative = parts->negative;
    Amount amount = amountOf(*decimal, parts->number, currency);
    amount.statesCurrency = !parts->word.empty();
    return amount;
}

Amount parseJsonAmount(std::string_view number, std::optional<Currency> currency)
{
    auto decimal = parseJsonNumber(number);
    if (!decimal)
        return failed(AmountProblem::TooLarge);
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
