// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/exportroutes.h"
#include "services/api/importroutes.h"
#include "services/api/jobroutes.h"
#include "services/api/longrequests.h"
#include "services/api/optimizeroutes.h"
#include "services/api/pooledanswer.h"
#include "services/api/productroutes.h"
#include "services/api/proposalroutes.h"
#include "services/intake/intakejob.h"
#include "services/intake/intakequeue.h"
#include "services/server/httpserver.h"
#include "services/storage/apikeyrepository.h"
#include "services/storage/jobrepository.h"
#include "services/storage/proposalrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/rawhttp.h"

#include <QJsonArray>
#include <QTest>
#include <QThreadPool>

#include <future>
#include <mutex>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

/** Read once: their patterns take longer to compile than the rest of a server to start. */
const RulePacks &rulePacks()
{
    static const RulePacks packs = RulePacks::load();
    return packs;
}

/** A catalog with its REST API and keys of all kinds. */
class Served
{
public:
    explicit Served(const ApiKeyRates &rates = {})
        : m_storage(m_fixture.open()), m_guard(*m_storage, rates), m_queue(*m_storage, {})
    {
        m_all = addKey(u"all"_s, ApiScope::Admin);
        m_reader = addKey(u"reader"_s, ApiScope::Read);
        RouteTable table;
        ApiRoutes routes(*m_storage, m_guard);
        addProductRoutes(routes, rulePacks());
        addImportRoutes(routes, m_queue);
        addProposalRoutes(routes);
        addJobRoutes(routes, [this] { ++m_wakes; });
        UploadOptions upload;
        upload.marketplaceSite = u"DE"_s;
        upload.locale = u"de-DE"_s;
        addExportRoutes(routes, *m_storage, m_threads, rulePacks(), upload);
        addOptimizeRoutes(routes, *m_storage, m_threads, optimizing());
        routes.addTo(table);
        HttpServerOptions options;
        options.port = 0;
        m_server = std::make_unique<HttpServer>(std::move(table), options);
        if (const auto started = m_server->start(); !started)
            qFatal("%s", qPrintable(started.error().message));
    }
    ~Served()
    {
        m_stopping.request_stop();
        m_server->stop();
        m_server->waitForHandlers();
    }

    QByteArray addKey(const QString &name, ApiScopes scopes, std::optional<QDateTime> expires = {})
    {
        const QByteArray secret = ApiGuard::makeKey().toLatin1();
        ApiKey key;
        key.name = name;
        key.ending = QString::fromLatin1(secret.right(4));
        key.scopes = scopes;
        key.createdAt = QDateTime::currentDateTimeUtc();
        key.expiresAt = expires;
        m_ids.insert(secret, valueOf(m_storage->write([key, hash = ApiGuard::hashOf(secret)](Database &database) {
                         return ApiKeyRepository(database).add(key, hash);
                     })));
        return secret;
    }
    qint64 idOf(const QByteArray &secret) const { return m_ids.value(secret); }

    RawAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                  const QByteArray &headers = {})
    {
        return askAs(m_all, method, target, body, headers);
    }
    RawAnswer askAs(const QByteArray &key, const QByteArray &method, const QByteArray &target,
                    const QByteArray &body = {}, const QByteArray &headers = {}) const
    {
        QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers;
        if (!key.isEmpty())
            request += "Authorization: Bearer " + key + "\r\n";
        if (!body.isEmpty() || method == "POST" || method == "PATCH")
            request += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        return sendRequest(m_server->port(), request + "\r\n" + body);
    }
    RawAnswer get(const QByteArray &target, const QByteArray &headers = {}) { return ask("GET", target, {}, headers); }

    /** From here on a model is asked: `proposed` is its title for everything; empty = it fails. */
    void askModel(const QString &proposed)
    {
        const auto work = [proposed](const Job &job, JobContext &) -> Result<JobOutcome> {
            if (proposed.isEmpty())
                return failure(ErrorCode::Unauthorized, u"The key is wrong."_s);
            return JobOutcome{.store = [job, proposed](Database &database) -> Result<void> {
                const auto product = ProductRepository(database).find(job.productId);
                if (!product)
                    return failure(product.error());
                Proposal proposal;
                proposal.productId = job.productId;
                proposal.baseRevision = product->revision;
                proposal.marketplace = job.payload[u"marketplace"].toString();
                proposal.origin = u"ollama/x"_s;
                proposal.fields = {{ProductField::TitleOptimized, QString(), proposed, {u"better"_s}}};
                return ProposalRepository(database).add({proposal}).map([](const QList<Proposal> &) {});
            }};
        };
        workOn(work);
    }
    /** A model that finds nothing to change. */
    void askModelWithoutIdeas()
    {
        workOn([](const Job &, JobContext &) -> Result<JobOutcome> { return JobOutcome(); });
    }

    /** From here on requests of many products are imported. */
    void workOnRequests()
    {
        m_runner =
            std::make_unique<JobRunner>(*m_storage, QList<JobKind>{intakejob::kind([] { return ReadOptions(); })});
        m_runner->start();
    }

    Storage &storage() { return *m_storage; }
    const QByteArray &readerKey() const { return m_reader; }
    const QByteArray &allKey() const { return m_all; }
    int wakes() const { return m_wakes; }
    quint16 port() const { return m_server->port(); }

private:
    void workOn(const std::function<Result<JobOutcome>(const Job &, JobContext &)> &work)
    {
        auto runner = std::make_unique<JobRunner>(*m_storage, QList<JobKind>{{.name = u"optimize"_s, .work = work}});
        runner->start();
        const std::lock_guard lock(m_modelMutex);
        m_provider = u"ollama"_s;
        m_runner.swap(runner);
    }

    ApiOptimizing optimizing()
    {
        ApiOptimizing with;
        with.packs = rulePacks();
        with.stopping = m_stopping.get_token();
        with.task = [this] {
            const std::lock_guard lock(m_modelMutex);
            ModelTask task;
            task.provider = m_provider;
            task.model = u"x"_s;
            task.language = u"de"_s;
            task.parts = {OptimizePart::Title};
            return task;
        };
        with.settings = [] { return OptimizationSettings(); };
        with.batchBudget = [] { return std::optional<qint64>(); };
        with.jobsAdded = [this] {
            ++m_wakes;
            const std::lock_guard lock(m_modelMutex);
            if (m_runner)
                m_runner->wake();
        };
        with.marketplace = u"ebay"_s;
        return with;
    }

    CatalogFixture m_fixture;
    std::unique_ptr<Storage> m_storage;
    std::mutex m_modelMutex; ///< of the two below
    QString m_provider = u"rules"_s;
    std::unique_ptr<JobRunner> m_runner;
    ApiGuard m_guard;
    IntakeQueue m_queue;
    QThreadPool m_threads;
    std::stop_source m_stopping;
    std::atomic<int> m_wakes = 0;
    QByteArray m_all;
    QByteArray m_reader;
    QHash<QByteArray, qint64> m_ids;
    std::unique_ptr<HttpServer> m_server;
};

std::vector<ProductDraft> drafts(int count)
{
    std::vector<ProductDraft> all;
    for (int i = 1; i <= count; ++i)
        all.push_back(draft(i));
    return all;
}

QByteArray number(const QJsonValue &value)
{
    return QByteArray::number(value.toInteger());
}

/** Of an answer's details; those without a message are "". */
QStringList wrongFields(const RawAnswer &answer)
{
    QStringList fields;
    const QJsonArray errors = answer.json()[u"error"][u"details"][u"errors"].toArray();
    for (const auto &error : errors)
        fields.append(error[u"message"].toString().isEmpty() ? QString() : error[u"field"].toString());
    return fields;
}

/** Number 1, of a product; beside a job that failed. */
void addProposal(Served &served)
{
    Proposal proposal;
    proposal.productId = served.get("/api/products").json()[u"items"][0][u"id"].toInteger();
    proposal.origin = u"rules/1"_s;
    proposal.fields = {{ProductField::TitleOptimized, QString(), u"Better"_s, {u"shorter"_s}}};
    const auto added = valueOf(served.storage().write([proposal](Database &database) -> Result<QList<Proposal>> {
        if (auto job = JobRepository(database).add({{.kind = u"test"_s}}); !job)
            return failure(job.error());
        Query fail(database, u"UPDATE jobs SET state = 'failed'"_s);
        if (auto failed = fail.run(); !failed)
            return failure(failed.error());
        return ProposalRepository(database).add({proposal});
    }));
    QCOMPARE(added.first().id, 1);
}

} // namespace

class TestApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysAreNeeded();
    void keysEnd();
    void scopesAreKept();
    void usesAreNoted();
    void pagesOfProducts_data() { addDatabases(); }
    void pagesOfProducts();
    void everyOrderIsPaged_data();
    void everyOrderIsPaged();
    void productsAreFiltered();
    void chosenFields();
    void wrongQueries_data();
    void wrongQueries();
    void allWrongValuesOfAQueryAreNamed_data();
    void allWrongValuesOfAQueryAreNamed();
    void allWrongMembersOfABodyAreNamed_data();
    void allWrongMembersOfABodyAreNamed();
    void bodiesThatSayNothing();
    void oneProduct();
    void whatIsKnownIsNotSentAgain();
    void changes_data() { addDatabases(); }
    void changes();
    void wrongChanges_data();
    void wrongChanges();
    void everyWrongFieldIsNamed();
    void pricesAreExact_data();
    void pricesAreExact();
    void bodiesThatAreNoJson_data();
    void bodiesThatAreNoJson();
    void bodiesAreNotCompressed();
    void unknownParameters_data();
    void unknownParameters();
    void bodiesOfNobodyAreNotWaitedFor();
    void keysHaveRates();
    void tooLargeAndFailing();
    void whatThrowsInAThreadIsAnswered();
    void changedMeanwhile();
    void deletions();
    void manyAtOnce();
    void summaryHistoryAndRules();
    void marketplacesThatAreMissing_data();
    void marketplacesThatAreMissing();
    void imports();
    void wrongProductsOfImports();
    void jobs();
    void proposals();
    void marksNeedConsent();
    void uploadFiles();
    void publishingIsRefusedSoFar();
    void improvedByRules();
    void improvedByAModel();
    void manyAreImprovedByJobs();
    void onceUnderOneKey_data() { addDatabases(); }
    void onceUnderOneKey();
    void importedOnceUnderOneKey_data() { addDatabases(); }
    void importedOnceUnderOneKey();
    void improvedOnceUnderOneKey();
    void whatTheModelDidNotMakeIsNotAccepted();
    void aPostWithoutBodyNeedsNoLength();
    void onlyWhatIsLeftOutMeansAll_data();
    void onlyWhatIsLeftOutMeansAll();
    void whatIsOrderedIsOnDisk();
    void whatFailedMayBeTriedAgainUnderItsKey_data() { addDatabases(); }
    void whatFailedMayBeTriedAgainUnderItsKey();
    void aStatusOfAJobIsNews();
    void sourceDataIsTheSameEverywhere_data() { addDatabases(); }
    void sourceDataIsTheSameEverywhere();
    void nulIsRefused_data();
    void nulIsRefused();
    void cleanupTestCase() { m_unchanged.clear(); }

