// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/decimal.h"

#include "services/importing/text.h"

#include <array>

namespace listwright::importing {

namespace {

constexpr int maximumDigits = 18; // fits 64 bits with room for scaling checks
constexpr std::size_t maximumRuns = 12;

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

// Digits with at most one point; those beyond what a mantissa holds are dropped behind the point, and refused before
// it.
std::optional<Decimal> plainJsonNumber(std::string_view text)
{
    Decimal result;
    result.negative = text.starts_with('-');
    bool seenPoint = false;
    int digits = 0;
    for (const char c : text.substr(result.negative ? 1 : 0)) {
        if (c == '.' && !seenPoint) {
            seenPoint = true;
            continue;
        }
        if (!isDigit(c))
            return {};
        digits += result.mantissa != 0 || c != '0' ? 1 : 0;
        if (digits > maximumDigits)
            return seenPoint ? std::optional(result) : std::nullopt;
        result.mantissa = result.mantissa * 10 + static_cast<quint64>(c - '0');
        result.scale += seenPoint ? 1 : 0;
    }
    return result;
}

std::optional<Decimal> withExponent(Decimal number, std::string_view exponentText)
{
    bool ok = false;
    const int exponent = QByteArray(exponentText.data(), static_cast<qsizetype>(exponentText.size())).toInt(&ok);
    if (!ok || exponent < -maximumDigits || exponent > maximumDigits)
        return {};
    number.scale -= exponent;
    constexpr quint64 limit = 1'000'000'000'000'000'000; // of maximumDigits digits
    for (; number.scale < 0; ++number.scale) {
        if (number.mantissa >= limit / 10)
            return {};
        number.mantissa *= 10;
    }
    return number;
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
    std::string_view plain = text.substr(0, e);
    if (const std::size_t point = plain.find('.'); point != std::string_view::npos)
        plain = plain.substr(0, point + 17); // far beyond any currency's digits
    auto number = plainJsonNumber(plain);
    if (!number || e == std::string_view::npos || number->mantissa == 0)
        return number;
    return withExponent(*number, text.substr(e + 1));
}

} // namespace listwright::importing
