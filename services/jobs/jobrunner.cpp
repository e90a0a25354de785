// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/jobrunner.h"

#include "services/jobs/backoff.h"
#include "services/jobs/jobdispatcher.h"
#include "services/jobs/jobworker.h"
#include "services/storage/serversignal.h"
#include "services/storage/storage.h"

namespace listwright {

struct JobRunner::Private
{
    Storage &storage;
    QList<JobKind> kinds;
    JobRunnerOptions options;
    std::unique_ptr<HeldJobs> held;
    std::unique_ptr<JobDispatcher> dispatcher;
    std::vector<std::unique_ptr<JobWorker>> workers;
    std::jthread watch;
    std::unique_ptr<ServerSignal> signal;

    /** Threads only come; what is too many waits. */
    void startWorkers()
    {
        while (workers.size() < static_cast<std::size_t>(std::max(1, options.workers))) {
            workers.push_back(std::make_unique<JobWorker>(storage, *held));
            workers.back()->start();
        }
    }
};

JobRunner::JobRunner(Storage &storage, QList<JobKind> kinds, JobRunnerOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(Private{storage, std::move(kinds), std::move(options), {}, {}, {}, {}, {}}))
{
    d->held = std::make_unique<HeldJobs>(d->options.workers, d->kinds, d->options.hostLimits);
}

JobRunner::~JobRunner()
{
    stop();
}

void JobRunner::start()
{
    if (d->dispatcher)
        return;
    d->startWorkers();
    d->watch = std::jthread([held = d->held.get()](const std::stop_token &stop) { held->watch(stop); });
    d->dispatcher =
        std::make_unique<JobDispatcher>(d->storage, *d->held, d->kinds, d->options, [this] { Q_EMIT changed(); });
    d->signal = std::make_unique<ServerSignal>(d->storage.location(), "listwright_jobs",
                                               [held = d->held.get()](ServerSignal::Topics) { held->wake(); });
}

void JobRunner::stop()
{
    if (!d->dispatcher)
        return;
    d->signal.reset();
    d->held->close();
    for (const auto &worker : d->workers)
        worker->wait();
    d->workers.clear();
    d->dispatcher->finish();
    d->watch = {};
}

void JobRunner::wake()
{
    d->held->wake();
}

void JobRunner::interrupt(const QList<qint64> &ids)
{
    d->held->interrupt(ids, EndReason::Cancelled);
}

void JobRunner::setHostLimit(const QString &host, int limit)
{
    d->held->setHostLimit(host, limit);
}

void JobRunner::setWorkers(int workers)
{
    d->options.workers = workers;
    d->held->setWorkers(workers);
    if (!d->workers.empty())
        d->startWorkers();
}

void JobRunner::waitForBulk(qint64 bulkJobId, const std::stop_token &stop, const std::function<void()> &progressed)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds anotherMachineMayHaveEndedIt{1};
    constexpr std::chrono::milliseconds interval{200};
    const auto hasUnfinished = [this, bulkJobId] {
        return d->storage
            .read([bulkJobId](Database &database) {
                return JobRepository(database).hasUnfinished({.bulkJobId = bulkJobId});
            })
            .result()
            .value_or(true); // while the server is away
    };
    auto next = Clock::now();
    while (!stop.stop_requested()) {
        const quint64 seen = d->dispatcher ? d->dispatcher->steps() : 0; // first, so that no end is missed
        if (!hasUnfinished())
            return;
        if (progressed && Clock::now() >= next) {
            progressed();
            next = Clock::now() + interval;
        }
        if (!d->dispatcher || !d->dispatcher->waitForProgress(seen, anotherMachineMayHaveEndedIt, stop))
            return;
    }
}

} // namespace listwright
