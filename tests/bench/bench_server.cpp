// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `listwright serve` against the peer of tests/bench/peer, each in processes of its own on a new database of the same
// kind and durability, asked by the same client one after the other: products by the webhook, many at once and one by
// one; a thousand connections; pages of BENCH_ROWS products. BENCH_SECONDS is how long each of them is asked,
// BENCH_PARTS what is measured, BENCH_PEER_WORKERS the numbers of processes of the tuned peer that are tried.

#include "services/importing/importer.h"
#include "tests/bench/benchsupport.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/sentproducts.h"
#include "tests/bench/serverprocess.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

#include <array>
#include <cstdio>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int manyProducts = 100; // of one request
constexpr int senders = 8;
constexpr int pageSize = 100;

double seconds()
{
    return qEnvironmentVariable("BENCH_SECONDS", u"5"_s).toDouble();
}

/** Numbers of processes. */
QList<int> peerWorkers()
{
    const QString usual = u"1,%1,%2"_s.arg(QThread::idealThreadCount()).arg(2 * QThread::idealThreadCount());
    QList<int> numbers;
    for (const QString &number : qEnvironmentVariable("BENCH_PEER_WORKERS", usual).split(u','))
        numbers.append(number.toInt());
    return numbers;
}

/** Makes a database's URL anew for each server. */
using Databases = std::function<QString(const QString &name)>;

/** Sends products that were not sent before. */
class Sender
{
public:
    explicit Sender(const ServerProcess &server) : m_server(server) {}

    LoadResult send(int products, int connections, bool keep, double forSeconds, double perSecond = 0)
    {
        LoadOrder order;
        order.port = m_server.port();
        order.connections = connections;
        order.keepConnections = keep;
        order.seconds = forSeconds;
        order.perSecond = perSecond;
        order.request = [&](qint64, const QByteArray &) {
            const qint64 first = m_next;
            m_next += products;
            return webhookRequest(first, products, keep);
        };
        return load(order);
    }
    void warmUp()
    {
        send(1, senders, true, 0.3);
        send(manyProducts, 1, true, 0.3);
    }

private:
    const ServerProcess &m_server;
    qint64 m_next = 0;
};

/** What a server managed in a second. */
struct Speeds
{
    double products = 0; ///< in requests of a hundred
    double kept = 0;     ///< requests of one product on kept connections
    double fresh = 0;    ///< and on new ones
};

void complain(const QString &who, const LoadResult &result)
{
    if (!result.isWhole())
        std::printf("    %s: %lld refused, %lld lost, %lld with another status: %s\n", qPrintable(who),
                    static_cast<long long>(result.refused), static_cast<long long>(result.lost),
                    static_cast<long long>(result.otherwise), result.last.left(300).constData());
}

Speeds speedsOf(const ServerProcess &server, const QString &who)
{
    Sender sender(server);
    sender.warmUp();
    Speeds speeds;
    const double before = server.processorTime();
    const LoadResult many = sender.send(manyProducts, senders, true, seconds());
    const double used = server.processorTime() - before;
    const LoadResult kept = sender.send(1, senders, true, seconds());
    const double usedKept = server.processorTime() - before - used;
    const LoadResult fresh = sender.send(1, senders, false, seconds());
    for (const LoadResult *result : {&many, &kept, &fresh})
        complain(who, *result);
    speeds.products = many.rate() * manyProducts;
    speeds.kept = kept.rate();
    speeds.fresh = fresh.rate();
    std::printf(
        "    %-22s %8.0f products/s by %d, %8.0f and %8.0f requests/s kept and new, p99 %.1f, %.1f and %.1f ms, "
        "%.0f%% and %.0f%% of a processor\n",
        qPrintable(who), speeds.products, manyProducts, speeds.kept, speeds.fresh, many.percentile(0.99),
        kept.percentile(0.99), fresh.percentile(0.99), 100 * used / many.seconds, 100 * usedKept / kept.seconds);
    std::fflush(stdout);
    return speeds;
}

/** The best of each with any number of processes. */
Speeds tunedSpeeds(const Databases &databases)
{
    Speeds best;
    for (const int workers : peerWorkers()) {
        const auto server = ServerProcess::peer(PeerMode::Tuned, workers, databases(u"tuned%1"_s.arg(workers)));
        const Speeds speeds = speedsOf(*server, u"tuned, %1 processes"_s.arg(workers));
        best.products = std::max(best.products, speeds.products);
        best.kept = std::max(best.kept, speeds.kept);
        best.fresh = std::max(best.fresh, speeds.fresh);
    }
    return best;
}

