// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/jobkinds.h"
#include "services/jobs/scheduler.h"
#include "services/net/ratelimits.h"

#include <atomic>
#include <condition_variable>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Worker
{
    Q_DECLARE_TR_FUNCTIONS(WorkerCommand)
};

constexpr qint64 defaultConcurrency = 4;
constexpr qint64 mostConcurrency = 256;
constexpr qint64 defaultLease = 60; // seconds
constexpr std::chrono::seconds reportInterval{5};
constexpr std::chrono::seconds reopenInterval{3};

/** What this process has done so far. Its work counts from many threads. */
struct Tally
{
    std::atomic<qint64> done = 0;
    std::atomic<qint64> failed = 0;
    std::atomic<qint64> interrupted = 0;

    JobKind counting(JobKind kind)
    {
        kind.work = [this, work = std::move(kind.work)](const Job &job, JobContext &context) {
            auto outcome = work(job, context);
            if (outcome && outcome->putOff)
                return outcome;
            if (outcome)
                ++done;
            else if (context.stop().stop_requested())
                ++interrupted;
            else
                ++failed;
            return outcome;
        };
        return kind;
    }
    qint64 total() const { return done + failed + interrupted; }
    QJsonObject toJson() const
    {
        return {{u"done"_s, done.load()}, {u"failed"_s, failed.load()}, {u"interrupted"_s, interrupted.load()}};
    }
    QString text() const
    {
        return Worker::tr("%L1 done, %L2 failed, %L3 interrupted").arg(done).arg(failed).arg(interrupted);
    }
};

Result<JobRunnerOptions> runnerOptions(const CommandContext &context)
{
    const auto concurrency = context.number(u"concurrency"_s, 1);
    const auto lease = context.number(u"lease"_s, 1);
    if (!concurrency || !lease)
        return failure(!concurrency ? concurrency.error() : lease.error());
    JobRunnerOptions options;
    options.workers = static_cast<int>(std::min(mostConcurrency, concurrency->value_or(defaultConcurrency)));
    options.lease = std::chrono::seconds(std::min<qint64>(24 * 3600, lease->value_or(defaultLease)));
    return options;
}

/** Waits for a server that is away, so that a worker can be started before it or while it is being maintained. */
Result<std::unique_ptr<Storage>> openWhenThere(CommandContext &context)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    for (bool said = false;; said = true) {
        auto storage = context.openForChanging();
        if (storage || storage.error().code != ErrorCode::Disconnected)
            return storage;
        if (!said)
            context.console().note(
                Worker::tr("%1 It is tried again every few seconds; Ctrl-C ends.").arg(storage.error().message));
        std::unique_lock lock(mutex);
        wake.wait_for(lock, context.stop(), reopenInterval, [] { return false; });
        if (context.stop().stop_requested())
            return storage;
    }
}

/** Whether nothing runs or can begin any more, here and elsewhere. */
bool isQueueDone(Storage &storage)
{
    const auto left = storage.read([](Database &database) { return JobRepository(database).hasUnfinished(); }).result();
    return left && !*left;
}

/** How many wait although nothing runs, as they are paused; says so. */
qint64 reportPaused(CommandContext &context, Storage &storage)
{
    if (!context.isSet(u"until-done"_s) || context.stop().stop_requested())
        return 0;
    const auto counts = storage.read([](Database &database) { return JobRepository(database).counts(); }).result();
    const qint64 waiting = counts ? counts->pending : 0;
    if (waiting > 0)
        context.console().note(
            Worker::tr("%L1 job(s) are paused and still wait. “listwright jobs resume” lets them go on.").arg(waiting));
    return waiting;
}

/** Says now and then how far it got, until it is to stop or, with --until-done, the queue is. */
void reportUntilStopped(CommandContext &context, Storage &storage, const Tally &tally)
{
    const bool untilDone = context.isSet(u"until-done"_s);
    const std::chrono::milliseconds interval = untilDone ? std::chrono::milliseconds(200) : reportInterval;
    std::mutex mutex;
    std::condition_variable_any wake;
    qint64 said = 0;
    auto nextSaying = std::chrono::steady_clock::now() + reportInterval;
    while (!context.stop().stop_requested() && !(untilDone && isQueueDone(storage))) {
        std::unique_lock lock(mutex);
        wake.wait_for(lock, context.stop(), interval, [] { return false; });
        const auto now = std::chrono::steady_clock::now();
        if (tally.total() == said || now < nextSaying)
            continue;
        said = tally.total();
        nextSaying = now + reportInterval;
        if (!context.isSet(u"quiet"_s))
            context.console().note(tally.text());
    }
}

int runWorkerCommand(CommandContext &context)
{
    const auto options = runnerOptions(context);
    if (!options)
        return context.wrongUsage(options.error().message);
    const auto storage = openWhenThere(context);
    if (!storage)
        return context.stop().stop_requested() ? ExitDone : context.fail(storage.error());
    Tally tally;
    RateLimits limits(options->workers);
    QList<JobKind> kinds;
    for (const JobKind &kind : jobKinds(context.settings(), {.limits = &limits}))
        kinds.append(tally.counting(kind));
    JobRunner runner(**storage, kinds, *options);
    Scheduler scheduler(**storage);
    runner.start();
    scheduler.start([&runner] { runner.wake(); });
    context.console().note(
        Worker::tr("Working on the jobs of %1 with %Ln worker(s); Ctrl-C ends.", nullptr, options->workers)
            .arg((*storage)->location().displayText()));
    reportUntilStopped(context, **storage, tally);
    if (context.stop().stop_requested())
        context.console().note(Worker::tr("Stopping: what is being worked on goes back to the queue."));
    scheduler.stop();
    runner.stop();
    QJsonObject result = tally.toJson();
    result.insert(u"paused"_s, reportPaused(context, **storage));
    context.console().line(tally.text());
    context.console().result(result);
    return ExitDone;
}

} // namespace

Command workerCommand()
{
    return {.name = u"worker"_s,
            .arguments = {},
            .summary = Worker::tr("Work on queued jobs until interrupted"),
            .details =
                Worker::tr("With PostgreSQL any number of windows and workers on any number of machines share one "
                           "queue. With SQLite the window works on it by itself, and a worker takes its place "
                           "while no window is open. Jobs of a worker that was killed are taken over when its "
                           "lease has run out."),
            .options = {{u"concurrency"_s, Worker::tr("How many jobs at once (4)."), u"NUMBER"_s},
                        {u"lease"_s, Worker::tr("After how long without a sign of life others take a job over (60)."),
                         u"SECONDS"_s},
                        {u"until-done"_s, Worker::tr("End when nothing runs or can begin any more.")}},
            .examples = {{u"worker --concurrency 16"_s, Worker::tr("Sixteen jobs at once, until Ctrl-C.")},
                         {u"worker --until-done"_s, Worker::tr("What is queued now, then the end.")}},
            .run = runWorkerCommand};
}

} // namespace listwright
