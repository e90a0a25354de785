// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/jobrunner.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace listwright {

/** Why the work of a job was asked to end. */
enum class EndReason { None, Cancelled, TimedOut, Lost, Ending };

/** A job that this process has begun. */
struct HeldJob
{
    using TimePoint = std::chrono::steady_clock::time_point;

    Job job;
    JobKind kind;
    std::chrono::seconds timeLimit{};
    std::stop_source stop{};
    EndReason endReason = EndReason::None;
    bool working = false; ///< else it waits for a thread
    TimePoint begun{};
    TimePoint leaseEnd{};
    std::atomic<int> progress{0};
    int writtenProgress = 0;

    JobHold hold() const { return JobHold::of(job); }
};

struct FinishedJob
{
    std::shared_ptr<HeldJob> held;
    Result<JobOutcome> outcome;
};

/** How many more jobs may be begun: altogether, and of the kinds and hosts that have a limit. */
struct ClaimRoom
{
    int total = 0;
    QHash<QString, int> kinds{};
    QHash<QString, int> hosts{};
};

/**
 * The jobs this process has begun: those that wait for a thread, those that are worked on, and those that ended and are
 * to be written back. Thread-safe; it is where the threads of a JobRunner meet.
 */
class HeldJobs
{
public:
    using TimePoint = HeldJob::TimePoint;

    HeldJobs(int workers, const QList<JobKind> &kinds, const QHash<QString, int> &hostLimits);

    // For the thread that talks to the database.
    void add(const QList<Job> &jobs, TimePoint leaseEnd);
    ClaimRoom room() const;
    std::vector<FinishedJob> takeFinished();
    QList<JobHold> holds() const; ///< of all that were not taken as finished
    void setLeaseEnd(const QList<JobHold> &holds, TimePoint leaseEnd);
    QList<std::pair<JobHold, int>> takeProgress(); ///< what moved since the last call
    bool isEmpty() const;
    /** Until something ended or wake() was called; true when woken. */
    bool waitForChange(TimePoint until);

    // For the threads that work.
    /** Waits for a job that the limits let begin; null once closed. */
    std::shared_ptr<HeldJob> take();
    void finish(const std::shared_ptr<HeldJob> &held, Result<JobOutcome> outcome);

    // Any thread.
    void wake();
    void interrupt(const QList<qint64> &ids, EndReason reason);
    void setHostLimit(const QString &host, int limit);
    /** How many jobs may be worked on at once; those above that number end as they would have. */
    void setWorkers(int workers);
    /** Interrupts everything; nothing can be taken any more. */
    void close();
    /** Ends the work of jobs that are over their time or whose lease runs out, until the stop is requested. */
    void watch(const std::stop_token &stop);

private:
    using Held = std::shared_ptr<HeldJob>;
    int ahead() const;
    int working(const std::function<bool(const HeldJob &)> &which) const;
    bool mayBegin(const HeldJob &held) const;
    TimePoint timeOf(const HeldJob &held) const;
    EndReason overdue(const HeldJob &held, TimePoint now) const;
    /** Notes the reason; the stop to be requested once the lock is let go. */
    void interruptHeld(const std::function<EndReason(const HeldJob &)> &reason);

    QHash<QString, JobKind> m_kinds;
    mutable std::mutex m_mutex;
    int m_workers;
    QHash<QString, int> m_hostLimits;
    std::condition_variable m_forWorkers;
    std::condition_variable m_changed;
    std::condition_variable_any m_deadlines;
    std::deque<Held> m_waiting;
    QList<Held> m_working;
    std::vector<FinishedJob> m_finished;
    bool m_woken = false;
    bool m_deadlinesChanged = false;
    bool m_closed = false;
    QHash<QString, double> m_meanMilliseconds; // of the latest jobs' work, by kind
};

} // namespace listwright
