// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

#include <QUuid>

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

/** Rows in the binary format of COPY (PostgreSQL documentation, "COPY", Binary Format). Texts are UTF-8. */
class PostgresCopyRows
{
public:
    explicit PostgresCopyRows(int columns);

    void startRow();
    void addText(std::string_view text);
    void addNumber(qint64 number); ///< bigint
    void addUuid(const QUuid &uuid);
    void addTime(const QDateTime &time); ///< timestamptz
    void addJson(std::string_view json); ///< jsonb
    /** tsvector without positions; the words are sorted and unlike each other. */
    void addWords(const std::vector<std::string_view> &words);
    void addNull();
    /** With the trailer; nothing can be added any more. */
    const std::string &finished();

private:
    template <class Integer>
    void append(Integer value);

    std::string m_data;
    qint16 m_columns;
};

/** "COPY … FROM STDIN" with the given data in the format that the statement names. */
Result<void> copyIntoPostgres(Database &database, const char *copyStatement, const std::string &data);

/** Runs a statement with text parameters on libpq's own interface; each row as texts, "" for NULL. */
Result<void> forEachPostgresRow(Database &database, const char *sql, const std::vector<std::string> &parameters,
                                const std::function<void(const std::vector<std::string_view> &)> &row);

} // namespace listwright
