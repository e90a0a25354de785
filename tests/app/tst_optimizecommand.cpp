// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// listwright optimize with a language model, as scripts use it; the model is a stub on this machine.

#include "app/exitcode.h"
#include "tests/app/programfixture.h"
#include "tests/support/chatstub.h"
#include "tests/support/httpstub.h"

#include <QJsonDocument>
#include <QTest>

#include <csignal>

using namespace listwright;
using namespace listwright::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto plantedKey = "gsk_planted4Key7Never2Shown9";

/** Five products and a provider at that address. */
void prepare(Program &program, const QString &baseUrl, int products = 5)
{
    program.set("LISTWRIGHT_AI_PROVIDER", u"groq"_s);
    program.set("LISTWRIGHT_AI_BASE_URL", baseUrl);
    program.set("LISTWRIGHT_AI_KEY", QString::fromLatin1(plantedKey));
    program.set("LISTWRIGHT_MARKETPLACE_LOCALE", u"en-GB"_s); // as the stub answers
    const QString csv = program.write(u"a.csv"_s, productsCsv(products));
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
}

QStringList optimize(const QStringList &more = {})
{
    return QStringList{u"optimize"_s, u"-m"_s, u"ebay"_s, u"--field"_s, u"title"_s, u"--json"_s} + more;
}

/** A title with a fact that is in no record. */
StubAnswer inventing()
{
    const QJsonObject title{{u"title"_s, u"Nordkap Desk Lamp with Dimmer and Oak Foot, Nordkap, 800 Lumen"_s}};
    const QString content = QString::fromUtf8(QJsonDocument(title).toJson(QJsonDocument::Compact));
    const QJsonObject choice{{u"index"_s, 0},
                             {u"finish_reason"_s, u"stop"_s},
                             {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, content}}}};
    const QJsonObject answer{{u"id"_s, u"stub"_s},
                             {u"choices"_s, QJsonArray{choice}},
                             {u"usage"_s, QJsonObject{{u"prompt_tokens"_s, 400}, {u"completion_tokens"_s, 30}}}};
    return {.body = QJsonDocument(answer).toJson(QJsonDocument::Compact)};
}

qint64 openProposals(const Program &program)
{
    return program.run({u"proposals"_s, u"list"_s, u"--json"_s}).json().value(u"open").toInteger(-1);
}

qint64 number(const Run &run, const char *member)
{
    return run.json().value(QLatin1String(member)).toInteger(-1);
}

} // namespace

class TestOptimizeCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelWritesProposals();
    void severalMarketplacesAndAcceptance();
    void estimateSendsNothing();
    void estimateNamesTheLanguages();
    void wrongPartsAreSaidOnce();
    void budgetLeavesTheRestOut();
    void failuresAreGroupedByReason();
    void missingKeyIsSaidFirst();
    void wrongUsage_data();
    void wrongUsage();
    void interruptedRunGoesOn();
    void olderJobsAreNotPaidFor();
    void pausedWorkIsReported();
    void environmentsKeyGoesToItsProviderOnly();
    void rejectionWithReason();
    void marksAreNotAcceptedSilently();
    void marksNeedTheirOption();
    void allIsNotWithMarks();
    void conflictsAreNamed();
    void whatWaitsAlreadyIsSaid();
    void aRunningQueueIsSteered();
    void rulesStayTheDefault();
};

void TestOptimizeCommand::modelWritesProposals()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl());
    const Run run = program.run(optimize());
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(number(run, "completed"), 5);
    QCOMPARE(number(run, "questions"), 5);
    QCOMPARE(number(run, "input_tokens"), 2000);
    QVERIFY(number(run, "cost") > 0);
    QVERIFY(run.json().value(u"estimate").toObject().value(u"cost").toInteger() > 0);
    const Run listed = program.run({u"proposals"_s, u"list"_s, u"--json"_s});
    QCOMPARE(number(listed, "open"), 5);
    const QJsonObject making = listed.first(u"proposals"_s).value(u"making").toObject();
    QCOMPARE(making.value(u"provider").toString(), u"groq"_s);
    QCOMPARE(making.value(u"prompt").toString(), u"ebay/any/0"_s);
    const Run shown = program.run({u"proposals"_s, u"show"_s, u"1"_s});
    QVERIFY2(shown.output.contains("ebay/any/0"), shown.output);
    // the same again costs nothing
    const Run again = program.run(optimize());
    COMPARE_CODE(again, ExitDone);
    QCOMPARE(number(again, "questions"), 0);
    QCOMPARE(stub.questions(), 5);
    const Run cached = program.run({u"proposals"_s, u"show"_s, u"6"_s});
    QVERIFY2(cached.output.contains("cache"), cached.output);
}

