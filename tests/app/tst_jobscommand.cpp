// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// listwright jobs and listwright worker, as scripts use them.

#include "app/exitcode.h"
#include "tests/app/programfixture.h"
#include "tests/support/jobqueue.h"
#include "tests/support/postgresserver.h"

#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

/** The program's catalog, opened for writing only as long as `work` takes. */
void inCatalog(const Program &program, const std::function<void(const JobQueue &)> &work)
{
    Storage::Options options;
    options.location = StorageLocation::sqlite(program.database());
    options.automaticBackups = false;
    const auto storage = Storage::open(options);
    if (!storage)
        qFatal("%s", qPrintable(storage.error().message));
    work(JobQueue(**storage));
}

/** 1 completed, 1 failed of the bulk job 1, 2 waiting of the same, 1 waiting of another kind. */
void fill(const Program &program)
{
    inCatalog(program, [](const JobQueue &queue) {
        const qint64 bulk = queue.addBulk(u"Improve 4 products"_s);
        QList<NewJob> jobs = testJobs(4);
        for (NewJob &job : jobs)
            job.bulkJobId = bulk;
        queue.add(jobs);
        queue.add({{.kind = u"other"_s, .payload = {{u"marketplace"_s, u"ebay"_s}}}});
        const QList<Job> claimed = queue.claim(2);
        queue.complete(claimed.at(0), {{u"tokens"_s, 7}});
        queue.fail(claimed.at(1), ErrorCode::Unauthorized);
    });
}

QList<int> idsOf(const Run &run)
{
    QList<int> ids;
    const QJsonArray jobs = run.json().value(u"jobs").toArray();
    for (const auto &job : jobs)
        ids.append(job.toObject().value(u"id").toInt());
    return ids;
}

/** Whether the process has said it on standard error, of which nothing is taken away. */
bool hasSaid(QProcess &process, QByteArray &said, const QByteArray &words)
{
    said += process.readAllStandardError();
    return said.contains(words);
}

int count(const Program &program, const QString &state)
{
    return program.run({u"jobs"_s, u"--json"_s}).json().value(u"counts").toObject().value(state).toInt(-1);
}

} // namespace

class TestJobsCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listing();
    void showing();
    void retrying();
    void cancelling();
    void pausing();
    void unknownKindsAreRefused_data();
    void unknownKindsAreRefused();
    void wrongUsage_data();
    void wrongUsage();
    void withoutACatalog();
    void aWorkerRunsUntilItIsStopped_data();
    void aWorkerRunsUntilItIsStopped();
    void aWorkerThatIsDoneEnds();
    void aSecondWorkerOnSqliteIsTold();
    void aWorkerWaitsForTheServer();
};

void TestJobsCommand::listing()
{
    const Program program;
    fill(program);
    const Run all = program.run({u"jobs"_s, u"list"_s, u"--json"_s});
    COMPARE_CODE(all, ExitDone);
    QCOMPARE(idsOf(all), (QList<int>{5, 4, 3, 2, 1}));
    QCOMPARE(all.json().value(u"counts").toObject(),
             (QJsonObject{
                 {u"pending"_s, 3}, {u"running"_s, 0}, {u"completed"_s, 1}, {u"failed"_s, 1}, {u"cancelled"_s, 0}}));
    const QJsonObject bulk = all.first(u"bulk_jobs"_s);
    QCOMPARE(bulk.value(u"title").toString(), u"Improve 4 products"_s);
    QCOMPARE(bulk.value(u"counts").toObject().value(u"pending").toInt(), 2);
    QCOMPARE(idsOf(program.run({u"jobs"_s, u"--json"_s, u"--state"_s, u"failed"_s, u"--state"_s, u"completed"_s})),
             (QList<int>{2, 1}));
    QCOMPARE(idsOf(program.run({u"jobs"_s, u"--json"_s, u"--kind"_s, u"other"_s})), QList<int>{5});
    QCOMPARE(idsOf(program.run({u"jobs"_s, u"--json"_s, u"--bulk"_s, u"1"_s, u"--limit"_s, u"2"_s})),
             (QList<int>{4, 3}));
    const Run text = program.run({u"jobs"_s});
    COMPARE_CODE(text, ExitDone);
    for (const char *words :
         {"Waiting", "It failed.", "Improve 4 products", "3 waiting, 0 running, 1 completed", "eBay"})
        QVERIFY2(text.output.contains(words), text.all());
}

