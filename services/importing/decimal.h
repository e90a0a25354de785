// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"

#include <optional>
#include <string_view>

// Numbers as people and programs write them, read exactly: digits stay integers, nothing passes through a double.
namespace listwright::importing {

/** What one written number says about the decimal style of its column. */
enum class StyleEvidence { None, Point, Comma, Ambiguous };
/** "1.099,00" says Comma, "12.99" Point, "3.350" and "1,600" are Ambiguous, "15" says nothing. */
StyleEvidence styleEvidence(std::string_view text);

/** mantissa / 10^scale. */
struct Decimal
{
    quint64 mantissa = 0;
    int scale = 0;
    bool negative = false;
    bool operator==(const Decimal &) const = default;
};

/**
 * Reads a number with optional grouping by point, comma, blank, no-break blank or apostrophe. The style decides only
 * where the text can be read both ways. Nothing when it is no number or has more than 18 digits.
 */
std::optional<Decimal> parseDecimal(std::string_view text, DecimalStyle style);
/** A number in JSON's notation, exponent included. */
std::optional<Decimal> parseJsonNumber(std::string_view text);

} // namespace listwright::importing
