// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/scheduler.h"
#include "tests/support/jobqueue.h"

#include <QTest>

#include <atomic>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(const QString &time)
{
    return QDateTime::fromString(time, Qt::ISODate);
}

QList<Schedule> schedules(Storage &storage)
{
    return valueOf(storage.read([](Database &database) { return ScheduleRepository(database).list(); }));
}

} // namespace

#define OPEN_SCHEDULED()                                                                                               \
    CatalogFixture fixture;                                                                                            \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    const auto storage = fixture.open();                                                                               \
    const JobQueue queue(*storage);                                                                                    \
    QDateTime now = at(u"2026-01-01T10:07:00Z"_s);                                                                     \
    double random = 0;                                                                                                 \
    Scheduler scheduler(*storage, {.now = [&now] { return now; }, .random = [&random] { return random; }})

class TestScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDueScheduleAddsAJob_data() { addDatabases(); }
    void aDueScheduleAddsAJob();
    void missedRunsAreOne_data() { addDatabases(); }
    void missedRunsAreOne();
    void aRunIsLeftOutWhileTheLastOneWaits_data() { addDatabases(); }
    void aRunIsLeftOutWhileTheLastOneWaits();
    void jitterDelaysButDoesNotDrift_data() { addDatabases(); }
    void jitterDelaysButDoesNotDrift();
    void manyMachinesAddOneJob_data() { addDatabases(); }
    void manyMachinesAddOneJob();
    void badSchedulesAreRefused_data() { addDatabases(); }
    void badSchedulesAreRefused();
    void schedulesAreReplacedDisabledAndRemoved_data() { addDatabases(); }
    void schedulesAreReplacedDisabledAndRemoved();
    void itsThreadFollowsTheClock_data() { addDatabases(); }
    void itsThreadFollowsTheClock();
};

void TestScheduler::aDueScheduleAddsAJob()
{
    OPEN_SCHEDULED();
    const Schedule prices{.name = u"prices"_s,
                          .kind = u"track"_s,
                          .payload = {{u"all"_s, true}},
                          .rule = u"0 12 * * *"_s,
                          .timeZone = "Europe/Berlin"};
    QVERIFY(scheduler.set(prices));
    QCOMPARE(scheduler.runDue().value(), 0);
    QCOMPARE(schedules(*storage).at(0).nextRun, at(u"2026-01-01T11:00:00Z"_s));
    now = at(u"2026-01-01T11:00:00Z"_s);
    QCOMPARE(scheduler.runDue().value(), 1);
    QCOMPARE(scheduler.runDue().value(), 0);
    const Job job = queue.all().at(0);
    QCOMPARE(job.kind, u"track"_s);
    QCOMPARE(job.payload, prices.payload);
    const Schedule after = schedules(*storage).at(0);
    QCOMPARE(after.lastRun, now);
    QCOMPARE(after.nextRun, at(u"2026-01-02T11:00:00Z"_s));
    QCOMPARE(after.payload, prices.payload);
    QCOMPARE(after.timeZone, prices.timeZone);
}

