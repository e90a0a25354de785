// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/postgresconnection.h"

#include "services/storage/database.h"

#include <QLoggingCategory>
#include <QSqlError>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(serverLog, "listwright.storage.server")

} // namespace

Error postgresError(const Database &database, const PGresult *result, std::string_view sql)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const QString message =
        QString::fromUtf8(result ? PQresultErrorMessage(result) : PQerrorMessage(database.postgresHandle()));
    const auto type = state ? QSqlError::StatementError : QSqlError::ConnectionError;
    return database.errorFrom(QSqlError(message, {}, type, QString::fromLatin1(state)),
                              QString::fromUtf8(sql.data(), static_cast<qsizetype>(sql.size())));
}

void logNotices(PGconn *connection)
{
    const auto log = [](void *, const char *message) {
        qCInfo(serverLog).noquote() << QString::fromUtf8(message).trimmed();
    };
    PQsetNoticeProcessor(connection, log, nullptr);
}

} // namespace listwright
