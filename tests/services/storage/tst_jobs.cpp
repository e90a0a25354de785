// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The queue: who gets which job, what a lost hold may not do any more, cancelling, retrying and pausing.

#include "tests/services/storage/storageaccess.h"
#include "tests/support/jobqueue.h"

#include <atomic>
#include <thread>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QList<int> numbersOf(const QList<Job> &jobs)
{
    QList<int> numbers;
    for (const Job &job : jobs)
        numbers.append(job.payload.value(u"number"_s).toInt());
    return numbers;
}

NewJob numbered(int number, NewJob job = {})
{
    job.kind = job.kind.isEmpty() ? u"test"_s : job.kind;
    job.payload = {{u"number"_s, number}};
    return job;
}

} // namespace

class TestJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobKeepsWhatItWasGiven_data() { addDatabases(); }
    void aJobKeepsWhatItWasGiven();
    void theMostUrgentAndOldestComesFirst_data() { addDatabases(); }
    void theMostUrgentAndOldestComesFirst();
    void onlyWhatMayBeTakenIsTaken_data() { addDatabases(); }
    void onlyWhatMayBeTakenIsTaken();
    void noJobIsTakenTwice_data() { addDatabases(); }
    void noJobIsTakenTwice();
    void aKeyStandsForOneJob_data() { addDatabases(); }
    void aKeyStandsForOneJob();
    void aLostHoldChangesNothing_data() { addDatabases(); }
    void aLostHoldChangesNothing();
    void anOldHoldDoesNotFitAJobRetriedSince_data() { addDatabases(); }
    void anOldHoldDoesNotFitAJobRetriedSince();
    void resultAndStoreAreOne_data() { addDatabases(); }
    void resultAndStoreAreOne();
    void manyAreCompletedAtOnce_data() { addDatabases(); }
    void manyAreCompletedAtOnce();
    void failedJobsAreTriedAgainAndThenStayVisible_data() { addDatabases(); }
    void failedJobsAreTriedAgainAndThenStayVisible();
    void aPermanentErrorEndsAtOnce_data() { addDatabases(); }
    void aPermanentErrorEndsAtOnce();
    void releasingDoesNotCount_data() { addDatabases(); }
    void releasingDoesNotCount();
    void leasesAreRenewedByTheirOwner_data() { addDatabases(); }
    void leasesAreRenewedByTheirOwner();
    void aGoneWorkersJobsAreTakenOver_data() { addDatabases(); }
    void aGoneWorkersJobsAreTakenOver();
    void whatAnOwnerHoldsUnknowinglyIsGivenBack_data() { addDatabases(); }
    void whatAnOwnerHoldsUnknowinglyIsGivenBack();
    void anEarlierProcessOnSqliteIsGone_data() { addDatabases(); }
    void anEarlierProcessOnSqliteIsGone();
};

void TestJobs::aJobKeepsWhatItWasGiven()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 bulk = queue.addBulk(u"Größe"_s);
    const QDateTime later = QDateTime::fromString(u"2300-01-02T03:04:05.678Z"_s, Qt::ISODateWithMs);
    NewJob full{.kind = u"optimize"_s,
                .payload = {{u"texts"_s, QJsonArray{u"ä \"quoted\" ’"_s, 1.5, true}}, {u"big"_s, qint64(1) << 60}},
                .priority = -3,
                .maxAttempts = 7,
                .runAfter = later,
                .uniqueKey = u"key"_s,
                .host = u"api.example.com"_s,
                .bulkJobId = bulk,
                .productId = 4711};
    QCOMPARE(queue.add({full, {.kind = u"bare"_s}}), 2);
    const Job job = queue.all().at(0);
    QCOMPARE(job.kind, full.kind);
    QCOMPARE(job.payload, full.payload);
    QCOMPARE(job.priority, -3);
    QCOMPARE(job.maxAttempts, 7);
    QCOMPARE(job.runAfter, later);
    QCOMPARE(job.uniqueKey, u"key"_s);
    QCOMPARE(job.host, full.host);
    QCOMPARE(job.bulkJobId, bulk);
    QCOMPARE(job.productId, 4711);
    QCOMPARE(job.state, JobState::Pending);
    QVERIFY(!job.startedAt && !job.finishedAt && !job.leaseUntil && job.errors.isEmpty() && job.result.isEmpty());
    const Job bare = queue.all().at(1);
    QCOMPARE(bare.bulkJobId, 0);
    QCOMPARE(bare.productId, 0);
    QVERIFY(bare.uniqueKey.isEmpty() && bare.host.isEmpty() && bare.payload.isEmpty());
    QCOMPARE(bare.runAfter, bare.createdAt);
    const auto missing = storage->read([](Database &database) { return JobRepository(database).find(99999); }).result();
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
}

