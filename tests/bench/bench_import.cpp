// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Import of BENCH_ROWS rows against sqlite3's .import of the same file into a bare WAL table with the same unique
// index, and against COPY into a bare PostgreSQL table. Each import is a process of its own ("--import"), so that its
// peak memory can be told.

#include "services/importing/importer.h"
#include "tests/bench/benchsupport.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <thread>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

const QString columns =
    u"source_id,sku,gtin,title,description,brand,category,condition,price,currency,quantity,image"_s;

// The child: imports the file until its products can be found, and says how long that took.
int importFile(const QString &url, const QString &file)
{
    const auto storage = open(*StorageLocation::parse(url));
    const auto preview = previewImport(file, {}, u"EUR"_s);
    if (!preview)
        qFatal("%s", qPrintable(preview.error().message));
    QElapsedTimer timer;
    timer.start();
    double firstRows = -1;
    const auto summary =
        runImport(*storage, preview->plan, QFileInfo(file).absolutePath(), [&](const ImportStatus &status) {
            if (firstRows < 0 && status.job.created + status.job.unchanged > 0)
                firstRows = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        });
    if (!summary)
        qFatal("%s %s", qPrintable(summary.error().message), qPrintable(summary.error().detail));
    storage->waitForSearchIndex();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    std::printf("%f %f %f %lld %lld %lld\n", seconds, firstRows, memory("VmHWM"),
                static_cast<long long>(summary->job.created), static_cast<long long>(summary->job.unchanged),
                static_cast<long long>(summary->job.rejected));
    return 0;
}

struct Imported
{
    double seconds = 0;
    double firstRows = 0;
    double peak = 0;
    qint64 created = 0;
    qint64 unchanged = 0;
};

Imported import(const QString &url, const QString &file)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {u"--import"_s, url, file});
    if (!child.waitForFinished(-1) || child.exitCode() != 0)
        qFatal("the import failed");
    const QList<QByteArray> values = child.readAllStandardOutput().simplified().split(' ');
    return {values.value(0).toDouble(), values.value(1).toDouble(), values.value(2).toDouble(),
            values.value(3).toLongLong(), values.value(4).toLongLong()};
}

double sqliteBaseline(const QTemporaryDir &folder, const QString &file)
{
    const QString database = folder.filePath(u"bare.db"_s);
    run(u"sqlite3"_s,
        {database,
         u"PRAGMA journal_mode=WAL; CREATE TABLE t(%1); CREATE UNIQUE INDEX u ON t(source_id);"_s.arg(columns)});
    const double seconds = run(u"sqlite3"_s, {database, u".import --csv --skip 1 %1 t"_s.arg(file)});
    QFile::remove(database);
    return seconds;
}

void benchSqlite(const QTemporaryDir &folder)
{
    const QString file = catalogFile(folder, rows(), 0);
    const QString others = catalogFile(folder, rows(), 100000000);
    const double baseline = sqliteBaseline(folder, file);
    const QString url = u"sqlite:"_s + folder.filePath(u"catalog.db"_s);
    const Imported first = import(url, file);
    if (first.created != rows())
        qFatal("%lld products of %lld", static_cast<long long>(first.created), static_cast<long long>(rows()));
    report(u"import into an empty catalog, searchable"_s, first.seconds, baseline, 3);
    reportValue(u"  first rows after"_s, first.firstRows, u"s"_s, 1);
    reportValue(u"  peak memory"_s, first.peak, u"MB"_s, 250);
    const Imported again = import(url, file);
    if (again.unchanged != rows())
        qFatal("%lld unchanged of %lld", static_cast<long long>(again.unchanged), static_cast<long long>(rows()));
    report(u"the same file again, all unchanged"_s, again.seconds, baseline, 1.2);
    reportValue(u"  peak memory"_s, again.peak, u"MB"_s, 250);
    const Imported more = import(url, others);
    report(u"as many others onto them"_s, more.seconds, baseline, 5);
    reportValue(u"  peak memory"_s, more.peak, u"MB"_s, 250);
}

void psql(const QString &url, const QString &command)
{
    run(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, url, u"-c"_s, command});
}

void benchPostgres(const QTemporaryDir &folder, const QString &server)
{
    const QString file = catalogFile(folder, rows(), 0);
    psql(server, u"DROP DATABASE IF EXISTS bench_listwright"_s);
    psql(server, u"CREATE DATABASE bench_listwright"_s);
    const QString url = server.left(server.lastIndexOf(u'/')) + u"/bench_listwright"_s;
    psql(url, u"CREATE TABLE bare (%1 text); CREATE UNIQUE INDEX bare_u ON bare (source_id)"_s.arg(
                  QString(columns).replace(u","_s, u" text, "_s)));
    const double baseline = run(u"psql"_s, {u"-q"_s, url, u"-c"_s, u"\\copy bare FROM '%1' CSV HEADER"_s.arg(file)});
    psql(url, u"DROP TABLE bare"_s);
    const Imported first = import(url, file);
    report(u"PostgreSQL: import into an empty catalog, searchable"_s, first.seconds, baseline, 6);
    reportValue(u"  peak memory of the program"_s, first.peak, u"MB"_s, 250);
    psql(server, u"DROP DATABASE bench_listwright"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--import")
        return importFile(arguments.value(2), arguments.value(3));
    const QTemporaryDir folder;
    std::printf("%lld rows, %u cores\n", static_cast<long long>(rows()), std::thread::hardware_concurrency());
    benchSqlite(folder);
    const QString server = qEnvironmentVariable("LISTWRIGHT_TEST_POSTGRES");
    if (server.isEmpty())
        std::printf("PostgreSQL: SKIP, LISTWRIGHT_TEST_POSTGRES is not set\n");
    else
        benchPostgres(folder, server);
    return exitCode();
}
