// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchwords.h"

namespace listwright {

namespace {

bool belongsToWord(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

} // namespace

void forEachSearchWord(std::string_view folded, const std::function<void(std::string_view)> &word)
{
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && belongsToWord(folded[end]))
            ++end;
        if (end > at)
            word(folded.substr(at, end - at));
        at = end + 1;
    }
}

std::string searchLexemes(std::string_view folded)
{
    constexpr std::size_t longest = 200; // PostgreSQL's limit is 2 kB; nobody searches for longer ones
    std::string lexemes;
    lexemes.reserve(folded.size());
    forEachSearchWord(folded, [&](std::string_view word) {
        if (word.size() > longest)
            return;
        if (!lexemes.empty())
            lexemes += ' ';
        lexemes += word;
    });
    return lexemes;
}

} // namespace listwright
