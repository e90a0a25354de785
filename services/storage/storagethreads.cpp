// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/storagethreads.h"

#include <QLoggingCategory>

#include <libpq-fe.h>
#include <sqlite3.h>

#include <future>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(threadsLog, "listwright.storage")

constexpr std::chrono::seconds tryServerEvery{2};
constexpr std::chrono::milliseconds patienceInAHurry{100};
constexpr std::chrono::milliseconds patienceAtTheEnd{1000}; // for each piece of work that is still to be done

struct FreeCancel
{
    void operator()(PGcancel *cancel) const { PQfreeCancel(cancel); }
};

// Asks the server to end the running statement until it has: a request that arrives before the statement is lost.
class PostgresCanceller
{
public:
    PostgresCanceller(PGconn *connection, const std::stop_token &stop)
        : m_cancel(PQgetCancel(connection))
        , m_callback(std::in_place, stop, [this] { m_thread = std::thread([this] { run(); }); })
    {
    }
    ~PostgresCanceller()
    {
        m_callback.reset(); // waits for a callback that runs right now
        {
            const std::lock_guard lock(m_mutex);
            m_done = true;
        }
        m_wake.notify_one();
        if (m_thread.joinable())
            m_thread.join();
    }
    PostgresCanceller(const PostgresCanceller &) = delete;
    PostgresCanceller &operator=(const PostgresCanceller &) = delete;

private:
    void run()
    {
        constexpr std::chrono::milliseconds interval{50};
        std::unique_lock lock(m_mutex);
        while (!m_done) {
            char error[256];
            PQcancel(m_cancel.get(), error, sizeof error);
            m_wake.wait_for(lock, interval, [this] { return m_done; });
        }
    }

    std::unique_ptr<PGcancel, FreeCancel> m_cancel;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_done = false;
    std::thread m_thread;
    std::optional<std::stop_callback<std::function<void()>>> m_callback;
};

// Ends the statement that runs when the stop is requested, on either database.
class Interruption
{
public:
    Interruption(Database &database, const std::stop_token &stop) : m_sqlite(database.sqliteHandle()), m_stop(stop)
    {
        if (!stop.stop_possible())
            return;
        if (m_sqlite) {
            constexpr int instructions = 2000; // between two looks at the token; far below a millisecond
            sqlite3_progress_handler(
                m_sqlite, instructions,
                [](void *self) { return static_cast<Interruption *>(self)->m_stop.stop_requested() ? 1 : 0; }, this);
        } else if (PGconn *connection = database.postgresHandle()) {
            m_postgres.emplace(connection, stop);
        }
    }
    ~Interruption()
    {
        if (m_sqlite)
            sqlite3_progress_handler(m_sqlite, 0, nullptr, nullptr);
    }
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

private:
    sqlite3 *m_sqlite;
    std::stop_token m_stop;
    std::optional<PostgresCanceller> m_postgres;
};

} // namespace

StorageThreads::StorageThreads(StorageLocation location, Database::Access access, Hooks hooks)
    : m_location(std::move(location)), m_access(access), m_hooks(std::move(hooks))
{
}

StorageThreads::~StorageThreads()
{
    close(false);
}

Result<void> StorageThreads::start(int count)
{
    Result<void> result;
    for (int i = 0; i < count; ++i) {
        std::promise<Result<void>> opened;
        std::future<Result<void>> outcome = opened.get_future();
        m_threads.emplace_back([this, promise = std::move(opened)]() mutable { run(std::move(promise)); });
        result = outcome.get();
        if (!result) {
            close(false);
            return result;
        }
    }
    return result;
}

void StorageThreads::post(Task task, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back({std::move(task), std::move(stop)});
    }
    m_wake.notify_one();
}

void StorageThreads::postIdle(Task task, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        m_idleQueue.push_back({std::move(task), std::move(stop)});
    }
    m_wake.notify_one();
}

void StorageThreads::waitForPosted()
{
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_queue.empty() && m_working == 0; });
}

void StorageThreads::waitForIdle()
{
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_queue.empty() && m_idleQueue.empty() && m_working + m_idling == 0; });
}

void StorageThreads::close(bool finishQueued)
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_idleQueue.clear();
        m_finishQueued = m_finishQueued && finishQueued;
    }
    m_wake.notify_all();
    {
        const std::lock_guard lock(m_lockMutex);
        m_endsSoon = true;
    }
    m_hurry.notify_all();
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
    m_threads.clear();
}

void StorageThreads::setHurried(bool hurried)
{
    {
        const std::lock_guard lock(m_lockMutex);
        m_hurried = hurried;
    }
    m_hurry.notify_all();
}

