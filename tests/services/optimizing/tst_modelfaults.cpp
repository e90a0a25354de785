// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can go wrong with a model's service, each through a whole job to its end: what becomes of the job and
// its product, how often the service is asked, and the sentence that a person reads in the list of jobs.

#include "services/net/ratelimits.h"
#include "services/optimizing/optimization.h"
#include "services/storage/jobrepository.h"
#include "services/storage/proposalrepository.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/httpstub.h"
#include "tests/support/jobqueue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <mutex>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // milliseconds, for slow machines
constexpr int hour = 3600;       // seconds
constexpr std::chrono::minutes forEver{10};
const QString plantedKey = u"gsk_planted9Fault3Key7"_s;

/** Where the service is, and what is on the way there. */
enum class Place { Stub, Nowhere, UnknownName, Untrusted, ProxyIsAway, ProxyWantsPassword, ProxyRefuses };

struct Fault
{
    const char *name;
    StubAnswer answer; ///< "@" in its body stands for the key
    ErrorCode code;
    /** Word for word; "%1" is the address that the service's settings name. */
    const char *says;
    int attempts = 1;
    int requests = 1; ///< that the service saw
    int wait = 0;     ///< seconds until the next attempt, where the service says it
    Place place = Place::Stub;
};

StubAnswer broken(StubAnswer::Fault fault)
{
    StubAnswer answer;
    answer.body = QByteArray(1000, 'x');
    answer.fault = fault;
    return answer;
}

StubAnswer late()
{
    StubAnswer answer;
    answer.delay = forEver;
    return answer;
}

/** A good answer of the protocol, of which that is the text. */
QByteArray chatAnswer(const QByteArray &content)
{
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, QString::fromUtf8(content)}};
    const QJsonObject choice{{u"index"_s, 0}, {u"finish_reason"_s, u"stop"_s}, {u"message"_s, message}};
    return QJsonDocument(
               QJsonObject{{u"model"_s, u"test-model"_s},
                           {u"choices"_s, QJsonArray{choice}},
                           {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, 400}, {u"completion_tokens"_s, 30}}}})
        .toJson(QJsonDocument::Compact);
}

const QList<Fault> &refusals()
{
    static const QList<Fault> all{
        {"401",
         {401, R"({"error":{"message":"Incorrect API key provided: @","code":"invalid_api_key"}})"},
         ErrorCode::Unauthorized,
         "Groq does not accept the key. Check it in the settings, or get a new one."},
        {"403",
         {403, R"({"error":{"message":"The key @ may not use this model"}})"},
         ErrorCode::Forbidden,
         "Groq does not let this key use “test-model”. Choose another model, or use another key."},
        {"404 model",
         {404, R"({"error":{"message":"The model `test-model` does not exist","code":"model_not_found"}})"},
         ErrorCode::NotFound,
         "Groq has no model “test-model”, or does not offer it any more. Choose another one in the settings."},
        {"404 address",
         {404, "<html>Not found</html>"},
         ErrorCode::NotFound,
         "Groq was not found at %1. Check the address in the settings."},
        {"413",
         {413, R"({"error":{"message":"Request too large","code":"rate_limit_exceeded"}})"},
         ErrorCode::InvalidInput,
         "The product's texts are too long for “test-model” at Groq. Choose a model that takes longer texts."},
        {"429 with Retry-After",
         {429, R"({"error":{"message":"Rate limit reached for @"}})", {{"Retry-After", "3600"}}},
         ErrorCode::RateLimited,
         "Groq was asked too often. Try again later.",
         3,
         3,
         hour},
        {"429 without Retry-After",
         {429, R"({"error":{"message":"Rate limit reached for @"}})"},
         ErrorCode::RateLimited,
         "Groq was asked too often. Try again later.",
         3,
         3},
        {"500",
         {500, R"({"error":{"message":"Internal fault with @"}})"},
         ErrorCode::Unavailable,
         "Groq has a fault or is being maintained. Try again later.",
         3,
         3},
        {"503",
         {503, "<html>Maintenance</html>"},
         ErrorCode::Unavailable,
         "Groq has a fault or is being maintained. Try again later.",
         3,
         3},
        {"503 with Retry-After",
         {503, "", {{"Retry-After", "7200"}}},
         ErrorCode::Unavailable,
         "Groq has a fault or is being maintained. Try again later.",
         3,
         3,
         2 * hour},
    };
    return all;
}

