// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakejob.h"
#include "services/intake/webhookroute.h"
#include "services/server/httpserver.h"
#include "services/storage/productrepository.h"
#include "services/storage/webhookrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/gunzip.h"
#include "tests/support/postgresserver.h"
#include "tests/support/rawhttp.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>
#include <QTranslator>

#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray path = "/api/import/webhook";
const QByteArray secretLine = "x-webhook-secret: s3cret\r\n";

QByteArray product(int number, const QByteArray &title = "Drill")
{
    return "{\"source_id\":\"" + QByteArray::number(number) + "\",\"title\":\"" + title + ' ' +
           QByteArray::number(number) + "\",\"price\":\"12.50 EUR\"}";
}

QByteArray products(int first, int count)
{
    QByteArrayList all;
    for (int i = 0; i < count; ++i)
        all.append(product(first + i));
    return '[' + all.join(',') + ']';
}

/** "<Title>" for "Title". */
class Foreign : public QTranslator
{
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return u'<' + QString::fromUtf8(text) + u'>';
    }
};

/** A catalog that takes requests. */
class Receiving
{
public:
    Receiving()
    {
        m_storage = m_fixture.open();
        restart();
    }
    ~Receiving()
    {
        m_server.reset();
        m_runner.reset();
        m_queue.reset();
    }

    RawAnswer post(const QByteArray &body, const QByteArray &headers = secretLine,
                   const QByteArray &type = "application/json")
    {
        return sendRequest(m_server->port(), postRequest(path, body, headers, type));
    }
    template <class Work>
    auto read(Work work)
    {
        return valueOf(m_storage->read(std::move(work)));
    }
    QList<WebhookEvent> events()
    {
        return read([](Database &database) { return WebhookRepository(database).list({}); });
    }
    WebhookEvent event(qint64 id)
    {
        return read([id](Database &database) { return WebhookRepository(database).find(id); });
    }
    qint64 productCount()
    {
        return read([](Database &database) {
            Query count(database, u"SELECT count(*) FROM products"_s);
            return count.firstNumber();
        });
    }
    ImportJob import(qint64 id)
    {
        return read([id](Database &database) { return ImportJobRepository(database).find(id); });
    }
    void work()
    {
        m_runner = std::make_unique<JobRunner>(*m_storage, QList<JobKind>{intakejob::kind([] { return given(); })});
        m_runner->start();
    }
    void restart(qint64 direct = 1000, qint64 most = 100'000)
    {
        m_server.reset();
        m_queue = std::make_unique<IntakeQueue>(
            *m_storage, IntakeOptions{.given = given(), .directProducts = direct, .mostProducts = most});
        RouteTable routes;
        routes.add(webhookRoute(m_guard, *m_queue));
        HttpServerOptions options;
        options.port = 0;
        m_server = std::make_unique<HttpServer>(std::move(routes), options);
        if (const auto started = m_server->start(); !started)
            qFatal("%s", qPrintable(started.error().message));
    }
    Storage &storage() { return *m_storage; }
    quint16 port() const { return m_server->port(); }
    const CatalogFixture &fixture() const { return m_fixture; }

private:
    static ReadOptions given()
    {
        ReadOptions options;
        options.sourcePlatform = u"webhook"_s;
        options.defaultCurrency = u"EUR"_s;
        return options;
    }

    CatalogFixture m_fixture;
    std::unique_ptr<Storage> m_storage;
    WebhookGuard m_guard{WebhookSecret{.current = u"s3cret"_s}};
    std::unique_ptr<IntakeQueue> m_queue;
    std::unique_ptr<JobRunner> m_runner;
    std::unique_ptr<HttpServer> m_server;
};

} // namespace

