// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/logging/logfile.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace listwright {

/**
 * Takes lines from any thread and writes them in the order of arrival in a thread of its own. append() never waits for
 * the disk: when the queue is full the line is dropped and counted.
 */
class LogWriter
{
public:
    /** The file has been opened. `maximumLines` bounds the queue. */
    explicit LogWriter(std::unique_ptr<LogFile> file, size_t maximumLines = 10'000);
    /** Writes what is queued. */
    ~LogWriter();
    LogWriter(const LogWriter &) = delete;
    LogWriter &operator=(const LogWriter &) = delete;

    void append(QByteArray line);
    /** Waits until everything queued so far is written or `limit` is over; false then. */
    bool flush(std::chrono::milliseconds limit);
    QString path() const { return m_path; }

private:
    void work();
    /** Writes the lines, and before them how many were lost, once something can be written again. */
    void write(const std::deque<QByteArray> &lines, qint64 overflowed);

    const std::unique_ptr<LogFile> m_file;
    const QString m_path;
    const size_t m_maximumLines;
    qint64 m_lost = 0; // of the writing thread alone

    std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable m_written;
    std::deque<QByteArray> m_queue;
    qint64 m_overflowed = 0;
    bool m_busy = false;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace listwright
