// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/** UTF-8 texts as HTML. */
namespace listwright::htmltext {

/** For text and attribute values. */
std::string escaped(std::string_view text);
/** Escaped, with `code` marked as such. */
std::string line(std::string_view markdown);
/** Paragraphs parted by empty lines, and lists of lines that begin with "- ". */
std::string paragraphs(std::string_view markdown);

} // namespace listwright::htmltext