void TestJobs::theMostUrgentAndOldestComesFirst()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    queue.add({numbered(1), numbered(2), numbered(3, {.kind = {}, .priority = 5}),
               numbered(4, {.kind = {}, .priority = 5, .runAfter = now.addSecs(-60)}),
               numbered(5, {.kind = {}, .priority = 9, .runAfter = now.addSecs(3600)}),
               numbered(6, {.kind = {}, .priority = -1, .runAfter = now.addSecs(-60)})});
    QCOMPARE(numbersOf(queue.claim(3)), (QList<int>{4, 3, 1}));
    QCOMPARE(numbersOf(queue.claim(9)), (QList<int>{2, 6})); // 5 is not due
    const auto next = queue.with([](JobRepository &jobs) { return jobs.untilNext(); });
    QVERIFY(next && *next > std::chrono::minutes(30) && *next <= std::chrono::hours(1));
}

void TestJobs::onlyWhatMayBeTakenIsTaken()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const qint64 bulk = queue.addBulk();
    queue.add({numbered(1), numbered(2, {.kind = u"other"_s}), numbered(3, {.kind = {}, .host = u"a"_s}),
               numbered(4, {.kind = {}, .host = u"b"_s}), numbered(5, {.kind = {}, .bulkJobId = bulk}),
               numbered(6, {.kind = u"unknown"_s})});
    QVERIFY(queue.claim(JobRepository::Claim{.owner = u"me"_s, .count = 10}).isEmpty());
    queue.setPaused({}, true);
    QVERIFY(queue.claim(10).isEmpty());
    QVERIFY(!queue.with([](JobRepository &jobs) { return jobs.untilNext(); }));
    queue.setPaused({}, true); // twice is as good as once
    queue.setPaused({}, false);
    queue.setPaused({.kind = u"other"_s}, true);
    queue.setPaused({.bulkJobId = bulk}, true);
    const QList<JobScope> paused = queue.with([](JobRepository &jobs) { return jobs.paused(); });
    QCOMPARE(paused, (QList<JobScope>{{.bulkJobId = bulk}, {.kind = u"other"_s}}));
    JobRepository::Claim claim{.owner = u"me"_s, .count = 10, .kinds = {u"test"_s, u"other"_s}, .fullHosts = {u"a"_s}};
    QCOMPARE(numbersOf(queue.claim(claim)), (QList<int>{1, 4}));
    queue.setPaused({.bulkJobId = bulk}, false);
    claim.fullHosts = {};
    claim.fullKinds = {u"test"_s};
    QVERIFY(queue.claim(claim).isEmpty());
    claim.fullKinds = {};
    QCOMPARE(numbersOf(queue.claim(claim)), (QList<int>{3, 5}));
    queue.setPaused({.kind = u"other"_s}, false);
    QCOMPARE(numbersOf(queue.claim(claim)), QList<int>{2});
}

void TestJobs::noJobIsTakenTwice()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    constexpr int jobs = 1000;
    queue.add(testJobs(jobs));
    std::mutex mutex;
    QList<qint64> taken;
    std::atomic<int> errors = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const auto database = Database::open(fixture.location(), Database::Access::ReadWrite);
            QList<qint64> mine;
            for (;;) {
                const auto claimed = JobRepository(**database)
                                         .claim({.owner = QString::number(i), .count = 1 + i, .kinds = {u"test"_s}});
                if (!claimed && claimed.error().code == ErrorCode::Busy)
                    continue; // SQLite does not queue who waits: one of eight can go without for long
                errors += claimed ? 0 : 1;
                if (!claimed || claimed->isEmpty())
                    break;
                for (const Job &job : *claimed)
                    mine.append(job.id);
            }
            const std::lock_guard lock(mutex);
            taken += mine;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(errors, 0);
    QCOMPARE(taken.size(), jobs);
    QCOMPARE((QSet<qint64>(taken.begin(), taken.end()).size()), jobs);
    for (const Job &job : queue.all())
        QCOMPARE(job.attempts, 1);
}

