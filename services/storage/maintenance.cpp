// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/maintenance.h"

#include "services/storage/cataloglock.h"
#include "services/storage/database.h"
#include "services/storage/jobrows.h"
#include "services/storage/migrations.h"
#include "services/storage/searchindex.h"
#include "services/storage/sqlitefunctions.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <sqlite3.h>

namespace listwright::maintenance {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Maintenance)
};

Result<QStringList> texts(Database &database, const QString &sql)
{
    Query query(database, sql);
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    QStringList rows;
    while (query.next())
        rows.append(query.text(0));
    if (const auto error = query.error())
        return failure(*error);
    return rows;
}

void note(CheckReport &report, const QString &problem, const QString &detail)
{
    report.problems.append(problem);
    report.details.append(detail);
}

Result<void> checkSqlite(Database &database, CheckReport &report)
{
    auto integrity = texts(database, u"PRAGMA integrity_check"_s);
    if (!integrity)
        return failure(integrity.error());
    integrity->removeAll(u"ok"_s);
    for (const QString &problem : std::as_const(*integrity))
        note(report, problem, problem);
    const auto orphans = texts(database, u"PRAGMA foreign_key_check"_s);
    if (!orphans)
        return failure(orphans.error());
    for (const QString &table : *orphans)
        note(report, Text::tr("a row of the table %1 refers to one that does not exist").arg(table),
             u"broken reference in %1"_s.arg(table));
    return {};
}

/** Rows there should be none of. */
struct Fault
{
    QString count; ///< as SQL
    const char *problem = nullptr;
    const char *detail = nullptr;
};

QList<Fault> faults(const Database &database)
{
    constexpr std::chrono::minutes longSilence{10}; // several leases
    return {{u"SELECT count(*) FROM products p LEFT JOIN product_details d ON d.product_id = p.id "
             "WHERE d.product_id IS NULL"_s,
             QT_TRANSLATE_N_NOOP("Maintenance", "%Ln product(s) without their texts"), "products without texts"},
            {u"SELECT count(*) FROM product_details d LEFT JOIN products p ON p.id = d.product_id "
             "WHERE p.id IS NULL"_s,
             QT_TRANSLATE_N_NOOP("Maintenance", "%Ln text(s) without their product"), "texts without product"},
            {u"SELECT count(*) FROM products WHERE status IN ('optimizing', 'publishing') AND id NOT IN "
             "(SELECT product_id FROM jobs WHERE product_id IS NOT NULL AND state = 'running')"_s,
             QT_TRANSLATE_N_NOOP("Maintenance", "%Ln product(s) wait for a job that does not exist"),
             "products that wait for nothing"},
            // Whoever works the queue takes them over.
            {u"SELECT count(*) FROM jobs WHERE state = 'running' AND (lease_until IS NULL OR lease_until < "_s +
                 jobrows::nowSql(database, -longSilence) + u')',
             QT_TRANSLATE_N_NOOP("Maintenance", "%Ln job(s) are held by a worker that is gone"),
             "jobs of workers that are gone"}};
}

Result<void> checkTables(Database &database, CheckReport &report)
{
    const auto products = Query(database, u"SELECT count(*) FROM products"_s).firstNumber();
    if (!products)
        return failure(products.error());
    report.products = *products;
    for (const Fault &fault : faults(database)) {
        const auto rows = Query(database, fault.count).firstNumber();
        if (!rows)
            return failure(rows.error());
        if (*rows > 0)
            note(report, Text::tr(fault.problem, nullptr, static_cast<int>(*rows)),
                 QLatin1String(fault.detail) + u": %1"_s.arg(*rows));
    }
    return {};
}

Error unsupportedOnPostgres(const QString &command)
{
    return {ErrorCode::Unsupported,
            Text::tr("A PostgreSQL database is saved and restored with its own tools; use %1.").arg(command),
            {},
            {}};
}

/** Another program's file is none of ours to copy as a catalog. */
Result<void> checkOurs(const StorageLocation &location)
{
    auto database = Database::open(location, Database::Access::ReadOnly);
    if (!database)
        return failure(database.error());
    return migrations::current(**database).map([](int) {});
}

Result<void> makeFolderOf(const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    if (QDir().mkpath(folder))
        return {};
    return failure(ErrorCode::Forbidden, Text::tr("The folder “%1” cannot be made.").arg(folder));
}

/** So that no other program has the file open meanwhile; nothing on a server. */
Result<std::unique_ptr<QLockFile>> lockAlone(const StorageLocation &location)
{
    if (!location.isSqlite())
        return std::unique_ptr<QLockFile>();
    auto lock = lockCatalog(location.path());
    if (!lock && lock.error().code == ErrorCode::Busy)
        return failure(ErrorCode::Busy,
                       Text::tr("The database “%1” is open. Close Listwright first.").arg(location.path()));
    return lock;
}