void reportTimes(const QString &name, double measured, double baseline, double limit)
{
    reportLeast(name, measured / baseline, u"times %1 = %2"_s.arg(baseline, 0, 'f', 0).arg(measured, 0, 'f', 0), limit);
}

void benchWebhook(const QString &kind, const Databases &databases, double overFaithful, double overTuned)
{
    Speeds faithful;
    {
        const auto server = ServerProcess::peer(PeerMode::Faithful, 1, databases(u"faithful"_s));
        faithful = speedsOf(*server, u"faithful"_s);
    }
    const Speeds tuned = tunedSpeeds(databases);
    const auto server = ServerProcess::listwright(databases(u"listwright"_s));
    const Speeds ours = speedsOf(*server, u"Listwright"_s);
    reportTimes(kind + u": products/s by 100, faithful peer"_s, ours.products, faithful.products, overFaithful);
    reportTimes(kind + u": products/s by 100, tuned peer"_s, ours.products, tuned.products, overTuned);
    reportTimes(kind + u": requests/s, 8 kept, faithful peer"_s, ours.kept, faithful.kept, 100);
    reportTimes(kind + u": requests/s, 8 kept, tuned peer"_s, ours.kept, tuned.kept, 40);
    reportTimes(kind + u": requests/s, new each, faithful peer"_s, ours.fresh, faithful.fresh, 50);
    reportTimes(kind + u": requests/s, new each, tuned peer"_s, ours.fresh, tuned.fresh, 20);
}

void reportCrowd(const QString &how, const LoadResult &result, double baseline)
{
    complain(u"Listwright"_s, result);
    std::printf("    %lld requests answered, %.0f a second\n", static_cast<long long>(result.answered), result.rate());
    reportValue(u"1,000 connections, %1: not answered by 200"_s.arg(how),
                static_cast<double>(result.refused + result.lost + result.otherwise), u"requests"_s, 0);
    reportValue(u"  p99 against the tuned peer's at 32, %1 ms"_s.arg(baseline, 0, 'f', 1),
                result.percentile(0.99) / baseline, u"x = %1 ms"_s.arg(result.percentile(0.99), 0, 'f', 1), 0.25);
}

/** As many as can be answered, and as many as the peer manages. */
void benchCrowd(const Databases &databases)
{
    constexpr int fewer = 32;
    constexpr int crowd = 1000;
    constexpr double mostMemory = 150; // MB
    double baseline = std::numeric_limits<double>::max();
    double rate = 0;
    for (const int workers : peerWorkers()) {
        const auto server = ServerProcess::peer(PeerMode::Tuned, workers, databases(u"crowd%1"_s.arg(workers)));
        Sender sender(*server);
        sender.warmUp();
        const LoadResult result = sender.send(1, fewer, true, seconds());
        complain(u"tuned"_s, result);
        std::printf("    tuned, %d processes, %d connections: %.0f requests/s, p99 %.1f ms\n", workers, fewer,
                    result.rate(), result.percentile(0.99));
        baseline = std::min(baseline, result.percentile(0.99));
        rate = std::max(rate, result.rate());
    }
    const auto server = ServerProcess::listwright(databases(u"crowd"_s));
    Sender sender(*server);
    sender.warmUp();
    reportCrowd(u"as fast as the peer"_s, sender.send(1, crowd, true, seconds(), rate), baseline);
    reportCrowd(u"each at once again"_s, sender.send(1, crowd, true, seconds()), baseline);
    reportCrowd(u"new each"_s, sender.send(1, crowd, false, seconds()), baseline);
    reportValue(u"  peak memory"_s, server->peakMemory(), u"MB"_s, mostMemory);
}

/** Rows a second, by several that each read page after page. */
double pages(const ServerProcess &server, const QString &who)
{
    LoadOrder order;
    order.port = server.port();
    order.connections = senders;
    order.seconds = seconds();
    order.request = [&](qint64, const QByteArray &last) {
        return pageRequest(server.key(), pageSize, nextCursor(last));
    };
    const LoadResult result = load(order);
    complain(who, result);
    std::printf("    %-22s %8.0f rows/s, p99 %.1f ms, %lld bytes a page\n", qPrintable(who), result.rate() * pageSize,
                result.percentile(0.99), static_cast<long long>(result.last.size()));
    std::fflush(stdout);
    return result.rate() * pageSize;
}

