// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

namespace listwright {

/** From chatty to silent; a level lets itself and everything after it through. */
enum class LogLevel { Debug, Info, Warning, Error };

/** "debug", "info", "warning" or "error", in any case; nothing else. */
std::optional<LogLevel> logLevelFromName(const QString &name);
QString logLevelName(LogLevel level);

struct LoggingOptions
{
    QString folder; ///< made with mode 0700; the present file is listwright.log
    LogLevel level = LogLevel::Info;
    bool mirrorToStderr = false;     ///< warnings and worse, one plain line each, for the command line
    qint64 maximumBytes = 5'000'000; ///< of one file; then it becomes listwright.1.log
    int files = 5;                   ///< kept in all
};

/**
 * Sends everything logged through Qt's categories to a file of JSON lines:
 *   {"time":"2026-01-31T12:00:00.000Z","level":"info","category":"listwright.storage","message":"…","thread":"writer",
 *    "fields":{…}}
 * Passwords, tokens and keys are removed first (see redacted()). Callers never wait for the disk: a thread of its own
 * writes, and what does not fit in its queue or on the disk is counted and reported in the next line that can be
 * written. Call once, before other threads start; from any thread thereafter. Where the folder cannot be written,
 * warnings and worse go to stderr, the first of which is the returned error: the program can go on.
 */
Result<void> installLogging(const LoggingOptions &options);

/** Writes what is queued and gives messages back to Qt's own handler. */
void shutDownLogging();

/** Changes the level while running, e.g. when the setting changes. Call from the GUI thread. */
void setLogLevel(LogLevel level);

/** The present file; empty before installLogging(). For "Show log" and bug reports. */
QString currentLogFile();

} // namespace listwright
