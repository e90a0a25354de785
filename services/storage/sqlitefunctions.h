// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

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

/**
 * Makes the collation LISTWRIGHT (order of folded letters) known to a connection, and the function in_search(id),
 * which asks the set that `hits` points to at that moment (none: no id). `hits` must outlive the connection.
 */
Result<void> registerSqliteFunctions(sqlite3 *connection, const IdSet *const *hits);

} // namespace listwright
