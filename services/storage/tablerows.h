// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/postgrescopy.h"
#include "services/storage/sqlitestatement.h"

#include <deque>

namespace listwright {

/** A table, and the columns of it that rows are added with. Lives as long as the program: statements are kept for it.
 */
struct AddedTable
{
    AddedTable(const std::string &name, const std::vector<std::string> &columnNames);

    int columns;
    std::string copy;   ///< for PostgreSQL
    std::string insert; ///< for SQLite
};

/** Rows for SQLite, filled in as PostgresCopyRows are. Bytes must live until the next row or finish(). */
class SqliteRows
{
public:
    SqliteRows(Database &database, const AddedTable &table);

    void startRow();
    void addText(std::string_view text);
    void addText(const QString &text);
    void addNumber(qint64 number);
    void addInteger(qint32 number);
    void addBytes(const QByteArray &bytes); ///< NULL for a null one
    void addTime(const QDateTime &time);
    void addJson(std::string_view json);
    void addNull();
    /** The first error of all rows. */
    Result<void> finish();

private:
    void bindText(std::string text);

    SqliteStatement m_statement;
    std::deque<std::string> m_texts; ///< of the row
    int m_position = 0;              ///< 0: no row yet
    Result<void> m_written;
};

/** Adds the rows that `fill(rows)` makes, to either database; `rows` is PostgresCopyRows or SqliteRows. */
template <class Fill>
Result<void> addRows(Database &database, const AddedTable &table, const Fill &fill)
{
    if (database.dialect() == Dialect::PostgreSql)
        return copyIntoPostgres(database, table.copy.c_str(), table.columns, fill);
    SqliteRows rows(database, table);
    fill(rows);
    return rows.finish();
}

} // namespace listwright