class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void productsAreStoredWhenTheAnswerIsThere_data() { addDatabases(); }
    void productsAreStoredWhenTheAnswerIsThere();
    void aProductTwiceInARequestIsUnchangedAsWell_data() { addDatabases(); }
    void aProductTwiceInARequestIsUnchangedAsWell();
    void repeatsAreUnchanged_data() { addDatabases(); }
    void repeatsAreUnchanged();
    void someAreWrong_data() { addDatabases(); }
    void someAreWrong();
    void allAreWrong_data() { addDatabases(); }
    void allAreWrong();
    void unreadableOnesAreKept_data() { addDatabases(); }
    void unreadableOnesAreKept();
    void wrongSecretsAreNoted_data() { addDatabases(); }
    void wrongSecretsAreNoted();
    void secretsAreNotKept_data() { addDatabases(); }
    void secretsAreNotKept();
    void oneWithoutATitleChangesWhatIsThere_data() { addDatabases(); }
    void oneWithoutATitleChangesWhatIsThere();
    void manyAtOnce_data() { addDatabases(); }
    void manyAtOnce();
    void signedOnesAreTakenOnce_data() { addDatabases(); }
    void signedOnesAreTakenOnce();
    void withoutADatabaseAllAreRefused_data();
    void withoutADatabaseAllAreRefused();
    void theSameAtOnceIsOne_data() { addDatabases(); }
    void theSameAtOnceIsOne();
    void manyProductsAreLeftToAJob_data() { addDatabases(); }
    void manyProductsAreLeftToAJob();
    void whatAJobCannotImportIsFailed_data() { addDatabases(); }
    void whatAJobCannotImportIsFailed();
    void onlyThoseWithAJobStay_data() { addDatabases(); }
    void onlyThoseWithAJobStay();
    void whatIsMalformedIsSoOnceMore_data() { addDatabases(); }
    void whatIsMalformedIsSoOnceMore();
    void eachRequestCanBeUndone_data() { addDatabases(); }
    void eachRequestCanBeUndone();
    void tooManyProductsAreRefused_data() { addDatabases(); }
    void tooManyProductsAreRefused();
    void aFloodWithoutASecretFillsNothing_data() { addDatabases(); }
    void aFloodWithoutASecretFillsNothing();
    void theNewestOfAnOutcomeStay_data() { addDatabases(); }
    void theNewestOfAnOutcomeStay();
    void hugeNumbersAndRepeatedKeys_data() { addDatabases(); }
    void hugeNumbersAndRepeatedKeys();
    void fieldsAreTheSameInEveryLanguage_data() { addDatabases(); }
    void fieldsAreTheSameInEveryLanguage();
    void aFullDiskEndsByItself();
};

#define START                                                                                                          \
    if (const CatalogFixture probe; !probe.isAvailable())                                                              \
        QSKIP(qPrintable(probe.whyNot()));                                                                             \
    Receiving receiving

void TestWebhook::productsAreStoredWhenTheAnswerIsThere()
{
    START;
    const QByteArray body = "{\"products\":" + products(1, 3) + '}';
    const RawAnswer answer = receiving.post(body);
    QVERIFY2(answer.status == 200, answer.body);
    const QJsonObject json = answer.json();
    QVERIFY(!json.contains(u"error"));
    QCOMPARE(json[u"received"].toInt(), 3);
    QCOMPARE(json[u"created"].toInt(), 3);
    QCOMPARE(json[u"updated"].toInt(), 0);
    QCOMPARE(json[u"unchanged"].toInt(), 0);
    QCOMPARE(json[u"failed"].toInt(), 0);
    const QJsonArray items = json[u"items"].toArray();
    QCOMPARE(items.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const QJsonObject item = items[i].toObject();
        QCOMPARE(item[u"index"].toInt(), i);
        QCOMPARE(item[u"source_id"].toString(), QString::number(i + 1));
        QCOMPARE(item[u"outcome"].toString(), u"created"_s);
        const qint64 id = item[u"id"].toInteger();
        const Product stored =
            receiving.read([id](Database &database) { return ProductRepository(database).find(id); });
        QCOMPARE(stored.sourceId, QString::number(i + 1));
        QCOMPARE(stored.sourcePlatform, u"webhook"_s);
        QCOMPARE(stored.titleOriginal, u"Drill %1"_s.arg(i + 1));
    }
    const ImportJob job = receiving.import(json[u"job_id"].toInteger());
    QCOMPARE(job.state, ImportState::Completed);
    QCOMPARE(job.created, 3);
    QCOMPARE(job.records, 3);
    const QList<WebhookEvent> events = receiving.events();
    QCOMPARE(events.size(), 1);
    const WebhookEvent event = receiving.event(events.first().id);
    QCOMPARE(event.outcome, WebhookOutcome::Imported);
    QCOMPARE(event.body, body);
    QCOMPARE(event.size, body.size());
    QCOMPARE(event.status, 200);
    QCOMPARE(event.answer, answer.body);
    QCOMPARE(event.importJob, job.id);
    QCOMPARE(event.products, 3);
    QCOMPARE(event.remoteAddress, u"127.0.0.1"_s);
    QCOMPARE(event.headers[u"user-agent"].toString(), u"n8n"_s);
}

