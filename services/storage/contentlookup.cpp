// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/contentlookup.h"

#include "services/storage/postgrescopy.h"
#include "services/storage/sqlitestatement.h"

namespace listwright {

namespace {

using Known = std::vector<KnownSource>;

Result<void> findSqlite(Database &database, std::span<const SourceKey> keys, Known &known)
{
    SqliteStatement find(database,
                         "SELECT id, content_hash FROM products WHERE source_platform = ?1 AND source_id = ?2");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        find.bind(1, keys[i].platform);
        find.bind(2, keys[i].sourceId);
        const Result<bool> row = find.step();
        if (!row)
            return failure(row.error());
        if (*row)
            known[i] = {find.number(0), static_cast<quint64>(find.number(1))};
        find.reset();
    }
    return {};
}

Result<void> findPostgres(Database &database, std::span<const SourceKey> keys, Known &known)
{
    PostgresArray platforms;
    PostgresArray sourceIds;
    for (const SourceKey &key : keys) {
        platforms.add(key.platform);
        sourceIds.add(key.sourceId);
    }
    return forEachPostgresRow(
        database,
        "SELECT k.position, p.id, p.content_hash FROM unnest($1::text[], $2::text[]) WITH ORDINALITY "
        "AS k(platform, source_id, position) CROSS JOIN LATERAL (SELECT id, content_hash "
        "FROM products p WHERE p.source_platform = k.platform AND p.source_id = k.source_id "
        "LIMIT 1) p", // the limit keeps the planner from reading the whole table instead
        {platforms.text(), sourceIds.text()}, [&](const std::vector<std::string_view> &row) {
            known[std::strtoull(row[0].data(), nullptr, 10) - 1] = {
                std::strtoll(row[1].data(), nullptr, 10),
                static_cast<quint64>(std::strtoll(row[2].data(), nullptr, 10))};
        });
}

} // namespace

Result<std::vector<KnownSource>> knownSources(Database &database, std::span<const SourceKey> keys)
{
    Known known(keys.size());
    return (database.dialect() == Dialect::Sqlite ? findSqlite(database, keys, known)
                                                  : findPostgres(database, keys, known))
        .map([&] { return std::move(known); });
}

} // namespace listwright
