// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/tablerows.h"

namespace listwright {

AddedTable::AddedTable(const std::string &name, const std::vector<std::string> &columnNames)
    : columns(static_cast<int>(columnNames.size()))
{
    std::string names;
    std::string values;
    for (const std::string &column : columnNames) {
        names += (names.empty() ? "" : ", ") + column;
        values += values.empty() ? "?" : ", ?";
    }
    copy = "COPY " + name + " (" + names + ") FROM STDIN (FORMAT binary)";
    insert = "INSERT INTO " + name + " (" + names + ") VALUES (" + values + ')';
}

SqliteRows::SqliteRows(Database &database, const AddedTable &table) : m_statement(database, table.insert.c_str()) {}

void SqliteRows::startRow()
{
    if (m_position > 0 && m_written)
        m_written = m_statement.run();
    m_texts.clear();
    m_position = 1;
}

void SqliteRows::bindText(std::string text)
{
    m_texts.push_back(std::move(text));
    m_statement.bind(m_position++, std::string_view(m_texts.back()));
}

void SqliteRows::addText(std::string_view text)
{
    bindText(std::string(text));
}

void SqliteRows::addText(const QString &text)
{
    bindText(text.toStdString());
}

void SqliteRows::addNumber(qint64 number)
{
    m_statement.bind(m_position++, number);
}

void SqliteRows::addInteger(qint32 number)
{
    addNumber(number);
}

void SqliteRows::addBytes(const QByteArray &bytes)
{
    if (bytes.isNull())
        addNull();
    else
        m_statement.bindBlob(m_position++, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

void SqliteRows::addTime(const QDateTime &time)
{
    addNumber(time.toMSecsSinceEpoch());
}

void SqliteRows::addJson(std::string_view json)
{
    addText(json);
}

void SqliteRows::addNull()
{
    m_statement.bindNull(m_position++);
}

Result<void> SqliteRows::finish()
{
    if (m_position > 0)
        startRow();
    m_position = 0;
    return m_written;
}

} // namespace listwright