void TestJobsCommand::showing()
{
    const Program program;
    fill(program);
    const Run run = program.run({u"jobs"_s, u"show"_s, u"2"_s, u"1"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    const QJsonObject failed = run.first(u"jobs"_s);
    QCOMPARE(failed.value(u"state").toString(), u"failed"_s);
    const QJsonObject error = failed.value(u"errors").toArray().at(0).toObject();
    QCOMPARE(error.value(u"code").toString(), u"unauthorized"_s);
    QCOMPARE(error.value(u"attempt").toInt(), 1);
    QCOMPARE(failed.value(u"bulk_job").toInt(), 1);
    const QByteArray text = program.run({u"jobs"_s, u"show"_s, u"1"_s}).output;
    QVERIFY2(text.contains("tokens: 7"), text);
    const QByteArray other = program.run({u"jobs"_s, u"show"_s, u"5"_s}).output;
    QVERIFY2(other.contains("Marketplace: eBay"), other);
    const Run missing = program.run({u"jobs"_s, u"show"_s, u"99"_s, u"--json"_s});
    COMPARE_CODE(missing, ExitFailed);
    QCOMPARE(missing.errorCode(), u"not_found"_s);
}

void TestJobsCommand::retrying()
{
    const Program program;
    fill(program);
    const Run one = program.run({u"jobs"_s, u"retry"_s, u"2"_s, u"1"_s, u"--json"_s});
    COMPARE_CODE(one, ExitDone);
    QCOMPARE(one.json().value(u"retried").toInt(), 1); // the other was completed
    inCatalog(program, [](const JobQueue &queue) {
        for (const Job &job : queue.claim(9))
            queue.fail(job, ErrorCode::Internal);
    });
    QCOMPARE(count(program, u"failed"_s), 3);
    const Run none = program.run({u"jobs"_s, u"retry"_s, u"9999"_s});
    COMPARE_CODE(none, ExitFailed);
    QVERIFY2(none.all().contains("None of these jobs"), none.all());
    const Run other = program.run({u"jobs"_s, u"retry"_s, u"--failed"_s, u"--kind"_s, u"other"_s, u"--json"_s});
    QCOMPARE(other.json().value(u"retried").toInt(-1), 0);
    const Run all = program.run({u"jobs"_s, u"retry"_s, u"--failed"_s});
    COMPARE_CODE(all, ExitDone);
    QVERIFY2(all.output.contains("3 job(s) wait again."), all.all());
    QCOMPARE(count(program, u"failed"_s), 0);
}

void TestJobsCommand::cancelling()
{
    const Program program;
    fill(program);
    const Run one = program.run({u"jobs"_s, u"cancel"_s, u"3"_s, u"--json"_s});
    QCOMPARE(one.json().value(u"cancelled").toInt(), 1);
    QCOMPARE(program.run({u"jobs"_s, u"cancel"_s, u"--bulk"_s, u"1"_s, u"--json"_s}).json().value(u"cancelled").toInt(),
             1);
    QCOMPARE(program.run({u"jobs"_s, u"cancel"_s, u"--all"_s, u"--json"_s}).json().value(u"cancelled").toInt(), 1);
    QCOMPARE(count(program, u"cancelled"_s), 3);
}

void TestJobsCommand::pausing()
{
    const Program program;
    fill(program);
    COMPARE_CODE(program.run({u"jobs"_s, u"pause"_s, u"--kind"_s, u"test"_s}), ExitDone);
    COMPARE_CODE(program.run({u"jobs"_s, u"pause"_s, u"--bulk"_s, u"1"_s}), ExitDone);
    const Run paused = program.run({u"jobs"_s, u"pause"_s, u"--all"_s, u"--json"_s});
    QCOMPARE(paused.json().value(u"paused").toString(), u"all"_s);
    const QJsonObject listed = program.run({u"jobs"_s, u"--json"_s}).json();
    QCOMPARE(listed.value(u"paused").toArray(), (QJsonArray{u"all"_s, u"bulk:1"_s, u"kind:test"_s}));
    inCatalog(program, [](const JobQueue &queue) { QVERIFY(queue.claim(9).isEmpty()); });
    COMPARE_CODE(program.run({u"jobs"_s, u"resume"_s, u"--all"_s}), ExitDone);
    COMPARE_CODE(program.run({u"jobs"_s, u"resume"_s, u"--bulk"_s, u"1"_s}), ExitDone);
    const Run text = program.run({u"jobs"_s});
    QVERIFY2(text.output.contains("Paused: jobs of the kind test") && !text.output.contains("everything"), text.all());
}

void TestJobsCommand::unknownKindsAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("list") << QStringList{u"list"_s};
    QTest::newRow("retry") << QStringList{u"retry"_s, u"--failed"_s};
    QTest::newRow("cancel") << QStringList{u"cancel"_s};
    QTest::newRow("pause") << QStringList{u"pause"_s};
    QTest::newRow("resume") << QStringList{u"resume"_s};
}

void TestJobsCommand::unknownKindsAreRefused()
{
    QFETCH(QStringList, arguments);
    const Program program;
    fill(program);
    for (const QString &kind : {u"nosuch"_s, QString()}) {
        const Run run = program.run(QStringList{u"jobs"_s} + arguments + QStringList{u"--kind"_s, kind, u"--json"_s});
        COMPARE_CODE(run, ExitFailed);
        QCOMPARE(run.errorCode(), u"not_found"_s);
        QVERIFY2(run.names(u"optimize, rules", QString(u'“' + kind + u'”')), run.all());
    }
    QCOMPARE(count(program, u"pending"_s), 3);
    QVERIFY(program.run({u"jobs"_s, u"--json"_s}).json().value(u"paused").toArray().isEmpty());
    COMPARE_CODE(program.run(QStringList{u"jobs"_s} + arguments + QStringList{u"--kind"_s, u"other"_s}), ExitDone);
    COMPARE_CODE(program.run(QStringList{u"jobs"_s} + arguments + QStringList{u"--kind"_s, u"rules"_s}), ExitDone);
}

void TestJobsCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("action") << QStringList{u"jobs"_s, u"remove"_s};
    QTest::newRow("number") << QStringList{u"jobs"_s, u"show"_s, u"x"_s};
    QTest::newRow("no number") << QStringList{u"jobs"_s, u"show"_s};
    QTest::newRow("state") << QStringList{u"jobs"_s, u"list"_s, u"--state"_s, u"lost"_s};
    QTest::newRow("bulk") << QStringList{u"jobs"_s, u"list"_s, u"--bulk"_s, u"a"_s};
    QTest::newRow("too many words") << QStringList{u"jobs"_s, u"list"_s, u"x"_s};
    QTest::newRow("retry what") << QStringList{u"jobs"_s, u"retry"_s};
    QTest::newRow("retry twofold") << QStringList{u"jobs"_s, u"retry"_s, u"1"_s, u"--failed"_s};
    QTest::newRow("cancel what") << QStringList{u"jobs"_s, u"cancel"_s};
    QTest::newRow("cancel twofold") << QStringList{u"jobs"_s, u"cancel"_s, u"1"_s, u"--all"_s};
    QTest::newRow("pause what") << QStringList{u"jobs"_s, u"pause"_s};
    QTest::newRow("pause by word") << QStringList{u"jobs"_s, u"pause"_s, u"all"_s};
    QTest::newRow("pause twofold") << QStringList{u"jobs"_s, u"pause"_s, u"--all"_s, u"--kind"_s, u"a"_s};
    QTest::newRow("concurrency") << QStringList{u"worker"_s, u"--concurrency"_s, u"0"_s};
    QTest::newRow("worker's word") << QStringList{u"worker"_s, u"now"_s};
}