private:
    Served *unchanged();
    std::map<QString, std::unique_ptr<Served>> m_unchanged;
};

#define START                                                                                                          \
    if (const CatalogFixture probe; !probe.isAvailable())                                                              \
        QSKIP(qPrintable(probe.whyNot()));                                                                             \
    Served served

void TestApi::keysAreNeeded()
{
    Served served;
    for (const QByteArray &key :
         QByteArrayList{QByteArray(), QByteArray("nonsense"), QByteArray("lw_") + QByteArray(43, 'A')}) {
        const RawAnswer answer = served.askAs(key, "GET", "/api/products");
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.errorCode(), u"unauthorized"_s);
        QVERIFY(answer.hasHeader("WWW-Authenticate: Bearer"));
    }
    QCOMPARE(served.get("/api/products").status, 200);
    QCOMPARE(served.askAs({}, "GET", "/api/products", {}, "X-API-Key: " + served.allKey() + "\r\n").status, 200);
    QCOMPARE(served.askAs({}, "GET", "/api/products", {}, "Authorization: Basic abc\r\n").status, 401);
}

void TestApi::keysEnd()
{
    Served served;
    const QByteArray expired = served.addKey(u"old"_s, ApiScope::Read, QDateTime::currentDateTimeUtc().addSecs(-1));
    QCOMPARE(served.askAs(expired, "GET", "/api/products").status, 401);
    const QByteArray revoked = served.addKey(u"gone"_s, ApiScope::Read);
    ok(served.storage().write([id = served.idOf(revoked)](Database &database) {
        return ApiKeyRepository(database).revoke(id, QDateTime::currentDateTimeUtc());
    }));
    const RawAnswer answer = served.askAs(revoked, "GET", "/api/products");
    QCOMPARE(answer.status, 401);
    QVERIFY(answer.errorMessage().contains(u"revoked"_s));
}

void TestApi::scopesAreKept()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QJsonValue id = served.get("/api/products").json()[u"items"][0][u"id"];
    QCOMPARE(served.askAs(served.readerKey(), "GET", "/api/products").status, 200);
    const RawAnswer answer = served.askAs(served.readerKey(), "DELETE", "/api/products/" + number(id));
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.errorCode(), u"forbidden"_s);
    QCOMPARE(served.get("/api/products/" + number(id)).status, 200);
}

void TestApi::usesAreNoted()
{
    Served served;
    const auto lastUse = [&] {
        const auto keys =
            valueOf(served.storage().read([](Database &database) { return ApiKeyRepository(database).list(); }));
        const auto key = std::ranges::find_if(keys, [](const ApiKey &each) { return each.name == u"reader"; });
        return key->lastUsedAt;
    };
    QVERIFY(!lastUse());
    QCOMPARE(served.askAs(served.readerKey(), "GET", "/api/products").status, 200);
    QTRY_VERIFY(lastUse().has_value());
}

void TestApi::pagesOfProducts()
{
    START;
    QVERIFY(importDrafts(served.storage(), drafts(25)));
    QStringList seen;
    QByteArray target = "/api/products?limit=10";
    for (int page = 0; page < 3; ++page) {
        const RawAnswer answer = served.get(target);
        QVERIFY2(answer.status == 200, answer.body);
        const QJsonArray items = answer.json()[u"items"].toArray();
        QCOMPARE(items.size(), page < 2 ? 10 : 5);
        for (const auto &item : items)
            seen.append(item.toObject()[u"source_id"].toString());
        const QJsonValue next = answer.json()[u"next"];
        QCOMPARE(next.isNull(), page == 2);
        target = "/api/products?limit=10&cursor=" + next.toString().toLatin1();
        if (page == 0) // a product that comes in meanwhile shifts nothing
            QVERIFY(importDrafts(served.storage(), {draft(100)}));
    }
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 25);
    QVERIFY(!seen.contains(QString::fromStdString(draft(100).sourceId)));
}

void TestApi::everyOrderIsPaged_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QByteArray>("sort");
    for (const char *database : {"sqlite", "postgresql"}) {
        for (const QByteArray &column : QByteArrayList{"updated", "title", "sku", "gtin", "brand", "category", "price",
                                                       "quantity", "score", "status", "source"}) {
            for (const QByteArray &sort : QByteArrayList{column, QByteArray('-' + column)})
                QTest::addRow("%s %s", database, sort.constData()) << QString::fromLatin1(database) << sort;
        }
    }
}

/** 23 products for rows that change nothing: one catalog a database serves all of them. Null without the database. */
Served *TestApi::unchanged()
{
    QFETCH(QString, database);
    std::unique_ptr<Served> &served = m_unchanged[database];
    if (served || !CatalogFixture().isAvailable())
        return served.get();
    served = std::make_unique<Served>();
    std::vector<ProductDraft> all = drafts(23);
    for (std::size_t i = 0; i < all.size(); ++i) { // with equal ones and with none
        if (i % 3 == 0) {
            all[i].priceMinorUnits.reset();
            all[i].quantity.reset();
            all[i].brand.clear();
        } else {
            all[i].priceMinorUnits = static_cast<qint64>(100 * (i % 4));
            all[i].quantity = static_cast<qint64>(i % 2);
        }
    }
    if (!importDrafts(served->storage(), all))
        qFatal("the products cannot be imported");
    return served.get();
}

void TestApi::everyOrderIsPaged()
{
    QFETCH(QByteArray, sort);
    Served *served = unchanged();
    if (!served)
        QSKIP(qPrintable(CatalogFixture().whyNot()));
    const auto ids = [](const RawAnswer &answer) {
        QList<qint64> list;
        const QJsonArray items = answer.json()[u"items"].toArray();
        for (const auto &item : items)
            list.append(item.toObject()[u"id"].toInteger());
        return list;
    };
    const QList<qint64> whole = ids(served->get("/api/products?limit=100&fields=id&sort=" + sort));
    QCOMPARE(whole.size(), 23);
    QList<qint64> paged;
    QByteArray cursor;
    do {
        const RawAnswer answer = served->get("/api/products?limit=4&fields=id&sort=" + sort + "&cursor=" + cursor);
        QVERIFY2(answer.status == 200, answer.body);
        paged += ids(answer);
        cursor = answer.json()[u"next"].toString().toLatin1();
    } while (!cursor.isEmpty() && paged.size() < 100);
    QCOMPARE(paged, whole);
}

void TestApi::productsAreFiltered()
{
    Served served;
    std::vector<ProductDraft> all = drafts(4);
    all[1].brand = "Bosch";
    all[2].title = "Wasserkocher grün";
    all[3].sourcePlatform = "shop";
    QVERIFY(importDrafts(served.storage(), all));
    const auto found = [&](const QByteArray &query) {
        const RawAnswer answer = served.get("/api/products?" + query);
        return answer.status == 200 ? answer.json()[u"items"].toArray().size() : -answer.status;
    };
    QCOMPARE(found("brand=Bosch"), 1);
    QCOMPARE(found("source=shop"), 1);
    QCOMPARE(found("source=shop,x"), 1);
    QCOMPARE(found("status=imported"), 4);
    QCOMPARE(found("status=published"), 0);
    QCOMPARE(found("search=wasserkocher+gr%C3%BCn"), 1);
    QCOMPARE(found("search=nothing+like+this"), 0);
    QCOMPARE(found("min_score=100"), 0);
    QCOMPARE(found("max_score=100"), 4);
}

void TestApi::chosenFields()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QJsonObject item = served.get("/api/products?fields=id,title_original,price").json()[u"items"][0].toObject();
    QCOMPARE(item.keys(), (QStringList{u"id"_s, u"price"_s, u"title_original"_s}));
}

void TestApi::wrongQueries_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("named");
    QTest::newRow("limit") << QByteArray("/api/products?limit=0") << u"limit"_s;
    QTest::newRow("huge limit") << QByteArray("/api/products?limit=99999999999999999999") << u"limit"_s;
    QTest::newRow("sort") << QByteArray("/api/products?sort=color") << u"sort"_s;
    QTest::newRow("status") << QByteArray("/api/products?status=lost") << u"lost"_s;
    QTest::newRow("cursor") << QByteArray("/api/products?cursor=abc") << u"cursor"_s;
    QTest::newRow("cursor of another order") << QByteArray("/api/products?sort=title&cursor=") +
                                                    QByteArray("[10,true,5,5]").toBase64(QByteArray::Base64UrlEncoding)
                                             << u"cursor"_s;
    QTest::newRow("score") << QByteArray("/api/products?min_score=x") << u"min_score"_s;
    QTest::newRow("jobs") << QByteArray("/api/jobs?state=lost") << u"lost"_s;
}

void TestApi::wrongQueries()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, named);
    Served served;
    const RawAnswer answer = served.get(target);
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.errorCode(), u"invalid_input"_s);
    QVERIFY2(answer.errorMessage().contains(named), answer.body);
}

void TestApi::allWrongValuesOfAQueryAreNamed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("products")
        << QByteArray("/api/products?status=lost&limit=0&sort=color&fields=id,x&min_score=200&cursor=@@@")
        << QStringList{u"status"_s, u"min_score"_s, u"sort"_s, u"limit"_s, u"fields"_s, u"cursor"_s};
    const QByteArray byTitle = QByteArray(R"([0,false,1,"a"])").toBase64(QByteArray::Base64UrlEncoding);
    QTest::newRow("cursor of this order")
        << "/api/products?limit=0&status=lost&sort=title&cursor=" + byTitle << QStringList{u"status"_s, u"limit"_s};
    QTest::newRow("cursor alone") << QByteArray("/api/products?cursor=abc") << QStringList{u"cursor"_s};
    QTest::newRow("jobs") << QByteArray("/api/jobs?state=lost&before=0&limit=x")
                          << QStringList{u"state"_s, u"before"_s, u"limit"_s};
    QTest::newRow("imports") << QByteArray("/api/import/jobs?before=0&limit=0") << QStringList{u"before"_s, u"limit"_s};
    QTest::newRow("proposals") << QByteArray("/api/proposals?after=x&limit=0") << QStringList{u"after"_s, u"limit"_s};
    const auto file = [](const char *name, const QByteArray &query, const QStringList &fields) {
        QTest::newRow(name) << "/api/export/file?" + query << fields;
    };
    file("a file", "format=x&ids=a", {u"format"_s, u"ids"_s});
    file("all of a file",
         "marketplace=foo&format=x&ids=a,b&status=q&site=zz&locale=qq&currency=zz&store_url=zz&include_invalid=maybe",
         {u"format"_s, u"marketplace"_s, u"ids"_s, u"status"_s, u"site"_s, u"locale"_s, u"currency"_s, u"store_url"_s,
          u"include_invalid"_s});
    for (const QByteArray &invalid : QByteArrayList{"yes", "1", "", "True"})
        file(QByteArray("include_invalid=" + invalid).constData(), "format=own-csv&include_invalid=" + invalid,
             {u"include_invalid"_s});
    file("ids and a query", "format=own-csv&ids=1&status=q&min_score=-1", {u"status"_s, u"min_score"_s});
    file("no ids", "format=own-csv&ids=", {u"ids"_s});
    file("no seller", "marketplace=amazon&ids=a", {u"ids"_s, u"seller_id"_s});
    file("a site without that marketplace", "marketplace=ebay&site=SE", {u"site"_s});
    file("a marketplace without a file", "marketplace=allegro&ids=a", {u"marketplace"_s, u"ids"_s});
    QTest::newRow("given twice") << QByteArray("/api/products?limit=1&sort=title&limit=2&sort=sku")
                                 << QStringList{u"limit"_s, u"sort"_s};
}

