// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/sqlitefunctions.h"

#include "models/domain/textfolding.h"
#include "services/storage/searchtext.h"

#include <sqlite3.h>

namespace listwright {

namespace {

int compare(void *, int leftSize, const void *left, int rightSize, const void *right)
{
    return compareFolded({static_cast<const char *>(left), static_cast<std::size_t>(leftSize)},
                         {static_cast<const char *>(right), static_cast<std::size_t>(rightSize)});
}

SearchProbe &probeOf(sqlite3_context *context)
{
    return *static_cast<SearchProbe *>(sqlite3_user_data(context));
}

void inSearch(sqlite3_context *context, int, sqlite3_value **values)
{
    const IdSet *hits = probeOf(context).hits;
    sqlite3_result_int(context, hits && hits->contains(sqlite3_value_int64(values[0])) ? 1 : 0);
}

void hasTerms(sqlite3_context *context, int, sqlite3_value **values)
{
    SearchProbe &probe = probeOf(context);
    if (probe.budget-- <= 0 || !probe.terms) {
        probe.exhausted = true;
        sqlite3_result_error(context, "has_terms: too many products", -1);
        return;
    }
    std::array<std::string_view, searchedColumnCount> row;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(values[i])))
            row[i] = {text, static_cast<std::size_t>(sqlite3_value_bytes(values[i]))};
    }
    setSearchText(probe.folded, row);
    sqlite3_result_int(context, probe.terms->foundIn(probe.folded) ? 1 : 0);
}

} // namespace

Result<void> registerSqliteFunctions(sqlite3 *connection, SearchProbe *probe)
{
    int status = sqlite3_create_collation(connection, "LISTWRIGHT", SQLITE_UTF8, nullptr, compare);
    status |= sqlite3_create_function(connection, "in_search", 1, SQLITE_UTF8, probe, inSearch, nullptr, nullptr);
    status |= sqlite3_create_function(connection, "has_terms", searchedColumnCount, SQLITE_UTF8, probe, hasTerms,
                                      nullptr, nullptr);
    if (status != SQLITE_OK)
        return failure(ErrorCode::Internal, {}, QStringLiteral("SQLite functions could not be registered"));
    return {};
}

} // namespace listwright
