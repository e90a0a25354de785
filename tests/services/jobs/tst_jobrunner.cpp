// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/jobrunner.h"
#include "services/storage/storage.h"
#include "tests/support/catalogproducts.h"
#include "tests/support/jobqueue.h"
#include "tests/support/postgresserver.h"

#include <QTest>

#include <atomic>
#include <condition_variable>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // milliseconds, for slow machines

/** Work that lasts until the test lets it go on. */
class Gate
{
public:
    /** False when the stop came first. */
    bool pass(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        most = std::max<int>(most, ++inside);
        const bool open = m_wake.wait(lock, stop, [this] { return m_open; });
        --inside;
        return open;
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_wake.notify_all();
    }

    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_open = false;
};

Result<JobOutcome> cancelled()
{
    return failure(ErrorCode::Cancelled, u"Cancelled."_s);
}

JobKind waitingAt(Gate &gate)
{
    return {.name = u"test"_s, .work = [&gate](const Job &, JobContext &context) {
                return gate.pass(context.stop()) ? Result<JobOutcome>(JobOutcome{}) : cancelled();
            }};
}

JobKind failingWith(const Error &error)
{
    return {.name = u"test"_s,
            .work = [error](const Job &, JobContext &) -> Result<JobOutcome> { return failure(error); }};
}

/** Notes in the database that the job's number was done; twice is an error of the database. */
JobKind noting()
{
    return {.name = u"test"_s, .work = [](const Job &job, JobContext &) -> Result<JobOutcome> {
                const QString name = u"done/"_s + QString::number(job.payload.value(u"number"_s).toInt());
                return JobOutcome{.result = {}, .store = [name](Database &database) {
                                      Query query(database, u"INSERT INTO settings (name, value) VALUES (:n, '1')"_s);
                                      return query.bind(u":n"_s, name).run();
                                  }};
            }};
}

JobRunnerOptions quick(int workers = 4)
{
    return {.workers = workers,
            .poll = std::chrono::milliseconds(100),
            .firstPause = std::chrono::milliseconds(5),
            .random = [] { return 0.5; }};
}

qint64 noted(Storage &storage)
{
    return valueOf(storage.write([](Database &database) {
        return Query(database, u"SELECT count(*) FROM settings WHERE name LIKE 'done/%'"_s).firstNumber();
    }));
}

} // namespace

#define OPEN_QUEUE()                                                                                                   \
    CatalogFixture fixture;                                                                                            \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    const auto storage = fixture.open();                                                                               \
    const JobQueue queue(*storage)

#define TRY_COUNTS(...) QTRY_COMPARE_WITH_TIMEOUT(queue.counts(), (JobCounts{__VA_ARGS__}), patience)

class TestJobRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyJobIsDoneOnce_data() { addDatabases(); }
    void everyJobIsDoneOnce();
    void jobsAddedLaterAreDone_data() { addDatabases(); }
    void jobsAddedLaterAreDone();
    void limitsOfKindsAndHosts_data();
    void limitsOfKindsAndHosts();
    void aFullHostHoldsUpNoOther_data() { addDatabases(); }
    void aFullHostHoldsUpNoOther();
    void aHostLimitMayChange_data() { addDatabases(); }
    void aHostLimitMayChange();
    void theNumberOfWorkersCanChange_data() { addDatabases(); }
    void theNumberOfWorkersCanChange();
    void transientErrorsAreTriedAgain_data() { addDatabases(); }
    void transientErrorsAreTriedAgain();
    void permanentErrorsAreNot_data() { addDatabases(); }
    void permanentErrorsAreNot();
    void whatIsPutOffIsNoAttempt_data() { addDatabases(); }
    void whatIsPutOffIsNoAttempt();
    void whatIsPutOffIsLookedForInTime_data() { addDatabases(); }
    void whatIsPutOffIsLookedForInTime();
    void quickFailuresTakeNoWorkFromOthers_data() { addDatabases(); }
    void quickFailuresTakeNoWorkFromOthers();
    void onlyOneBulkJobsJobs_data() { addDatabases(); }
    void onlyOneBulkJobsJobs();
    void theOtherSideSaysWhen_data() { addDatabases(); }
    void theOtherSideSaysWhen();
    void exceptionsAreErrors_data();
    void exceptionsAreErrors();
    void overItsTime_data() { addDatabases(); }
    void overItsTime();
    void cancellingEndsRunningWork_data() { addDatabases(); }
    void cancellingEndsRunningWork();
    void endsAreTold_data() { addDatabases(); }
    void endsAreTold();
    void cancellingByAnotherMachine();
    void wokenAgainAfterALostConnection();
    void stoppingGivesBack_data() { addDatabases(); }
    void stoppingGivesBack();
    void pausedJobsWait_data() { addDatabases(); }
    void pausedJobsWait();
    void aResultThatCannotBeStored_data() { addDatabases(); }
    void aResultThatCannotBeStored();
    void progressIsWritten_data() { addDatabases(); }
    void progressIsWritten();
    void productsShowIt_data() { addDatabases(); }
    void productsShowIt();
    void waitingForABulkJobThatIsPaused_data() { addDatabases(); }
    void waitingForABulkJobThatIsPaused();
    void waitingForABulkJob_data() { addDatabases(); }
    void waitingForABulkJob();
    void whatAKilledProcessLeft();
    void leasesAreRenewedWhileWorking_data() { addDatabases(); }
    void leasesAreRenewedWhileWorking();
    void severalProcessesShareTheWork();
    void lostConnectionsLoseAndDoubleNothing();
    void aServerThatIsAway();
    void workIsGivenUpBeforeItsLeaseEnds();
    void emptyJobsInNumbers_data() { addDatabases(); }
    void emptyJobsInNumbers();
};

void TestJobRunner::everyJobIsDoneOnce()
{
    OPEN_QUEUE();
    queue.add(testJobs(300));
    JobRunner runner(*storage, {noting()}, quick());
    QObject receiver; // the signal comes from the runner's thread
    int changes = 0;
    connect(&runner, &JobRunner::changed, &receiver, [&changes] { ++changes; });
    runner.start();
    TRY_COUNTS(.completed = 300);
    QCOMPARE(noted(*storage), 300);
    for (const Job &job : queue.all())
        QCOMPARE(job.attempts, 1);
    QTRY_VERIFY(changes > 0);
}

void TestJobRunner::jobsAddedLaterAreDone()
{
    OPEN_QUEUE();
    JobRunner runner(*storage, {noting()}, {.poll = std::chrono::hours(1)}); // so that it only looks when woken
    runner.start();
    for (int i = 0; i < 3; ++i) {
        queue.add({{.kind = u"test"_s, .payload = {{u"number"_s, i}}}});
        if (fixture.location().isSqlite())
            runner.wake();
        TRY_COUNTS(.completed = i + 1);
    }
    // Nothing wakes it for one that is due later, once it knows of it.
    queue.add({{.kind = u"test"_s,
                .payload = {{u"number"_s, 3}},
                .runAfter = QDateTime::currentDateTimeUtc().addMSecs(300)}});
    runner.wake();
    TRY_COUNTS(.completed = 4);
}

void TestJobRunner::limitsOfKindsAndHosts_data()
{
    QTest::addColumn<int>("kindLimit");
    QTest::addColumn<int>("hostLimit");
    QTest::newRow("kind") << 2 << 0;
    QTest::newRow("host") << 0 << 3;
    QTest::newRow("both") << 4 << 2;
}

void TestJobRunner::limitsOfKindsAndHosts()
{
    OPEN_QUEUE();
    QFETCH(int, kindLimit);
    QFETCH(int, hostLimit);
    const int limit = kindLimit == 0 ? hostLimit : hostLimit == 0 ? kindLimit : std::min(kindLimit, hostLimit);
    QList<NewJob> jobs = testJobs(40);
    for (NewJob &job : jobs)
        job.host = u"api.example.com"_s;
    queue.add(jobs);
    Gate gate;
    JobKind kind = waitingAt(gate);
    kind.limit = kindLimit;
    JobRunnerOptions options = quick(16);
    if (hostLimit > 0)
        options.hostLimits.insert(u"api.example.com"_s, hostLimit);
    JobRunner runner(*storage, {kind}, options);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, limit, patience);
    gate.open();
    TRY_COUNTS(.completed = 40);
    QCOMPARE(gate.most, limit);
}

