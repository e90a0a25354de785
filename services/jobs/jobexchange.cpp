// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/jobexchange.h"

#include <QLoggingCategory>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(exchangeLog, "listwright.jobs")

/** The database is away or busy; what was to be done can be done later. */
bool isOfTheDatabase(const Error &error)
{
    return error.code == ErrorCode::Disconnected || error.code == ErrorCode::Busy;
}

Result<bool> settle(Database &database, const JobSettlement &settlement)
{
    JobRepository jobs(database);
    switch (settlement.kind) {
    case JobSettlement::Kind::Complete: {
        const auto completed = jobs.complete(settlement.hold, settlement.outcome.result, settlement.outcome.store);
        if (!completed || *completed)
            return completed;
        return jobs.finishCancelled(settlement.hold); // held still, but its cancellation was asked for
    }
    case JobSettlement::Kind::Fail:
        return jobs.fail(settlement.hold, settlement.error, settlement.retryIn);
    case JobSettlement::Kind::Release:
        return jobs.release(settlement.hold, settlement.retryIn.value_or(std::chrono::milliseconds(0)));
    case JobSettlement::Kind::Cancel:
        return jobs.finishCancelled(settlement.hold);
    }
    return false;
}

/** Those that store nothing, in one statement. */
Result<void> completePlain(Database &database, const QList<std::pair<JobHold, QJsonObject>> &plain)
{
    JobRepository jobs(database);
    const auto completed = jobs.completeMany(plain);
    if (!completed)
        return failure(completed.error());
    if (completed->size() == plain.size())
        return {};
    const QSet<qint64> done(completed->begin(), completed->end());
    for (const auto &[hold, result] : plain) {
        if (done.contains(hold.id))
            continue;
        if (const auto cancelled = jobs.finishCancelled(hold); !cancelled)
            return failure(cancelled.error());
    }
    return {};
}

Result<void> settleAll(Database &database, const std::vector<JobSettlement> &settlements)
{
    QList<std::pair<JobHold, QJsonObject>> plain;
    for (const JobSettlement &settlement : settlements) {
        if (settlement.kind == JobSettlement::Kind::Complete && !settlement.outcome.store)
            plain.append({settlement.hold, settlement.outcome.result});
        else if (const auto settled = settle(database, settlement); !settled)
            return failure(settled.error());
    }
    return plain.isEmpty() ? Result<void>() : completePlain(database, plain);
}

/** After something failed: each by itself, so that it fails its own job only. */
Result<void> settleOneByOne(Database &database, const std::vector<JobSettlement> &settlements)
{
    for (const JobSettlement &settlement : settlements) {
        const auto settled = settle(database, settlement);
        if (settled)
            continue;
        if (isOfTheDatabase(settled.error()))
            return failure(settled.error());
        qCWarning(exchangeLog).noquote() << "The result of job" << settlement.hold.id
                                         << "cannot be stored:" << settled.error().detail;
        JobError error = settlement.error;
        error.code = settled.error().code;
        error.message = settled.error().message;
        const auto retryIn = isTransient(error.code) ? std::optional(settlement.pause) : std::nullopt;
        if (const auto failed = JobRepository(database).fail(settlement.hold, error, retryIn); !failed)
            return failure(failed.error());
    }
    return {};
}

QStringList full(const QHash<QString, int> &rooms)
{
    QStringList names;
    for (auto room = rooms.begin(); room != rooms.end(); ++room) {
        if (room.value() <= 0)
            names.append(room.key());
    }
    names.sort();
    return names;
}

/** No more than fit, whichever of the limited kinds and hosts they turn out to be of. */
int mostAtOnce(const ClaimRoom &room)
{
    int count = room.total;
    for (const QHash<QString, int> &rooms : {room.kinds, room.hosts}) {
        for (const int left : rooms)
            count = left > 0 ? std::min(count, left) : count;
    }
    return count;
}

void take(ClaimRoom &room, const Job &job)
{
    --room.total;
    if (const auto kind = room.kinds.find(job.kind); kind != room.kinds.end())
        --*kind;
    if (const auto host = room.hosts.find(job.host); host != room.hosts.end())
        --*host;
}

Result<JobDelivery> claimJobs(Database &database, const JobOrder &order)
{
    JobDelivery delivery;
    ClaimRoom room = order.room;
    JobRepository::Claim claim = order.claim;
    // The search for jobs that are not of a full host passes by all that are, so it is not made without need.
    while (room.total > 0 && !delivery.dry && !(order.known && order.known->holdsFor(room))) {
        claim.fullKinds = full(room.kinds);
        claim.fullHosts = full(room.hosts);
        claim.count = mostAtOnce(room);
        const auto jobs = JobRepository(database).claim(claim);
        if (!jobs)
            return failure(jobs.error());
        for (const Job &job : *jobs)
            take(room, job);
        delivery.jobs += *jobs;
        if (jobs->size() < claim.count)
            delivery.dry = DryQueue{claim.fullKinds, claim.fullHosts};
    }
    return delivery;
}

} // namespace

bool DryQueue::holdsFor(const ClaimRoom &room) const
{
    const auto isFull = [](const QHash<QString, int> &rooms) {
        return [&rooms](const QString &name) { return rooms.value(name, 1) <= 0; };
    };
    return std::all_of(fullKinds.begin(), fullKinds.end(), isFull(room.kinds)) &&
           std::all_of(fullHosts.begin(), fullHosts.end(), isFull(room.hosts));
}

Result<JobDelivery> exchangeJobs(Database &database, const JobOrder &order)
{
    {
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        const auto settled = settleAll(database, order.settlements);
        auto delivery = settled ? claimJobs(database, order) : failure(settled.error());
        const auto committed = delivery ? transaction.commit() : Result<void>(failure(delivery.error()));
        if (committed)
            return delivery;
        if (isOfTheDatabase(committed.error()))
            return failure(committed.error());
    }
    return settleOneByOne(database, order.settlements).and_then([&] { return claimJobs(database, order); });
}

} // namespace listwright