std::chrono::milliseconds StorageThreads::lockPatience() const
{
    if (m_hurried)
        return std::min(m_hooks.lockPatience, patienceInAHurry);
    return m_endsSoon ? std::min(m_hooks.lockPatience, patienceAtTheEnd) : m_hooks.lockPatience;
}

/** Called by SQLite again and again until the lock is there; false gives up. */
bool StorageThreads::waitForLock(int attempt)
{
    constexpr int mostDoublings = 6;
    const auto now = std::chrono::steady_clock::now();
    std::unique_lock lock(m_lockMutex);
    if (attempt == 0)
        m_lockedSince = now;
    if (now >= m_lockedSince + lockPatience())
        return false;
    const std::chrono::milliseconds pause(1 << std::min(attempt, mostDoublings));
    m_hurry.wait_for(lock, pause);
    return true;
}

/** SQLite's own waiting cannot be cut short. */
void StorageThreads::watchLock(Database &database)
{
    if (m_access != Database::Access::ReadWrite || database.sqliteHandle() == nullptr)
        return;
    sqlite3_busy_handler(
        database.sqliteHandle(),
        [](void *self, int attempt) { return static_cast<StorageThreads *>(self)->waitForLock(attempt) ? 1 : 0; },
        this);
}

void StorageThreads::run(std::promise<Result<void>> opened)
{
    auto database = Database::open(m_location, m_access);
    Result<void> ready = database ? Result<void>() : Result<void>(failure(database.error()));
    if (ready)
        watchLock(**database);
    if (ready && m_hooks.opened)
        ready = m_hooks.opened(**database);
    const bool usable = ready.has_value();
    opened.set_value(std::move(ready));
    if (!usable)
        return;

    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto somethingToDo = [this] { return m_closing || !m_queue.empty() || !m_idleQueue.empty(); };
        if ((*database)->isUsable()) {
            m_wake.wait(lock, somethingToDo);
        } else if (!m_wake.wait_for(lock, tryServerEvery, somethingToDo)) {
            lock.unlock();
            tryReconnect(**database);
            lock.lock();
            continue;
        }
        if (m_queue.empty() && m_idleQueue.empty())
            return;
        const bool posted = !m_queue.empty();
        std::deque<Work> &queue = posted ? m_queue : m_idleQueue;
        Work work = std::move(queue.front());
        queue.pop_front();
        int &hands = posted ? m_working : m_idling;
        ++hands;
        const bool giveUp = m_closing && !m_finishQueued;
        lock.unlock();
        if (giveUp)
            (*database)->setUnusable({ErrorCode::Cancelled, tr("The database is being closed."), {}, {}});
        perform(**database, work);
        work = {}; // what the task holds goes before the next wait
        lock.lock();
        --hands;
        m_done.notify_all();
    }
}

/** What a task does with its result may fail as well, for want of memory. */
void StorageThreads::runTask(Database &database, Task &task)
{
    try {
        task(database);
    } catch (const std::exception &exception) {
        qCCritical(threadsLog) << "A task failed:" << exception.what();
    }
}

void StorageThreads::perform(Database &database, Work &work)
{
    if (work.stop.stop_requested()) {
        const bool usable = database.isUsable();
        const Error reason = database.unusableReason();
        database.setUnusable({ErrorCode::Cancelled, tr("Cancelled."), {}, {}});
        runTask(database, work.task);
        usable ? database.setUsable() : database.setUnusable(reason);
        return;
    }
    if (!database.isUsable() && database.unusableReason().code == ErrorCode::Disconnected)
        tryReconnect(database);
    {
        const Interruption interruption(database, work.stop);
        runTask(database, work.task);
    }
    if (m_hooks.worked)
        m_hooks.worked(database);
    checkConnection(database);
}

void StorageThreads::checkConnection(Database &database)
{
    if (!database.isUsable() || database.isConnected())
        return;
    qCWarning(threadsLog) << "The database server is away";
    database.setUnusable({ErrorCode::Disconnected, tr("The database server cannot be reached."), {}, {}});
    if (m_hooks.connectionChanged)
        m_hooks.connectionChanged(false, database.unusableReason());
}

void StorageThreads::tryReconnect(Database &database)
{
    if (!database.reconnect())
        return;
    if (m_hooks.opened) {
        if (auto opened = m_hooks.opened(database); !opened) {
            database.setUnusable(opened.error());
            return;
        }
    }
    qCInfo(threadsLog) << "The database server is back";
    if (m_hooks.connectionChanged)
        m_hooks.connectionChanged(true, {});
}

} // namespace listwright
