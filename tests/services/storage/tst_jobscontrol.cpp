// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Cancelling and retrying, bulk jobs and lists, and what becomes of a product's status while jobs work on it.

#include "services/storage/foreignqueue.h"
#include "services/storage/maintenance.h"
#include "services/storage/modelcallrepository.h"
#include "tests/services/storage/storageaccess.h"
#include "tests/support/catalogchanges.h"
#include "tests/support/jobqueue.h"

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

NewJob jobFor(ProductId product, qint64 bulk = 0)
{
    return {.kind = u"test"_s, .bulkJobId = bulk, .productId = product};
}

QList<Job> claimOptimizing(const JobQueue &queue, int count = 1)
{
    return queue.claim({.owner = u"me"_s,
                        .count = count,
                        .kinds = {u"test"_s},
                        .productStatus = {{u"test"_s, ProductStatus::Optimizing}}});
}

QList<qint64> idsOfJobs(const QList<Job> &jobs)
{
    QList<qint64> ids;
    for (const Job &job : jobs)
        ids.append(job.id);
    return ids;
}

} // namespace

class TestJobsControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitingJobsAreCancelledRunningOnesAsked_data() { addDatabases(); }
    void waitingJobsAreCancelledRunningOnesAsked();
    void scopesAreCancelledAndRetried_data() { addDatabases(); }
    void scopesAreCancelledAndRetried();
    void pausedJobsAreNotLookedThrough_data() { addDatabases(); }
    void pausedJobsAreNotLookedThrough();
    void bulkJobsCountTheirItems_data() { addDatabases(); }
    void bulkJobsCountTheirItems();
    void aStoppedBulkJobSaysWhy_data() { addDatabases(); }
    void aStoppedBulkJobSaysWhy();
    void listsAreFilteredAndPaged_data() { addDatabases(); }
    void listsAreFilteredAndPaged();
    void othersSteerAQueueThatIsOpen();
    void othersCreateAndDisturbNothing();
    void oldJobsGoFailedOnesStay_data() { addDatabases(); }
    void oldJobsGoFailedOnesStay();
    void aRemovedBulkJobIsForgotten_data() { addDatabases(); }
    void aRemovedBulkJobIsForgotten();
    void productsShowThatAJobWorksOnThem_data() { addDatabases(); }
    void productsShowThatAJobWorksOnThem();
    void productsGoBackHoweverAJobEnds_data() { addDatabases(); }
    void productsGoBackHoweverAJobEnds();
    void twoJobsOfOneProduct_data() { addDatabases(); }
    void twoJobsOfOneProduct();
    void aStatusChangedMeanwhileStays_data() { addDatabases(); }
    void aStatusChangedMeanwhileStays();
    void aReleasedJobLeavesTheLatestStatus_data() { addDatabases(); }
    void aReleasedJobLeavesTheLatestStatus();
    void onlyProductsThatMayAreChanged_data() { addDatabases(); }
    void onlyProductsThatMayAreChanged();
    void forgottenProductsGoBack_data() { addDatabases(); }
    void forgottenProductsGoBack();
    void checkFindsWhatIsStuck_data() { addDatabases(); }
    void checkFindsWhatIsStuck();
};

void TestJobsControl::waitingJobsAreCancelledRunningOnesAsked()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(4));
    const Job running = queue.claim().at(0);
    const Job completed = queue.claim().at(0);
    QVERIFY(queue.complete(completed));
    const QList<qint64> ids = idsOfJobs(queue.all());
    QCOMPARE(queue.cancel(ids), 3);
    QCOMPARE(queue.cancel(ids), 0);
    QVERIFY(queue.find(running.id).cancelRequested);
    QCOMPARE(queue.counts(), (JobCounts{.running = 1, .completed = 1, .cancelled = 2}));
    QVERIFY(!queue.complete(running)); // as it is not wanted any more
    QVERIFY(queue.fail(running, ErrorCode::Timeout, std::chrono::milliseconds(0)));
    QCOMPARE(queue.find(running.id).state, JobState::Cancelled);
    QCOMPARE(queue.retry(ids), 3); // a completed one is not done again
    QVERIFY(!queue.find(running.id).cancelRequested);
    const Job cancelled = queue.claim().at(0);
    queue.cancel({cancelled.id});
    QVERIFY(queue.with([hold = JobHold::of(cancelled)](JobRepository &jobs) { return jobs.finishCancelled(hold); }));
    QCOMPARE(queue.find(cancelled.id).state, JobState::Cancelled);
    QVERIFY(queue.find(cancelled.id).finishedAt);
}

