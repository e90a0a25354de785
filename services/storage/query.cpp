// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/database.h"

#include <QSqlError>

#include <libpq-fe.h>

namespace listwright {

DurableCommits::DurableCommits(Database &database) : m_database(database)
{
    set(true);
}

DurableCommits::~DurableCommits()
{
    set(false);
}

void DurableCommits::set(bool durable)
{
    // Refused only inside a transaction of SQLite; then the commits are as durable as ever.
    if (m_database.dialect() == Dialect::Sqlite)
        static_cast<void>(m_database.execute(durable ? QStringLiteral("PRAGMA synchronous=FULL")
                                                     : QStringLiteral("PRAGMA synchronous=NORMAL")));
    else if (m_database.m_commitsLater)
        static_cast<void>(m_database.execute(durable ? QStringLiteral("SET synchronous_commit TO on")
                                                     : QStringLiteral("SET synchronous_commit TO off")));
}

Query::Query(Database &database, const QString &sql, Use use)
    : m_database(database), m_query(database.connection()), m_sql(sql), m_use(use)
{
    if (m_use == Use::Often) {
        if (auto prepared = database.takePrepared(sql)) {
            m_query = *std::move(prepared);
            return;
        }
    }
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        m_error = m_database.errorFrom(m_query.lastError(), m_sql);
}

Query::~Query()
{
    if (m_use != Use::Often || m_error)
        return;
    m_query.finish();
    for (int position = static_cast<int>(m_query.boundValues().size()) - 1; position >= 0; --position)
        m_query.bindValue(position, QVariant()); // what was bound may be large
    m_database.keepPrepared(m_sql, std::move(m_query));
}

Query &Query::bind(const QString &name, const QVariant &value)
{
    m_query.bindValue(name, value);
    return *this;
}

Result<void> Query::run()
{
    if (!m_error && !m_query.exec())
        m_error = m_database.errorFrom(m_query.lastError(), m_sql);
    if (m_error)
        return failure(*m_error);
    return {};
}

Result<qint64> Query::change()
{
    if (auto ran = run(); !ran)
        return failure(ran.error());
    return m_query.numRowsAffected();
}

Result<qint64> Query::firstNumber()
{
    if (auto ran = run(); !ran)
        return failure(ran.error());
    if (!next())
        return failure(m_error.value_or(Error{ErrorCode::Internal, {}, QStringLiteral("no row from ") + m_sql, {}}));
    const qint64 result = number(0);
    finish();
    return result;
}

bool Query::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        m_error = m_database.errorFrom(m_query.lastError(), m_sql);
    return false;
}

std::optional<Error> Query::error() const
{
    return m_error;
}

Transaction::Transaction(Database &database) : m_database(database), m_joined(database.m_inTransaction)
{
    if (m_joined) {
        m_open = true;
        return;
    }
    // BEGIN IMMEDIATE: a transaction that reads first and writes later would otherwise fail at once when another
    // connection wrote in between, whatever the busy timeout.
    m_begun = database.execute(database.dialect() == Dialect::Sqlite ? QStringLiteral("BEGIN IMMEDIATE;")
                                                                     : QStringLiteral("BEGIN;"));
    m_open = m_begun.has_value();
    database.m_inTransaction = m_open;
    database.m_mustRollBack = false;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    if (m_joined)
        m_database.m_mustRollBack = true;
    else
        rollBack();
}

void Transaction::rollBack()
{
    m_open = false;
    m_database.m_inTransaction = false;
    m_database.m_mustRollBack = false;
    m_database.takeChanges(); // nothing of it happened
    m_database.takeNews();
    [[maybe_unused]] const auto rolledBack = m_database.execute(QStringLiteral("ROLLBACK;"));
}

Result<void> Transaction::commit()
{
    if (!m_open)
        return m_begun;
    const PGconn *server = m_database.postgresHandle();
    if (server && PQtransactionStatus(server) == PQTRANS_INERROR) // COMMIT would take all back and report success
        return failure(ErrorCode::Internal, {}, QStringLiteral("a statement of the transaction had failed"));
    if (m_joined) {
        m_open = false;
        return {};
    }
    if (m_database.m_mustRollBack) {
        rollBack();
        return failure(ErrorCode::Internal, {}, QStringLiteral("a part of the transaction was given up"));
    }
    auto committed = m_database.execute(QStringLiteral("COMMIT;"));
    if (committed) {
        m_open = false;
        m_database.m_inTransaction = false;
    }
    return committed;
}

} // namespace listwright
