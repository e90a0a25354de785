// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What changes in the catalog, told to who listens at /api/events.

#include "services/api/eventfeed.h"
#include "services/api/eventroutes.h"
#include "services/api/importroutes.h"
#include "services/api/jobroutes.h"
#include "services/api/productroutes.h"
#include "services/api/proposalroutes.h"
#include "services/intake/intakequeue.h"
#include "services/server/answerstream.h"
#include "services/server/httpserver.h"
#include "services/storage/apikeyrepository.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/webhookrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/jobqueue.h"
#include "tests/support/rawhttp.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // milliseconds

/** A catalog with the routes that change it and the one that tells of it. */
class Told
{
public:
    explicit Told(const EventFeedOptions &options = {})
        : m_storage(m_fixture.open())
        , m_guard(*m_storage)
        , m_queue(*m_storage, {})
        , m_feed(std::make_unique<EventFeed>(*m_storage, m_guard, options))
    {
        m_all = addKey(ApiScope::Admin);
        // What the beginning itself wrote is told before anybody listens.
        m_storage->write([](Database &) -> Result<void> { return {}; }).waitForFinished();
        static const RulePacks packs = RulePacks::load();
        RouteTable table;
        ApiRoutes routes(*m_storage, m_guard);
        addProductRoutes(routes, packs);
        addImportRoutes(routes, m_queue);
        addProposalRoutes(routes);
        addJobRoutes(routes, [] {});
        addEventRoutes(routes, *m_feed);
        routes.addTo(table);
        HttpServerOptions with;
        with.port = 0;
        m_server = std::make_unique<HttpServer>(std::move(table), with);
        if (const auto started = m_server->start(); !started)
            qFatal("%s", qPrintable(started.error().message));
    }
    ~Told()
    {
        m_server->stop();
        m_server->waitForHandlers();
    }

    QByteArray addKey(ApiScopes scopes, std::optional<QDateTime> expires = {})
    {
        const QByteArray secret = ApiGuard::makeKey().toLatin1();
        ApiKey key;
        key.name = u"test"_s;
        key.ending = QString::fromLatin1(secret.right(4));
        key.scopes = scopes;
        key.createdAt = QDateTime::currentDateTimeUtc();
        key.expiresAt = expires;
        m_newestKey = valueOf(m_storage->write([key, hash = ApiGuard::hashOf(secret)](Database &database) {
            return ApiKeyRepository(database).add(key, hash);
        }));
        return secret;
    }
    void revokeNewestKey()
    {
        ok(m_storage->write([id = m_newestKey](Database &database) {
            return ApiKeyRepository(database).revoke(id, QDateTime::currentDateTimeUtc());
        }));
    }
    RawAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                  const QByteArray &key = {}) const
    {
        return sendRequest(m_server->port(), method + ' ' + target +
                                                 " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: " +
                                                 (key.isEmpty() ? m_all : key) +
                                                 "\r\nContent-Type: application/json\r\nContent-Length: " +
                                                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    qint64 addProduct(const QByteArray &sourceId = "A-1") const
    {
        const RawAnswer answer =
            ask("POST", "/api/import/product",
                R"({"source_platform":"test","title":"Lamp","price":"5","currency":"EUR","source_id":")" + sourceId +
                    "\"}");
        if (answer.status != 200)
            qFatal("%s", answer.body.constData());
        return answer.json()[u"items"][0][u"id"].toInteger();
    }
    void change(qint64 product) const
    {
        QCOMPARE(ask("PATCH", "/api/products/" + QByteArray::number(product),
                     R"({"quantity":)" + QByteArray::number(++m_quantity) + '}')
                     .status,
                 200);
    }

    Storage &storage() { return *m_storage; }
    StorageLocation location() const { return m_fixture.location(); }
    bool isPostgres() const { return m_fixture.postgres() != nullptr; }
    quint16 port() const { return m_server->port(); }
    const QByteArray &key() const { return m_all; }
    HttpServer &server() { return *m_server; }

private:
    CatalogFixture m_fixture;
    std::unique_ptr<Storage> m_storage;
    ApiGuard m_guard;
    IntakeQueue m_queue;
    std::unique_ptr<EventFeed> m_feed;
    QByteArray m_all;
    qint64 m_newestKey = 0;
    mutable int m_quantity = 0;
    std::unique_ptr<HttpServer> m_server;
};