void TestJobsControl::scopesAreCancelledAndRetried()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 bulk = queue.addBulk();
    queue.add({jobFor(0, bulk), jobFor(0, bulk), jobFor(0), {.kind = u"other's"_s}});
    const auto cancel = [&queue](const JobScope &scope) {
        return queue.with([scope](JobRepository &jobs) { return jobs.cancel(scope); });
    };
    QCOMPARE(cancel({.bulkJobId = bulk}), 2);
    QCOMPARE(cancel({.kind = u"other's"_s}), 1);
    QCOMPARE(cancel({}), 1);
    QCOMPARE(queue.counts().cancelled, 4);
    QCOMPARE(queue.counts({.kind = u"other's"_s}), JobCounts{.cancelled = 1});
    queue.retry(idsOfJobs(queue.all()));
    for (const Job &job : queue.claim({.owner = u"me"_s, .count = 9, .kinds = {u"test"_s, u"other's"_s}}))
        QVERIFY(queue.fail(job, ErrorCode::Internal));
    const auto retryFailed = [&queue](const JobScope &scope) {
        return queue.with([scope](JobRepository &jobs) { return jobs.retryFailed(scope); });
    };
    QCOMPARE(retryFailed({.bulkJobId = bulk}), 2);
    QCOMPARE(retryFailed({.kind = u"other's"_s}), 1);
    QCOMPARE(retryFailed({}), 1);
    QCOMPARE(queue.counts(), JobCounts{.pending = 4});
}

/** What is looked through for work: jobs_waiting leaves the others out. */
void TestJobsControl::pausedJobsAreNotLookedThrough()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const auto lookedThrough = [&] {
        return valueOf(storage->read([](Database &database) {
            return Query(database, u"SELECT count(*) FROM jobs WHERE state = 'pending' AND NOT paused"_s).firstNumber();
        }));
    };
    const auto take = [&queue] {
        return queue.claim({.owner = u"me"_s, .count = 99, .kinds = {u"test"_s, u"other"_s}}).size();
    };
    const qint64 bulk = queue.addBulk();
    queue.add({jobFor(0, bulk), jobFor(0, bulk), jobFor(0, bulk)});
    const QList<Job> running = queue.claim(1);
    queue.setPaused({.bulkJobId = bulk}, true);
    queue.add({jobFor(0, bulk), jobFor(0), {.kind = u"other"_s}}); // the first comes while its bulk job is paused
    QCOMPARE(lookedThrough(), 2);
    QVERIFY(queue.with([&](JobRepository &jobs) { return jobs.release(JobHold::of(running.first())); }));
    QCOMPARE(lookedThrough(), 2);
    queue.setPaused({.kind = u"test"_s}, true);
    QCOMPARE(lookedThrough(), 1);
    queue.setPaused({.bulkJobId = bulk}, false);
    QCOMPARE(lookedThrough(), 1); // their kind is paused still
    QCOMPARE(take(), 1);
    queue.with([&](JobRepository &jobs) { return jobs.cancel(JobScope{.bulkJobId = bulk}); });
    queue.setPaused({.bulkJobId = bulk}, true);
    queue.setPaused({.kind = u"test"_s}, false);
    QCOMPARE(lookedThrough(), 1);
    QCOMPARE(queue.retry(idsOfJobs(queue.all())), 4); // what is begun again is paused, too
    QCOMPARE(lookedThrough(), 1);
    QCOMPARE(take(), 1);
    queue.setPaused({.bulkJobId = bulk}, false);
    QCOMPARE(take(), 4);
}

