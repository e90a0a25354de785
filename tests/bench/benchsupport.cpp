// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/benchsupport.h"

#include <QCoreApplication>
#include <QFile>

#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace listwright::bench {

using namespace Qt::StringLiterals;

namespace {

int missed = 0;

void line(const QString &name, const QString &value, bool kept)
{
    missed += kept ? 0 : 1;
    std::printf("%-52s %s%s\n", qPrintable(name), qPrintable(value), kept ? "" : "  MISSED");
    std::fflush(stdout);
}

} // namespace

qint64 rows()
{
    return qEnvironmentVariable("BENCH_ROWS", u"1000000"_s).toLongLong();
}

double run(const QString &program, const QStringList &arguments, const QString &standardOutput)
{
    QProcess process;
    process.setProcessChannelMode(standardOutput.isEmpty() ? QProcess::MergedChannels
                                                           : QProcess::ForwardedErrorChannel);
    if (!standardOutput.isEmpty())
        process.setStandardOutputFile(standardOutput);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process.readAll().constData());
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

QList<double> measure(const QStringList &arguments)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), arguments);
    if (!child.waitForFinished(-1) || child.exitCode() != 0)
        qFatal("%s failed", qPrintable(arguments.value(0)));
    QList<double> values;
    for (const QByteArray &value : child.readAllStandardOutput().simplified().split(' '))
        values.append(value.toDouble());
    return values;
}

void pause(std::chrono::milliseconds duration)
{
    std::mutex mutex;
    std::condition_variable nobody;
    std::unique_lock lock(mutex);
    nobody.wait_for(lock, duration);
}

QString catalogFile(const QTemporaryDir &folder, qint64 rows, qint64 first)
{
    const QString file = folder.filePath(u"catalog-%1-%2.csv"_s.arg(rows).arg(first));
    if (!QFile::exists(file))
        run(QCoreApplication::applicationDirPath() + u"/makecatalog"_s, {QString::number(rows), QString::number(first)},
            file);
    return file;
}

double memory(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &row : status.readAll().split('\n')) {
        if (row.startsWith(QByteArray(name + ':')))
            return row.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return -1;
}

void report(const QString &name, double seconds, double baseline, double limit)
{
    const double ratio = seconds / baseline;
    line(name,
         u"%1 s = %2 x baseline %3 s (limit %4 x)"_s.arg(seconds, 8, 'f', 2)
             .arg(ratio, 0, 'f', 2)
             .arg(baseline, 0, 'f', 2)
             .arg(limit),
         ratio <= limit);
}

void reportValue(const QString &name, double value, const QString &unit, double limit)
{
    line(name, u"%1 %2 (limit %3)"_s.arg(value, 8, 'f', 2).arg(unit).arg(limit), value <= limit);
}

void reportLeast(const QString &name, double value, const QString &unit, double limit)
{
    line(name, u"%1 %2 (at least %3)"_s.arg(value, 8, 'f', 2).arg(unit).arg(limit), value >= limit);
}

int exitCode()
{
    return missed == 0 ? 0 : 1;
}

std::unique_ptr<Storage> open(const StorageLocation &location)
{
    Storage::Options options;
    options.location = location;
    options.automaticBackups = false;
    auto storage = Storage::open(options);
    if (!storage)
        qFatal("%s %s", qPrintable(storage.error().message), qPrintable(storage.error().detail));
    return std::move(*storage);
}

QString freshDatabase(const QString &server, const QString &name)
{
    const auto psql = [&](const QString &command) {
        run(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, server, u"-c"_s, command});
    };
    psql(u"DROP DATABASE IF EXISTS "_s + name);
    psql(u"CREATE DATABASE "_s + name);
    return server.left(server.lastIndexOf(u'/') + 1) + name;
}

} // namespace listwright::bench