void TestApi::allWrongValuesOfAQueryAreNamed()
{
    QFETCH(QByteArray, target);
    QFETCH(QStringList, fields);
    Served served;
    const RawAnswer answer = served.get(target);
    QVERIFY2(answer.status == 422, answer.body);
    QCOMPARE(wrongFields(answer), fields);
    QVERIFY2(answer.errorMessage().startsWith(fields.first() + u": "_s), answer.body);
    QCOMPARE(served.get("/api/products?status=imported&status=failed&brand=a&brand=b").status, 200); // lists
}

void TestApi::allWrongMembersOfABodyAreNamed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("fields");
    const auto row = [](const char *name, const QByteArray &request, const QByteArray &body,
                        const QStringList &fields) {
        const QByteArrayList words = request.split(' ');
        QTest::newRow(name) << words.at(0) << words.at(1) << body << fields;
    };
    const QByteArray change = "PATCH /api/products/1";
    const QByteArray changeMany = "POST /api/products/bulk-update";
    const QByteArray deleteMany = "POST /api/products/bulk-delete";
    row("bulk-update", changeMany, R"({"ids":"x","changes":5,"foo":1})", {u"ids"_s, u"changes"_s, u"foo"_s});
    row("bulk-update of nothing", changeMany, R"({"ids":[1],"changes":{}})", {u"changes"_s});
    row("bulk-update of a list", changeMany, "[]", {u"body"_s});
    row("bulk-delete", deleteMany, R"({"ids":[1],"dry":1})", {u"dry"_s});
    row("bulk-delete without ids", deleteMany, R"({"id":[1]})", {u"ids"_s, u"id"_s});
    row("batch-optimize", "POST /api/ai/batch-optimize?with=magic", R"({"ids":"a","foo":1})",
        {u"with"_s, u"ids"_s, u"foo"_s});
    row("batch-optimize of a list", "POST /api/ai/batch-optimize?with=magic", "[]", {u"with"_s, u"body"_s});
    row("retry-failed", "POST /api/jobs/retry-failed", R"({"kind":5,"foo":1})", {u"kind"_s, u"foo"_s});
    row("accept", "POST /api/proposals/1/accept", R"({"fields":["x"],"reason":5,"foo":1,"accept_marked":"yes"})",
        {u"fields"_s, u"reason"_s, u"accept_marked"_s, u"foo"_s});
    row("reject", "POST /api/proposals/1/reject", R"({"reason":5,"accept_marked":"yes"})",
        {u"reason"_s, u"accept_marked"_s});
    row("PATCH of nothing", change, "{}", {u"body"_s});
    row("PATCH of a list", change, "[]", {u"body"_s});
    row("texts that are none", change, R"({"brand":"\ud800","images":[{"url":"a\udc00"}],"mpn":"a","sku":"\u0000"})",
        {u"brand"_s, u"images"_s, u"sku"_s});
    row("no body at optimize", "POST /api/ai/optimize/1", R"({"accept":"none","marketplace":"foo"})", {u"body"_s});
    row("no body at retry", "POST /api/jobs/1/retry", "garbage", {u"body"_s});
    row("no body at DELETE", "DELETE /api/products/1", R"({"dry":1})", {u"body"_s});
}

void TestApi::allWrongMembersOfABodyAreNamed()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, fields);
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    addProposal(served);
    const RawAnswer answer = served.ask(method, target, body);
    QVERIFY2(answer.status == 422, answer.body);
    QCOMPARE(wrongFields(answer), fields);
    QVERIFY2(answer.errorMessage().startsWith(fields.first() + u": "_s), answer.body);
    QCOMPARE(served.get("/api/products").json()[u"items"].toArray().size(), 1);
    QVERIFY(served.get("/api/jobs?state=pending").json()[u"items"].toArray().isEmpty());
    QCOMPARE(served.get("/api/proposals/1").json()[u"state"].toString(), u"open"_s);
}

void TestApi::bodiesThatSayNothing()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const RawAnswer told = served.ask("POST", "/api/ai/optimize/1", R"({"accept":"none"})");
    QVERIFY2(told.errorMessage().contains(u"query"_s) && told.errorMessage().contains(u"accept"_s), told.body);
    QCOMPARE(served.ask("GET", one, R"({"a":1})").status, 200);
    QCOMPARE(served.ask("POST", "/api/ai/optimize/1", "{\r\n}\r\n").status, 200);
    QCOMPARE(served.ask("DELETE", one, "{}").status, 204);
}

void TestApi::oneProduct()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QJsonObject listed = served.get("/api/products").json()[u"items"][0].toObject();
    const RawAnswer answer = served.get("/api/products/" + number(listed[u"id"]));
    QCOMPARE(answer.json(), listed);
    for (const QString &name : {u"id"_s,
                                u"uid"_s,
                                u"source_platform"_s,
                                u"source_id"_s,
                                u"source_url"_s,
                                u"title_original"_s,
                                u"title_optimized"_s,
                                u"description_original"_s,
                                u"description_optimized"_s,
                                u"category"_s,
                                u"brand"_s,
                                u"price"_s,
                                u"currency"_s,
                                u"quantity"_s,
                                u"images"_s,
                                u"attributes"_s,
                                u"optimization_score"_s,
                                u"status"_s,
                                u"marketplace_data"_s,
                                u"created_at"_s,
                                u"updated_at"_s})
        QVERIFY2(answer.json().contains(name), qPrintable(name));
    QVERIFY(answer.json()[u"price"].isString());
    for (const QByteArray &missing : QByteArrayList{"/api/products/999999", "/api/products/abc", "/api/products/-1",
                                                    "/api/products/99999999999999999999"}) {
        QCOMPARE(served.get(missing).status, 404);
        QCOMPARE(served.ask("PATCH", missing, R"({"brand":"x"})").status, 404);
    }
    QCOMPARE(served.ask("HEAD", "/api/products/" + number(listed[u"id"])).status, 200);
    const RawAnswer put = served.ask("PUT", "/api/products/1", "{}");
    QCOMPARE(put.status, 405);
    QVERIFY(put.hasHeader("Allow: "));
}

void TestApi::whatIsKnownIsNotSentAgain()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    const RawAnswer all = served.get("/api/products");
    QVERIFY(all.body.size() > 1024);
    QCOMPARE(all.header("Vary"), QByteArray("Accept-Encoding")); // it can come compressed
    const QByteArray one = "/api/products/" + number(all.json()[u"items"][0][u"id"]);
    const QRegularExpression tag(u"ETag: (\\S+)"_s);
    for (const QByteArray &target :
         QByteArrayList{QByteArray("/api/products"), one, QByteArray("/api/products/stats/summary")}) {
        const QByteArray known = tag.match(QString::fromLatin1(served.get(target).head)).captured(1).toLatin1();
        QVERIFY(!known.isEmpty());
        const RawAnswer again = served.get(target, "If-None-Match: \"x\", W/" + known + "\r\n");
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
        QCOMPARE(again.header("Vary"), served.get(target).header("Vary"));
        QCOMPARE(served.get(target, "If-None-Match: \"other\"\r\n").status, 200);
    }
    const QByteArray before = tag.match(QString::fromLatin1(served.get(one).head)).captured(1).toLatin1();
    QCOMPARE(served.ask("PATCH", one, R"({"brand":"Makita"})").status, 200);
    QCOMPARE(served.get(one, "If-None-Match: " + before + "\r\n").status, 200);
}

void TestApi::changes()
{
    START;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const RawAnswer answer =
        served.ask("PATCH", one,
                   R"({"title_optimized":"Neu","price":12.1,"currency":"PLN","quantity":7,"bullet_points":["a","b"],
            "attributes":[{"name":"Farbe","value":"blau"}],"condition":"used","brand":null,
            "images":[{"url":"https://shop.example/1.jpg"}],
            "variants":[{"sku":"1-M","options":[{"name":"Größe","value":"M"}],"price":"12.10","currency":"PLN"}]})");
    QVERIFY2(answer.status == 200, answer.body);
    const QJsonObject product = answer.json();
    QCOMPARE(product[u"title_optimized"].toString(), u"Neu"_s);
    QCOMPARE(product[u"price"].toString(), u"12.10"_s);
    QCOMPARE(product[u"currency"].toString(), u"PLN"_s);
    QCOMPARE(product[u"quantity"].toInt(), 7);
    QCOMPARE(product[u"bullet_points"].toArray().size(), 2);
    QCOMPARE(product[u"attributes"][0][u"value"].toString(), u"blau"_s);
    QCOMPARE(product[u"condition"].toString(), u"used"_s);
    QCOMPARE(product[u"images"][0][u"url"].toString(), u"https://shop.example/1.jpg"_s);
    QCOMPARE(product[u"variants"][0][u"options"][0][u"value"].toString(), u"M"_s);
    QCOMPARE(product[u"brand"].toString(), QString());
    QCOMPARE(served.get(one).json(), product);
    QCOMPARE(served.ask("PATCH", one, R"({"title_optimized":")" + QByteArray(10'000, 'x') + R"("})").status, 200);
    QCOMPARE(served.ask("PATCH", one, R"({"price":"0.10"})").json()[u"price"].toString(), u"0.10"_s);
    QCOMPARE(served.ask("PATCH", one, R"({"currency":"EUR"})").json()[u"price"].toString(), u"0.10"_s);
    QVERIFY(served.ask("PATCH", one, R"({"price":null})").json()[u"price"].isNull());
    const QJsonArray history = served.get(one + "/history").json()[u"items"].toArray();
    QVERIFY(history.size() >= 8);
    QCOMPARE(history[0].toObject()[u"actor"].toString(), u"api/all"_s);
    QCOMPARE(history[0].toObject()[u"field"].toString(), u"price"_s);
}

