// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"
#include "services/storage/storagelocation.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stop_token>
#include <thread>

namespace listwright {

/**
 * Threads with a connection each that take work from one queue in order. A lost connection is opened again: at once
 * for the next piece of work, which is told the reason when that fails, and every few seconds while there is none.
 */
class StorageThreads
{
    Q_DECLARE_TR_FUNCTIONS(Storage)

public:
    using Task = std::function<void(Database &)>;

    struct Hooks
    {
        std::function<Result<void>(Database &)> opened{}; ///< in the thread, after each (re)connection
        std::function<void(Database &)> worked{};         ///< in the thread, after each task
        std::function<void(bool connected, const Error &)> connectionChanged{};
        std::chrono::milliseconds lockPatience{5000}; ///< for another program's lock of an SQLite file
    };

    StorageThreads(StorageLocation location, Database::Access access, Hooks hooks);
    ~StorageThreads();

    /** Opens the connections; the first error closes all again. Blocks. */
    Result<void> start(int count);
    void post(Task task, std::stop_token stop = {});
    /** Work for when there is no other; dropped by close(). */
    void postIdle(Task task, std::stop_token stop);
    /** Waits until all posted work is done. */
    void waitForPosted();
    /** Idle work as well. */
    void waitForIdle();
    /** Ends the threads. Queued work is done first, or told Cancelled. */
    void close(bool finishQueued);
    /** Hardly waits for another program's lock of an SQLite file. */
    void setHurried(bool hurried);

private:
    struct Work
    {
        Task task;
        std::stop_token stop;
    };

    void run(std::promise<Result<void>> opened);
    void perform(Database &database, Work &work);
    static void runTask(Database &database, Task &task);
    void watchLock(Database &database);
    bool waitForLock(int attempt);
    std::chrono::milliseconds lockPatience() const;
    void checkConnection(Database &database);
    void tryReconnect(Database &database);

    StorageLocation m_location;
    Database::Access m_access;
    Hooks m_hooks;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::deque<Work> m_queue;
    std::deque<Work> m_idleQueue;
    int m_working = 0; // threads with posted work in their hands
    int m_idling = 0;  // with idle work
    bool m_closing = false;
    bool m_finishQueued = true;
    std::mutex m_lockMutex; // of what waits for another program's lock
    std::condition_variable m_hurry;
    bool m_hurried = false;
    bool m_endsSoon = false;
    std::chrono::steady_clock::time_point m_lockedSince{}; // in the thread that writes
    std::vector<std::thread> m_threads;
};

} // namespace listwright