void TestJobRunner::aFullHostHoldsUpNoOther()
{
    OPEN_QUEUE();
    QList<NewJob> jobs = testJobs(20);
    for (NewJob &job : jobs)
        job.host = u"slow.example.com"_s;
    queue.add(jobs);
    queue.add({{.kind = u"other"_s, .priority = -5, .host = u"quick.example.com"_s}});
    Gate gate;
    JobKind other = noting();
    other.name = u"other"_s;
    JobRunnerOptions options = quick(4);
    options.hostLimits.insert(u"slow.example.com"_s, 1);
    JobRunner runner(*storage, {waitingAt(gate), other}, options);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(queue.counts({.kind = u"other"_s}), (JobCounts{.completed = 1}), patience);
    QCOMPARE(queue.counts({.kind = u"test"_s}).completed, 0);
    gate.open();
    TRY_COUNTS(.completed = 21);
    QCOMPARE(gate.most, 1);
}

void TestJobRunner::aHostLimitMayChange()
{
    OPEN_QUEUE();
    QList<NewJob> jobs = testJobs(20);
    for (NewJob &job : jobs)
        job.host = u"api.example.com"_s;
    queue.add(jobs);
    Gate gate;
    JobRunnerOptions options = quick(8);
    options.hostLimits.insert(u"api.example.com"_s, 0);
    JobRunner runner(*storage, {waitingAt(gate)}, options);
    runner.start();
    runner.setHostLimit(u"api.example.com"_s, 2);
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 2, patience);
    runner.setHostLimit(u"api.example.com"_s, 6);
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 6, patience);
    gate.open();
    TRY_COUNTS(.completed = 20);
    QCOMPARE(gate.most, 6);
}

void TestJobRunner::theNumberOfWorkersCanChange()
{
    OPEN_QUEUE();
    Gate gate;
    queue.add(testJobs(20));
    JobRunnerOptions options = quick();
    options.workers = 2;
    JobRunner runner(*storage, {waitingAt(gate)}, options);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 2, patience);
    runner.setWorkers(7);
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 7, patience);
    runner.setWorkers(1);
    gate.open();
    TRY_COUNTS(.completed = 20);
    QCOMPARE(gate.most, 7);
    Gate second;
    runner.stop();
    queue.add(testJobs(3));
    options.workers = 3;
    JobRunner fewer(*storage, {waitingAt(second)}, options);
    fewer.setWorkers(1); // also before it starts
    fewer.start();
    QTRY_COMPARE_WITH_TIMEOUT(second.inside, 1, patience);
    second.open();
    TRY_COUNTS(.completed = 23);
    QCOMPARE(second.most, 1);
}

void TestJobRunner::transientErrorsAreTriedAgain()
{
    OPEN_QUEUE();
    queue.add(testJobs(3));
    JobRunner runner(*storage, {failingWith({ErrorCode::Unavailable, u"Down."_s, {}, {}})}, quick());
    runner.start();
    TRY_COUNTS(.failed = 3);
    for (const Job &job : queue.all()) {
        QCOMPARE(job.errors.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(job.errors.at(i).attempt, i + 1);
            QCOMPARE(job.errors.at(i).code, ErrorCode::Unavailable);
            QCOMPARE(job.errors.at(i).message, u"Down."_s);
        }
    }
}

/** Each is put off more often than it has attempts, and the last one for longer than anybody waits here. */
void TestJobRunner::whatIsPutOffIsNoAttempt()
{
    OPEN_QUEUE();
    queue.add(testJobs(2));
    std::atomic<int> beginnings = 0;
    const JobKind kind{.name = u"test"_s, .work = [&](const Job &job, JobContext &) -> Result<JobOutcome> {
                           const int number = job.payload.value(u"number"_s).toInt();
                           if (number == 1)
                               return JobOutcome{.putOff = std::chrono::hours(1)};
                           return ++beginnings < 6 ? JobOutcome{.putOff = std::chrono::milliseconds(5)} : JobOutcome{};
                       }};
    JobRunner runner(*storage, {kind}, quick());
    runner.start();
    TRY_COUNTS(.pending = 1, .completed = 1);
    runner.stop();
    const Job done = queue.all().at(0);
    QCOMPARE(beginnings.load(), 6);
    QCOMPARE(done.attempts, 1);
    QVERIFY(done.errors.isEmpty());
    const Job waiting = queue.all().at(1);
    QCOMPARE(waiting.attempts, 0);
    QVERIFY(waiting.runAfter >= waiting.createdAt.addSecs(3600));
}