void TestApi::wrongChanges_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("named");
    QTest::newRow("nothing") << QByteArray("{}") << QString();
    QTest::newRow("a list") << QByteArray("[1]") << u"object"_s;
    QTest::newRow("unknown field") << QByteArray(R"({"colour":"red"})") << u"colour"_s;
    QTest::newRow("identity") << QByteArray(R"({"source_id":"9"})") << u"source_id"_s;
    QTest::newRow("price") << QByteArray(R"({"price":"12,50"})") << u"price"_s;
    QTest::newRow("price too fine") << QByteArray(R"({"price":1.005})") << u"price"_s;
    QTest::newRow("currency") << QByteArray(R"({"price":1,"currency":"XXQ"})") << u"currency"_s;
    QTest::newRow("quantity") << QByteArray(R"({"quantity":1.5})") << u"quantity"_s;
    QTest::newRow("list expected") << QByteArray(R"({"bullet_points":"a"})") << u"bullet_points"_s;
    QTest::newRow("object for a text") << QByteArray(R"({"brand":{"a":1}})") << u"brand"_s;
    QTest::newRow("gtin") << QByteArray(R"({"gtin":"123"})") << u"gtin"_s;
    QTest::newRow("status") << QByteArray(R"({"status":"published"})") << u"status"_s;
    QTest::newRow("number that loses digits") << QByteArray(R"({"sku":9007199254740993})") << u"sku"_s;
    QTest::newRow("price that loses digits") << QByteArray(R"({"price":90071992547409.93})") << u"price"_s;
    QTest::newRow("longer number") << QByteArray(R"({"gtin":12345678901234567890})") << u"digits"_s;
    QTest::newRow("no title") << QByteArray(R"({"title_original":" "})") << u"title_original"_s;
    QTest::newRow("a title of nothing") << QByteArray(R"({"title_original":null})") << u"title"_s;
    QTest::newRow("address") << QByteArray(R"json({"source_url":"javascript:alert(1)"})json") << u"source_url"_s;
    QTest::newRow("half a character") << QByteArray(R"({"brand":"\ud800"})") << u"surrogate"_s;
    const auto list = [](const char *name, const QByteArray &body, const QString &named) {
        QTest::newRow(name) << body << named;
    };
    list("image without address", R"({"images":[{"alt":"x"}]})", u"images: “url”"_s);
    list("image of a script", R"json({"images":[{"url":"javascript:alert(1)"}]})json", u"images: "_s);
    list("image by FTP", R"({"images":[{"url":"https://a.example/1"},{"url":"ftp://a.example/2"}]})", u"images: "_s);
    list("image with more", R"({"images":[{"url":"https://a.example/1","foo":1}]})", u"images: foo: "_s);
    list("attribute without value", R"({"attributes":[{"name":"x"}]})", u"attributes: “value”"_s);
    list("attribute with more", R"({"attributes":[{"name":"x","value":"y","z":""}]})", u"attributes: z: "_s);
    list("variant with more", R"({"variants":[{"x":1}]})", u"variants: x: "_s);
    list("image of a variant", R"({"variants":[{"image_url":"ftp://a.example/2"}]})", u"variants: "_s);
    list("option of a variant", R"({"variants":[{"options":[{"name":"x"}]}]})", u"variants: “value”"_s);
    for (const char *field : {"title_original", "title_optimized"})
        QTest::newRow(field) << "{\"" + QByteArray(field) + "\":\"" + QByteArray(10'001, 'x') + "\"}" << u"10000"_s;
    for (const char *field : {"brand", "category"})
        QTest::newRow(field) << "{\"" + QByteArray(field) + "\":\"" + QByteArray(1'001, 'x') + "\"}" << u"1000"_s;
    for (const char *field : {"sku", "mpn"})
        QTest::newRow(field) << "{\"" + QByteArray(field) + "\":\"" + QByteArray(501, 'x') + "\"}" << u"500"_s;
}

void TestApi::wrongChanges()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, named);
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QJsonObject before = served.get(one).json();
    const RawAnswer answer = served.ask("PATCH", one, body);
    QVERIFY2(answer.status == 422, answer.body);
    QVERIFY2(answer.errorMessage().contains(named), answer.body);
    QCOMPARE(served.get(one).json(), before);
}

void TestApi::everyWrongFieldIsNamed()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray id = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QByteArray one = "/api/products/" + id;
    const QJsonObject before = served.get(one).json();
    const QByteArray wrong = R"({"brand":"Bosch","gtin":"123","price":"x","quantity":-1})";
    const RawAnswer changed = served.ask("PATCH", one, wrong);
    const RawAnswer many =
        served.ask("POST", "/api/products/bulk-update", "{\"ids\":[" + id + "],\"changes\":" + wrong + '}');
    for (const RawAnswer &answer : {changed, many}) {
        QVERIFY2(answer.status == 422, answer.body);
        QVERIFY2(answer.errorMessage().startsWith(u"gtin: "_s), answer.body);
        QCOMPARE(wrongFields(answer), (QStringList{u"gtin"_s, u"price"_s, u"quantity"_s}));
    }
    QCOMPARE(served.get(one).json(), before);
}

void TestApi::pricesAreExact_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QString>("kept"); // empty: refused
    QTest::newRow("text") << QByteArray(R"("90071992547409.93")") << u"90071992547409.93"_s;
    QTest::newRow("number") << QByteArray("12.1") << u"12.10"_s;
    QTest::newRow("small number") << QByteArray("0.07") << u"0.07"_s;
    QTest::newRow("as many digits as are exact") << QByteArray("9007199254740.93") << u"9007199254740.93"_s;
    QTest::newRow("one more") << QByteArray("90071992547409.93") << QString();
    QTest::newRow("a part that is lost") << QByteArray("4503599627370497.3") << QString();
}

void TestApi::pricesAreExact()
{
    QFETCH(QByteArray, sent);
    QFETCH(QString, kept);
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QString before = served.get(one).json()[u"price"].toString();
    const RawAnswer answer = served.ask("PATCH", one, "{\"price\":" + sent + '}');
    QVERIFY2(answer.status == (kept.isEmpty() ? 422 : 200), answer.body);
    QCOMPARE(served.get(one).json()[u"price"].toString(), kept.isEmpty() ? before : kept);
}

void TestApi::bodiesThatAreNoJson_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray good = R"({"brand":"Bosch"})";
    QTest::newRow("JSON") << QByteArray("application/json; charset=utf-8") << good << 200;
    QTest::newRow("a kind of JSON") << QByteArray("application/merge-patch+json") << good << 200;
    QTest::newRow("nothing said") << QByteArray() << good << 200;
    QTest::newRow("text") << QByteArray("text/plain") << good << 415;
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << QByteArray("brand=Bosch") << 415;
    QTest::newRow("half of it") << QByteArray("application/json") << QByteArray(R"({"brand":)") << 400;
    QTest::newRow("not UTF-8") << QByteArray("application/json") << QByteArray("{\"brand\":\"\xff\"}") << 400;
    QTest::newRow("a list") << QByteArray("application/json") << QByteArray("[1]") << 422;
}

void TestApi::bodiesThatAreNoJson()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QByteArray said = type.isEmpty() ? QByteArray() : "Content-Type: " + type + "\r\n";
    const auto send = [&](const QByteArray &line) {
        return sendRequest(served.port(), line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + said +
                                              "X-API-Key: " + served.allKey() + "\r\nContent-Length: " +
                                              QByteArray::number(body.size()) + "\r\n\r\n" + body);
    };
    const RawAnswer answer = send("PATCH " + one);
    QVERIFY2(answer.status == status, answer.body);
    if (status == 400)
        QCOMPARE(answer.errorCode(), u"malformed"_s);
    if (status == 415)
        QCOMPARE(answer.errorCode(), u"unsupported_media_type"_s);
    QCOMPARE(served.get(one).json()[u"brand"].toString() == u"Bosch", status == 200);
    if (status == 200)
        return;
    for (const char *target : {"/api/products/bulk-update", "/api/products/bulk-delete", "/api/ai/batch-optimize",
                               "/api/jobs/retry-failed", "/api/proposals/1/accept"})
        QCOMPARE(send("POST " + QByteArray(target)).status,
                 qstrcmp(target, "/api/proposals/1/accept") == 0 && status == 422 ? 404 : status);
    QVERIFY(served.get("/api/jobs").json()[u"items"].toArray().isEmpty());
}

void TestApi::bodiesAreNotCompressed()
{
    Served served;
    for (const QByteArray &target : {QByteArray("/api/import/batch"), QByteArray("/api/products/bulk-delete")}) {
        const RawAnswer answer = served.ask("POST", target, R"({"ids":[1]})", "Content-Encoding: gzip\r\n");
        QCOMPARE(answer.status, 415);
        QCOMPARE(answer.errorCode(), u"unsupported_media_type"_s);
        QVERIFY2(answer.errorMessage().contains(u"gzip"_s), answer.body);
        QVERIFY(answer.json()[u"error"][u"details"].isObject());
    }
    const RawAnswer plain =
        served.ask("POST", "/api/products/bulk-delete", R"({"ids":[1]})", "Content-Encoding: Identity\r\n");
    QCOMPARE(plain.status, 200);
}

void TestApi::unknownParameters_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("known"); // one of those that are told
    const auto row = [](const QByteArray &method, const QByteArray &target, const QString &named,
                        const QString &known = {}) {
        QTest::addRow("%s %s", method.constData(), target.constData()) << method << target << named << known;
    };
    row("GET", "/api/products?brnad=Bosch", u"brnad"_s, u"brand"_s);
    row("GET", "/api/products?brand=Bosch&Limit=1", u"Limit"_s, u"limit"_s);
    row("GET", "/api/products/1?fields=id", u"fields"_s);
    row("GET", "/api/products/1/validate?market=ebay", u"market"_s, u"marketplace"_s);
    row("DELETE", "/api/products/1?force=true", u"force"_s);
    row("POST", "/api/ai/batch-optimize?brnad=Bosch", u"brnad"_s, u"brand"_s);
    row("POST", "/api/ai/batch-optimize?ids=1", u"ids"_s, u"search"_s);
    row("POST", "/api/ai/optimize/1?acept=none", u"acept"_s, u"accept"_s);
    row("POST", "/api/import/batch?platform=x", u"platform"_s);
    row("POST", "/api/products/bulk-delete?ids=1", u"ids"_s);
    row("GET", "/api/export/file?format=own-csv&brnad=x", u"brnad"_s, u"format"_s);
}

void TestApi::unknownParameters()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QString, named);
    QFETCH(QString, known);
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    const RawAnswer answer = served.ask(method, target, method == "POST" ? "{}" : QByteArray());
    QVERIFY2(answer.status == 400, answer.body);
    QCOMPARE(answer.errorCode(), u"unknown_parameter"_s);
    QVERIFY2(answer.errorMessage().startsWith(named + u": "_s), answer.body);
    QVERIFY2(answer.errorMessage().contains(known), answer.body);
    QCOMPARE(wrongFields(answer), QStringList{named});
    QVERIFY(served.get("/api/jobs").json()[u"items"].toArray().isEmpty());
    QCOMPARE(served.get("/api/products").json()[u"items"].toArray().size(), 2);
    const RawAnswer several = served.ask(method, target + (target.contains('?') ? "&" : "?") + "foo=1&foo=2");
    QCOMPARE(wrongFields(several), (QStringList{named, u"foo"_s}));
}

