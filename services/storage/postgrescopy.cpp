// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/postgrescopy.h"

#include "services/storage/postgresconnection.h"

#include <QtEndian>

namespace listwright {

void PostgresArray::add(std::string_view element)
{
    m_text += m_text.empty() ? "{\"" : ",\"";
    for (const char c : element) {
        if (c == '"' || c == '\\')
            m_text += '\\';
        m_text += c;
    }
    m_text += '"';
}

template <class Integer>
void PostgresCopyRows::append(Integer value)
{
    char bytes[sizeof value];
    qToBigEndian(value, bytes);
    m_data.append(bytes, sizeof bytes);
}

PostgresCopyRows::PostgresCopyRows(Database &database, int columns)
    : m_database(database), m_data("PGCOPY\n\377\r\n\0", 11), m_columns(static_cast<qint16>(columns))
{
    append(qint32{0}); // flags
    append(qint32{0}); // length of the header's extension
}

void PostgresCopyRows::startRow()
{
    constexpr std::size_t portion = 65536; // bytes
    if (m_data.size() >= portion)
        send();
    append(m_columns);
}

// After a failure the rest is not worth sending; what it was is told when the server is asked for its result.
bool PostgresCopyRows::send()
{
    m_sent = m_sent && PQputCopyData(m_database.postgresHandle(), m_data.data(), static_cast<int>(m_data.size())) == 1;
    m_data.clear();
    return m_sent;
}

bool PostgresCopyRows::finish()
{
    append(qint16{-1}); // trailer
    return send() && PQputCopyEnd(m_database.postgresHandle(), nullptr) == 1;
}

void PostgresCopyRows::addText(std::string_view text)
{
    append(static_cast<qint32>(text.size()));
    m_data += text;
}

void PostgresCopyRows::addNumber(qint64 number)
{
    append(qint32{sizeof number});
    append(number);
}

void PostgresCopyRows::addInteger(qint32 number)
{
    append(qint32{sizeof number});
    append(number);
}

void PostgresCopyRows::addBytes(const QByteArray &bytes)
{
    bytes.isNull() ? addNull() : addText({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

void PostgresCopyRows::addText(const QString &text)
{
    addText(std::string_view(text.toStdString()));
}

void PostgresCopyRows::addUuid(const QUuid &uuid)
{
    addBytes(uuid.toRfc4122());
}

void PostgresCopyRows::addTime(const QDateTime &time)
{
    constexpr qint64 year2000 = 946684800000; // where the server's microseconds start, in milliseconds since 1970
    addNumber((time.toMSecsSinceEpoch() - year2000) * 1000);
}

void PostgresCopyRows::addJson(std::string_view json)
{
    append(static_cast<qint32>(json.size() + 1));
    append(qint8{1}); // version
    m_data += json;
}

void PostgresCopyRows::addWords(const std::vector<std::string_view> &words)
{
    std::size_t size = sizeof(qint32);
    for (const std::string_view word : words)
        size += word.size() + 1 + sizeof(qint16);
    append(static_cast<qint32>(size));
    append(static_cast<qint32>(words.size()));
    for (const std::string_view word : words) {
        m_data += word;
        m_data += '\0';
        append(qint16{0}); // positions
    }
}

void PostgresCopyRows::addNull()
{
    append(qint32{-1});
}

Result<void> copyIntoPostgres(Database &database, const char *copyStatement, int columns,
                              const std::function<void(PostgresCopyRows &)> &addRows)
{
    PGconn *connection = database.postgresHandle();
    const PostgresResult started(PQexec(connection, copyStatement));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN)
        return failure(postgresError(database, started.get(), copyStatement));
    PostgresCopyRows rows(database, columns);
    addRows(rows);
    const bool sent = rows.finish();
    Result<void> outcome;
    while (const PostgresResult result{PQgetResult(connection)}) {
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && outcome)
            outcome = failure(postgresError(database, result.get(), copyStatement));
    }
    if (!sent && outcome)
        outcome = failure(postgresError(database, nullptr, copyStatement));
    return outcome;
}

Result<void> forEachPostgresRow(Database &database, const char *sql, const std::vector<std::string> &parameters,
                                const std::function<void(const std::vector<std::string_view> &)> &row)
{
    std::vector<const char *> values;
    for (const std::string &parameter : parameters)
        values.push_back(parameter.c_str());
    const Result<std::string> name = database.preparedOnServer(sql);
    if (!name)
        return failure(name.error());
    const PostgresResult result(PQexecPrepared(database.postgresHandle(), name->c_str(),
                                               static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return failure(postgresError(database, result.get(), sql));
    const int columns = PQnfields(result.get());
    std::vector<std::string_view> cells(static_cast<std::size_t>(columns));
    for (int line = 0; line < PQntuples(result.get()); ++line) {
        for (int column = 0; column < columns; ++column)
            cells[static_cast<std::size_t>(column)] = {
                PQgetvalue(result.get(), line, column),
                static_cast<std::size_t>(PQgetlength(result.get(), line, column))};
        row(cells);
    }
    return {};
}

} // namespace listwright
