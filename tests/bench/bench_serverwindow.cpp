// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window on BENCH_ROWS products that receives 2,000 more a second by its webhook for BENCH_SECONDS while its
// catalog is open and scrolled: how long the GUI thread is away from its events. The window is a process of its own.

#include "app/application.h"
#include "services/importing/importer.h"
#include "tests/bench/benchsupport.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/sentproducts.h"
#include "tests/bench/windowwatch.h"
#include "ui/mainwindow.h"
#include "ui/style/theme.h"

#include <QLoggingCategory>

#include <cstdio>
#include <thread>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int productsPerSecond = 2000;

/** The child: shows the window and sends it products of so many a request. Prints what was measured. */
int showWindow(int argc, char **argv, const QString &url, int products)
{
    constexpr int settling = 1500; // ms
    const quint16 port = freePort();
    const QTemporaryDir folder;
    qputenv("LISTWRIGHT_DATA_FOLDER", folder.path().toUtf8());
    qputenv("LISTWRIGHT_SERVER", "yes");
    qputenv("LISTWRIGHT_LISTEN", "127.0.0.1:" + QByteArray::number(port));
    qputenv("LISTWRIGHT_WEBHOOK_SECRET", sentSecret);
    QApplication qtApplication(argc, argv);
    QLoggingCategory::setFilterRules(u"listwright.*=false"_s); // a line for each request otherwise
    Settings settings(folder.filePath(u"settings.ini"_s));
    const Theme theme(qtApplication, settings);
    Application application(settings);
    if (const auto opened = application.open(url, false); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    MainWindow window(application.services());
    auto *view = window.findChild<QAbstractItemView *>(u"catalogTableView"_s);
    if (!view)
        qFatal("there is no catalog table");
    window.show();

    Heartbeat heartbeat;
    Scrolling scrolling(view);
    std::jthread sending;
    LoadResult result;
    const auto finish = [&] {
        heartbeat.stop();
        std::printf("%f %f %f %f %lld %lld\n", result.rate() * products, heartbeat.worst(), heartbeat.percentile(0.99),
                    heartbeat.ownPercentile(0.99), static_cast<long long>(result.answered),
                    static_cast<long long>(result.refused + result.lost + result.otherwise));
        QCoreApplication::quit();
    };
    QTimer::singleShot(settling, &window, [&] {
        heartbeat.start();
        scrolling.start();
        sending = std::jthread([&] {
            qint64 next = 0;
            LoadOrder order;
            order.port = port;
            order.connections = 32;
            order.seconds = qEnvironmentVariable("BENCH_SECONDS", u"10"_s).toDouble();
            order.perSecond = static_cast<double>(productsPerSecond) / products;
            order.request = [&](qint64, const QByteArray &) {
                return webhookRequest(std::exchange(next, next + products), products, true);
            };
            result = load(order);
            QMetaObject::invokeMethod(&window, finish, Qt::QueuedConnection);
        });
    });
    return QCoreApplication::exec();
}

void reportWindow(const QString &url, int products)
{
    const QList<double> values = measure({u"--show"_s, url, QString::number(products)});
    const QString how = u"requests of %1"_s.arg(products);
    reportLeast(u"taken meanwhile, "_s + how, values.value(0), u"products/s"_s, 0.95 * productsPerSecond);
    reportValue(u"  not answered by 200"_s, values.value(5), u"requests"_s, 0);
    reportValue(u"  p99 of the pauses"_s, values.value(2), u"ms"_s, 16);
    std::printf("    longest pause %.1f ms; p99 of what the GUI thread itself worked %.1f ms\n", values.value(1),
                values.value(3));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 3 && qstrcmp(argv[1], "--show") == 0)
        return showWindow(argc, argv, QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toInt());
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString url = u"sqlite:"_s + folder.filePath(u"full.db"_s);
    {
        const auto storage = open(*StorageLocation::parse(url));
        const auto preview = previewImport(catalogFile(folder, rows(), 0), {}, u"EUR"_s);
        if (!preview || !runImport(*storage, preview->plan, folder.path()))
            qFatal("the import failed");
        storage->waitForIndexes();
    }
    reportWindow(url, 100);
    reportWindow(url, 10);
    return exitCode();
}
