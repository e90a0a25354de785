// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/storagelocation.h"

#include <array>
#include <atomic>
#include <functional>
#include <thread>

struct pg_conn;

namespace listwright {

/**
 * Tells when any machine has added jobs to the queue on a PostgreSQL server, or wants some cancelled, by NOTIFY on a
 * connection and in a thread of its own. A lost connection is made again; what was told meanwhile counts as told then.
 * Does nothing on SQLite, where one process works.
 */
class JobSignal
{
public:
    /** `woken` is called in the thread of the signal. */
    JobSignal(StorageLocation location, std::function<void()> woken);
    ~JobSignal();
    JobSignal(const JobSignal &) = delete;
    JobSignal &operator=(const JobSignal &) = delete;

private:
    void run();
    void listen(pg_conn *connection);
    bool waitFor(int socket, short events, int milliseconds);

    StorageLocation m_location;
    std::function<void()> m_woken;
    std::atomic<bool> m_ending{false};
    std::array<int, 2> m_pipe{-1, -1}; // ends a wait
    std::thread m_thread;
};

} // namespace listwright
