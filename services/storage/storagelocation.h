// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

namespace listwright {

/** Where the catalog is: one SQLite file, or a database on a PostgreSQL server. */
class StorageLocation
{
    Q_DECLARE_TR_FUNCTIONS(StorageLocation)

public:
    enum class Kind { Sqlite, PostgreSql };

    static StorageLocation sqlite(QString path);
    /**
     * Reads `sqlite:///absolute/path`, `sqlite:relative/path`, a path without a colon, or
     * `postgresql://user[:password]@host[:port]/database`.
     */
    static Result<StorageLocation> parse(const QString &url);

    Kind kind() const { return m_kind; }
    bool isSqlite() const { return m_kind == Kind::Sqlite; }
    QString path() const { return m_path; } ///< SQLite only
    QString host() const { return m_host; } ///< PostgreSQL only, likewise below
    int port() const { return m_port; }
    QString databaseName() const { return m_database; }
    QString user() const { return m_user; }
    QString password() const { return m_password; } ///< kept in memory only
    /** For people and logs: without the password. */
    QString displayText() const;

private:
    Kind m_kind = Kind::Sqlite;
    QString m_path;
    QString m_host;
    int m_port = 5432;
    QString m_database;
    QString m_user;
    QString m_password;
};

} // namespace listwright
