// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"

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

/** Rows in the text format of COPY. */
class PostgresCopyRows
{
public:
    void addText(std::string_view text);
    void addNumber(qint64 number);
    void addNull();
    void endRow();
    const std::string &data() const { return m_data; }
    void clear() { m_data.clear(); }

private:
    void separate();
    std::string m_data;
    bool m_rowStarted = false;
};

/** "COPY … FROM STDIN" with the given data. */
Result<void> copyIntoPostgres(Database &database, const char *copyStatement, const std::string &data);

/** Runs a statement with text parameters on libpq's own interface; each row as texts, "" for NULL. */
Result<void> forEachPostgresRow(Database &database, const char *sql, const std::vector<std::string> &parameters,
                                const std::function<void(const std::vector<std::string_view> &)> &row);

} // namespace listwright
