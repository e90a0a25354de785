// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/migrations.h"

#include "services/storage/productscores.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QUuid>

namespace listwright::migrations {

namespace {

Q_LOGGING_CATEGORY(migrationsLog, "listwright.storage.migrations")

constexpr qint64 applicationId = 0x4c575254; // "LWRT", in the header of our SQLite files

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Migrations)
};

QString folder(Dialect dialect)
{
    return dialect == Dialect::Sqlite ? QStringLiteral(":/listwright/sql/sqlite")
                                      : QStringLiteral(":/listwright/sql/postgresql");
}

Result<qint64> number(Database &database, const QString &sql)
{
    Query query(database, sql);
    if (auto run = query.run(); !run)
        return failure(run.error());
    if (query.next())
        return query.number(0);
    if (const auto error = query.error())
        return failure(*error);
    return 0;
}

Error foreignDatabase(Database &database)
{
    return {ErrorCode::Unsupported,
            Text::tr("The database “%1” belongs to another program and is left alone.")
                .arg(database.connection().databaseName()),
            QStringLiteral("tables exist, but not Listwright's"),
            {}};
}

Result<int> currentSqlite(Database &database)
{
    // tables first: where another process makes them in between, the rest is there as well
    const auto tables = number(database, QStringLiteral("SELECT count(*) FROM sqlite_master"));
    const auto id = number(database, QStringLiteral("PRAGMA application_id"));
    const auto version = number(database, QStringLiteral("PRAGMA user_version"));
    if (!id || !tables || !version)
        return failure(!id ? id.error() : !tables ? tables.error() : version.error());
    if (*id != applicationId && (*tables > 0 || *id != 0))
        return failure(foreignDatabase(database));
    return static_cast<int>(*version);
}

Result<int> currentPostgres(Database &database)
{
    const auto present = number(database, QStringLiteral("SELECT count(*) FROM information_schema.tables WHERE "
                                                         "table_schema = current_schema() "
                                                         "AND table_name = 'schema_version'"));
    if (!present)
        return failure(present.error());
    if (*present == 0) {
        const auto products = number(database, QStringLiteral("SELECT count(*) FROM information_schema.tables WHERE "
                                                              "table_schema = current_schema() "
                                                              "AND table_name IN ('products', 'jobs', 'settings')"));
        if (!products)
            return failure(products.error());
        if (*products > 0)
            return failure(foreignDatabase(database));
        return 0;
    }
    const auto version = number(database, QStringLiteral("SELECT max(version) FROM schema_version"));
    if (!version)
        return failure(version.error());
    return static_cast<int>(*version);
}

Result<void> rememberVersion(Database &database, int version)
{
    if (database.dialect() == Dialect::Sqlite)
        return database.execute(
            QStringLiteral("PRAGMA application_id = %1;\nPRAGMA user_version = %2;").arg(applicationId).arg(version));
    return database.execute(QStringLiteral("CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, "
                                           "applied_at timestamptz NOT NULL DEFAULT now());\n"
                                           "INSERT INTO schema_version (version) VALUES (%1);")
                                .arg(version));
}

Result<void> applyOne(Database &database, const QString &file, int version)
{
    QFile script(file);
    if (!script.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Internal, {}, QStringLiteral("migration %1 is missing").arg(file));
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    if (database.dialect() == Dialect::PostgreSql) {
        if (auto locked = database.execute(QStringLiteral("SELECT pg_advisory_xact_lock(%1);").arg(applicationId));
            !locked)
            return locked;
    }
    const auto present = current(database); // another process may have been faster
    if (!present)
        return failure(present.error());
    if (*present >= version)
        return {};
    qCInfo(migrationsLog).noquote() << "Applying migration" << file;
    if (auto applied = database.execute(QString::fromUtf8(script.readAll())); !applied)
        return applied;
    if (auto remembered = rememberVersion(database, version); !remembered)
        return remembered;
    return transaction.commit();
}

} // namespace

int latest()
{
    return static_cast<int>(QDir(folder(Dialect::Sqlite)).entryList({QStringLiteral("*.sql")}).size());
}

Result<int> current(Database &database)
{
    return database.dialect() == Dialect::Sqlite ? currentSqlite(database) : currentPostgres(database);
}

Error newerDatabase(const QString &name, int version)
{
    return {ErrorCode::Unsupported,
            Text::tr("“%1” was made by a newer Listwright (schema %2, this program knows %3). "
                     "It is left alone; please update Listwright.")
                .arg(name)
                .arg(version)
                .arg(latest()),
            {},
            {}};
}

Result<void> checkChangeable(Database &database)
{
    const auto present = current(database);
    if (!present)
        return failure(present.error());
    return *present > latest() ? Result<void>(failure(newerDatabase(database.connection().databaseName(), *present)))
                               : Result<void>();
}

Result<void> checkReadable(Database &database)
{
    if (auto known = checkChangeable(database); !known)
        return known;
    const auto present = current(database);
    if (!present)
        return failure(present.error());
    if (*present == 0)
        return failure(
            ErrorCode::NotFound,
            Text::tr("There is no catalog in the database “%1” yet.").arg(database.connection().databaseName()));
    if (*present < latest())
        return failure(ErrorCode::Unsupported,
                       Text::tr("The database has schema %1, this program needs %2. Open it once for writing.")
                               .arg(*present)
                               .arg(latest()) +
                           u" (" + database.connection().databaseName() + u')');
    return {};
}

Result<void> apply(Database &database, int target)
{
    if (auto ours = checkChangeable(database); !ours)
        return ours;
    const auto present = current(database);
    if (!present)
        return failure(present.error());
    const QDir scripts(folder(database.dialect()));
    const QStringList files = scripts.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (int version = *present + 1; version <= target; ++version) {
        if (auto applied = applyOne(database, scripts.filePath(files.at(version - 1)), version); !applied)
            return applied;
    }
    // by the tables of this program, whatever schema asked for it
    return target >= latest() ? productscores::renewDue(database) : Result<void>();
}

} // namespace listwright::migrations
