// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the queue costs: questions to a model that takes 200 ms against the ideal at concurrency 32; empty jobs against
// a bare loop of the same statements through sqlite3 and libpq; four worker processes against one. Each worker is a
// process of its own ("--work", "--empty").

#include "services/importing/importer.h"
#include "services/listing/rulepack.h"
#include "services/net/ratelimits.h"
#include "services/optimizing/optimization.h"
#include "services/settings/settings.h"
#include "tests/bench/benchsupport.h"
#include "tests/support/chatstub.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>

#include <libpq-fe.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <cstdio>
#include <thread>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int latency = 200; // ms
constexpr int concurrency = 32;

int products()
{
    const int given = qEnvironmentVariableIntValue("BENCH_JOBS");
    return given > 0 ? given : 2000;
}
int emptyJobs()
{
    return products() * 10;
}

void fail(const Error &error)
{
    qFatal("%s %s", qPrintable(error.message), qPrintable(error.detail));
}

/** The child: works the queue until it is empty. Prints its peak memory. */
int work(const QString &url, int workers, const QString &stub)
{
    const auto storage = open(*StorageLocation::parse(url));
    RateLimits limits;
    QList<JobKind> kinds;
    kinds.append(
        {.name = u"empty"_s, .work = [](const Job &, JobContext &) -> Result<JobOutcome> { return JobOutcome(); }});
    const auto key = [](const QString &) -> Result<QString> { return QString(); };
    const auto settings = [stub] {
        OptimizationSettings values;
        values.cacheFor = std::chrono::hours(0);
        values.baseUrls.insert(u"custom"_s, QUrl(stub));
        return values;
    };
    kinds.append(optimizeJobs(RulePacks::load(), key, settings, limits));
    JobRunnerOptions options;
    options.workers = workers;
    JobRunner runner(*storage, kinds, options);
    runner.start();
    for (;;) {
        const auto counts = storage->read([](Database &database) { return JobRepository(database).counts(); }).result();
        if (!counts)
            fail(counts.error());
        if (counts->pending + counts->running == 0)
            break;
        pause(std::chrono::milliseconds(200));
    }
    runner.stop();
    std::printf("%f\n", memory("VmHWM"));
    return 0;
}

struct Worked
{
    double seconds = 0;
    double peak = 0;
    double processor = 0; ///< seconds of processor time of all workers
};

