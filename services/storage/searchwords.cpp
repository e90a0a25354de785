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

bool isCode(std::string_view word)
{
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
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

std::vector<SearchTerms::Postgres> SearchTerms::postgres() const
{
    Postgres whole;
    const auto add = [](Postgres &query, const std::string &word, bool code, const char *ending) {
        QString &expression = code ? query.codes : query.words;
        expression += expression.isEmpty() ? QStringLiteral("'") : QStringLiteral(" & '");
        // longer words are in no tsvector, and the server refuses very long ones
        expression += QString::fromStdString(word.substr(0, longestLexeme + 1)) + QLatin1String(ending);
    };
    for (const std::string &word : words)
        add(whole, word, isCode(word), "'");
    if (beginning.empty())
        return {whole};
    std::vector<Postgres> alternatives;
    for (const bool code : {false, true}) {
        if (!code && isCode(beginning)) // a word that begins with it has the digit as well
            continue;
        add(alternatives.emplace_back(whole), beginning, code, "':*");
    }
    return alternatives;
}

SearchLexemes searchLexemes(std::string_view folded)
{
    constexpr std::size_t mostBytes = 500000;
    SearchLexemes lexemes;
    forEachSearchWord(folded, [&](std::string_view word) {
        const auto end = static_cast<std::size_t>(word.data() - folded.data()) + word.size();
        if (word.size() <= longestLexeme && end <= mostBytes)
            (isCode(word) ? lexemes.codes : lexemes.words).push_back(word);
    });
    for (auto *list : {&lexemes.words, &lexemes.codes}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return lexemes;
}

std::string searchVector(const std::vector<std::string_view> &lexemes)
{
    std::string vector;
    for (const std::string_view word : lexemes) {
        if (!vector.empty())
            vector += ' ';
        vector += word;
    }
    return vector;
}

} // namespace listwright
