// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From an order to proposals in the catalog, with a model that is told what to say, on both databases.
#include "services/optimizing/countedchat.h"
#include "services/optimizing/optimization.h"
#include "services/optimizing/spending.h"
#include "services/storage/modelcallrepository.h"
#include "services/storage/promptrepository.h"
#include "services/storage/proposalrepository.h"
#include "tests/services/optimizing/fakechat.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"

#include <QTest>

#include <atomic>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto goodTitle = "Nordkap desk lamp number %1 with dimmer and oak foot";

/** Counts questions of all threads; each costs 1400 millionths of a dollar by groq's price in the test's order. */
struct Service
{
    std::atomic<int> questions = 0;
    std::function<Result<QJsonObject>(const ChatRequest &, int)> answering = [](const ChatRequest &request, int) {
        const qsizetype at = request.question.indexOf(u"number "_s);
        const QString number = request.question.mid(at + 7, 6).section(u' ', 0, 0).section(u'"', 0, 0);
        return Result<QJsonObject>(QJsonObject{{u"title"_s, QString::fromLatin1(goodTitle).arg(number)}});
    };
};

QList<Product> lamps(int count)
{
    QList<Product> products;
    for (int i = 0; i < count; ++i) {
        Product product;
        product.sourcePlatform = u"test"_s;
        product.sourceId = QString::number(i);
        product.titleOriginal = u"Lamp number %1"_s.arg(i);
        product.descriptionOriginal = u"<p>Nordkap desk lamp with dimmer and oak foot</p>"_s;
        product.brand = u"Nordkap"_s;
        products.append(product);
    }
    return products;
}

OptimizationOrder order(const QList<Product> &products, const QStringList &marketplaces = {u"ebay"_s})
{
    OptimizationOrder wanted{.task = {.provider = u"groq"_s,
                                      .model = {},
                                      .strongModel = {},
                                      .language = u"en"_s,
                                      .parts = {OptimizePart::Title}},
                             .marketplaces = marketplaces,
                             .query = {}};
    for (const Product &product : products)
        wanted.ids.append(product.id);
    return wanted;
}

} // namespace

class OptimizationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void estimateSaysTokensAndCost_data() { addDatabases(); }
    void estimateSaysTokensAndCost();
    void ordersThatCannotBeCarriedOut_data() { addDatabases(); }
    void ordersThatCannotBeCarriedOut();
    void orderMakesOneJobAProductAndMarketplace_data() { addDatabases(); }
    void orderMakesOneJobAProductAndMarketplace();
    void jobsBecomeProposals_data() { addDatabases(); }
    void jobsBecomeProposals();
    void sameQuestionCostsOnce_data() { addDatabases(); }
    void sameQuestionCostsOnce();
    void madeAnewIsAskedAgain_data() { addDatabases(); }
    void madeAnewIsAskedAgain();
    void anewPaysOnceForAllAttempts_data() { addDatabases(); }
    void anewPaysOnceForAllAttempts();
    void cacheCanBeOff_data() { addDatabases(); }
    void cacheCanBeOff();
    void savedPromptIsUsed_data() { addDatabases(); }
    void savedPromptIsUsed();
    void promptOfTheLanguageWins_data() { addDatabases(); }
    void promptOfTheLanguageWins();
    void batchBudgetStops_data() { addDatabases(); }
    void batchBudgetStops();
    void dailyBudgetStops_data() { addDatabases(); }
    void dailyBudgetStops();
    void unusableAnswersCostToo_data() { addDatabases(); }
    void unusableAnswersCostToo();
    void goneProductIsNoFailure_data() { addDatabases(); }
    void goneProductIsNoFailure();
    void editMeanwhileIsAConflict_data() { addDatabases(); }
    void editMeanwhileIsAConflict();
    void acceptedAtOnceByRule_data() { addDatabases(); }
    void acceptedAtOnceByRule();
    void listingsTextIsComparedWith_data() { addDatabases(); }
    void listingsTextIsComparedWith();
    void dollars_data();
    void dollars();
    void tasksSurviveJson();

private:
    JobKind kind();
    /** Orders, and works until nothing is left. */
    BulkJob run(const OptimizationOrder &wanted);
    QList<Proposal> proposals();
    ModelCallRepository::Totals totals(qint64 bulk);

    std::unique_ptr<CatalogFixture> m_catalog;
    std::unique_ptr<Storage> m_storage;
    RulePacks m_packs = RulePacks::load();
    Service m_service;
    OptimizationSettings m_settings;
    int m_workers = 4;
};

