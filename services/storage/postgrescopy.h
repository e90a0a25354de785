// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

#include <QUuid>

#include <functional>
#include <string>
#include <vector>

namespace listwright {

/** The text form of a PostgreSQL array of texts. */
class PostgresArray
{
public:
    void add(std::string_view element);
    std::string text() const { return m_text.empty() ? "{}" : m_text + '}'; }

private:
    std::string m_text;
};

/**
 * Rows in the binary format of COPY (PostgreSQL documentation, "COPY", Binary Format). Texts are UTF-8. They go out in
 * portions, so that the server stores the first ones while the next are made.
 */
class PostgresCopyRows
{
public:
    void startRow();
    void addText(std::string_view text);
    void addNumber(qint64 number);          ///< bigint
    void addInteger(qint32 number);         ///< integer
    void addBytes(const QByteArray &bytes); ///< bytea, or the UTF-8 of a text; NULL for a null one
    void addText(const QString &text);
    void addUuid(const QUuid &uuid);
    void addTime(const QDateTime &time); ///< timestamptz
    void addJson(std::string_view json); ///< jsonb
    /** tsvector without positions; the words are sorted and unlike each other. */
    void addWords(const std::vector<std::string_view> &words);
    void addNull();

private:
    friend Result<void> copyIntoPostgres(Database &, const char *, int,
                                         const std::function<void(PostgresCopyRows &)> &);
    PostgresCopyRows(Database &database, int columns);
    template <class Integer>
    void append(Integer value);
    bool send();
    bool finish();

    Database &m_database;
    std::string m_data; ///< not sent yet
    qint16 m_columns;
    bool m_sent = true; ///< all that was to go out so far
};

/** "COPY … FROM STDIN (FORMAT binary)" with the rows that `addRows` adds, each with so many columns. */
Result<void> copyIntoPostgres(Database &database, const char *copyStatement, int columns,
                              const std::function<void(PostgresCopyRows &rows)> &addRows);

/**
 * Runs a statement with text parameters on libpq's own interface; each row as texts, "" for NULL. The connection keeps
 * it prepared: its text must not change.
 */
Result<void> forEachPostgresRow(Database &database, const char *sql, const std::vector<std::string> &parameters,
                                const std::function<void(const std::vector<std::string_view> &)> &row);

} // namespace listwright
