// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <mutex>

namespace listwright {

/**
 * The body of an answer that is written bit by bit, for as long as its client stays. The connection keeps it once the
 * answer is sent; who writes keeps a weak_ptr to it, which ends with the client. Thread-safe; nothing blocks.
 */
class AnswerStream
{
public:
    /** What a client does not read in time is not kept for it: it is cut off. */
    void write(const QByteArray &bytes);
    /** What was written is still sent, then the answer is over. */
    void end();

    /** For the connection, from here on. `wake` is called when there is something to take(), from any thread. */
    void begin(qint64 mostUnread, std::function<void()> wake);
    struct Taken
    {
        QByteArray bytes{};
        bool ended = false;
        bool tooMuch = false; ///< the client has left more than it may
    };
    Taken take();
    /** How much of what was taken the client's system has not got yet. */
    void setUnsent(qint64 bytes);

private:
    void wake(std::unique_lock<std::mutex> lock);

    std::mutex m_mutex;
    QByteArray m_pending;
    qint64 m_unsent = 0;
    qint64 m_mostUnread = 0;
    bool m_ended = false;
    bool m_tooMuch = false;
    bool m_woken = false; ///< until it is taken
    std::function<void()> m_wake;
};

} // namespace listwright
