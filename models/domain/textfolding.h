// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace listwright {

/**
 * Text as searching and sorting see it: lower case without marks, with the letters Unicode does not decompose written
 * out (ł → l, ø → o, ß → ss, æ → ae), so that "zolty" finds "Żółty". Signs beyond
 * ASCII become blanks, so that "lego bausatz" finds "LEGO® Bausatz". UTF-8 in and out; invalid bytes pass unchanged.
 */
void appendFolded(std::string &folded, std::string_view text);
std::string foldedText(std::string_view text);

/** Alphabetical order of the folded forms, without building them; equal ones in the order of their bytes. */
int compareFolded(std::string_view left, std::string_view right);

} // namespace listwright
