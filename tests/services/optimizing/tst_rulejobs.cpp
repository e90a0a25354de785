// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The built-in rules over many products as durable jobs, on both databases.
#include "services/optimizing/rulejobs.h"
#include "services/storage/productrepository.h"
#include "services/storage/proposalrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/jobqueue.h"

#include <QJsonArray>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QList<Product> lamps(int count)
{
    QList<Product> products;
    for (int i = 0; i < count; ++i) {
        Product product;
        product.sourcePlatform = u"test"_s;
        product.sourceId = QString::number(i);
        product.titleOriginal = u"LAMP number %1!!!"_s.arg(i);
        product.descriptionOriginal = u"<p onclick='x()'>Desk lamp with dimmer and oak foot</p>"_s;
        product.brand = u"Nordkap"_s;
        product.attributes = {{u"Colour"_s, u"white"_s}, {u"Material"_s, u"oak"_s}};
        products.append(product);
    }
    return products;
}

} // namespace

class RuleJobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void orderIsCutIntoJobs_data() { addDatabases(); }
    void orderIsCutIntoJobs();
    void eachProductGetsOneProposal_data() { addDatabases(); }
    void eachProductGetsOneProposal();
    void whatAWorkerLeftIsDoneOnceMore_data() { addDatabases(); }
    void whatAWorkerLeftIsDoneOnceMore();
    void pausedAndCancelled_data() { addDatabases(); }
    void pausedAndCancelled();
    void proposalsOfModelsStay_data() { addDatabases(); }
    void proposalsOfModelsStay();
    void deletedProductsAreLeftOut_data() { addDatabases(); }
    void deletedProductsAreLeftOut();
    void unknownMarketplaceIsADeadLetter_data() { addDatabases(); }
    void unknownMarketplaceIsADeadLetter();

private:
    qint64 order(const QList<ProductId> &ids = {});
    RuleOrderState state(qint64 bulk);
    void run(qint64 bulk);
    /** How many open proposals each product has. */
    QHash<ProductId, int> proposals();
    QList<Job> claimed(int count);

    std::unique_ptr<CatalogFixture> m_catalog;
    std::unique_ptr<Storage> m_storage;
    RulePacks m_packs = RulePacks::load();
};

void RuleJobsTest::init()
{
    m_catalog = std::make_unique<CatalogFixture>();
    if (!m_catalog->isAvailable())
        QSKIP(qPrintable(m_catalog->whyNot()));
    m_storage = m_catalog->open();
}

void RuleJobsTest::cleanup()
{
    m_storage.reset();
    m_catalog.reset();
}

qint64 RuleJobsTest::order(const QList<ProductId> &ids)
{
    const auto bulk = orderByRules(*m_storage, {.pack = m_packs.find(u"ebay"_s), .query = {}, .ids = ids});
    if (!bulk)
        qFatal("%s", qPrintable(bulk.error().message));
    return *bulk;
}

RuleOrderState RuleJobsTest::state(qint64 bulk)
{
    return valueOf(m_storage->read([bulk](Database &database) { return ruleOrderState(database, bulk); }));
}

void RuleJobsTest::run(qint64 bulk)
{
    JobRunner runner(*m_storage, {ruleJobs(m_packs)});
    runner.start();
    runner.waitForBulk(bulk, {});
    runner.stop();
}

