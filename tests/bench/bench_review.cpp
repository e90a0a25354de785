// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window while language models work: how soon the review page paints its list with 50,000 open proposals and
// with 50, and how long the GUI thread is away from its events while 32 jobs at once ask a service that takes 200 ms
// and the catalog's table, being scrolled, shows the products' states change. Each window is a process of its own.

#include "app/application.h"
#include "services/importing/importer.h"
#include "services/optimizing/optimization.h"
#include "services/storage/proposalrepository.h"
#include "tests/bench/benchsupport.h"
#include "tests/bench/windowwatch.h"
#include "tests/support/chatstub.h"
#include "ui/mainwindow.h"
#include "ui/review/reviewpage.h"
#include "ui/style/theme.h"

#include <QLoggingCategory>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int fewProposals = 50;
constexpr int latency = 200; // ms
constexpr int concurrency = 32;

int proposals()
{
    const int given = qEnvironmentVariableIntValue("BENCH_PROPOSALS");
    return given > 0 ? given : 50'000;
}
int jobs()
{
    const int given = qEnvironmentVariableIntValue("BENCH_JOBS");
    return given > 0 ? given : 2000;
}

void fail(const Error &error)
{
    qFatal("%s %s", qPrintable(error.message), qPrintable(error.detail));
}

/** The window on a catalog, with settings of its own. */
struct Window
{
    Window(int &argc, char **argv, const QString &url, const QProcessEnvironment &environment)
        : qtApplication(argc, argv)
        , settings(folder.filePath(u"settings.ini"_s), environment)
        , theme(qtApplication, settings)
        , application(settings)
    {
        if (const auto opened = application.open(url, false); !opened)
            fail(opened.error());
        window = std::make_unique<MainWindow>(application.services());
        window->resize(1400, 900);
    }

    QAbstractItemView *view(const QString &name) const
    {
        auto *found = window->findChild<QAbstractItemView *>(name);
        if (!found)
            qFatal("there is no %s", qPrintable(name));
        return found;
    }

    QTemporaryDir folder;
    QApplication qtApplication;
    Settings settings;
    Theme theme;
    Application application;
    std::unique_ptr<MainWindow> window;
};

/** Waits in the event loop until `done`, asked after each paint. */
void runUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    look.start(5);
    loop.exec();
}

/** The page of the window, whose list is read when the window starts; and a page made at this moment. */
int showReview(int argc, char **argv)
{
    Window of(argc, argv, QString::fromLocal8Bit(argv[2]), QProcessEnvironment());
    of.window->show();
    QTimer::singleShot(2000, of.window.get(), [&] {
        PaintWatch shown(of.view(u"proposalsListView"_s), true);
        of.window->showPage(PageId::Review);
        runUntil([&] { return shown.seconds() >= 0; });
        QElapsedTimer making;
        making.start();
        ReviewPage page(of.window->services());
        page.resize(1400, 900);
        const double made = static_cast<double>(making.nsecsElapsed()) / 1e9;
        PaintWatch fresh(page.findChild<QAbstractItemView *>(u"proposalsListView"_s), true);
        page.show();
        runUntil([&] { return fresh.seconds() >= 0; });
        std::printf("%f %f\n", shown.seconds(), made + fresh.seconds());
        QCoreApplication::exit(); // without asking whether jobs may be left
    });
    return QApplication::exec();
}

void order(Storage &storage)
{
    OptimizationOrder order;
    order.task = {.provider = u"custom"_s,
                  .model = u"stub"_s,
                  .strongModel = {},
                  .language = u"en"_s,
                  .parts = {OptimizePart::Title}};
    order.marketplaces = {u"ebay"_s};
    if (const auto bulk = orderOptimization(storage, RulePacks::load(), order); !bulk)
        fail(bulk.error());
}

/** Scrolls the catalog until the jobs are done; without jobs, as long as they would take. */
int showJobs(int argc, char **argv)
{
    const bool works = qstrcmp(argv[4], "works") == 0;
    QProcessEnvironment environment;
    environment.insert(u"LISTWRIGHT_AI_PROVIDER"_s, u"custom"_s);
    environment.insert(u"LISTWRIGHT_AI_MODEL"_s, u"stub"_s);
    environment.insert(u"LISTWRIGHT_AI_BASE_URL"_s, QString::fromLocal8Bit(argv[3]));
    environment.insert(u"LISTWRIGHT_AI_CACHE_HOURS"_s, u"0"_s);
    environment.insert(u"LISTWRIGHT_AI_CONCURRENCY"_s, QString::number(concurrency));
    Window of(argc, argv, QString::fromLocal8Bit(argv[2]), environment);
    of.window->show();
    auto *table = of.view(u"catalogTableView"_s);
    Heartbeat heartbeat;
    Scrolling scrolling(table);
    int changes = 0;
    QObject::connect(table->model(), &QAbstractItemModel::dataChanged, of.window.get(), [&changes] { ++changes; });
    QTimer::singleShot(2000, of.window.get(), [&] {
        heartbeat.start();
        scrolling.start();
        std::atomic<bool> done = false;
        std::jthread waiting([&] {
            Storage *storage = of.application.services().storage;
            if (works) {
                order(*storage);
                for (qint64 left = 1; left > 0;) {
                    const auto counts =
                        storage->read([](Database &database) { return JobRepository(database).counts(); }).result();
                    left = counts ? counts->pending + counts->running : 0;
                    pause(std::chrono::milliseconds(200));
                }
            } else {
                pause(std::chrono::milliseconds(latency) * jobs() / concurrency);
            }
            done = true;
        });
        runUntil([&] { return done.load(); });
        heartbeat.stop();
        std::printf("%f %f %f %d\n", heartbeat.percentile(0.99), heartbeat.worst(), heartbeat.ownPercentile(0.99),
                    changes);
        QCoreApplication::exit(); // without asking whether jobs may be left
    });
    return QApplication::exec();
}

