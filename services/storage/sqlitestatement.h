// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace listwright {

class Database;

/**
 * A prepared statement on SQLite's own interface, for the bulk paths: Qt's copies every text twice and costs more than
 * half of the time of an import. Binds by position from 1; texts must live until step() or reset().
 */
class SqliteStatement
{
public:
    SqliteStatement(sqlite3 *connection, const char *sql);
    /** The connection keeps it prepared for the next one of the same text. */
    SqliteStatement(Database &database, const char *sql);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    void bind(int position, std::string_view text);
    void bind(int position, qint64 number);
    void bindNull(int position);
    void bindBlob(int position, std::string_view bytes);

    /** True on a row, false at the end; the error of the connection otherwise. */
    Result<bool> step();
    /** step() to the end and reset(). */
    Result<void> run();
    void reset();

    qint64 number(int column) const;
    std::string_view text(int column) const; ///< until the next step()

private:
    sqlite3 *m_connection;
    Database *m_keeper = nullptr;
    sqlite3_stmt *m_statement = nullptr;
};

/** One statement without binds. */
Result<void> executeSqlite(sqlite3 *connection, const char *sql);
/** The last error of the connection in our words; `sql` is for the log. */
Error sqliteError(sqlite3 *connection, std::string_view sql);

} // namespace listwright