const QList<Fault> &uselessAnswers()
{
    static const QList<Fault> all{
        {"empty body",
         {200, ""},
         ErrorCode::Unavailable,
         "Groq gave an empty answer. Try again later, or choose another model.",
         3,
         3},
        {"truncated JSON",
         {200, R"({"choices":[{"message":{"con)"},
         ErrorCode::Unavailable,
         "Groq gave an answer that breaks off or is no JSON. Try again later, or choose another model.",
         3,
         3},
        {"JSON of the wrong shape",
         {200, R"({"hello":"@"})"},
         ErrorCode::InvalidInput,
         "Groq gave an answer of an unexpected form. Is it the right kind of service? Check the address in the "
         "settings."},
        {"text of the wrong shape", // asked for once more
         {200, chatAnswer(R"({"hello":"world"})")},
         ErrorCode::InvalidInput,
         "The answer of test-model does not have the form that was asked for. A larger model may do better.",
         1,
         2},
        {"prose",
         {200, chatAnswer("Sure! Here is your title.")},
         ErrorCode::InvalidInput,
         "Groq did not answer in the form that was asked for. Try again, or use a stronger model.",
         1,
         2},
        {"10 MB",
         {200, QByteArray(10 * 1024 * 1024, 'x')},
         ErrorCode::InvalidInput,
         "The answer of %1 is too large. Check the address, or choose another model."},
    };
    return all;
}

const QList<Fault> &transportFaults()
{
    using Kind = StubAnswer::Fault;
    const char *const cut = "The connection to %1 ended before the answer was complete. Try again later.";
    static const QList<Fault> all{
        {"answer after the timeout", late(), ErrorCode::Timeout, "Groq took too long to answer.", 3, 3},
        {"ended before the request", broken(Kind::DropAtOnce), ErrorCode::Disconnected, cut, 3, 0},
        {"reset before the request", broken(Kind::DropUnread), ErrorCode::Disconnected, cut, 3, 3},
        {"ended after the request", broken(Kind::Drop), ErrorCode::Disconnected, cut, 3, 3},
        {"reset after the request", broken(Kind::Reset), ErrorCode::Disconnected, cut, 3, 3},
        {"half an answer", broken(Kind::HalfBody), ErrorCode::Disconnected, cut, 3, 3},
        {"no HTTP", broken(Kind::Garbage), ErrorCode::Disconnected, cut, 3, 3},
        {"nothing listens",
         {},
         ErrorCode::Disconnected,
         "Nothing answers at %1: the connection was refused. Check the address and the network.",
         3,
         0,
         0,
         Place::Nowhere},
        {"DNS",
         {},
         ErrorCode::Disconnected,
         "%1 was not found. Check the address and the network.",
         3,
         0,
         0,
         Place::UnknownName},
        {"TLS",
         {},
         ErrorCode::Untrusted,
         "The certificate of %1 comes from an authority that is not trusted here. If it is your company's own, name "
         "its "
         "certificates in the settings.",
         1,
         0,
         0,
         Place::Untrusted},
        {"proxy that is away",
         {},
         ErrorCode::Disconnected,
         "The proxy on the way to %1 does not answer, or does not let this through. Check its address in the settings.",
         3,
         0,
         0,
         Place::ProxyIsAway},
        {"proxy that wants a password",
         {407, "", {{"Proxy-Authenticate", "Basic realm=\"proxy\""}}},
         ErrorCode::Unauthorized,
         "The proxy wants a user name and a password. Give them with its address in the settings.",
         1,
         1,
         0,
         Place::ProxyWantsPassword},
        {"proxy that refuses",
         {403, "<html>Forbidden</html>"},
         ErrorCode::Disconnected,
         "The proxy on the way to %1 does not answer, or does not let this through. Check its address in the settings.",
         3,
         3,
         0,
         Place::ProxyRefuses},
    };
    return all;
}

QList<Fault> allFaults()
{
    return refusals() + uselessAnswers() + transportFaults();
}

StubAnswer withKey(StubAnswer answer)
{
    if (answer.body.size() < 1000)
        answer.body.replace('@', plantedKey.toLatin1());
    return answer;
}