void TestJobsControl::bulkJobsCountTheirItems()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const QJsonObject parameters{{u"marketplaces"_s, QJsonArray{u"ebay"_s}}};
    const qint64 first = queue.with(
        [parameters](JobRepository &jobs) { return jobs.addBulk(u"optimize"_s, u"Größe – 2"_s, parameters); });
    const qint64 second = queue.addBulk(u"Empty"_s);
    queue.add({jobFor(0, first), jobFor(0, first), jobFor(0, first), jobFor(0)});
    const QList<Job> jobs = queue.claim(2);
    QVERIFY(queue.complete(jobs.at(0)));
    queue.setPaused({.bulkJobId = first}, true);
    const QList<BulkJob> bulks = queue.with([](JobRepository &repository) { return repository.bulkJobs(); });
    QCOMPARE(bulks.size(), 2);
    QCOMPARE(bulks.at(0).id, second);
    QVERIFY(bulks.at(0).isFinished());
    QCOMPARE(bulks.at(1).title, u"Größe – 2"_s);
    QCOMPARE(bulks.at(1).kind, u"optimize"_s);
    QCOMPARE(bulks.at(1).parameters, parameters);
    QCOMPARE(bulks.at(1).counts, (JobCounts{.pending = 1, .running = 1, .completed = 1}));
    QVERIFY(bulks.at(1).paused && !bulks.at(0).paused && !bulks.at(1).isFinished());
    QVERIFY(bulks.at(1).startedAt.secsTo(QDateTime::currentDateTimeUtc()) < 3600);
    QCOMPARE(queue.with([first](JobRepository &repository) { return repository.findBulk(first); }), bulks.at(1));
    QCOMPARE(queue.with([](JobRepository &repository) { return repository.bulkJobs(1); }).size(), 1);
    const auto missing =
        storage->read([](Database &database) { return JobRepository(database).findBulk(77); }).result();
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestJobsControl::aStoppedBulkJobSaysWhy()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 bulk = queue.addBulk();
    queue.add({jobFor(0, bulk), jobFor(0, bulk), jobFor(0)});
    queue.claim();
    for (const QString &reason : {u"The budget is used up."_s, u"Again."_s})
        ok(storage->write(
            [bulk, reason](Database &database) { return JobRepository(database).stopBulk(bulk, reason); }));
    const BulkJob stopped = queue.with([bulk](JobRepository &jobs) { return jobs.findBulk(bulk); });
    QCOMPARE(stopped.error, u"The budget is used up."_s);
    QCOMPARE(stopped.counts, (JobCounts{.running = 1, .cancelled = 1}));
    QCOMPARE(queue.counts().pending, 1);
}

void TestJobsControl::listsAreFilteredAndPaged()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 bulk = queue.addBulk();
    queue.add({jobFor(11), jobFor(12, bulk), jobFor(11, bulk), {.kind = u"other"_s}});
    const QList<qint64> all = idsOfJobs(queue.all());
    QVERIFY(queue.complete(queue.claim().at(0)));
    const auto list = [&queue](const JobFilter &filter) {
        return idsOfJobs(queue.with([filter](JobRepository &jobs) { return jobs.list(filter); }));
    };
    QCOMPARE(list({}), (QList<qint64>{all.at(3), all.at(2), all.at(1), all.at(0)}));
    QCOMPARE(list({.limit = 2}), (QList<qint64>{all.at(3), all.at(2)}));
    QCOMPARE(list({.beforeId = all.at(2)}), (QList<qint64>{all.at(1), all.at(0)}));
    QCOMPARE(list({.productId = 11}), (QList<qint64>{all.at(2), all.at(0)}));
    QCOMPARE(list({.bulkJobId = bulk}), (QList<qint64>{all.at(2), all.at(1)}));
    QCOMPARE(list({.kind = u"other"_s}), QList<qint64>{all.at(3)});
    QCOMPARE(list({.states = {JobState::Completed, JobState::Failed}}), QList<qint64>{all.at(0)});
}

void TestJobsControl::oldJobsGoFailedOnesStay()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 gone = queue.addBulk();
    const qint64 kept = queue.addBulk();
    queue.add({jobFor(0, gone), jobFor(0, kept), jobFor(0)});
    const QList<Job> jobs = queue.claim(2);
    QVERIFY(queue.complete(jobs.at(0)));
    QVERIFY(queue.fail(jobs.at(1), ErrorCode::Internal));
    const auto remove = [&queue](int hours) {
        return queue.with(
            [hours](JobRepository &repository) { return repository.removeFinished(std::chrono::hours(hours)); });
    };
    QCOMPARE(remove(1), 0);
    QCOMPARE(remove(-1), 1); // as if an hour had passed
    QCOMPARE(queue.counts(), (JobCounts{.pending = 1, .failed = 1}));
    const QList<BulkJob> bulks = queue.with([](JobRepository &repository) { return repository.bulkJobs(); });
    QCOMPARE(bulks.size(), 1);
    QCOMPARE(bulks.at(0).id, kept);
}