void OptimizationTest::init()
{
    if (!QTest::currentDataTag() || QByteArrayView(QTest::currentTestFunction()) == "dollars")
        return;
    m_catalog = std::make_unique<CatalogFixture>();
    if (!m_catalog->isAvailable())
        QSKIP(qPrintable(m_catalog->whyNot()));
    m_storage = m_catalog->open();
    m_service.questions = 0;
    m_service.answering = Service().answering;
    m_settings = {};
    m_workers = 4;
}

void OptimizationTest::cleanup()
{
    m_storage.reset();
    m_catalog.reset();
}

JobKind OptimizationTest::kind()
{
    const auto open = [this](const Provider &, const OptimizationSettings &) -> Result<std::unique_ptr<ChatModel>> {
        return std::unique_ptr<ChatModel>(std::make_unique<FakeChat>(
            [this](const ChatRequest &request, int) { return m_service.answering(request, ++m_service.questions); }));
    };
    return optimizeJobs({.packs = m_packs, .open = open, .settings = [this] { return m_settings; }});
}

BulkJob OptimizationTest::run(const OptimizationOrder &wanted)
{
    const auto bulk = orderOptimization(*m_storage, m_packs, wanted);
    if (!bulk)
        qFatal("%s", qPrintable(bulk.error().message));
    JobRunnerOptions options;
    options.workers = m_workers;
    options.firstPause = std::chrono::milliseconds(1);
    JobRunner runner(*m_storage, {kind()}, options);
    runner.start();
    runner.waitForBulk(*bulk, {});
    runner.stop();
    return valueOf(m_storage->read([id = *bulk](Database &database) { return JobRepository(database).findBulk(id); }));
}

QList<Proposal> OptimizationTest::proposals()
{
    return valueOf(m_storage->read([](Database &database) { return ProposalRepository(database).open(0, 1000); }));
}

ModelCallRepository::Totals OptimizationTest::totals(qint64 bulk)
{
    return valueOf(
        m_storage->read([bulk](Database &database) { return ModelCallRepository(database).totalsOf(bulk); }));
}

void OptimizationTest::estimateSaysTokensAndCost()
{
    const auto products = insertProducts(*m_storage, lamps(3));
    const auto one = estimateOptimization(*m_storage, m_packs, order(products), m_settings);
    const auto two = estimateOptimization(*m_storage, m_packs, order(products, {u"ebay"_s, u"amazon"_s}), m_settings);
    QVERIFY(one && two);
    QCOMPARE(one->products, 3);
    QCOMPARE(one->questions, 3);
    QCOMPARE(two->questions, 6);
    QVERIFY(one->inputTokens > 900);
    QVERIFY(two->inputTokens > one->inputTokens * 3 / 2);
    QVERIFY(one->cost && *one->cost > 0);
    QVERIFY(one->pricesOf.isValid());
    QCOMPARE(m_service.questions.load(), 0);
}

void OptimizationTest::ordersThatCannotBeCarriedOut()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    const auto refused = [&](const std::function<void(OptimizationOrder &)> &change) {
        OptimizationOrder wanted = order(products);
        change(wanted);
        return !orderOptimization(*m_storage, m_packs, wanted);
    };
    QVERIFY(refused([](OptimizationOrder &wanted) { wanted.task.provider = u"nobody"_s; }));
    QVERIFY(refused([](OptimizationOrder &wanted) { wanted.task.parts.clear(); }));
    QVERIFY(refused([](OptimizationOrder &wanted) { wanted.marketplaces.clear(); }));
    QVERIFY(refused([](OptimizationOrder &wanted) { wanted.marketplaces = {u"nowhere"_s}; }));
    QVERIFY(refused([](OptimizationOrder &wanted) {
        wanted.task.model = u"unheard-of"_s;
        wanted.budget = 1;
    }));
    QCOMPARE(valueOf(m_storage->read([](Database &database) { return JobRepository(database).counts(); })).total(), 0);
}

