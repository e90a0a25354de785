// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/importing/fieldreader.h"

#include "models/domain/placeholder.h"
#include "services/importing/decimal.h"
#include "services/importing/layout.h"
#include "services/importing/problems.h"
#include "services/importing/text.h"

#include <algorithm>

namespace listwright::importing {

namespace {

// What sellers write where they have no GTIN.
bool meansNoGtin(std::string_view text)
{
    return saysNothing(text) || text == "0";
}

bool isScientific(std::string_view text)
{
    const std::size_t e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 1 >= text.size() || !isDigit(text[0]))
        return false;
    const auto belongs = [](char c) { return isDigit(c) || c == '.' || c == ',' || c == '+'; };
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(e), belongs) &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(e) + 1, text.end(), belongs);
}

std::string plainDigits(std::string_view text)
{
    if (text.ends_with(".0") || text.ends_with(",0"))
        text.remove_suffix(2);
    std::string digits;
    digits.reserve(14);
    for (const char c : text) {
        if (c != ' ' && c != '-')
            digits += c;
    }
    return digits;
}

QuantityProblem wholeNumber(std::optional<Decimal> decimal, qint64 &quantity)
{
    constexpr qint64 maximum = 1'000'000'000;
    if (!decimal)
        return QuantityProblem::NotANumber;
    for (; decimal->scale > 0; --decimal->scale) {
        if (decimal->mantissa % 10 != 0)
            return QuantityProblem::NotWhole;
        decimal->mantissa /= 10;
    }
    if (decimal->mantissa > static_cast<quint64>(maximum))
        return QuantityProblem::TooLarge;
    quantity = static_cast<qint64>(decimal->mantissa);
    return decimal->negative && quantity > 0 ? QuantityProblem::Negative : QuantityProblem::None;
}

constexpr std::string_view urlSeparators = "|,; \t\r\n";

} // namespace

GtinReading readGtin(std::string_view text)
{
    GtinReading reading;
    text = trimmed(text);
    if (text.starts_with('\''))
        text = trimmed(text.substr(1));
    if (text.empty() || meansNoGtin(text))
        return reading;
    if (isScientific(text)) {
        reading.outcome = GtinReading::Outcome::Scientific;
        return reading;
    }
    reading.digits = plainDigits(text);
    reading.problem = Gtin::check(reading.digits);
    reading.outcome = GtinReading::Outcome::Taken;
    if (reading.problem == GtinProblem::WrongLength && reading.digits.size() == 11) {
        const std::string restored = '0' + reading.digits;
        if (Gtin::check(restored) == GtinProblem::None) {
            reading.digits = restored;
            reading.problem = GtinProblem::None;
            reading.outcome = GtinReading::Outcome::Restored;
        }
    }
    if (reading.problem == GtinProblem::None)
        return reading;
    const bool unusable = reading.problem == GtinProblem::RestrictedPrefix || reading.problem == GtinProblem::AllZeros;
    reading.outcome = unusable ? GtinReading::Outcome::Unusable : GtinReading::Outcome::Wrong;
    return reading;
}

std::string encodedUrl(std::string_view url)
{
    std::string encoded;
    encoded.reserve(url.size());
    for (const char c : url) {
        if (c == ' ')
            encoded += "%20";
        else
            encoded += c;
    }
    return encoded;
}

UrlProblem checkWebUrl(std::string_view url)
{
    std::size_t host = 0;
    if (equalsIgnoringCase(url.substr(0, 8), "https://"))
        host = 8;
    else if (equalsIgnoringCase(url.substr(0, 7), "http://"))
        host = 7;
    if (host == 0) {
        const std::size_t colon = url.find(':');
        const bool scheme =
            colon != std::string_view::npos && colon > 0 &&
            std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '+' || c == '-';
            });
        return scheme ? UrlProblem::OtherScheme : UrlProblem::NoScheme;
    }
    const bool hasHost = url.size() > host && url[host] != '/' && url[host] != ':' && url[host] != '?';
    const bool clean = std::none_of(url.begin(), url.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"';
    });
    return hasHost && clean && url.size() <= 8192 ? UrlProblem::None : UrlProblem::Malformed;
}

QString urlProblemText(UrlProblem problem)
{
    switch (problem) {
    case UrlProblem::None:
        return {};
    case UrlProblem::NoScheme:
        return Import::tr("The address does not begin with http:// or https://.");
    case UrlProblem::OtherScheme:
        return Import::tr("Only addresses with http:// or https:// are allowed.");
    case UrlProblem::Malformed:
        return Import::tr("This is not a valid web address.");
    }
    return {};
}

QuantityProblem readQuantity(std::string_view text, qint64 &quantity)
{
    text = trimmed(text);
    std::size_t last = text.size();
    while (last > 0 && !isDigit(text[last - 1])) // a unit such as "szt."
        --last;
    if (last == 0 || text.size() - last > 12)
        return QuantityProblem::NotANumber;
    text = text.substr(0, last);
    // A mark that can be read in two ways groups thousands.
    const bool comma = text.find(',') != std::string_view::npos;
    return wholeNumber(parseDecimal(text, comma ? DecimalStyle::Point : DecimalStyle::Comma), quantity);
}

QuantityProblem readJsonQuantity(std::string_view number, qint64 &quantity)
{
    return wholeNumber(parseJsonNumber(number), quantity);
}

QString quantityProblemText(QuantityProblem problem)
{
    switch (problem) {
    case QuantityProblem::None:
        return {};
    case QuantityProblem::NotANumber:
        return Import::tr("This is not a quantity.");
    case QuantityProblem::NotWhole:
        return Import::tr("A quantity must be a whole number.");
    case QuantityProblem::Negative:
        return Import::tr("A quantity cannot be negative.");
    case QuantityProblem::TooLarge:
        return Import::tr("The quantity is too large.");
    }
    return {};
}

std::optional<Condition> readCondition(std::string_view text)
{
    if (text == "new")
        return Condition::New;
    const auto &words = aliases().conditions;
    const auto found = words.constFind(fromUtf8(text).toLower());
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

std::vector<std::string_view> splitUrls(std::string_view text)
{
    std::vector<std::string_view> urls;
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        const std::string_view url = trimmed(text.substr(begin, end - begin));
        if (!url.empty())
            urls.push_back(url);
    };
    for (std::size_t at = text.find_first_of(urlSeparators); at != std::string_view::npos;
         at = text.find_first_of(urlSeparators, at)) {
        std::size_t next = text.find_first_not_of(urlSeparators, at);
        if (next == std::string_view::npos)
            next = text.size();
        const bool bar = text.substr(at, next - at).find('|') != std::string_view::npos;
        if (bar || next == text.size() || equalsIgnoringCase(text.substr(next, 4), "http")) {
            add(at);
            begin = next;
        }
        at = next;
    }
    add(text.size());
    return urls;
}

std::vector<std::pair<std::string_view, std::string_view>> splitOptions(std::string_view text)
{
    std::vector<std::pair<std::string_view, std::string_view>> options;
    text = trimmed(text);
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    while (!text.empty()) {
        const std::size_t bar = std::min(text.find('|'), text.size());
        const std::string_view option = text.substr(0, bar);
        const std::size_t equals = option.find('=');
        if (equals != std::string_view::npos && equals > 0)
            options.emplace_back(trimmed(option.substr(0, equals)), trimmed(option.substr(equals + 1)));
        text.remove_prefix(std::min(bar + 1, text.size()));
    }
    return options;
}

} // namespace listwright::importing
