// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From an order to proposals in the catalog, with a model that is told what to say, on both databases.
#include "services/net/ratelimits.h"
#include "services/optimizing/countedchat.h"
#include "services/optimizing/optimization.h"
#include "services/optimizing/optimizationsettings.h"
#include "services/optimizing/spending.h"
#include "services/storage/modelcallrepository.h"
#include "services/storage/promptrepository.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/takeback.h"
#include "tests/services/optimizing/fakechat.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/httpstub.h"
#include "tests/support/jobqueue.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto goodTitle = "Nordkap desk lamp number %1 with dimmer and oak foot";

/** Counts questions of all threads; each costs 1400 millionths of a dollar by groq's price in the test's order. */
struct Service
{
    std::atomic<int> questions = 0;
    std::mutex mutex{};
    QList<QUrl> askedAt{};
    void noteAddress(const QUrl &url)
    {
        const std::lock_guard lock(mutex);
        askedAt.append(url);
    }
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

/** Differ in nothing that a model is told. */
QList<Product> equalLamps(int count)
{
    QList<Product> products = lamps(count);
    for (Product &product : products)
        product.titleOriginal = products.first().titleOriginal;
    return products;
}

/** Lets a question wait until others would have been asked as well. */
class Gate
{
public:
    void arrive()
    {
        const std::lock_guard lock(m_mutex);
        ++m_arrived;
        m_changed.notify_all();
    }
    /** For so many; and then for some more, which need not come. */
    void wait(int count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_arrived >= count; });
        m_changed.wait_for(lock, std::chrono::milliseconds(300), [&] { return m_arrived > count; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_arrived = 0;
};

/** NotFound stands for none. */
template <class T>
ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::NotFound : result.error().code;
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
    void equalQuestionsCostOnce_data() { addDatabases(); }
    void equalQuestionsCostOnce();
    void equalQuestionsOutliveTheFirst_data() { addDatabases(); }
    void equalQuestionsOutliveTheFirst();
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
    void eachMarketplaceHasItsLanguage_data() { addDatabases(); }
    void eachMarketplaceHasItsLanguage();
    void settingsChooseTheLanguage();
    void wrongPartsAreAFault();
    void batchBudgetStops_data() { addDatabases(); }
    void batchBudgetStops();
    void dailyBudgetStops_data();
    void dailyBudgetStops();
    void usedUpQuotaEndsTheBatch_data();
    void usedUpQuotaEndsTheBatch();
    void budgetHoldsForAllProcesses_data() { addDatabases(); }
    void budgetHoldsForAllProcesses();
    void goneWorkersHoldNoBudget_data() { addDatabases(); }
    void goneWorkersHoldNoBudget();
    void unpaidQuestionsGiveBack_data() { addDatabases(); }
    void unpaidQuestionsGiveBack();
    void budgetWaitsForWhatIsBeingAsked();
    void waitingForgetsNoBatch();
    void jobsGoWhereTheyWereOrdered_data() { addDatabases(); }
    void jobsGoWhereTheyWereOrdered();
    void keysGoToKnownAddressesOnly();
    void whatWasAcceptedAtOnceIsUndoneTogether_data() { addDatabases(); }
    void whatWasAcceptedAtOnceIsUndoneTogether();
    void unusableSettingsAskNobody_data() { addDatabases(); }
    void unusableSettingsAskNobody();
    void addressesAreRemembered();
    void environmentsKeyIsOfOneProvider();
    void ownLimitsTakeNoAttempt_data() { addDatabases(); }
    void ownLimitsTakeNoAttempt();
    void anOrderThatFailsHalfWay_data() { addDatabases(); }
    void anOrderThatFailsHalfWay();
    void questionsWithoutAnAnswerCost_data() { addDatabases(); }
    void questionsWithoutAnAnswerCost();
    void paidThoughTheProductIsGone_data() { addDatabases(); }
    void paidThoughTheProductIsGone();
    void paidThoughCancelled_data() { addDatabases(); }
    void paidThoughCancelled();
    void lettersThatNoDatabaseTakes_data() { addDatabases(); }
    void lettersThatNoDatabaseTakes();
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
    BulkJob run(const OptimizationOrder &wanted) { return run(wanted, kind()); }
    BulkJob run(const OptimizationOrder &wanted, const JobKind &kind);
    QList<Proposal> proposals();
    ModelCallRepository::Totals totals(qint64 bulk);

    std::unique_ptr<CatalogFixture> m_catalog;
    std::unique_ptr<Storage> m_storage;
    RulePacks m_packs = RulePacks::load();
    Service m_service;
    OptimizationSettings m_settings;
    std::function<void()> m_jobBegins;
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
    m_service.askedAt.clear();
    m_service.answering = Service().answering;
    m_settings = {};
    m_jobBegins = {};
    m_workers = 4;
}

void OptimizationTest::cleanup()
{
    m_storage.reset();
    m_catalog.reset();
}

JobKind OptimizationTest::kind()
{
    const auto open = [this](const Provider &provider,
                             const OptimizationSettings &) -> Result<std::unique_ptr<ChatModel>> {
        m_service.noteAddress(provider.baseUrl);
        return std::unique_ptr<ChatModel>(std::make_unique<FakeChat>(
            [this](const ChatRequest &request, int) { return m_service.answering(request, ++m_service.questions); }));
    };
    const auto settings = [this] { return m_settings; };
    JobKind kind = optimizeJobs({.packs = m_packs, .open = open, .settings = settings});
    if (m_jobBegins)
        kind.work = [this, work = kind.work](const Job &job, JobContext &context) {
            m_jobBegins();
            return work(job, context);
        };
    return kind;
}

BulkJob OptimizationTest::run(const OptimizationOrder &wanted, const JobKind &kind)
{
    const auto bulk = orderOptimization(*m_storage, m_packs, wanted);
    if (!bulk)
        qFatal("%s", qPrintable(bulk.error().message));
    JobRunnerOptions options;
    options.workers = m_workers;
    options.firstPause = std::chrono::milliseconds(1);
    JobRunner runner(*m_storage, {kind}, options);
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
    QCOMPARE(one->highestCost, one->cost);
    OptimizationOrder strong = order(products);
    strong.task.strongModel = u"openai/gpt-oss-120b"_s;
    const auto dearer = estimateOptimization(*m_storage, m_packs, strong, m_settings);
    QCOMPARE(dearer->cost, one->cost);
    QVERIFY(dearer->highestCost > *one->cost);
    strong.task.strongModel = u"unheard-of"_s;
    QVERIFY(!estimateOptimization(*m_storage, m_packs, strong, m_settings)->highestCost);
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
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::Conflict);
    QCOMPARE(valueOf(m_storage->read([](Database &db) { return JobRepository(db).bulkJobs(); })).size(), 1);
    // one that does not is ordered, also where it stands behind many that do
    OptimizationOrder more = wanted;
    more.ids.append(insertProducts(*m_storage, lamps(701).mid(700)).first().id);
    const auto rest = orderOptimization(*m_storage, m_packs, more);
    QVERIFY(rest);
    QCOMPARE(counts(*rest).total(), 2);
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

void OptimizationTest::equalQuestionsCostOnce()
{
    m_workers = 8;
    Gate gate;
    m_jobBegins = [&] { gate.arrive(); };
    m_service.answering = [&](const ChatRequest &, int) {
        gate.wait(8);
        return Result<QJsonObject>(QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}});
    };
    const BulkJob bulk = run(order(insertProducts(*m_storage, equalLamps(8))));
    QCOMPARE(bulk.counts, (JobCounts{.completed = 8}));
    QCOMPARE(m_service.questions.load(), 1);
    QCOMPARE(totals(bulk.id).questions, 1);
    const auto made = proposals();
    QCOMPARE(made.size(), 8);
    QCOMPARE(std::ranges::count_if(made, [](const Proposal &each) { return each.making.cachedAt.has_value(); }), 7);
    QCOMPARE(std::ranges::count_if(made, [](const Proposal &each) { return each.making.cost == 0; }), 7);
}