struct CloseSqlite
{
    void operator()(sqlite3 *connection) const { sqlite3_close(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseSqlite>;

Result<Connection> openFile(const QString &file, int flags)
{
    sqlite3 *handle = nullptr;
    const int status = sqlite3_open_v2(file.toUtf8().constData(), &handle, flags, nullptr);
    Connection connection(handle);
    if (status != SQLITE_OK)
        return failure(Database::sqliteErrorMeaning(status, file));
    sqlite3_busy_timeout(handle, 5000);
    return connection;
}

// Derived, so damage is no loss: it is built anew. By a connection that may write, as one that may not leaves its
// write-ahead log behind.
void checkSearchIndex(const QString &catalogFile, CheckReport &report)
{
    const QString file = SearchIndex::fileOf(catalogFile);
    if (!QFileInfo::exists(file))
        return;
    auto connection = openFile(file, QFileInfo(file).isWritable() ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    bool sound = false;
    const auto onRow = [](void *isSound, int, char **values, char **) {
        *static_cast<bool *>(isSound) = qstrcmp(values[0], "ok") == 0;
        return 0;
    };
    if (connection)
        sqlite3_exec(connection->get(), "PRAGMA integrity_check", onRow, &sound, nullptr);
    if (!sound)
        note(report, Text::tr("the search index is damaged; it is built anew when the catalog is opened"),
             u"damaged search index"_s);
}

// In one step: a backup in several steps begins anew whenever another connection writes in between, and would never
// end during an import. Readers and, in WAL mode, the writer go on meanwhile.
Result<void> copyPages(sqlite3 *from, sqlite3 *to, const QString &file)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return failure(Database::sqliteErrorMeaning(sqlite3_errcode(to), file, to));
    sqlite3_backup_step(backup, -1);
    const int status = sqlite3_backup_finish(backup);
    if (status != SQLITE_OK)
        return failure(Database::sqliteErrorMeaning(status, file, to));
    return {};
}

/** A copy of damaged pages is damaged as well. */
Result<void> checkCopy(sqlite3 *copy, const QString &original)
{
    QString problem;
    const auto onRow = [](void *first, int, char **values, char **) {
        *static_cast<QString *>(first) = QString::fromUtf8(values[0]);
        return 1;
    };
    const int status = sqlite3_exec(copy, "PRAGMA quick_check(1)", onRow, &problem, nullptr);
    if (problem == u"ok")
        return {};
    if (problem.isEmpty() && status != SQLITE_CORRUPT)
        return failure(Database::sqliteErrorMeaning(status, original));
    return failure(ErrorCode::Corrupt,
                   Text::tr("“%1” is damaged. No backup was made of it; those from before are kept.").arg(original),
                   problem);
}

/** What tells backups of one catalog from those of others in the folder. */
QString backupBase(const QString &catalogFile, const QString &folder)
{
    const QFileInfo catalog(catalogFile);
    const QString name = catalog.completeBaseName();
    if (QFileInfo(folder).absolutePath() == catalog.absolutePath())
        return name;
    const QByteArray path = catalog.absoluteFilePath().toUtf8(); // others may go by the same name
    return name + u'-' +
           QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(8));
}

} // namespace

Result<CheckReport> check(const StorageLocation &location)
{
    auto database = Database::open(location, Database::Access::ReadOnly);
    if (!database)
        return failure(database.error());
    CheckReport report;
    const Result<int> version = migrations::current(**database);
    if (!version)
        return failure(version.error());
    report.schemaVersion = *version;
    if (*version > migrations::latest())
        return failure(migrations::newerDatabase((*database)->connection().databaseName(), *version));
    if (location.isSqlite()) {
        if (auto checked = checkSqlite(**database, report); !checked)
            return failure(checked.error());
        checkSearchIndex(location.path(), report);
    }
    if (report.schemaVersion > 0) { // an empty database is sound, but has no tables
        if (auto checked = checkTables(**database, report); !checked)
            return failure(checked.error());
    }
    report.ok = report.problems.isEmpty();
    return report;
}

Result<void> backup(const StorageLocation &location, const QString &targetFile,
                    const std::function<void(int percent)> &progress)
{
    if (!location.isSqlite())
        return failure(unsupportedOnPostgres(u"pg_dump"_s));
    if (!QFileInfo::exists(location.path()))
        return failure(ErrorCode::NotFound, Text::tr("There is no database file “%1”.").arg(location.path()));
    for (const QString &part : {QString(), u"-wal"_s, u"-shm"_s, u"-search"_s, u"-lock"_s}) {
        const QString own = QFileInfo(location.path() + part).canonicalFilePath();
        if (!own.isEmpty() && own == QFileInfo(targetFile).canonicalFilePath())
            return failure(ErrorCode::InvalidInput, Text::tr("“%1” belongs to the catalog itself.").arg(targetFile));
    }
    QLockFile inUse(targetFile + u"-lock");               // of another catalog, which a program has open
    inUse.setStaleLockTime(std::chrono::milliseconds{0}); // only the owner's death makes it stale
    if (QFileInfo::exists(inUse.fileName()) && !inUse.tryLock())
        return failure(ErrorCode::Busy, Text::tr("“%1” is a catalog that is in use.").arg(targetFile));
    if (auto ours = checkOurs(location); !ours)
        return ours;
    if (auto made = makeFolderOf(targetFile); !made)
        return made;
    const QString part = targetFile + u".part"_s; // a file of the final name is always a whole backup
    QFile::remove(part);
    SearchProbe nothing;
    auto from = openFile(location.path(), SQLITE_OPEN_READONLY);
    auto to = openFile(part, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!from || !to)
        return failure(!from ? from.error() : to.error());
    // The check reads indexes, whose order is ours.
    const auto copied = registerSqliteFunctions(to->get(), &nothing)
                            .and_then([&] { return copyPages(from->get(), to->get(), part); })
                            .and_then([&] { return checkCopy(to->get(), location.path()); });
    to->reset();
    if (!copied) {
        QFile::remove(part);
        return copied;
    }
    for (const QString &old : {QString(), u"-wal"_s, u"-shm"_s, u"-search"_s}) // of what stood there
        QFile::remove(targetFile + old);
    if (!QFile::rename(part, targetFile)) {
        QFile::remove(part);
        return failure(ErrorCode::Io, Text::tr("The backup “%1” cannot be written.").arg(targetFile));
    }
    if (progress)
        progress(100);
    return {};
}

QString stagedFile(const StorageLocation &location)
{
    return location.path() + u".restoring"_s;
}

Result<void> restore(const StorageLocation &location, const QString &backupFile)
{
    if (!location.isSqlite())
        return failure(unsupportedOnPostgres(u"pg_restore"_s));
    const auto report = check(StorageLocation::sqlite(backupFile));
    if (!report)
        return failure(report.error());
    if (!report->ok)
        return failure(ErrorCode::Corrupt, Text::tr("The backup “%1” is damaged and was not restored.").arg(backupFile),
                       report->details.join(u"; "_s));
    if (report->schemaVersion == 0)
        return failure(ErrorCode::InvalidInput, Text::tr("“%1” is not a backup of Listwright.").arg(backupFile));
    if (report->schemaVersion > migrations::latest())
        return failure(migrations::newerDatabase(backupFile, report->schemaVersion));
    const QString path = location.path();
    const auto lock = lockAlone(location);
    if (!lock)
        return failure(lock.error());
    const QString staged = stagedFile(location);
    if (auto copied = backup(StorageLocation::sqlite(backupFile), staged); !copied)
        return copied;
    if (QFileInfo::exists(path)) {
        const QString kept = path + u".before-restore-"_s + QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
        // through a backup, so that what still stands in the write-ahead log is kept as well
        if (auto saved = backup(location, kept); !saved && saved.error().code != ErrorCode::Corrupt)
            return saved;
        else if (!saved && !QFile::copy(path, kept))
            return failure(ErrorCode::Io, Text::tr("The present database cannot be kept as “%1”.").arg(kept));
    }
    for (const QString &file :
         QStringList{path, path + u"-wal"_s, path + u"-shm"_s, SearchIndex::fileOf(path),
                     SearchIndex::fileOf(path) + u"-wal"_s, SearchIndex::fileOf(path) + u"-shm"_s})
        QFile::remove(file);
    if (!QFile::rename(staged, path))
        return failure(ErrorCode::Io, Text::tr("The backup could not take the place of “%1”.").arg(path));
    return {};
}

Result<std::pair<int, int>> migrate(const StorageLocation &location)
{
    const auto lock = lockAlone(location);
    if (!lock)
        return failure(lock.error());
    auto database = Database::open(location, Database::Access::ReadWrite);
    if (!database)
        return failure(database.error());
    return migrate(**database, location);
}

Result<std::pair<int, int>> migrate(Database &database, const StorageLocation &location)
{
    const Result<int> before = migrations::current(database);
    if (!before)
        return failure(before.error());
    if (location.isSqlite() && *before > 0 && *before < migrations::latest()) {
        const QString copy = u"%1.before-schema-%2"_s.arg(location.path()).arg(migrations::latest());
        if (auto saved = backup(location, copy); !saved)
            return failure(saved.error());
    }
    if (auto applied = migrations::apply(database); !applied)
        return failure(applied.error());
    return migrations::current(database).map([&](int after) { return std::pair(*before, after); });
}

Result<void> dailyBackup(const StorageLocation &location, const QString &folder, int keep, const QDate &today)
{
    if (!location.isSqlite() || keep <= 0)
        return {};
    const QString base = backupBase(location.path(), folder);
    const QString wanted = base + u"-"_s + today.toString(Qt::ISODate) + u".db"_s;
    const QDir files(folder);
    if (!files.exists(wanted)) {
        if (auto saved = backup(location, files.filePath(wanted)); !saved)
            return saved;
    }
    const QString digit = u"[0-9]"_s; // the dates tell them from backups of a catalog "shop-old" beside "shop"
    const QString date = digit.repeated(4) + u'-' + digit.repeated(2) + u'-' + digit.repeated(2);
    QStringList all = files.entryList({base + u'-' + date + u".db"_s}, QDir::Files, QDir::Name);
    while (all.size() > keep)
        QFile::remove(files.filePath(all.takeFirst()));
    return {};
}

} // namespace listwright::maintenance
