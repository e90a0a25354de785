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

// as in resources/sql
constexpr Index indexes[] = {
    {"products_sku", "sku"},
    {"products_gtin", "gtin"},
    {"products_updated_at", "updated_at"},
    {"products_status", "status, updated_at"},
};

} // namespace

Result<void> drop(Database &database)
{
    if (database.dialect() != Dialect::Sqlite)
        return {};
    QString sql;
    for (const Index &index : indexes)
        sql += QStringLiteral("DROP INDEX IF EXISTS %1;\n").arg(QLatin1String(index.name));
    return database.execute(sql);
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

} // namespace listwright::catalogindexes