void TestJobsControl::aRemovedBulkJobIsForgotten()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 gone = queue.addBulk();
    ok(storage->write([gone](Database &database) {
        return ModelCallRepository(database).note({{.provider = u"groq"_s, .model = u"small"_s, .cost = 5}}, gone);
    }));
    const auto pause = [&queue](qint64 bulk) {
        queue.with(
            [bulk](JobRepository &jobs) { return jobs.setPaused({.bulkJobId = bulk}, true).map([] { return true; }); });
    };
    pause(gone);
    queue.with([](JobRepository &jobs) { return jobs.removeFinished(std::chrono::hours(-1)); });
    QVERIFY(queue.with([](JobRepository &jobs) { return jobs.paused(); }).isEmpty());

    const qint64 next = queue.addBulk();
    QVERIFY2(next != gone, "what the old one spent would count");
    pause(next);
    queue.add({jobFor(0, next)});
    queue.with([](JobRepository &jobs) { return jobs.removeFinished(std::chrono::hours(-1)); });
    QCOMPARE(queue.with([](JobRepository &jobs) { return jobs.paused(); }).size(), 1);
}

void TestJobsControl::productsShowThatAJobWorksOnThem()
{
    OPEN_CATALOG_OF(2);
    const JobQueue queue(*storage);
    const Product before = productOf(*storage, ids.at(0));
    queue.add({jobFor(ids.at(0)), jobFor(0), jobFor(987654)});
    CatalogChanges changed(*storage);
    const QList<Job> jobs = claimOptimizing(queue, 3);
    QCOMPARE(jobs.size(), 3);
    QTRY_COMPARE(changed.size(), 1);
    const CatalogChange change = changed.at(0);
    QCOMPARE(change.productIds, QList<qint64>{ids.at(0)});
    QVERIFY(change.membership);
    Product during = productOf(*storage, ids.at(0));
    QCOMPARE(during.status, ProductStatus::Optimizing);
    during.status = before.status;
    QCOMPARE(during, before); // no new revision or time of change
    QCOMPARE(productOf(*storage, ids.at(1)).status, ProductStatus::Imported);
    QVERIFY(queue.complete(jobs.at(0)));
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(productOf(*storage, ids.at(0)), before);
    QVERIFY(historyOf(*storage, ids.at(0)).isEmpty());
}

void TestJobsControl::productsGoBackHoweverAJobEnds()
{
    OPEN_CATALOG_OF(1);
    const JobQueue queue(*storage);
    const auto hold = [](const Job &job) { return JobHold::of(job); };
    const QList<std::function<void(const Job &)>> endings{
        [&](const Job &job) { QVERIFY(queue.complete(job)); },
        [&](const Job &job) {
            QCOMPARE(queue.with([h = hold(job)](JobRepository &jobs) {
                              return jobs.completeMany({{h, {}}});
                          })
                         .size(),
                     1);
        },
        [&](const Job &job) { QVERIFY(queue.fail(job, ErrorCode::Internal)); },
        [&](const Job &job) { QVERIFY(queue.fail(job, ErrorCode::Timeout, std::chrono::hours(1))); },
        [&](const Job &job) {
            QVERIFY(
                queue.with([h = hold(job)](JobRepository &jobs) { return jobs.release(h, std::chrono::hours(1)); }));
        },
        [&](const Job &job) {
            QVERIFY(queue.with([h = hold(job)](JobRepository &jobs) { return jobs.finishCancelled(h); }));
        },
        [&](const Job &) {
            QCOMPARE(queue.with([](JobRepository &jobs) { return jobs.releaseUnheld(u"me"_s, {}); }), 1);
        },
        [&](const Job &) {
            queue.expireLeases();
            QCOMPARE(queue.recover(), 1);
        }};
    for (const auto &end : endings) {
        queue.add({jobFor(ids.at(0))});
        const Job job = claimOptimizing(queue).at(0);
        QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimizing);
        end(job);
        QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Imported);
        queue.with([](JobRepository &jobs) { return jobs.cancel(JobScope{}); });
    }
}

