// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogreader.h"
#include "services/storage/maintenance.h"
#include "services/storage/searchindex.h"
#include "tests/support/catalogfixture.h"

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
        QVERIFY(report->problems.join(u' ').contains(u"1 products without"_s));
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
