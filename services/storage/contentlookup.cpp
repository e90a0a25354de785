// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/contentlookup.h"

#include "services/storage/postgrescopy.h"
#include "services/storage/sqlitestatement.h"

namespace listwright {

namespace {

Result<std::vector<bool>> sameContentSqlite(Database &database, std::span<const SourceKey> keys)
{
    std::vector<bool> same(keys.size(), false);
    SqliteStatement find(database.sqliteHandle(),
                         "SELECT content_hash FROM products WHERE source_platform = ?1 AND source_id = ?2");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        find.bind(1, keys[i].platform);
        find.bind(2, keys[i].sourceId);
        const Result<bool> row = find.step();
        if (!row)
            return failure(row.error());
        same[i] = *row && static_cast<quint64>(find.number(0)) == keys[i].contentHash;
        find.reset();
    }
    return same;
}

Result<std::vector<bool>> sameContentPostgres(Database &database, std::span<const SourceKey> keys)
{
    PostgresArray platforms;
    PostgresArray sourceIds;
    for (const SourceKey &key : keys) {
        platforms.add(key.platform);
        sourceIds.add(key.sourceId);
    }
    std::vector<bool> same(keys.size(), false);
    return forEachPostgresRow(database,
                              "SELECT k.position, p.content_hash FROM unnest($1::text[], $2::text[]) WITH ORDINALITY "
                              "AS k(platform, source_id, position) CROSS JOIN LATERAL (SELECT content_hash "
                              "FROM products p WHERE p.source_platform = k.platform AND p.source_id = k.source_id "
                              "LIMIT 1) p", // the limit keeps the planner from reading the whole table instead
                              {platforms.text(), sourceIds.text()},
                              [&](const std::vector<std::string_view> &row) {
                                  const auto position = std::strtoull(row[0].data(), nullptr, 10) - 1;
                                  const auto hash = static_cast<quint64>(std::strtoll(row[1].data(), nullptr, 10));
                                  same[position] = hash == keys[position].contentHash;
                              })
        .map([&] { return same; });
}

} // namespace

Result<std::vector<bool>> sameContent(Database &database, std::span<const SourceKey> keys)
{
    return database.dialect() == Dialect::Sqlite ? sameContentSqlite(database, keys)
                                                 : sameContentPostgres(database, keys);
}

} // namespace listwright
