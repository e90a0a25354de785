// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window on BENCH_ROWS products against the same window on an empty catalog: how much later its rows are
// painted, how much more memory it keeps, and how long the GUI thread is away from its events while an import runs and
// the table is scrolled. Each window is a process of its own.

#include "app/application.h"
#include "services/importing/importer.h"
#include "tests/bench/benchsupport.h"
#include "ui/mainwindow.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QScrollBar>

#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

// Tells when the watched widget was first painted with something to show.
class PaintWatch : public QObject
{
public:
    PaintWatch(QAbstractItemView *view, bool wantsRows) : m_view(view), m_wantsRows(wantsRows)
    {
        m_timer.start();
        qApp->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::Paint || m_seconds >= 0)
            return false;
        const QAbstractItemModel *model = m_view->model();
        const bool rows = model && model->rowCount() > 0 && !model->index(0, 0).data().toString().isEmpty();
        if (!m_wantsRows || (rows && m_view->isVisible()))
            m_seconds = static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
        return false;
    }
    double seconds() const { return m_seconds; }

private:
    QAbstractItemView *m_view;
    bool m_wantsRows;
    QElapsedTimer m_timer;
    double m_seconds = -1;
};

// How long the turns of the event loop last in which something was done, in ms.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        qApp->installEventFilter(this);
        connect(&m_tick, &QTimer::timeout, this, [this] {
            if (std::exchange(m_busy, false))
                m_pauses.push_back(static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
            m_timer.restart();
        });
    }
    bool eventFilter(QObject *receiver, QEvent *) override
    {
        m_busy = m_busy || receiver != &m_tick;
        return false;
    }
    void start()
    {
        m_timer.start();
        m_tick.start(0);
    }
    void stop() { m_tick.stop(); }
    double worst() const { return *std::max_element(m_pauses.begin(), m_pauses.end()); }
    double percentile(double share)
    {
        std::sort(m_pauses.begin(), m_pauses.end());
        return m_pauses.at(static_cast<std::size_t>(share * static_cast<double>(m_pauses.size() - 1)));
    }

private:
    QTimer m_tick;
    QElapsedTimer m_timer;
    bool m_busy = false;
    std::vector<double> m_pauses;
};

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
    QTimer scroll;
    int step = 0;
    QObject::connect(&scroll, &QTimer::timeout, &window, [&] {
        QScrollBar *bar = view->verticalScrollBar();
        bar->setValue(bar->maximum() > 0 ? (step++ * 37) % bar->maximum() : 0);
    });
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
            scroll.start(16);
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

QList<double> measure(const QStringList &arguments)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), arguments);
    if (!child.waitForFinished(-1) || child.exitCode() != 0)
        qFatal("the window failed");
    QList<double> values;
    for (const QByteArray &value : child.readAllStandardOutput().simplified().split(' '))
        values.append(value.toDouble());
    return values;
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
