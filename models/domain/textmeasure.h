// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace listwright {

/** What the quality score looks at in a title. Characters are code points, surrounding blanks do not count. */
struct TitleMeasure
{
    int characters = 0;
    int words = 0; ///< between blanks, with at least one letter or digit
    int upperCaseLetters = 0;
    int lowerCaseLetters = 0;
    bool repeatsWord = false;   ///< one of four letters or more stands there more than twice
    bool hasDecoration = false; ///< exclamation marks, stars, emoji and the like
    bool containsBrand = false; ///< in any letter case; true when no brand was given
};

/**
 * What the quality score looks at in a description: its visible text. Markup is skipped without building anything, runs
 * of blanks and entities count as one character. Measuring ends at `longestDescription` characters.
 */
struct DescriptionMeasure
{
    int characters = 0;
    int upperCaseLetters = 0;
    int lowerCaseLetters = 0;
    bool hasList = false;  ///< list items, or lines that begin with a dash, star or bullet
    bool hasBreak = false; ///< more than one line or block
    bool hasLink = false;  ///< a web address in the visible text
};

inline constexpr int longestDescription = 10'000;

/** Both read UTF-8 and allocate nothing; invalid bytes count as one character each. */
TitleMeasure measureTitle(std::string_view title, std::string_view brand);
DescriptionMeasure measureDescription(std::string_view description);

/** Mostly capitals: at least eight letters with case, more than 70 % of them capitals. */
constexpr bool isShouting(int upperCaseLetters, int lowerCaseLetters)
{
    const int letters = upperCaseLetters + lowerCaseLetters;
    return letters >= 8 && upperCaseLetters * 10 > letters * 7;
}

} // namespace listwright
