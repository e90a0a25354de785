// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is served while the database is locked or away.

#include "services/receiving/receiver.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rawhttp.h"

#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

std::unique_ptr<Receiver> receive(Storage &storage)
{
    ReceiverOptions options;
    options.http.port = 0;
    options.http.limits.stop = std::chrono::milliseconds(100);
    options.given.sourcePlatform = u"webhook"_s;
    options.given.defaultCurrency = u"EUR"_s;
    auto receiver = std::make_unique<Receiver>(storage, options);
    receiver->setSecret({.current = u"s3cret"_s}, false);
    if (const auto started = receiver->start(); !started)
        qFatal("%s", qPrintable(started.error().message));
    return receiver;
}

QByteArray products()
{
    return postRequest("/api/import/webhook", R"([{"source_id":"1","title":"Drill"}])", "X-Webhook-Secret: s3cret\r\n");
}

RawAnswer get(quint16 port, const QByteArray &path)
{
    return sendRequest(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

/** A catalog that another program has locked as long as it wants. */
class LockedCatalog
{
public:
    explicit LockedCatalog(std::chrono::milliseconds lockPatience)
    {
        Storage::Options options = m_fixture.options();
        options.lockPatience = lockPatience;
        auto opened = Storage::open(options);
        auto other = Database::open(m_fixture.location(), Database::Access::ReadWrite);
        if (!opened || !other)
            qFatal("no catalog");
        m_storage = *std::move(opened);
        m_other = *std::move(other);
        m_lock.emplace(*m_other);
        if (!m_lock->begun())
            qFatal("no lock");
    }

    Storage &storage() { return *m_storage; }
    void unlock() { m_lock.reset(); }

private:
    CatalogFixture m_fixture;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<Database> m_other;
    std::optional<Transaction> m_lock;
};

} // namespace

class TestReceiverFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthKnowsThatNothingCanBeStored()
    {
        LockedCatalog catalog(std::chrono::milliseconds(10));
        const auto receiver = receive(catalog.storage());
        QCOMPARE(get(receiver->port(), "/health").status, 200); // nobody has tried
        const RawAnswer refused = sendRequest(receiver->port(), products());
        QCOMPARE(refused.status, 503);
        QVERIFY(!refused.header("Retry-After").isEmpty());
        RawAnswer failing; // the refusal may be here a moment before the storage has noted why
        QTRY_COMPARE((failing = get(receiver->port(), "/health")).status, 503);
        QCOMPARE(failing.json()[u"status"].toString(), u"failing"_s);
        QCOMPARE(failing.json()[u"database"][u"ok"].toBool(true), false);
        QVERIFY(!failing.json()[u"database"][u"problem"].toString().isEmpty());
        catalog.unlock();
        QTRY_COMPARE_WITH_TIMEOUT(get(receiver->port(), "/health").status, 200, patience); // by itself
        QCOMPARE(sendRequest(receiver->port(), products()).status, 200);
    }

    void stoppingWaitsForNobodysLock()
    {
        LockedCatalog catalog(std::chrono::hours(1));
        auto receiver = receive(catalog.storage());
        QTcpSocket sender;
        sender.connectToHost(QHostAddress::LocalHost, receiver->port());
        QVERIFY(sender.waitForConnected(patience));
        sender.write(products());
        QVERIFY(sender.waitForBytesWritten(patience));
        QCOMPARE(get(receiver->port(), "/health").status, 200); // so the request before has been read
        receiver.reset();
        catalog.unlock();
        const auto next = receive(catalog.storage());
        QCOMPARE(sendRequest(next->port(), products()).status, 200);
    }

    void metricsAreThereWithoutTheDatabase()
    {
        const auto server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        Storage::Options options;
        options.location = *StorageLocation::parse(server->url());
        const auto storage = Storage::open(options);
        QVERIFY(storage);
        const auto receiver = receive(**storage);
        QVERIFY(get(receiver->port(), "/metrics").body.contains("listwright_jobs{"));
        server->setReachable(false);
        QTRY_COMPARE_WITH_TIMEOUT(get(receiver->port(), "/health").status, 503, patience);
        const RawAnswer metrics = get(receiver->port(), "/metrics");
        QCOMPARE(metrics.status, 200);
        QVERIFY(!metrics.body.contains("listwright_jobs"));
        QVERIFY(metrics.body.contains("listwright_http_requests_total{"));
        server->setReachable(true);
        QTRY_COMPARE_WITH_TIMEOUT(get(receiver->port(), "/health").status, 200, patience);
        QVERIFY(get(receiver->port(), "/metrics").body.contains("listwright_jobs{"));
    }
};

QTEST_GUILESS_MAIN(TestReceiverFaults)
#include "tst_receiverfaults.moc"
