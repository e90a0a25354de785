// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>
#include <QString>

namespace listwright {

/**
 * A file that lines are appended to and that turns over when it is full: name.log, name.1.log (younger) … Several
 * processes may write to one: each line is one write() in append mode, and one that was turned over by another process
 * is noticed. Not safe for several threads.
 */
class LogFile
{
    Q_DECLARE_TR_FUNCTIONS(LogFile)

public:
    LogFile(QString folder, qint64 maximumBytes, int files);
    ~LogFile();
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    Result<void> open();
    /** Appends the line with its line end whole or not at all. False when it could not, e.g. on a full disk. */
    bool append(const QByteArray &line);

    QString path() const { return path(0); }
    QString path(int age) const;

private:
    bool reopen();
    void close();
    /** Whether the open file is still the one at path(); also takes its size, as other processes write to it too. */
    bool isCurrent();
    void turnOver();

    QString m_folder;
    qint64 m_maximumBytes;
    int m_files;
    int m_descriptor = -1;
    qint64 m_size = 0;
};

} // namespace listwright
