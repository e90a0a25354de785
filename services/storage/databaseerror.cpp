// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/database.h"

#include <QLoggingCategory>
#include <QSqlError>

#include <sqlite3.h>

#include <cerrno>

namespace listwright {

namespace {

struct Meaning
{
    ErrorCode code;
    QString message;
};

Meaning sqliteMeaning(int status)
{
    switch (status & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Busy, Database::tr("The database is locked by another program.")};
    case SQLITE_FULL:
        return {ErrorCode::StorageFull, Database::tr("The disk is full.")};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::Forbidden, Database::tr("The database is write-protected.")};
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt, Database::tr("The file is not a database.")};
    case SQLITE_CORRUPT:
        return {ErrorCode::Corrupt, Database::tr("The database file is damaged. Restore a backup.")};
    case SQLITE_CONSTRAINT:
        return {ErrorCode::Conflict, Database::tr("The database refused the values because they contradict others.")};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, Database::tr("Cancelled.")};
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io, Database::tr("The database file cannot be opened.")};
    case SQLITE_IOERR:
        return {ErrorCode::Io, Database::tr("Reading or writing the database file failed.")};
    case SQLITE_NOMEM:
        return {ErrorCode::Internal, Database::tr("There is not enough memory.")};
    default:
        return {ErrorCode::Internal, Database::tr("The database reported an error.")};
    }
}

// SQLite itself takes nothing but ENOSPC from a write for "full". It keeps the system's numbers with its files, where
// those of the journal or write-ahead log have to be asked for by the database's.
QList<int> systemErrors(sqlite3 *connection)
{
    QList<int> numbers{sqlite3_system_errno(connection)};
    for (const char *database : {"main", "search"}) {
        int number = 0;
        sqlite3_file_control(connection, database, SQLITE_FCNTL_LAST_ERRNO, &number);
        numbers.append(number);
        sqlite3_file *journal = nullptr;
        sqlite3_file_control(connection, database, SQLITE_FCNTL_JOURNAL_POINTER, &journal);
        if (!journal || !journal->pMethods)
            continue;
        number = 0;
        journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &number);
        numbers.append(number);
    }
    return numbers;
}

Meaning ioMeaning(sqlite3 *connection)
{
    const QList<int> numbers = systemErrors(connection);
    if (numbers.contains(ENOSPC) || numbers.contains(EDQUOT))
        return sqliteMeaning(SQLITE_FULL);
    if (numbers.contains(EFBIG))
        return {ErrorCode::StorageFull, Database::tr("The database file may not grow any larger here.")};
    return sqliteMeaning(SQLITE_IOERR);
}

// Classes of SQLSTATE, PostgreSQL documentation, appendix A.
Meaning postgresMeaning(const QString &state, const QSqlError &error)
{
    if (state == u"57014")
        return {ErrorCode::Cancelled, Database::tr("Cancelled.")};
    if (state.startsWith(u"08") || state.startsWith(u"57P"))
        return {ErrorCode::Disconnected, Database::tr("The database server cannot be reached.")};
    if (state == u"28P01" || state == u"28000")
        return {ErrorCode::Forbidden, Database::tr("The database server refused user name or password.")};
    if (state == u"3D000")
        return {ErrorCode::NotFound, Database::tr("There is no such database on the server.")};
    if (state.startsWith(u"23"))
        return {ErrorCode::Conflict, Database::tr("The database refused the values because they contradict others.")};
    if (state == u"53100")
        return {ErrorCode::StorageFull, Database::tr("The disk of the database server is full.")};
    if (state == u"40001" || state == u"40P01" || state == u"55P03")
        return {ErrorCode::Busy, Database::tr("The database is busy with other work.")};
    if (state == u"25006" || state == u"42501")
        return {ErrorCode::Forbidden, Database::tr("There is no right to change the database.")};
    if (state.isEmpty() || error.type() == QSqlError::ConnectionError)
        return {ErrorCode::Disconnected, Database::tr("The database server cannot be reached.")};
    return {ErrorCode::Internal, Database::tr("The database reported an error.")};
}

} // namespace

Error Database::sqliteErrorMeaning(int status, const QString &file, sqlite3 *connection)
{
    const bool asksTheSystem = connection && (status & 0xff) == SQLITE_IOERR;
    Meaning meaning = asksTheSystem ? ioMeaning(connection) : sqliteMeaning(status);
    if (meaning.code != ErrorCode::Cancelled)
        meaning.message += u" (" + file + u')';
    return {meaning.code, meaning.message, {}, {}};
}

Error Database::errorFrom(const QSqlError &error, const QString &sql) const
{
    const QString state = error.nativeErrorCode();
    const QString detail = error.text() + u" [" + state + u"] in: " + sql.left(200);
    if (m_dialect == Dialect::Sqlite) {
        Error meaning = sqliteErrorMeaning(state.toInt(), m_file, sqliteHandle());
        meaning.detail = detail;
        return meaning;
    }
    const Meaning meaning = postgresMeaning(state, error);
    return {meaning.code, meaning.message, detail, {}};
}

} // namespace listwright
