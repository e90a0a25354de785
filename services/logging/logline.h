// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/logging/logging.h"

#include <QByteArray>
#include <QDateTime>

namespace listwright {

struct LogEntry
{
    QDateTime time; ///< UTC
    LogLevel level = LogLevel::Info;
    QString category;
    QString message; ///< may carry logFields()
    QString thread;  ///< its name, or its number
};

/** One line of JSON with its line end, secrets removed, a message of more than 16,000 characters cut. */
QByteArray toLogLine(const LogEntry &entry);

/** Says that lines are missing here. */
QByteArray lostLinesLine(qint64 count);

/** "listwright: warning: message" for a terminal, secrets removed, without fields and control characters. */
QByteArray toTerminalLine(const LogEntry &entry);

} // namespace listwright
