// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"
#include "services/storage/recordnews.h"

#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;
struct pg_conn;

namespace listwright {

class StorageLocation;
struct SearchProbe;

/** Empty for null: columns of text are NOT NULL, and a null QString would be bound as NULL. */
inline QString notNull(const QString &text)
{
    return text.isNull() ? QString(QLatin1String("")) : text;
}

/** What differs between the two databases. */
enum class Dialect { Sqlite, PostgreSql };

/**
 * One connection. It belongs to the thread that opened it. Storage hands it to the work it runs; nothing keeps it.
 */
class Database
{
    Q_DECLARE_TR_FUNCTIONS(Database)

public:
    enum class Access { ReadWrite, ReadOnly };
    /** Pages of SQLite's write-ahead log after which the writer itself moves them into the file. */
    static constexpr int usualCheckpoint = 16000;

    static Result<std::unique_ptr<Database>> open(const StorageLocation &location, Access access);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Dialect dialect() const { return m_dialect; }
    Access access() const { return m_access; }
    /** False while the server is away; unusableReason() then says why. */
    bool isUsable() const { return m_usable; }
    Error unusableReason() const { return m_unusableReason; }
    void setUnusable(Error reason);
    void setUsable() { m_usable = true; }

    /** Runs statements that return nothing, separated by ";" on lines of their own. */
    Result<void> execute(const QString &sql);
    /** Turns the driver's error into ours: locked, full, read-only, corrupt, gone, unique. */
    Error errorFrom(const QSqlError &error, const QString &sql) const;
    /** Code and words for a status of SQLite, without a detail. The connection knows why reading or writing failed. */
    static Error sqliteErrorMeaning(int status, const QString &file, sqlite3 *connection = nullptr);

    QSqlDatabase &connection() { return m_connection; }
    sqlite3 *sqliteHandle() const;   ///< for bulk paths inside services/storage; null on PostgreSQL
    pg_conn *postgresHandle() const; ///< for bulk paths inside services/storage; null on SQLite
    /** Likewise: the name under which PostgreSQL has the statement prepared, from now on if not before. */
    Result<std::string> preparedOnServer(std::string_view sql);

    /** Values of time columns: milliseconds since 1970 on SQLite, timestamptz on PostgreSQL. */
    QVariant timeValue(const QDateTime &time) const;
    QDateTime timeFrom(const QVariant &value) const;
    std::optional<QDateTime> optionalTimeFrom(const QVariant &value) const; ///< nothing where it is NULL
    /** Values of JSON columns: text on SQLite, jsonb with NULL for nothing on PostgreSQL. */
    QVariant jsonValue(const QByteArray &json) const;

    /** Next number of the one sequence behind revisions (and, on SQLite, ids) of products. In a write transaction. */
    Result<qint64> nextRevision();

    /** Notes a changed product for Storage::changed(); repositories call it inside their transaction. */
    void noteChange(qint64 productId, bool membership = true);
    /** The same for a bulk change: views ask again. */
    void noteManyChanges();
    /** Hands over what was noted since the last call; nothing when nothing changed. */
    std::optional<std::pair<QList<qint64>, bool>> takeChanges();

    /** Note changed jobs, proposals and received requests for Storage::recordsChanged(), as noteChange() does. */
    void noteRecord(RecordKind kind, qint64 id) { m_news[kind].add(id); }
    void noteRecords(RecordKind kind, const QList<qint64> &ids);
    void noteManyRecords(RecordKind kind) { m_news[kind].addMany(); }
    RecordNews takeNews() { return std::exchange(m_news, {}); }

    /** Whether search terms can be looked up: SQLite's index is a file of its own beside the database. */
    bool hasSearchIndex() const { return m_hasSearchIndex; }
    Result<void> attachSearchIndex(const QString &file);
    /** What the search functions of sqlitefunctions.h ask; set while a query runs. */
    SearchProbe &searchProbe() { return *m_searchProbe; }

