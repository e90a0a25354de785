// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/rulesrun.h"

#include "services/optimizing/rulejobs.h"
#include "services/storage/jobrepository.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct RulesRun
{
    Q_DECLARE_TR_FUNCTIONS(OptimizeCommand)
};

/** Nobody would wait for jobs that may not begin. */
Result<void> checkNotPaused(Storage &storage)
{
    const auto paused = storage.read([](Database &database) { return JobRepository(database).paused(); }).result();
    if (!paused)
        return failure(paused.error());
    if (paused->contains(JobScope()) || paused->contains(JobScope{.kind = u"rules"_s}))
        return failure(ErrorCode::Busy,
                       RulesRun::tr("Jobs are paused. “listwright jobs resume --all”, or “--kind rules”, lets them go "
                                    "on."));
    return {};
}

Error firstFailure(Storage &storage, qint64 bulkJobId)
{
    const JobFilter filter{.states = {JobState::Failed}, .bulkJobId = bulkJobId, .limit = 1};
    const auto failed =
        storage.read([filter](Database &database) { return JobRepository(database).list(filter); }).result();
    if (!failed || failed->isEmpty() || failed->first().errors.isEmpty())
        return failed ? Error{ErrorCode::Internal, RulesRun::tr("It failed."), {}, {}} : failed.error();
    const JobError &error = failed->first().errors.last();
    return {error.code, error.message, {}, {}};
}

} // namespace

Result<OptimizeSummary> runRules(CommandContext &context, Storage &storage, const OptimizeRequest &request)
{
    const auto bulk = checkNotPaused(storage).and_then([&] { return orderByRules(storage, request, context.stop()); });
    if (!bulk)
        return failure(bulk.error());
    const auto read = [&storage, id = *bulk] {
        return storage.read([id](Database &database) { return ruleOrderState(database, id); }).result();
    };
    JobRunnerOptions options;
    options.bulkJobId = *bulk; // what else waits was not ordered here
    JobRunner runner(storage, {ruleJobs(context.rulePacks())}, options);
    runner.start();
    runner.waitForBulk(*bulk, context.stop(), [&] {
        if (const auto present = read())
            context.console().progress(
                RulesRun::tr("%L1 of %L2 products").arg(present->summary.products).arg(present->summary.total));
    });
    runner.stop();
    const auto state = read();
    if (!state)
        return failure(state.error());
    if (state->bulk.counts.failed > 0)
        return tl::unexpected(firstFailure(storage, *bulk));
    OptimizeSummary summary = state->summary;
    summary.cancelled = summary.cancelled || !state->bulk.isFinished();
    return summary;
}

} // namespace listwright