struct Event
{
    QByteArray name{}; ///< empty: the stream ended
    QByteArray id{};
    QByteArray text{};
    QJsonObject data{};

    bool isAll() const { return data.value(u"all").toBool() && data.size() == 1; }
    QSet<qint64> ids() const
    {
        QSet<qint64> all;
        for (const QJsonValue &each : data.value(u"ids").toArray())
            all.insert(each.toInteger());
        return all;
    }
};

/** Listens like a client of HTTP/1.0, which gets the events without chunks around them. */
class Listener
{
public:
    explicit Listener(const Told &told, const QByteArray &query = {}, const QByteArray &headers = {},
                      const QByteArray &key = {})
    {
        m_socket.connectToHost(QHostAddress::LocalHost, told.port());
        m_socket.waitForConnected(patience);
        m_socket.write("GET /api/events" + query + " HTTP/1.0\r\nAuthorization: Bearer " +
                       (key.isEmpty() ? told.key() : key) + "\r\n" + headers + "\r\n");
        m_head = block("\r\n\r\n");
        m_first = block("\n\n");
    }

    const QByteArray &head() const { return m_head; }
    const QByteArray &first() const { return m_first; }
    const QByteArray &lastId() const { return m_lastId; }
    /** The next block, whatever it is; empty when the stream has ended, or nothing was told for long. */
    QByteArray block(const QByteArray &end = "\n\n")
    {
        qsizetype at = m_received.indexOf(end);
        while (at < 0) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience))
                return {};
            m_received += m_socket.readAll();
            at = m_received.indexOf(end);
        }
        const QByteArray found = m_received.left(at);
        m_received.remove(0, at + end.size());
        noteId(found);
        return found;
    }
    /** The next event. */
    Event next()
    {
        const QDeadlineTimer deadline(patience); // heartbeats would go on
        for (;;) {
            const QByteArray text = deadline.hasExpired() ? QByteArray() : block();
            Event event{.text = text};
            const QList<QByteArray> lines = text.split('\n');
            for (const QByteArray &line : lines) {
                if (line.startsWith("event: "))
                    event.name = line.mid(7);
                else if (line.startsWith("id: "))
                    event.id = line.mid(4);
                else if (line.startsWith("data: "))
                    event.data = QJsonDocument::fromJson(line.mid(6)).object();
            }
            if (!event.name.isEmpty() || text.isEmpty())
                return event;
        }
    }
    /** The next of that name that tells of the id, or of all. */
    Event next(const QByteArray &name, qint64 id = 0)
    {
        Event event = next();
        while (!event.text.isEmpty() && (event.name != name || (id != 0 && !event.ids().contains(id))))
            event = next();
        return event;
    }
    bool waitUntilEnded()
    {
        while (!block().isEmpty())
            continue;
        return m_socket.state() == QAbstractSocket::UnconnectedState;
    }

private:
    void noteId(const QByteArray &text)
    {
        const QList<QByteArray> lines = text.split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("id: "))
                m_lastId = line.mid(4);
        }
    }

    QTcpSocket m_socket;
    QByteArray m_received;
    QByteArray m_head;
    QByteArray m_first;
    QByteArray m_lastId;
};

