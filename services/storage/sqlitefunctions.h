// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/storage/searchwords.h"

#include <cstdint>
#include <vector>

struct sqlite3;

namespace listwright {

/** A set of product ids, one bit an id; what a broad search found. */
class IdSet
{
public:
    void insert(qint64 id)
    {
        const auto word = static_cast<std::size_t>(id >> 6);
        if (word >= m_words.size())
            m_words.resize(word + 1 + word / 2);
        m_words[word] |= std::uint64_t{1} << (id & 63);
    }
    bool contains(qint64 id) const
    {
        const auto word = static_cast<std::size_t>(id >> 6);
        return id >= 0 && word < m_words.size() && (m_words[word] >> (id & 63) & 1U) != 0;
    }

private:
    std::vector<std::uint64_t> m_words;
};

/** What the functions of a connection's running query ask; it owns nothing. */
struct SearchProbe
{
    const IdSet *hits = nullptr;        ///< of in_search(id); none: no id is in it
    const SearchTerms *terms = nullptr; ///< of has_terms(…)
    qint64 budget = 0;                  ///< so many products has_terms() may look at; the query fails at the next one
    bool exhausted = false;             ///< it did
    bool indexFollows = true;           ///< this program keeps the index up; if not, it may lack anything
    std::string folded{};               ///< room for the text at hand
};

/**
 * Makes the collation LISTWRIGHT (order of folded letters; equal only when identical) known to a connection, and the
 * functions in_search(id) and has_terms(searchedColumns), which ask `probe`. It must outlive the connection.
 */
Result<void> registerSqliteFunctions(sqlite3 *connection, SearchProbe *probe);

} // namespace listwright