    /** Opens the connection again after the server was away. */
    Result<void> reconnect();
    /** Whether the server still answers; true on SQLite. */
    bool isConnected() const;

private:
    friend class DurableCommits;
    friend class Query;
    friend class SqliteStatement;
    friend class Transaction;
    Database();
    Result<void> connect(const StorageLocation &location);
    Result<void> prepareSqlite();
    Result<void> preparePostgres();
    /** A statement of this text that was prepared before and is not in use; nothing where there is none. */
    std::optional<QSqlQuery> takePrepared(const QString &sql);
    void keepPrepared(const QString &sql, QSqlQuery query);
    /** The same for SqliteStatement; a null pointer where there is none. */
    sqlite3_stmt *takeStatement(std::string_view sql);
    void keepStatement(std::string_view sql, sqlite3_stmt *statement);
    void dropPrepared();

    Dialect m_dialect = Dialect::Sqlite;
    Access m_access = Access::ReadWrite;
    bool m_usable = true;
    Error m_unusableReason;
    QSqlDatabase m_connection;
    QString m_name;
    QString m_file;
    QList<qint64> m_changed;
    bool m_changedMembership = false;
    bool m_changedMany = false;
    RecordNews m_news;
    bool m_inTransaction = false;
    bool m_mustRollBack = false; // an inner part of the transaction went without commit()
    bool m_hasSearchIndex = false;
    bool m_commitsLater = false; // PostgreSQL answers a commit before it is on its disk
    std::unique_ptr<SearchProbe> m_searchProbe;
    std::unordered_map<QString, QSqlQuery> m_prepared; // those that are run often, likewise below
    std::map<std::string, sqlite3_stmt *, std::less<>> m_statements;
    std::map<std::string, std::string, std::less<>> m_serverStatements; // their names with PostgreSQL
};

/**
 * While it lives, what is committed survives the loss of power as well, not only the end of the program. SQLite's
 * write-ahead log is forced to disk with each commit then, which is too slow for what makes thousands of commits;
 * PostgreSQL does so by itself unless synchronous_commit is off. To be made outside a transaction.
 */
class DurableCommits
{
public:
    explicit DurableCommits(Database &database);
    ~DurableCommits();
    DurableCommits(const DurableCommits &) = delete;
    DurableCommits &operator=(const DurableCommits &) = delete;

private:
    void set(bool durable);

    Database &m_database;
};

/** A prepared, forward-only statement with named binds (":name"). */
class Query
{
public:
    /**
     * Often: the connection keeps the statement prepared for the next one of the same text, which saves two of three
     * round trips to PostgreSQL, and SQLite most of its time. For statements that run for each request, job or product
     * and whose text changes little.
     */
    enum class Use { Once, Often };

    Query(Database &database, const QString &sql, Use use = Use::Once);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    Query &bind(const QString &name, const QVariant &value);
    /** Runs to the first row. */
    Result<void> run();
    /** Runs; the number of rows changed. */
    Result<qint64> change();
    /** Runs and gives the first column of the first row, 0 when it is NULL; a missing row is an error. */
    Result<qint64> firstNumber();
    /** Moves to the next row; false at the end and after an error (see error()). */
    bool next();
    std::optional<Error> error() const;
    /** Leaves the remaining rows; a statement that is still open keeps SQLite from committing. */
    void finish() { m_query.finish(); }

    QVariant value(int column) const { return m_query.value(column); }
    QString text(int column) const { return m_query.value(column).toString(); }
    qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    bool isNull(int column) const { return m_query.isNull(column); }

private:
    Database &m_database;
    QSqlQuery m_query;
    QString m_sql;
    Use m_use;
    std::optional<Error> m_error;
};

/**
 * BEGIN IMMEDIATE on SQLite, BEGIN on PostgreSQL; rolls back when it goes without commit(). Made while another is open
 * it joins that one: nothing is final before the outer one commits, and when the inner one goes without commit(), the
 * outer one cannot commit any more.
 */
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /** An error when the transaction could not begin. */
    Result<void> begun() const { return m_begun; }
    /** Rolls back and gives an error when a part of it failed. */
    Result<void> commit();

private:
    void rollBack();

    Database &m_database;
    Result<void> m_begun;
    bool m_joined = false;
    bool m_open = false;
};

} // namespace listwright