/** Processor time of this process or of its children that ended, in seconds. */
double processorTime(int whose)
{
    rusage usage{};
    getrusage(whose, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Worked workBy(int processes, const QString &url, int workers, const QString &stub)
{
    const double before = processorTime(RUSAGE_CHILDREN);
    QElapsedTimer timer;
    timer.start();
    std::vector<std::unique_ptr<QProcess>> children;
    for (int i = 0; i < processes; ++i) {
        children.push_back(std::make_unique<QProcess>());
        children.back()->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        children.back()->start(QCoreApplication::applicationFilePath(),
                               {u"--work"_s, url, QString::number(workers), stub});
    }
    Worked worked;
    for (const auto &child : children) {
        if (!child->waitForFinished(-1) || child->exitCode() != 0)
            qFatal("a worker failed");
        worked.peak = std::max(worked.peak, child->readAllStandardOutput().trimmed().toDouble());
    }
    worked.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    worked.processor = processorTime(RUSAGE_CHILDREN) - before;
    return worked;
}

void fill(const QString &url, const QTemporaryDir &folder)
{
    const auto storage = open(*StorageLocation::parse(url));
    QFile file(folder.filePath(u"products.csv"_s));
    if (!file.exists()) {
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s", qPrintable(file.errorString()));
        file.write("source_platform,source_id,sku,title_original,description_original,brand,price,currency,quantity\n");
        for (int i = 0; i < products(); ++i) {
            const QByteArray number = QByteArray::number(i);
            file.write("shop," + number + ",SKU-" + number + ",Nordkap desk lamp number " + number +
                       " with dimmer and oak foot,A lamp with a foot of oak.,Nordkap,19.90,EUR,5\n");
        }
        file.close();
    }
    const auto preview = previewImport(file.fileName(), {}, u"EUR"_s);
    if (!preview)
        fail(preview.error());
    if (const auto imported = runImport(*storage, preview->plan, folder.path()); !imported)
        fail(imported.error());
}

void order(const QString &url)
{
    const auto storage = open(*StorageLocation::parse(url));
    OptimizationOrder order;
    order.task = {.provider = u"custom"_s,
                  .model = u"stub"_s,
                  .strongModel = {},
                  .language = u"en"_s,
                  .parts = {OptimizePart::Title}};
    order.marketplaces = {u"ebay"_s};
    if (const auto bulk = orderOptimization(*storage, RulePacks::load(), order); !bulk)
        fail(bulk.error());
}

void addEmpty(const QString &url)
{
    const auto storage = open(*StorageLocation::parse(url));
    const auto added =
        storage
            ->write([](Database &database) {
                return JobRepository(database).add(QList<NewJob>(emptyJobs(), NewJob{.kind = u"empty"_s}));
            })
            .result();
    if (!added)
        fail(added.error());
}

void execute(sqlite3 *connection, const char *sql)
{
    if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(connection));
}

double bareSqlite(const QString &file)
{
    sqlite3 *connection = nullptr;
    sqlite3_open(file.toUtf8().constData(), &connection);
    execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;");
    sqlite3_stmt *claim = nullptr;
    sqlite3_stmt *complete = nullptr;
    sqlite3_prepare_v2(connection,
                       "UPDATE jobs SET state = 'running', attempts = attempts + 1, beginning = beginning + 1, "
                       "lease_until = 9999999999999, lease_owner = 'bare', progress = 0, started_at = 1 WHERE id IN "
                       "(SELECT id FROM jobs INDEXED BY jobs_waiting WHERE state = 'pending' AND run_after <= "
                       "9999999999999 AND kind = 'empty' AND NOT paused AND NOT EXISTS (SELECT 1 FROM job_pauses WHERE "
                       "scope = 'all') ORDER BY priority DESC, run_after, id LIMIT 1) RETURNING id, beginning, payload",
                       -1, &claim, nullptr);
    sqlite3_prepare_v2(connection,
                       "UPDATE jobs SET state = 'completed', progress = 100, finished_at = 1, lease_until = NULL WHERE "
                       "id = ?1 AND beginning = ?2 AND state = 'running' AND NOT cancel_requested",
                       -1, &complete, nullptr);
    if (!claim || !complete)
        qFatal("%s", sqlite3_errmsg(connection));
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        execute(connection, "BEGIN IMMEDIATE");
        const bool found = sqlite3_step(claim) == SQLITE_ROW;
        const sqlite3_int64 id = found ? sqlite3_column_int64(claim, 0) : 0;
        const sqlite3_int64 beginning = found ? sqlite3_column_int64(claim, 1) : 0;
        sqlite3_reset(claim);
        execute(connection, "COMMIT");
        if (!found)
            break;
        execute(connection, "BEGIN IMMEDIATE");
        sqlite3_bind_int64(complete, 1, id);
        sqlite3_bind_int64(complete, 2, beginning);
        sqlite3_step(complete);
        sqlite3_reset(complete);
        execute(connection, "COMMIT");
    }
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    sqlite3_finalize(claim);
    sqlite3_finalize(complete);
    sqlite3_close(connection);
    return seconds;
}

void bareLoop(const QByteArray &url)
{
    PGconn *connection = PQconnectdb(url.constData());
    PQclear(
        PQprepare(connection, "claim",
                  "UPDATE jobs SET state = 'running', attempts = attempts + 1, beginning = beginning + 1, "
                  "lease_until = now() + interval '60 s', lease_owner = 'bare', progress = 0, started_at = now() WHERE "
                  "id = ANY (ARRAY(SELECT id FROM jobs WHERE state = 'pending' AND run_after <= now() AND kind = "
                  "'empty' AND NOT paused AND NOT EXISTS (SELECT 1 FROM job_pauses WHERE scope = 'all') ORDER BY "
                  "priority DESC, run_after, id LIMIT 1 FOR UPDATE SKIP LOCKED)) RETURNING id, "
                  "beginning, payload",
                  0, nullptr));
    PQclear(
        PQprepare(connection, "complete",
                  "UPDATE jobs SET state = 'completed', progress = 100, finished_at = now(), lease_until = NULL WHERE "
                  "id = $1 AND beginning = $2 AND state = 'running' AND NOT cancel_requested",
                  2, nullptr));
    PQclear(PQexec(connection, "SET enable_sort TO off")); // as the program does for this statement
    for (bool found = true; found;) {
        PGresult *claimed = PQexecPrepared(connection, "claim", 0, nullptr, nullptr, nullptr, 0);
        found = PQntuples(claimed) > 0;
        if (found) {
            const char *const values[] = {PQgetvalue(claimed, 0, 0), PQgetvalue(claimed, 0, 1)};
            PQclear(PQexecPrepared(connection, "complete", 2, values, nullptr, nullptr, 0));
        }
        PQclear(claimed);
    }
    PQfinish(connection);
}