void TestWebhook::aProductTwiceInARequestIsUnchangedAsWell()
{
    START;
    const QByteArray twice = '[' + product(1, "First") + ',' + product(2) + ',' + product(1, "Second") + ']';
    QCOMPARE(receiving.post(twice).status, 200);
    for (int i = 0; i < 2; ++i) {
        const RawAnswer again = receiving.post(twice);
        QCOMPARE(again.json()[u"updated"].toInt(), 0);
        QCOMPARE(again.json()[u"unchanged"].toInt(), 3);
    }
    // A part of it is news.
    QCOMPARE(receiving.post('[' + product(1, "First") + ']').json()[u"updated"].toInt(), 1);
    QCOMPARE(receiving.post(twice).json()[u"updated"].toInt(), 1);
}

void TestWebhook::repeatsAreUnchanged()
{
    START;
    const RawAnswer first = receiving.post(products(1, 3));
    const RawAnswer second = receiving.post(products(1, 3));
    QCOMPARE(second.status, 200);
    QCOMPARE(second.json()[u"unchanged"].toInt(), 3);
    QCOMPARE(second.json()[u"created"].toInt(), 0);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(second.json()[u"items"][i][u"id"], first.json()[u"items"][i][u"id"]);
    const RawAnswer third = receiving.post('[' + product(2, "Saw") + ',' + product(9) + ']');
    QCOMPARE(third.json()[u"updated"].toInt(), 1);
    QCOMPARE(third.json()[u"created"].toInt(), 1);
    QCOMPARE(third.json()[u"items"][0][u"outcome"].toString(), u"updated"_s);
    QCOMPARE(third.json()[u"items"][0][u"id"], first.json()[u"items"][1][u"id"]);
    QCOMPARE(receiving.productCount(), 4);
}

void TestWebhook::someAreWrong()
{
    START;
    const RawAnswer answer =
        receiving.post('[' + product(1) + ",{\"source_id\":\"2\",\"title\":\"Bad\",\"gtin\":\"123\"},7]");
    QCOMPARE(answer.status, 200);
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"created"].toInt(), 1);
    QCOMPARE(json[u"failed"].toInt(), 2);
    const QJsonObject bad = json[u"items"][1].toObject();
    QCOMPARE(bad[u"outcome"].toString(), u"failed"_s);
    QCOMPARE(bad[u"source_id"].toString(), u"2"_s);
    QVERIFY(!bad.contains(u"id"));
    QCOMPARE(bad[u"errors"][0][u"field"].toString(), u"gtin"_s);
    QVERIFY(!bad[u"errors"][0][u"message"].toString().isEmpty());
    QCOMPARE(receiving.events().first().outcome, WebhookOutcome::Partly);
    QCOMPARE(receiving.events().first().failed, 2);
    QVERIFY(receiving.events().first().error.contains(u"gtin"_s));
    QCOMPARE(receiving.productCount(), 1);
}

void TestWebhook::allAreWrong()
{
    START;
    const RawAnswer answer = receiving.post(R"([{"source_id":"2","title":"Bad","gtin":"123"}])");
    QCOMPARE(answer.status, 422);
    QVERIFY2(answer.errorMessage().contains(u"gtin"_s), answer.body);
    QCOMPARE(answer.json()[u"error"][u"details"][u"failed"].toInt(), 1);
    QCOMPARE(answer.json()[u"error"][u"details"][u"items"][0][u"outcome"].toString(), u"failed"_s);
    QVERIFY(!answer.json()[u"error"][u"request_id"].toString().isEmpty());
    QCOMPARE(receiving.events().first().outcome, WebhookOutcome::Rejected);
    QCOMPARE(receiving.productCount(), 0);
    const RawAnswer nothing = receiving.post("[]");
    QCOMPARE(nothing.status, 200);
    QCOMPARE(nothing.json()[u"received"].toInt(-1), 0);
}

