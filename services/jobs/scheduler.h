// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/schedulerepository.h"

#include <QCoreApplication>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace listwright {

class Storage;

struct SchedulerOptions
{
    std::function<QDateTime()> now{}; ///< nothing = the database's clock
    std::function<double()> random{}; ///< from 0 to 1, for the jitter; nothing = the usual
};

/**
 * Adds a job whenever a schedule is due. Runs that were missed are made up for by one; a run whose last one still waits
 * or runs is left out. Any number of machines may schedule on one database: each run is added once.
 */
class Scheduler
{
    Q_DECLARE_TR_FUNCTIONS(Scheduler)

public:
    explicit Scheduler(Storage &storage, SchedulerOptions options = {});
    ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    /** Checks rule and time zone, and sets the next run. Blocks. */
    Result<void> set(Schedule schedule);
    Result<void> remove(const QString &name);
    /** How many jobs were added. Blocks. */
    Result<int> runDue();

    /** From now on by itself, in a thread of its own, which calls `added` after adding jobs. */
    void start(std::function<void()> added);
    void stop();

private:
    void run(const std::stop_token &stop);
    std::chrono::milliseconds untilNext();

    Storage &m_storage;
    SchedulerOptions m_options;
    std::function<void()> m_added;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_woken = false;
    std::jthread m_thread;
};

} // namespace listwright