double barePostgres(const QString &url)
{
    QElapsedTimer timer;
    timer.start();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { bareLoop(url.toUtf8()); });
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void benchQuestions(const QTemporaryDir &folder)
{
    const test::ChatStub stub{std::chrono::milliseconds(latency)};
    const QString url = u"sqlite:"_s + folder.filePath(u"questions.db"_s);
    fill(url, folder);
    order(url);
    const double ideal = products() * latency / 1000.0 / concurrency;
    const Worked worked = workBy(1, url, concurrency, stub.baseUrl());
    if (stub.questions() != products())
        qFatal("%d questions", stub.questions());
    report(u"%1 products by a model of 200 ms, 32 at once"_s.arg(products()), worked.seconds, ideal, 1 / 0.9);
    reportValue(u"  peak memory"_s, worked.peak, u"MB"_s, 200);
}

void benchEmptySqlite(const QTemporaryDir &folder)
{
    const QString bare = folder.filePath(u"bare.db"_s);
    addEmpty(u"sqlite:"_s + bare);
    const double baseline = bareSqlite(bare);
    const QString url = u"sqlite:"_s + folder.filePath(u"empty.db"_s);
    addEmpty(url);
    report(u"%1 empty jobs, SQLite"_s.arg(emptyJobs()), workBy(1, url, 4, {}).seconds, baseline, 2);
}

void benchEmptyPostgres(const QString &server)
{
    const QString url = freshDatabase(server, u"bench_jobs"_s);
    addEmpty(url);
    const double baseline = barePostgres(url);
    addEmpty(url);
    report(u"%1 empty jobs, PostgreSQL"_s.arg(emptyJobs()), workBy(1, url, 4, {}).seconds, baseline, 2);
}

/**
 * Each worker asks as many questions at once as the program does by default, so that the service, whose answers take
 * 200 ms, is the limit: 20 products a second and worker. All share this machine with the server and the service.
 */
void benchWorkers(const QTemporaryDir &folder, const QString &server)
{
    const test::ChatStub stub{std::chrono::milliseconds(latency)};
    const int each = Settings::definition(SettingKey::AiConcurrency).defaultValue.toInt();
    Worked worked[2];
    const int processes[] = {1, 4};
    for (int i = 0; i < 2; ++i) {
        const QString url = freshDatabase(server, u"bench_jobs_"_s + QString::number(processes[i]));
        fill(url, folder);
        order(url);
        const double stubBefore = processorTime(RUSAGE_SELF);
        worked[i] = workBy(processes[i], url, each, stub.baseUrl());
        std::printf("  %d x %d at once: %.2f s, ideal %.2f s; processor time a product: workers %.2f ms, service %.2f "
                    "ms\n",
                    processes[i], each, worked[i].seconds, products() * latency / 1000.0 / (processes[i] * each),
                    worked[i].processor * 1000 / products(),
                    (processorTime(RUSAGE_SELF) - stubBefore) * 1000 / products());
        std::fflush(stdout);
    }
    if (stub.questions() != 2 * products())
        qFatal("%d questions", stub.questions());
    reportLeast(u"4 worker processes against 1, PostgreSQL"_s, worked[0].seconds / worked[1].seconds, u"times"_s, 3.6);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"listwright.*=false"_s); // one line a question otherwise
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--work")
        return work(arguments.value(2), arguments.value(3).toInt(), arguments.value(4));
    const QTemporaryDir folder;
    const QStringList parts = qEnvironmentVariable("BENCH_PARTS", u"questions,empty,workers"_s).split(u',');
    const QString server = qEnvironmentVariable("LISTWRIGHT_TEST_POSTGRES");
    if (server.isEmpty())
        std::printf("PostgreSQL: SKIP, LISTWRIGHT_TEST_POSTGRES is not set\n");
    if (parts.contains(u"questions"_s))
        benchQuestions(folder);
    if (parts.contains(u"empty"_s))
        benchEmptySqlite(folder);
    if (parts.contains(u"empty"_s) && !server.isEmpty())
        benchEmptyPostgres(server);
    if (parts.contains(u"workers"_s) && !server.isEmpty())
        benchWorkers(folder, server);
    return exitCode();
}
