// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"
#include "services/storage/sqlitefunctions.h"

namespace listwright {

/** What a search found on SQLite, or how it is to be tested. PostgreSQL joins its index instead. */
struct SearchHits
{
    enum class Kind {
        None,  ///< nothing is searched for
        Few,   ///< ids to look up
        Many,  ///< a set to test each product with
        Terms, ///< the texts of each product are read and tested, up to a number of products
    };
    Kind kind = Kind::None;
    std::vector<qint64> few{};
    IdSet many{};
    SearchTerms terms{};
    bool ofAll = false; ///< Terms: whatever the number of products
};

/** Looks up what was typed in the attached index. */
Result<SearchHits> findSearchHits(Database &database, const QString &typed);

/**
 * For the first rows of a search that goes through an index in order: the rows are tested themselves. A broad search is
 * answered by the first few hundred products, while FTS5 would gather all products of all words with that beginning
 * first. None where that cannot pay.
 */
std::optional<SearchHits> hitsInOrder(const Database &database, const QString &typed);

/** The connection's functions test with these hits as long as it lives. */
class SearchScope
{
public:
    SearchScope(Database &database, const SearchHits &hits);
    ~SearchScope();
    SearchScope(const SearchScope &) = delete;
    SearchScope &operator=(const SearchScope &) = delete;

    /** A query failed because too many products would have had to be tested. */
    bool gaveUp() const;

private:
    Database &m_database;
};

} // namespace listwright
