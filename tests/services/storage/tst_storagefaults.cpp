// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes wrong with databases: locked, read-only, full, foreign, lost, killed.

#include "services/storage/catalogreader.h"
#include "services/storage/maintenance.h"
#include "services/storage/productrepository.h"
#include "services/storage/searchindex.h"
#include "services/storage/sqlitestatement.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresserver.h"
#include "tests/support/processlimits.h"

#include <QProcess>
#include <QtTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

qint64 count(Storage &storage)
{
    return valueOf(storage.read([](Database &database) { return CatalogReader(database).productCount(); }));
}

std::vector<ProductDraft> drafts(int from, int number)
{
    std::vector<ProductDraft> all;
    for (int i = from; i < from + number; ++i)
        all.push_back(draft(i));
    return all;
}

std::vector<ProductId> search(Storage &storage, const QString &text)
{
    CatalogQuery query;
    query.search = text;
    return valueOf(storage.read([=](Database &database) { return CatalogReader(database).ids(query); }));
}

} // namespace

class TestStorageFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLockThatNamesNobodyIsNone()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        QFile lock(fixture.location().path() + u"-lock");
        QVERIFY(lock.open(QIODevice::WriteOnly)); // as a program leaves it that is killed as it begins
        lock.close();
        QVERIFY(Storage::open(fixture.options()));
    }

    void whoOnlyReadsFollowsTheFirst()
    {
        CatalogFixture fixture;
        const auto first = fixture.open();
        QVERIFY(importDrafts(*first, drafts(1, 3)));
        Storage::Options options = fixture.options();
        options.readOnly = true;
        const auto second = Storage::open(options);
        QVERIFY(second);
        QSignalSpy changes(second->get(), &Storage::changed);
        const auto look = [&] {
            (*second)->lookForOthers();
            ok((*second)->write([](Database &) { return Result<void>(); })); // after it, in the same thread
        };
        look();
        QCOMPARE(changes.size(), 0);
        QVERIFY(importDrafts(*first, {draft(4)}));
        look();
        QCOMPARE(changes.size(), 1);
        look();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(count(**second), 4);
    }

    void aSecondInstanceIsToldAndMayRead()
    {
        CatalogFixture fixture;
        const auto first = fixture.open();
        QVERIFY(importDrafts(*first, drafts(1, 3)));
        const auto second = Storage::open(fixture.options());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Busy);
        QVERIFY(second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
        QVERIFY(second.error().message.contains(fixture.location().path()));

        Storage::Options options = fixture.options();
        options.readOnly = true;
        const auto reader = Storage::open(options);
        QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().detail));
        QVERIFY((*reader)->isReadOnly());
        QCOMPARE(count(**reader), 3);
        QCOMPARE(search(**reader, u"fotel"_s).size(), 3U);
        const auto written = importDrafts(**reader, {draft(9)});
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Forbidden);
    }

    void anotherProgramsLockIsReported()
    {
        CatalogFixture fixture;
        const auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, drafts(1, 2)));
        auto other = Database::open(fixture.location(), Database::Access::ReadWrite);
        QVERIFY((*other)->execute(u"BEGIN IMMEDIATE;"_s));
        ok(storage->write([](Database &database) { return database.execute(u"PRAGMA busy_timeout=50;"_s); }));
        const auto written = importDrafts(*storage, {draft(3)});
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Busy);
        QVERIFY(written.error().message.contains(u"is locked by another program"_s));
        QVERIFY(written.error().message.contains(fixture.location().path()));
        QVERIFY((*other)->execute(u"ROLLBACK;"_s));
        QVERIFY(importDrafts(*storage, {draft(3)}));
        QCOMPARE(count(*storage), 3);
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("text") << QByteArray("id,title\n1,x\n").repeated(200) << ErrorCode::Corrupt;
        QTest::newRow("zeros") << QByteArray(8192, '\0') << ErrorCode::Corrupt;
        QTest::newRow("truncated header")
            << QByteArray("SQLite format 3\0\x10", 17).leftJustified(600, 'x') << ErrorCode::Corrupt;
    }
    void badFilesAreRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(ErrorCode, code);
        QTemporaryDir folder;
        Storage::Options options;
        options.location = StorageLocation::sqlite(folder.filePath(u"catalog.db"_s));
        options.automaticBackups = false;
        QFile file(options.location.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto storage = Storage::open(options);
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, code);
        QVERIFY(storage.error().message.contains(u"is not a database"_s));
        QVERIFY(storage.error().message.contains(options.location.path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content); // left as it was
    }

    void aFolderIsRefused()
    {
        QTemporaryDir folder;
        Storage::Options options;
        options.location = StorageLocation::sqlite(folder.path());
        const auto storage = Storage::open(options);
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::InvalidInput);
        QVERIFY(storage.error().message.contains(u"is a folder"_s));
        QVERIFY(storage.error().message.contains(folder.path()));
    }

    void aFullDiskEndsTheImportAndKeepsWholeBatches()
    {
        CatalogFixture fixture;
        const auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, drafts(1, 100)));
        // SQLite answers "full" at this size as it does when the disk is
        ok(storage->write([](Database &database) {
            Query pages(database, u"PRAGMA page_count"_s);
            return database.execute(u"PRAGMA max_page_count=%1;"_s.arg(*pages.firstNumber() + 40));
        }));
        const auto job = importDrafts(*storage, drafts(1000, 5000), 50);
        QVERIFY(!job);
        QCOMPARE(job.error().code, ErrorCode::StorageFull);
        QVERIFY(job.error().message.contains(u"The disk is full"_s));
        QVERIFY(job.error().message.contains(fixture.location().path()));
        const qint64 kept = count(*storage);
        QVERIFY(kept > 100 && kept < 5100);
        QCOMPARE(kept % 50, 0);
        ok(storage->write([](Database &database) { return database.execute(u"PRAGMA max_page_count=1000000;"_s); }));
        QVERIFY(importDrafts(*storage, drafts(1000, 5000), 500));
        QCOMPARE(count(*storage), 5100);
        QVERIFY(maintenance::check(fixture.location())->ok);
    }

    void anOlderCatalogIsNamedToWhoOnlyReads()
    {
        CatalogFixture fixture;
        fixture.open().reset();
        {
            const auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
            QVERIFY((*database)->execute(u"PRAGMA user_version=1;"_s));
        }
        Storage::Options options = fixture.options();
        options.readOnly = true;
        const auto storage = Storage::open(options);
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::Unsupported);
        QVERIFY(storage.error().message.contains(u"has schema 1, this program needs"_s));
        QVERIFY(storage.error().message.contains(fixture.location().path()));
    }

    // SQLite itself calls this an error of reading or writing.
    void theLargestSizeAllowedIsSaid_data()
    {
        QTest::addColumn<bool>("log");
        QTest::newRow("write-ahead log") << true;
        QTest::newRow("the file itself") << false;
    }
    void theLargestSizeAllowedIsSaid()
    {
        QFETCH(bool, log);
        CatalogFixture fixture;
        fixture.open().reset();
        const auto opened = Database::open(fixture.location(), Database::Access::ReadWrite);
        QVERIFY(opened);
        Database &database = **opened;
        if (!log)
            QVERIFY(database.execute(u"PRAGMA journal_mode=MEMORY;"_s));
        const char *const sql = "INSERT INTO settings (name, value) VALUES ('big', hex(zeroblob(1500000)))";
        {
            const FileSizeLimit limit(2'000'000);
            for (const auto &full :
                 {database.execute(QString::fromLatin1(sql)), executeSqlite(database.sqliteHandle(), sql)}) {
                QVERIFY(!full);
                QCOMPARE(full.error().code, ErrorCode::StorageFull);
                QVERIFY2(full.error().message.contains(u"may not grow any larger"_s), qPrintable(full.error().message));
                QVERIFY(full.error().message.contains(fixture.location().path()));
            }
        }
        QVERIFY(database.execute(QString::fromLatin1(sql)));
    }

    void aKilledImportLeavesWholeProducts()
    {
        CatalogFixture fixture;
        for (int round = 0; round < 6; ++round) {
            const pid_t child = fork();
            if (child == 0) { // only what is safe without the parent's threads: there are none here
                auto storage = Storage::open(fixture.options());
                if (storage) [[maybe_unused]]
                    const auto job = importDrafts(**storage, drafts(1, 20000), 200, 60000);
                _exit(0);
            }
            QVERIFY(child > 0);
            // kills at different moments: the first before there is a catalog, the last in the middle of the batches
            const qint64 written = round * 400000;
            const QString path = fixture.location().path();
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size() >= written ||
                                         kill(child, 0) != 0 || waitpid(child, nullptr, WNOHANG) == child,
                                     20000);
            kill(child, SIGKILL);
            waitpid(child, nullptr, 0);
            const auto storage = fixture.open();
            const auto report = maintenance::check(fixture.location());
            QVERIFY2(report && report->ok, qPrintable(report ? report->problems.join(u'\n') : report.error().detail));
            storage->waitForSearchIndex();
            QCOMPARE(static_cast<qint64>(search(*storage, u"fotel"_s).size()), report->products);
            for (const ImportJob &job :
                 valueOf(storage->read([](Database &database) { return ImportJobRepository(database).recent(); })))
                QVERIFY(job.state != ImportState::Running);
        }
        const auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, drafts(1, 20000), 1000));
        QCOMPARE(count(*storage), 20000);
        QCOMPARE(search(*storage, u"sku-19999"_s).size(), 1U);
    }

    // Who copies the one file, or pulls the plug, misses no more than the last moment.
    void theLogGoesIntoTheFileWhileTheCatalogIsOpen()
    {
        const CatalogFixture fixture;
        const auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, drafts(1, 1)));
        int brands = 0;
        const auto isInTheFile = [&] {
            const FieldChange edited{1, ProductField::Brand, u"Brand %1"_s.arg(++brands)};
            const bool changed = storage
                                     ->write([edited](Database &database) {
                                         return ProductRepository(database).change(
                                             {edited}, {ChangeOrigin::Kind::Edit, u"user"_s, u"Edit"_s});
                                     })
                                     .result()
                                     .has_value();
            storage->waitForSearchIndex();
            const QTemporaryDir folder;
            const QString copy = folder.filePath(u"copy.db"_s);
            if (!changed || !QFile::copy(fixture.location().path(), copy))
                return false;
            const auto copied =
                Database::open(*StorageLocation::parse(u"sqlite:"_s + copy), Database::Access::ReadWrite);
            return copied && Query(**copied, u"SELECT count(*) FROM products WHERE brand LIKE 'Brand %'"_s)
                                     .firstNumber()
                                     .value_or(0) == 1;
        };
        QTRY_VERIFY(isInTheFile());
    }

    void aDamagedSearchIndexIsBuiltAnew()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 30)));
        QFile file(SearchIndex::fileOf(fixture.location().path()));
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
        file.write("no index any more");
        file.close();
        const auto storage = fixture.open();
        storage->waitForSearchIndex();
        QCOMPARE(search(*storage, u"fotel"_s).size(), 30U);
    }

    void aDamagedSearchIndexIsNamedToWhoOnlyReads()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 300)));
        const QString path = SearchIndex::fileOf(fixture.location().path());
        Storage::Options options = fixture.options();
        options.readOnly = true;
        const auto errorOfSearch = [&]() -> Error {
            const auto storage = Storage::open(options);
            if (!storage)
                return storage.error();
            CatalogQuery query;
            query.search = u"fotel"_s;
            const auto found = (*storage)->read([=](Database &db) { return CatalogReader(db).ids(query); }).result();
            return found ? Error() : found.error();
        };
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(4096); // the schema stays, the tables go
        file.write(QByteArray(static_cast<int>(file.size()) - 4096, 'x'));
        file.close();
        const Error damaged = errorOfSearch();
        QCOMPARE(damaged.code, ErrorCode::Corrupt);
        QVERIFY2(damaged.message.contains(path), qPrintable(damaged.message));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("no index any more").repeated(100));
        file.close();
        const auto storage = Storage::open(options); // without the index the catalog itself is searched
        QVERIFY(storage);
        QCOMPARE(search(**storage, u"fotel"_s).size(), 300U);
    }

    void anIndexOfAnotherCatalogIsNotUsed()
    {
        CatalogFixture fixture;
        const QString index = SearchIndex::fileOf(fixture.location().path());
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 30)));
        QVERIFY(QFile::copy(index, index + u".old"_s));
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(fixture.location().path() + suffix);
        QFile::remove(index);
        QVERIFY(importDrafts(*fixture.open(), drafts(500, 40)));
        QVERIFY(QFile::remove(index));
        QVERIFY(QFile::copy(index + u".old"_s, index));
        const auto storage = fixture.open();
        storage->waitForSearchIndex();
        QCOMPARE(search(*storage, u"fotel"_s).size(), 40U);
    }

    void aLostServerIsReportedAndComesBack()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        auto opened = Storage::open(options);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        Storage &storage = **opened;
        QVERIFY(importDrafts(storage, drafts(1, 3)));
        QList<StorageState> states;
        connect(
            &storage, &Storage::stateChanged, this, [&](StorageState state) { states.append(state); },
            Qt::QueuedConnection);

        server->setReachable(false);
        const auto lost = importDrafts(storage, {draft(4)});
        QVERIFY(!lost);
        QCOMPARE(lost.error().code, ErrorCode::Disconnected);
        QTRY_VERIFY(states.contains(StorageState::Reconnecting));
        server->setReachable(true);
        QTRY_VERIFY_WITH_TIMEOUT(states.endsWith(StorageState::Open), 20000);
        QVERIFY(importDrafts(storage, {draft(4)}));
        QTRY_COMPARE_WITH_TIMEOUT(
            storage.read([](Database &database) { return CatalogReader(database).productCount(); })
                .result()
                .value_or(-1),
            4, 20000);
    }

    void anImportThatLostItsServerIsNotRunningForEver()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        auto opened = Storage::open(options);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        Storage &storage = **opened;
        ImportJob job;
        job.fileName = u"lamps.csv"_s;
        auto import = BulkImport::begin(storage, job, 3);
        QVERIFY(import);
        QVERIFY((*import)->add(drafts(1, 2), {10, 2, 0}));
        QTRY_COMPARE((*import)->job().created, 2);
        server->setReachable(false);
        const auto finished = (*import)->finish(ImportState::Completed, {10, 2, 0}, {});
        QVERIFY(!finished);
        server->setReachable(true);
        const auto state = [&] {
            const auto jobs =
                storage.read([](Database &database) { return ImportJobRepository(database).recent(); }).result();
            return jobs && jobs->size() == 1 ? jobs->first().state : ImportState::Running;
        };
        QTRY_VERIFY_WITH_TIMEOUT(state() != ImportState::Running, 20000);
        QCOMPARE(storage.read([](Database &database) { return ImportJobRepository(database).recent(); })
                     .result()
                     ->first()
                     .created,
                 2);
    }

    void aWrongPasswordOrServerSaysWhat()
    {
        Storage::Options options;
        options.location = *StorageLocation::parse(u"postgresql://nobody:secret@127.0.0.1:1/nothing"_s);
        const auto storage = Storage::open(options);
        QVERIFY(!storage);
        QCOMPARE(storage.error().code, ErrorCode::Disconnected);
        QCOMPARE(storage.error().message,
                 u"The database server cannot be reached. (postgresql://nobody@127.0.0.1:1/nothing)"_s);
        QVERIFY(!storage.error().detail.contains(u"secret"_s));
    }
};

QTEST_GUILESS_MAIN(TestStorageFaults)
#include "tst_storagefaults.moc"