void TestJobsCommand::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Program program;
    const Run run = program.run(arguments + QStringList{u"--json"_s});
    COMPARE_CODE(run, ExitWrongUsage);
    QVERIFY2(!run.errorMessage().isEmpty(), run.all());
    QVERIFY(!QFile::exists(program.database()));
}

void TestJobsCommand::withoutACatalog()
{
    const Run run = Program().run({u"jobs"_s, u"--json"_s});
    COMPARE_CODE(run, ExitFailed);
    QCOMPARE(run.errorCode(), u"not_found"_s);
}

void TestJobsCommand::aWorkerRunsUntilItIsStopped_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void TestJobsCommand::aWorkerRunsUntilItIsStopped()
{
    QFETCH(int, signal);
    const Program program;
    fill(program);
    QProcess process;
    program.start(process, {u"worker"_s, u"--concurrency"_s, u"3"_s, u"--json"_s});
    QVERIFY(process.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid(process, said, "3 worker"), 60'000);
    ::kill(static_cast<pid_t>(process.processId()), signal);
    const Run run = Program::finished(process);
    COMPARE_CODE(run, ExitDone);
    QVERIFY(run.json().contains(u"done"));
    QVERIFY2(run.errors.contains("goes back to the queue"), run.all());
    QCOMPARE(count(program, u"pending"_s), 3); // of kinds that no program knows
    QVERIFY(program.run({u"db"_s, u"check"_s, u"--json"_s}).json().value(u"ok").toBool());
}

void TestJobsCommand::aWorkerThatIsDoneEnds()
{
    const Program program;
    fill(program);
    program.run({u"jobs"_s, u"cancel"_s, u"--all"_s});
    const Run run = program.run({u"worker"_s, u"--until-done"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.json().value(u"done").toInt(-1), 0);
}

void TestJobsCommand::aSecondWorkerOnSqliteIsTold()
{
    const Program program;
    QProcess process;
    program.start(process, {u"worker"_s});
    QVERIFY(process.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid(process, said, "worker"), 60'000);
    const Run second = program.run({u"worker"_s, u"--json"_s});
    COMPARE_CODE(second, ExitFailed);
    QCOMPARE(second.errorCode(), u"busy"_s);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    COMPARE_CODE(Program::finished(process), ExitDone);
}

void TestJobsCommand::aWorkerWaitsForTheServer()
{
    QTcpServer taken; // a port that nothing listens at as soon as it is closed
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString url = u"postgresql://nobody@127.0.0.1:%1/shop"_s.arg(taken.serverPort());
    taken.close();
    const Program program;
    QProcess process;
    program.start(process, {u"worker"_s, u"--database"_s, url});
    QVERIFY(process.waitForStarted());
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid(process, said, "tried again"), 60'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    COMPARE_CODE(Program::finished(process), ExitDone);
}

QTEST_GUILESS_MAIN(TestJobsCommand)
#include "tst_jobscommand.moc"