void TestWebhook::unreadableOnesAreKept()
{
    START;
    const QByteArray body = R"([{"source_id":"1","title":"Drill"},)";
    const RawAnswer answer = receiving.post(body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorCode(), u"malformed"_s);
    const WebhookEvent event = receiving.event(receiving.events().first().id);
    QCOMPARE(event.outcome, WebhookOutcome::Malformed);
    QCOMPARE(event.body, body);
    QCOMPARE(event.importJob, 0);
    QVERIFY(!event.error.isEmpty());
    QCOMPARE(receiving.productCount(), 0);
    const RawAnswer text = receiving.post("title;price", secretLine, "text/csv");
    QCOMPARE(text.status, 415);
    QCOMPARE(receiving.events().size(), 2);
}

void TestWebhook::wrongSecretsAreNoted()
{
    START;
    const RawAnswer missing = receiving.post(products(1, 1), {});
    QCOMPARE(missing.status, 401);
    QCOMPARE(missing.errorCode(), u"unauthorized"_s);
    const RawAnswer wrong = receiving.post(products(1, 1), "X-Webhook-Secret: nonsense\r\n");
    QCOMPARE(wrong.status, 401);
    QTRY_COMPARE(receiving.events().size(), 2);
    const WebhookEvent event = receiving.event(receiving.events().first().id);
    QCOMPARE(event.outcome, WebhookOutcome::Unauthorized);
    QVERIFY(event.body.isEmpty());
    QCOMPARE(event.size, products(1, 1).size());
    QCOMPARE(receiving.productCount(), 0);
    QCOMPARE(receiving.post(products(1, 1), "X-WEBHOOK-Secret: s3cret\r\n").status, 200);
}

void TestWebhook::secretsAreNotKept()
{
    START;
    QCOMPARE(receiving
                 .post(products(1, 1), secretLine + "Authorization: Bearer abc\r\nCookie: a=abc\r\nX-API-Key: abc\r\n"
                                                    "Webhook-Secret: abc\r\nX-Secret: abc\r\nX-Execution: 17\r\n")
                 .status,
             200);
    const WebhookEvent event = receiving.event(receiving.events().first().id);
    const QByteArray headers = QJsonDocument(event.headers).toJson();
    QVERIFY(!headers.contains("s3cret") && !headers.contains("abc"));
    QCOMPARE(event.headers[u"x-execution"].toString(), u"17"_s);
}

void TestWebhook::oneWithoutATitleChangesWhatIsThere()
{
    START;
    const QByteArray priced = R"({"source_id":"1","price":"15.00 EUR"})";
    const RawAnswer early = receiving.post('[' + priced + ',' + product(2) + ']');
    QCOMPARE(early.status, 200);
    QCOMPARE(early.json()[u"items"][0][u"outcome"].toString(), u"failed"_s);
    QVERIFY(!early.json()[u"items"][0][u"errors"].toArray().isEmpty());
    QCOMPARE(receiving.post('[' + product(1) + ',' + priced + ']').json()[u"updated"].toInt(), 1);
    const Product stored =
        receiving
            .read([](Database &database) { return ProductRepository(database).findBySource(u"webhook"_s, u"1"_s); })
            .value();
    QCOMPARE(stored.titleOriginal, u"Drill 1"_s);
    QCOMPARE(stored.price->minorUnits(), 1500);
}

void TestWebhook::signedOnesAreTakenOnce()
{
    START;
    const auto signedLines = [](const QByteArray &body) {
        const QByteArray second = QByteArray::number(QDateTime::currentSecsSinceEpoch());
        const QByteArray mac =
            QMessageAuthenticationCode::hash(QByteArray(second + '.' + body), "s3cret", QCryptographicHash::Sha256);
        return QByteArray("X-Timestamp: " + second + "\r\nX-Signature: sha256=" + mac.toHex() + "\r\n");
    };
    const QByteArray body = products(1, 3);
    const QByteArray lines = signedLines(body);
    std::atomic<int> taken = 0;
    std::atomic<int> repeated = 0;
    std::vector<std::thread> senders;
    for (int i = 0; i < 6; ++i) {
        senders.emplace_back([&] {
            const RawAnswer answer = receiving.post(body, lines);
            taken += answer.status == 200 ? 1 : 0;
            repeated += answer.status == 401 ? 1 : 0;
        });
    }
    for (std::thread &sender : senders)
        sender.join();
    QCOMPARE(taken, 1);
    QCOMPARE(repeated, 5);
    QCOMPARE(receiving.productCount(), 3);
    QCOMPARE(receiving.post(products(1, 2), lines).status, 401); // signed for another body
    const QByteArray unreadable = "[{";
    const QByteArray again = signedLines(unreadable);
    QCOMPARE(receiving.post(unreadable, again).status, 400);
    QCOMPARE(receiving.post(unreadable, again).status, 400); // nothing was stored of it, so it is no repetition
}

