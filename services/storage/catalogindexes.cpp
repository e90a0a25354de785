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
    {"products_status", "status, revision"},
    {"products_title", "(CASE WHEN title_optimized <> '' THEN title_optimized ELSE title_original END) "
                       "COLLATE LISTWRIGHT"},
    {"products_brand", "brand COLLATE LISTWRIGHT"},
    {"products_category", "category COLLATE LISTWRIGHT"},
    {"products_price", "price"},
    {"products_quantity", "quantity"},
    {"products_score", "optimization_score"},
    {"products_platform", "source_platform"},
    {"products_state", "status"}, // the other one orders each status by time
};

constexpr int waitingWords = 524288; // kB; beyond them who writes helps to shorten PostgreSQL's list

} // namespace

Result<void> putOff(Database &database)
{
    if (database.dialect() == Dialect::PostgreSql)
        return database.execute(QStringLiteral("SET gin_pending_list_limit = %1;").arg(waitingWords));
    // larger transactions between checkpoints, and room for the inner pages of the unique index
    QString sql = QStringLiteral("PRAGMA cache_size=-65536;\nPRAGMA wal_autocheckpoint=20000;\n");
    for (const Index &index : indexes)
        sql += QStringLiteral("DROP INDEX IF EXISTS %1;\n").arg(QLatin1String(index.name));
    return database.execute(sql);
}

Result<void> resume(Database &database)
{
    return database.execute(database.dialect() == Dialect::PostgreSql
                                ? QStringLiteral("RESET gin_pending_list_limit;")
                                : QStringLiteral("PRAGMA cache_size=-8000;\nPRAGMA wal_autocheckpoint=%1;\n"
                                                 "PRAGMA shrink_memory;")
                                      .arg(Database::usualCheckpoint));
}

int count()
{
    return static_cast<int>(std::size(indexes));
}

Result<void> createMissing(Database &database, int number)
{
    const Index &index = indexes[static_cast<std::size_t>(number)];
    // Sorting the keys takes as much memory again as the page cache, which stays small: people work meanwhile.
    const auto created = database.execute(QStringLiteral("CREATE INDEX IF NOT EXISTS %1 ON products (%2);")
                                              .arg(QLatin1String(index.name), QLatin1String(index.columns)));
    const auto shrunk = database.execute(QStringLiteral("PRAGMA shrink_memory;"));
    return created ? shrunk : created;
}

Result<bool> createMissingOfSmall(Database &database)
{
    if (database.dialect() != Dialect::Sqlite)
        return true;
    constexpr int small = 20000;
    Query query(database, QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM products LIMIT %1)").arg(small + 1));
    const Result<qint64> products = query.firstNumber();
    if (!products)
        return failure(products.error());
    query.finish();
    if (*products > small)
        return false;
    for (int number = 0; number < count(); ++number) {
        if (auto created = createMissing(database, number); !created)
            return failure(created.error());
    }
    return true;
}

Result<void> leaveWordsWaiting(Database &database)
{
    return database.dialect() == Dialect::Sqlite
               ? Result<void>()
               : database.execute(QStringLiteral("SET LOCAL gin_pending_list_limit = %1;").arg(waitingWords));
}

Result<void> indexWaitingWords(Database &database)
{
    // fewer and larger portions: each one walks through all words of the index
    const auto indexed =
        database.execute(QStringLiteral("SET maintenance_work_mem = '256MB';\n"
                                        "SELECT gin_clean_pending_list('product_details_search');\n"
                                        "SELECT gin_clean_pending_list('product_details_search_codes');"));
    const auto reset = database.execute(QStringLiteral("RESET maintenance_work_mem;"));
    return indexed ? reset : indexed;
}

} // namespace listwright::catalogindexes
