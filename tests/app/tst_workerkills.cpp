// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Workers are killed at random moments, and their PostgreSQL server goes away three times meanwhile. LISTWRIGHT_KILLS
// and LISTWRIGHT_KILL_PRODUCTS say how often and over how many jobs: scripts/soak.sh asks for more than a test has time
// for, and for a server that really is stopped, LISTWRIGHT_KILL_SERVER, the folder of one by scripts/testpostgres.sh.

#include "app/exitcode.h"
#include "services/listing/rulepack.h"
#include "services/optimizing/optimization.h"
#include "services/storage/productrepository.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"
#include "tests/app/programfixture.h"
#include "tests/support/chatstub.h"
#include "tests/support/postgresserver.h"

#include <QRandomGenerator>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int absences = 3;

int fromEnvironment(const char *name, int otherwise)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : otherwise;
}

std::unique_ptr<Storage> opened(const QString &url)
{
    Storage::Options options;
    options.location = *StorageLocation::parse(url);
    options.automaticBackups = false;
    auto storage = Storage::open(options);
    if (!storage)
        qFatal("%s", qPrintable(storage.error().message + storage.error().detail));
    return std::move(*storage);
}

/** As many workers as wanted, each of them begun again when it was killed. */
class Workers
{
public:
    Workers(const Program &program, int count) : m_program(program)
    {
        for (int i = 0; i < count; ++i)
            m_processes.push_back(begun());
    }
    ~Workers()
    {
        for (const auto &process : m_processes)
            process->kill();
        for (const auto &process : m_processes)
            process->waitForFinished();
    }

    /** Ends one without warning after up to half a second, and puts another in its place. False when all were done. */
    bool killOne(QRandomGenerator &random)
    {
        auto &process = m_processes[random.bounded(static_cast<quint32>(m_processes.size()))];
        if (process->waitForFinished(50 + random.bounded(450)) && process->exitStatus() == QProcess::NormalExit)
            return false;
        process->kill();
        process->waitForFinished();
        process = begun();
        return true;
    }
    /** The server is gone for a second and a half. */
    void loseServer(PostgresDatabase &server)
    {
        const QString folder = qEnvironmentVariable("LISTWRIGHT_KILL_SERVER");
        const auto reachable = [&](bool wanted) {
            if (folder.isEmpty())
                server.setReachable(wanted);
            else
                QCOMPARE(QProcess::execute(QStringLiteral(LISTWRIGHT_SOURCE_DIR "/scripts/testpostgres.sh"),
                                           {wanted ? u"resume"_s : u"pause"_s, folder}),
                         0);
        };
        for (const auto &process : m_processes) // begun just now, it may not have opened the database yet
            process->setProperty("mayHaveFoundServerAway", process->property("begun").toLongLong() + startup >= now());
        reachable(false);
        m_processes.front()->waitForFinished(1500);
        reachable(true);
    }
    /** Their last exit codes once the queue is empty. */
    QList<int> finished()
    {
        QList<int> codes;
        for (auto &process : m_processes) {
            int code = Program::finished(*process).code;
            if (code == ExitFailed && process->property("mayHaveFoundServerAway").toBool()) {
                process = begun();
                code = Program::finished(*process).code;
            }
            codes.append(code);
        }
        return codes;
    }

private:
    static constexpr qint64 startup = 3000; // milliseconds

    static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }
    std::unique_ptr<QProcess> begun() const
    {
        auto process = std::make_unique<QProcess>();
        m_program.start(
            *process, {u"worker"_s, u"--concurrency"_s, u"8"_s, u"--lease"_s, u"2"_s, u"--until-done"_s, u"--json"_s});
        process->waitForStarted();
        process->setProperty("begun", now());
        return process;
    }

    const Program &m_program;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace

class TestWorkerKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProductGetsOneProposal_data();
    void everyProductGetsOneProposal();

private:
    static void order(const QString &url);
    static QHash<ProductId, int> proposalsByProduct(Storage &storage);
    static void compareQuestions(Storage &storage, const ChatStub &stub, int products);
};

void TestWorkerKills::order(const QString &url)
{
    const auto storage = opened(url);
    OptimizationOrder order;
    order.task = {.provider = u"custom"_s,
                  .model = u"stub"_s,
                  .strongModel = {},
                  .language = u"en"_s,
                  .parts = {OptimizePart::Title}};
    order.marketplaces = {u"ebay"_s};
    const auto bulk = orderOptimization(*storage, RulePacks::load(), order);
    QVERIFY2(bulk, qPrintable(bulk ? QString() : bulk.error().message));
}