/** The last page against the first: one after the other, as a machine is not always as fast. */
void walk(const ServerProcess &server)
{
    constexpr double longest = 3600; // s
    constexpr int repeats = 400;
    LoadOrder order;
    order.port = server.port();
    order.seconds = longest;
    order.most = 10'000;
    QByteArray lastPage;
    order.request = [&](qint64, const QByteArray &last) {
        const QByteArray cursor = nextCursor(last);
        if (cursor.isEmpty() && !last.isEmpty())
            return QByteArray();
        lastPage = pageRequest(server.key(), pageSize, cursor);
        return lastPage;
    };
    const LoadResult walked = load(order);
    complain(u"Listwright"_s, walked);
    const QByteArray firstPage = pageRequest(server.key(), pageSize, {});
    order.most = repeats;
    order.request = [&](qint64 number, const QByteArray &) { return number % 2 == 0 ? firstPage : lastPage; };
    const LoadResult both = load(order);
    complain(u"Listwright"_s, both);
    std::array<LoadResult, 2> apart;
    for (std::size_t i = 0; i < both.latencies.size(); ++i)
        apart.at(i % 2).latencies.push_back(both.latencies[i]);
    const double first = apart[0].percentile(0.5);
    const double last = apart[1].percentile(0.5);
    reportValue(u"page %L1 against page 1, %2 ms"_s.arg(walked.answered).arg(first, 0, 'f', 2), last / first,
                u"x = %1 ms"_s.arg(last, 0, 'f', 2), 1.25);
}

void benchListing(const QTemporaryDir &folder)
{
    const QString file = catalogFile(folder, rows(), 0);
    const QString theirs = u"sqlite:"_s + folder.filePath(u"pages-peer.db"_s);
    const QString url = u"sqlite:"_s + folder.filePath(u"pages.db"_s);
    ServerProcess::fillPeer(theirs, file);
    {
        const auto storage = open(*StorageLocation::parse(url));
        const auto preview = previewImport(file, {}, u"EUR"_s);
        if (!preview || !runImport(*storage, preview->plan, folder.path()))
            qFatal("the import failed");
        storage->waitForIndexes();
    }
    const double faithful = pages(*ServerProcess::peer(PeerMode::Faithful, 1, theirs), u"faithful"_s);
    double tuned = 0;
    for (const int workers : peerWorkers())
        tuned = std::max(tuned, pages(*ServerProcess::peer(PeerMode::Tuned, workers, theirs),
                                      u"tuned, %1 processes"_s.arg(workers)));
    const auto server = ServerProcess::listwright(url);
    const double ours = pages(*server, u"Listwright"_s);
    const QString name = u"rows/s of %L1 products, %2 peer"_s.arg(rows());
    reportTimes(name.arg(u"faithful"_s), ours, faithful, 5);
    reportTimes(name.arg(u"tuned"_s), ours, tuned, 5);
    walk(*server);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"listwright.*=false"_s);
    if (!ServerProcess::hasPeer()) {
        std::printf("SKIP: the peer's packages are missing; scripts/setup.sh bench installs them\n");
        return 0;
    }
    const QTemporaryDir folder;
    const QStringList parts = qEnvironmentVariable("BENCH_PARTS", u"sqlite,postgresql,crowd,listing"_s).split(u',');
    const Databases sqlite = [&](const QString &name) -> QString {
        return u"sqlite:"_s + folder.filePath(name + u".db"_s);
    };
    if (parts.contains(u"sqlite"_s))
        benchWebhook(u"SQLite"_s, sqlite, 200, 8);
    const QString server = qEnvironmentVariable("LISTWRIGHT_TEST_POSTGRES");
    if (parts.contains(u"postgresql"_s) && server.isEmpty())
        std::printf("PostgreSQL: SKIP, LISTWRIGHT_TEST_POSTGRES is not set\n");
    else if (parts.contains(u"postgresql"_s))
        benchWebhook(
            u"PostgreSQL"_s, [&](const QString &name) { return freshDatabase(server, u"bench_"_s + name); }, 100, 5);
    if (parts.contains(u"crowd"_s))
        benchCrowd(sqlite);
    if (parts.contains(u"listing"_s))
        benchListing(folder);
    return exitCode();
}
