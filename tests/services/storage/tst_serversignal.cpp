// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What copies of the program that share a server hear of each other.

#include "services/storage/productrepository.h"
#include "services/storage/serversignal.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/jobqueue.h"
#include "tests/support/postgresserver.h"

#include <QtTest>

#include <atomic>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

/** A copy of the program, and the changes it was told of. */
struct Copy
{
    explicit Copy(const StorageLocation &location)
    {
        Storage::Options options;
        options.location = location;
        auto opened = Storage::open(options);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        storage = std::move(*opened);
        QObject::connect(
            storage.get(), &Storage::changed, &receiver,
            [this](const CatalogChange &change) { changes.append(change.productIds); }, Qt::QueuedConnection);
        QObject::connect(
            storage.get(), &Storage::recordsChanged, &receiver, [this](const RecordNews &told) { news.append(told); },
            Qt::QueuedConnection);
    }

    void insert(int number)
    {
        Product product;
        product.sourcePlatform = u"test"_s;
        product.sourceId = QString::number(number);
        product.titleOriginal = u"Lamp"_s;
        valueOf(storage->write([=](Database &database) { return ProductRepository(database).insert(product); }));
    }

    /** How often it was told to ask again. */
    qsizetype heard() const { return changes.count(QList<qint64>()); }

    QObject receiver;
    std::unique_ptr<Storage> storage;
    QList<QList<qint64>> changes;
    QList<RecordNews> news;
};

} // namespace

class TestServerSignal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = PostgresDatabase::create();
        if (!m_server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        m_location = *StorageLocation::parse(m_server->url());
    }

    void cleanup() { m_server.reset(); }

    void changesOfOthersAreHeardAndOwnOnesOnce()
    {
        Copy first(*m_location);
        Copy second(*m_location);
        first.insert(1);
        QTRY_COMPARE(second.heard(), 1);
        second.insert(2);
        QTRY_COMPARE(first.heard(), 1); // an echo of its own change would have come before
        QCOMPARE(first.changes.size(), 2);
    }

    void jobsOfOthersAreHeardAsSuch()
    {
        Copy first(*m_location);
        Copy second(*m_location);
        QCOMPARE(JobQueue(*first.storage).add({{.kind = u"test"_s}}), 1);
        QTRY_COMPARE(first.news.size(), 1);
        QCOMPARE(first.news.first()[RecordKind::Job].ids.size(), 1);
        QTRY_COMPARE(second.news.size(), 1);
        QVERIFY(second.news.first()[RecordKind::Job].many);
        QVERIFY(second.news.first()[RecordKind::Proposal].isEmpty());
        QVERIFY(first.changes.isEmpty() && second.changes.isEmpty()); // no reason to read the catalog anew
    }

    void whatIsToldAtTheEndIsHeard()
    {
        Copy looking(*m_location);
        {
            Copy command(*m_location);
            command.insert(1);
        }
        QTRY_COMPARE(looking.heard(), 1);
    }

    void whatWasMissedWhileTheServerWasAwayCountsAsTold()
    {
        Copy looking(*m_location);
        m_server->disconnectAll();
        QTRY_VERIFY_WITH_TIMEOUT(looking.heard() > 0, 20000);
    }

    void nothingHappensOnSqlite()
    {
        std::atomic<int> woken{0};
        ServerSignal signal(StorageLocation::sqlite(u"/nowhere/catalog.db"_s), "listwright_changes",
                            [&](ServerSignal::Topics) { ++woken; });
        signal.tell();
        QCOMPARE(woken.load(), 0);
    }

private:
    std::unique_ptr<PostgresDatabase> m_server;
    std::optional<StorageLocation> m_location;
};

QTEST_GUILESS_MAIN(TestServerSignal)
#include "tst_serversignal.moc"
