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
    QString postgres() const; ///< as a tsquery
};
SearchTerms searchTerms(const QString &typed);

/**
 * The different words for PostgreSQL's tsvector, in its order. They point into `folded`. Words over 200 bytes are left
 * out, and all after the first 500 kB, as a tsvector holds 1 MB.
 */
std::vector<std::string_view> searchLexemes(std::string_view folded);
/** The same as PostgreSQL reads a tsvector: separated by blanks. */
std::string searchVector(std::string_view folded);

} // namespace listwright