/** A proxy on this machine that leads whatever is to be reached through it to one port. */
class Tunnel
{
public:
    explicit Tunnel(int port)
    {
        auto *server = new QTcpServer;
        if (!server->listen(QHostAddress::LocalHost))
            qFatal("no port is free");
        m_port = server->serverPort();
        server->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
        QObject::connect(server, &QTcpServer::newConnection, server, [this, server, port] {
            while (QTcpSocket *client = server->nextPendingConnection())
                lead(client, port);
        });
        m_thread.start();
    }
    ~Tunnel()
    {
        m_thread.quit();
        m_thread.wait();
        const std::lock_guard lock(m_mutex); // the thread sanitizer sees this, but not the end of Qt's thread
    }
    Tunnel(const Tunnel &) = delete;
    Tunnel &operator=(const Tunnel &) = delete;

    QString address() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    /** What it was asked in words, which is not encrypted. */
    QByteArray asked() const
    {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    void lead(QTcpSocket *client, int port)
    {
        auto *service = new QTcpSocket(client);
        QObject::connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        QObject::connect(service, &QTcpSocket::readyRead, client,
                         [client, service] { client->write(service->readAll()); });
        QObject::connect(service, &QTcpSocket::connected, client,
                         [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
        QObject::connect(client, &QTcpSocket::readyRead, service,
                         [this, client, service, port, head = QByteArray()]() mutable {
                             if (head.endsWith("\r\n\r\n")) {
                                 service->write(client->readAll());
                                 return;
                             }
                             head += client->readAll();
                             if (!head.endsWith("\r\n\r\n"))
                                 return;
                             {
                                 const std::lock_guard lock(m_mutex);
                                 m_asked += head;
                             }
                             service->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
                         });
    }

    QThread m_thread;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QByteArray m_asked;
};

} // namespace

class ModelFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyFaultEndsTheJob_data();
    void everyFaultEndsTheJob();
    void proxyThatWorks();
    void tunnelThatWorks();
    void cancellingEndsTheRequest_data() { addDatabases(); }
    void cancellingEndsTheRequest();

private:
    /** Puts the settings so that the service is reached there; the address as a person reads it. */
    QString setUp(const Fault &fault);
    JobKind kind();
    std::unique_ptr<JobRunner> runner(std::chrono::milliseconds poll = std::chrono::milliseconds(20));
    void open();
    void order();
    Job job() const { return JobQueue(*m_storage).all().value(0); }
    void compareSuccess();

    std::unique_ptr<CatalogFixture> m_catalog;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<HttpStub> m_stub;
    std::unique_ptr<HttpStub> m_secure;
    QTemporaryDir m_folder;
    std::optional<StubCertificate> m_certificate;
    RulePacks m_packs = RulePacks::load();
    OptimizationSettings m_settings;
    std::atomic<int> m_begun = 0;
    std::unique_ptr<RateLimits> m_limits;
    ProductId m_product = 0;
    qint64 m_bulk = 0;
};

void ModelFaultsTest::init()
{
    m_stub = std::make_unique<HttpStub>();
    m_settings = {};
    m_settings.provider = u"groq"_s;
    m_settings.http.proxy = u"none"_s;
    m_settings.timeout = std::chrono::minutes(9);
    m_begun = 0;
    // Between two attempts as much time goes by as any service asks to wait.
    m_limits = std::make_unique<RateLimits>(
        4, [this] { return std::chrono::steady_clock::now() + m_begun.load() * std::chrono::hours(24); });
}

void ModelFaultsTest::cleanup()
{
    m_storage.reset();
    m_catalog.reset();
    m_secure.reset();
    m_stub.reset();
}

void ModelFaultsTest::open()
{
    m_catalog = std::make_unique<CatalogFixture>();
    if (!m_catalog->isAvailable())
        QSKIP(qPrintable(m_catalog->whyNot()));
    m_storage = m_catalog->open();
}

QString ModelFaultsTest::setUp(const Fault &fault)
{
    QUrl url = m_stub->url(u"/v1"_s);
    const QString stubAsProxy = u"http://127.0.0.1:%1"_s.arg(m_stub->port());
    m_stub->always(withKey(fault.answer));
    if (fault.answer.delay.count() > 0)
        m_settings.timeout = std::chrono::seconds(1);
    switch (fault.place) {
    case Place::Stub:
        break;
    case Place::Nowhere:
        url = HttpStub().url(u"/v1"_s); // gone at once
        break;
    case Place::UnknownName:
        url = QUrl(u"https://models.invalid/v1"_s);
        break;
    case Place::Untrusted:
        m_secure = std::make_unique<HttpStub>(m_certificate);
        url = m_secure->url(u"/v1"_s);
        break;
    case Place::ProxyIsAway:
        m_settings.http.proxy = u"http://127.0.0.1:%1"_s.arg(HttpStub().port());
        url = QUrl(u"http://models.invalid/v1"_s);
        break;
    case Place::ProxyWantsPassword:
    case Place::ProxyRefuses:
        m_settings.http.proxy = stubAsProxy;
        url = QUrl(u"https://models.invalid/v1"_s);
        break;
    }
    m_settings.baseUrls.insert(u"groq"_s, url);
    return fault.code == ErrorCode::NotFound ? url.toString() : url.authority();
}

JobKind ModelFaultsTest::kind()
{
    JobKind kind = optimizeJobs(
        m_packs, [](const QString &) -> Result<QString> { return plantedKey; }, [this] { return m_settings; },
        *m_limits);
    kind.work = [this, work = kind.work](const Job &job, JobContext &context) {
        ++m_begun;
        return work(job, context);
    };
    return kind;
}

std::unique_ptr<JobRunner> ModelFaultsTest::runner(std::chrono::milliseconds poll)
{
    return std::make_unique<JobRunner>(
        *m_storage, QList<JobKind>{kind()},
        JobRunnerOptions{.workers = 2, .poll = poll, .firstPause = std::chrono::milliseconds(1)});
}

void ModelFaultsTest::order()
{
    Product lamp;
    lamp.sourcePlatform = u"test"_s;
    lamp.sourceId = u"1"_s;
    lamp.titleOriginal = u"Lamp"_s;
    lamp.descriptionOriginal = u"<p>Nordkap desk lamp with dimmer and oak foot</p>"_s;
    lamp.brand = u"Nordkap"_s;
    m_product = insertProducts(*m_storage, {lamp}).first().id;
    OptimizationOrder order;
    order.task = {.provider = u"groq"_s,
                  .model = u"test-model"_s,
                  .strongModel = {},
                  .language = u"en"_s,
                  .parts = {OptimizePart::Title}};
    order.marketplaces = {u"ebay"_s};
    order.ids = {m_product};
    const auto bulk = orderOptimization(*m_storage, m_packs, order);
    QVERIFY2(bulk, qPrintable(bulk ? QString() : bulk.error().message));
    m_bulk = *bulk;
}

void ModelFaultsTest::everyFaultEndsTheJob_data()
{
    QTest::addColumn<int>("number");
    for (int number = 0; number < allFaults().size(); ++number)
        QTest::newRow(allFaults().at(number).name) << number;
}

void ModelFaultsTest::everyFaultEndsTheJob()
{
    QFETCH(int, number);
    const Fault fault = allFaults().at(number);
    if (fault.place == Place::Untrusted) {
        m_certificate = makeCertificate(m_folder.path());
        if (!m_certificate)
            QSKIP("openssl is not installed");
    }
    const QString place = setUp(fault);
    open();
    order();
    if (QTest::currentTestFailed())
        return;
    const auto working = runner();
    working->start();
    for (int attempt = 1; fault.wait > 0 && attempt < fault.attempts; ++attempt) {
        QTRY_COMPARE_WITH_TIMEOUT(job().errors.size(), attempt, patience);
        QCOMPARE(job().state, JobState::Pending);
        QVERIFY(job().runAfter >= job().createdAt.addSecs(fault.wait));
        QCOMPARE(m_stub->hits(), attempt);
        QCOMPARE(productOf(*m_storage, m_product).status, ProductStatus::Imported);
        execute(*m_storage, u"UPDATE jobs SET run_after = 1"_s);
        working->wake();
    }
    working->waitForBulk(m_bulk, {});
    working->stop();

    const Job ended = job();
    QCOMPARE(jobStateName(ended.state), jobStateName(JobState::Failed));
    QCOMPARE(ended.attempts, fault.attempts);
    QCOMPARE(ended.errors.size(), fault.attempts);
    const QString sentence = QString::fromUtf8(fault.says).replace(u"%1"_s, place);
    for (const JobError &error : ended.errors) {
        QCOMPARE(errorCodeName(error.code), errorCodeName(fault.code));
        QCOMPARE(error.message, sentence);
        QVERIFY(!error.message.contains(plantedKey));
    }
    // One that ran out of time on a slow machine may not have got the question through.
    const bool isExact = fault.answer.delay.count() == 0;
    QVERIFY2(isExact ? m_stub->hits() == fault.requests : m_stub->hits() <= fault.requests,
             QByteArray::number(m_stub->hits()));
    QVERIFY(!m_secure || m_secure->hits() == 0);
    QCOMPARE(productOf(*m_storage, m_product).status, ProductStatus::Imported);
    QCOMPARE(productOf(*m_storage, m_product).titleOptimized, QString());
    const auto proposals = [](Database &database) { return ProposalRepository(database).openCount(); };
    QCOMPARE(valueOf(m_storage->read(proposals)), 0);
}

void ModelFaultsTest::compareSuccess()
{
    open();
    order();
    if (QTest::currentTestFailed())
        return;
    const auto working = runner();
    working->start();
    working->waitForBulk(m_bulk, {});
    working->stop();
    const Job ended = job();
    QVERIFY2(ended.state == JobState::Completed,
             qPrintable(ended.errors.isEmpty() ? QString() : ended.errors.last().message));
    QCOMPARE(ended.attempts, 1);
    const auto proposals = [](Database &database) { return ProposalRepository(database).openCount(); };
    QCOMPARE(valueOf(m_storage->read(proposals)), 1);
    QCOMPARE(productOf(*m_storage, m_product).status, ProductStatus::Imported);
}

/** Without encryption the proxy is asked as if it were the service. */
void ModelFaultsTest::proxyThatWorks()
{
    m_stub->always({200, chatAnswer(R"({"title":"Nordkap desk lamp with dimmer and oak foot"})")});
    m_settings.http.proxy = u"http://127.0.0.1:%1"_s.arg(m_stub->port());
    m_settings.baseUrls.insert(u"groq"_s, QUrl(u"http://models.invalid/v1"_s));
    compareSuccess();
    QCOMPARE(m_stub->hits(), 1);
    QCOMPARE(m_stub->requests().value(0).target, "http://models.invalid/v1/chat/completions");
}

/** With encryption the proxy only passes on, learns the name and never the key. */
void ModelFaultsTest::tunnelThatWorks()
{
    const QTemporaryDir folder;
    const auto certificate = makeCertificate(folder.path(), u"models.invalid"_s);
    if (!certificate)
        QSKIP("openssl is not installed");
    m_secure = std::make_unique<HttpStub>(certificate);
    m_secure->always({200, chatAnswer(R"({"title":"Nordkap desk lamp with dimmer and oak foot"})")});
    const Tunnel tunnel(m_secure->port());
    m_settings.http = {tunnel.address(), certificate->certificate};
    m_settings.baseUrls.insert(u"groq"_s, QUrl(u"https://models.invalid/v1"_s));
    compareSuccess();
    QCOMPARE(m_secure->hits(), 1);
    QCOMPARE(m_secure->requests().value(0).header("authorization"), "Bearer " + plantedKey.toLatin1());
    QVERIFY2(tunnel.asked().startsWith("CONNECT models.invalid:443 "), tunnel.asked());
    QVERIFY(!tunnel.asked().contains(plantedKey.toLatin1()));
}

/**
 * The service sees the connection end while it still holds its answer back; nothing but the cancellation can have ended
 * it, neither a timeout nor a look at the queue.
 */
void ModelFaultsTest::cancellingEndsTheRequest()
{
    m_stub->always(late());
    m_settings.baseUrls.insert(u"groq"_s, m_stub->url(u"/v1"_s));
    open();
    if (!m_storage)
        return; // skipped
    order();
    if (QTest::currentTestFailed())
        return;
    const auto working = runner(std::chrono::hours(1));
    working->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_stub->hits(), 1, patience);
    QCOMPARE(m_stub->endedConnections(), 0);
    const qint64 id = job().id;
    if (m_catalog->postgres()) { // by another program
        const auto other = m_catalog->open();
        QCOMPARE(JobQueue(*other).cancel({id}), 1);
    } else {
        QCOMPARE(JobQueue(*m_storage).cancel({id}), 1);
        working->interrupt({id});
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_stub->endedConnections(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(jobStateName(job().state), jobStateName(JobState::Cancelled), patience);
    QCOMPARE(m_stub->hits(), 1);
    QVERIFY(job().errors.isEmpty());
    QCOMPARE(productOf(*m_storage, m_product).status, ProductStatus::Imported);
}

QTEST_GUILESS_MAIN(ModelFaultsTest)
#include "tst_modelfaults.moc"