void OptimizationTest::equalQuestionsOutliveTheFirst()
{
    Gate gate;
    m_jobBegins = [&] { gate.arrive(); };
    m_service.answering = [&](const ChatRequest &, int number) -> Result<QJsonObject> {
        if (number > 1)
            return QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}};
        gate.wait(4);
        return failure(ErrorCode::Unavailable, u"down"_s);
    };
    const BulkJob bulk = run(order(insertProducts(*m_storage, equalLamps(4))));
    QCOMPARE(bulk.counts, (JobCounts{.completed = 4}));
    QCOMPARE(m_service.questions.load(), 2);
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

void OptimizationTest::eachMarketplaceHasItsLanguage()
{
    OptimizationOrder wanted = order(insertProducts(*m_storage, lamps(1)), {u"allegro"_s, u"ebay"_s});
    wanted.task.country = u"US"_s;
    using Languages = QList<std::pair<QString, QString>>;
    const auto estimated = [&] { return estimateOptimization(*m_storage, m_packs, wanted, m_settings)->languages; };
    QCOMPARE(estimated(), (Languages{{u"allegro"_s, u"en"_s}, {u"ebay"_s, u"en"_s}})); // as chosen
    wanted.task.language.clear();
    QCOMPARE(estimated(), (Languages{{u"allegro"_s, u"pl"_s}, {u"ebay"_s, u"en"_s}}));
    QHash<QString, QString> instructions;
    m_service.answering = [&](const ChatRequest &request, int) -> Result<QJsonObject> {
        instructions.insert(request.instructions.contains(u"Allegro"_s) ? u"allegro"_s : u"ebay"_s,
                            request.instructions);
        return QJsonObject{{u"title"_s, u"Nordkap lamp 1 dimmer"_s}};
    };
    m_workers = 1;
    QCOMPARE(run(wanted).counts.completed, 2);
    QVERIFY2(instructions.value(u"allegro"_s).contains(u"Polish (pl)"_s), qPrintable(instructions.value(u"allegro"_s)));
    QVERIFY(instructions.value(u"ebay"_s).contains(u"English (en)"_s));
    QCOMPARE(proposals().size(), 2);
    for (const Proposal &proposal : proposals())
        QCOMPARE(proposal.making.language, proposal.marketplace == u"allegro" ? u"pl"_s : u"en"_s);
}

