// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/contentlookup.h"

#include "services/storage/postgrescopy.h"
#include "services/storage/sqlitestatement.h"

#include <functional>

namespace listwright {

namespace {

using Found = std::function<void(std::size_t position, quint64 contentHash)>;

Result<void> findSqlite(Database &database, std::span<const SourceKey> keys, const Found &found)
{
    SqliteStatement find(database.sqliteHandle(),
                         "SELECT content_hash FROM products WHERE source_platform = ?1 AND source_id = ?2");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        find.bind(1, keys[i].platform);
        find.bind(2, keys[i].sourceId);
        const Result<bool> row = find.step();
        if (!row)
            return failure(row.error());
        if (*row)
            found(i, static_cast<quint64>(find.number(0)));
        find.reset();
    }
    return {};
}

Result<void> findPostgres(Database &database, std::span<const SourceKey> keys, const Found &found)
{
    PostgresArray platforms;
    PostgresArray sourceIds;
    for (const SourceKey &key : keys) {
        platforms.add(key.platform);
        sourceIds.add(key.sourceId);
    }
    return forEachPostgresRow(database,
                              "SELECT k.position, p.content_hash FROM unnest($1::text[], $2::text[]) WITH ORDINALITY "
                              "AS k(platform, source_id, position) CROSS JOIN LATERAL (SELECT content_hash "
                              "FROM products p WHERE p.source_platform = k.platform AND p.source_id = k.source_id "
                              "LIMIT 1) p", // the limit keeps the planner from reading the whole table instead
                              {platforms.text(), sourceIds.text()}, [&](const std::vector<std::string_view> &row) {
                                  found(std::strtoull(row[0].data(), nullptr, 10) - 1,
                                        static_cast<quint64>(std::strtoll(row[1].data(), nullptr, 10)));
                              });
}

Result<void> findSources(Database &database, std::span<const SourceKey> keys, const Found &found)
{
    return database.dialect() == Dialect::Sqlite ? findSqlite(database, keys, found)
                                                 : findPostgres(database, keys, found);
}

} // namespace

Result<std::vector<bool>> sameContent(Database &database, std::span<const SourceKey> keys)
{
    std::vector<bool> same(keys.size(), false);
    return findSources(database, keys,
                       [&](std::size_t position, quint64 hash) { same[position] = hash == keys[position].contentHash; })
        .map([&] { return same; });
}

Result<std::vector<bool>> sameSource(Database &database, std::span<const SourceKey> keys)
{
    std::vector<bool> same(keys.size(), false);
    return findSources(database, keys, [&](std::size_t position, quint64) { same[position] = true; }).map([&] {
        return same;
    });
}

} // namespace listwright