QHash<ProductId, int> RuleJobsTest::proposals()
{
    QHash<ProductId, int> count;
    const auto open =
        valueOf(m_storage->read([](Database &database) { return ProposalRepository(database).open(0, 10'000); }));
    for (const Proposal &proposal : open)
        ++count[proposal.productId];
    return count;
}

QList<Job> RuleJobsTest::claimed(int count)
{
    return JobQueue(*m_storage).claim({.owner = u"dead"_s, .count = count, .kinds = {u"rules"_s}});
}

void RuleJobsTest::orderIsCutIntoJobs()
{
    insertProducts(*m_storage, lamps(1100));
    const qint64 bulk = order();
    QCOMPARE(state(bulk).bulk.counts, JobCounts{.pending = 3});
    QCOMPARE(state(bulk).summary.total, 1100);
    QSet<qint64> products;
    for (const Job &job : JobQueue(*m_storage).all()) {
        QCOMPARE(job.bulkJobId, bulk);
        QCOMPARE(job.payload.value(u"marketplace").toString(), u"ebay"_s);
        const QJsonArray ids = job.payload.value(u"products").toArray();
        QVERIFY(ids.size() <= 500);
        for (const QJsonValue &id : ids)
            products.insert(id.toInteger());
    }
    QCOMPARE(products.size(), 1100);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!orderByRules(*m_storage, {.pack = m_packs.find(u"ebay"_s), .query = {}, .ids = {}}, stop.get_token()));
    QCOMPARE(JobQueue(*m_storage).counts().total(), 3);
}

void RuleJobsTest::eachProductGetsOneProposal()
{
    insertProducts(*m_storage, lamps(600));
    const qint64 first = order();
    run(first);
    const RuleOrderState done = state(first);
    QCOMPARE(done.bulk.counts, JobCounts{.completed = 2});
    QCOMPARE(done.summary.products, 600);
    QCOMPARE(done.summary.proposals, 600);
    QCOMPARE(done.summary.goodAlready, 0);
    QVERIFY(!done.summary.cancelled);
    const auto made = proposals();
    QCOMPARE(made.size(), 600);
    run(order()); // once more takes their place
    const auto again = proposals();
    QCOMPARE(again.size(), 600);
    QVERIFY(std::ranges::all_of(again, [](int count) { return count == 1; }));
    for (const Product &product : allProducts(*m_storage))
        QCOMPARE(product.status, ProductStatus::Imported);
}

/** It has done all of the work, and then lost its connection. */
void RuleJobsTest::whatAWorkerLeftIsDoneOnceMore()
{
    insertProducts(*m_storage, lamps(700));
    const qint64 bulk = order();
    const JobQueue queue(*m_storage);
    const Job left = claimed(1).first();
    JobContext context(*m_storage, {}, [](int) {});
    const auto outcome = ruleJobs(m_packs).work(left, context);
    QVERIFY(outcome);
    QCOMPARE(proposals().size(), 0);
    queue.expireLeases();
    run(bulk);
    QCOMPARE(state(bulk).bulk.counts, JobCounts{.completed = 2});
    QCOMPARE(proposals().size(), 700);
    QVERIFY(!queue.complete(left, outcome->result, outcome->store));
    const auto made = proposals();
    QCOMPARE(made.size(), 700);
    QVERIFY(std::ranges::all_of(made, [](int count) { return count == 1; }));
    QCOMPARE(state(bulk).summary.products, 700);
}

void RuleJobsTest::pausedAndCancelled()
{
    insertProducts(*m_storage, lamps(600));
    const qint64 bulk = order();
    const JobQueue queue(*m_storage);
    queue.setPaused({.bulkJobId = bulk}, true);
    QCOMPARE(claimed(9).size(), 0);
    queue.setPaused({.bulkJobId = bulk}, false);
    const Job running = claimed(1).first();
    queue.with([bulk](JobRepository &jobs) { return jobs.cancel(JobScope{.bulkJobId = bulk}); });
    JobContext context(*m_storage, {}, [](int) {});
    const auto outcome = ruleJobs(m_packs).work(running, context);
    QVERIFY(outcome);
    QVERIFY(!queue.complete(running, outcome->result, outcome->store)); // its cancellation came first
    QCOMPARE(proposals().size(), 0);
    QVERIFY(state(bulk).summary.cancelled);
    std::stop_source stop;
    stop.request_stop();
    JobContext stopped(*m_storage, stop.get_token(), [](int) {});
    QCOMPARE(ruleJobs(m_packs).work(running, stopped).error().code, ErrorCode::Cancelled);
}

void RuleJobsTest::proposalsOfModelsStay()
{
    const auto products = insertProducts(*m_storage, lamps(3));
    Proposal paid;
    paid.productId = products[1].id;
    paid.marketplace = u"ebay"_s;
    paid.origin = u"groq/any"_s;
    paid.making.provider = u"groq"_s;
    paid.fields = {{ProductField::TitleOptimized, {}, u"A model's title"_s, {}, FieldDecision::Open}};
    const qint64 id =
        valueOf(m_storage->write([paid](Database &database) { return ProposalRepository(database).add({paid}); }))
            .first()
            .id;
    const qint64 bulk = order();
    run(bulk);
    QCOMPARE(state(bulk).summary.proposals, 2);
    QCOMPARE(state(bulk).summary.leftToModel, 1);
    const Proposal kept =
        valueOf(m_storage->read([id](Database &database) { return ProposalRepository(database).find(id); }));
    QCOMPARE(kept.state, ProposalState::Open);
    QCOMPARE(kept.fields.first().after, u"A model's title"_s);
}

void RuleJobsTest::deletedProductsAreLeftOut()
{
    const auto products = insertProducts(*m_storage, lamps(3));
    const qint64 bulk = order({products[0].id, products[1].id, products[2].id});
    const Job job = claimed(1).first();
    JobContext context(*m_storage, {}, [](int) {});
    const auto outcome = ruleJobs(m_packs).work(job, context);
    QVERIFY(outcome);
    valueOf(m_storage->write([id = products[1].id](Database &database) {
        return ProductRepository(database).remove({id}, {ChangeOrigin::Kind::Delete, u"user"_s, {}});
    }));
    QVERIFY(JobQueue(*m_storage).complete(job, outcome->result, outcome->store));
    QCOMPARE(proposals().size(), 2);
    QVERIFY(!proposals().contains(products[1].id));
    QVERIFY(state(bulk).bulk.isFinished());
}

void RuleJobsTest::unknownMarketplaceIsADeadLetter()
{
    const JobQueue queue(*m_storage);
    const qint64 bulk = queue.addBulk();
    queue.add({{.kind = u"rules"_s, .payload = {{u"marketplace"_s, u"nowhere"_s}}, .bulkJobId = bulk}});
    run(bulk);
    QCOMPARE(queue.counts(), JobCounts{.failed = 1});
    QVERIFY(queue.all().first().errors.first().message.contains(u"nowhere"));
}

QTEST_GUILESS_MAIN(RuleJobsTest)
#include "tst_rulejobs.moc"