void OptimizationTest::settingsChooseTheLanguage()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s), QProcessEnvironment());
    const auto languageFor = [&](const QString &marketplace) {
        return taskFor(modelTask(settings), marketplace).language;
    };
    QCOMPARE(languageFor(u"ebay"_s), u"de"_s);
    QCOMPARE(languageFor(u"allegro"_s), u"pl"_s);
    QVERIFY(settings.setText(SettingKey::MarketplaceSite, u"FR"_s));
    QCOMPARE(languageFor(u"ebay"_s), u"fr"_s);
    QVERIFY(settings.setText(SettingKey::MarketplaceLocale, u"en-GB"_s));
    QCOMPARE(languageFor(u"ebay"_s), u"en"_s);
    QCOMPARE(languageFor(u"allegro"_s), u"en"_s);
    QVERIFY(settings.setText(SettingKey::MarketplaceLocale, QString()));
    QCOMPARE(languageFor(u"allegro"_s), u"pl"_s);
}

void OptimizationTest::wrongPartsAreAFault()
{
    QStringList names;
    for (const OptimizePart part : allOptimizeParts())
        names.append(optimizePartName(part));
    QCOMPARE(Settings::definition(SettingKey::AiParts).choices, names);
    QProcessEnvironment environment;
    environment.insert(u"LISTWRIGHT_AI_PARTS"_s, u"title,bulets"_s);
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(u"settings.ini"_s), environment);
    const auto refused = providerFor(u"groq"_s, optimizationSettings(settings));
    QVERIFY(!refused);
    for (const QString &said : {u"LISTWRIGHT_AI_PARTS"_s, u"“bulets”"_s, u"bullets, attributes"_s})
        QVERIFY2(refused.error().message.contains(said), qPrintable(refused.error().message));
    environment.insert(u"LISTWRIGHT_AI_PARTS"_s, u"bullets, title,"_s);
    const Settings fine(folder.filePath(u"settings.ini"_s), environment);
    QVERIFY(providerFor(u"groq"_s, optimizationSettings(fine)));
    QCOMPARE(modelTask(fine).parts, (QList{OptimizePart::BulletPoints, OptimizePart::Title}));
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