QHash<ProductId, int> TestWorkerKills::proposalsByProduct(Storage &storage)
{
    QHash<ProductId, int> count;
    for (qint64 last = 0;;) {
        const auto page =
            storage.read([last](Database &database) { return ProposalRepository(database).open(last, 500); }).result();
        if (!page || page->isEmpty())
            return count;
        for (const Proposal &proposal : *page)
            ++count[proposal.productId];
        last = page->last().id;
    }
}

/** Each beginning of a job is written down before it asks, and asks once. */
void TestWorkerKills::compareQuestions(Storage &storage, const ChatStub &stub, int products)
{
    const auto jobs =
        storage.read([products](Database &database) { return JobRepository(database).list({.limit = products + 1}); })
            .result();
    QVERIFY(jobs);
    QCOMPARE(jobs->size(), products);
    for (const Job &job : *jobs) {
        const auto product =
            storage.read([&job](Database &database) { return ProductRepository(database).find(job.productId); })
                .result();
        QVERIFY(product);
        const int asked = stub.questionsAbout(product->sourceId.toInt());
        const QByteArray said = "product " + product->sourceId.toUtf8() + ": " + QByteArray::number(asked) +
                                " question(s) in " + QByteArray::number(job.beginning) + " beginning(s)";
        QVERIFY2(asked >= 1 && asked <= job.beginning, said);
        QVERIFY2(job.attempts <= job.maxAttempts, said);
    }
}

void TestWorkerKills::everyProductGetsOneProposal_data()
{
    QTest::addColumn<int>("workers");
    QTest::newRow("sqlite") << 1;
    QTest::newRow("postgresql") << 4;
}

void TestWorkerKills::everyProductGetsOneProposal()
{
    QFETCH(int, workers);
    const int products = fromEnvironment("LISTWRIGHT_KILL_PRODUCTS", 200);
    const int kills = fromEnvironment("LISTWRIGHT_KILLS", 8);
    std::unique_ptr<PostgresDatabase> server;
    const ChatStub stub(std::chrono::milliseconds(100));
    Program program;
    QString url = u"sqlite://"_s + program.database();
    if (workers > 1) {
        server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        url = server->url();
        program.set("LISTWRIGHT_DATABASE_URL", url);
    }
    program.set("LISTWRIGHT_AI_BASE_URL", stub.baseUrl());
    program.set("LISTWRIGHT_AI_PROVIDER", u"custom"_s);
    program.set("LISTWRIGHT_AI_CONCURRENCY", u"8"_s);
    program.set("LISTWRIGHT_AI_CACHE_HOURS", u"0"_s); // or a question that was lost would be answered twice by it
    COMPARE_CODE(program.run({u"import"_s, program.write(u"products.csv"_s, productsCsv(products))}), ExitDone);
    order(url);
    if (QTest::currentTestFailed())
        return;

    QRandomGenerator random(20260101);
    {
        Workers running(program, workers);
        for (int i = 0; i < kills; ++i) {
            static_cast<void>(running.killOne(random));
            const int interval = std::max(1, kills / absences);
            if (server && i % interval == interval - 1 && i / interval < absences)
                running.loseServer(*server);
        }
        QCOMPARE(running.finished(), QList<int>(workers, ExitDone));
    }
    // An unlucky job was killed as often as it may be begun: it waits as a dead letter until a person retries it.
    const Run retried = program.run({u"jobs"_s, u"retry"_s, u"--failed"_s, u"--json"_s});
    COMPARE_CODE(retried, ExitDone);
    COMPARE_CODE(program.run({u"worker"_s, u"--until-done"_s, u"--concurrency"_s, u"8"_s}), ExitDone);

    const auto storage = opened(url);
    const auto counts = storage->read([](Database &database) { return JobRepository(database).counts(); }).result();
    QVERIFY(counts);
    QCOMPARE(counts->completed, products);
    QCOMPARE(counts->total(), products); // nothing is stuck, dead or doubled
    const QHash<ProductId, int> proposals = proposalsByProduct(*storage);
    QCOMPARE(proposals.size(), products);
    for (const int number : proposals)
        QCOMPARE(number, 1);
    QVERIFY(stub.questions() >= products);
    compareQuestions(*storage, stub, products);
    if (QTest::currentTestFailed())
        return;
    COMPARE_CODE(program.run({u"db"_s, u"check"_s, u"--json"_s}), ExitDone);
}

QTEST_GUILESS_MAIN(TestWorkerKills)
#include "tst_workerkills.moc"
