// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchwords.h"

#include "models/domain/textfolding.h"

#include <algorithm>

namespace listwright {

namespace {

constexpr std::size_t longestLexeme = 200; // bytes; PostgreSQL's limit is 2 kB, but nobody searches for longer ones

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

SearchTerms searchTerms(const QString &typed)
{
    constexpr std::size_t shortest = 3; // a shorter beginning would match a large part of all words
    SearchTerms terms;
    forEachSearchWord(foldedText(typed.toStdString()), [&](std::string_view word) { terms.words.emplace_back(word); });
    if (!terms.words.empty() && terms.words.back().size() >= shortest && !typed.back().isSpace()) {
        terms.beginning = std::move(terms.words.back());
        terms.words.pop_back();
    }
    return terms;
}

bool SearchTerms::foundIn(std::string_view folded) const
{
    std::vector<bool> found(words.size(), false);
    bool begun = beginning.empty();
    forEachSearchWord(folded, [&](std::string_view word) {
        begun = begun || word.substr(0, beginning.size()) == beginning;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (word == words[i])
                found[i] = true;
        }
    });
    return begun && std::find(found.begin(), found.end(), false) == found.end();
}

std::string SearchTerms::fts5() const
{
    std::string expression;
    for (const std::string &word : words)
        expression += (expression.empty() ? "\"" : " AND \"") + word + '"';
    if (!beginning.empty())
        expression += (expression.empty() ? "\"" : " AND \"") + beginning + "\" *";
    return expression;
}

QString SearchTerms::postgres() const
{
    // longer words are in no tsvector, and the server refuses very long ones
    const auto shortened = [](const std::string &word) { return word.substr(0, longestLexeme + 1); };
    std::string expression;
    for (const std::string &word : words)
        expression += (expression.empty() ? "'" : " & '") + shortened(word) + '\'';
    if (!beginning.empty())
        expression += (expression.empty() ? "'" : " & '") + shortened(beginning) + "':*";
    return QString::fromStdString(expression);
}

std::vector<std::string_view> searchLexemes(std::string_view folded)
{
    constexpr std::size_t mostBytes = 500000;
    std::vector<std::string_view> words;
    forEachSearchWord(folded, [&](std::string_view word) {
        const auto end = static_cast<std::size_t>(word.data() - folded.data()) + word.size();
        if (word.size() <= longestLexeme && end <= mostBytes)
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