void OptimizationTest::dailyBudgetStops_data()
{
    QTest::addColumn<bool>("sqlite");
    QTest::addColumn<qint64>("works");
    QTest::addColumn<qint64>("orders");
    QTest::newRow("sqlite") << true << qint64(5'000'000) << qint64(0);
    QTest::newRow("sqlite, who orders") << true << qint64(0) << qint64(5'000'000);
    QTest::newRow("sqlite, who works is stricter") << true << qint64(5'000'000) << qint64(9'000'000);
    QTest::newRow("sqlite, who orders is stricter") << true << qint64(9'000'000) << qint64(5'000'000);
    QTest::newRow("postgresql") << false << qint64(9'000'000) << qint64(5'000'000);
}

void OptimizationTest::dailyBudgetStops()
{
    ok(m_storage->write([](Database &database) {
        return ModelCallRepository(database).note({{u"groq"_s, u"x"_s, 1, 1, 5'000'000, {}}});
    }));
    OptimizationOrder wanted = order(insertProducts(*m_storage, lamps(10)));
    QFETCH(qint64, works);
    QFETCH(qint64, orders);
    if (works > 0)
        m_settings.dailyBudget = works;
    if (orders > 0)
        wanted.dailyBudget = orders;
    const BulkJob bulk = run(wanted);
    QCOMPARE(m_service.questions.load(), 0);
    QCOMPARE(bulk.counts.cancelled, 10);
    QVERIFY(!bulk.error.isEmpty());
}

void OptimizationTest::usedUpQuotaEndsTheBatch_data()
{
    QTest::addColumn<bool>("sqlite");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("refusal");
    const QByteArray noMoney = R"({"error":{"message":"You exceeded your current quota, please check your plan.",
        "type":"insufficient_quota","code":"insufficient_quota"}})";
    const QByteArray noShare = R"({"error":{"code":429,"message":"Quota exceeded for metric: free_tier, limit: 0",
        "status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"9s"}]}})";
    QTest::newRow("sqlite, no money") << true << u"openai"_s << noMoney;
    QTest::newRow("sqlite, no share") << true << u"gemini"_s << noShare;
    QTest::newRow("postgresql, no money") << false << u"openai"_s << noMoney;
    QTest::newRow("postgresql, no share") << false << u"gemini"_s << noShare;
}

void OptimizationTest::usedUpQuotaEndsTheBatch()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, refusal);
    HttpStub service;
    service.always({.status = 429, .body = refusal, .headers = {{"Retry-After", "1"}}});
    m_settings.http.proxy = u"none"_s;
    m_settings.baseUrls.insert(provider, service.url(u"/v1"_s));
    OptimizationOrder wanted = order(insertProducts(*m_storage, lamps(40)));
    wanted.task.provider = provider;
    wanted.baseUrl = m_settings.baseUrls.value(provider);
    RateLimits limits;
    const auto keys = [](const QString &) { return Result<QString>(u"key"_s); };
    const auto settings = [this] { return m_settings; };
    const BulkJob bulk = run(wanted, optimizeJobs(m_packs, keys, settings, limits));
    QCOMPARE(bulk.counts, (JobCounts{.cancelled = 40}));
    QVERIFY2(bulk.error.contains(u"billing page"_s), qPrintable(bulk.error));
    QVERIFY(service.hits() >= 1);
    QVERIFY2(service.hits() <= m_workers, qPrintable(QString::number(service.hits())));
    const QList<Job> jobs = JobQueue(*m_storage).all();
    // what was not asked has nothing to say (and of the others some may hear of their end before they can)
    QVERIFY(std::ranges::count_if(jobs, [](const Job &job) { return !job.errors.isEmpty(); }) <= service.hits());
    QCOMPARE(totals(bulk.id), ModelCallRepository::Totals());
    for (const Product &product : allProducts(*m_storage))
        QCOMPARE(product.status, ProductStatus::Imported);
}

