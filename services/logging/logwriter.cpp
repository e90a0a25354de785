// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logwriter.h"

#include "services/logging/logline.h"

namespace listwright {

LogWriter::LogWriter(std::unique_ptr<LogFile> file, size_t maximumLines)
    : m_file(std::move(file)), m_path(m_file->path()), m_maximumLines(maximumLines), m_thread([this] { work(); })
{
}

LogWriter::~LogWriter()
{
    {
        const std::lock_guard guard(m_mutex);
        m_ending = true;
    }
    m_filled.notify_one();
    m_thread.join();
}

void LogWriter::append(QByteArray line)
{
    {
        const std::lock_guard guard(m_mutex);
        if (m_queue.size() >= m_maximumLines) {
            ++m_overflowed;
            return;
        }
        m_queue.push_back(std::move(line));
    }
    m_filled.notify_one();
}

bool LogWriter::flush(std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    return m_written.wait_for(lock, limit, [this] { return m_queue.empty() && !m_busy; });
}

void LogWriter::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_filled.wait(lock, [this] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const std::deque<QByteArray> lines = std::exchange(m_queue, {});
        const qint64 overflowed = std::exchange(m_overflowed, 0);
        m_busy = true;
        lock.unlock();
        write(lines, overflowed);
        lock.lock();
        m_busy = false;
        m_written.notify_all();
    }
}

void LogWriter::write(const std::deque<QByteArray> &lines, qint64 overflowed)
{
    m_lost += overflowed;
    for (const QByteArray &line : lines) {
        if (m_lost > 0 && m_file->append(lostLinesLine(m_lost)))
            m_lost = 0;
        if (!m_file->append(line))
            ++m_lost;
    }
}

} // namespace listwright