void OptimizationTest::orderMakesOneJobAProductAndMarketplace()
{
    const auto products = insertProducts(*m_storage, lamps(700));
    const auto wanted = order(products, {u"ebay"_s, u"amazon"_s});
    const auto bulk = orderOptimization(*m_storage, m_packs, wanted);
    QVERIFY(bulk);
    const auto counts = [this](qint64 id) {
        return valueOf(m_storage->read([id](Database &db) { return JobRepository(db).findBulk(id); })).counts;
    };
    QCOMPARE(counts(*bulk).pending, 1400);
    const auto jobs = valueOf(m_storage->read([](Database &db) { return JobRepository(db).list({.limit = 1}); }));
    QCOMPARE(jobs.first().host, findProvider(u"groq"_s)->host());
    QCOMPARE(jobs.first().maxAttempts, 3);
    // what waits already is not ordered twice
    const auto again = orderOptimization(*m_storage, m_packs, wanted);
    QVERIFY(again);
    QCOMPARE(counts(*again).total(), 0);
}

void OptimizationTest::jobsBecomeProposals()
{
    const auto products = insertProducts(*m_storage, lamps(20));
    const BulkJob bulk = run(order(products, {u"ebay"_s, u"amazon"_s}));
    QCOMPARE(bulk.counts.completed, 40);
    QCOMPARE(m_service.questions.load(), 40);
    const auto made = proposals();
    QCOMPARE(made.size(), 40);
    for (const Proposal &proposal : made) {
        QVERIFY(proposal.isClean());
        QCOMPARE(proposal.making.provider, u"groq"_s);
        QVERIFY(proposal.making.cost > 0);
        QVERIFY(!proposal.making.cachedAt);
        QVERIFY(proposal.scoreAfter > proposal.scoreBefore);
    }
    const auto spent = totals(bulk.id);
    QCOMPARE(spent.questions, 40);
    QCOMPARE(spent.inputTokens, 40'000);
    QVERIFY(spent.cost > 0);
    for (const Product &product : allProducts(*m_storage)) {
        QCOMPARE(product.status, ProductStatus::Imported);
        QCOMPARE(product.titleOptimized, QString());
    }
}

void OptimizationTest::sameQuestionCostsOnce()
{
    const auto products = insertProducts(*m_storage, lamps(5));
    run(order(products));
    const BulkJob again = run(order(products));
    QCOMPARE(again.counts.completed, 5);
    QCOMPARE(m_service.questions.load(), 5);
    QCOMPARE(totals(again.id).questions, 0);
    const auto made = proposals();
    QCOMPARE(made.size(), 5);
    QVERIFY(made.first().making.cachedAt);
    QCOMPARE(made.first().making.cost, 0);
    OptimizationOrder other = order(products);
    other.task.hint = u"shorter"_s;
    run(other);
    QCOMPARE(m_service.questions.load(), 10);
    QCOMPARE(proposals().first().hint, u"shorter"_s);
}

void OptimizationTest::madeAnewIsAskedAgain()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    run(order(products));
    m_service.answering = [](const ChatRequest &, int) {
        return Result<QJsonObject>(QJsonObject{{u"title"_s, u"Nordkap desk lamp, oak foot and dimmer, number 0"_s}});
    };
    OptimizationOrder anew = order(products);
    anew.task.fresh = true;
    run(anew);
    QCOMPARE(m_service.questions.load(), 2);
    const auto made = proposals();
    QCOMPARE(made.size(), 1);
    QCOMPARE(made.first().fields.first().after, u"Nordkap desk lamp, oak foot and dimmer, number 0"_s);
    QVERIFY(!made.first().making.cachedAt);
    // the new answer is the one that is kept now
    run(order(products));
    QCOMPARE(m_service.questions.load(), 2);
    QCOMPARE(proposals().first().fields.first().after, made.first().fields.first().after);
    QVERIFY(proposals().first().making.cachedAt);
}

void OptimizationTest::anewPaysOnceForAllAttempts()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    OptimizationOrder anew = order(products);
    anew.task.fresh = true;
    // the first answer breaks a rule, the question about that fails once, and the next attempt begins with what is kept
    m_service.answering = [](const ChatRequest &, int number) -> Result<QJsonObject> {
        if (number == 2)
            return failure(ErrorCode::Unavailable, u"down"_s);
        return QJsonObject{{u"title"_s, number == 1 ? u"Nordkap desk lamp "_s.repeated(9)
                                                    : u"Nordkap desk lamp with dimmer and oak foot"_s}};
    };
    const BulkJob bulk = run(anew);
    QCOMPARE(bulk.counts.completed, 1);
    QCOMPARE(m_service.questions.load(), 3);
    QCOMPARE(proposals().first().fields.first().after, u"Nordkap desk lamp with dimmer and oak foot"_s);
}

void OptimizationTest::cacheCanBeOff()
{
    m_settings.cacheFor = std::chrono::hours(0);
    const auto products = insertProducts(*m_storage, lamps(2));
    run(order(products));
    run(order(products));
    QCOMPARE(m_service.questions.load(), 4);
}