/** As many as there are processes, each with what it knows by itself. */
void OptimizationTest::budgetHoldsForAllProcesses()
{
    const bool hasOthers = !m_catalog->location().isSqlite();
    const auto other = hasOthers ? m_catalog->open() : nullptr;
    std::vector<std::thread> processes;
    std::atomic<int> asked = 0;
    for (int i = 0; i < 6; ++i) {
        processes.emplace_back([&, i] {
            Storage &storage = other && i % 2 == 0 ? *other : *m_storage;
            Spending spending;
            const Spender spender{.bulkJobId = 5};
            while (const auto share = spending.setAside(storage, spender, {.batch = 100}, 30, {})) {
                ++asked;
                const ModelCall call{u"groq"_s, u"m"_s, 1, 1, 30, {}, (*share)->reservation()};
                ok(storage.write([call](Database &database) { return ModelCallRepository(database).note({call}, 5); }));
            }
        });
    }
    for (std::thread &process : processes)
        process.join();
    QCOMPARE(asked.load(), 3);
    QCOMPARE(totals(5).cost, 90);
}

void OptimizationTest::goneWorkersHoldNoBudget()
{
    const JobQueue queue(*m_storage);
    const qint64 bulk = queue.addBulk();
    queue.add({{.kind = u"test"_s, .bulkJobId = bulk}, {.kind = u"test"_s, .bulkJobId = bulk}});
    const QList<Job> jobs = queue.claim(2);
    Spending killed;
    Spending living;
    const Budgets budgets{.batch = 100, .daily = 100};
    const Spender mine{.bulkJobId = bulk, .hold = JobHold::of(jobs.at(1))};
    const auto first =
        killed.setAside(*m_storage, {.bulkJobId = bulk, .hold = JobHold::of(jobs.at(0))}, budgets, 60, {});
    QVERIFY(first);
    std::stop_source stopped;
    stopped.request_stop();
    const auto tryNow = [&](qint64 expected) {
        return codeOf(living.setAside(*m_storage, mine, budgets, expected, stopped.get_token()));
    };
    QCOMPARE(tryNow(60), ErrorCode::Cancelled); // it would wait
    QCOMPARE(tryNow(101), ErrorCode::QuotaExceeded);
    QCOMPARE(totals(bulk), ModelCallRepository::Totals());
    QVERIFY(queue.with([&](JobRepository &repository) { return repository.release(JobHold::of(jobs.at(0))); }));
    QCOMPARE(queue.claim(1).first().id, jobs.at(0).id); // whoever has it now has asked nothing
    QVERIFY(living.setAside(*m_storage, mine, budgets, 60, {}));
}

void OptimizationTest::unpaidQuestionsGiveBack()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    m_service.answering = [](const ChatRequest &, int number) -> Result<QJsonObject> {
        if (number < 6)
            return tl::unexpected(Error{ErrorCode::RateLimited, u"Later."_s, ownLimit % u", ready in 2 ms"_s,
                                        std::chrono::milliseconds(2)});
        return QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}};
    };
    OptimizationOrder wanted = order(products);
    wanted.budget = 5'000'000;
    const BulkJob bulk = run(wanted);
    QCOMPARE(bulk.counts, (JobCounts{.completed = 1}));
    QCOMPARE(totals(bulk.id).questions, 1);
    const auto rows = [](Database &database) {
        return Query(database, u"SELECT count(*) FROM model_calls"_s).firstNumber();
    };
    QCOMPARE(valueOf(m_storage->read(rows)), 1);
}

void OptimizationTest::budgetWaitsForWhatIsBeingAsked()
{
    const auto catalog = std::make_unique<CatalogFixture>();
    const auto storage = catalog->open();
    Spending spending;
    const Budgets budgets{.batch = {}, .daily = 100};
    const auto ask = [&](qint64 expected, const std::stop_token &stop = {}) {
        return spending.setAside(*storage, {}, budgets, expected, stop);
    };
    const auto settle = [&](Result<std::shared_ptr<Spending::Share>> &share, qint64 cost) {
        const ModelCall call{u"groq"_s, u"m"_s, 1, 1, cost, {}, (*share)->reservation()};
        ok(storage->write([call](Database &database) { return ModelCallRepository(database).note({call}); }));
        share = nullptr;
    };
    QCOMPARE(codeOf(ask(101)), ErrorCode::QuotaExceeded);
    auto first = ask(60);
    QVERIFY(first);
    // would exceed it only if the first one really cost that much: nobody says that it is used up
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(codeOf(ask(60, stopped.get_token())), ErrorCode::Cancelled);
    std::optional<Result<std::shared_ptr<Spending::Share>>> second;
    std::thread waiting([&] { second = ask(60); });
    settle(first, 10);
    waiting.join();
    QVERIFY(*second);
    settle(*second, 60);
    QCOMPARE(codeOf(ask(60)), ErrorCode::QuotaExceeded);
}

