// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace listwright {

/**
 * Words of folded text as both search indexes have them: runs of ASCII letters and digits and of everything beyond
 * ASCII, which is what FTS5's ascii tokenizer makes of it.
 */
void forEachSearchWord(std::string_view folded, const std::function<void(std::string_view)> &word);

/** What a person typed to search: all must occur, in any order and field. */
struct SearchTerms
{
    std::vector<std::string> words; ///< folded, whole
    std::string beginning;          ///< the last word, which may go on; has three letters or more

    bool isEmpty() const { return words.empty() && beginning.empty(); }
    /** Whether a product's folded text has them all. */
    bool foundIn(std::string_view folded) const;
    std::string fts5() const; ///< as a query of FTS5
    /** As tsqueries; one of the alternatives must hold, and of it both that are not empty. */
    struct Postgres
    {
        QString words; ///< for words without a digit
        QString codes; ///< for those with one
    };
    std::vector<Postgres> postgres() const;
};
SearchTerms searchTerms(const QString &typed);

/**
 * The different words for PostgreSQL's tsvectors, in their order. They point into what they were made of. Words over
 * 200 bytes are left out, and all after the first 500 kB, as a tsvector holds 1 MB. A GIN index is made faster the
 * fewer different words it has, so those that are in nearly each product others (SKUs, GTINs) have their own.
 */
struct SearchLexemes
{
    std::vector<std::string_view> words; ///< without a digit
    std::vector<std::string_view> codes; ///< with one
};
SearchLexemes searchLexemes(std::string_view folded);
/** As PostgreSQL reads a tsvector: separated by blanks. */
std::string searchVector(const std::vector<std::string_view> &lexemes);

} // namespace listwright
