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

/** Writes results back, and notes which jobs ended by that. */
class Settling
{
public:
    explicit Settling(Database &database) : m_jobs(database) {}

    const QList<JobEnd> &ends() const { return m_ends; }

    Result<void> settle(const JobSettlement &settlement)
    {
        const JobHold &hold = settlement.hold;
        switch (settlement.kind) {
        case JobSettlement::Kind::Complete:
            return complete(settlement);
        case JobSettlement::Kind::Fail:
            return fail(settlement, settlement.error, settlement.retryIn);
        case JobSettlement::Kind::Release:
            return m_jobs.release(hold, settlement.retryIn.value_or(std::chrono::milliseconds(0)))
                .and_then([&](bool held) { return noteEnd(hold, held); });
        case JobSettlement::Kind::Cancel:
            break;
        }
        return finishCancelled(settlement);
    }

    Result<void> fail(const JobSettlement &settlement, const JobError &error,
                      const std::optional<std::chrono::milliseconds> &retryIn)
    {
        return m_jobs.fail(settlement.hold, error, retryIn).and_then([&](bool held) {
            return noteEnd(settlement.hold, held);
        });
    }

    /** Those that store nothing, in one statement. */
    Result<void> completePlain(const std::vector<const JobSettlement *> &plain)
    {
        QList<std::pair<JobHold, QJsonObject>> results;
        for (const JobSettlement *settlement : plain)
            results.append({settlement->hold, settlement->outcome.result});
        const auto completed = m_jobs.completeMany(results);
        if (!completed)
            return failure(completed.error());
        const QSet<qint64> done(completed->begin(), completed->end());
        for (const JobSettlement *settlement : plain) {
            if (done.contains(settlement->hold.id))
                m_ends.append({settlement->jobKind, JobState::Completed});
            else if (const auto cancelled = finishCancelled(*settlement); !cancelled)
                return cancelled;
        }
        return {};
    }

private:
    Result<void> complete(const JobSettlement &settlement)
    {
        const auto completed = m_jobs.complete(settlement.hold, settlement.outcome.result, settlement.outcome.store);
        if (!completed)
            return failure(completed.error());
        if (!*completed) // held still, but its cancellation was asked for
            return finishCancelled(settlement);
        m_ends.append({settlement.jobKind, JobState::Completed});
        return {};
    }

    Result<void> finishCancelled(const JobSettlement &settlement)
    {
        return m_jobs.finishCancelled(settlement.hold).map([&](bool held) {
            if (held)
                m_ends.append({settlement.jobKind, JobState::Cancelled});
        });
    }

    /** Whether there is another attempt is decided in the database. */
    Result<void> noteEnd(const JobHold &hold, bool held)
    {
        if (!held)
            return {};
        return m_jobs.find(hold.id).map([this](const Job &job) {
            if (job.state != JobState::Pending)
                m_ends.append({job.kind, job.state});
        });
    }

    JobRepository m_jobs;
    QList<JobEnd> m_ends;
};

Result<QList<JobEnd>> settleAll(Database &database, const std::vector<JobSettlement> &settlements)
{
    Settling settling(database);
    std::vector<const JobSettlement *> plain;
    for (const JobSettlement &settlement : settlements) {
        if (settlement.kind == JobSettlement::Kind::Complete && !settlement.outcome.store)
            plain.push_back(&settlement);
        else if (const auto settled = settling.settle(settlement); !settled)
            return failure(settled.error());
    }
    const auto completed = plain.empty() ? Result<void>() : settling.completePlain(plain);
    return completed.map([&] { return settling.ends(); });
}

/** After something failed: each by itself, so that it fails its own job only. */
Result<QList<JobEnd>> settleOneByOne(Database &database, const std::vector<JobSettlement> &settlements)
{
    Settling settling(database);
    for (const JobSettlement &settlement : settlements) {
        const auto settled = settling.settle(settlement);
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
        if (const auto failed = settling.fail(settlement, error, retryIn); !failed)
            return failure(failed.error());
    }
    return settling.ends();
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

Result<JobDelivery> deliver(Database &database, const JobOrder &order, const QList<JobEnd> &ends)
{
    return claimJobs(database, order).map([&ends](JobDelivery &&delivery) {
        delivery.ends = ends;
        return std::move(delivery);
    });
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
        auto delivery = settleAll(database, order.settlements).and_then([&](const QList<JobEnd> &ends) {
            return deliver(database, order, ends);
        });
        const auto committed = delivery ? transaction.commit() : Result<void>(failure(delivery.error()));
        if (committed)
            return delivery;
        if (isOfTheDatabase(committed.error()))
            return failure(committed.error());
    }
    return settleOneByOne(database, order.settlements).and_then([&](const QList<JobEnd> &ends) {
        return deliver(database, order, ends);
    });
}

} // namespace listwright