void TestApi::bodiesOfNobodyAreNotWaitedFor()
{
    Served served;
    const auto begin = [&served](const QByteArray &key) {
        return sendRequest(served.port(), "POST /api/products/bulk-delete HTTP/1.1\r\nHost: localhost\r\n" + key +
                                              "Content-Length: 100000\r\n\r\n{");
    };
    QCOMPARE(begin({}).status, 401);
    const QByteArray unknown = "X-API-Key: lw_" + QByteArray(43, 'A') + "\r\n";
    QCOMPARE(begin(unknown).status, 401); // when it was looked up
    QCOMPARE(begin(unknown).status, 401); // known by now
    QCOMPARE(begin("X-API-Key: " + served.readerKey() + "\r\n").status, 403);
    QCOMPARE(served.ask("POST", "/api/products/bulk-delete", R"({"ids":[1]})").status, 200);
}

void TestApi::keysHaveRates()
{
    constexpr int burst = 5;
    constexpr double slow = 0.001; // a second: none comes back while this runs
    Served served({.others = {slow, burst}});
    const QByteArray proxied = "X-Forwarded-For: 192.0.2.1\r\n";
    for (int i = 0; i < burst; ++i)
        QCOMPARE(served.get("/api/products", proxied).status, 200);
    const RawAnswer refused = served.get("/api/products", proxied);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.errorCode(), u"rate_limited"_s);
    QVERIFY2(refused.header("Retry-After").toInt() > 0, refused.head);
    QCOMPARE(served.get("/api/products", "Forwarded: for=192.0.2.1\r\n").status, 429);
    QCOMPARE(served.askAs(served.readerKey(), "GET", "/api/products", {}, proxied).status, 200); // another key
    QCOMPARE(served.get("/api/products").status, 200); // this machine's programs have a rate of their own

    Served own({.own = {slow, burst}});
    for (int i = 0; i < burst; ++i)
        QCOMPARE(own.get("/api/products").status, 200);
    QCOMPARE(own.get("/api/products").status, 429);
}

void TestApi::tooLargeAndFailing()
{
    Served served;
    const RawAnswer large = sendRequest(
        served.port(), "POST /api/products/bulk-delete HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + served.allKey() +
                           "\r\nContent-Length: 20000000\r\n\r\n{");
    QCOMPARE(large.status, 413);
    QCOMPARE(large.errorCode(), u"body_too_large"_s);
    ok(served.storage().write([](Database &database) { return database.execute(u"DROP TABLE kept_answers"_s); }));
    const RawAnswer failed = served.ask("POST", "/api/jobs/retry-failed", "{}", "Idempotency-Key: x\r\n");
    QCOMPARE(failed.status, 500);
    QVERIFY(!failed.errorMessage().isEmpty());
}

void TestApi::whatThrowsInAThreadIsAnswered()
{
    QThreadPool threads;
    std::promise<ServerAnswer> answered;
    answerFromPool(threads, Responder([&answered](ServerAnswer answer) { answered.set_value(std::move(answer)); }),
                   []() -> Result<ServerAnswer> { throw std::bad_alloc(); });
    threads.waitForDone();
    QCOMPARE(answered.get_future().get().status, 500);

    const CatalogFixture fixture;
    const auto storage = fixture.open();
    LongRequests requests(*storage);
    auto received = std::make_shared<ReceivedRequest>();
    received->method = "POST";
    received->headers = {{"idempotency-key", "x"}};
    const ApiRequest request(received, {}, {});
    QVERIFY_THROWS_EXCEPTION(std::bad_alloc, static_cast<void>(requests.once(
                                                 request, []() -> Result<ServerAnswer> { throw std::bad_alloc(); })));
    const auto again = requests.once(request, []() -> Result<ServerAnswer> { return ServerAnswer{.status = 409}; });
    QVERIFY2(again, "it counts as under way");
    QCOMPARE(again->status, 409);
}

void TestApi::changedMeanwhile()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const auto tagOf = [](const RawAnswer &answer) -> QByteArray {
        return "If-Match: \"other\", " + answer.header("ETag") + "\r\n";
    };
    const QByteArray first = tagOf(served.get(one));
    QCOMPARE(served.ask("PATCH", one, R"({"description_original":")" + QByteArray(2000, 'x') + R"("})", first).status,
             200);
    QCOMPARE(served.ask("PATCH", one, R"({"brand":"B"})", first).status, 412);
    const QByteArray seen = tagOf(served.get(one, "Accept-Encoding: gzip\r\n"));
    QVERIFY2(seen.contains("W/"), seen);
    QCOMPARE(served.ask("PATCH", one, R"({"brand":"A"})", seen).status, 200);
    const RawAnswer late = served.ask("PATCH", one, R"({"brand":"B"})", seen);
    QCOMPARE(late.status, 412);
    QCOMPARE(served.get(one).json()[u"brand"].toString(), u"A"_s);
    QCOMPARE(served.ask("DELETE", one, {}, seen).status, 412);
    QCOMPARE(served.ask("DELETE", one, {}, "If-Match: *\r\n").status, 204);
}

void TestApi::deletions()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(3)));
    const QJsonArray items = served.get("/api/products").json()[u"items"].toArray();
    const QByteArray one = "/api/products/" + number(items[0].toObject()[u"id"]);
    QCOMPARE(served.ask("DELETE", one).status, 204);
    QCOMPARE(served.ask("DELETE", one).status, 404);
    const RawAnswer many = served.ask("POST", "/api/products/bulk-delete",
                                      "{\"ids\":[" + number(items[1].toObject()[u"id"]) + ",999999]}");
    QCOMPARE(many.status, 200);
    QCOMPARE(many.json()[u"changed"].toInt(), 1);
    QCOMPARE(many.json()[u"missing"].toInt(), 1);
    QCOMPARE(served.get("/api/products").json()[u"items"].toArray().size(), 1);
    for (const QByteArray &body :
         QByteArrayList{"{}", R"({"ids":[]})", R"({"ids":["1"]})", R"({"ids":[1.5]})", R"({"ids":1})"})
        QCOMPARE(served.ask("POST", "/api/products/bulk-delete", body).status, 422);
    QCOMPARE(served.get("/api/products").json()[u"items"].toArray().size(), 1);
}

void TestApi::manyAtOnce()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(3)));
    const QJsonArray items = served.get("/api/products").json()[u"items"].toArray();
    QByteArrayList ids;
    for (const auto &item : items)
        ids.append(number(item.toObject()[u"id"]));
    const RawAnswer answer = served.ask("POST", "/api/products/bulk-update",
                                        "{\"ids\":[" + ids.join(',') + ",999999],\"changes\":{\"brand\":\"Makita\"}}");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"changed"].toInt(), 3);
    QCOMPARE(answer.json()[u"missing"].toInt(), 1);
    QCOMPARE(served.get("/api/products?brand=Makita").json()[u"items"].toArray().size(), 3);
    const RawAnswer wrong = served.ask("POST", "/api/products/bulk-update",
                                       "{\"ids\":[" + ids.join(',') + "],\"changes\":{\"gtin\":\"1\"}}");
    QCOMPARE(wrong.status, 422);
    QCOMPARE(served.ask("PATCH", "/api/products/" + ids.at(1), R"({"price":null})").status, 200);
    const RawAnswer unpriced = served.ask("POST", "/api/products/bulk-update",
                                          "{\"ids\":[" + ids.join(',') + "],\"changes\":{\"price\":\"1\"}}");
    QCOMPARE(unpriced.status, 422);
    QVERIFY2(unpriced.errorMessage().startsWith(u"currency: Product "_s + QString::fromLatin1(ids.at(1)) + u": "),
             unpriced.body);
}

void TestApi::summaryHistoryAndRules()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(3)));
    const QJsonObject summary = served.get("/api/products/stats/summary").json();
    QCOMPARE(summary[u"total"].toInt(), 3);
    QCOMPARE(summary[u"by_status"][u"imported"].toInt(), 3);
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    QCOMPARE(served.ask("PATCH", one, R"({"title_optimized":"FREE SHIPPING!!! CLICK HERE"})").status, 200);
    const RawAnswer checked = served.get(one + "/validate?marketplace=amazon");
    QVERIFY2(checked.status == 200, checked.body);
    QVERIFY(!checked.json()[u"valid"].toBool());
    const QJsonObject finding = checked.json()[u"findings"][0].toObject();
    for (const QString &name : {u"severity"_s, u"rule"_s, u"field"_s, u"message"_s, u"source"_s})
        QVERIFY2(!finding[name].toString().isEmpty(), qPrintable(name));
    QCOMPARE(served.get(one + "/validate?marketplace=nowhere").status, 422);
    QCOMPARE(served.get("/api/products/999999/history").status, 404);
    QCOMPARE(served.get("/api/products/999999").errorMessage(), u"There is no product 999999."_s);
}

void TestApi::marketplacesThatAreMissing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("validate") << QByteArray("GET") << QByteArray("/api/products/1/validate");
    QTest::newRow("publish") << QByteArray("POST") << QByteArray("/api/export/publish/1");
    QTest::newRow("bulk-publish") << QByteArray("POST") << QByteArray("/api/export/bulk-publish");
    QTest::newRow("a file") << QByteArray("GET") << QByteArray("/api/export/file");
    QTest::newRow("optimize") << QByteArray("POST") << QByteArray("/api/ai/optimize/1?marketplace=");
    QTest::newRow("batch-optimize") << QByteArray("POST") << QByteArray("/api/ai/batch-optimize?marketplace=");
}

void TestApi::marketplacesThatAreMissing()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    Served served;
    const RawAnswer answer = served.ask(method, target, method == "POST" ? "{}" : QByteArray());
    QVERIFY2(answer.status == 422, answer.body);
    QCOMPARE(wrongFields(answer), QStringList{u"marketplace"_s});
    QVERIFY2(answer.errorMessage().contains(u"missing"_s), answer.body);
    QVERIFY2(answer.errorMessage().contains(u"ebay"_s), answer.body);
}

