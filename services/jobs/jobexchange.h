// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/heldjobs.h"

namespace listwright {

/** How a job that ended is written back. */
struct JobSettlement
{
    enum class Kind { Complete, Fail, Release, Cancel };

    Kind kind = Kind::Complete;
    QString jobKind{};
    JobHold hold{};
    JobOutcome outcome{};                               ///< of Complete
    JobError error{};                                   ///< of Fail
    std::optional<std::chrono::milliseconds> retryIn{}; ///< of Fail and Release
    /** Where `outcome.store` fails: the pause before another attempt, for errors that are transient. */
    std::chrono::milliseconds pause{};
};

/** With these kinds and hosts at their limits there was less to begin than asked for. */
struct DryQueue
{
    QStringList fullKinds;
    QStringList fullHosts;
    /** Whether those are full now as well, so that looking again is useless. */
    bool holdsFor(const ClaimRoom &room) const;
};

/** What is exchanged with the queue in one go: results against new work. */
struct JobOrder
{
    std::vector<JobSettlement> settlements{};
    ClaimRoom room{};
    JobRepository::Claim claim{};    ///< count and full ones follow from the room
    std::optional<DryQueue> known{}; ///< from an earlier look
};

struct JobEnd
{
    QString kind;
    JobState state = JobState::Completed; ///< or failed or cancelled
};

struct JobDelivery
{
    QList<Job> jobs;
    std::optional<DryQueue> dry; ///< found now
    QList<JobEnd> ends{};        ///< of the results, those after which nothing is tried again
};

/**
 * Writes results back and begins new jobs, in one transaction where nothing stands against it: a commit costs as much
 * as many jobs. A result that cannot be stored fails its own job only. An error means that nothing was done, or that
 * nobody knows, and that all of it may be tried again: results are fenced.
 */
Result<JobDelivery> exchangeJobs(Database &database, const JobOrder &order);

} // namespace listwright
