// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/database.h"

#include "services/storage/migrations.h"
#include "services/storage/postgresconnection.h"
#include "services/storage/searchindex.h"
#include "services/storage/sqlitefunctions.h"
#include "services/storage/storagelocation.h"

#include <QAtomicInteger>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlDriver>
#include <QSqlError>
#include <QTimeZone>

#include <sqlite3.h>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeout = 5000; // ms another process may hold the write lock before we say so

// The driver's own handle; which type it points to follows from the driver.
template <class Handle>
Handle *nativeHandle(const QSqlDatabase &connection)
{
    const QVariant handle = connection.driver()->handle();
    return handle.isValid() ? *static_cast<Handle *const *>(handle.constData()) : nullptr;
}

Result<void> checkSqliteFile(const QString &path, Database::Access access)
{
    const QFileInfo file(path);
    if (file.isDir())
        return failure(ErrorCode::InvalidInput, Database::tr("“%1” is a folder, not a database file.").arg(path));
    if (!file.exists()) {
        if (access == Database::Access::ReadOnly)
            return failure(ErrorCode::NotFound, Database::tr("There is no database file “%1”.").arg(path));
        if (!QDir().mkpath(file.absolutePath()))
            return failure(ErrorCode::Forbidden,
                           Database::tr("The folder “%1” cannot be made.").arg(file.absolutePath()));
        return {};
    }
    if (!file.isReadable())
        return failure(ErrorCode::Forbidden, Database::tr("There is no right to read the database “%1”.").arg(path));
    if (access == Database::Access::ReadWrite && !file.isWritable())
        return failure(ErrorCode::Forbidden, Database::tr("The database “%1” is write-protected.").arg(path));
    return {};
}

// The driver loses the server's reason, which is there only in the server's language. That it answers to everybody but
// refused this connection is told by asking it without one.
bool serverIsThere(const StorageLocation &location)
{
    const QByteArray host = location.host().toUtf8();
    const QByteArray port = QByteArray::number(location.port());
    const char *const names[] = {"host", "port", "connect_timeout", nullptr};
    const char *const values[] = {host.constData(), port.constData(), "5", nullptr};
    return PQpingParams(names, values, 0) == PQPING_OK;
}

} // namespace

Database::Database() : m_searchProbe(std::make_unique<SearchProbe>()) {}

Result<std::unique_ptr<Database>> Database::open(const StorageLocation &location, Access access)
{
    static QAtomicInteger<quint64> number;
    // or each allocation would take a lock to be counted
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    auto database = std::unique_ptr<Database>(new Database);
    database->m_dialect = location.isSqlite() ? Dialect::Sqlite : Dialect::PostgreSql;
    database->m_access = access;
    database->m_name = QStringLiteral("listwright-%1").arg(number.fetchAndAddRelaxed(1));
    if (location.isSqlite()) {
        if (auto checked = checkSqliteFile(location.path(), access); !checked)
            return failure(checked.error());
    }
    if (auto connected = database->connect(location); !connected) {
        Error error = connected.error();
        if (error.code == ErrorCode::Disconnected && serverIsThere(location)) {
            error.code = ErrorCode::Forbidden;
            error.message = tr("The database server refused the connection: user name, password or the database's name "
                               "are not right.");
        }
        if (!location.isSqlite())
            error.message += u" (" + location.displayText() + u')';
        return failure(error);
    }
    return database;
}

Database::~Database()
{
    dropPrepared();
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> Database::connect(const StorageLocation &location)
{
    m_file = location.path();
    m_connection =
        QSqlDatabase::addDatabase(location.isSqlite() ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), m_name);
    if (!m_connection.isValid())
        return failure(ErrorCode::Internal, tr("The database driver is not installed."),
                       m_connection.lastError().text());
    if (location.isSqlite()) {
        m_connection.setDatabaseName(location.path());
        QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeout);
        if (m_access == Access::ReadOnly)
            options += QStringLiteral(";QSQLITE_OPEN_READONLY");
        m_connection.setConnectOptions(options);
    } else {
        m_connection.setHostName(location.host());
        m_connection.setPort(location.port());
        m_connection.setDatabaseName(location.databaseName());
        m_connection.setUserName(location.user());
        m_connection.setPassword(location.password());
        m_connection.setConnectOptions(QStringLiteral("connect_timeout=5;application_name=listwright"));
    }
    return reconnect();
}

