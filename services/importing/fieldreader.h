// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gtin.h"
#include "models/domain/product.h"
#include "services/importing/importsource.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Single cells to values. None of it allocates for a usable plain cell beyond the value itself.
namespace listwright::importing {

struct GtinReading
{
    enum class Outcome {
        Taken,
        Restored,   ///< an 11-digit UPC that got its lost leading zero back
        None,       ///< blank or "does not apply"
        Scientific, ///< "5.9E+12": a spreadsheet destroyed it
        Unusable,   ///< well formed but for use inside a shop, or all zeros
        Wrong,
    };
    Outcome outcome = Outcome::None;
    GtinProblem problem = GtinProblem::None;
    std::string digits;
};
/** Leading apostrophe, blanks, hyphens and a trailing ".0" are what spreadsheets add; they are taken off. */
GtinReading readGtin(std::string_view text);

/** As browsers write it: blanks inside an address are encoded. */
std::string encodedUrl(std::string_view url);

enum class UrlProblem { None, NoScheme, OtherScheme, Malformed };
/** Only http and https with a host, without blanks. */
UrlProblem checkWebUrl(std::string_view url);
QString urlProblemText(UrlProblem problem);

enum class QuantityProblem { None, NotANumber, NotWhole, Negative, TooLarge };
/** "5", "5.0", "1.000 szt.". Of two readings it is the whole number: "2.500" and "2,500" are two thousand five hundred.
 */
QuantityProblem readQuantity(std::string_view text, qint64 &quantity);
/** The same for a JSON number: 1.000 is one there. */
QuantityProblem readJsonQuantity(std::string_view number, qint64 &quantity);
QString quantityProblemText(QuantityProblem problem);

/** By the words of aliases.json; nothing when unknown. */
std::optional<Condition> readCondition(std::string_view text);

/** Addresses separated by "|", or by "," ";" or blanks where another address follows. */
std::vector<std::string_view> splitUrls(std::string_view text);

/** "Colour=Red|Size=M", also "[Colour=Red|Size=M]", to name and value. */
std::vector<std::pair<std::string_view, std::string_view>> splitOptions(std::string_view text);

/** The token that empties a field. */
inline constexpr std::string_view clearToken = "__CLEAR__";

} // namespace listwright::importing
