// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/sqlitefunctions.h"

#include "models/domain/textfolding.h"

#include <sqlite3.h>

namespace listwright {

namespace {

int compare(void *, int leftSize, const void *left, int rightSize, const void *right)
{
    return compareFolded({static_cast<const char *>(left), static_cast<std::size_t>(leftSize)},
                         {static_cast<const char *>(right), static_cast<std::size_t>(rightSize)});
}

void inSearch(sqlite3_context *context, int, sqlite3_value **values)
{
    const IdSet *hits = *static_cast<const IdSet *const *>(sqlite3_user_data(context));
    sqlite3_result_int(context, hits && hits->contains(sqlite3_value_int64(values[0])) ? 1 : 0);
}

} // namespace

Result<void> registerSqliteFunctions(sqlite3 *connection, const IdSet *const *hits)
{
    // the C interface takes user data as void *; inSearch() only reads
    void *data = const_cast<void *>(static_cast<const void *>(hits));
    int status = sqlite3_create_collation(connection, "LISTWRIGHT", SQLITE_UTF8, nullptr, compare);
    status |= sqlite3_create_function(connection, "in_search", 1, SQLITE_UTF8, data, inSearch, nullptr, nullptr);
    if (status != SQLITE_OK)
        return failure(ErrorCode::Internal, {}, QStringLiteral("SQLite functions could not be registered"));
    return {};
}

} // namespace listwright