void TestJobsControl::twoJobsOfOneProduct()
{
    OPEN_CATALOG_OF(1);
    const JobQueue queue(*storage);
    for (const bool together : {false, true}) {
        queue.add({jobFor(ids.at(0)), jobFor(ids.at(0))});
        QList<Job> jobs = claimOptimizing(queue, together ? 2 : 1);
        if (!together)
            jobs += claimOptimizing(queue);
        QCOMPARE(jobs.size(), 2);
        QVERIFY(queue.complete(jobs.at(0)));
        QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimizing); // the other one goes on
        QVERIFY(queue.complete(jobs.at(1)));
        QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Imported);
    }
}

void TestJobsControl::aStatusChangedMeanwhileStays()
{
    OPEN_CATALOG_OF(1);
    const JobQueue queue(*storage);
    queue.add({jobFor(ids.at(0)), jobFor(ids.at(0))});
    const Job job = claimOptimizing(queue).at(0);
    edit(*storage, ids.at(0), ProductField::Status, u"optimized"_s);
    QVERIFY(queue.complete(job));
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimized);
    const Job second = claimOptimizing(queue).at(0);
    QVERIFY(queue.complete(second, {}, [&](Database &database) {
        const auto found = ProductRepository(database).find(ids.at(0)); // what is stored sees the product as it was
        return found && found->status == ProductStatus::Optimized ? Result<void>()
                                                                  : Result<void>(failure(ErrorCode::Internal, {}));
    }));
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimized); // not what it was at the first job
}

void TestJobsControl::aReleasedJobLeavesTheLatestStatus()
{
    OPEN_CATALOG_OF(1);
    const JobQueue queue(*storage);
    queue.add({jobFor(ids.at(0))});
    QVERIFY(queue.complete(claimOptimizing(queue).at(0)));
    edit(*storage, ids.at(0), ProductField::Status, u"optimized"_s);
    queue.add({jobFor(ids.at(0))});
    const Job job = claimOptimizing(queue).at(0);
    QVERIFY(queue.with([hold = JobHold::of(job)](JobRepository &jobs) { return jobs.release(hold); }));
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimized); // not what it was at the first job

    QCOMPARE(queue.with([](JobRepository &jobs) { return jobs.cancel(JobScope{}); }), 1);
    QCOMPARE(queue.retry({job.id}), 1);
    QVERIFY(queue.complete(claimOptimizing(queue).at(0)));
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimized);
}

void TestJobsControl::onlyProductsThatMayAreChanged()
{
    OPEN_CATALOG_OF(1);
    const JobQueue queue(*storage);
    execute(*storage, u"UPDATE products SET status = 'publishing'"_s);
    queue.add({jobFor(ids.at(0)), {.kind = u"publish"_s, .productId = ids.at(0)}});
    QCOMPARE(queue.claim({.owner = u"me"_s, .kinds = {u"publish"_s}}).size(), 1);
    const Job job = claimOptimizing(queue).at(0);
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Publishing);
    QVERIFY(queue.complete(job));
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Publishing);
}

void TestJobsControl::forgottenProductsGoBack()
{
    OPEN_CATALOG_OF(3);
    const JobQueue queue(*storage);
    edit(*storage, ids.at(0), ProductField::Status, u"optimized"_s);
    queue.add({jobFor(ids.at(0)), jobFor(ids.at(2))});
    QList<Job> jobs = claimOptimizing(queue, 2);
    QVERIFY(queue.complete(jobs.at(0)));
    execute(*storage, u"UPDATE products SET status = 'optimizing'"_s);
    queue.recover();
    QCOMPARE(productOf(*storage, ids.at(0)).status, ProductStatus::Optimized); // known from its job
    QCOMPARE(productOf(*storage, ids.at(1)).status, ProductStatus::Imported);
    QCOMPARE(productOf(*storage, ids.at(2)).status, ProductStatus::Optimizing); // a job works on it
}