Result<void> Database::reconnect()
{
    dropPrepared();
    m_connection.close();
    if (!m_connection.open()) {
        const Error error = errorFrom(m_connection.lastError(), QStringLiteral("connect"));
        setUnusable(error);
        return failure(error);
    }
    auto prepared = m_dialect == Dialect::Sqlite ? prepareSqlite() : preparePostgres();
    if (!prepared) {
        setUnusable(prepared.error());
        return prepared;
    }
    m_usable = true;
    m_inTransaction = false;
    m_mustRollBack = false;
    return {};
}

Result<void> Database::prepareSqlite()
{
    if (auto registered = registerSqliteFunctions(sqliteHandle(), m_searchProbe.get()); !registered)
        return registered;
    // the first statement that really reads the file finds out whether it is a database at all
    // a reader scans more than any cache could keep; what it reads lies in the system's cache of the file anyway
    const int cacheKilobytes = m_access == Access::ReadWrite ? 8000 : 4000;
    QString pragmas = QStringLiteral("PRAGMA schema_version;\nPRAGMA foreign_keys=ON;\n"
                                     "PRAGMA cache_size=-%1;\n")
                          .arg(cacheKilobytes);
    if (auto done = execute(pragmas); !done || m_access == Access::ReadOnly)
        return done;
    // The journal mode stands in the file: in one that is another program's or a newer Listwright's nothing is changed.
    // Whoever wants its tables says why.
    if (auto changeable = migrations::checkChangeable(*this); !changeable)
        return changeable.error().code == ErrorCode::Unsupported ? Result<void>() : changeable;
    return execute(QStringLiteral("PRAGMA journal_mode=WAL;\nPRAGMA synchronous=NORMAL;\n"
                                  "PRAGMA journal_size_limit=67108864;\nPRAGMA wal_autocheckpoint=%1;\n")
                       .arg(usualCheckpoint));
}

Result<void> Database::preparePostgres()
{
    // Compiling a statement takes the server a quarter of a second, and it does so by its guess of the cost: a table
    // that was filled a moment ago makes it guess wildly. Nothing here runs long enough to gain by it.
    logNotices(postgresHandle());
    QString settings = QStringLiteral("SET TIME ZONE 'UTC';\nSET client_min_messages TO warning;\nSET jit TO off;\n");
    if (m_access == Access::ReadOnly)
        settings += QStringLiteral("SET default_transaction_read_only TO on;\n");
    if (auto set = execute(settings); !set)
        return set;
    // A server built without it keeps to its own, which takes ten times as long for the bodies of requests.
    const PostgresResult compression(PQexec(postgresHandle(), "SET default_toast_compression TO lz4"));
    const auto lazy = Query(*this, QStringLiteral("SELECT CASE current_setting('synchronous_commit') WHEN 'off' "
                                                  "THEN 1 ELSE 0 END"))
                          .firstNumber();
    m_commitsLater = lazy.value_or(0) == 1;
    return lazy.map([](qint64) {});
}

std::optional<QSqlQuery> Database::takePrepared(const QString &sql)
{
    const auto found = m_prepared.find(sql);
    if (found == m_prepared.end())
        return {};
    std::optional<QSqlQuery> query(std::move(found->second));
    m_prepared.erase(found);
    return query;
}

void Database::keepPrepared(const QString &sql, QSqlQuery query)
{
    constexpr std::size_t many = 64; // about twice what a worker uses
    if (m_prepared.size() >= many)
        m_prepared.erase(m_prepared.begin());
    m_prepared.try_emplace(sql, std::move(query));
}

sqlite3_stmt *Database::takeStatement(std::string_view sql)
{
    const auto found = m_statements.find(sql);
    if (found == m_statements.end())
        return nullptr;
    sqlite3_stmt *statement = found->second;
    m_statements.erase(found);
    return statement;
}

void Database::keepStatement(std::string_view sql, sqlite3_stmt *statement)
{
    if (!m_statements.try_emplace(std::string(sql), statement).second)
        sqlite3_finalize(statement); // two were in use at once
}

/** They go with the connection. */
void Database::dropPrepared()
{
    m_prepared.clear();
    m_serverStatements.clear();
    for (const auto &[sql, statement] : std::exchange(m_statements, {}))
        sqlite3_finalize(statement);
}

