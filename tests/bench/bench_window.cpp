// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window on BENCH_ROWS products against the same window on an empty catalog: how much later its rows are
// painted, how much more memory it keeps, and how long the GUI thread is away from its events while an import runs and
// the table is scrolled. Each window is a process of its own.

#include "app/application.h"
#include "services/importing/importer.h"
#include "tests/bench/benchsupport.h"
#include "tests/bench/windowwatch.h"
#include "ui/mainwindow.h"
#include "ui/style/theme.h"

#include <cstdio>
#include <thread>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

int showWindow(int argc, char **argv, const QString &url, const QString &importFile, bool wantsRows)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication qtApplication(argc, argv);
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.ini"_s));
    const Theme theme(qtApplication, settings);
    Application application(settings);
    if (const auto opened = application.open(url, false); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    MainWindow window(application.services());
    auto *view = window.findChild<QAbstractItemView *>(u"catalogTableView"_s);
    if (!view)
        qFatal("there is no catalog table");
    PaintWatch watch(view, wantsRows);
    const double before = static_cast<double>(sinceStart.nsecsElapsed()) / 1e9;
    window.show();

    Heartbeat heartbeat;
    std::jthread importing;
    Scrolling scrolling(view);
    Storage *storage = application.services().storage;
    const auto finish = [&] {
        heartbeat.stop();
        std::printf("%f %f", before + watch.seconds(), memory("VmRSS"));
        if (!importFile.isEmpty())
            std::printf(" %f %f", heartbeat.worst(), heartbeat.percentile(0.99));
        std::printf("\n");
        QCoreApplication::quit();
    };
    if (importFile.isEmpty()) {
        QTimer::singleShot(6000, &window, finish); // the whole order and the counts have come by then
    } else {
        QTimer::singleShot(1500, &window, [&] {
            heartbeat.start();
            scrolling.start();
            importing = std::jthread([&, storage] {
                const auto preview = previewImport(importFile, {}, u"EUR"_s);
                const auto summary = runImport(*storage, preview->plan, folder.path());
                if (!summary)
                    qFatal("%s", qPrintable(summary.error().message));
                QMetaObject::invokeMethod(&window, finish, Qt::QueuedConnection);
            });
        });
    }
    return QCoreApplication::exec();
}

void reportStart(const QList<double> &bare, const QList<double> &filled, const QString &state)
{
    const double millions = static_cast<double>(rows()) / 1e6;
    reportValue(u"painted later than on an empty catalog, "_s + state, filled.value(0) - bare.value(0), u"s"_s, 0.5);
    reportValue(u"more memory than on an empty catalog, "_s + state, filled.value(1) - bare.value(1), u"MB"_s,
                60 + std::max(0.0, millions - 1) * 8);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 3 && qstrcmp(argv[1], "--show") == 0)
        return showWindow(argc, argv, QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[4]),
                          qstrcmp(argv[3], "rows") == 0);
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString file = catalogFile(folder, rows(), 0);
    const QString full = u"sqlite:"_s + folder.filePath(u"full.db"_s);
    const QString empty = u"sqlite:"_s + folder.filePath(u"empty.db"_s);
    {
        const auto storage = open(*StorageLocation::parse(full));
        const auto preview = previewImport(file, {}, u"EUR"_s);
        if (!runImport(*storage, preview->plan, folder.path()))
            qFatal("the import failed");
    }
    measure({u"--show"_s, empty, u"none"_s, {}}); // brings libraries and fonts into memory
    const QList<double> bare = measure({u"--show"_s, empty, u"none"_s, {}});
    reportStart(bare, measure({u"--show"_s, full, u"rows"_s, {}}), u"indexes being made"_s);
    open(*StorageLocation::parse(full))->waitForIndexes();
    reportStart(bare, measure({u"--show"_s, full, u"rows"_s, {}}), u"indexes made"_s);
    const QList<double> busy = measure({u"--show"_s, empty, u"none"_s, file});
    reportValue(u"longest pause while importing and scrolling"_s, busy.value(2), u"ms"_s, 50);
    reportValue(u"p99 of the pauses"_s, busy.value(3), u"ms"_s, 16);
    return exitCode();
}