void OptimizationTest::waitingForgetsNoBatch()
{
    const auto catalog = std::make_unique<CatalogFixture>();
    const auto storage = catalog->open();
    const ModelCall spent{u"groq"_s, u"m"_s, 1, 1, 50, {}};
    QVERIFY(storage->write([spent](Database &database) { return ModelCallRepository(database).note({spent}, 1); })
                .result());
    Spending spending;
    const Budgets budgets{.batch = 100, .daily = {}};
    auto first = spending.setAside(*storage, {.bulkJobId = 1}, budgets, 30, {});
    QVERIFY(first);
    std::optional<Result<std::shared_ptr<Spending::Share>>> second;
    std::atomic<bool> begun = false;
    std::thread waiting([&] {
        begun = true;
        second = spending.setAside(*storage, {.bulkJobId = 1}, budgets, 45, {}); // fits only if the first costs nothing
    });
    QTRY_VERIFY(begun);
    QVERIFY(spending.setAside(*storage, {.bulkJobId = 2}, budgets, 10, {})); // what is known is about this batch now
    const ModelCall call{u"groq"_s, u"m"_s, 1, 1, 30, {}, (*first)->reservation()};
    ok(storage->write([call](Database &database) { return ModelCallRepository(database).note({call}, 1); }));
    waiting.join();
    QVERIFY(!*second);
    QCOMPARE(second->error().code, ErrorCode::QuotaExceeded);
}

void OptimizationTest::jobsGoWhereTheyWereOrdered()
{
    OptimizationOrder wanted = order(insertProducts(*m_storage, lamps(1)));
    wanted.baseUrl = QUrl(u"https://gateway.example/v1"_s);
    m_settings.baseUrls.clear(); // the person has chosen another provider meanwhile
    run(wanted);
    QCOMPARE(m_service.askedAt, QList{wanted.baseUrl});
    wanted.baseUrl.clear();
    wanted.task.fresh = true; // so that it is asked
    m_settings.baseUrls.insert(u"groq"_s, QUrl(u"https://later.example/v1"_s));
    run(wanted);
    QCOMPARE(m_service.askedAt.last(), QUrl(u"https://later.example/v1"_s));
}

void OptimizationTest::keysGoToKnownAddressesOnly()
{
    Provider groq = *findProvider(u"groq"_s);
    OptimizationSettings settings;
    QVERIFY(isAtKnownAddress(groq, settings));
    groq.baseUrl = QUrl(u"https://gateway.example/v1/"_s);
    QVERIFY(!isAtKnownAddress(groq, settings));
    settings.baseUrls.insert(u"openai"_s, groq.baseUrl);
    QVERIFY(!isAtKnownAddress(groq, settings));
    settings.baseUrls.insert(u"groq"_s, QUrl(u"https://gateway.example/v1"_s));
    QVERIFY(isAtKnownAddress(groq, settings));
    QVERIFY(!isAtKnownAddress(*findProvider(u"groq"_s), settings)); // the key is the gateway's
    // a job that names another one fails before any key is read
    const auto catalog = std::make_unique<CatalogFixture>();
    const auto storage = catalog->open();
    OptimizationOrder wanted = order(insertProducts(*storage, lamps(1)));
    wanted.baseUrl = QUrl(u"http://127.0.0.1:1/v1"_s);
    QVERIFY(orderOptimization(*storage, m_packs, wanted));
    const Job job = valueOf(storage->read([](Database &db) { return JobRepository(db).list({}); })).first();
    std::atomic<int> keysRead = 0;
    const auto keys = [&](const QString &) -> Result<QString> {
        ++keysRead;
        return u"secret"_s;
    };
    RateLimits limits;
    JobContext context(*storage, {}, [](int) {});
    const auto outcome = optimizeJobs(
                             m_packs, keys, [] { return OptimizationSettings(); }, limits)
                             .work(job, context);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::Forbidden);
    QVERIFY(outcome.error().message.contains(u"127.0.0.1:1"_s));
    QCOMPARE(keysRead.load(), 0);
}