void TestJobsControl::checkFindsWhatIsStuck()
{
    OPEN_CATALOG_OF(2);
    const JobQueue queue(*storage);
    queue.add({jobFor(ids.at(0))});
    const Job job = claimOptimizing(queue).at(0);
    const auto problems = [&fixture] { return maintenance::check(fixture.location())->problems; };
    QCOMPARE(problems(), QStringList());
    execute(*storage, u"UPDATE products SET status = 'optimizing'"_s);
    QCOMPARE(problems(), QStringList{u"1 product(s) wait for a job that does not exist"_s});
    queue.recover();
    QCOMPARE(problems(), QStringList());
    execute(*storage, fixture.location().isSqlite() ? u"UPDATE jobs SET lease_until = 1"_s
                                                    : u"UPDATE jobs SET lease_until = now() - interval '1 day'"_s);
    QCOMPARE(problems(), QStringList{u"1 job(s) are held by a worker that is gone"_s});
    queue.recover();
    QCOMPARE(problems(), QStringList());
    QCOMPARE(queue.find(job.id).state, JobState::Pending);
}

void TestJobsControl::othersSteerAQueueThatIsOpen()
{
    const CatalogFixture fixture;
    const auto storage = fixture.open();
    const JobQueue queue(*storage);
    storage->waitForSearchIndex(); // which notes in the catalog that it was made
    QSignalSpy news(storage.get(), &Storage::recordsChanged);
    QSignalSpy changes(storage.get(), &Storage::changed);
    const auto wait = [&] { ok(storage->write([](Database &) { return Result<void>(); })); }; // in the same thread
    const auto look = [&] {
        storage->lookForOthers();
        wait();
    };
    look();
    news.clear();
    queue.add(testJobs(3));
    const Job running = queue.claim().at(0);
    wait();
    const qsizetype own = news.size();
    look();
    QCOMPARE(news.size(), own); // which are not another's
    news.clear();
    const auto change = [&fixture](const std::function<Result<qint64>(JobRepository &)> &work) {
        return changeForeignQueue(fixture.location(), work);
    };
    QCOMPARE(change([](JobRepository &jobs) { return jobs.cancel(JobScope{}); }).value(), 3);
    look();
    QCOMPARE(news.size(), 1);
    QVERIFY(!news.at(0).at(0).value<RecordNews>()[RecordKind::Job].isEmpty());
    QVERIFY(news.at(0).at(0).value<RecordNews>()[RecordKind::Proposal].isEmpty());
    QCOMPARE(changes.size(), 0);
    look();
    QCOMPARE(news.size(), 1);
    QCOMPARE(queue.counts().cancelled, 2);
    QVERIFY(!queue.complete(running));
    QCOMPARE(valueOf(storage->read([](Database &database) { return JobRepository(database).cancelRequests(u"me"_s); })),
             QList<qint64>{running.id});
    const qint64 other = queue.all().last().id;
    QCOMPARE(change([other](JobRepository &jobs) { return jobs.retry({other}); }).value(), 1);
    QVERIFY(change([](JobRepository &jobs) { return jobs.setPaused({}, true).map([] { return qint64(0); }); }));
    QCOMPARE(queue.counts().pending, 1);
    QVERIFY(queue.claim(9).isEmpty());
    QVERIFY(change([](JobRepository &jobs) { return jobs.setPaused({}, false).map([] { return qint64(0); }); }));
    QCOMPARE(queue.claim(9).size(), 1);
}

void TestJobsControl::othersCreateAndDisturbNothing()
{
    const CatalogFixture fixture;
    const auto cancelAll = [&fixture] {
        return changeForeignQueue(fixture.location(), [](JobRepository &jobs) { return jobs.cancel(JobScope{}); });
    };
    QVERIFY(!cancelAll());
    QVERIFY(!QFile::exists(fixture.location().path()));
    const auto storage = fixture.open();
    const JobQueue queue(*storage);
    queue.add(testJobs(1));
    QFile staged(maintenance::stagedFile(fixture.location()));
    QVERIFY(staged.open(QIODevice::WriteOnly));
    const auto refused = cancelAll();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Busy);
    QCOMPARE(queue.counts().pending, 1);
    QVERIFY(staged.remove());
    execute(*storage, u"PRAGMA user_version = 1"_s);
    QVERIFY(!cancelAll());
    QCOMPARE(queue.counts().pending, 1);
}

QTEST_GUILESS_MAIN(TestJobsControl)
#include "tst_jobscontrol.moc"
