// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/storagelocation.h"

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <latch>
#include <thread>

struct pg_conn;

namespace listwright {

/**
 * Hears from all who share a PostgreSQL server that something happened there, and tells them, by LISTEN and NOTIFY on a
 * connection and in a thread of its own. A lost connection is made again; what was told meanwhile counts as told then.
 * Does nothing on SQLite, where one process works.
 */
class ServerSignal
{
public:
    /** What it is about, a bit each, as those who tell and hear have agreed. */
    using Topics = quint32;
    static constexpr Topics allTopics = ~Topics{0};

    /**
     * `woken` is called in the thread of the signal, for what others told, and with all topics when listening begins.
     */
    ServerSignal(StorageLocation location, const char *channel, std::function<void(Topics topics)> woken);
    /** Tells first what is still to be told. */
    ~ServerSignal();
    ServerSignal(const ServerSignal &) = delete;
    ServerSignal &operator=(const ServerSignal &) = delete;

    /** Waits until it listens, or cannot now. What others tell from then on is heard. */
    void waitUntilListening();
    /** Tells the others, not itself, a few times a second at most. From any thread, without waiting. */
    void tell(Topics topics = 1);

private:
    using Clock = std::chrono::steady_clock;

    void run();
    pg_conn *connect();
    void listen(pg_conn *connection);
    bool tellNow(pg_conn *connection);
    Topics takeTold(pg_conn *connection) const;
    void wake();
    void noteTried();
    bool waitFor(int socket, short events, int milliseconds);

    StorageLocation m_location;
    const char *m_channel;
    std::function<void(Topics)> m_woken;
    std::atomic<bool> m_ending{false};
    std::atomic<Topics> m_toTell{0};
    std::latch m_tried{1};
    bool m_hasTried = false;           // the thread's
    Clock::time_point m_told{};        // the thread's
    std::array<int, 2> m_pipe{-1, -1}; // ends a wait
    std::thread m_thread;
};

} // namespace listwright