void TestApi::imports()
{
    Served served;
    const RawAnswer one = served.ask("POST", "/api/import/product",
                                     R"({"source_platform":"x","source_id":"1","title":"Drill","price":"9.99 EUR"})");
    QVERIFY2(one.status == 200, one.body);
    QCOMPARE(one.json()[u"created"].toInt(), 1);
    const RawAnswer many = served.ask("POST", "/api/import/batch",
                                      R"({"products":[{"source_platform":"x","source_id":"1","title":"Drill 2"},
                                           {"source_platform":"x","source_id":"2","title":"Saw"}]})");
    QCOMPARE(many.json()[u"updated"].toInt(), 1);
    QCOMPARE(many.json()[u"created"].toInt(), 1);
    const RawAnswer job = served.get("/api/import/job/" + number(many.json()[u"job_id"]));
    QCOMPARE(job.json()[u"state"].toString(), u"completed"_s);
    QCOMPARE(job.json()[u"received"].toInt(), 2);
    QVERIFY(!job.json().contains(u"items"));
    const QJsonArray all = served.get("/api/import/jobs").json()[u"items"].toArray();
    QCOMPARE(all.size(), 2);
    const QJsonArray rest = served.get("/api/import/jobs?before=" + number(all[0][u"id"])).json()[u"items"].toArray();
    QCOMPARE(rest, QJsonArray{all[1]});
    QCOMPARE(served.get("/api/import/jobs?before=x").status, 422);
    QCOMPARE(served.get("/api/import/job/999").status, 404);
    QCOMPARE(served.askAs(served.readerKey(), "POST", "/api/import/product", "{}").status, 403);
    QCOMPARE(served.ask("POST", "/api/import/product", "{").status, 400);
}

void TestApi::wrongProductsOfImports()
{
    Served served;
    const auto itemsOf = [&served](const QJsonValue &job) {
        return served.get("/api/import/job/" + number(job)).json()[u"items"].toArray();
    };
    const QByteArray wrong = R"({"source_id":"2","title":"Saw","price":"dear"})";
    const QByteArray good = R"({"source_id":"1","title":"Drill"})";
    const RawAnswer some = served.ask("POST", "/api/import/batch", '[' + good + ',' + wrong + ']');
    QCOMPARE(some.status, 200);
    QCOMPARE(itemsOf(some.json()[u"job_id"]), QJsonArray{some.json()[u"items"][1]});
    const QJsonObject none = served.ask("POST", "/api/import/product", wrong).json()[u"error"][u"details"].toObject();
    QCOMPARE(none[u"failed"].toInt(), 1);
    QCOMPARE(itemsOf(none[u"job_id"]), none[u"items"].toArray());
    const QByteArray body = '[' + QByteArray(good + ',').repeated(1000) + wrong + ",{\"source_id\":\"3\"}]";
    const RawAnswer many = served.ask("POST", "/api/import/batch", body);
    QVERIFY2(many.status == 202, many.body);
    QVERIFY(itemsOf(many.json()[u"job_id"]).isEmpty());
    served.workOnRequests();
    QTRY_COMPARE_WITH_TIMEOUT(itemsOf(many.json()[u"job_id"]).size(), 2, 30'000);
    const QJsonArray items = itemsOf(many.json()[u"job_id"]);
    QCOMPARE(items[0][u"index"].toInt(), 1000);
    QCOMPARE(items[0][u"errors"][0][u"field"].toString(), u"price"_s);
    QCOMPARE(items[1][u"source_id"].toString(), u"3"_s);
    QCOMPARE(items[1][u"errors"][0][u"field"].toString(), u"title"_s);
}

void TestApi::jobs()
{
    Served served;
    valueOf(served.storage().write([](Database &database) {
        return JobRepository(database).add({{.kind = u"test"_s}, {.kind = u"other"_s}});
    }));
    const QJsonArray listed = served.get("/api/jobs?state=pending").json()[u"items"].toArray();
    QCOMPARE(listed.size(), 2);
    QCOMPARE(served.get("/api/jobs?kind=test").json()[u"items"].toArray().size(), 1);
    const QByteArray one = "/api/jobs/" + number(listed[0].toObject()[u"id"]);
    QCOMPARE(served.ask("POST", one + "/retry", "{}").status, 409);
    QCOMPARE(served.ask("POST", one + "/cancel", "{}").json()[u"state"].toString(), u"cancelled"_s);
    QCOMPARE(served.ask("POST", one + "/cancel", "{}").status, 409);
    QCOMPARE(served.ask("POST", one + "/retry", "{}").json()[u"state"].toString(), u"pending"_s);
    QVERIFY(served.wakes() > 0);
    QCOMPARE(served.get(one).json()[u"kind"].toString(), listed[0].toObject()[u"kind"].toString());
    QCOMPARE(served.ask("POST", "/api/jobs/999/retry", "{}").status, 404);
    QCOMPARE(served.ask("POST", "/api/jobs/retry-failed", "{}").json()[u"retried"].toInt(-1), 0);
}

void TestApi::proposals()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    const QJsonArray items = served.get("/api/products?sort=sku").json()[u"items"].toArray();
    QList<Proposal> made;
    for (const auto &item : items) {
        const QString title = item.toObject()[u"title_optimized"].toString();
        ProposedField field{ProductField::TitleOptimized, title, u"Better"_s, {u"shorter"_s}};
        ProposedField text{ProductField::DescriptionOptimized,
                           item.toObject()[u"description_optimized"].toString(),
                           u"Best"_s,
                           {u"clearer"_s}};
        Proposal proposal;
        proposal.productId = item.toObject()[u"id"].toInteger();
        proposal.baseRevision = item.toObject()[u"revision"].toInteger();
        proposal.origin = u"rules/1"_s;
        proposal.fields = {field, text};
        made.append(proposal);
    }
    valueOf(served.storage().write([made](Database &database) { return ProposalRepository(database).add(made); }));
    const QJsonArray open = served.get("/api/proposals").json()[u"items"].toArray();
    QCOMPARE(open.size(), 2);
    const QByteArray first = "/api/proposals/" + number(open[0].toObject()[u"id"]);
    const RawAnswer partly = served.ask("POST", first + "/accept", R"({"fields":["title_optimized"]})");
    QVERIFY2(partly.status == 200, partly.body);
    QCOMPARE(partly.json()[u"fields"][0][u"decision"].toString(), u"accepted"_s);
    QCOMPARE(partly.json()[u"fields"][1][u"decision"].toString(), u"open"_s);
    const QByteArray product = "/api/products/" + number(open[0].toObject()[u"product_id"]);
    QCOMPARE(served.get(product).json()[u"title_optimized"].toString(), u"Better"_s);
    QCOMPARE(served.ask("POST", first + "/reject", R"({"reason":"no"})").json()[u"state"].toString(),
             u"partly_accepted"_s);
    QCOMPARE(served.ask("POST", first + "/accept", "{}").status, 409);
    const QByteArray second = "/api/proposals/" + number(open[1].toObject()[u"id"]);
    QCOMPARE(served.ask("POST", second + "/accept", R"({"fields":["price"]})").status, 422);
    QCOMPARE(served.ask("POST", second + "/accept", "{}").json()[u"state"].toString(), u"accepted"_s);
    QVERIFY(served.get("/api/proposals").json()[u"items"].toArray().isEmpty());
    QCOMPARE(served.get(second).status, 200);
    QCOMPARE(served.get("/api/proposals/999").status, 404);
}

void TestApi::marksNeedConsent()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    QList<Proposal> made;
    const QJsonArray items = served.get("/api/products?sort=sku").json()[u"items"].toArray();
    for (const auto &item : items) {
        Proposal proposal;
        proposal.productId = item.toObject()[u"id"].toInteger();
        proposal.baseRevision = item.toObject()[u"revision"].toInteger();
        proposal.origin = u"groq/x"_s;
        ProposedField title{ProductField::TitleOptimized,
                            item.toObject()[u"title_optimized"].toString(),
                            u"Better, 800 lumen"_s,
                            {u"longer"_s}};
        title.marks = {{8, 9, u"The record holds no 800 lumen."_s}};
        const ProposedField text{ProductField::DescriptionOptimized,
                                 item.toObject()[u"description_optimized"].toString(),
                                 u"Best"_s,
                                 {u"clearer"_s}};
        proposal.fields = {title, text};
        made.append(proposal);
    }
    made =
        valueOf(served.storage().write([made](Database &database) { return ProposalRepository(database).add(made); }));
    const QByteArray first = "/api/proposals/" + QByteArray::number(made.at(0).id);
    const RawAnswer refused = served.ask("POST", first + "/accept", "{}");
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.errorCode(), u"needs_consent"_s);
    const QJsonArray marked = refused.json()[u"error"][u"details"][u"fields"].toArray();
    QCOMPARE(marked.size(), 1);
    QCOMPARE(marked[0][u"field"].toString(), u"title_optimized"_s);
    QVERIFY(marked[0][u"marks"][0][u"reason"].toString().contains(u"800"));
    QCOMPARE(served.get(first).json()[u"state"].toString(), u"open"_s);
    QCOMPARE(served.get(first).json()[u"fields"][1][u"decision"].toString(), u"open"_s);
    QCOMPARE(served.ask("POST", first + "/accept", R"({"fields":["title_optimized"],"accept_marked":false})").status,
             409);
    QCOMPARE(served.ask("POST", first + "/accept", R"({"accept_marked":"yes"})").status, 422);
    QCOMPARE(served.ask("POST", first + "/reject", R"({"accept_marked":true})").status, 422);
    const RawAnswer clean = served.ask("POST", first + "/accept", R"({"fields":["description_optimized"]})");
    QVERIFY2(clean.status == 200, clean.body);
    const RawAnswer consented = served.ask("POST", first + "/accept", R"({"accept_marked":true})");
    QCOMPARE(consented.json()[u"state"].toString(), u"accepted"_s);
    const QByteArray second = "/api/proposals/" + QByteArray::number(made.at(1).id);
    QCOMPARE(served.ask("POST", second + "/reject", "{}").json()[u"state"].toString(), u"rejected"_s);
}

void TestApi::uploadFiles()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(3)));
    const QJsonArray places = served.get("/api/export/marketplaces").json()[u"items"].toArray();
    QVERIFY(places.size() >= 6);
    for (const auto &place : places) {
        QVERIFY(!place.toObject()[u"publishes"].toBool(true));
        const bool hasFile = !place.toObject()[u"formats"].toArray().isEmpty();
        QCOMPARE(place.toObject()[u"reason"].toString().contains(u"/api/export/file"_s), hasFile);
        if (place.toObject()[u"marketplace"].toString() == u"ebay")
            QVERIFY(hasFile);
    }
    const RawAnswer own = served.get("/api/export/file?format=own-csv");
    QVERIFY2(own.status == 200, own.body);
    QVERIFY(own.hasHeader("Content-Disposition: attachment; filename=\"own-csv.csv\""));
    QVERIFY(own.hasHeader("X-Products-Written: 3"));
    const QByteArray known = "If-None-Match: " + own.header("ETag") + "\r\n";
    QCOMPARE(served.get("/api/export/file?format=own-csv", known).status, 304);
    QCOMPARE(own.body.count('\n'), 4);
    const QByteArray one = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    QVERIFY(served.get("/api/export/file?format=own-csv&ids=" + one).hasHeader("X-Products-Written: 1"));
    const RawAnswer ebay = served.get("/api/export/file?marketplace=ebay&include_invalid=true");
    QVERIFY2(ebay.status == 200, ebay.body);
    QVERIFY(ebay.body.contains("Action"));
    QCOMPARE(served.get("/api/export/file?marketplace=nowhere").status, 422);
    QCOMPARE(served.get("/api/export/file?format=nothing").status, 422);
    const RawAnswer fileless = served.get("/api/export/file?marketplace=allegro");
    QVERIFY2(fileless.errorMessage().contains(u"no upload file for Allegro"_s), fileless.body);
    QVERIFY2(fileless.errorMessage().contains(u"ebay"_s), fileless.body);
    for (const QByteArray &locale : QByteArrayList{"pl", "de-AT", "de_AT"})
        QCOMPARE(served.get("/api/export/file?format=own-csv&include_invalid=false&locale=" + locale).status, 200);
    QCOMPARE(served.get("/api/export/file").status, 422);
    QCOMPARE(served.get("/api/export/file?format=own-csv&ids=x").status, 422);
    QCOMPARE(served.get("/api/export/file?format=own-csv&search=nothing+like+this").status, 404);
    QCOMPARE(served.get("/api/export/file?marketplace=amazon").status, 422); // without a seller's ID
    const QByteArray feed = "/api/export/file?marketplace=google&store_url=https://shop.example&include_invalid=true";
    const RawAnswer table = served.get(feed);
    QVERIFY2(table.status == 200, table.body);
    QCOMPARE(table.header("Content-Type"), QByteArray("text/tab-separated-values"));
}