qint64 propose(Storage &storage, qint64 product)
{
    const auto made = valueOf(storage.write([product](Database &database) -> Result<QList<Proposal>> {
        const auto known = ProductRepository(database).find(product);
        if (!known)
            return failure(known.error());
        Proposal proposal;
        proposal.productId = product;
        proposal.baseRevision = known->revision;
        proposal.origin = u"rules/1"_s;
        proposal.fields = {{ProductField::TitleOptimized, QString(), u"Better"_s, {u"better"_s}}};
        return ProposalRepository(database).add({proposal});
    }));
    return made.first().id;
}

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBeginning();
    void products_data() { addDatabases(); }
    void products();
    void imports_data() { addDatabases(); }
    void imports();
    void proposals_data() { addDatabases(); }
    void proposals();
    void jobs_data() { addDatabases(); }
    void jobs();
    void webhooks_data() { addDatabases(); }
    void webhooks();
    void otherCopiesOfTheProgram_data() { addDatabases(); }
    void otherCopiesOfTheProgram();
    void chosenTypes();
    void manyChangesAreFewEvents();
    void whoMayNotListen();
    void keysThatEndEndTheirStreams_data();
    void keysThatEndEndTheirStreams();
    void itBeats();
    void whatWasMissedIsSaid();
    void whatIsNotKnownAnyMoreIsSaid_data();
    void whatIsNotKnownAnyMoreIsSaid();
    void feedsEndAtAnyTime();
};

void TestEvents::theBeginning()
{
    const Told told;
    const Listener listener(told);
    const QByteArray head = listener.head().toLower();
    QVERIFY2(head.startsWith("http/1.1 200 ok\r\n"), head);
    QVERIFY2(head.contains("\r\ncontent-type: text/event-stream\r\n"), head);
    QVERIFY2(head.contains("\r\ncache-control: no-store\r\n"), head);
    QVERIFY2(!head.contains("etag") && !head.contains("content-length"), head);
    QCOMPARE(listener.first(), QByteArray("retry: 3000"));
    QCOMPARE(told.ask("HEAD", "/api/events").header("content-type"), QByteArray("text/event-stream"));
}

void TestEvents::products()
{
    const Told told;
    Listener listener(told);
    const qint64 product = told.addProduct();
    QCOMPARE(listener.next("product").ids(), QSet<qint64>{product});
    told.change(product);
    QCOMPARE(listener.next("product").ids(), QSet<qint64>{product});
    QCOMPARE(told.ask("DELETE", "/api/products/" + number(product)).status, 204);
    QCOMPARE(listener.next("product").ids(), QSet<qint64>{product});
}

void TestEvents::imports()
{
    Told told;
    Listener listener(told, "?types=product");
    std::vector<ProductDraft> drafts;
    for (int i = 1; i <= 3000; ++i)
        drafts.push_back(draft(i));
    QVERIFY(importDrafts(told.storage(), std::move(drafts)));
    const Event event = listener.next();
    QCOMPARE(event.name, QByteArray("product"));
    QVERIFY2(event.isAll(), event.text);
}

void TestEvents::proposals()
{
    Told told;
    const qint64 product = told.addProduct();
    Listener listener(told);
    const qint64 proposal = propose(told.storage(), product);
    QCOMPARE(listener.next("proposal").ids(), QSet<qint64>{proposal});
    QCOMPARE(told.ask("POST", "/api/proposals/" + number(proposal) + "/accept", "{}").status, 200);
    QCOMPARE(listener.next("product").ids(), QSet<qint64>{product});
    QCOMPARE(listener.next("proposal").ids(), QSet<qint64>{proposal});
}

void TestEvents::jobs()
{
    Told told;
    Listener listener(told, "?types=job");
    const JobQueue queue(told.storage());
    QCOMPARE(queue.add({{.kind = u"test"_s}}), 1);
    const QSet<qint64> ids = listener.next().ids();
    QCOMPARE(ids.size(), 1);
    const qint64 job = *ids.begin();
    const QList<Job> claimed = queue.claim();
    QCOMPARE(claimed.size(), 1);
    QCOMPARE(listener.next().ids(), ids);
    QVERIFY(queue.complete(claimed.first()));
    QCOMPARE(listener.next().ids(), ids);
    QCOMPARE(queue.add(QList<NewJob>(1500, {.kind = u"test"_s})), 1500);
    QVERIFY(listener.next().isAll());
    QCOMPARE(told.ask("POST", "/api/jobs/" + number(job + 1) + "/cancel").status, 200);
    QCOMPARE(listener.next().ids(), QSet<qint64>{job + 1});
    QCOMPARE(told.ask("POST", "/api/jobs/" + number(job + 1) + "/retry").status, 200);
    QCOMPARE(listener.next().ids(), QSet<qint64>{job + 1});
}