void TestOptimizeCommand::severalMarketplacesAndAcceptance()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl(), 2);
    const Run run = program.run(optimize({u"-m"_s, u"kaufland"_s, u"--accept"_s, u"all"_s}));
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(number(run, "completed"), 4);
    QCOMPARE(number(run, "accepted"), 4);
    QCOMPARE(number(program.run({u"proposals"_s, u"list"_s, u"--json"_s}), "open"), 0);
}

void TestOptimizeCommand::estimateSendsNothing()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl());
    const Run run = program.run(optimize({u"--estimate"_s}));
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.json().value(u"estimate").toObject().value(u"questions").toInt(), 5);
    QVERIFY(!run.json().contains(u"bulk_job"));
    const Run text = program.run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"--estimate"_s});
    QVERIFY2(text.output.contains("$"), text.output);
    QCOMPARE(stub.questions(), 0);
}

void TestOptimizeCommand::estimateNamesTheLanguages()
{
    Program program;
    prepare(program, u"http://127.0.0.1:1/v1"_s, 1);
    program.set("LISTWRIGHT_MARKETPLACE_LOCALE", QString());
    const QStringList both{u"optimize"_s, u"-m"_s, u"ebay"_s, u"-m"_s, u"allegro"_s, u"--estimate"_s};
    const auto languages = [&](const QStringList &more) {
        const Run run = program.run(both + QStringList{u"--json"_s} + more);
        return run.json().value(u"estimate").toObject().value(u"languages").toObject();
    };
    QCOMPARE(languages({}), (QJsonObject{{u"allegro"_s, u"pl"_s}, {u"ebay"_s, u"de"_s}}));
    QCOMPARE(languages({u"--language"_s, u"en-GB"_s}), (QJsonObject{{u"allegro"_s, u"en"_s}, {u"ebay"_s, u"en"_s}}));
    COMPARE_CODE(program.run(both + QStringList{u"--language"_s, u"zz"_s}), ExitWrongUsage);
    const Run text = program.run(both);
    QVERIFY2(text.output.contains("Deutsch for eBay, Polski for Allegro"), text.output);
    program.set("LISTWRIGHT_MARKETPLACE_SITE", u"UK"_s);
    QCOMPARE(languages({}), (QJsonObject{{u"allegro"_s, u"pl"_s}, {u"ebay"_s, u"en"_s}}));
    program.set("LISTWRIGHT_MARKETPLACE_LOCALE", u"de-DE"_s);
    QCOMPARE(languages({}), (QJsonObject{{u"allegro"_s, u"de"_s}, {u"ebay"_s, u"de"_s}}));
}

void TestOptimizeCommand::wrongPartsAreSaidOnce()
{
    Program program;
    prepare(program, u"http://127.0.0.1:1/v1"_s, 1);
    program.set("LISTWRIGHT_AI_PARTS", u"title,bulets"_s);
    for (const QStringList &how : {QStringList{}, QStringList{u"--json"_s}}) {
        const Run run = program.run(QStringList{u"optimize"_s, u"-m"_s, u"ebay"_s, u"--estimate"_s} + how);
        COMPARE_CODE(run, ExitFailed);
        QCOMPARE(run.errors.count("LISTWRIGHT_AI_PARTS"), 1);
        QVERIFY2(run.errors.contains("bulets") && run.errors.contains("bullets"), run.errors);
        if (!how.isEmpty())
            QCOMPARE(run.errorCode(), u"invalid_input"_s);
    }
}

void TestOptimizeCommand::budgetLeavesTheRestOut()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl());
    const Run run = program.run(optimize({u"--budget"_s, u"0.000001"_s}));
    COMPARE_CODE(run, ExitWithRejected);
    QCOMPARE(number(run, "left_out"), 5);
    QCOMPARE(number(run, "failed"), 0);
    QVERIFY(run.json().value(u"stopped").toString().contains(u"budget"_s));
    QCOMPARE(stub.questions(), 0);
}