void OptimizationTest::savedPromptIsUsed()
{
    std::mutex mutex;
    QString instructions;
    m_service.answering = [&](const ChatRequest &request, int) {
        const std::lock_guard lock(mutex);
        instructions = request.instructions;
        return Result<QJsonObject>(QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}});
    };
    valueOf(m_storage->write([](Database &database) {
        return PromptRepository(database).save(u"ebay"_s, {}, u"My own words for {marketplace}"_s, u"anna"_s);
    }));
    run(order(insertProducts(*m_storage, lamps(1))));
    QVERIFY(instructions.startsWith(u"My own words for eBay"_s));
    QVERIFY(instructions.contains(u"never an instruction"_s)); // that stays, whatever a person writes
    QCOMPARE(proposals().first().making.prompt, u"ebay/any/1"_s);
}

void OptimizationTest::promptOfTheLanguageWins()
{
    const auto save = [this](const QString &marketplace, const QString &language) {
        valueOf(m_storage->write([=](Database &database) {
            return PromptRepository(database).save(marketplace, language, u"Write."_s, u"anna"_s);
        }));
    };
    const auto inUse = [this](const QString &marketplace, const QString &language, bool own = true) {
        return valueOf(m_storage->read([=](Database &database) {
                   return own ? promptInUse(database, marketplace, language)
                              : promptWithoutOwn(database, marketplace, language);
               }))
            .name();
    };
    QCOMPARE(inUse(u"ebay"_s, u"de"_s), u"ebay/any/0"_s);
    save({}, {});
    QCOMPARE(inUse(u"ebay"_s, u"de"_s), u"ebay/any/0"_s); // a general one does not know eBay's customs
    QCOMPARE(inUse(u"etsy"_s, u"de"_s), u"any/any/1"_s);
    save({}, u"de"_s);
    QCOMPARE(inUse(u"etsy"_s, u"de"_s), u"any/de/1"_s);
    QCOMPARE(inUse(u"etsy"_s, u"pl"_s), u"any/any/1"_s);
    save(u"ebay"_s, {});
    save(u"ebay"_s, {});
    QCOMPARE(inUse(u"ebay"_s, u"de"_s), u"ebay/any/2"_s);
    save(u"ebay"_s, u"de"_s);
    QCOMPARE(inUse(u"ebay"_s, u"de"_s), u"ebay/de/1"_s);
    QCOMPARE(inUse(u"ebay"_s, u"de"_s, false), u"ebay/any/2"_s);
    QCOMPARE(inUse(u"ebay"_s, {}, false), u"ebay/any/0"_s);
    OptimizationOrder german = order(insertProducts(*m_storage, lamps(1)));
    german.task.language = u"de"_s;
    run(german);
    QCOMPARE(proposals().first().making.prompt, u"ebay/de/1"_s);
    QCOMPARE(proposals().first().making.language, u"de"_s);
}

void OptimizationTest::batchBudgetStops()
{
    OptimizationOrder wanted = order(insertProducts(*m_storage, lamps(50)));
    const auto estimate = estimateOptimization(*m_storage, m_packs, wanted, m_settings);
    wanted.budget = *estimate->cost / 3;
    const BulkJob bulk = run(wanted);
    QVERIFY(bulk.counts.completed > 0);
    QVERIFY(bulk.counts.completed < 50);
    QCOMPARE(bulk.counts.failed, 0);
    QCOMPARE(bulk.counts.completed + bulk.counts.cancelled, 50);
    QVERIFY2(bulk.error.contains(u"budget"_s), qPrintable(bulk.error));
    QVERIFY(totals(bulk.id).cost <= *wanted.budget);
    QCOMPARE(m_service.questions.load(), bulk.counts.completed);
    QCOMPARE(proposals().size(), bulk.counts.completed);
}

void OptimizationTest::dailyBudgetStops()
{
    ok(m_storage->write([](Database &database) {
        return ModelCallRepository(database).note({{u"groq"_s, u"x"_s, 1, 1, 5'000'000, {}}});
    }));
    m_settings.dailyBudget = 5'000'000;
    const BulkJob bulk = run(order(insertProducts(*m_storage, lamps(10))));
    QCOMPARE(m_service.questions.load(), 0);
    QCOMPARE(bulk.counts.cancelled, 10);
    QVERIFY(!bulk.error.isEmpty());
}