void TestJobs::aKeyStandsForOneJob()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    const NewJob job{.kind = u"test"_s, .uniqueKey = u"once"_s};
    QCOMPARE(queue.add({job, job, {.kind = u"test"_s}, {.kind = u"test"_s}}), 3);
    QCOMPARE(queue.add({job}), 0);
    const QList<Job> claimed = queue.claim(3);
    QCOMPARE(queue.add({job}), 0); // runs
    for (const Job &running : claimed)
        QVERIFY(queue.fail(running, ErrorCode::Internal));
    QCOMPARE(queue.add({job}), 1);
    QVERIFY(queue.fail(queue.claim().at(0), ErrorCode::Internal));
    QList<qint64> failed;
    for (const Job &ended : queue.all())
        failed.append(ended.id);
    QCOMPARE(queue.retry(failed), 3); // of the two with the key, one
    QCOMPARE(queue.with([](JobRepository &jobs) { return jobs.retryFailed({}); }), 0);
    QCOMPARE(queue.find(failed.last()).state, JobState::Pending);
}

void TestJobs::aLostHoldChangesNothing()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(1));
    const Job lost = queue.claim(1, u"first"_s).at(0);
    queue.expireLeases();
    QCOMPARE(queue.recover(), 1);
    bool stored = false;
    const auto store = [&stored](Database &) -> Result<void> {
        stored = true;
        return {};
    };
    for (const bool begunAnew : {false, true}) {
        if (begunAnew)
            QCOMPARE(queue.claim(1, u"second"_s).at(0).attempts, 2);
        const Job before = queue.find(lost.id);
        QVERIFY(!queue.complete(lost, {{u"wrong"_s, true}}, store));
        QVERIFY(!queue.fail(lost, ErrorCode::Internal));
        QVERIFY(!queue.fail(lost, ErrorCode::Timeout, std::chrono::milliseconds(1)));
        const JobHold hold = JobHold::of(lost);
        QVERIFY(!queue.with([hold](JobRepository &jobs) { return jobs.release(hold); }));
        QVERIFY(!queue.with([hold](JobRepository &jobs) { return jobs.finishCancelled(hold); }));
        ok(storage->write([hold](Database &database) { return JobRepository(database).setProgress(hold, 50); }));
        QCOMPARE(queue.with(
                     [hold](JobRepository &jobs) { return jobs.renew(u"first"_s, {hold}, std::chrono::seconds(60)); }),
                 QList<JobHold>{hold});
        QVERIFY(!stored);
        QCOMPARE(queue.find(lost.id), before);
    }
}

void TestJobs::anOldHoldDoesNotFitAJobRetriedSince()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add({{.kind = u"test"_s, .maxAttempts = 1}});
    const Job old = queue.claim().at(0);
    queue.expireLeases();
    queue.recover();
    QCOMPARE(queue.find(old.id).state, JobState::Failed);
    QCOMPARE(queue.retry({old.id}), 1);
    const Job present = queue.claim().at(0);
    QCOMPARE(present.attempts, old.attempts); // so that alone would not tell them apart
    QVERIFY(!queue.complete(old));
    QVERIFY(queue.complete(present));
}