void OptimizationTest::addressesAreRemembered()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s), QProcessEnvironment());
    QVERIFY(settings.setText(SettingKey::AiProvider, u"openai"_s));
    QVERIFY(settings.setText(SettingKey::AiBaseUrl, u"https://gateway.example/v1"_s));
    QVERIFY(settings.setText(SettingKey::AiProvider, u"groq"_s));
    QVERIFY(changeAddress(settings, u"openai"_s, u"groq"_s));
    QCOMPARE(settings.text(SettingKey::AiBaseUrl), QString());
    const auto addresses = [&] { return optimizationSettings(settings).baseUrls; };
    QCOMPARE(addresses(), (QHash<QString, QUrl>{{u"openai"_s, QUrl(u"https://gateway.example/v1"_s)}}));
    QVERIFY(settings.setText(SettingKey::AiProvider, u"openai"_s));
    QVERIFY(changeAddress(settings, u"groq"_s, u"openai"_s));
    QCOMPARE(settings.text(SettingKey::AiBaseUrl), u"https://gateway.example/v1"_s);
    QVERIFY(settings.reset(SettingKey::AiBaseUrl)); // back to the preset's
    QCOMPARE(addresses(), (QHash<QString, QUrl>()));
}

void OptimizationTest::environmentsKeyIsOfOneProvider()
{
    const auto keys = providerKeys(nullptr, {u"openai"_s, u"secret"_s});
    QCOMPARE(keys(u"openai"_s).value(), u"secret"_s);
    QCOMPARE(keys(u"groq"_s).value(), QString());
}

/** More often than there are attempts, and with an answer that was paid for in between. */
void OptimizationTest::ownLimitsTakeNoAttempt()
{
    m_service.answering = [](const ChatRequest &, int number) -> Result<QJsonObject> {
        if (number != 3 && number < 9)
            return tl::unexpected(Error{ErrorCode::RateLimited, u"Later."_s, ownLimit % u", ready in 2 ms"_s,
                                        std::chrono::milliseconds(2)});
        return QJsonObject{{u"title"_s, number == 3 ? u"Nordkap desk lamp "_s.repeated(9)
                                                    : u"Nordkap desk lamp with dimmer and oak foot"_s}};
    };
    const BulkJob bulk = run(order(insertProducts(*m_storage, lamps(1))));
    QCOMPARE(bulk.counts, (JobCounts{.completed = 1}));
    const auto job = valueOf(m_storage->read([](Database &db) { return JobRepository(db).list({}); })).first();
    QCOMPARE(job.attempts, 1);
    QVERIFY(job.errors.isEmpty());
    QCOMPARE(m_service.questions.load(), 9);
    QCOMPARE(totals(bulk.id).questions, 2);
}

void OptimizationTest::anOrderThatFailsHalfWay()
{
    const auto products = insertProducts(*m_storage, lamps(1200));
    const QString last = QString::number(products.last().id);
    execute(*m_storage,
            m_catalog->location().isSqlite()
                ? u"CREATE TRIGGER refuse BEFORE INSERT ON jobs WHEN NEW.product_id = "_s + last +
                      u" BEGIN SELECT RAISE(ABORT, 'refused'); END;"
                : QString(u"ALTER TABLE jobs ADD CONSTRAINT refuse CHECK (product_id <> "_s + last + u");"));
    QVERIFY(!orderOptimization(*m_storage, m_packs, order(products)));
    const auto counts = valueOf(m_storage->read([](Database &db) { return JobRepository(db).counts(); }));
    QCOMPARE(counts, (JobCounts{.cancelled = 1000}));
    const auto bulks = valueOf(m_storage->read([](Database &db) { return JobRepository(db).bulkJobs(); }));
    QVERIFY(!bulks.first().error.isEmpty());
}