void TestJobRunner::whatIsPutOffIsLookedForInTime()
{
    OPEN_QUEUE();
    queue.add(testJobs(1));
    std::atomic<int> beginnings = 0;
    const JobKind kind{.name = u"test"_s, .work = [&](const Job &, JobContext &) -> Result<JobOutcome> {
                           // due about when it is looked for: at times just before, at times just after
                           const std::chrono::milliseconds wait(++beginnings < 50 ? 1 : 2);
                           return beginnings < 100 ? JobOutcome{.putOff = wait} : JobOutcome{};
                       }};
    JobRunner runner(*storage, {kind}, {.poll = std::chrono::hours(1)});
    runner.start();
    TRY_COUNTS(.completed = 1);
}

void TestJobRunner::onlyOneBulkJobsJobs()
{
    OPEN_QUEUE();
    const qint64 older = queue.addBulk();
    const qint64 bulk = queue.addBulk();
    QList<NewJob> jobs = testJobs(20);
    for (int i = 0; i < jobs.size(); ++i) {
        jobs[i].bulkJobId = i < 10 ? older : i < 15 ? bulk : 0;
        jobs[i].priority = i < 10 ? 5 : 0;
    }
    queue.add(jobs);
    JobRunnerOptions options = quick();
    options.bulkJobId = bulk;
    JobRunner runner(*storage, {noting()}, options);
    runner.start();
    runner.waitForBulk(bulk, {});
    runner.stop();
    QCOMPARE(queue.counts({.bulkJobId = bulk}), (JobCounts{.completed = 5}));
    QCOMPARE(queue.counts(), (JobCounts{.pending = 15, .completed = 5}));
}

/** Another machine is to have the rest, which takes longer. */
void TestJobRunner::quickFailuresTakeNoWorkFromOthers()
{
    constexpr int failing = 40;
    constexpr int workers = 2;
    OPEN_QUEUE();
    queue.add(testJobs(failing + 30));
    std::atomic<int> begun = 0;
    std::atomic<bool> over = false;
    const JobKind kind{.name = u"test"_s, .work = [&](const Job &, JobContext &) -> Result<JobOutcome> {
                           if (++begun <= failing)
                               return failure(ErrorCode::Unauthorized, u"The key is wrong."_s);
                           over.wait(false);
                           return JobOutcome{};
                       }};
    JobRunner runner(*storage, {kind}, quick(workers));
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(begun.load(), failing + workers, patience);
    QTRY_COMPARE_WITH_TIMEOUT(queue.counts().failed, failing, patience);
    const qint64 running = queue.counts().running;
    over = true;
    over.notify_all();
    QVERIFY2(running <= 2 * workers, qPrintable(QString::number(running)));
    TRY_COUNTS(.completed = 30, .failed = failing);
}

void TestJobRunner::permanentErrorsAreNot()
{
    OPEN_QUEUE();
    queue.add(testJobs(1));
    JobRunner runner(*storage, {failingWith({ErrorCode::QuotaExceeded, {}, u"detail"_s, {}})}, quick());
    runner.start();
    TRY_COUNTS(.failed = 1);
    const Job job = queue.all().at(0);
    QCOMPARE(job.errors.size(), 1);
    QCOMPARE(job.errors.at(0).code, ErrorCode::QuotaExceeded);
    QVERIFY(!job.errors.at(0).message.isEmpty()); // somebody reads it
}

void TestJobRunner::theOtherSideSaysWhen()
{
    OPEN_QUEUE();
    queue.add(testJobs(1));
    JobRunner runner(*storage, {failingWith({ErrorCode::RateLimited, u"Later."_s, {}, std::chrono::hours(5)})},
                     quick());
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(queue.all().at(0).errors.size(), 1, patience);
    QTRY_COMPARE(queue.all().at(0).state, JobState::Pending);
    QVERIFY(queue.all().at(0).runAfter > QDateTime::currentDateTimeUtc().addSecs(4 * 3600));
}