Result<std::string> Database::preparedOnServer(std::string_view sql)
{
    if (const auto known = m_serverStatements.find(sql); known != m_serverStatements.end())
        return known->second;
    std::string text(sql);
    std::string name = "listwright_" + std::to_string(m_serverStatements.size() + 1);
    const PostgresResult result(PQprepare(postgresHandle(), name.c_str(), text.c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        return failure(postgresError(*this, result.get(), text));
    return m_serverStatements.try_emplace(std::move(text), std::move(name)).first->second;
}

bool Database::isConnected() const
{
    if (m_dialect == Dialect::Sqlite)
        return m_connection.isOpen();
    const PGconn *handle = postgresHandle();
    return handle && PQstatus(handle) == CONNECTION_OK;
}

void Database::setUnusable(Error reason)
{
    m_usable = false;
    m_unusableReason = std::move(reason);
}

sqlite3 *Database::sqliteHandle() const
{
    return m_dialect == Dialect::Sqlite ? nativeHandle<sqlite3>(m_connection) : nullptr;
}

pg_conn *Database::postgresHandle() const
{
    return m_dialect == Dialect::PostgreSql ? nativeHandle<PGconn>(m_connection) : nullptr;
}

Result<void> Database::execute(const QString &sql)
{
    QStringList statements;
    QString statement;
    for (const QString &line : sql.split(u'\n')) {
        if (line.startsWith(u"--"))
            continue;
        statement += line + u'\n';
        if (line.endsWith(u';')) {
            statements.append(statement.trimmed());
            statement.clear();
        }
    }
    if (!statement.trimmed().isEmpty()) // rather a statement too many than one left out silently
        statements.append(statement.trimmed());
    for (const QString &text : std::as_const(statements)) {
        QSqlQuery query(m_connection);
        query.setForwardOnly(true);
        if (!query.exec(text))
            return failure(errorFrom(query.lastError(), text));
    }
    return {};
}

QVariant Database::timeValue(const QDateTime &time) const
{
    if (!time.isValid())
        return {};
    return m_dialect == Dialect::Sqlite ? QVariant(time.toMSecsSinceEpoch()) : QVariant(time.toUTC());
}

QDateTime Database::timeFrom(const QVariant &value) const
{
    if (value.isNull())
        return {};
    if (m_dialect == Dialect::Sqlite)
        return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
    return value.toDateTime().toUTC();
}

std::optional<QDateTime> Database::optionalTimeFrom(const QVariant &value) const
{
    return value.isNull() ? std::nullopt : std::optional(timeFrom(value));
}

QVariant Database::jsonValue(const QByteArray &json) const
{
    if (json.isEmpty() && m_dialect == Dialect::PostgreSql)
        return QVariant(QMetaType(QMetaType::QString));
    return json.isEmpty() ? QString(u""_s) : QString::fromUtf8(json);
}

Result<qint64> Database::nextRevision()
{
    Query query(*this, m_dialect == Dialect::Sqlite
                           ? QStringLiteral("UPDATE counters SET value = value + 1 WHERE name = 'revision' "
                                            "RETURNING value")
                           : QStringLiteral("SELECT nextval('product_revision')"));
    return query.firstNumber();
}

void Database::noteChange(qint64 productId, bool membership)
{
    constexpr qsizetype many = 1000; // above that a view asks again rather than looks at each
    m_changedMembership = m_changedMembership || membership;
    if (m_changed.size() >= many)
        m_changedMany = true;
    else
        m_changed.append(productId);
}

void Database::noteManyChanges()
{
    m_changedMany = true;
    m_changedMembership = true;
}

std::optional<std::pair<QList<qint64>, bool>> Database::takeChanges()
{
    if (m_changed.isEmpty() && !m_changedMany)
        return {};
    std::pair<QList<qint64>, bool> changes{m_changedMany ? QList<qint64>() : m_changed,
                                           m_changedMembership || m_changedMany};
    m_changed.clear();
    m_changedMany = false;
    m_changedMembership = false;
    return changes;
}

void Database::noteRecords(RecordKind kind, const QList<qint64> &ids)
{
    for (const qint64 id : ids)
        m_news[kind].add(id);
}

Result<void> Database::attachSearchIndex(const QString &file)
{
    if (m_hasSearchIndex || m_dialect != Dialect::Sqlite)
        return {};
    Query attach(*this, QStringLiteral("ATTACH DATABASE :file AS search"));
    if (auto attached = attach.bind(QStringLiteral(":file"), file).run(); !attached)
        return failure(SearchIndex::errorOf(attached.error(), *this));
    m_hasSearchIndex = true;
    return {};
}

} // namespace listwright
