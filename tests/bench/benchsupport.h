// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/storage.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>

namespace listwright::bench {

/** BENCH_ROWS, 1,000,000 by default. */
qint64 rows();
/** Runs a program to its end; ends the bench with its output when it fails. Seconds it took. */
double run(const QString &program, const QStringList &arguments, const QString &standardOutput = {});
/** Runs this bench anew with other arguments, in a process of its own; the numbers it prints. */
QList<double> measure(const QStringList &arguments);
/** Lets other processes work. */
void pause(std::chrono::milliseconds duration);
/** makecatalog's file of that many rows, from the given number on. */
QString catalogFile(const QTemporaryDir &folder, qint64 rows, qint64 first);
/** A value of /proc/self/status in MB: "VmHWM" (peak) or "VmRSS". */
double memory(const QByteArray &name);

/** Prints "name  measured  = ratio x baseline (limit)"; remembers when the limit is missed. */
void report(const QString &name, double seconds, double baseline, double limit);
/** Prints "name  value unit (limit)"; remembers when it is missed. */
void reportValue(const QString &name, double value, const QString &unit, double limit);
/** The same for a value that must not be less. */
void reportLeast(const QString &name, double value, const QString &unit, double limit);
/** 0 when no limit was missed. */
int exitCode();

std::unique_ptr<Storage> open(const StorageLocation &location);
/** An empty database of that name on the PostgreSQL server; its URL. */
QString freshDatabase(const QString &server, const QString &name);

} // namespace listwright::bench