void TestScheduler::missedRunsAreOne()
{
    OPEN_SCHEDULED();
    QVERIFY(scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 15m"_s}));
    now = now.addDays(3);
    QCOMPARE(scheduler.runDue().value(), 1);
    QCOMPARE(queue.counts().pending, 1);
    QCOMPARE(schedules(*storage).at(0).nextRun, at(u"2026-01-04T10:15:00Z"_s));
}

void TestScheduler::aRunIsLeftOutWhileTheLastOneWaits()
{
    OPEN_SCHEDULED();
    QVERIFY(scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 15m"_s}));
    now = now.addSecs(3600);
    QCOMPARE(scheduler.runDue().value(), 1);
    const Job running = queue.claim().at(0);
    now = now.addSecs(3600);
    QCOMPARE(scheduler.runDue().value(), 0);
    QVERIFY(queue.complete(running));
    QCOMPARE(scheduler.runDue().value(), 0); // that one is past
    now = now.addSecs(3600);
    QCOMPARE(scheduler.runDue().value(), 1);
}

void TestScheduler::jitterDelaysButDoesNotDrift()
{
    OPEN_SCHEDULED();
    random = 0.5;
    QVERIFY(
        scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 1h"_s, .jitter = std::chrono::minutes(10)}));
    QCOMPARE(schedules(*storage).at(0).nextRun, at(u"2026-01-01T11:05:00Z"_s));
    now = at(u"2026-01-01T11:04:59Z"_s);
    QCOMPARE(scheduler.runDue().value(), 0);
    now = at(u"2026-01-01T11:05:00Z"_s);
    QCOMPARE(scheduler.runDue().value(), 1);
    QCOMPARE(schedules(*storage).at(0).nextRun, at(u"2026-01-01T12:05:00Z"_s));
}

void TestScheduler::manyMachinesAddOneJob()
{
    OPEN_SCHEDULED();
    for (int i = 0; i < 5; ++i)
        QVERIFY(scheduler.set({.name = QString::number(i), .kind = u"test"_s, .rule = u"every 15m"_s}));
    now = now.addSecs(3600);
    if (fixture.location().isSqlite()) {
        QCOMPARE(scheduler.runDue().value(), 5);
        return;
    }
    std::atomic<int> added = 0;
    std::vector<std::unique_ptr<Storage>> machines;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        machines.push_back(fixture.open());
    for (const auto &machine : machines)
        threads.emplace_back([&] {
            Scheduler other(*machine, {.now = [&now] { return now; }, .random = {}});
            added += other.runDue().value_or(100);
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(added, 5);
    QCOMPARE(queue.counts().pending, 5);
}

void TestScheduler::badSchedulesAreRefused()
{
    OPEN_SCHEDULED();
    const auto rule = scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"sometimes"_s});
    QCOMPARE(rule.error().code, ErrorCode::InvalidInput);
    const auto zone =
        scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 1h"_s, .timeZone = "Mars/Olympus"});
    QCOMPARE(zone.error().code, ErrorCode::InvalidInput);
    QVERIFY(zone.error().message.contains(u"Mars/Olympus"_s));
    QVERIFY(schedules(*storage).isEmpty());
    // One that another program wrote does not stop the others.
    Schedule unreadable{.name = u"bad"_s, .kind = u"test"_s, .rule = u"?"_s, .nextRun = now.addSecs(-60)};
    ok(storage->write([unreadable](Database &database) { return ScheduleRepository(database).save(unreadable); }));
    QVERIFY(scheduler.set({.name = u"good"_s, .kind = u"test"_s, .rule = u"every 15m"_s}));
    now = now.addSecs(3600);
    QCOMPARE(scheduler.runDue().value(), 1);
    QVERIFY(!schedules(*storage).at(0).enabled);
}

void TestScheduler::schedulesAreReplacedDisabledAndRemoved()
{
    OPEN_SCHEDULED();
    QVERIFY(scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 15m"_s}));
    QVERIFY(scheduler.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 1h"_s, .enabled = false}));
    QCOMPARE(schedules(*storage).size(), 1);
    QCOMPARE(schedules(*storage).at(0).rule, u"every 1h"_s);
    now = now.addDays(1);
    QCOMPARE(scheduler.runDue().value(), 0);
    QVERIFY(scheduler.remove(u"a"_s));
    QVERIFY(schedules(*storage).isEmpty());
}

void TestScheduler::itsThreadFollowsTheClock()
{
    OPEN_SCHEDULED();
    Scheduler own(*storage);
    std::atomic<int> told = 0;
    own.start([&told] { ++told; });
    QVERIFY(own.set({.name = u"a"_s, .kind = u"test"_s, .rule = u"every 1s"_s})); // wakes it
    QTRY_COMPARE_WITH_TIMEOUT(queue.counts().pending, 1, 30000);
    QTRY_VERIFY(told > 0);
    own.stop();
}

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