void TestJobs::resultAndStoreAreOne()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(2));
    const QList<Job> jobs = queue.claim(2);
    const auto setting = [](const QString &name, bool succeeds) {
        return [name, succeeds](Database &database) -> Result<void> {
            const QString sql = u"INSERT INTO settings (name, value) VALUES ('%1', '1');"_s.arg(name);
            if (auto inserted = database.execute(sql); !inserted)
                return inserted;
            return succeeds ? Result<void>() : Result<void>(failure(ErrorCode::Conflict, u"No."_s));
        };
    };
    QVERIFY(queue.complete(jobs.at(0), {{u"tokens"_s, 12}}, setting(u"stored"_s, true)));
    const Job completed = queue.find(jobs.at(0).id);
    QCOMPARE(completed.state, JobState::Completed);
    QCOMPARE(completed.progress, 100);
    QCOMPARE(completed.result, (QJsonObject{{u"tokens"_s, 12}}));
    QVERIFY(completed.finishedAt && !completed.leaseUntil);
    QCOMPARE(numberFrom(*storage, u"SELECT count(*) FROM settings WHERE name = 'stored'"_s), 1);
    const JobHold hold = JobHold::of(jobs.at(1));
    const auto refused = storage
                             ->write([&](Database &database) {
                                 return JobRepository(database).complete(hold, {}, setting(u"not stored"_s, false));
                             })
                             .result();
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(queue.find(hold.id).state, JobState::Running);
    QCOMPARE(numberFrom(*storage, u"SELECT count(*) FROM settings WHERE name = 'not stored'"_s), 0);
    QVERIFY(!queue.complete(jobs.at(0), {}, setting(u"twice"_s, true)));
    QCOMPARE(numberFrom(*storage, u"SELECT count(*) FROM settings WHERE name = 'twice'"_s), 0);
}

void TestJobs::manyAreCompletedAtOnce()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(100));
    const QList<Job> jobs = queue.claim(100);
    QCOMPARE(jobs.size(), 100);
    QVERIFY(queue.complete(jobs.at(7)));
    queue.cancel({jobs.at(8).id});
    QList<std::pair<JobHold, QJsonObject>> results;
    for (const Job &job : jobs)
        results.append({JobHold::of(job), {{u"number"_s, job.payload.value(u"number"_s)}}});
    const QList<qint64> completed =
        queue.with([results](JobRepository &repository) { return repository.completeMany(results); });
    QCOMPARE(completed.size(), 98);
    QVERIFY(!completed.contains(jobs.at(7).id) && !completed.contains(jobs.at(8).id));
    QCOMPARE(queue.find(jobs.at(9).id).result, (QJsonObject{{u"number"_s, 9}}));
    QCOMPARE(queue.counts(), (JobCounts{.running = 1, .completed = 99}));
}

void TestJobs::failedJobsAreTriedAgainAndThenStayVisible()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add({{.kind = u"test"_s, .maxAttempts = 2}});
    QVERIFY(queue.fail(queue.claim().at(0), ErrorCode::Timeout, std::chrono::hours(1)));
    Job job = queue.all().at(0);
    QCOMPARE(job.state, JobState::Pending);
    QVERIFY(job.runAfter > QDateTime::currentDateTimeUtc().addSecs(3000));
    QVERIFY(queue.claim().isEmpty());
    ok(storage->write(
        [](Database &database) { return database.execute(u"UPDATE jobs SET run_after = created_at;"_s); }));
    QVERIFY(queue.fail(queue.claim().at(0), ErrorCode::Unavailable, std::chrono::milliseconds(0)));
    job = queue.find(job.id);
    QCOMPARE(job.state, JobState::Failed);
    QVERIFY(job.finishedAt);
    QCOMPARE(job.errors.size(), 2);
    QCOMPARE(job.errors.at(0).code, ErrorCode::Timeout);
    QCOMPARE(job.errors.at(1).code, ErrorCode::Unavailable);
    QCOMPARE(job.errors.at(1).attempt, 2);
    QCOMPARE(job.errors.at(1).message, u"It failed."_s);
    QVERIFY(job.errors.at(1).at.isValid());
    QVERIFY(queue.claim().isEmpty());
    QCOMPARE(queue.retry({job.id}), 1);
    const Job again = queue.claim().at(0);
    QCOMPARE(again.attempts, 1); // all attempts anew, and the history kept
    QCOMPARE(again.errors.size(), 2);
}

void TestJobs::aPermanentErrorEndsAtOnce()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(1));
    const Job job = queue.claim().at(0);
    QVERIFY(queue.fail(job, ErrorCode::QuotaExceeded));
    QCOMPARE(queue.find(job.id).state, JobState::Failed);
    QCOMPARE(queue.counts(), JobCounts{.failed = 1});
}

