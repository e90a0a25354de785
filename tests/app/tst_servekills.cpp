// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The server is killed at random moments while products come in, or its database is. LISTWRIGHT_SERVE_KILLS says how
// often the server is: scripts/soak.sh asks for more than a test has time for.

#include "services/storage/storage.h"
#include "tests/app/servedprogram.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/postgresprocess.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rawhttp.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int senders = 4;

/** `listwright serve`, begun again after each kill. */
class Server
{
public:
    explicit Server(const Program &program) : m_program(program) { begin(); }

    void killAfter(int milliseconds)
    {
        m_served->runFor(milliseconds);
        setPort(0);
        m_served.reset();
        begin();
    }
    /** Waits a while where it is being begun; 0 then. Any thread. */
    quint16 port() const
    {
        std::unique_lock lock(m_mutex);
        m_begun.wait_for(lock, std::chrono::milliseconds(100), [this] { return m_port != 0; });
        return m_port;
    }

private:
    void begin()
    {
        m_served = std::make_unique<ServedProgram>(m_program);
        setPort(m_served->port());
    }
    void setPort(quint16 port)
    {
        const std::lock_guard lock(m_mutex);
        m_port = port;
        m_begun.notify_all();
    }

    const Program &m_program;
    std::unique_ptr<ServedProgram> m_served;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_begun;
    quint16 m_port = 0;
};

/** Sends new products until it is told to stop, each request again until it is answered; notes what was. */
class Senders
{
public:
    explicit Senders(const Server &server)
    {
        for (int sender = 0; sender < senders; ++sender)
            m_threads.emplace_back([this, &server, sender] { send(server, sender); });
    }
    ~Senders() { stop(); }

    void stop()
    {
        m_stop = true;
        for (std::thread &thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
    }
    /** Source IDs that a 2xx answer told of. */
    const QSet<QString> &acknowledged() const { return m_acknowledged; }
    int repeated() const { return m_repeated; }
    int answered() const { return m_answered; }
    /** Requests that were told to come again, and when. */
    int putOff() const { return m_putOff; }
    /** The first answer that says neither that it is stored nor when to come again; empty where none did. */
    const QByteArray &unexpected() const { return m_unexpected; }

private:
    void send(const Server &server, int sender)
    {
        int number = 0;
        while (!m_stop) {
            const int count = 1 + number % 20;
            QByteArrayList products;
            QStringList ids;
            for (int i = 0; i < count; ++i) {
                const QByteArray id = QByteArray::number(sender) + '-' + QByteArray::number(number++);
                ids.append(QString::fromLatin1(id));
                products.append("{\"source_id\":\"" + id + "\",\"title\":\"Product " + id +
                                "\",\"price\":\"9.99 EUR\"}");
            }
            const QByteArray request =
                postRequest("/api/import/webhook", '[' + products.join(',') + ']', "X-Webhook-Secret: s3cret\r\n");
            RawAnswer answer;
            while (!m_stop && answer.status != 200) {
                const quint16 port = server.port();
                if (port == 0)
                    continue;
                answer = sendRequest(port, request);
                m_repeated += answer.status == 200 ? 0 : 1;
                if (answer.status != 0 && answer.status != 200)
                    noteRefusal(answer);
            }
            if (answer.status != 200)
                return;
            ++m_answered;
            const std::lock_guard lock(m_mutex);
            m_acknowledged += QSet<QString>(ids.begin(), ids.end());
        }
    }

    void noteRefusal(const RawAnswer &answer)
    {
        const std::lock_guard lock(m_mutex);
        if (answer.status == 503 && answer.header("Retry-After").toInt() > 0)
            ++m_putOff;
        else if (m_unexpected.isEmpty())
            m_unexpected = answer.head + "\r\n\r\n" + answer.body;
    }

    std::vector<std::thread> m_threads;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_repeated = 0;
    std::atomic<int> m_answered = 0;
    std::atomic<int> m_putOff = 0;
    std::mutex m_mutex;
    QByteArray m_unexpected;
    QSet<QString> m_acknowledged;
};

/** The source IDs of a catalog's products, as often as each is there. */
QStringList storedProducts(const QString &url)
{
    Storage::Options options;
    options.location = *StorageLocation::parse(url);
    options.automaticBackups = false;
    const auto storage = Storage::open(options);
    if (!storage)
        qFatal("%s", qPrintable(storage.error().message + storage.error().detail));
    return valueOf((*storage)->read([](Database &read) -> Result<QStringList> {
        Query query(read, u"SELECT p.source_id FROM products p JOIN product_details d ON d.product_id = p.id"_s);
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        QStringList ids;
        while (query.next())
            ids.append(query.text(0));
        return ids;
    }));
}

} // namespace

class TestServeKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAnsweredIsThere_data();
    void whatWasAnsweredIsThere();
    void aStoppedDatabaseServerIsWaitedFor();

private:
    static void compareStored(const QString &url, const QSet<QString> &acknowledged);
};

void TestServeKills::whatWasAnsweredIsThere_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
}

void TestServeKills::whatWasAnsweredIsThere()
{
    QFETCH(bool, postgres);
    const int given = qEnvironmentVariableIntValue("LISTWRIGHT_SERVE_KILLS");
    const int kills = given > 0 ? given : 6;
    Program program;
    QString url = u"sqlite://"_s + program.database();
    std::unique_ptr<PostgresDatabase> database;
    if (postgres) {
        database = PostgresDatabase::create();
        if (!database)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        url = database->url();
        program.set("LISTWRIGHT_DATABASE_URL", url);
    }
    program.set("LISTWRIGHT_WEBHOOK_SECRET", u"s3cret"_s);
    QSet<QString> acknowledged;
    int repeated = 0;
    {
        Server server(program);
        Senders sending(server);
        QRandomGenerator random(20261126);
        for (int kill = 0; kill < kills; ++kill)
            server.killAfter(30 + static_cast<int>(random.bounded(400)));
        const int before = sending.answered();
        QTRY_VERIFY_WITH_TIMEOUT(sending.answered() > before, 60'000); // the last one answers as well
        sending.stop();
        QVERIFY2(sending.unexpected().isEmpty(), sending.unexpected());
        acknowledged = sending.acknowledged();
        repeated = sending.repeated();
    }
    QVERIFY(acknowledged.size() > kills);
    QVERIFY2(repeated > 0, "no request was cut off");
    compareStored(url, acknowledged);
    qInfo("%d kills, %d products answered for, %d requests repeated", kills, static_cast<int>(acknowledged.size()),
          repeated);
}

void TestServeKills::aStoppedDatabaseServerIsWaitedFor()
{
    constexpr int patience = 60'000; // milliseconds
    constexpr int enough = 20;       // requests
    PostgresProcess database;
    if (!database.problem().isEmpty())
        QSKIP(qPrintable(database.problem()));
    Program program;
    program.set("LISTWRIGHT_DATABASE_URL", database.url());
    program.set("LISTWRIGHT_WEBHOOK_SECRET", u"s3cret"_s);
    const auto health = [](const Server &server) {
        return sendRequest(server.port(), "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .status;
    };
    QSet<QString> acknowledged;
    {
        const Server server(program); // which is not begun again
        Senders sending(server);
        for (int stop = 0; stop < 2; ++stop) {
            const int before = sending.answered();
            QTRY_VERIFY_WITH_TIMEOUT(sending.answered() > before + enough, patience);
            QVERIFY(database.stop());
            const int putOff = sending.putOff();
            QTRY_VERIFY_WITH_TIMEOUT(sending.putOff() > putOff + enough, patience);
            QCOMPARE(health(server), 503);
            const int meanwhile = sending.answered();
            QVERIFY(database.startAgain());
            QTRY_VERIFY_WITH_TIMEOUT(sending.answered() > meanwhile + enough, patience);
            QTRY_COMPARE_WITH_TIMEOUT(health(server), 200, patience);
        }
        sending.stop();
        QVERIFY2(sending.unexpected().isEmpty(), sending.unexpected());
        QVERIFY2(sending.repeated() == sending.putOff(), "requests were left without an answer");
        acknowledged = sending.acknowledged();
    }
    compareStored(database.url(), acknowledged);
}

void TestServeKills::compareStored(const QString &url, const QSet<QString> &acknowledged)
{
    const QStringList stored = storedProducts(url);
    const QSet<QString> once(stored.begin(), stored.end());
    QCOMPARE(once.size(), stored.size());
    QVERIFY2(once.contains(acknowledged),
             qPrintable(QString::number((acknowledged - once).size()) + u" products of answered requests are gone"));
}

QTEST_GUILESS_MAIN(TestServeKills)
#include "tst_servekills.moc"