void TestEvents::webhooks()
{
    Told told;
    Listener listener(told, "?types=webhook");
    QVERIFY(told.addProduct() > 0);
    const QSet<qint64> ids = listener.next().ids();
    const auto events =
        valueOf(told.storage().read([](Database &database) { return WebhookRepository(database).list({}); }));
    QCOMPARE(events.size(), 1);
    QCOMPARE(ids, QSet<qint64>{events.first().id});
    const auto removed = valueOf(told.storage().write(
        [id = events.first().id](Database &database) { return WebhookRepository(database).remove({id}); }));
    QCOMPARE(removed, 1);
    QCOMPARE(listener.next().ids(), ids);
}

void TestEvents::otherCopiesOfTheProgram()
{
    const Told told;
    if (!told.isPostgres())
        QSKIP("SQLite's file is one program's.");
    Listener listener(told);
    Storage::Options options;
    options.location = told.location();
    const auto other = Storage::open(options);
    QVERIFY(other);
    QCOMPARE(JobQueue(**other).add({{.kind = u"test"_s}}), 1);
    QVERIFY(listener.next("job").isAll());
    QVERIFY(importDrafts(**other, {draft(1)}));
    QVERIFY(listener.next("product").isAll());
}

void TestEvents::chosenTypes()
{
    Told told;
    Listener jobs(told, "?types=job");
    Listener two(told, "?types=proposal,job&types=webhook");
    const qint64 product = told.addProduct();
    QCOMPARE(two.next().name, QByteArray("webhook"));
    const qint64 proposal = propose(told.storage(), product);
    QCOMPARE(two.next().ids(), QSet<qint64>{proposal});
    QCOMPARE(JobQueue(told.storage()).add({{.kind = u"test"_s}}), 1);
    QCOMPARE(jobs.next().name, QByteArray("job"));
    QCOMPARE(two.next().name, QByteArray("job"));
    const RawAnswer wrong = told.ask("GET", "/api/events?types=job,order");
    QCOMPARE(wrong.status, 422);
    QVERIFY2(wrong.errorMessage().startsWith(u"types: "), wrong.body);
}

void TestEvents::manyChangesAreFewEvents()
{
    Told told(EventFeedOptions{.gather = std::chrono::milliseconds(500)});
    Listener listener(told, "?types=job");
    const JobQueue queue(told.storage());
    constexpr int jobs = 200;
    for (int i = 0; i < jobs; ++i)
        QCOMPARE(queue.add({{.kind = u"test"_s}}), 1);
    QSet<qint64> ids;
    int events = 0;
    while (ids.size() < jobs) {
        const Event event = listener.next();
        QVERIFY(!event.ids().isEmpty());
        QVERIFY2(!ids.intersects(event.ids()), event.text);
        ids += event.ids();
        ++events;
    }
    QVERIFY2(events < jobs / 2, qPrintable(QString::number(events)));
}