void TestWebhook::withoutADatabaseAllAreRefused_data()
{
    QTest::addColumn<bool>("sqlite");
    QTest::newRow("postgresql") << false;
}

void TestWebhook::withoutADatabaseAllAreRefused()
{
    START;
    PostgresDatabase *const database = receiving.fixture().postgres();
    QCOMPARE(receiving.post(products(1, 1)).status, 200);
    database->setReachable(false);
    std::atomic<int> refused = 0;
    std::vector<std::thread> senders;
    for (int sender = 0; sender < 4; ++sender) {
        senders.emplace_back([&receiving, &refused] {
            for (int i = 0; i < 20; ++i)
                refused += receiving.post(products(2, 1)).status == 503 ? 1 : 0;
        });
    }
    for (std::thread &sender : senders)
        sender.join();
    QCOMPARE(refused, 80);
    database->setReachable(true);
    QTRY_COMPARE_WITH_TIMEOUT(receiving.post(products(2, 1)).status, 200, 30'000);
    QCOMPARE(receiving.productCount(), 2);
}

void TestWebhook::manyAtOnce()
{
    START;
    constexpr int senders = 50; // as n8n sends an item each
    std::vector<RawAnswer> answers(senders);
    std::vector<std::thread> threads;
    for (int i = 0; i < senders; ++i)
        threads.emplace_back([&, i] {
            answers[static_cast<std::size_t>(i)] =
                sendRequest(receiving.port(), postRequest(path, product(i + 1), secretLine));
        });
    for (std::thread &thread : threads)
        thread.join();
    QSet<qint64> ids;
    for (const RawAnswer &answer : answers) {
        QVERIFY2(answer.status == 200, answer.body);
        QCOMPARE(answer.json()[u"created"].toInt(), 1);
        ids.insert(answer.json()[u"items"][0][u"id"].toInteger());
    }
    QCOMPARE(ids.size(), senders);
    QCOMPARE(receiving.productCount(), senders);
    QCOMPARE(receiving.events().size(), senders);
}

void TestWebhook::theSameAtOnceIsOne()
{
    START;
    constexpr int senders = 20;
    std::vector<RawAnswer> answers(senders);
    std::vector<std::thread> threads;
    for (int i = 0; i < senders; ++i)
        threads.emplace_back([&, i] {
            answers[static_cast<std::size_t>(i)] =
                sendRequest(receiving.port(), postRequest(path, products(1, 5), secretLine));
        });
    for (std::thread &thread : threads)
        thread.join();
    qint64 created = 0;
    qint64 unchanged = 0;
    for (const RawAnswer &answer : answers) {
        QVERIFY2(answer.status == 200, answer.body);
        created += answer.json()[u"created"].toInt();
        unchanged += answer.json()[u"unchanged"].toInt();
    }
    QCOMPARE(created, 5);
    QCOMPARE(unchanged, 5 * (senders - 1));
    QCOMPARE(receiving.productCount(), 5);
}

void TestWebhook::manyProductsAreLeftToAJob()
{
    START;
    const RawAnswer answer = receiving.post(products(1, 2500));
    QVERIFY2(answer.status == 202, answer.body);
    const qint64 id = answer.json()[u"job_id"].toInteger();
    QVERIFY(answer.hasHeader("Location: /api/import/job/" + QByteArray::number(id)));
    QCOMPARE(receiving.events().first().outcome, WebhookOutcome::Waiting);
    QCOMPARE(receiving.import(id).state, ImportState::Running);
    QCOMPARE(receiving.productCount(), 0);
    receiving.work();
    QTRY_COMPARE_WITH_TIMEOUT(receiving.import(id).state, ImportState::Completed, 60'000);
    QCOMPARE(receiving.import(id).created, 2500);
    QCOMPARE(receiving.productCount(), 2500);
    const WebhookEvent event = receiving.event(receiving.events().first().id);
    QCOMPARE(event.outcome, WebhookOutcome::Imported);
    QCOMPARE(event.importJob, id);
}

void TestWebhook::whatAJobCannotImportIsFailed()
{
    START;
    receiving.restart(2);
    const QByteArray body = products(1, 3);
    const RawAnswer answer = receiving.post(body);
    QVERIFY2(answer.status == 202, answer.body);
    const qint64 id = answer.json()[u"job_id"].toInteger();
    const qint64 webhook = receiving.events().first().id;
    const auto setBody = [&](const QByteArray &text) {
        ok(receiving.storage().write([text](Database &database) {
            Query update(database, u"UPDATE webhooks SET body = :body"_s);
            return update.bind(u":body"_s, text).run();
        }));
    };
    setBody("[{");
    receiving.work();
    QTRY_COMPARE_WITH_TIMEOUT(receiving.event(webhook).outcome, WebhookOutcome::Failed, 30'000);
    QVERIFY(!receiving.event(webhook).error.isEmpty());
    QCOMPARE(receiving.import(id).state, ImportState::Failed);
    QCOMPARE(receiving.import(id).error, receiving.event(webhook).error);
    // a person tries again once the fault is mended
    const auto jobs = [&] {
        return receiving.read([](Database &database) { return JobRepository(database).list({}); });
    };
    QTRY_COMPARE(jobs().first().state, JobState::Failed);
    setBody(body);
    QCOMPARE(valueOf(receiving.storage().write(
                 [job = jobs().first().id](Database &database) { return JobRepository(database).retry({job}); })),
             1);
    QTRY_COMPARE_WITH_TIMEOUT(receiving.event(webhook).outcome, WebhookOutcome::Imported, 30'000);
    QCOMPARE(receiving.event(webhook).error, QString());
    QCOMPARE(receiving.event(webhook).importJob, id);
    QCOMPARE(receiving.import(id).state, ImportState::Completed);
    QCOMPARE(receiving.import(id).error, QString());
    QCOMPARE(receiving.import(id).created, 3);
    QVERIFY(receiving.import(id).changeSet > 0); // can be undone
    QCOMPARE(receiving.productCount(), 3);
}

void TestWebhook::onlyThoseWithAJobStay()
{
    START;
    receiving.restart(2);
    QCOMPARE(receiving.post(products(1, 3)).status, 202);
    QCOMPARE(receiving.post(products(4, 3)).status, 202);
    const QList<WebhookEvent> events = receiving.events();
    QCOMPARE(events.size(), 2);
    const auto remove = [&](qint64 webhook) {
        return valueOf(receiving.storage().write(
            [webhook](Database &database) { return WebhookRepository(database).remove({webhook}); }));
    };
    const auto removeAll = [&] {
        return valueOf(receiving.storage().write([](Database &database) {
            return WebhookRepository(database).removeBefore(QDateTime::currentDateTimeUtc().addDays(1), 100);
        }));
    };
    QCOMPARE(remove(events[0].id), 0);
    QCOMPARE(removeAll(), 0);
    const auto cancelJobOf = [&](const WebhookEvent &event) {
        const auto jobs = receiving.read([](Database &database) { return JobRepository(database).list({}); });
        for (const Job &job : jobs) {
            if (job.uniqueKey == intakejob::order(event.id).uniqueKey)
                return valueOf(receiving.storage().write(
                    [id = job.id](Database &database) { return JobRepository(database).cancel({id}); }));
        }
        return qint64(0);
    };
    QCOMPARE(cancelJobOf(events[0]), 1);
    QCOMPARE(remove(events[1].id), 0);
    QCOMPARE(remove(events[0].id), 1);
    QCOMPARE(cancelJobOf(events[1]), 1);
    QCOMPARE(removeAll(), 1);
    QVERIFY(receiving.events().isEmpty());
}

void TestWebhook::whatIsMalformedIsSoOnceMore()
{
    START;
    QCOMPARE(receiving.post("[{").status, 400);
    QCOMPARE(receiving.post("a,b", secretLine, "text/csv").status, 415);
    const QList<WebhookEvent> before = receiving.events();
    QVERIFY2(!before[1].error.contains(u"file"_s), qPrintable(before[1].error)); // it is a request
    QCOMPARE(valueOf(receiving.storage().write([&](Database &database) {
                 return intakejob::replay(database, {before[0].id, before[1].id});
             })),
             2);
    receiving.work();
    const auto counts = [&] {
        return receiving.read([](Database &database) { return JobRepository(database).counts(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(counts().completed, 2, 30'000);
    QCOMPARE(counts().failed, 0);
    const QList<WebhookEvent> after = receiving.events();
    QCOMPARE(after.size(), 4);
    for (qsizetype i : {0, 1}) {
        QCOMPARE(after[i].outcome, WebhookOutcome::Malformed);
        const WebhookEvent original = receiving.event(after[i].replayOf);
        QCOMPARE(after[i].error, original.error);
        QCOMPARE(receiving.event(after[i].id).answer, original.answer);
    }
}

void TestWebhook::eachRequestCanBeUndone()
{
    START;
    QCOMPARE(receiving.post(products(1, 2)).status, 200);
    QCOMPARE(receiving.post('[' + product(1, "Saw") + ']').status, 200);
    QCOMPARE(receiving.post(products(1, 1)).json()[u"updated"].toInt(), 1);
    const auto undo = [&] {
        const QList<qint64> latest =
            receiving.read([](Database &database) { return ProductRepository(database).latestChangeSets(); });
        return valueOf(receiving.storage().write(
            [set = latest.value(0)](Database &database) { return ProductRepository(database).undo(set, u"test"_s); }));
    };
    const auto title = [&] {
        return receiving
            .read([](Database &database) { return ProductRepository(database).findBySource(u"webhook"_s, u"1"_s); })
            .value()
            .titleOriginal;
    };
    undo();
    QCOMPARE(title(), u"Saw 1"_s);
    undo();
    QCOMPARE(title(), u"Drill 1"_s);
    undo();
    QCOMPARE(receiving.productCount(), 0);
}

void TestWebhook::tooManyProductsAreRefused()
{
    START;
    receiving.restart(2, 5);
    const RawAnswer refused = receiving.post(products(1, 6));
    QCOMPARE(refused.status, 413);
    QCOMPARE(refused.errorCode(), u"too_many_products"_s);
    QVERIFY2(refused.errorMessage().contains(u"5"_s), refused.body);
    const WebhookEvent event = receiving.event(receiving.events().first().id);
    QCOMPARE(event.outcome, WebhookOutcome::Rejected);
    QCOMPARE(event.error, refused.errorMessage());
    QCOMPARE(event.importJob, 0);
    QCOMPARE(receiving.post(products(1, 5)).status, 202);
    QCOMPARE(receiving.events().first().products, 5);
    QCOMPARE(receiving.post(products(1, 2)).status, 200);
    QCOMPARE(receiving.productCount(), 2);
}

void TestWebhook::aFloodWithoutASecretFillsNothing()
{
    START;
    constexpr int each = 25;
    const QByteArray padding =
        "X-Padding: " + QByteArray(8000, 'x') + "\r\nUser-Agent: " + QByteArray(4000, 'y') + "\r\n";
    std::atomic<int> refused = 0;
    std::vector<std::thread> senders;
    for (const bool wrong : {false, true, false}) {
        senders.emplace_back([&, wrong] {
            const QByteArray lines = wrong ? padding + "X-Webhook-Secret: nonsense\r\n" : padding;
            for (int i = 0; i < each; ++i)
                refused += receiving.post(products(1, 1), lines).status == 401 ? 1 : 0;
        });
    }
    std::atomic<int> taken = 0;
    senders.emplace_back([&] {
        for (int i = 0; i < 10; ++i)
            taken += receiving.post(products(1, 1)).status == 200 ? 1 : 0;
    });
    for (std::thread &sender : senders)
        sender.join();
    QCOMPARE(refused, 3 * each);
    QCOMPARE(taken, 10);
    const QList<WebhookEvent> events = receiving.events();
    qsizetype kept = 0;
    for (const WebhookEvent &listed : events) {
        if (listed.outcome != WebhookOutcome::Unauthorized)
            continue;
        ++kept;
        const WebhookEvent event = receiving.event(listed.id);
        QVERIFY(QJsonDocument(event.headers).toJson().size() < 1500);
        QVERIFY(!event.headers.contains(u"x-padding"_s));
        QVERIFY(event.headers[u"user-agent"].toString().startsWith(u'y'));
    }
    QVERIFY2(kept > 0 && kept < each, qPrintable(QString::number(kept))); // ten at once, then one in six seconds
}

void TestWebhook::theNewestOfAnOutcomeStay()
{
    START;
    const auto add = [&](WebhookOutcome outcome) {
        return valueOf(receiving.storage().write([outcome](Database &database) {
            WebhookEvent event;
            event.receivedAt = QDateTime::currentDateTimeUtc();
            event.outcome = outcome;
            return WebhookRepository(database).add(event);
        }));
    };
    const qint64 imported = add(WebhookOutcome::Imported);
    QList<qint64> refused;
    for (int i = 0; i < 5; ++i)
        refused.append(add(WebhookOutcome::Unauthorized));
    const auto keep = [&](int most) {
        return valueOf(receiving.storage().write([most](Database &database) {
            return WebhookRepository(database).keepNewest(WebhookOutcome::Unauthorized, most);
        }));
    };
    QCOMPARE(keep(5), 0);
    QCOMPARE(keep(2), 3);
    QList<qint64> left;
    for (const WebhookEvent &event : receiving.events())
        left.append(event.id);
    QCOMPARE(left, (QList<qint64>{refused[4], refused[3], imported}));
}

void TestWebhook::hugeNumbersAndRepeatedKeys()
{
    START;
    const RawAnswer answer = receiving.post(
        R"([{"source_id":"1","title":"Drill","price":1e400},{"source_id":"2","title":"Lamp","title":"Saw"},
            {"source_id":"3","title":"Nail","price":"99999999999999999999999999 EUR"}])");
    QVERIFY2(answer.status == 200, answer.body);
    QCOMPARE(answer.json()[u"created"].toInt(), 1);
    QCOMPARE(answer.json()[u"failed"].toInt(), 2);
    const QJsonArray items = answer.json()[u"items"].toArray();
    QVERIFY(items[0][u"errors"][0][u"message"].toString().contains(u"1e400"_s));
    QCOMPARE(items[1][u"outcome"].toString(), u"created"_s);
    QCOMPARE(items[1][u"warnings"][0][u"field"].toString(), u"title"_s);
    QCOMPARE(items[2][u"errors"][0][u"field"].toString(), u"price"_s);
    QCOMPARE(receiving.productCount(), 1);
}

void TestWebhook::fieldsAreTheSameInEveryLanguage()
{
    START;
    Foreign language;
    QVERIFY(QCoreApplication::installTranslator(&language));
    const RawAnswer answer =
        receiving.post(QByteArray(R"([{"source_id":"1"},{"title":"No identity"},)") +
                       R"({"price":1e400,"source_id":"3","title":"Drill"},)"
                       R"({"json":{"source_id":"4","weight":-1e999,"title":"Saw"}},)"
                       R"({"title":"Nu\u0000l","source_id":"5"},)"
                       R"({"source_id":"6\u0000","title":"Lamp"},)"
                       R"({"sku":")" +
                       QByteArray(600, 'x') + R"(","source_id":"7","title":"Pot"},)" + product(8) + ']');
    QCoreApplication::removeTranslator(&language);
    QVERIFY2(answer.status == 200, answer.body);
    const QJsonObject json = QJsonDocument::fromJson(gunzipped(answer.body)).object();
    const QJsonArray items = json[u"items"].toArray();
    QStringList told;
    for (const auto &item : items)
        told.append(item[u"source_id"].toString() + u' ' + item[u"errors"][0][u"field"].toString());
    QCOMPARE(told, (QStringList{u"1 title"_s, u" source_id"_s, u"3 price"_s, u"4 weight"_s, u"5 title"_s,
                                u" source_id"_s, u"7 sku"_s, u"8 "_s}));
    QVERIFY(items[0][u"errors"][0][u"message"].toString().startsWith(u"<The title"));
    QVERIFY(items[3][u"errors"][0][u"message"].toString().contains(u"-1e999"));
}

void TestWebhook::aFullDiskEndsByItself()
{
    START; // SQLite, whose file can be told to be full
    const auto limit = [&receiving](int pages) {
        ok(receiving.storage().write(
            [pages](Database &database) { return database.execute(u"PRAGMA max_page_count=%1"_s.arg(pages)); }));
    };
    const QByteArray body = products(1, 900);
    limit(1); // as many as there are
    const RawAnswer refused = receiving.post(body);
    QCOMPARE(refused.status, statusOf(ErrorCode::StorageFull));
    QCOMPARE(refused.errorCode(), u"storage_full"_s);
    QCOMPARE(receiving.productCount(), 0);
    limit(1'000'000);
    QCOMPARE(receiving.post(body).status, 200);
    QCOMPARE(receiving.productCount(), 900);
}

QTEST_GUILESS_MAIN(TestWebhook)
#include "tst_webhook.moc"
