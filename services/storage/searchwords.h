// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace listwright {

/**
 * Words of folded text as both search indexes have them: runs of ASCII letters and digits and of everything beyond
 * ASCII, which is what FTS5's ascii tokenizer makes of it.
 */
void forEachSearchWord(std::string_view folded, const std::function<void(std::string_view)> &word);

/** The words as PostgreSQL reads a tsvector: separated by blanks, overlong ones left out. */
std::string searchLexemes(std::string_view folded);

} // namespace listwright
