// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/jobexchange.h"

#include <QCoreApplication>

#include <thread>

namespace listwright {

/**
 * The thread of a JobRunner that talks to the database: writes results back, begins new jobs as threads get free,
 * renews leases, and takes over what others left behind. Waits for the database, so that nobody else has to.
 */
class JobDispatcher
{
    Q_DECLARE_TR_FUNCTIONS(JobDispatcher)

public:
    JobDispatcher(Storage &storage, HeldJobs &held, QList<JobKind> kinds, JobRunnerOptions options,
                  std::function<void()> changed);
    ~JobDispatcher();

    /** Writes back what ended, once the held jobs are closed, and ends the thread. */
    void finish();
    /** Grows as jobs begin and end. */
    quint64 steps();
    /** Until there are other steps than the ones seen; false when the dispatcher has finished. */
    bool waitForProgress(quint64 seen, std::chrono::milliseconds longest, const std::stop_token &stop);

private:
    using TimePoint = HeldJob::TimePoint;

    void run();
    void look(TimePoint now, bool woken);
    void exchange(bool mayClaim, TimePoint now);
    void delivered(const JobDelivery &delivery, TimePoint leaseEnd);
    void endCancelled();
    void keepUp(TimePoint now);
    Result<void> renewLeases(TimePoint now);
    void writeProgress();
    void removeFinished();
    JobSettlement settlement(FinishedJob finished) const;
    void sayChanged(TimePoint now);
    TimePoint nextStep(TimePoint now) const;
    bool isFinishing();
    /** Waits for the database; logs and counts what goes wrong. */
    template <class Work>
    auto inDatabase(Work work);

    Storage &m_storage;
    HeldJobs &m_held;
    QList<JobKind> m_kinds;
    JobRunnerOptions m_options;
    std::function<void()> m_emitChanged;
    QString m_owner;

    std::vector<JobSettlement> m_unsettled;
    std::optional<DryQueue> m_dry; // until something wakes it or it is time to look again
    TimePoint m_nextLook{};
    TimePoint m_nextRenewal{};
    TimePoint m_nextProgress{};
    TimePoint m_nextRecovery{};
    TimePoint m_nextRemoval{};
    TimePoint m_nextSaying{};
    bool m_somethingChanged = false;
    bool m_othersEnded = false; // what an earlier process left has been taken from it
    bool m_lookedForDue = false;
    int m_failures = 0; // of the database, one after the other

    std::mutex m_mutex;
    std::condition_variable_any m_progressed;
    quint64 m_steps = 0;
    bool m_finishing = false;
    bool m_finished = false;
    std::thread m_thread;
};

} // namespace listwright
