// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogreader.h"
#include "services/storage/maintenance.h"
#include "services/storage/searchindex.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresserver.h"
#include "tests/support/processlimits.h"

#include <QtTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

qint64 productsIn(const QString &file)
{
    return maintenance::check(StorageLocation::sqlite(file))
        .map([](const auto &report) { return report.products; })
        .value_or(-1);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

void runOn(const QString &path, const QString &sql)
{
    auto database = Database::open(StorageLocation::sqlite(path), Database::Access::ReadWrite);
    if (!database || !(*database)->execute(sql))
        qFatal("%s", qPrintable(sql));
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

std::vector<ProductDraft> drafts(int from, int count)
{
    std::vector<ProductDraft> all;
    for (int number = from; number < from + count; ++number)
        all.push_back(draft(number));
    return all;
}

} // namespace

class TestMaintenance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksASoundCatalog_data() { addDatabases(); }
    void checksASoundCatalog()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 10)));
        const auto report = maintenance::check(fixture.location());
        QVERIFY(report);
        QVERIFY2(report->ok, qPrintable(report->problems.join(u'\n')));
        QCOMPARE(report->products, 10);
    }

    void findsTextsWithoutProducts_data() { addDatabases(); }
    void findsTextsWithoutProducts()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        {
            auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
            if ((*database)->dialect() == Dialect::Sqlite)
                QVERIFY((*database)->execute(u"PRAGMA foreign_keys=OFF;"_s));
            QVERIFY((*database)->execute(u"INSERT INTO product_details (product_id) VALUES (999);"_s));
        }
        const auto report = maintenance::check(fixture.location());
        QVERIFY(report && !report->ok);
        QVERIFY2(report->problems.contains(u"1 text(s) without their product"_s),
                 qPrintable(report->problems.join(u' ')));
    }

    void findsProductsWithoutTexts()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        {
            auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
            QVERIFY((*database)->execute(u"DELETE FROM product_details WHERE product_id = 2;"_s));
        }
        const auto report = maintenance::check(fixture.location());
        QVERIFY(!report->ok);
        QVERIFY(report->problems.join(u' ').contains(u"1 product(s) without"_s));
    }

    void findsADamagedFile()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 2000)));
        QFile file(fixture.location().path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 200000);
        file.seek(100000);
        file.write(QByteArray(50000, 'x'));
        file.close();
        const auto report = maintenance::check(fixture.location());
        QVERIFY(!report || !report->ok);
        const auto storage = Storage::open(fixture.options());
        if (storage) { // found out when reading
            CatalogQuery query;
            query.sortColumn = CatalogColumn::Title;
            const auto read =
                (*storage)->read([query](Database &database) { return CatalogReader(database).ids(query); }).result();
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::Corrupt);
        }
    }

    void backsUpWhileTheProgramWrites()
    {
        CatalogFixture fixture;
        const auto storage = fixture.open();
        QVERIFY(importDrafts(*storage, drafts(1, 500)));
        std::atomic<bool> done = false;
        std::thread writer([&] {
            for (int batch = 1; batch < 40 && !done; ++batch)
                [[maybe_unused]] const auto job = importDrafts(*storage, drafts(batch * 1000, 100), 100);
        });
        const QString copy = fixture.folder() + u"/copy.db"_s;
        const auto saved = maintenance::backup(fixture.location(), copy);
        done = true;
        writer.join();
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().detail));
        const auto report = maintenance::check(StorageLocation::sqlite(copy));
        QVERIFY2(report && report->ok, qPrintable(report ? report->problems.join(u'\n') : report.error().detail));
        QVERIFY(report->products >= 500);
        QCOMPARE(report->products % 100, 0); // whole batches only
    }

    void restoresABackup()
    {
        CatalogFixture fixture;
        const QString path = fixture.location().path();
        const QString copy = fixture.folder() + u"/copy.db"_s;
        {
            const auto storage = fixture.open();
            QVERIFY(importDrafts(*storage, drafts(1, 20)));
            QVERIFY(maintenance::backup(fixture.location(), copy));
            QVERIFY(importDrafts(*storage, drafts(100, 5)));
            const auto busy = maintenance::restore(fixture.location(), copy);
            QVERIFY(!busy);
            QCOMPARE(busy.error().code, ErrorCode::Busy);
        }
        const auto restored = maintenance::restore(fixture.location(), copy);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().message));
        QCOMPARE(productsIn(path), 20);
        const QStringList kept = QDir(fixture.folder()).entryList({u"*.before-restore-*"_s});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(productsIn(fixture.folder() + u'/' + kept.first()), 25);

        // the search index is that of the restored catalog
        const auto storage = fixture.open();
        storage->waitForSearchIndex();
        CatalogQuery query;
        query.search = u"fotel"_s;
        QCOMPARE(valueOf(storage->read([=](Database &db) { return CatalogReader(db).ids(query); })).size(), 20U);
    }

    void refusesToRestoreRubbish()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        const QString rubbish = fixture.folder() + u"/rubbish.db"_s;
        QFile file(rubbish);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no database, however long it may be; it only looks like a file of some size");
        file.close();
        QVERIFY(!maintenance::restore(fixture.location(), rubbish));
        QVERIFY(!maintenance::restore(fixture.location(), fixture.folder() + u"/missing.db"_s));
        QCOMPARE(productsIn(fixture.location().path()), 3);
    }

    void keepsTheLastDailyBackups()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        const QString folder = fixture.folder() + u"/backups"_s;
        QVERIFY(QDir().mkpath(folder));
        for (int day = 1; day <= 9; ++day) {
            QFile old(folder + u"/catalog-2020-01-0%1.db"_s.arg(day));
            QVERIFY(old.open(QIODevice::WriteOnly));
        }
        QVERIFY(maintenance::dailyBackup(fixture.location(), folder, 7));
        QVERIFY(maintenance::dailyBackup(fixture.location(), folder, 7));
        const QStringList files = QDir(folder).entryList(QDir::Files, QDir::Name);
        QCOMPARE(files.size(), 7);
        QCOMPARE(files.first(), u"catalog-2020-01-04.db"_s);
        QCOMPARE(productsIn(folder + u'/' + files.last()), 3);
    }

    void badBackupsAreRefusedAndTheCatalogKept_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("newer") << u"newer"_s << ErrorCode::Unsupported;
        QTest::newRow("of another program") << u"foreign"_s << ErrorCode::Unsupported;
        QTest::newRow("empty file") << u"empty"_s << ErrorCode::InvalidInput;
        QTest::newRow("damaged") << u"damaged"_s << ErrorCode::Corrupt;
        QTest::newRow("cut short") << u"short"_s << ErrorCode::Corrupt;
        QTest::newRow("orphans") << u"orphans"_s << ErrorCode::Corrupt;
        QTest::newRow("a folder") << u"folder"_s << ErrorCode::InvalidInput;
    }
    void badBackupsAreRefusedAndTheCatalogKept()
    {
        QFETCH(QString, kind);
        QFETCH(ErrorCode, code);
        CatalogFixture fixture;
        const QString path = fixture.location().path();
        QTemporaryDir elsewhere;
        const QString bad = elsewhere.filePath(u"bad.db"_s);
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 300)));
        QVERIFY(maintenance::backup(fixture.location(), bad));
        if (kind == u"newer")
            runOn(bad, u"PRAGMA user_version = 4711;"_s);
        else if (kind == u"foreign")
            runOn(bad, u"PRAGMA application_id = 1;"_s);
        else if (kind == u"empty")
            writeFile(bad, {});
        else if (kind == u"damaged")
            writeFile(bad, contentOf(bad).replace(20'000, 60'000, QByteArray(60'000, 'x')));
        else if (kind == u"short")
            QVERIFY(QFile::resize(bad, QFileInfo(bad).size() / 2));
        else if (kind == u"orphans")
            runOn(bad, u"PRAGMA foreign_keys=OFF;\nDELETE FROM products WHERE id = 3;"_s);
        const QString source = kind == u"folder" ? elsewhere.path() : bad;
        const QByteArray content = contentOf(bad);

        const QStringList before = filesIn(fixture.folder());
        const auto restored = maintenance::restore(fixture.location(), source);
        QVERIFY(!restored);
        QVERIFY2(restored.error().code == code,
                 qPrintable(errorCodeName(restored.error().code) + u' ' + restored.error().detail));
        QVERIFY(!restored.error().message.isEmpty());
        QCOMPARE(productsIn(path), 300);
        QCOMPARE(filesIn(fixture.folder()), before); // nothing half done lies about
        QCOMPARE(contentOf(bad), content);           // nor is the refused file changed
        QVERIFY(importDrafts(*fixture.open(), drafts(500, 1)));
    }

    void restoresWhereThereIsNoCatalogYet()
    {
        CatalogFixture fixture;
        const QString copy = fixture.folder() + u"/copy.db"_s;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 7)));
        QVERIFY(maintenance::backup(fixture.location(), copy));
        QTemporaryDir elsewhere;
        const auto location = StorageLocation::sqlite(elsewhere.filePath(u"new/catalog.db"_s));
        const auto refusedOrDone = maintenance::restore(location, copy);
        QVERIFY2(refusedOrDone, qPrintable(refusedOrDone ? QString() : refusedOrDone.error().message));
        QCOMPARE(productsIn(location.path()), 7);
    }

    void restoresOverADamagedCatalog()
    {
        CatalogFixture fixture;
        const QString path = fixture.location().path();
        const QString copy = fixture.folder() + u"/copy.db"_s;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 9)));
        QVERIFY(maintenance::backup(fixture.location(), copy));
        const QByteArray rubbish(30'000, 'x');
        writeFile(path, rubbish);
        const auto restored = maintenance::restore(fixture.location(), copy);
        QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().message));
        QCOMPARE(productsIn(path), 9);
        const QStringList kept = QDir(fixture.folder()).entryList({u"*.before-restore-*"_s});
        QCOMPARE(kept.size(), 1);
        QCOMPARE(contentOf(fixture.folder() + u'/' + kept.first()), rubbish); // somebody may still rescue something
    }

    void aDiskFullWhileBackingUpLeavesNoHalfBackup()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 1000)));
        const QString folder = fixture.folder() + u"/backups"_s;
        const QString target = folder + u"/copy.db"_s;
        QVERIFY(maintenance::backup(fixture.location(), target));
        QVERIFY(importDrafts(*fixture.open(), drafts(2000, 1000)));
        {
            const FileSizeLimit limit(400'000);
            const auto saved = maintenance::backup(fixture.location(), target);
            QVERIFY(!saved);
            QCOMPARE(saved.error().code, ErrorCode::StorageFull);
            QVERIFY(saved.error().message.contains(target));
            const auto daily = maintenance::dailyBackup(fixture.location(), folder);
            QVERIFY(!daily);
        }
        QCOMPARE(filesIn(folder), QStringList{u"copy.db"_s});
        QCOMPARE(productsIn(target), 1000); // the former one is not lost for it
        QCOMPARE(productsIn(fixture.location().path()), 2000);
        QVERIFY(maintenance::backup(fixture.location(), target));
        QCOMPARE(productsIn(target), 2000);
    }

    void aDiskFullWhileRestoringKeepsTheCatalog()
    {
        CatalogFixture fixture;
        const QString copy = fixture.folder() + u"/copy.db"_s;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 1500)));
        QVERIFY(maintenance::backup(fixture.location(), copy));
        QVERIFY(importDrafts(*fixture.open(), drafts(5000, 5)));
        {
            const FileSizeLimit limit(300'000);
            QVERIFY(!maintenance::restore(fixture.location(), copy));
        }
        QCOMPARE(productsIn(fixture.location().path()), 1505);
        QVERIFY(QDir(fixture.folder()).entryList({u"*restor*"_s}).isEmpty());
        QVERIFY(importDrafts(*fixture.open(), drafts(6000, 5)));
    }

    void backupsNeedAPlaceAndASource()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 2)));
        const QString file = fixture.folder() + u"/a file"_s;
        writeFile(file, "x");
        for (const QString &part : {QString(), u"-search"_s, u"-lock"_s}) {
            const QString own = fixture.location().path() + part;
            if (!QFileInfo::exists(own))
                continue;
            const auto ontoItself = maintenance::backup(fixture.location(), own);
            QVERIFY(!ontoItself);
            QCOMPARE(ontoItself.error().code, ErrorCode::InvalidInput);
        }
        const auto inAFile = maintenance::backup(fixture.location(), file + u"/copy.db"_s);
        QCOMPARE(inAFile.error().code, ErrorCode::Forbidden);
        const auto ontoAFolder = maintenance::backup(fixture.location(), fixture.folder());
        QVERIFY(!ontoAFolder);
        QVERIFY(!QFile::exists(fixture.folder() + u".part"_s));
        const auto missing = StorageLocation::sqlite(fixture.folder() + u"/missing.db"_s);
        QCOMPARE(maintenance::backup(missing, fixture.folder() + u"/copy.db"_s).error().code, ErrorCode::NotFound);
        QVERIFY(!QFile::exists(missing.path()) && !QFile::exists(fixture.folder() + u"/copy.db"_s));
        QList<int> percents;
        QVERIFY(maintenance::backup(fixture.location(), fixture.folder() + u"/new/folder/copy.db"_s,
                                    [&](int percent) { percents.append(percent); }));
        QCOMPARE(percents.last(), 100);
        QCOMPARE(productsIn(fixture.folder() + u"/new/folder/copy.db"_s), 2);
    }

    void dailyBackupsLeaveOtherFilesAlone()
    {
        QTemporaryDir folder;
        const auto shop = StorageLocation::sqlite(folder.filePath(u"shop.db"_s));
        Storage::Options options;
        options.location = shop;
        options.automaticBackups = false;
        QVERIFY(importDrafts(**Storage::open(options), drafts(1, 3)));
        const QString backups = folder.filePath(u"backups"_s);
        QVERIFY(QDir().mkpath(backups));
        QStringList others{u"shop-before-christmas.db"_s, u"shop-2020-01-01.db.part"_s, u"notes.txt"_s};
        for (int day = 1; day <= 9; ++day)
            others.append(u"shop-old-2020-01-0%1.db"_s.arg(day)); // of a catalog "shop-old"
        for (const QString &name : std::as_const(others))
            writeFile(backups + u'/' + name, "x");
        writeFile(backups + u"/shop-2020-01-01.db"_s, "x");
        QVERIFY(maintenance::dailyBackup(shop, backups, 1));
        QStringList left = filesIn(backups);
        for (const QString &name : std::as_const(others))
            QVERIFY2(left.removeOne(name), qPrintable(name));
        QCOMPARE(left, QStringList{u"shop-%1.db"_s.arg(QDate::currentDate().toString(Qt::ISODate))});
        QCOMPARE(productsIn(backups + u'/' + left.first()), 3);
        QVERIFY(maintenance::dailyBackup(shop, folder.filePath(u"none"_s), 0)); // switched off
        QVERIFY(!QFile::exists(folder.filePath(u"none"_s)));
    }

    void aDamagedCatalogDrivesNoBackupOut()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3000)));
        const QString folder = fixture.folder() + u"/backups"_s;
        const QString target = folder + u"/copy.db"_s;
        QVERIFY(maintenance::backup(fixture.location(), target));
        QVERIFY(QDir().mkpath(folder));
        for (int day = 1; day <= 7; ++day)
            writeFile(folder + u"/catalog-2020-01-0%1.db"_s.arg(day), "x");
        {
            QFile catalog(fixture.location().path());
            QVERIFY(catalog.open(QIODevice::ReadWrite) && catalog.seek(catalog.size() / 2));
            QVERIFY(catalog.write(QByteArray(16 * 4096, '\x7f')) > 0);
        }
        const auto saved = maintenance::backup(fixture.location(), target);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Corrupt);
        QVERIFY2(saved.error().message.contains(fixture.location().path()), qPrintable(saved.error().message));
        QCOMPARE(productsIn(target), 3000); // the one from before
        const auto daily = maintenance::dailyBackup(fixture.location(), folder, 7);
        QVERIFY(!daily);
        QCOMPARE(QDir(folder).entryList({u"catalog-*.db"_s}).size(), 7);
    }

    void catalogsOfOneNameShareAFolder()
    {
        const CatalogFixture one;
        const CatalogFixture other;
        QVERIFY(importDrafts(*one.open(), drafts(1, 3)));
        QVERIFY(importDrafts(*other.open(), drafts(1, 5)));
        const QTemporaryDir folder;
        QVERIFY(maintenance::dailyBackup(one.location(), folder.path(), 1));
        QVERIFY(maintenance::dailyBackup(other.location(), folder.path(), 1));
        const QStringList files = filesIn(folder.path());
        QCOMPARE(files.size(), 2);
        const QSet<qint64> products{productsIn(folder.filePath(files.first())),
                                    productsIn(folder.filePath(files.last()))};
        QCOMPARE(products, (QSet<qint64>{3, 5}));
    }

    void todaysBackupIsMadeOnce()
    {
        CatalogFixture fixture;
        const QString folder = fixture.folder() + u"/backups"_s;
        Storage::Options options = fixture.options();
        options.automaticBackups = true;
        options.backupFolder = folder;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 4)));
        (*Storage::open(options)).reset(); // closing waits for the backup
        QCOMPARE(filesIn(folder).size(), 1);
        const QString backup = folder + u'/' + filesIn(folder).first();
        QCOMPARE(productsIn(backup), 4);
        QVERIFY(importDrafts(*fixture.open(), drafts(100, 1)));
        (*Storage::open(options)).reset();
        QCOMPARE(productsIn(backup), 4);
        options.readOnly = true;
        options.backupFolder = folder + u"2"_s;
        (*Storage::open(options)).reset();
        QVERIFY(!QFile::exists(options.backupFolder));
    }

    void aCatalogClosedDuringItsBackupIsOneFile()
    {
        CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 5000))); // more than is read between two looks at a clock
        Storage::Options options = fixture.options();
        options.automaticBackups = true;
        auto storage = Storage::open(options);
        QVERIFY(storage);
        QVERIFY(importDrafts(**storage, drafts(6000, 4)));
        const QDir folder(fixture.folder() + u"/backups"_s);
        QTRY_VERIFY(!folder.entryList(QDir::Files).isEmpty());
        storage->reset();
        QCOMPARE(folder.entryList({u"*.db"_s}, QDir::Files).size(), 1);
        QVERIFY(!QFile::exists(fixture.location().path() + u"-wal"_s));
    }

    void theNextDayHasItsBackupWithoutOpeningAgain()
    {
        const CatalogFixture fixture;
        const QDir folder(fixture.folder() + u"/backups"_s);
        const auto backups = [&folder] { return folder.entryList({u"*.db"_s}, QDir::Files, QDir::Name); };
        std::atomic<int> day = 1;
        Storage::Options options = fixture.options();
        options.automaticBackups = true;
        options.keepBackups = 2;
        options.backupCheck = std::chrono::milliseconds{5};
        options.today = [&day] { return QDate(2031, 5, day); };
        const auto storage = Storage::open(options);
        QVERIFY(storage);
        QTRY_COMPARE(backups(), QStringList{u"catalog-2031-05-01.db"_s});
        QVERIFY(importDrafts(**storage, drafts(1, 4)));
        day = 2;
        QTRY_COMPARE(backups(), (QStringList{u"catalog-2031-05-01.db"_s, u"catalog-2031-05-02.db"_s}));
        QCOMPARE(productsIn(folder.filePath(u"catalog-2031-05-01.db"_s)), 0); // and is left alone
        QCOMPARE(productsIn(folder.filePath(u"catalog-2031-05-02.db"_s)), 4);
        day = 3;
        QTRY_COMPARE(backups(), (QStringList{u"catalog-2031-05-02.db"_s, u"catalog-2031-05-03.db"_s}));
    }

    void aCatalogInUseIsNotMigrated()
    {
        const CatalogFixture fixture;
        {
            const auto storage = fixture.open();
            const auto refused = maintenance::migrate(fixture.location());
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::Busy);
            QVERIFY(refused.error().message.contains(fixture.location().path()));
        }
        QVERIFY(maintenance::migrate(fixture.location()));
    }

    void aLockThatNamesNobodyHoldsNobodyUp()
    {
        const CatalogFixture fixture;
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        const QString copy = fixture.folder() + u"/copy.db";
        QVERIFY(maintenance::backup(fixture.location(), copy));
        const auto leaveLock = [&] { // as a program does that is killed as it begins
            QFile lock(fixture.location().path() + u"-lock");
            return lock.open(QIODevice::WriteOnly);
        };
        QVERIFY(leaveLock());
        QVERIFY(maintenance::migrate(fixture.location()));
        QVERIFY(leaveLock());
        QVERIFY(maintenance::restore(fixture.location(), copy));
    }

    void findsRowsWithoutTheirProduct()
    {
        CatalogFixture fixture;
        const QString path = fixture.location().path();
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        runOn(path, u"INSERT INTO listings (product_id, marketplace, updated_at) VALUES (2, 'ebay', 1);\n"
                    "PRAGMA foreign_keys=OFF;\nDELETE FROM products WHERE id = 2;"_s);
        const auto report = maintenance::check(fixture.location());
        QVERIFY(report && !report->ok);
        const QString problems = report->problems.join(u'\n');
        QVERIFY2(problems.contains(u"product_details"_s) && problems.contains(u"listings"_s), qPrintable(problems));
        QCOMPARE(report->products, 2);
    }

    void findsADamagedSearchIndex()
    {
        CatalogFixture fixture;
        const QString path = fixture.location().path();
        {
            const auto storage = fixture.open();
            QVERIFY(importDrafts(*storage, drafts(1, 300)));
            storage->waitForSearchIndex();
        }
        QVERIFY(maintenance::check(fixture.location())->ok);
        QFile index(SearchIndex::fileOf(path));
        QVERIFY(index.open(QIODevice::ReadWrite));
        const qint64 pageSize = 4096;
        QVERIFY(index.size() > 4 * pageSize);
        index.seek(2 * pageSize);
        index.write(QByteArray(static_cast<qsizetype>(index.size() - 2 * pageSize), '\x5a'));
        index.close();
        const auto report = maintenance::check(fixture.location());
        QVERIFY(report && !report->ok);
        QCOMPARE(report->problems.size(), 1);
        QVERIFY2(report->problems.first().contains(u"search index"_s), qPrintable(report->problems.first()));
        fixture.open()->waitForSearchIndex(); // as promised, built anew
        QVERIFY(maintenance::check(fixture.location())->ok);
    }

    void findsTextsWithoutTheirProductOnTheServer()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        QVERIFY(importDrafts(**Storage::open(options), drafts(1, 4)));
        QVERIFY(server->execute(u"ALTER TABLE products DISABLE TRIGGER products_details; "
                                "DELETE FROM products WHERE source_id = 'S2'"_s));
        auto report = maintenance::check(options.location);
        QVERIFY(report && !report->ok);
        QCOMPARE(report->products, 3);
        QCOMPARE(report->problems, QStringList{u"1 text(s) without their product"_s});
        QVERIFY(server->execute(u"DELETE FROM product_details WHERE product_id NOT IN (SELECT id FROM products)"_s));
        report = maintenance::check(options.location);
        QVERIFY(report && report->ok);
    }

    void findsProductsThatWaitForNothing_data() { addDatabases(); }
    void findsProductsThatWaitForNothing()
    {
        CatalogFixture fixture;
        if (!fixture.isAvailable())
            QSKIP(qPrintable(fixture.whyNot()));
        QVERIFY(importDrafts(*fixture.open(), drafts(1, 3)));
        auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
        const QString now = fixture.postgres() ? u"now()"_s : u"%1"_s.arg(QDateTime::currentMSecsSinceEpoch());
        QVERIFY((*database)->execute(u"UPDATE products SET status = 'publishing';\n"
                                     "INSERT INTO jobs (kind, state, run_after, product_id, created_at, lease_until) "
                                     "SELECT 'publish', 'running', %1, min(id), %1, %1 FROM products;\n"
                                     "INSERT INTO jobs (kind, state, run_after, product_id, created_at) " // not begun
                                     "SELECT 'publish', 'pending', %1, max(id), %1 FROM products;"_s.arg(now)));
        const auto report = maintenance::check(fixture.location());
        QVERIFY(report && !report->ok);
        QCOMPARE(report->problems.size(), 1);
        QVERIFY2(report->problems.first().startsWith(u"2 product(s) wait"_s), qPrintable(report->problems.first()));
    }

    void checksAnEmptyDatabase()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath(u"empty.db"_s), {});
        const auto report = maintenance::check(StorageLocation::sqlite(folder.filePath(u"empty.db"_s)));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->schemaVersion, 0);
        QCOMPARE(report->products, 0);
        const auto missing = maintenance::check(StorageLocation::sqlite(folder.filePath(u"missing.db"_s)));
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
    }

    void postgresPointsToItsOwnTools()
    {
        const auto location = StorageLocation::parse(u"postgresql://someone@127.0.0.1:1/nothing"_s);
        const auto saved = maintenance::backup(*location, u"/nowhere"_s);
        QCOMPARE(saved.error().code, ErrorCode::Unsupported);
        QVERIFY(saved.error().message.contains(u"pg_dump"_s));
    }
};

QTEST_GUILESS_MAIN(TestMaintenance)
#include "tst_maintenance.moc"