void TestJobRunner::exceptionsAreErrors_data()
{
    QTest::addColumn<bool>("standard");
    QTest::newRow("standard") << true;
    QTest::newRow("any") << false;
}

void TestJobRunner::exceptionsAreErrors()
{
    OPEN_QUEUE();
    QFETCH(bool, standard);
    queue.add(testJobs(1));
    const JobKind kind{.name = u"test"_s, .work = [standard](const Job &, JobContext &) -> Result<JobOutcome> {
                           if (standard)
                               throw std::runtime_error("out of luck");
                           throw 42;
                       }};
    JobRunner runner(*storage, {kind}, quick(1));
    runner.start();
    TRY_COUNTS(.failed = 1);
    QCOMPARE(queue.all().at(0).errors.at(0).code, ErrorCode::Internal);
    queue.add({{.kind = u"test"_s}}); // the thread goes on
    TRY_COUNTS(.failed = 2);
}

void TestJobRunner::overItsTime()
{
    OPEN_QUEUE();
    queue.add({{.kind = u"test"_s, .maxAttempts = 1}});
    Gate gate;
    JobKind kind = waitingAt(gate);
    kind.timeLimit = [] { return std::chrono::seconds(1); };
    JobRunner runner(*storage, {kind}, quick());
    runner.start();
    TRY_COUNTS(.failed = 1);
    const Job job = queue.all().at(0);
    QCOMPARE(job.errors.at(0).code, ErrorCode::Timeout);
    QVERIFY(job.errors.at(0).message.contains(u'1'));
}

void TestJobRunner::cancellingEndsRunningWork()
{
    OPEN_QUEUE();
    queue.add(testJobs(6));
    Gate gate;
    JobRunner runner(*storage, {waitingAt(gate)}, quick(2));
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 2, patience);
    QList<qint64> ids;
    for (const Job &job : queue.all())
        ids.append(job.id);
    QCOMPARE(queue.cancel(ids), 6);
    runner.interrupt(ids);
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 0, patience);
    TRY_COUNTS(.cancelled = 6);
}

void TestJobRunner::endsAreTold()
{
    OPEN_QUEUE();
    Gate gate;
    const auto work = [&gate](const Job &job, JobContext &context) -> Result<JobOutcome> {
        switch (job.payload.value(u"number"_s).toInt()) {
        case 0:
            return JobOutcome{};
        case 1:
            return failure(ErrorCode::Unavailable, u"Down."_s); // tried three times
        case 2:
            return failure(ErrorCode::InvalidInput, u"Wrong."_s);
        case 3:
            return JobOutcome{.store = [](Database &) -> Result<void> { return failure(ErrorCode::Conflict, {}); }};
        case 4:
            return JobOutcome{.store = [](Database &) -> Result<void> { return {}; }};
        default:
            return gate.pass(context.stop()) ? Result<JobOutcome>(JobOutcome{}) : cancelled();
        }
    };
    queue.add(testJobs(6));
    std::mutex mutex;
    QMap<QString, int> ends;
    JobRunnerOptions options = quick();
    options.ended = [&](const QString &kind, JobState state) {
        const std::lock_guard lock(mutex);
        ++ends[kind + u' ' + jobStateName(state)];
    };
    JobRunner runner(*storage, {{.name = u"test"_s, .work = work}}, options);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 1, patience);
    TRY_COUNTS(.running = 1, .completed = 2, .failed = 3);
    QList<qint64> running;
    for (const Job &job : queue.all()) {
        if (job.state == JobState::Running)
            running.append(job.id);
    }
    QCOMPARE(queue.cancel(running), 1);
    runner.interrupt(running);
    TRY_COUNTS(.completed = 2, .failed = 3, .cancelled = 1);
    runner.stop();
    QCOMPARE(ends, (QMap<QString, int>{{u"test completed"_s, 2}, {u"test failed"_s, 3}, {u"test cancelled"_s, 1}}));
}