void OptimizationTest::questionsWithoutAnAnswerCost()
{
    m_service.answering = [](const ChatRequest &, int) -> Result<QJsonObject> {
        return failure(ErrorCode::Timeout, u"Too long."_s);
    };
    const BulkJob bulk = run(order(insertProducts(*m_storage, lamps(1))));
    QCOMPARE(bulk.counts.failed, 1);
    QCOMPARE(totals(bulk.id).questions, 3);
    QVERIFY(totals(bulk.id).cost > 0);
    QVERIFY(totals(bulk.id).outputTokens > 0);
}

void OptimizationTest::paidThoughTheProductIsGone()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    m_service.answering = [&](const ChatRequest &, int) {
        removeProduct(*m_storage, products.first().id);
        return Result<QJsonObject>(QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}});
    };
    const BulkJob bulk = run(order(products));
    QCOMPARE(bulk.counts.failed, 0);
    QCOMPARE(proposals().size(), 0);
    QCOMPARE(totals(bulk.id).questions, 1);
    QVERIFY(totals(bulk.id).cost > 0);
}

void OptimizationTest::paidThoughCancelled()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    m_service.answering = [&](const ChatRequest &, int) {
        valueOf(m_storage->write([](Database &database) { return JobRepository(database).cancel(JobScope{}); }));
        return Result<QJsonObject>(QJsonObject{{u"title"_s, u"Nordkap desk lamp with dimmer and oak foot"_s}});
    };
    const BulkJob bulk = run(order(products));
    QCOMPARE(bulk.counts, (JobCounts{.cancelled = 1}));
    QCOMPARE(proposals().size(), 0);
    QVERIFY(totals(bulk.id).cost > 0);
    m_service.answering = Service().answering;
    run(order(products)); // from what is kept
    QCOMPARE(m_service.questions.load(), 1);
    QCOMPARE(proposals().size(), 1);
}

void OptimizationTest::lettersThatNoDatabaseTakes()
{
    m_service.answering = [](const ChatRequest &, int) {
        const QString title = u"Nordkap desk lamp"_s + QChar(0) + u" with dimmer and oak foot " + QChar(0xd83d);
        return Result<QJsonObject>(QJsonObject{{u"title"_s, title}});
    };
    const BulkJob bulk = run(order(insertProducts(*m_storage, lamps(1))));
    QCOMPARE(bulk.counts.completed, 1);
    QVERIFY(totals(bulk.id).cost > 0);
    QCOMPARE(proposals().size(), 1);
    QVERIFY(!proposals().first().fields.first().after.contains(QChar(0)));
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
    const auto products = insertProducts(*m_storage, lamps(1));
    OptimizationOrder wanted = order(products);
    m_settings.acceptFromGain = 1; // of who works, which is not who ordered
    run(wanted);
    QCOMPARE(proposals().size(), 1);
    wanted.acceptFromGain = 100;
    run(wanted);
    QCOMPARE(proposals().size(), 1); // the gain is not large enough
    m_settings.acceptFromGain.reset();
    wanted.acceptFromGain = 1;
    run(wanted);
    QCOMPARE(proposals().size(), 0);
    const auto listing = valueOf(m_storage->read(
        [id = products.first().id](Database &database) { return ListingRepository(database).find(id, u"ebay"_s); }));
    QCOMPARE(listing->title, QString::fromLatin1(goodTitle).arg(0));
    QCOMPARE(productOf(*m_storage, products.first().id).status, ProductStatus::Optimized);
}

void OptimizationTest::whatWasAcceptedAtOnceIsUndoneTogether()
{
    const auto products = insertProducts(*m_storage, lamps(3));
    OptimizationOrder wanted = order(products);
    wanted.acceptFromGain = 1;
    run(wanted);
    QCOMPARE(proposals().size(), 0);
    const auto sets = newestChangeSets(*m_storage);
    QVERIFY(sets);
    QCOMPARE(takeBack(*m_storage, *sets)->changed, 3);
    QCOMPARE(proposals().size(), 3);
}

void OptimizationTest::unusableSettingsAskNobody()
{
    const auto products = insertProducts(*m_storage, lamps(1));
    m_settings.fault = Error{ErrorCode::InvalidInput, u"“2,50” is not an amount."_s, {}, {}};
    run(order(products));
    QVERIFY(m_service.askedAt.isEmpty());
    QCOMPARE(proposals().size(), 0);
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