void TestApi::publishingIsRefusedSoFar()
{
    Served served;
    const RawAnswer answer = served.ask("POST", "/api/export/publish/1?marketplace=ebay", "{}");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.errorCode(), u"no_adapter"_s);
    QVERIFY(answer.errorMessage().contains(u"eBay"_s));
    QCOMPARE(served.ask("POST", "/api/export/bulk-publish?marketplace=ebay", "{}").status, 409);
    QCOMPARE(served.ask("POST", "/api/export/publish/1?marketplace=nowhere", "{}").status, 422);
    QCOMPARE(served.get("/api/export/job/1").status, 404);
}

void TestApi::improvedByRules()
{
    Served served;
    ProductDraft shouting = draft(1);
    shouting.title = "AKKU-BOHRSCHRAUBER MIT ZWEI AKKUS!!! KOSTENLOSER VERSAND";
    QVERIFY(importDrafts(served.storage(), {shouting}));
    const QByteArray id = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const RawAnswer looked = served.ask("POST", "/api/ai/optimize/" + id + "?accept=none", "{}");
    QVERIFY2(looked.status == 200, looked.body);
    QCOMPARE(looked.json()[u"proposal"][u"state"].toString(), u"open"_s);
    QCOMPARE(looked.json()[u"proposal"][u"marketplace"].toString(), u"ebay"_s);
    const RawAnswer title = served.ask("POST", "/api/ai/optimize-title/" + id + "?marketplace=amazon", "{}");
    QCOMPARE(title.json()[u"proposal"][u"fields"].toArray().size(), 1);
    QCOMPARE(title.json()[u"proposal"][u"fields"][0][u"field"].toString(), u"title_optimized"_s);
    QCOMPARE(title.json()[u"proposal"][u"state"].toString(), u"accepted"_s);
    QCOMPARE(title.json()[u"product"][u"id"].toInteger(), id.toLongLong());
    QCOMPARE(served.ask("POST", "/api/ai/optimize/999999", "{}").status, 404);
    const RawAnswer wrong =
        served.ask("POST", "/api/ai/optimize/" + id + "?marketplace=nowhere&with=magic&accept=all", "{}");
    QCOMPARE(wrong.status, 422);
    QCOMPARE(wrongFields(wrong), QStringList({u"marketplace"_s, u"with"_s, u"accept"_s}));
    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize?with=magic", "{}").status, 422);
    QCOMPARE(served.askAs(served.readerKey(), "POST", "/api/ai/optimize/" + id, "{}").status, 403);
}

void TestApi::improvedByAModel()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray id = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    served.askModel(u"Better"_s);
    const RawAnswer answer = served.ask("POST", "/api/ai/optimize-title/" + id + "?marketplace=ebay", "{}");
    QVERIFY2(answer.status == 200, answer.body);
    QCOMPARE(answer.json()[u"proposal"][u"fields"][0][u"after"].toString(), u"Better"_s);
    QCOMPARE(answer.json()[u"proposal"][u"state"].toString(), u"accepted"_s);
    QCOMPARE(served.ask("POST", "/api/ai/optimize/" + id + "?with=rules&accept=none", "{}").status, 200);
    served.askModel({});
    const RawAnswer refused = served.ask("POST", "/api/ai/optimize/" + id, "{}");
    QCOMPARE(refused.status, 502);
    QCOMPARE(refused.errorCode(), u"unauthorized"_s);
    QVERIFY(refused.errorMessage().contains(u"key is wrong"_s));
}

void TestApi::manyAreImprovedByJobs()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(5)));
    const RawAnswer answer = served.ask("POST", "/api/ai/batch-optimize?marketplace=ebay", "{}");
    QVERIFY2(answer.status == 202, answer.body);
    QVERIFY(served.wakes() > 0);
    const RawAnswer bulk = served.get("/api/export/job/" + number(answer.json()[u"bulk_job_id"]));
    QCOMPARE(bulk.status, 200);
    QCOMPARE(bulk.json()[u"kind"].toString(), u"rules"_s);
    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize?search=nothing+like+this", "{}").status, 404);
    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize", R"({"ids":["x"]})").status, 422);
    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize", R"({"ids":[999999,999998]})").status, 404);
}

void TestApi::onceUnderOneKey()
{
    START;
    QVERIFY(importDrafts(served.storage(), drafts(3)));
    const QJsonArray items = served.get("/api/products").json()[u"items"].toArray();
    const QByteArray body = "{\"ids\":[" + number(items[0].toObject()[u"id"]) + "]}";
    const QByteArray key = "Idempotency-Key: abc\r\n";
    const RawAnswer first = served.ask("POST", "/api/products/bulk-delete", body, key);
    QCOMPARE(first.json()[u"changed"].toInt(), 1);
    const RawAnswer again = served.ask("POST", "/api/products/bulk-delete", body, key);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body);
    const QByteArray other = "{\"ids\":[" + number(items[1].toObject()[u"id"]) + "]}";
    QCOMPARE(served.ask("POST", "/api/products/bulk-delete", other, key).status, 409);
    QCOMPARE(served.ask("POST", "/api/products/bulk-delete", other, "Idempotency-Key: def\r\n").status, 200);
    // one that failed may be tried again
    QCOMPARE(served.ask("POST", "/api/products/bulk-delete", "{}", "Idempotency-Key: ghi\r\n").status, 422);
    const RawAnswer mended =
        served.ask("POST", "/api/products/bulk-delete", "{\"ids\":[" + number(items[2].toObject()[u"id"]) + "]}",
                   "Idempotency-Key: ghi\r\n");
    QCOMPARE(mended.status, 200);
    const QByteArray tooLong = "Idempotency-Key: " + QByteArray(300, 'x') + "\r\n";
    const RawAnswer refused = served.ask("POST", "/api/products/bulk-delete", body, tooLong);
    QCOMPARE(refused.status, 422);
    QCOMPARE(wrongFields(refused), QStringList{u"Idempotency-Key"_s});
}

void TestApi::importedOnceUnderOneKey()
{
    START;
    const QByteArray body = R"({"source_id":"K1","title":"Drill","price":"12.50","currency":"EUR"})";
    const QByteArray key = "Idempotency-Key: import\r\n";
    const RawAnswer first = served.ask("POST", "/api/import/product", body, key);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.json()[u"created"].toInt(), 1);
    const RawAnswer again = served.ask("POST", "/api/import/product", body, key);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body); // created, as it was said: not unchanged
    QCOMPARE(served.get("/api/import/jobs").json()[u"items"].toArray().size(), 1);
    QCOMPARE(served.ask("POST", "/api/import/product", R"({"source_id":"K2","title":"Saw"})", key).status, 409);
    QCOMPARE(served.get("/api/products").json()[u"items"].toArray().size(), 1);
    QCOMPARE(served.ask("POST", "/api/import/product", body, "Idempotency-Key: other\r\n").json()[u"unchanged"].toInt(),
             1);
    // at once: one is stored, and all are told the same
    const QByteArray many = R"([{"source_id":"K3","title":"Lamp"},{"source_id":"K4","title":"Lamp"}])";
    std::array<RawAnswer, 6> answers;
    std::vector<std::thread> senders;
    for (RawAnswer &answer : answers) {
        senders.emplace_back([&served, &answer, &many] {
            answer = served.ask("POST", "/api/import/batch", many, "Idempotency-Key: many\r\n");
        });
    }
    for (std::thread &sender : senders)
        sender.join();
    for (const RawAnswer &answer : answers) {
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, answers.front().body);
    }
    QCOMPARE(answers.front().json()[u"created"].toInt(), 2);
}

void TestApi::improvedOnceUnderOneKey()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    const QByteArray id = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QByteArray key = "Idempotency-Key: improve\r\n";
    const QByteArray target = "/api/ai/optimize-title/" + id;
    const RawAnswer rules = served.ask("POST", target + "?accept=none", "{}", "Idempotency-Key: rules\r\n");
    QCOMPARE(rules.status, 200);
    QCOMPARE(served.ask("POST", target + "?accept=none", "{}", "Idempotency-Key: rules\r\n").body, rules.body);

    served.askModel(u"Better"_s);
    const RawAnswer first = served.ask("POST", target, "{}", key);
    QVERIFY2(first.status == 200, first.body);
    const int wakes = served.wakes();
    const RawAnswer again = served.ask("POST", target, "{}", key);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body);
    QCOMPARE(served.wakes(), wakes); // no job was ordered
    QCOMPARE(served.ask("POST", "/api/ai/optimize/" + id, "{}", key).status, 409);

    served.askModel({}); // what failed may be tried again under its key
    QCOMPARE(served.ask("POST", target, "{}", "Idempotency-Key: failed\r\n").status, 502);
    served.askModel(u"Best"_s);
    QCOMPARE(served.ask("POST", target, "{}", "Idempotency-Key: failed\r\n").status, 200);

    const QByteArray batchKey = "Idempotency-Key: batch\r\n";
    const RawAnswer batch = served.ask("POST", "/api/ai/batch-optimize", "{}", batchKey);
    QCOMPARE(batch.status, 202);
    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize", "{}", batchKey).json(), batch.json());
}