void TestJobRunner::cancellingByAnotherMachine()
{
    CatalogFixture fixture;
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options place;
    place.location = *StorageLocation::parse(server->url());
    const auto storage = Storage::open(place);
    const auto other = Storage::open(place);
    QVERIFY(storage && other);
    const JobQueue queue(**other);
    Gate gate;
    JobRunner runner(**storage, {waitingAt(gate)}, {.poll = std::chrono::hours(1)}); // only what is told counts
    runner.start();
    queue.add(testJobs(2));
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 2, patience);
    queue.with([](JobRepository &jobs) { return jobs.cancel(JobScope{}); });
    TRY_COUNTS(.cancelled = 2);
}

void TestJobRunner::wokenAgainAfterALostConnection()
{
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options place;
    place.location = *StorageLocation::parse(server->url());
    const auto storage = Storage::open(place);
    QVERIFY(storage);
    JobRunner runner(**storage, {noting()}, {.poll = std::chrono::hours(1)});
    runner.start();
    const auto completed = [&server] {
        return server->value(u"SELECT count(*) FROM jobs WHERE state = 'completed'"_s);
    };
    const QString add = u"INSERT INTO jobs (kind, payload, run_after, created_at) VALUES ('test', '{\"number\": %1}', "
                        "now(), now())"_s;
    QVERIFY(server->execute(add.arg(1)));
    QVERIFY(server->execute(u"NOTIFY listwright_jobs"_s));
    QTRY_COMPARE_WITH_TIMEOUT(completed(), u"1"_s, patience);
    server->disconnectAll();
    QVERIFY(server->execute(add.arg(2))); // untold: it is found when the connection is back
    QTRY_COMPARE_WITH_TIMEOUT(completed(), u"2"_s, patience);
}

void TestJobRunner::stoppingGivesBack()
{
    OPEN_QUEUE();
    queue.add(testJobs(30));
    Gate gate;
    JobRunner runner(*storage, {waitingAt(gate)}, quick(4));
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 4, patience);
    runner.stop();
    QCOMPARE(gate.inside, 0);
    QCOMPARE(queue.counts(), JobCounts{.pending = 30});
    for (const Job &job : queue.all())
        QCOMPARE(job.attempts, 0);
    runner.stop(); // has nothing to do
}

void TestJobRunner::pausedJobsWait()
{
    OPEN_QUEUE();
    const qint64 bulk = queue.addBulk();
    queue.add({{.kind = u"test"_s, .payload = {{u"number"_s, 1}}, .bulkJobId = bulk},
               {.kind = u"test"_s, .payload = {{u"number"_s, 2}}}});
    queue.setPaused({.bulkJobId = bulk}, true);
    JobRunner runner(*storage, {noting()}, quick());
    runner.start();
    TRY_COUNTS(.pending = 1, .completed = 1);
    queue.setPaused({.bulkJobId = bulk}, false);
    runner.wake();
    TRY_COUNTS(.completed = 2);
}

void TestJobRunner::aResultThatCannotBeStored()
{
    OPEN_QUEUE();
    QList<NewJob> jobs = testJobs(50);
    jobs[20].payload = jobs[10].payload; // noted twice: the database refuses
    queue.add(jobs);
    JobRunner runner(*storage, {noting()}, quick(8));
    runner.start();
    TRY_COUNTS(.completed = 49, .failed = 1);
    QCOMPARE(noted(*storage), 49);
    const QList<Job> failed = queue.all({.states = {JobState::Failed}});
    QCOMPARE(failed.at(0).errors.at(0).code, ErrorCode::Conflict);
}

void TestJobRunner::progressIsWritten()
{
    OPEN_QUEUE();
    queue.add(testJobs(1));
    Gate gate;
    const JobKind kind{.name = u"test"_s, .work = [&gate](const Job &, JobContext &context) {
                           context.report(40);
                           return gate.pass(context.stop()) ? Result<JobOutcome>(JobOutcome{}) : cancelled();
                       }};
    JobRunner runner(*storage, {kind}, quick());
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(queue.all().at(0).progress, 40, patience);
    gate.open();
    TRY_COUNTS(.completed = 1);
    QCOMPARE(queue.all().at(0).progress, 100);
}