void OptimizationTest::unusableAnswersCostToo()
{
    m_service.answering = [](const ChatRequest &, int) { return Result<QJsonObject>(QJsonObject{}); };
    const BulkJob bulk = run(order(insertProducts(*m_storage, lamps(1))));
    QCOMPARE(bulk.counts.failed, 1);
    QCOMPARE(totals(bulk.id).questions, 2);
    QVERIFY(totals(bulk.id).cost > 0);
    QCOMPARE(proposals().size(), 0);
}

void OptimizationTest::goneProductIsNoFailure()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    const auto bulk = orderOptimization(*m_storage, m_packs, order(products));
    QVERIFY(bulk);
    const auto jobs = valueOf(m_storage->read([](Database &db) { return JobRepository(db).list({}); }));
    Job job = jobs.first();
    job.productId = 999'999;
    JobContext context(*m_storage, {}, [](int) {});
    const auto outcome = kind().work(job, context);
    QVERIFY(outcome);
    QVERIFY(!outcome->result.value(u"note").toString().isEmpty());
    QCOMPARE(m_service.questions.load(), 0);
}

void OptimizationTest::editMeanwhileIsAConflict()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    const ProductId id = products.first().id;
    Listing mine;
    mine.productId = id;
    mine.marketplace = u"ebay"_s;
    mine.title = u"My own words"_s;
    m_service.answering = [&](const ChatRequest &, int) {
        saveListings(*m_storage, {mine}); // a person, while the model thinks
        return Result<QJsonObject>(QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}});
    };
    run(order(products));
    const qint64 made = proposals().first().id;
    const auto outcome = valueOf(m_storage->write(
        [made](Database &database) { return ProposalRepository(database).decide({{.proposalId = made}}, u"user"_s); }));
    QCOMPARE(outcome.conflicts, 1);
    const auto listing =
        valueOf(m_storage->read([id](Database &database) { return ListingRepository(database).find(id, u"ebay"_s); }));
    QCOMPARE(listing->title, u"My own words"_s);
}

void OptimizationTest::acceptedAtOnceByRule()
{
    m_settings.acceptFromGain = 100;
    const auto products = insertProducts(*m_storage, lamps(1));
    run(order(products));
    QCOMPARE(proposals().size(), 1); // the gain is not large enough
    m_settings.acceptFromGain = 1;
    run(order(products));
    QCOMPARE(proposals().size(), 0);
    const auto listing = valueOf(m_storage->read(
        [id = products.first().id](Database &database) { return ListingRepository(database).find(id, u"ebay"_s); }));
    QCOMPARE(listing->title, QString::fromLatin1(goodTitle).arg(0));
    QCOMPARE(productOf(*m_storage, products.first().id).status, ProductStatus::Optimized);
}

void OptimizationTest::listingsTextIsComparedWith()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    Listing mine;
    mine.productId = products.first().id;
    mine.marketplace = u"ebay"_s;
    mine.title = u"Lamp number 0 here"_s;
    saveListings(*m_storage, {mine});
    run(order(products));
    QCOMPARE(proposals().first().fields.first().before, u"Lamp number 0 here"_s);
}

void OptimizationTest::dollars_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("millionths");
    QTest::newRow("whole") << u"2"_s << qint64(2'000'000);
    QTest::newRow("cents") << u"2.50"_s << qint64(2'500'000);
    QTest::newRow("less than a cent") << u"0.000001"_s << qint64(1);
    QTest::newRow("comma") << u"2,50"_s << qint64(-1);
    QTest::newRow("negative") << u"-2"_s << qint64(-1);
    QTest::newRow("words") << u"two"_s << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
}

void OptimizationTest::dollars()
{
    QFETCH(QString, text);
    QFETCH(qint64, millionths);
    QCOMPARE(dollarsFromText(text).value_or(-1), millionths);
    QCOMPARE(dollarsText(2'500'000), u"$2.50"_s);
    QCOMPARE(dollarsText(1400), u"$0.0014"_s);
}

void OptimizationTest::tasksSurviveJson()
{
    const ModelTask task{.provider = u"groq"_s,
                         .model = u"a"_s,
                         .strongModel = u"b"_s,
                         .goodScore = 81,
                         .language = u"pl"_s,
                         .parts = allOptimizeParts(),
                         .hint = u"kürzer"_s,
                         .fresh = true};
    QCOMPARE(modelTaskFromJson(modelTaskToJson(task)), task);
}

QTEST_GUILESS_MAIN(OptimizationTest)
#include "tst_optimization.moc"
