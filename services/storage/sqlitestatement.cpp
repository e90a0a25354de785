// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/sqlitestatement.h"

#include "services/storage/database.h"

#include <sqlite3.h>

namespace listwright {

SqliteStatement::SqliteStatement(sqlite3 *connection, const char *sql) : m_connection(connection)
{
    sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

SqliteStatement::SqliteStatement(Database &database, const char *sql)
    : m_connection(database.sqliteHandle()), m_keeper(&database), m_statement(database.takeStatement(sql))
{
    if (!m_statement)
        sqlite3_prepare_v3(m_connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

SqliteStatement::~SqliteStatement()
{
    if (!m_keeper || !m_statement) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement); // the texts need not live any longer
    m_keeper->keepStatement(sqlite3_sql(m_statement), m_statement);
}

void SqliteStatement::bind(int position, std::string_view text)
{
    sqlite3_bind_text64(m_statement, position, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void SqliteStatement::bind(int position, qint64 number)
{
    sqlite3_bind_int64(m_statement, position, number);
}

void SqliteStatement::bindNull(int position)
{
    sqlite3_bind_null(m_statement, position);
}

void SqliteStatement::bindBlob(int position, std::string_view bytes)
{
    sqlite3_bind_blob64(m_statement, position, bytes.data(), bytes.size(), SQLITE_STATIC);
}

Result<bool> SqliteStatement::step()
{
    const int status = m_statement ? sqlite3_step(m_statement) : SQLITE_ERROR;
    if (status == SQLITE_ROW)
        return true;
    if (status == SQLITE_DONE)
        return false;
    return failure(sqliteError(m_connection, m_statement ? sqlite3_sql(m_statement) : "prepare"));
}

Result<void> SqliteStatement::run()
{
    for (;;) {
        const Result<bool> row = step();
        if (row && *row)
            continue;
        reset();
        if (!row)
            return failure(row.error());
        return {};
    }
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement);
}

qint64 SqliteStatement::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

std::string_view SqliteStatement::text(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

Result<void> executeSqlite(sqlite3 *connection, const char *sql)
{
    if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(sqliteError(connection, sql));
    return {};
}

Error sqliteError(sqlite3 *connection, std::string_view sql)
{
    const auto file = sqlite3_db_filename(connection, "main");
    Error error =
        Database::sqliteErrorMeaning(sqlite3_extended_errcode(connection), QString::fromUtf8(file), connection);
    error.detail = QString::fromUtf8(sqlite3_errmsg(connection)) + u" in: " +
                   QString::fromUtf8(sql.data(), static_cast<qsizetype>(std::min<std::size_t>(sql.size(), 200)));
    return error;
}

} // namespace listwright