void TestJobs::releasingDoesNotCount()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(2));
    const QList<Job> jobs = queue.claim(2);
    const auto release = [&queue](const Job &job, std::chrono::milliseconds notBefore) {
        return queue.with([hold = JobHold::of(job), notBefore](JobRepository &repository) {
            return repository.release(hold, notBefore);
        });
    };
    QVERIFY(release(jobs.at(0), {}));
    QCOMPARE(queue.find(jobs.at(0).id).attempts, 0);
    QVERIFY(queue.claim().at(0).beginning > jobs.at(0).beginning);
    queue.cancel({jobs.at(1).id});
    QVERIFY(release(jobs.at(1), {})); // nobody wants it any more
    QCOMPARE(queue.find(jobs.at(1).id).state, JobState::Cancelled);
}

void TestJobs::leasesAreRenewedByTheirOwner()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(3));
    const QList<Job> jobs = queue.claim(3);
    queue.expireLeases();
    const QList<JobHold> holds{JobHold::of(jobs.at(0)), JobHold::of(jobs.at(1))};
    const auto renew = [&queue, holds](const QString &owner) {
        return queue.with(
            [=](JobRepository &repository) { return repository.renew(owner, holds, std::chrono::seconds(600)); });
    };
    QCOMPARE(renew(u"somebody else"_s), holds);
    QCOMPARE(renew(u"me"_s), QList<JobHold>());
    QCOMPARE(queue.recover(), 1); // the third
    QVERIFY(*queue.find(jobs.at(0).id).leaseUntil > QDateTime::currentDateTimeUtc().addSecs(300));
    queue.cancel({jobs.at(1).id});
    QCOMPARE(renew(u"me"_s), QList<JobHold>{holds.at(1)});
    QCOMPARE(queue.with([](JobRepository &repository) { return repository.cancelRequests(u"me"_s); }),
             QList<qint64>{jobs.at(1).id});
    QVERIFY(queue.with([](JobRepository &repository) { return repository.cancelRequests(u"x"_s); }).isEmpty());
}

void TestJobs::aGoneWorkersJobsAreTakenOver()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add({numbered(0), numbered(1, {.kind = {}, .maxAttempts = 1}), numbered(2)});
    const QList<Job> jobs = queue.claim(3);
    QCOMPARE(queue.recover(), 0); // while the leases last
    queue.cancel({jobs.at(2).id});
    queue.expireLeases();
    QCOMPARE(queue.recover(), 3);
    const Job again = queue.find(jobs.at(0).id);
    QCOMPARE(again.state, JobState::Pending);
    QCOMPARE(again.errors.size(), 1);
    QCOMPARE(again.errors.at(0).attempt, 1);
    QCOMPARE(again.errors.at(0).code, ErrorCode::Disconnected);
    QVERIFY(!again.errors.at(0).message.isEmpty() && again.errors.at(0).at.isValid());
    QCOMPARE(queue.find(jobs.at(1).id).state, JobState::Failed);
    QCOMPARE(queue.find(jobs.at(2).id).state, JobState::Cancelled);
    QCOMPARE(queue.claim(3).size(), 1);
    QCOMPARE(queue.recover(), 0);
}

void TestJobs::whatAnOwnerHoldsUnknowinglyIsGivenBack()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(3));
    const QList<Job> mine = queue.claim(2);
    const Job others = queue.claim(1, u"other"_s).at(0);
    const QList<JobHold> known{JobHold::of(mine.at(0))};
    QCOMPARE(queue.with([known](JobRepository &jobs) { return jobs.releaseUnheld(u"me"_s, known); }), 1);
    QCOMPARE(queue.find(mine.at(0).id).state, JobState::Running);
    QCOMPARE(queue.find(mine.at(1).id).state, JobState::Pending);
    QCOMPARE(queue.find(mine.at(1).id).attempts, 0);
    QCOMPARE(queue.find(others.id).state, JobState::Running);
}

void TestJobs::anEarlierProcessOnSqliteIsGone()
{
    OPEN_EMPTY_CATALOG();
    const JobQueue queue(*storage);
    queue.add(testJobs(2));
    queue.claim(1, u"earlier"_s);
    queue.claim(1, u"me"_s);
    ok(storage->write([](Database &database) { return JobRepository(database).endLeasesOfOthers(u"me"_s); }));
    QCOMPARE(queue.recover(), fixture.location().isSqlite() ? 1 : 0);
    QCOMPARE(queue.counts().running, fixture.location().isSqlite() ? 1 : 2);
}

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
