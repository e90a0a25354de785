// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogindexes.h"

namespace listwright::catalogindexes {

namespace {

struct Index
{
    const char *name;
    const char *columns;
};

// A change of the collation LISTWRIGHT needs new names for the indexes that use it.
constexpr Index indexes[] = {
    {"products_sku", "sku"},
    {"products_gtin", "gtin"},
    {"products_updated_at", "updated_at"},
    {"products_status", "status, updated_at"},
    {"products_title", "(CASE WHEN title_optimized <> '' THEN title_optimized ELSE title_original END) "
                       "COLLATE LISTWRIGHT"},
    {"products_brand", "brand COLLATE LISTWRIGHT"},
    {"products_category", "category COLLATE LISTWRIGHT"},
    {"products_price", "price"},
    {"products_quantity", "quantity"},
    {"products_score", "optimization_score"},
};

} // namespace

Result<void> putOff(Database &database)
{
    if (database.dialect() == Dialect::PostgreSql) // kB; beyond them the writer helps to shorten the list
        return database.execute(QStringLiteral("SET gin_pending_list_limit = 524288;"));
    // larger transactions between checkpoints, and room for the inner pages of the unique index
    QString sql = QStringLiteral("PRAGMA cache_size=-65536;\nPRAGMA wal_autocheckpoint=20000;\n");
    for (const Index &index : indexes)
        sql += QStringLiteral("DROP INDEX IF EXISTS %1;\n").arg(QLatin1String(index.name));
    return database.execute(sql);
}

Result<void> catchUp(Database &database)
{
    if (database.dialect() == Dialect::PostgreSql)
        return database.execute(QStringLiteral("RESET gin_pending_list_limit;"));
    // sorting an index's keys takes as much memory again as the page cache
    return database.execute(QStringLiteral("PRAGMA shrink_memory;\nPRAGMA cache_size=-32768;"))
        .and_then([&] { return createMissing(database); })
        .and_then([&] {
            return database.execute(QStringLiteral("PRAGMA cache_size=-8000;\nPRAGMA wal_autocheckpoint=1000;\n"
                                                   "PRAGMA shrink_memory;"));
        });
}

Result<void> createMissing(Database &database)
{
    if (database.dialect() != Dialect::Sqlite)
        return {};
    QString sql;
    for (const Index &index : indexes)
        sql += QStringLiteral("CREATE INDEX IF NOT EXISTS %1 ON products (%2);\n")
                   .arg(QLatin1String(index.name), QLatin1String(index.columns));
    return database.execute(sql);
}

Result<void> indexWaitingWords(Database &database)
{
    // fewer and larger portions: each one walks through all words of the index
    const auto indexed = database.execute(QStringLiteral("SET maintenance_work_mem = '256MB';\n"
                                                         "SELECT gin_clean_pending_list('product_details_search');"));
    const auto reset = database.execute(QStringLiteral("RESET maintenance_work_mem;"));
    return indexed ? reset : indexed;
}

} // namespace listwright::catalogindexes
