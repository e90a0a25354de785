// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace listwright {

class Database;

struct ClearResult
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/** The server's error in our words, the connection's where there is no result; `sql` is for the log. */
Error postgresError(const Database &database, const PGresult *result, std::string_view sql);

/** What the server remarks goes into the log; libpq would print it. */
void logNotices(PGconn *connection);

} // namespace listwright
