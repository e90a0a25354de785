// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/searchhits.h"

#include "services/storage/searchindex.h"
#include "services/storage/searchtext.h"
#include "services/storage/sqlitestatement.h"

#include <limits>

namespace listwright {

namespace {

constexpr std::size_t fewHits = 20000;  // so many ids are looked up one by one; more are tested in a scan
constexpr std::size_t fewToRead = 2000; // of so many the texts are read, some 5 µs each
constexpr qint64 readInOrder = 5000;    // likewise

// Turns documents of the index into products. Most documents have their product's id; see SearchIndex.
class Documents
{
public:
    explicit Documents(Database &database)
        : m_database(database)
        , m_current(database.sqliteHandle(), "SELECT product_id FROM search.moved WHERE document = ?1")
    {
    }

    Result<void> loadMoved()
    {
        SqliteStatement moved(m_database.sqliteHandle(), "SELECT product_id FROM search.moved");
        for (;;) {
            const Result<bool> row = moved.step();
            if (!row)
                return failure(row.error());
            if (!*row)
                return {};
            m_moved.insert(moved.number(0));
        }
    }
    /** 0 when the product has a newer document. */
    Result<qint64> product(qint64 document)
    {
        if (document < SearchIndex::movedBase)
            return m_moved.contains(document) ? 0 : document;
        m_current.bind(1, document);
        const Result<bool> row = m_current.step();
        if (!row)
            return failure(row.error());
        const qint64 id = *row ? m_current.number(0) : 0;
        m_current.reset();
        return id;
    }

private:
    Database &m_database;
    SqliteStatement m_current;
    IdSet m_moved;
};

Result<std::vector<qint64>> lookUp(Database &database, const SearchTerms &terms, qint64 limit)
{
    Documents documents(database);
    if (auto loaded = documents.loadMoved(); !loaded)
        return failure(loaded.error());
    const std::string expression = terms.fts5();
    SqliteStatement found(database.sqliteHandle(),
                          "SELECT rowid FROM search.documents WHERE documents MATCH ?1 LIMIT ?2");
    found.bind(1, std::string_view(expression));
    found.bind(2, limit);
    std::vector<qint64> products;
    for (;;) {
        const Result<bool> row = found.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return products;
        const Result<qint64> product = documents.product(found.number(0));
        if (!product)
            return failure(product.error());
        if (*product != 0)
            products.push_back(*product);
    }
}

std::string listOf(const std::vector<qint64> &ids)
{
    std::string list;
    for (const qint64 id : ids)
        list.append(list.empty() ? "" : ",").append(std::to_string(id));
    return list;
}

// Those of the products whose texts have all terms.
Result<std::vector<qint64>> readAndTest(Database &database, const std::vector<qint64> &ids, const SearchTerms &terms)
{
    SearchHits hits{SearchHits::Kind::Terms, {}, {}, terms};
    const SearchScope scope(database, hits);
    const std::string sql = std::string("SELECT p.id FROM products p JOIN product_details d ON d.product_id = p.id "
                                        "WHERE p.id IN (") +
                            listOf(ids) + ") AND has_terms(" + searchedColumns + ')';
    SqliteStatement query(database.sqliteHandle(), sql.c_str());
    std::vector<qint64> found;
    for (;;) {
        const Result<bool> row = query.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return found;
        found.push_back(query.number(0));
    }
}

// A rare word and a broad beginning: the products of the rare word are sooner read than the index asked for both.
Result<std::optional<std::vector<qint64>>> lookUpByRareWords(Database &database, const SearchTerms &terms)
{
    if (terms.words.empty() || terms.beginning.empty())
        return std::nullopt;
    const auto candidates = lookUp(database, {terms.words, {}}, static_cast<qint64>(fewToRead) + 1);
    if (!candidates)
        return failure(candidates.error());
    if (candidates->size() > fewToRead)
        return std::nullopt;
    auto found = readAndTest(database, *candidates, terms);
    if (!found)
        return failure(found.error());
    return std::move(*found);
}

Result<std::vector<qint64>> lookUp(Database &database, const SearchTerms &terms)
{
    auto rare = lookUpByRareWords(database, terms);
    if (!rare)
        return failure(rare.error());
    return *rare ? std::move(**rare) : lookUp(database, terms, -1);
}

// Where nobody follows the changes, an index may be behind since a crash, or of another catalog.
Result<bool> hasWholeIndex(Database &database)
{
    if (!database.hasSearchIndex() || database.searchProbe().indexFollows)
        return database.hasSearchIndex();
    SqliteStatement compared(
        database.sqliteHandle(),
        "SELECT s.watermark >= (SELECT value FROM main.counters WHERE name = 'revision') AND "
        "s.token = coalesce((SELECT value FROM main.settings WHERE name = 'search_token'), '') FROM search.state s");
    const Result<bool> row = compared.step();
    if (!row)
        return failure(row.error());
    return *row && compared.number(0) != 0;
}

} // namespace

Result<SearchHits> findSearchHits(Database &database, const QString &typed)
{
    SearchHits hits;
    if (database.dialect() != Dialect::Sqlite || typed.trimmed().isEmpty())
        return hits;
    hits.kind = SearchHits::Kind::Few;
    hits.terms = searchTerms(typed);
    if (hits.terms.isEmpty())
        return hits;
    const auto complete = hasWholeIndex(database);
    if (!complete)
        return failure(SearchIndex::errorOf(complete.error(), database));
    if (!*complete) { // slower, but nothing is missing
        hits.kind = SearchHits::Kind::Terms;
        hits.ofAll = true;
        return hits;
    }
    auto found = lookUp(database, hits.terms);
    if (!found)
        return failure(SearchIndex::errorOf(found.error(), database));
    if (found->size() <= fewHits) {
        hits.few = std::move(*found);
        return hits;
    }
    hits.kind = SearchHits::Kind::Many;
    for (const qint64 id : *found)
        hits.many.insert(id);
    return hits;
}

std::optional<SearchHits> hitsInOrder(const Database &database, const QString &typed)
{
    SearchTerms terms = searchTerms(typed);
    if (database.dialect() != Dialect::Sqlite || !database.hasSearchIndex() || terms.beginning.empty())
        return std::nullopt;
    return SearchHits{SearchHits::Kind::Terms, {}, {}, std::move(terms)};
}

SearchScope::SearchScope(Database &database, const SearchHits &hits) : m_database(database)
{
    SearchProbe &probe = database.searchProbe();
    probe.hits = hits.kind == SearchHits::Kind::Many ? &hits.many : nullptr;
    probe.terms = hits.kind == SearchHits::Kind::Terms ? &hits.terms : nullptr;
    probe.budget = hits.ofAll ? std::numeric_limits<qint64>::max() : readInOrder;
    probe.exhausted = false;
}

SearchScope::~SearchScope()
{
    m_database.searchProbe().hits = nullptr;
    m_database.searchProbe().terms = nullptr;
}

bool SearchScope::gaveUp() const
{
    return m_database.searchProbe().exhausted;
}

} // namespace listwright
