// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogreader.h"
#include "services/storage/migrations.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresserver.h"

#include <QDir>
#include <QtTest>

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
        }
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
        const auto storage = Storage::open(fixture.options());
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::Unsupported);
        QVERIFY(storage.error().message.contains(u"9999"_s));
        QCOMPARE(*migrations::current(*connection(fixture)), 9999);
    }

    void anotherProgramsDatabaseIsLeftAlone_data() { addDatabases(); }
    void anotherProgramsDatabaseIsLeftAlone()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        execute(*connection(fixture), u"CREATE TABLE products (name text);"_s);
        const auto storage = Storage::open(fixture.options());
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::Unsupported);
        execute(*connection(fixture), u"INSERT INTO products VALUES ('still theirs');"_s);
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