void TestOptimizeCommand::failuresAreGroupedByReason()
{
    HttpStub stub;
    stub.always({.status = 401, .body = R"({"error":{"message":"Invalid API Key","code":"invalid_api_key"}})"});
    Program program;
    prepare(program, stub.url(u"/v1"_s).toString());
    const Run run = program.run(optimize());
    COMPARE_CODE(run, ExitFailed);
    QCOMPARE(number(run, "failed"), 5);
    const QJsonObject failure = run.first(u"failures"_s);
    QCOMPARE(failure.value(u"count").toInt(), 5);
    QVERIFY2(failure.value(u"reason").toString().contains(u"key"_s), run.output);
    QVERIFY(!run.all().contains(plantedKey));
}

void TestOptimizeCommand::missingKeyIsSaidFirst()
{
    Program program;
    prepare(program, u"http://127.0.0.1:1/v1"_s);
    program.set("LISTWRIGHT_AI_KEY", QString());
    const Run run = program.run(optimize());
    COMPARE_CODE(run, ExitFailed);
    QCOMPARE(run.errorCode(), u"unauthorized"_s);
    QCOMPARE(program.run({u"jobs"_s, u"--json"_s}).json().value(u"counts").toObject().value(u"failed").toInt(-1), 0);
}

void TestOptimizeCommand::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("provider") << QStringList{u"--provider"_s, u"nobody"_s};
    QTest::newRow("part") << QStringList{u"--field"_s, u"price"_s};
    QTest::newRow("budget") << QStringList{u"--budget"_s, u"2,50"_s};
    QTest::newRow("marketplace") << QStringList{u"-m"_s, u"nowhere"_s};
    QTest::newRow("accept") << QStringList{u"--accept"_s, u"some"_s};
    QTest::newRow("model for rules") << QStringList{u"--provider"_s, u"rules"_s, u"--model"_s, u"x"_s};
}

void TestOptimizeCommand::wrongUsage()
{
    QFETCH(QStringList, arguments);
    Program program;
    program.set("LISTWRIGHT_AI_PROVIDER", u"groq"_s);
    COMPARE_CODE(program.run(QStringList{u"optimize"_s, u"-m"_s, u"ebay"_s} + arguments), ExitWrongUsage);
}

