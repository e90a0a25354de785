// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in rules over many products, whose workers are killed at random moments.

#include "app/exitcode.h"
#include "services/optimizing/rulejobs.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"
#include "tests/app/programfixture.h"
#include "tests/support/postgresserver.h"

#include <QRandomGenerator>
#include <QTest>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int products = 4000;
constexpr int kills = 5;

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

QHash<ProductId, int> proposalsByProduct(Storage &storage)
{
    const auto open =
        storage.read([](Database &database) { return ProposalRepository(database).open(0, 2 * products); }).result();
    QHash<ProductId, int> count;
    for (const Proposal &proposal : open.value_or(QList<Proposal>()))
        ++count[proposal.productId];
    return count;
}

} // namespace

class TestRuleKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProductGetsOneProposal_data();
    void everyProductGetsOneProposal();
};

void TestRuleKills::everyProductGetsOneProposal_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgresql") << true;
}

void TestRuleKills::everyProductGetsOneProposal()
{
    QFETCH(bool, postgres);
    std::unique_ptr<PostgresDatabase> server;
    Program program;
    QString url = u"sqlite://"_s + program.database();
    if (postgres) {
        server = PostgresDatabase::create();
        if (!server)
            QSKIP(qPrintable(PostgresDatabase::whyUnavailable()));
        url = server->url();
        program.set("LISTWRIGHT_DATABASE_URL", url);
    }
    COMPARE_CODE(program.run({u"import"_s, program.write(u"products.csv"_s, productsCsv(products))}), ExitDone);
    const auto bulk = orderByRules(*opened(url), {.pack = RulePacks::load().find(u"amazon"_s), .query = {}, .ids = {}});
    QVERIFY(bulk);
    const QStringList worker{u"worker"_s, u"--lease"_s, u"1"_s, u"--until-done"_s, u"--json"_s};
    QRandomGenerator random(20260101);
    for (int i = 0; i < kills; ++i) {
        QProcess process;
        program.start(process, worker);
        process.waitForFinished(150 + static_cast<int>(random.bounded(400)));
        process.kill();
        process.waitForFinished();
    }
    COMPARE_CODE(program.run(worker), ExitDone);

    const auto storage = opened(url);
    const auto state =
        storage->read([id = *bulk](Database &database) { return ruleOrderState(database, id); }).result();
    QVERIFY(state);
    QCOMPARE(state->bulk.counts, JobCounts{.completed = products / 500});
    QCOMPARE(state->summary.products, products);
    const auto made = proposalsByProduct(*storage);
    QVERIFY(!made.isEmpty());
    QCOMPARE(made.size(), state->summary.proposals);
    QCOMPARE(state->summary.proposals + state->summary.goodAlready, products);
    QVERIFY(std::ranges::all_of(made, [](int count) { return count == 1; }));
    COMPARE_CODE(program.run({u"db"_s, u"check"_s}), ExitDone);
}

QTEST_GUILESS_MAIN(TestRuleKills)
#include "tst_rulekills.moc"