void fill(Storage &storage, const QTemporaryDir &folder, int products)
{
    const auto preview = previewImport(catalogFile(folder, products, 0), {}, u"EUR"_s);
    if (!preview)
        fail(preview.error());
    if (const auto imported = runImport(storage, preview->plan, folder.path()); !imported)
        fail(imported.error());
}

/** One for each product, with a title, a description and bullet points as long as usual. */
void propose(Storage &storage, int count)
{
    const QString sentence = u"A lamp with a foot of oak that shines warm and bright where you want it to. "_s;
    for (int first = 1; first <= count; first += 5000) {
        const auto added =
            storage
                .write([&sentence, first, count](Database &database) {
                    QList<Proposal> some;
                    for (int id = first; id < std::min(first + 5000, count + 1); ++id) {
                        Proposal proposal;
                        proposal.productId = id;
                        proposal.marketplace = u"amazon"_s;
                        proposal.origin = u"rules/2"_s;
                        proposal.createdAt = QDateTime::currentDateTimeUtc();
                        proposal.scoreBefore = 40;
                        proposal.scoreAfter = 70;
                        proposal.fields = {
                            {ProductField::TitleOptimized, {}, sentence.left(70), {u"Names the brand."_s}},
                            {ProductField::DescriptionOptimized, {}, sentence.repeated(8), {u"Cleaned."_s}},
                            {ProductField::BulletPoints, {}, u"[\"Oak\",\"Warm\"]"_s, {u"Taken from the list."_s}}};
                        some.append(proposal);
                    }
                    return ProposalRepository(database).add(some);
                })
                .result();
        if (!added)
            fail(added.error());
    }
}

void benchOpening(const QTemporaryDir &folder)
{
    const QString many = u"sqlite:"_s + folder.filePath(u"many.db"_s);
    const QString few = u"sqlite:"_s + folder.filePath(u"few.db"_s);
    for (const auto &[url, count] : {std::pair(many, proposals()), std::pair(few, fewProposals)}) {
        const auto storage = open(*StorageLocation::parse(url));
        fill(*storage, folder, proposals());
        storage->waitForIndexes();
        propose(*storage, count);
    }
    measure({u"--review"_s, few}); // brings libraries and fonts into memory
    const QList<double> baseline = measure({u"--review"_s, few});
    const QList<double> full = measure({u"--review"_s, many});
    const QString name = u"%1 open proposals: list painted, %2"_s;
    const QString shown = name.arg(proposals()).arg(u"page shown"_s);
    const QString made = name.arg(proposals()).arg(u"page made"_s);
    report(shown, full.value(0), baseline.value(0), 0.3 / baseline.value(0));
    report(made, full.value(1), baseline.value(1), 0.3 / baseline.value(1));
    std::printf("  (the limits are 0.3 s; the baseline is the same with %d proposals)\n", fewProposals);
}

void benchPauses(const QTemporaryDir &folder)
{
    const test::ChatStub stub{std::chrono::milliseconds(latency)};
    const QString url = u"sqlite:"_s + folder.filePath(u"jobs.db"_s);
    fill(*open(*StorageLocation::parse(url)), folder, jobs());
    const QList<double> idle = measure({u"--jobs"_s, url, stub.baseUrl(), u"idle"_s});
    const QList<double> busy = measure({u"--jobs"_s, url, stub.baseUrl(), u"works"_s});
    if (stub.questions() != jobs() || busy.value(3) < 10)
        qFatal("%d questions, %.0f changes shown", stub.questions(), busy.value(3));
    reportValue(u"p99 of the pauses while %1 jobs run, 32 at once"_s.arg(jobs()), busy.value(0), u"ms"_s, 16);
    std::printf("  (longest %.2f ms; own work in them: p99 %.2f ms; %.0f times the table changed)\n"
                "  (scrolling alone: p99 %.2f ms, longest %.2f ms, own work p99 %.2f ms)\n",
                busy.value(1), busy.value(2), busy.value(3), idle.value(0), idle.value(1), idle.value(2));
}

} // namespace

int main(int argc, char **argv)
{
    QLoggingCategory::setFilterRules(u"listwright.*=false"_s);
    if (argc > 2 && qstrcmp(argv[1], "--review") == 0)
        return showReview(argc, argv);
    if (argc > 4 && qstrcmp(argv[1], "--jobs") == 0)
        return showJobs(argc, argv);
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    benchOpening(folder);
    benchPauses(folder);
    return exitCode();
}