void TestJobRunner::productsShowIt()
{
    OPEN_QUEUE();
    const ProductId product = addProducts(*storage, 1).at(0);
    queue.add({{.kind = u"test"_s, .productId = product}});
    Gate gate;
    JobKind kind = waitingAt(gate);
    kind.productStatus = ProductStatus::Optimizing;
    JobRunner runner(*storage, {kind}, quick());
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(productOf(*storage, product).status, ProductStatus::Optimizing, patience);
    runner.stop();
    QCOMPARE(productOf(*storage, product).status, ProductStatus::Imported);
}

void TestJobRunner::waitingForABulkJobThatIsPaused()
{
    OPEN_QUEUE();
    const qint64 bulk = queue.addBulk();
    QList<NewJob> jobs = testJobs(3);
    for (NewJob &job : jobs)
        job.bulkJobId = bulk;
    queue.add(jobs);
    queue.setPaused({.bulkJobId = bulk}, true);
    JobRunner runner(*storage, {noting()}, quick());
    runner.start();
    runner.waitForBulk(bulk, {}); // would last for ever
    QCOMPARE(queue.counts(), (JobCounts{.pending = 3}));
    queue.setPaused({.bulkJobId = bulk}, false);
    queue.setPaused({}, true);
    runner.waitForBulk(bulk, {});
    queue.setPaused({}, false);
    runner.waitForBulk(bulk, {});
    QCOMPARE(queue.counts(), (JobCounts{.completed = 3}));
}

void TestJobRunner::waitingForABulkJob()
{
    OPEN_QUEUE();
    const qint64 bulk = queue.addBulk();
    QList<NewJob> jobs = testJobs(20);
    for (NewJob &job : jobs)
        job.bulkJobId = bulk;
    queue.add(jobs);
    JobRunner runner(*storage, {noting()}, quick());
    runner.start();
    runner.waitForBulk(bulk, {});
    QCOMPARE(queue.counts(), JobCounts{.completed = 20});
    runner.waitForBulk(4711, {}); // there is none
    const qint64 endless = queue.addBulk();
    queue.add({{.kind = u"unknown"_s, .bulkJobId = endless}});
    std::stop_source stop;
    std::thread waiting([&] { runner.waitForBulk(endless, stop.get_token()); });
    stop.request_stop();
    waiting.join();
    std::thread stopped([&] { runner.waitForBulk(endless, {}); });
    runner.stop();
    stopped.join();
}

void TestJobRunner::whatAKilledProcessLeft()
{
    const CatalogFixture fixture; // SQLite, where nobody else can hold a job
    const auto storage = fixture.open();
    const JobQueue queue(*storage);
    queue.add(testJobs(1));
    QCOMPARE(queue.claim({.owner = u"killed"_s, .lease = std::chrono::hours(5), .kinds = {u"test"_s}}).size(), 1);
    JobRunner runner(*storage, {noting()}, quick());
    runner.start();
    TRY_COUNTS(.completed = 1);
    QCOMPARE(queue.all().at(0).attempts, 2);
}

void TestJobRunner::leasesAreRenewedWhileWorking()
{
    OPEN_QUEUE();
    queue.add(testJobs(2));
    Gate gate;
    JobRunnerOptions options = quick();
    options.lease = std::chrono::seconds(3);
    JobRunner runner(*storage, {waitingAt(gate)}, options);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 2, patience);
    const QDateTime first = *queue.all().at(1).leaseUntil;
    QTRY_VERIFY_WITH_TIMEOUT(*queue.all().at(1).leaseUntil > first.addSecs(4), patience); // longer than one lease
    QCOMPARE(gate.inside, 2);
    QCOMPARE(queue.all().at(0).attempts, 1);
    gate.open();
    TRY_COUNTS(.completed = 2);
}

void TestJobRunner::severalProcessesShareTheWork()
{
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options place;
    place.location = *StorageLocation::parse(server->url());
    std::vector<std::unique_ptr<Storage>> storages;
    std::vector<std::unique_ptr<JobRunner>> runners;
    for (int i = 0; i < 4; ++i) {
        storages.push_back(std::move(*Storage::open(place)));
        runners.push_back(std::make_unique<JobRunner>(*storages.back(), QList<JobKind>{noting()}, quick(3)));
        runners.back()->start();
    }
    const JobQueue queue(*storages.front());
    queue.add(testJobs(500));
    TRY_COUNTS(.completed = 500);
    QCOMPARE(noted(*storages.front()), 500);
    for (const auto &runner : runners)
        runner->stop();
}

