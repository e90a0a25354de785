// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogreader.h"
#include "services/storage/maintenance.h"
#include "services/storage/migrations.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresserver.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <sqlite3.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Database> connection(const CatalogFixture &fixture)
{
    auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    return std::move(*database);
}

void execute(Database &database, const QString &sql)
{
    const auto done = database.execute(sql);
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
}

/** Schemas of the copies that were made before a step, all of them of the name they are to have. */
QList<int> schemasOfCopies(const CatalogFixture &fixture)
{
    QList<int> schemas;
    const QDir folder(fixture.folder());
    const QString name = u"catalog.db.before-schema-%1"_s.arg(migrations::latest());
    for (const QString &file : folder.entryList({u"*before-schema*"_s})) {
        const auto report = maintenance::check(StorageLocation::sqlite(folder.filePath(file)));
        schemas.append(file == name && report && report->ok ? report->schemaVersion : -1);
    }
    return schemas;
}

/** Where there is a file to copy. */
QList<int> copiesOf(const CatalogFixture &fixture, int schema)
{
    return fixture.location().isSqlite() ? QList<int>{schema} : QList<int>();
}

/** Of the file; none on PostgreSQL. */
QByteArray bytesOf(const CatalogFixture &fixture)
{
    QFile file(fixture.location().path());
    return fixture.location().isSqlite() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void makeForeignFile(const QString &path)
{
    sqlite3 *file = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &file) != SQLITE_OK ||
        sqlite3_exec(file, "CREATE TABLE products (name text)", nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(file));
    sqlite3_close(file);
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothDatabasesHaveTheSameSteps()
    {
        const auto names = [](const QString &folder) {
            return QDir(folder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
        };
        QVERIFY(migrations::latest() > 0);
        QCOMPARE(names(u":/listwright/sql/sqlite"_s), names(u":/listwright/sql/postgresql"_s));
    }

    void everyEarlierVersionBecomesTheLatest_data() { addDatabases(); }
    void everyEarlierVersionBecomesTheLatest()
    {
        for (int from = 0; from < migrations::latest(); ++from) {
            CatalogFixture fixture;
            if (!fixture.isAvailable())
                QSKIP(qPrintable(fixture.whyNot()));
            {
                const auto database = connection(fixture);
                QVERIFY(migrations::apply(*database, from));
                QCOMPARE(*migrations::current(*database), from);
            }
            const auto storage = fixture.open();
            const auto database = connection(fixture);
            QCOMPARE(*migrations::current(*database), migrations::latest());
            QVERIFY(importDrafts(*storage, {draft(1)}));
            QCOMPARE(schemasOfCopies(fixture), from > 0 ? copiesOf(fixture, from) : QList<int>());
        }
    }

    void theCommandBringsEveryEarlierVersionUp_data() { addDatabases(); }
    void theCommandBringsEveryEarlierVersionUp()
    {
        for (int from = 0; from < migrations::latest(); ++from) {
            CatalogFixture fixture;
            if (!fixture.isAvailable())
                QSKIP(qPrintable(fixture.whyNot()));
            QVERIFY(migrations::apply(*connection(fixture), from));
            const auto versions = maintenance::migrate(fixture.location());
            VERIFY_RESULT(versions);
            QCOMPARE(*versions, std::pair(from, migrations::latest()));
            QCOMPARE(*migrations::current(*connection(fixture)), migrations::latest());
            QCOMPARE(schemasOfCopies(fixture), from > 0 ? copiesOf(fixture, from) : QList<int>());
            const auto again = maintenance::migrate(fixture.location());
            VERIFY_RESULT(again);
            QCOMPARE(*again, std::pair(migrations::latest(), migrations::latest()));
        }
    }

    void nothingIsChangedWhereTheCopyFails()
    {
        const CatalogFixture fixture;
        QVERIFY(migrations::apply(*connection(fixture), 1));
        QVERIFY(QDir().mkpath(fixture.location().path() + u".before-schema-%1/in the way"_s.arg(migrations::latest())));
        QVERIFY(!Storage::open(fixture.options()));
        QVERIFY(!maintenance::migrate(fixture.location()));
        QCOMPARE(*migrations::current(*connection(fixture)), 1);
    }

    void productsOfSchema3AreFound_data() { addDatabases(); }
    void productsOfSchema3AreFound()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        const bool sqlite = fixture.location().isSqlite();
        {
            const auto database = connection(fixture);
            QVERIFY(migrations::apply(*database, 3));
            execute(*database,
                    u"INSERT INTO products (id, revision, uid, source_platform, source_id, title_original, created_at, "
                    u"updated_at) VALUES (7, 1, %1, 'csv', 'a', 'Brand219 Platte 20 cm', %2, %2), "
                    u"(8, 2, %1, 'csv', 'b', '', %2, %2);"_s.arg(sqlite ? u"zeroblob(16)"_s : u"gen_random_uuid()"_s,
                                                                 sqlite ? u"1000"_s : u"now()"_s));
            execute(*database, sqlite ? u"INSERT INTO product_details (product_id) VALUES (7), (8);\n"
                                        u"UPDATE counters SET value = 2 WHERE name = 'revision';"_s
                                      : u"INSERT INTO product_details (product_id, search) VALUES "
                                        u"(7, '20 brand219 cm platte'), (8, '');"_s);
        }
        const auto storage = fixture.open();
        for (const QString &text : {u"platte"_s, u"platte bra"_s, u"20 cm "_s, u"brand219"_s, u""_s})
            QCOMPARE(found(*storage, text).size(), text.isEmpty() ? 2 : 1);
    }

    void applyingTwiceChangesNothing_data() { addDatabases(); }
    void applyingTwiceChangesNothing()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        const auto database = connection(fixture);
        QVERIFY(migrations::apply(*database));
        QVERIFY(migrations::apply(*database));
        QCOMPARE(*migrations::current(*database), migrations::latest());
    }

    void aNewerDatabaseIsLeftAlone_data() { addDatabases(); }
    void aNewerDatabaseIsLeftAlone()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        {
            const auto database = connection(fixture);
            QVERIFY(migrations::apply(*database));
            execute(*database, database->dialect() == Dialect::Sqlite
                                   ? u"PRAGMA user_version = 9999;"_s
                                   : u"INSERT INTO schema_version (version) VALUES (9999);"_s);
        }
        const QByteArray before = bytesOf(fixture);
        Storage::Options options = fixture.options();
        for (const bool readOnly : {false, true}) {
            options.readOnly = readOnly;
            const auto storage = Storage::open(options);
            QVERIFY(!storage);
            QCOMPARE(storage.error().code, ErrorCode::Unsupported);
            QVERIFY(storage.error().message.contains(u"9999"_s));
            QVERIFY2(storage.error().message.contains(u"newer"_s), qPrintable(storage.error().message));
        }
        QCOMPARE(*migrations::current(*connection(fixture)), 9999);
        QCOMPARE(bytesOf(fixture), before);
    }

    void anotherProgramsDatabaseIsLeftAlone_data() { addDatabases(); }
    void anotherProgramsDatabaseIsLeftAlone()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        if (fixture.location().isSqlite())
            makeForeignFile(fixture.location().path());
        else
            execute(*connection(fixture), u"CREATE TABLE products (name text);"_s);
        const QByteArray before = bytesOf(fixture);
        const auto storage = Storage::open(fixture.options());
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::Unsupported);
        const QString name =
            fixture.location().isSqlite() ? fixture.location().path() : fixture.location().databaseName();
        QVERIFY2(storage.error().message.contains(name), qPrintable(storage.error().message));
        QCOMPARE(bytesOf(fixture), before);
        execute(*connection(fixture), u"INSERT INTO products VALUES ('still theirs');"_s);
    }

    void anEmptyDatabaseIsNoCatalogToRead_data() { addDatabases(); }
    void anEmptyDatabaseIsNoCatalogToRead()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        if (fixture.location().isSqlite()) {
            QFile file(fixture.location().path());
            QVERIFY(file.open(QIODevice::WriteOnly)); // and leaves 0 bytes
        }
        Storage::Options options = fixture.options();
        options.readOnly = true;
        const auto storage = Storage::open(options);
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::NotFound);
        QVERIFY2(!storage.error().message.contains(u"schema"_s), qPrintable(storage.error().message));
    }

    void aFailingStepLeavesTheDatabaseAsItWas()
    {
        CatalogFixture fixture;
        const auto database = connection(fixture);
        // a view with the name of a table of the first step makes that step fail in its middle
        execute(*database, u"PRAGMA application_id = 1280791124;\nCREATE VIEW proposals AS SELECT 1;"_s);
        QVERIFY(!migrations::apply(*database));
        Query tables(*database, u"SELECT count(*) FROM sqlite_master WHERE type = 'table'"_s);
        QCOMPARE(*tables.firstNumber(), 0);
    }

    void twoProcessesMayOpenAtOnce_data() { addDatabases(); }
    void twoProcessesMayOpenAtOnce()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        connection(fixture); // makes the file; Storage's lock file keeps two programs from doing that at once
        std::atomic<int> succeeded = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
                succeeded += database && migrations::apply(**database) ? 1 : 0;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(succeeded.load(), 4);
        QCOMPARE(*migrations::current(*connection(fixture)), migrations::latest());
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
