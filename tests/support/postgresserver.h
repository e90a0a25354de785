// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace listwright::test {

/**
 * A fresh, empty database for one test, dropped when it goes. The server is the one named by LISTWRIGHT_TEST_POSTGRES
 * (scripts/test.sh starts it); where that is not set, a private server is started once for the test program and ended
 * with it. Use:
 *   const auto database = PostgresDatabase::create();
 *   if (!database)
 *       QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
 */
class PostgresDatabase
{
public:
    /** Null when there is no server; see whyUnavailable(). */
    static std::unique_ptr<PostgresDatabase> create();
    static QString whyUnavailable();
    ~PostgresDatabase();
    PostgresDatabase(const PostgresDatabase &) = delete;
    PostgresDatabase &operator=(const PostgresDatabase &) = delete;

    /** postgresql://user@host:port/database */
    QString url() const;
    QString name() const { return m_name; }

    /** Ends all connections to it, as a server does that is restarted. */
    void disconnectAll();
    /** While unreachable, connections are ended and new ones refused: a server that is away. */
    void setReachable(bool reachable);
    /** Runs statements outside of the program under test; false with a message on stderr when one fails. */
    bool execute(const QString &sql) const;
    /** The first value of the first row; null when there is none. */
    QString value(const QString &sql) const;

private:
    PostgresDatabase() = default;

    QString m_name;
};

} // namespace listwright::test