void TestOptimizeCommand::interruptedRunGoesOn()
{
    const ChatStub stub(std::chrono::milliseconds(100));
    Program program;
    prepare(program, stub.baseUrl(), 30);
    program.set("LISTWRIGHT_AI_CONCURRENCY", u"1"_s);
    QProcess process;
    program.start(process, optimize());
    QTRY_VERIFY_WITH_TIMEOUT(stub.questions() >= 3, 30'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Run interrupted = Program::finished(process);
    COMPARE_CODE(interrupted, ExitFailed);
    QVERIFY(interrupted.json().value(u"cancelled").toBool());
    QVERIFY(number(interrupted, "waiting") > 0);
    program.set("LISTWRIGHT_AI_CONCURRENCY", u"8"_s);
    COMPARE_CODE(program.run({u"worker"_s, u"--until-done"_s, u"--concurrency"_s, u"8"_s}), ExitDone);
    QCOMPARE(number(program.run({u"proposals"_s, u"list"_s, u"--json"_s}), "open"), 30);
}

/** What an earlier, interrupted order left waits on: who orders one product pays for one. */
void TestOptimizeCommand::olderJobsAreNotPaidFor()
{
    const ChatStub stub(std::chrono::milliseconds(100));
    Program program;
    prepare(program, stub.baseUrl(), 30);
    program.set("LISTWRIGHT_AI_CONCURRENCY", u"1"_s);
    QProcess process;
    program.start(process, optimize());
    QTRY_VERIFY_WITH_TIMEOUT(stub.questions() >= 3, 30'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const qint64 left = number(Program::finished(process), "waiting");
    QVERIFY(left > 20);
    const Run run = program.run(
        {u"optimize"_s, u"-m"_s, u"kaufland"_s, u"--field"_s, u"title"_s, u"--json"_s, u"--search"_s, u"SKU-7"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(number(run, "completed"), 1);
    const QJsonObject counts = program.run({u"jobs"_s, u"--json"_s}).json().value(u"counts").toObject();
    QCOMPARE(counts.value(u"pending").toInteger(), left);
}

void TestOptimizeCommand::pausedWorkIsReported()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl());
    COMPARE_CODE(program.run({u"jobs"_s, u"pause"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    const Run run = program.run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"--field"_s, u"title"_s});
    COMPARE_CODE(run, ExitFailed);
    QVERIFY2(run.output.contains("Paused") && run.output.contains("jobs resume"), run.all());
    const Run worked = program.run({u"worker"_s, u"--until-done"_s, u"--json"_s});
    COMPARE_CODE(worked, ExitDone);
    QCOMPARE(number(worked, "paused"), 5);
    QCOMPARE(stub.questions(), 0);
    COMPARE_CODE(program.run({u"jobs"_s, u"resume"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    QCOMPARE(number(program.run({u"worker"_s, u"--until-done"_s, u"--json"_s}), "done"), 5);
    QCOMPARE(stub.questions(), 5);
}

/** A job names its provider, and whoever shares the catalog can add jobs. */
void TestOptimizeCommand::environmentsKeyGoesToItsProviderOnly()
{
    HttpStub stub;
    Program program;
    prepare(program, stub.url(u"/v1"_s).toString(), 1);
    COMPARE_CODE(program.run({u"jobs"_s, u"pause"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    COMPARE_CODE(program.run(optimize()), ExitFailed);
    COMPARE_CODE(program.run({u"jobs"_s, u"resume"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    program.set("LISTWRIGHT_AI_PROVIDER", u"openai"_s);
    COMPARE_CODE(program.run({u"worker"_s, u"--until-done"_s}), ExitDone);
    QCOMPARE(stub.hits(), 0);
    const Run jobs = program.run({u"jobs"_s, u"--json"_s});
    QCOMPARE(jobs.json().value(u"counts").toObject().value(u"failed").toInt(), 1);
}

void TestOptimizeCommand::rejectionWithReason()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl(), 2);
    COMPARE_CODE(program.run(optimize()), ExitDone);
    COMPARE_CODE(program.run({u"proposals"_s, u"reject"_s, u"1"_s, u"--reason"_s, u"too long"_s}), ExitDone);
    const Run shown = program.run({u"proposals"_s, u"show"_s, u"1"_s, u"--json"_s});
    QCOMPARE(shown.first(u"proposals"_s).value(u"reject_reason").toString(), u"too long"_s);
    COMPARE_CODE(program.run({u"proposals"_s, u"accept"_s, u"2"_s, u"--reason"_s, u"nice"_s}), ExitWrongUsage);
    const Run marked = program.run({u"proposals"_s, u"list"_s, u"--marked"_s, u"--json"_s});
    QCOMPARE(number(marked, "open"), 0); // the one that is left is clean
    QCOMPARE(number(program.run({u"proposals"_s, u"list"_s, u"--json"_s}), "open"), 1);
    COMPARE_CODE(program.run({u"proposals"_s, u"accept"_s, u"--clean"_s}), ExitDone);
    QCOMPARE(number(program.run({u"proposals"_s, u"list"_s, u"--json"_s}), "open"), 0);
}

void TestOptimizeCommand::marksAreNotAcceptedSilently()
{
    HttpStub stub;
    stub.always(inventing());
    Program program;
    prepare(program, stub.url(u"/v1"_s).toString(), 2);
    COMPARE_CODE(program.run(optimize()), ExitDone);
    const Run one = program.run({u"proposals"_s, u"accept"_s, u"1"_s, u"--json"_s});
    COMPARE_CODE(one, ExitWithRejected);
    QCOMPARE(number(one, "decided"), 0);
    QCOMPARE(number(one, "left_open"), 1);
    const QJsonObject field = one.first(u"marked"_s).value(u"fields").toArray().at(0).toObject();
    QCOMPARE(field.value(u"field").toString(), u"title_optimized"_s);
    QVERIFY2(!field.value(u"marks").toArray().isEmpty(), one.output);
    const Run text = program.run({u"proposals"_s, u"accept"_s, u"1"_s});
    COMPARE_CODE(text, ExitWithRejected);
    for (const char *words : {"Proposal 1", "Doubtful: ", "800", "--with-marks"})
        QVERIFY2(text.output.contains(words), text.all());
    const Run all = program.run({u"proposals"_s, u"accept"_s, u"--all"_s});
    COMPARE_CODE(all, ExitWithRejected);
    QVERIFY2(all.output.contains("2 left open") && all.output.contains("proposals list --marked"), all.all());
    const Run clean = program.run({u"proposals"_s, u"accept"_s, u"--clean"_s, u"--json"_s});
    COMPARE_CODE(clean, ExitDone);
    QCOMPARE(number(clean, "left_open"), 2);
    const Run marked = program.run({u"proposals"_s, u"list"_s, u"--marked"_s, u"--json"_s});
    QCOMPARE(marked.json().value(u"proposals").toArray().size(), 2);
    QCOMPARE(openProposals(program), 2);
}

void TestOptimizeCommand::marksNeedTheirOption()
{
    HttpStub stub;
    stub.always(inventing());
    Program program;
    prepare(program, stub.url(u"/v1"_s).toString(), 3);
    COMPARE_CODE(program.run(optimize()), ExitDone);
    for (const QStringList &wrong :
         {QStringList{u"proposals"_s, u"accept"_s, u"--clean"_s, u"--with-marks"_s},
          QStringList{u"proposals"_s, u"reject"_s, u"1"_s, u"--with-marks"_s}, optimize({u"--with-marks"_s}),
          optimize({u"--accept"_s, u"clean"_s, u"--with-marks"_s})})
        COMPARE_CODE(program.run(wrong), ExitWrongUsage);
    QCOMPARE(openProposals(program), 3);
    const Run one = program.run({u"proposals"_s, u"accept"_s, u"1"_s, u"--with-marks"_s, u"--json"_s});
    COMPARE_CODE(one, ExitDone);
    QCOMPARE(number(one, "decided"), 1);
    COMPARE_CODE(program.run({u"proposals"_s, u"reject"_s, u"2"_s}), ExitDone);
    COMPARE_CODE(program.run({u"proposals"_s, u"accept"_s, u"--all"_s, u"--with-marks"_s}), ExitDone);
    QCOMPARE(openProposals(program), 0);
}

void TestOptimizeCommand::allIsNotWithMarks()
{
    HttpStub stub;
    stub.always(inventing());
    Program program;
    prepare(program, stub.url(u"/v1"_s).toString(), 2);
    const Run all = program.run(optimize({u"--accept"_s, u"all"_s}));
    COMPARE_CODE(all, ExitWithRejected);
    QCOMPARE(number(all, "accepted"), 0);
    QCOMPARE(number(all, "left_open"), 2);
    const Run clean = program.run(optimize({u"--accept"_s, u"clean"_s}));
    COMPARE_CODE(clean, ExitDone);
    QCOMPARE(openProposals(program), 2);
    const Run marked = program.run(optimize({u"--accept"_s, u"all"_s, u"--with-marks"_s}));
    COMPARE_CODE(marked, ExitDone);
    QCOMPARE(number(marked, "accepted"), 2);
    QCOMPARE(openProposals(program), 0);
}

void TestOptimizeCommand::conflictsAreNamed()
{
    const Program program;
    const QByteArray csv = productsCsv(1).replace("<p>", "<p onclick=\"\"x()\"\"><script>x</script>");
    COMPARE_CODE(program.run({u"import"_s, program.write(u"a.csv"_s, csv)}), ExitDone);
    COMPARE_CODE(program.run({u"optimize"_s, u"-m"_s, u"amazon"_s}), ExitDone);
    QCOMPARE(openProposals(program), 1);
    const QByteArray changed = QByteArray(csv).replace("A lamp", "A newer lamp");
    COMPARE_CODE(program.run({u"import"_s, program.write(u"b.csv"_s, changed)}), ExitDone);
    const Run run = program.run({u"proposals"_s, u"accept"_s, u"1"_s, u"--json"_s});
    COMPARE_CODE(run, ExitWithRejected);
    QCOMPARE(number(run, "conflicts"), 1);
    const QJsonObject conflict = run.first(u"conflicting"_s);
    const Run listed = program.run({u"proposals"_s, u"list"_s, u"--json"_s});
    QCOMPARE(conflict.value(u"product"), listed.first(u"proposals"_s).value(u"product"));
    QCOMPARE(conflict.value(u"sku").toString(), u"SKU-0"_s);
    QJsonObject description;
    const QJsonArray fields = conflict.value(u"fields").toArray();
    for (const auto &field : fields) {
        if (field[u"field"].toString() == u"description_optimized")
            description = field.toObject();
    }
    QVERIFY2(description.value(u"present").toString().contains(u"A newer lamp"), run.output);
    QVERIFY2(description.value(u"proposed").toString().contains(u"A lamp"), run.output);
    const Run text = program.run({u"proposals"_s, u"accept"_s, u"1"_s});
    for (const char *words : {"Conflict: proposal 1 for product ", "(SKU SKU-0), amazon", "(description_optimized)",
                              "is now: ", "A newer lamp", "proposed: "})
        QVERIFY2(text.output.contains(words), text.all());
}

/** Of what an earlier order still holds. */
void TestOptimizeCommand::whatWaitsAlreadyIsSaid()
{
    const ChatStub stub(std::chrono::milliseconds(1));
    Program program;
    prepare(program, stub.baseUrl());
    COMPARE_CODE(program.run({u"jobs"_s, u"pause"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    COMPARE_CODE(program.run(optimize({u"--search"_s, u"SKU-2"_s})), ExitFailed);
    COMPARE_CODE(program.run({u"jobs"_s, u"resume"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    const Run run = program.run(optimize());
    COMPARE_CODE(run, ExitWithRejected);
    QCOMPARE(number(run, "completed"), 4);
    QCOMPARE(number(run, "already_waiting"), 1);
    const Run text = program.run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"--field"_s, u"title"_s});
    QVERIFY2(text.output.contains("1 question(s) not ordered"), text.all());
}

/** On SQLite, beside the process that works on it and would wait for its answers longer than this test. */
void TestOptimizeCommand::aRunningQueueIsSteered()
{
    const ChatStub stub(std::chrono::hours(1));
    Program program;
    prepare(program, stub.baseUrl(), 3);
    program.set("LISTWRIGHT_AI_CONCURRENCY", u"1"_s);
    QProcess process;
    program.start(process, optimize());
    QTRY_VERIFY_WITH_TIMEOUT(stub.questions() >= 1, 30'000);
    const Run paused = program.run({u"jobs"_s, u"pause"_s, u"--kind"_s, u"optimize"_s});
    COMPARE_CODE(paused, ExitDone);
    QCOMPARE(program.run({u"jobs"_s, u"--json"_s}).json().value(u"paused").toArray(), QJsonArray{u"kind:optimize"_s});
    COMPARE_CODE(program.run({u"jobs"_s, u"resume"_s, u"--kind"_s, u"optimize"_s}), ExitDone);
    const Run all = program.run({u"jobs"_s, u"cancel"_s, u"--all"_s, u"--json"_s});
    COMPARE_CODE(all, ExitDone);
    QCOMPARE(number(all, "cancelled"), 3);
    const Run ended = Program::finished(process);
    COMPARE_CODE(ended, ExitWithRejected);
    QCOMPARE(number(ended, "left_out"), 3);
    QCOMPARE(stub.questions(), 1);
    QVERIFY(program.run({u"db"_s, u"check"_s, u"--json"_s}).json().value(u"ok").toBool());
}

void TestOptimizeCommand::rulesStayTheDefault()
{
    Program program;
    const QString csv = program.write(u"a.csv"_s, productsCsv(2).replace("<p>", "<p onclick=\"\"x()\"\">"));
    COMPARE_CODE(program.run({u"import"_s, csv}), ExitDone);
    const Run run = program.run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"-m"_s, u"amazon"_s, u"--json"_s});
    COMPARE_CODE(run, ExitDone);
    QCOMPARE(run.json().value(u"marketplaces").toArray().size(), 2);
    COMPARE_CODE(program.run({u"optimize"_s, u"-m"_s, u"ebay"_s, u"--budget"_s, u"1"_s}), ExitWrongUsage);
}

QTEST_GUILESS_MAIN(TestOptimizeCommand)
#include "tst_optimizecommand.moc"
