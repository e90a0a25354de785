// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchwords.h"

#include <algorithm>

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

std::vector<std::string_view> searchLexemes(std::string_view folded)
{
    constexpr std::size_t longest = 200; // PostgreSQL's limit is 2 kB; nobody searches for longer ones
    constexpr std::size_t mostBytes = 500000;
    std::vector<std::string_view> words;
    forEachSearchWord(folded, [&](std::string_view word) {
        const auto end = static_cast<std::size_t>(word.data() - folded.data()) + word.size();
        if (word.size() <= longest && end <= mostBytes)
            words.push_back(word);
    });
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

std::string searchVector(std::string_view folded)
{
    std::string vector;
    for (const std::string_view word : searchLexemes(folded)) {
        if (!vector.empty())
            vector += ' ';
        vector += word;
    }
    return vector;
}

} // namespace listwright
