// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The threads behind Storage: order, cancelling, many readers, and closing while there is work.

#include "services/storage/bulkimport.h"
#include "services/storage/storagethreads.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/postgresserver.h"

#include <atomic>
#include <future>
#include <semaphore>
#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

/** A statement that would run for a long time on either database. */
Result<qint64> runLongStatement(Database &database)
{
    return Query(database, u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
                           "SELECT count(*) FROM n"_s)
        .firstNumber();
}

Storage::Options oneReader(const CatalogFixture &fixture)
{
    Storage::Options options = fixture.options();
    options.readers = 1;
    return options;
}

Result<void> append(Database &database, int number)
{
    Query insert(database, u"INSERT INTO sync_logs (product_id, marketplace, action, outcome, at) "
                           "VALUES (:number, 'x', 'x', 'x', :at)"_s);
    return insert.bind(u":number"_s, number)
        .bind(u":at"_s, database.timeValue(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)))
        .run();
}

QList<qint64> appended(Storage &storage)
{
    return valueOf(storage.read([](Database &database) -> Result<QList<qint64>> {
        Query query(database, u"SELECT product_id FROM sync_logs ORDER BY id"_s);
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        QList<qint64> numbers;
        while (query.next())
            numbers.append(query.number(0));
        return numbers;
    }));
}

} // namespace

class TestStorageThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesRunInTheOrderOfTheirCalls_data() { addDatabases(); }
    void writesRunInTheOrderOfTheirCalls()
    {
        OPEN_EMPTY_CATALOG();
        constexpr int each = 60;
        std::vector<std::thread> callers;
        for (int caller = 0; caller < 3; ++caller)
            callers.emplace_back([&storage, caller] {
                for (int i = 0; i < each; ++i)
                    storage->write([number = caller * 1000 + i](Database &db) { return append(db, number); });
            });
        for (std::thread &caller : callers)
            caller.join();
        ok(storage->write([](Database &db) { return append(db, 9999); }));
        const QList<qint64> numbers = appended(*storage);
        QCOMPARE(numbers.size(), 3 * each + 1);
        QCOMPARE(numbers.last(), 9999);
        for (int caller = 0; caller < 3; ++caller) {
            QList<qint64> ofCaller;
            for (const qint64 number : numbers) {
                if (number / 1000 == caller)
                    ofCaller.append(number);
            }
            QCOMPARE(ofCaller.size(), each);
            QVERIFY(std::is_sorted(ofCaller.begin(), ofCaller.end()));
        }
    }

    void aReadSeesWhatWasWrittenBefore_data() { addDatabases(); }
    void aReadSeesWhatWasWrittenBefore()
    {
        OPEN_EMPTY_CATALOG();
        for (int number = 1; number <= 30; ++number) {
            ok(storage->write([number](Database &db) { return append(db, number); }));
            QCOMPARE(appended(*storage).size(), number);
        }
    }

    void readersNeverWrite_data() { addDatabases(); }
    void readersNeverWrite()
    {
        OPEN_EMPTY_CATALOG();
        const auto written = storage->read([](Database &db) { return append(db, 1); }).result();
        QCOMPARE(written.error().code, ErrorCode::Forbidden);
        QVERIFY(appended(*storage).isEmpty());
    }

    void manyReadersAndAWriterGoOnTogether_data() { addDatabases(); }
    void manyReadersAndAWriterGoOnTogether()
    {
        OPEN_EMPTY_CATALOG();
        QVERIFY(importDrafts(*storage, {draft(1), draft(2)}));
        std::vector<QFuture<Result<CatalogCounts>>> counts;
        std::vector<QFuture<Result<std::vector<ProductId>>>> lists;
        std::vector<std::thread> callers;
        std::mutex mutex;
        for (int caller = 0; caller < 4; ++caller)
            callers.emplace_back([&] {
                for (int i = 0; i < 40; ++i) {
                    CatalogQuery query;
                    query.search = i % 2 ? u"fotel"_s : QString();
                    auto count = storage->read([=](Database &db) { return CatalogReader(db).counts(query); });
                    auto list = storage->read([=](Database &db) { return CatalogReader(db).ids(query, 20); });
                    const std::lock_guard lock(mutex);
                    counts.push_back(count);
                    lists.push_back(list);
                }
            });
        for (int batch = 1; batch <= 5; ++batch) {
            std::vector<ProductDraft> drafts;
            for (int number = 0; number < 50; ++number)
                drafts.push_back(draft(batch * 100 + number));
            QVERIFY(importDrafts(*storage, drafts));
        }
        for (std::thread &caller : callers)
            caller.join();
        for (const auto &future : counts) {
            VERIFY_RESULT(future.result());
            const qint64 total = future.result()->total;
            QVERIFY2(total >= 2 && (total - 2) % 50 == 0, qPrintable(QString::number(total))); // whole batches
        }
        for (const auto &future : lists)
            VERIFY_RESULT(future.result());
        QCOMPARE(productCount(*storage), 252);
    }

    void stoppingEndsARunningStatement_data() { addDatabases(); }
    void stoppingEndsARunningStatement()
    {
        OPEN_EMPTY_CATALOG();
        storage.reset();
        auto single = Storage::open(oneReader(fixture));
        VERIFY_RESULT(single);
        QVERIFY(importDrafts(**single, {draft(1)}));
        for (int round = 0; round < 15; ++round) {
            std::stop_source stop;
            std::binary_semaphore started(0);
            auto slow = (*single)->read(
                [&started](Database &database) {
                    started.release();
                    return runLongStatement(database);
                },
                stop.get_token());
            started.acquire();
            stop.request_stop();
            QCOMPARE(slow.result().error().code, ErrorCode::Cancelled);
            QCOMPARE(productCount(**single), 1); // the next one on the same connection is left alone
        }
    }

    void stoppedBeforeItsTurnItNeverRuns_data() { addDatabases(); }
    void stoppedBeforeItsTurnItNeverRuns()
    {
        OPEN_EMPTY_CATALOG();
        storage.reset();
        auto single = Storage::open(oneReader(fixture));
        VERIFY_RESULT(single);
        std::binary_semaphore release(0);
        auto first = (*single)->read([&release](Database &) {
            release.acquire();
            return Result<int>(1);
        });
        std::stop_source stop;
        std::atomic<int> ran = 0;
        QList<QFuture<Result<int>>> queued;
        for (int i = 0; i < 10; ++i)
            queued.append((*single)->read([&ran](Database &) { return Result<int>(++ran); }, stop.get_token()));
        auto last = (*single)->read([](Database &) { return Result<int>(2); });
        stop.request_stop();
        release.release();
        for (const auto &future : queued)
            QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
        QCOMPARE(ran, 0);
        QCOMPARE(first.result(), 1);
        QCOMPARE(last.result(), 2);
    }

    void closingTellsQueuedReadsCancelled_data() { addDatabases(); }
    void closingTellsQueuedReadsCancelled()
    {
        OPEN_EMPTY_CATALOG();
        storage.reset();
        auto single = Storage::open(oneReader(fixture));
        VERIFY_RESULT(single);
        std::binary_semaphore started(0);
        std::binary_semaphore release(0);
        auto first = (*single)->read([&](Database &) {
            started.release();
            release.acquire();
            return Result<int>(-1);
        });
        QList<QFuture<Result<int>>> queued;
        for (int i = 0; i < 3000; ++i) // far more than run until the storage has begun to close
            queued.append((*single)->read([i](Database &database) -> Result<int> {
                if (auto counted = CatalogReader(database).productCount(); !counted)
                    return failure(counted.error());
                return i;
            }));
        started.acquire();
        release.release();
        single->reset();
        QVERIFY(first.isFinished());
        QCOMPARE(first.result(), -1);
        bool cancelled = false;
        for (int i = 0; i < queued.size(); ++i) {
            QVERIFY(queued.at(i).isFinished());
            const Result<int> result = queued.at(i).result();
            cancelled = cancelled || !result;
            if (cancelled)
                QCOMPARE(result.error().code, ErrorCode::Cancelled);
            else
                QCOMPARE(result, i);
        }
        QVERIFY(cancelled);
    }

    void closingFinishesQueuedWrites_data() { addDatabases(); }
    void closingFinishesQueuedWrites()
    {
        OPEN_EMPTY_CATALOG();
        QList<QFuture<Result<void>>> writes;
        for (int number = 0; number < 200; ++number)
            writes.append(storage->write([number](Database &db) { return append(db, number); }));
        storage.reset();
        for (const auto &write : writes) {
            QVERIFY(write.isFinished());
            VERIFY_RESULT(write.result());
        }
        storage = fixture.open();
        QCOMPARE(appended(*storage).size(), 200);
    }

    void closingInTheMiddleOfEverythingIsClean_data() { addDatabases(); }
    void closingInTheMiddleOfEverythingIsClean()
    {
        OPEN_EMPTY_CATALOG();
        for (int round = 0; round < 4; ++round) {
            QList<QFuture<Result<qint64>>> reads;
            QList<QFuture<Result<void>>> writes;
            std::stop_source stop;
            for (int i = 0; i < 20; ++i) {
                reads.append(storage->read([](Database &db) { return CatalogReader(db).productCount(); }));
                reads.append(storage->read(&runLongStatement, stop.get_token()));
                writes.append(storage->write([i](Database &db) { return append(db, i); }));
            }
            std::thread stopper([&stop] { stop.request_stop(); });
            storage.reset();
            stopper.join();
            for (const auto &read : reads) {
                QVERIFY(read.isFinished());
                QVERIFY(read.result() || read.result().error().code == ErrorCode::Cancelled);
            }
            for (const auto &write : writes)
                VERIFY_RESULT(write.result());
            storage = fixture.open();
            QCOMPARE(appended(*storage).size(), 20 * (round + 1));
        }
    }

    void changesAreToldAfterTheyAreCommitted_data() { addDatabases(); }
    void changesAreToldAfterTheyAreCommitted()
    {
        OPEN_EMPTY_CATALOG();
        QList<CatalogChange> changes;
        QList<qint64> countsThen;
        const auto noteChange = [&](const CatalogChange &change) { // in the writer's thread, before it goes on
            changes.append(change);
            auto seen = storage->read([](Database &db) { return CatalogReader(db).productCount(); });
            countsThen.append(seen.result().value_or(-1)); // another connection has to see it already
        };
        connect(storage.get(), &Storage::changed, this, noteChange, Qt::DirectConnection);
        QVERIFY(importDrafts(*storage, {draft(1), draft(2), draft(3)}));
        edit(*storage, idsOf(*storage).first(), ProductField::Brand, u"Neu"_s);
        ok(storage->write([](Database &) { return Result<void>(); })); // until that was told
        QCOMPARE(changes.size(), 3);
        for (const CatalogChange &imported : changes.first(2)) // its products, and its end: ask again
            QVERIFY(imported.productIds.isEmpty() && imported.membership);
        QCOMPARE(changes.at(2).productIds.size(), 1);
        QCOMPARE(countsThen, (QList<qint64>{3, 3, 3}));
    }

    void theFirstConnectionThatFailsClosesAll()
    {
        QTemporaryDir folder;
        int opened = 0;
        StorageThreads::Hooks hooks;
        hooks.opened = [&opened](Database &) -> Result<void> {
            if (++opened < 3)
                return {};
            return failure(ErrorCode::Unsupported, u"No more."_s);
        };
        StorageThreads threads(StorageLocation::sqlite(folder.filePath(u"a.db"_s)), Database::Access::ReadWrite,
                               std::move(hooks));
        const auto started = threads.start(5);
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Unsupported);
        QCOMPARE(opened, 3);
    }

    void aMissingFileIsSaidAtTheStart()
    {
        QTemporaryDir folder;
        StorageThreads threads(StorageLocation::sqlite(folder.filePath(u"missing.db"_s)), Database::Access::ReadOnly,
                               {});
        const auto started = threads.start(1);
        QCOMPARE(started.error().code, ErrorCode::NotFound);
        QVERIFY(!QFile::exists(folder.filePath(u"missing.db"_s)));
    }

    void tasksRunInTheirOwnThreadAndAreLetGo()
    {
        QTemporaryDir folder;
        std::atomic<int> worked = 0;
        StorageThreads::Hooks hooks;
        hooks.worked = [&worked](Database &) { ++worked; };
        StorageThreads threads(StorageLocation::sqlite(folder.filePath(u"a.db"_s)), Database::Access::ReadWrite,
                               std::move(hooks));
        VERIFY_RESULT(threads.start(1));
        const auto held = std::make_shared<int>(1);
        std::promise<std::thread::id> thread;
        threads.post([held, &thread](Database &) { thread.set_value(std::this_thread::get_id()); });
        QVERIFY(thread.get_future().get() != std::this_thread::get_id());
        QTRY_COMPARE(held.use_count(), 1L); // nothing waits for the next task to let go of it
        for (int i = 0; i < 10; ++i)
            threads.post([held](Database &database) { QVERIFY(database.isUsable()); });
        threads.close(true);
        QCOMPARE(worked, 11);
        QCOMPARE(held.use_count(), 1L);
        threads.close(false); // twice is no harm
    }

    void anIdleConnectionThatWasDroppedIsOpenedAgain()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        auto storage = Storage::open(options);
        VERIFY_RESULT(storage);
        QVERIFY(importDrafts(**storage, {draft(1)}));
        server->disconnectAll(); // as a server does that was restarted
        for (int i = 0; i < 2 * options.readers; ++i)
            QCOMPARE(productCount(**storage), 1); // a reader simply asks again
        QTRY_VERIFY_WITH_TIMEOUT(importDrafts(**storage, {draft(2)}).has_value(), 10'000);
        QCOMPARE(productCount(**storage), 2);
    }

    void whatIsThrownIsAnError_data() { addDatabases(); }
    void whatIsThrownIsAnError()
    {
        OPEN_EMPTY_CATALOG();
        const auto outOfMemory = [](Database &) -> Result<int> { throw std::bad_alloc(); };
        QCOMPARE(storage->read(outOfMemory).result().error().code, ErrorCode::Internal);
        QCOMPARE(storage->write(outOfMemory).result().error().code, ErrorCode::Internal);
        const auto inTheMiddle = [](Database &database) -> Result<void> {
            Transaction transaction(database);
            if (auto done = append(database, 1); !done)
                return done;
            throw std::runtime_error("a fault of the program");
        };
        QCOMPARE(storage->write(inTheMiddle).result().error().code, ErrorCode::Internal);
        ok(storage->write([](Database &db) { return append(db, 2); }));
        QCOMPARE(appended(*storage), QList<qint64>{2}); // of the other nothing
    }

    void durableCommitsAreOnTheServersDisk()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        QVERIFY(server->execute(u"ALTER DATABASE \"%1\" SET synchronous_commit TO off"_s.arg(server->name())));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        auto storage = Storage::open(options);
        VERIFY_RESULT(storage);
        const auto isLater = [](Database &database) {
            return Query(database, u"SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN 1 ELSE 0 END"_s)
                .firstNumber();
        };
        const auto durably = [isLater](Database &database) -> Result<qint64> {
            const DurableCommits durable(database);
            return isLater(database);
        };
        QCOMPARE(valueOf((*storage)->write(durably)), 0);
        QCOMPARE(valueOf((*storage)->write(isLater)), 1); // as the server has it
    }

    void inAHurryNobodyWaitsForAnothersLock()
    {
        const CatalogFixture fixture;
        Storage::Options options = fixture.options();
        options.lockPatience = std::chrono::hours(1);
        auto storage = Storage::open(options);
        VERIFY_RESULT(storage);
        const auto other = Database::open(fixture.location(), Database::Access::ReadWrite);
        VERIFY_RESULT(other);
        std::optional<Transaction> locked(std::in_place, **other);
        VERIFY_RESULT(locked->begun());
        auto waiting = (*storage)->write([](Database &db) { return append(db, 1); });
        (*storage)->setHurried(true);
        QCOMPARE(waiting.result().error().code, ErrorCode::Busy);
        (*storage)->setHurried(false);
        waiting = (*storage)->write([](Database &db) { return append(db, 2); });
        storage->reset(); // nor at the end
        QCOMPARE(waiting.result().error().code, ErrorCode::Busy);
    }

    void whatKeepsFromWritingIsKnownUntilItEnds_data() { addDatabases(); }
    void whatKeepsFromWritingIsKnownUntilItEnds()
    {
        const CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        const bool isServer = !fixture.location().isSqlite();
        Storage::Options options = fixture.options();
        options.lockPatience = std::chrono::milliseconds(10);
        auto storage = Storage::open(options);
        VERIFY_RESULT(storage);
        if (isServer)
            ok((*storage)->write([](Database &db) { return db.execute(u"SET lock_timeout = 10;"_s); }));
        QVERIFY(!(*storage)->writeProblem());
        const auto other = Database::open(fixture.location(), Database::Access::ReadWrite);
        VERIFY_RESULT(other);
        std::optional<Transaction> locked(std::in_place, **other);
        VERIFY_RESULT(locked->begun());
        if (isServer)
            VERIFY_RESULT((*other)->execute(u"LOCK TABLE sync_logs, schema_version IN SHARE MODE;"_s));
        QVERIFY(!(*storage)->write([](Database &db) { return append(db, 1); }).result());
        for (int i = 0; i < 3; ++i) {
            const auto problem = (*storage)->writeProblem();
            QVERIFY(problem);
            QCOMPARE(problem->code, ErrorCode::Busy);
            ok((*storage)->write([](Database &) { return Result<void>(); })); // which writes nothing
        }
        locked.reset();
        QTRY_VERIFY(!(*storage)->writeProblem());
    }

    void aFullDiskEndsByItself()
    {
        const CatalogFixture fixture;
        const auto storage = fixture.open();
        const auto limit = [&storage](int pages) {
            return storage
                ->write([pages](Database &db) { return db.execute(u"PRAGMA max_page_count=%1"_s.arg(pages)); })
                .result();
        };
        const auto big = [](Database &db) {
            Query insert(db, u"INSERT INTO sync_logs (product_id, marketplace, action, outcome, at) "
                             "VALUES (1, :big, 'x', 'x', 0)"_s);
            return insert.bind(u":big"_s, QString(3'000'000, u'x')).run();
        };
        VERIFY_RESULT(limit(1)); // as many as there are
        QCOMPARE(storage->write(big).result().error().code, ErrorCode::StorageFull);
        QCOMPARE(storage->writeProblem()->code, ErrorCode::StorageFull);
        VERIFY_RESULT(limit(1'000'000));
        VERIFY_RESULT(storage->write(big).result());
        QVERIFY(!storage->writeProblem());
    }
};

QTEST_GUILESS_MAIN(TestStorageThreads)
#include "tst_storagethreads.moc"
