// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/postgrescopy.h"

#include <QSqlError>

#include <libpq-fe.h>

namespace listwright {

namespace {

struct ClearResult
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ClearResult>;

Error postgresError(Database &database, const PGresult *result, const char *sql)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const QString message =
        QString::fromUtf8(result ? PQresultErrorMessage(result) : PQerrorMessage(database.postgresHandle()));
    const auto type = state ? QSqlError::StatementError : QSqlError::ConnectionError;
    return database.errorFrom(QSqlError(message, {}, type, QString::fromLatin1(state)), QString::fromUtf8(sql));
}

} // namespace

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

void PostgresCopyRows::separate()
{
    if (m_rowStarted)
        m_data += '\t';
    m_rowStarted = true;
}

void PostgresCopyRows::addText(std::string_view text)
{
    separate();
    for (const char c : text) {
        switch (c) {
        case '\\':
            m_data += "\\\\";
            break;
        case '\n':
            m_data += "\\n";
            break;
        case '\r':
            m_data += "\\r";
            break;
        case '\t':
            m_data += "\\t";
            break;
        default:
            m_data += c;
        }
    }
}

void PostgresCopyRows::addNumber(qint64 number)
{
    separate();
    m_data += std::to_string(number);
}

void PostgresCopyRows::addNull()
{
    separate();
    m_data += "\\N";
}

void PostgresCopyRows::endRow()
{
    m_data += '\n';
    m_rowStarted = false;
}

Result<void> copyIntoPostgres(Database &database, const char *copyStatement, const std::string &data)
{
    PGconn *connection = database.postgresHandle();
    const ResultPointer started(PQexec(connection, copyStatement));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN)
        return failure(postgresError(database, started.get(), copyStatement));
    const bool sent = PQputCopyData(connection, data.data(), static_cast<int>(data.size())) == 1 &&
                      PQputCopyEnd(connection, nullptr) == 1;
    Result<void> outcome;
    while (const ResultPointer result{PQgetResult(connection)}) {
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
    const ResultPointer result(PQexecParams(database.postgresHandle(), sql, static_cast<int>(values.size()), nullptr,
                                            values.data(), nullptr, nullptr, 0));
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