void TestJobRunner::lostConnectionsLoseAndDoubleNothing()
{
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options place;
    place.location = *StorageLocation::parse(server->url());
    const auto storage = Storage::open(place);
    QVERIFY(storage);
    std::atomic<int> begun = 0;
    JobKind kind = noting();
    kind.work = [&begun, work = kind.work](const Job &job, JobContext &context) {
        ++begun;
        return work(job, context);
    };
    JobQueue(**storage).add(testJobs(1000));
    JobRunner runner(**storage, {kind}, quick(2));
    runner.start();
    for (int broken = 1; broken <= 8; ++broken) {
        QTRY_VERIFY_WITH_TIMEOUT(begun >= broken * 100, patience);
        server->disconnectAll();
    }
    const auto done = [&server] { return server->value(u"SELECT count(*) FROM jobs WHERE state = 'completed'"_s); };
    QTRY_COMPARE_WITH_TIMEOUT(done(), u"1000"_s, patience);
    QCOMPARE(server->value(u"SELECT count(*) FROM settings WHERE name LIKE 'done/%'"_s), u"1000"_s);
    QCOMPARE(server->value(u"SELECT max(attempts) FROM jobs"_s), u"1"_s);
    QVERIFY(begun <= 1100); // what was begun, but whose beginning was not acknowledged, is not worked on
}

void TestJobRunner::aServerThatIsAway()
{
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options place;
    place.location = *StorageLocation::parse(server->url());
    const auto storage = Storage::open(place);
    QVERIFY(storage);
    JobQueue(**storage).add(testJobs(4));
    Gate gate;
    JobRunner runner(**storage, {waitingAt(gate)}, quick(2));
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 2, patience);
    server->setReachable(false);
    gate.open();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 0, patience); // they ended, and nobody can be told
    server->setReachable(true);
    const auto done = [&server] { return server->value(u"SELECT count(*) FROM jobs WHERE state = 'completed'"_s); };
    QTRY_COMPARE_WITH_TIMEOUT(done(), u"4"_s, patience);
    QCOMPARE(server->value(u"SELECT max(attempts) FROM jobs"_s), u"1"_s);
}

void TestJobRunner::workIsGivenUpBeforeItsLeaseEnds()
{
    const auto server = PostgresDatabase::create();
    if (!server)
        QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
    Storage::Options place;
    place.location = *StorageLocation::parse(server->url());
    const auto storage = Storage::open(place);
    QVERIFY(storage);
    JobQueue(**storage).add(testJobs(1));
    Gate gate;
    JobRunnerOptions options = quick(1);
    options.lease = std::chrono::seconds(2);
    JobRunner runner(**storage, {waitingAt(gate)}, options);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 1, patience);
    server->setReachable(false);
    QTRY_COMPARE_WITH_TIMEOUT(gate.inside, 0, patience); // another machine may begin it soon
    gate.open();
    server->setReachable(true);
    const auto done = [&server] { return server->value(u"SELECT count(*) FROM jobs WHERE state = 'completed'"_s); };
    QTRY_COMPARE_WITH_TIMEOUT(done(), u"1"_s, patience);
}

void TestJobRunner::emptyJobsInNumbers()
{
    OPEN_QUEUE();
    constexpr int jobs = 5000;
    queue.add(testJobs(jobs));
    std::atomic<int> done = 0;
    const JobKind kind{.name = u"test"_s, .work = [&done](const Job &, JobContext &) -> Result<JobOutcome> {
                           ++done;
                           return JobOutcome{};
                       }};
    JobRunner runner(*storage, {kind}, quick(4));
    runner.start();
    QTRY_VERIFY_WITH_TIMEOUT(done > jobs / 2, patience);
    runner.stop(); // with jobs in its hands that were not begun
    const JobCounts counts = queue.counts();
    QCOMPARE(counts.pending + counts.completed, jobs);
    QCOMPARE(counts.completed, done);
    JobRunner another(*storage, {kind}, quick(4));
    another.start();
    TRY_COUNTS(.completed = jobs);
    QCOMPARE(done, jobs);
}

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_jobrunner.moc"