void TestApi::whatTheModelDidNotMakeIsNotAccepted()
{
    Served served;
    ProductDraft shouting = draft(1);
    shouting.title = "AKKU-BOHRSCHRAUBER MIT ZWEI AKKUS!!! KOSTENLOSER VERSAND";
    QVERIFY(importDrafts(served.storage(), {shouting}));
    const QByteArray id = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const RawAnswer open = served.ask("POST", "/api/ai/optimize/" + id + "?with=rules&accept=none", "{}");
    QCOMPARE(open.json()[u"proposal"][u"state"].toString(), u"open"_s);
    served.askModelWithoutIdeas();
    const RawAnswer answer = served.ask("POST", "/api/ai/optimize/" + id, "{}");
    QVERIFY2(answer.status == 200, answer.body);
    QVERIFY(answer.json()[u"proposal"].isNull());
    const QByteArray proposal = number(open.json()[u"proposal"][u"id"]);
    QCOMPARE(served.get("/api/proposals/" + proposal).json()[u"state"].toString(), u"open"_s);
}

void TestApi::aPostWithoutBodyNeedsNoLength()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray id = number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const auto post = [&served](const QByteArray &target) {
        const QByteArray head = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ";
        const QByteArray request = "POST " + target + head + served.allKey() + "\r\n\r\n";
        return sendRequest(served.port(), request).status;
    };
    QCOMPARE(post("/api/ai/optimize/" + id), 200); // as curl -X POST sends it
    QCOMPARE(post("/api/products/bulk-delete"), 422);
    QCOMPARE(post("/api/import/product"), 400);
}

void TestApi::onlyWhatIsLeftOutMeansAll_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("named");
    const QByteArray batch = "/api/ai/batch-optimize";
    for (const QByteArray &ids : QByteArrayList{"5", "\"1,2\"", "null", "[]", "{}", "[1,null]"})
        QTest::addRow("ids %s", ids.constData()) << batch << "{\"ids\":" + ids + '}' << u"ids: "_s;
    QTest::newRow("id") << batch << QByteArray(R"({"id":[1]})") << u"id: "_s;
    for (const QByteArray &decision : QByteArrayList{"accept", "reject"}) {
        const QByteArray target = "/api/proposals/1/" + decision;
        for (const QByteArray &fields : QByteArrayList{R"("title_optimized")", "null", "[]", "[5]"})
            QTest::addRow("%s %s", decision.constData(), fields.constData())
                << target << "{\"fields\":" + fields + '}' << u"fields: "_s;
        QTest::addRow("%s field", decision.constData())
            << target << QByteArray(R"({"field":["title_optimized"]})") << u"field: "_s;
        QTest::addRow("%s reason", decision.constData()) << target << QByteArray(R"({"reason":5})") << u"reason: "_s;
    }
    const QByteArray retry = "/api/jobs/retry-failed";
    for (const QByteArray &kind : QByteArrayList{"5", "null", "\"\"", R"(["test"])"})
        QTest::addRow("kind %s", kind.constData()) << retry << "{\"kind\":" + kind + '}' << u"kind: "_s;
    QTest::newRow("kinds") << retry << QByteArray(R"({"kinds":"test"})") << u"kinds: "_s;
}

void TestApi::onlyWhatIsLeftOutMeansAll()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, named);
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(2)));
    addProposal(served);
    const RawAnswer answer = served.ask("POST", target, body);
    QVERIFY2(answer.status == 422, answer.body);
    QVERIFY2(answer.errorMessage().startsWith(named), answer.body);
    QCOMPARE(served.get("/api/jobs").json()[u"items"].toArray().size(), 1);
    QCOMPARE(served.get("/api/jobs?state=failed").json()[u"items"].toArray().size(), 1);
    QCOMPARE(served.get("/api/proposals/1").json()[u"state"].toString(), u"open"_s);
}

/** SQLite: whether commits are forced to disk while jobs are added, and after a job's proposal. */
void TestApi::whatIsOrderedIsOnDisk()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1200)));
    ok(served.storage().write([](Database &database) {
        const QString forced = u"(SELECT synchronous FROM pragma_synchronous)"_s;
        return database.execute(
            u"CREATE TABLE seen (what TEXT, forced INTEGER);\n"
            "CREATE TRIGGER see_jobs AFTER INSERT ON jobs BEGIN INSERT INTO seen VALUES ('job', "_s +
            forced +
            u"); END;\n"
            "CREATE TRIGGER see_numbers AFTER UPDATE ON counters BEGIN INSERT INTO seen VALUES "
            "('number', "_s +
            forced + u"); END;"_s);
    }));
    const auto seen = [&served](const QString &condition) {
        return valueOf(served.storage().read([condition](Database &database) {
            Query count(database, u"SELECT count(*) FROM seen WHERE "_s + condition);
            return count.firstNumber();
        }));
    };
    served.askModel(u"Better"_s);
    const qint64 id = served.get("/api/products").json()[u"items"][0][u"id"].toInteger();
    const RawAnswer open = served.ask("POST", "/api/ai/optimize/" + QByteArray::number(id) + "?accept=none", "{}");
    QVERIFY2(open.status == 200, open.body);
    QCOMPARE(open.json()[u"proposal"][u"state"].toString(), u"open"_s);
    QCOMPARE(seen(u"what = 'number' AND forced = 2"_s), 1);
    QCOMPARE(seen(u"what = 'job' AND forced = 2"_s), 1);

    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize?with=rules", "{}").status, 202);
    const qint64 byRules = seen(u"what = 'job'"_s);
    QVERIFY(byRules > 1);
    served.askModelWithoutIdeas();
    QCOMPARE(served.ask("POST", "/api/ai/batch-optimize", "{}").status, 202);
    QCOMPARE(seen(u"what = 'job'"_s), byRules + 1200);
    QCOMPARE(seen(u"what = 'job' AND forced < 2"_s), 0);
}

void TestApi::whatFailedMayBeTriedAgainUnderItsKey()
{
    START;
    const QByteArray key = "Idempotency-Key: again\r\n";
    QCOMPARE(
        served.ask("POST", "/api/import/product", R"({"source_id":"K1","title":"Drill","gtin":"123"})", key).status,
        422);
    const RawAnswer mended = served.ask("POST", "/api/import/product", R"({"source_id":"K1","title":"Drill"})", key);
    QVERIFY2(mended.status == 200, mended.body);
    QCOMPARE(mended.json()[u"created"].toInt(), 1);
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QByteArray change = R"({"brand":"Bosch"})";
    const QByteArray patchKey = "Idempotency-Key: patch\r\n";
    QCOMPARE(served.ask("PATCH", one, change, patchKey + "If-Match: \"0\"\r\n").status, 412);
    const QByteArray seen = "If-Match: " + served.get(one).header("ETag") + "\r\n";
    QCOMPARE(served.ask("PATCH", one, change, patchKey + seen).status, 200);
    QCOMPARE(served.ask("PATCH", one, R"({"brand":"AEG"})", patchKey).status, 200); // only a POST is done once
    QCOMPARE(served.get(one).json()[u"brand"].toString(), u"AEG"_s);
}

void TestApi::aStatusOfAJobIsNews()
{
    Served served;
    QVERIFY(importDrafts(served.storage(), drafts(1)));
    const QByteArray one = "/api/products/" + number(served.get("/api/products").json()[u"items"][0][u"id"]);
    const QByteArray tag = served.get(one).header("ETag");
    QCOMPARE(served.get(one, "If-None-Match: " + tag + "\r\n").status, 304);
    ok(served.storage().write(
        [](Database &database) { return database.execute(u"UPDATE products SET status = 'optimizing'"_s); }));
    const RawAnswer now = served.get(one, "If-None-Match: " + tag + "\r\n");
    QCOMPARE(now.status, 200);
    QCOMPARE(now.json()[u"status"].toString(), u"optimizing"_s);
    // whoever saw it before has missed nothing that the change would overwrite
    QCOMPARE(served.ask("PATCH", one, R"({"brand":"A"})", "If-Match: W/" + tag + "\r\n").status, 200);
    QCOMPARE(served.ask("PATCH", one, R"({"brand":"B"})", "If-Match: " + tag + "\r\n").status, 412);
}

void TestApi::sourceDataIsTheSameEverywhere()
{
    START;
    ProductDraft shouting = draft(1);
    shouting.title = "AKKU-BOHRSCHRAUBER MIT ZWEI AKKUS!!! KOSTENLOSER VERSAND";
    shouting.sourceData = R"({"z": 1, "a": 2})";
    QVERIFY(importDrafts(served.storage(), {shouting}));
    const QJsonObject item = served.get("/api/products").json()[u"items"][0].toObject();
    const QJsonObject expected{{u"z"_s, 1}, {u"a"_s, 2}};
    QCOMPARE(item[u"source_data"].toObject(), expected);
    const QByteArray id = number(item[u"id"]);
    QCOMPARE(served.get("/api/products/" + id).json()[u"source_data"].toObject(), expected);
    QCOMPARE(served.get("/api/products?fields=source_data").json()[u"items"][0][u"source_data"].toObject(), expected);
    const RawAnswer improved = served.ask("POST", "/api/ai/optimize/" + id, "{}");
    QVERIFY2(improved.status == 200, improved.body);
    QCOMPARE(improved.json()[u"product"][u"source_data"].toObject(), expected);
}

void TestApi::nulIsRefused_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("named");
    for (const char *database : {"sqlite", "postgresql"}) {
        const auto row = [database](const char *name, const QByteArray &method, const QByteArray &target,
                                    const QByteArray &body, const QString &named) {
            QTest::addRow("%s %s", database, name)
                << QString::fromLatin1(database) << method << target << body << named;
        };
        row("text", "PATCH", "/api/products/1", R"({"brand":"a\u0000b"})", u"brand: "_s);
        row("text inside", "PATCH", "/api/products/1", R"({"attributes":[{"name":"a","value":"\u0000"}]})",
            u"attributes: "_s);
        row("key inside", "PATCH", "/api/products/1", R"({"optimized_data":{"x":{"a\u0000":1}}})",
            u"optimized_data: "_s);
        row("key", "PATCH", "/api/products/1", R"({"br\u0000and":"a"})", u"brand: "_s);
        row("reason", "POST", "/api/jobs/retry-failed", R"({"kind":"\u0000"})", u"kind: "_s);
        row("query", "GET", "/api/products?search=a%00b", {}, u"search: "_s);
        row("filter", "GET", "/api/products/stats/summary?brand=%00", {}, u"brand: "_s);
        const QByteArray cursor = QByteArray(R"([0,false,1,"a\u0000"])").toBase64(QByteArray::Base64UrlEncoding);
        row("cursor", "GET", "/api/products?sort=title&cursor=" + cursor, {}, u"cursor: "_s);
        row("name in the query", "GET", "/api/jobs?ki%00nd=x", {}, u"kind: "_s);
    }
}

void TestApi::nulIsRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, named);
    Served *served = unchanged();
    if (!served)
        QSKIP(qPrintable(CatalogFixture().whyNot()));
    const QByteArray one = "/api/products/" + number(served->get("/api/products").json()[u"items"][0][u"id"]);
    const RawAnswer answer = served->ask(method, target.startsWith("/api/products/1") ? one : target, body);
    QVERIFY2(answer.status == 422, answer.body);
    QVERIFY2(answer.errorMessage().startsWith(named), answer.body);
}

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
