// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/jobrunner.h"
#include "services/optimizing/optimizerun.h"

namespace listwright {

/**
 * Queues the improvement of many products by the built-in rules, some hundred products a job; all of it or nothing. The
 * bulk job's number. Blocks.
 */
Result<qint64> orderByRules(Storage &storage, const OptimizeRequest &request, const std::stop_token &stop = {});

/** How far such an order is. */
struct RuleOrderState
{
    BulkJob bulk;
    OptimizeSummary summary; ///< of the jobs that are completed
};
Result<RuleOrderState> ruleOrderState(Database &database, qint64 bulkJobId);

/**
 * The kind of job "rules". All proposals of a job are stored in the transaction that completes it, so that each product
 * gets one however often the job was begun.
 */
JobKind ruleJobs(RulePacks packs);

} // namespace listwright