void TestEvents::whoMayNotListen()
{
    Told told;
    const RawAnswer without =
        sendRequest(told.port(), "GET /api/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QCOMPARE(without.status, 401);
    QCOMPARE(without.header("www-authenticate"), QByteArray("Bearer"));
    QCOMPARE(told.ask("GET", "/api/events", {}, "lw_unknown").status, 401);
    QCOMPARE(told.ask("GET", "/api/events", {}, told.addKey(ApiScope::Write)).status, 403);
    QCOMPARE(told.ask("POST", "/api/events").status, 405);
    const Listener reader(told, {}, {}, told.addKey(ApiScope::Read));
    QVERIFY(reader.head().startsWith("HTTP/1.1 200"));
}

void TestEvents::keysThatEndEndTheirStreams_data()
{
    QTest::addColumn<bool>("revoked");
    QTest::newRow("revoked") << true;
    QTest::newRow("expired") << false;
}

void TestEvents::keysThatEndEndTheirStreams()
{
    QFETCH(bool, revoked);
    Told told(EventFeedOptions{.keyCheck = std::chrono::milliseconds(100)});
    const auto expires = revoked ? std::nullopt : std::optional(QDateTime::currentDateTimeUtc().addSecs(2));
    const QByteArray key = told.addKey(ApiScope::Read, expires);
    Listener staying(told);
    Listener listener(told, {}, {}, key);
    QVERIFY(listener.head().startsWith("HTTP/1.1 200"));
    if (revoked)
        told.revokeNewestKey();
    QVERIFY(listener.waitUntilEnded());
    QCOMPARE(told.ask("GET", "/api/events", {}, key).status, 401);
    QVERIFY(told.addProduct() > 0);
    QCOMPARE(staying.next().name, QByteArray("product"));
}

void TestEvents::itBeats()
{
    const Told told(EventFeedOptions{.heartbeat = std::chrono::milliseconds(50)});
    Listener listener(told, "?types=proposal");
    const QByteArray first = listener.block();
    QVERIFY(told.addProduct() > 0); // nothing that it wants, but it is further
    for (QByteArray beat = listener.block(); beat == first || beat == ":\n" + first; beat = listener.block())
        QVERIFY(!beat.isEmpty());
    const QByteArray beat = listener.block();
    QVERIFY2(beat.startsWith(":\nid: "), beat);
}

void TestEvents::whatWasMissedIsSaid()
{
    const Told told;
    QByteArray lastId;
    qint64 product = 0;
    {
        Listener listener(told, "?types=product");
        product = told.addProduct("A-1");
        lastId = listener.next("product").id;
        QVERIFY(!lastId.isEmpty());
    }
    Listener other(told);
    const qint64 next = told.addProduct("A-2");
    QCOMPARE(other.next("product", next).ids(), QSet<qint64>{next});
    told.change(product);
    QCOMPARE(other.next("product", product).ids(), QSet<qint64>{product});
    Listener again(told, "?types=product", "Last-Event-ID: " + lastId + "\r\n");
    QCOMPARE(again.next().ids(), QSet<qint64>{next});
    QCOMPARE(again.next().ids(), QSet<qint64>{product});
    const QByteArray end = again.block();
    QVERIFY2(end.startsWith("id: "), end);
    Listener upToDate(told, {}, "Last-Event-ID: " + again.lastId() + "\r\n");
    const qint64 last = told.addProduct("A-3");
    QCOMPARE(upToDate.next().ids(), QSet<qint64>{last}); // no "reset"
}

void TestEvents::whatIsNotKnownAnyMoreIsSaid_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("another program's") << QByteArray("0") << QByteArray();
    QTest::newRow("not one of ours") << QByteArray() << QByteArray("99");
    QTest::newRow("too long ago") << QByteArray() << QByteArray();
}

void TestEvents::whatIsNotKnownAnyMoreIsSaid()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Told told(EventFeedOptions{.kept = 100}); // one event
    QByteArray id;
    {
        Listener listener(told, "?types=product");
        QVERIFY(told.addProduct("A-1") > 0);
        id = listener.next("product").id;
        for (const char *next : {"A-2", "A-3", "A-4"}) {
            const qint64 product = told.addProduct(next);
            QCOMPARE(listener.next("product").ids(), QSet<qint64>{product});
        }
    }
    Listener listener(told, {}, "Last-Event-ID: " + before + id + after + "\r\n");
    const Event event = listener.next();
    QCOMPARE(event.name, QByteArray("reset"));
    QVERIFY2(event.isAll() && event.id.left(8) == id.left(8), event.text);
}

void TestEvents::feedsEndAtAnyTime()
{
    CatalogFixture fixture;
    const auto storage = fixture.open();
    const JobQueue queue(*storage);
    std::jthread changes([&](const std::stop_token &stop) {
        while (!stop.stop_requested())
            queue.add({{.kind = u"test"_s}});
    });
    for (int i = 0; i < 50; ++i) {
        ApiGuard guard(*storage);
        EventFeed feed(*storage, guard,
                       {.gather = std::chrono::milliseconds(1),
                        .heartbeat = std::chrono::milliseconds(1),
                        .keyCheck = std::chrono::milliseconds(1)});
        const auto stream = std::make_shared<AnswerStream>();
        for (int j = 0; j < 20; ++j)
            feed.subscribe({.stream = stream, .key = "lw_" + number(j)}, {});
    }
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
