// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace listwright {

/** What a server has in hand, of all connections: the bytes of bodies and the requests that may yet be answered. */
class HeldRequests
{
public:
    /** One request that was handed over, until nobody can answer it any more. */
    class Request
    {
    public:
        /** Takes over what was reserved for its body. */
        Request(std::shared_ptr<HeldRequests> of, qint64 bytes) : m_of(std::move(of)), m_bytes(bytes) { m_of->enter(); }
        ~Request()
        {
            releaseBody();
            m_of->leave();
        }
        Request(const Request &) = delete;
        Request &operator=(const Request &) = delete;

        void releaseBody() { m_of->release(m_bytes.exchange(0)); }

    private:
        std::shared_ptr<HeldRequests> m_of;
        std::atomic<qint64> m_bytes;
    };

    explicit HeldRequests(qint64 mostBytes) : m_mostBytes(mostBytes) {}

    void reserve(qint64 bytes) { m_bytes += bytes; }
    void release(qint64 bytes) { m_bytes -= bytes; }
    bool isTooMuch() const { return m_bytes > m_mostBytes; }
    /** Until every request that was handed over was let go. Blocks. */
    void waitUntilNone()
    {
        std::unique_lock lock(m_mutex);
        m_none.wait(lock, [this] { return m_requests == 0; });
    }

private:
    void enter()
    {
        const std::lock_guard lock(m_mutex);
        ++m_requests;
    }
    void leave()
    {
        const std::lock_guard lock(m_mutex);
        if (--m_requests == 0)
            m_none.notify_all();
    }

    const qint64 m_mostBytes;
    std::atomic<qint64> m_bytes{0};
    std::mutex m_mutex;
    std::condition_variable m_none;
    qint64 m_requests = 0;
};

} // namespace listwright
