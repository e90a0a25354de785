// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/answerstream.h"

#include <utility>

namespace listwright {

void AnswerStream::write(const QByteArray &bytes)
{
    std::unique_lock lock(m_mutex);
    if (m_ended || m_tooMuch)
        return;
    m_pending += bytes;
    if (m_wake && m_pending.size() + m_unsent > m_mostUnread) {
        m_tooMuch = true;
        m_pending.clear();
    }
    wake(std::move(lock));
}

void AnswerStream::end()
{
    std::unique_lock lock(m_mutex);
    m_ended = true;
    wake(std::move(lock));
}

void AnswerStream::begin(qint64 mostUnread, std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_mostUnread = mostUnread;
    m_wake = std::move(wake);
}

AnswerStream::Taken AnswerStream::take()
{
    const std::lock_guard lock(m_mutex);
    m_woken = false;
    m_unsent += m_pending.size();
    return {std::exchange(m_pending, {}), m_ended, m_tooMuch};
}

void AnswerStream::setUnsent(qint64 bytes)
{
    const std::lock_guard lock(m_mutex);
    m_unsent = bytes;
}

/** Once until it is taken: a row of small pieces is sent together. */
void AnswerStream::wake(std::unique_lock<std::mutex> lock)
{
    if (!m_wake || std::exchange(m_woken, true))
        return;
    const std::function<void()> wake = m_wake;
    lock.unlock();
    wake();
}

} // namespace listwright
