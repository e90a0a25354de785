// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/jobdispatcher.h"

#include "services/jobs/backoff.h"
#include "services/storage/storage.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSysInfo>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(dispatcherLog, "listwright.jobs")

constexpr std::chrono::seconds progressInterval{1};
constexpr std::chrono::milliseconds shortestWait{10};
constexpr std::chrono::milliseconds sayingInterval{100};
constexpr std::chrono::minutes recoveryInterval{10}; // reads all products where they have no index yet
constexpr std::chrono::hours removalInterval{6};
constexpr std::chrono::milliseconds firstDatabasePause{100};
constexpr std::chrono::milliseconds longestDatabasePause{2000};
constexpr int failuresBeforeGivingUp = 3; // at the end; leases give the jobs back then

QString ownerName()
{
    return QSysInfo::machineHostName() + u'/' + QString::number(QCoreApplication::applicationPid()) + u'/' +
           QString::number(QRandomGenerator::system()->generate(), 36);
}

/** This side stops before others may begin the job anew. */
std::chrono::milliseconds safeLease(std::chrono::seconds lease)
{
    return std::chrono::milliseconds(lease) * 9 / 10;
}

/** Never sooner, and not all that wait for the same at the same moment. */
std::chrono::milliseconds jittered(std::chrono::milliseconds wait, double random)
{
    constexpr double part = 0.25;
    const double more = static_cast<double>(wait.count()) * part * std::clamp(random, 0.0, 1.0);
    return wait + std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(more));
}

} // namespace

template <class Work>
auto JobDispatcher::inDatabase(Work work)
{
    auto result = m_storage.write(std::move(work)).result();
    if (result) {
        m_failures = 0;
    } else {
        ++m_failures;
        qCWarning(dispatcherLog).noquote()
            << "The queue cannot be used:" << result.error().message << result.error().detail;
    }
    return result;
}

JobDispatcher::JobDispatcher(Storage &storage, HeldJobs &held, QList<JobKind> kinds, JobRunnerOptions options,
                             std::function<void()> changed)
    : m_storage(storage)
    , m_held(held)
    , m_kinds(std::move(kinds))
    , m_options(std::move(options))
    , m_emitChanged(std::move(changed))
    , m_owner(ownerName())
{
    if (!m_options.random)
        m_options.random = [] { return QRandomGenerator::global()->generateDouble(); };
    m_thread = std::thread([this] { run(); });
}

JobDispatcher::~JobDispatcher()
{
    finish();
}

void JobDispatcher::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
    }
    m_held.wake();
    if (m_thread.joinable())
        m_thread.join();
}

bool JobDispatcher::isFinishing()
{
    const std::lock_guard lock(m_mutex);
    return m_finishing;
}

quint64 JobDispatcher::steps()
{
    const std::lock_guard lock(m_mutex);
    return m_steps;
}

bool JobDispatcher::waitForProgress(quint64 seen, std::chrono::milliseconds longest, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    m_progressed.wait_for(lock, stop, longest, [&] { return m_steps != seen || m_finished; });
    return !m_finished;
}

void JobDispatcher::run()
{
    bool woken = true;
    for (;;) {
        const bool finishing = isFinishing();
        const TimePoint now = std::chrono::steady_clock::now();
        keepUp(now);
        look(now, woken);
        sayChanged(now);
        if (finishing && m_unsettled.empty() && m_held.isEmpty())
            break;
        if (finishing && m_failures >= failuresBeforeGivingUp)
            break;
        woken = m_held.waitForChange(nextStep(now));
    }
    const std::lock_guard lock(m_mutex);
    m_finished = true;
    m_progressed.notify_all();
}

JobDispatcher::TimePoint JobDispatcher::nextStep(TimePoint now) const
{
    if (m_failures > 0)
        return now + backoff(m_failures, firstDatabasePause, longestDatabasePause, 0.5);
    TimePoint next = std::min(m_nextLook, m_nextRenewal);
    if (!m_held.isEmpty())
        next = std::min(next, m_nextProgress);
    return m_somethingChanged ? std::min(next, m_nextSaying) : next;
}

void JobDispatcher::look(TimePoint now, bool woken)
{
    for (FinishedJob &finished : m_held.takeFinished())
        m_unsettled.push_back(settlement(std::move(finished)));
    if (woken || now >= m_nextLook) {
        m_dry.reset();
        m_nextLook = now + m_options.poll;
        endCancelled();
    }
    const ClaimRoom room = m_held.room();
    const bool mayClaim = room.total > 0 && !(m_dry && m_dry->holdsFor(room));
    if (mayClaim || !m_unsettled.empty())
        exchange(mayClaim, now);
}

void JobDispatcher::exchange(bool mayClaim, TimePoint now)
{
    const auto order = std::make_shared<JobOrder>();
    order->settlements = std::exchange(m_unsettled, {});
    if (mayClaim)
        order->room = m_held.room();
    order->claim.owner = m_owner;
    order->claim.lease = m_options.lease;
    order->claim.bulkJobId = m_options.bulkJobId;
    for (const JobKind &kind : std::as_const(m_kinds)) {
        order->claim.kinds.append(kind.name);
        if (kind.productStatus)
            order->claim.productStatus.append({kind.name, *kind.productStatus});
    }
    order->known = m_dry;
    const auto delivery = inDatabase([order](Database &database) { return exchangeJobs(database, *order); });
    if (!delivery) {
        m_unsettled = std::move(order->settlements);
        m_nextRenewal = now; // finds out at once what was begun without an answer
        return;
    }
    for (const JobSettlement &settlement : order->settlements) {
        if (settlement.retryIn)
            m_nextLook = std::min(m_nextLook, now + *settlement.retryIn);
    }
    m_somethingChanged = m_somethingChanged || !order->settlements.empty();
    for (const JobEnd &end : std::as_const(delivery->ends)) {
        if (m_options.ended)
            m_options.ended(end.kind, end.state);
    }
    if (mayClaim)
        delivered(*delivery, now + safeLease(m_options.lease));
}

void JobDispatcher::delivered(const JobDelivery &delivery, TimePoint leaseEnd)
{
    m_held.add(delivery.jobs, leaseEnd);
    m_somethingChanged = m_somethingChanged || !delivery.jobs.isEmpty();
    if (!delivery.jobs.isEmpty())
        m_lookedForDue = false; // the next one that has become due may be for this process as well
    if (!delivery.dry)
        return;
    m_dry = delivery.dry;
    if (!m_dry->fullKinds.isEmpty() || !m_dry->fullHosts.isEmpty())
        return; // what ends lets the next begin
    const auto next = m_storage.read([](Database &database) { return JobRepository(database).untilNext(); }).result();
    if (!next || !*next)
        return;
    // One that has become due since is begun at once; one that is still there then is not for this process.
    const bool isDue = **next == std::chrono::milliseconds::zero();
    if (!isDue || !std::exchange(m_lookedForDue, true))
        m_nextLook = std::min(m_nextLook, std::chrono::steady_clock::now() + std::max(**next, shortestWait));
    if (!isDue)
        m_lookedForDue = false;
}

void JobDispatcher::endCancelled()
{
    if (m_held.isEmpty())
        return;
    const auto ids =
        m_storage.read([owner = m_owner](Database &database) { return JobRepository(database).cancelRequests(owner); })
            .result();
    if (ids)
        m_held.interrupt(*ids, EndReason::Cancelled);
}

void JobDispatcher::keepUp(TimePoint now)
{
    if (now >= m_nextRenewal && renewLeases(now))
        m_nextRenewal = now + std::chrono::milliseconds(m_options.lease) / 3;
    if (now >= m_nextProgress) {
        m_nextProgress = now + progressInterval;
        writeProgress();
        if (m_storage.location().isSqlite()) { // whose other programs cannot wake this one
            m_storage.lookForOthers();
            endCancelled();
        }
    }
    if (now >= m_nextRemoval) {
        m_nextRemoval = now + removalInterval;
        removeFinished();
    }
}

Result<void> JobDispatcher::renewLeases(TimePoint now)
{
    QList<JobHold> holds = m_held.holds();
    for (const JobSettlement &settlement : m_unsettled)
        holds.append(settlement.hold);
    const auto work = [holds, owner = m_owner, lease = m_options.lease, first = !m_othersEnded,
                       products = now >= m_nextRecovery](Database &database) -> Result<QList<JobHold>> {
        JobRepository jobs(database);
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        const auto lost = jobs.renew(owner, holds, lease);
        if (!lost)
            return lost;
        return (first ? jobs.endLeasesOfOthers(owner) : Result<void>())
            .and_then([&] { return jobs.releaseUnheld(owner, holds); })
            .and_then([&](qint64) { return products ? jobs.recover() : jobs.takeOver(); })
            .and_then([&](qint64) { return transaction.commit(); })
            .map([&] { return *lost; });
    };
    const auto lost = inDatabase(work);
    if (!lost)
        return failure(lost.error());
    m_othersEnded = true;
    if (now >= m_nextRecovery)
        m_nextRecovery = now + recoveryInterval;
    QList<qint64> lostIds;
    for (const JobHold &hold : *lost) {
        holds.removeOne(hold);
        lostIds.append(hold.id);
    }
    m_held.setLeaseEnd(holds, now + safeLease(m_options.lease));
    endCancelled(); // before the others, as these are not lost
    m_held.interrupt(lostIds, EndReason::Lost);
    return {};
}

void JobDispatcher::writeProgress()
{
    const auto moved = m_held.takeProgress();
    if (moved.isEmpty())
        return;
    m_somethingChanged = true;
    inDatabase([moved](Database &database) -> Result<void> {
        Transaction transaction(database);
        if (!transaction.begun())
            return transaction.begun();
        for (const auto &[hold, percent] : moved) {
            if (auto set = JobRepository(database).setProgress(hold, percent); !set)
                return set;
        }
        return transaction.commit();
    });
}

void JobDispatcher::removeFinished()
{
    inDatabase(
        [keep = m_options.keepFinished](Database &database) { return JobRepository(database).removeFinished(keep); });
}

JobSettlement JobDispatcher::settlement(FinishedJob finished) const
{
    const HeldJob &held = *finished.held;
    using Kind = JobSettlement::Kind;
    JobSettlement settlement{.kind = Kind::Complete, .jobKind = held.job.kind, .hold = held.hold()};
    settlement.error.attempt = held.job.attempts;
    settlement.error.at = QDateTime::currentDateTimeUtc();
    settlement.pause = backoff(held.job.attempts, m_options.firstPause, m_options.longestPause, m_options.random());
    if (held.endReason == EndReason::Cancelled) {
        settlement.kind = Kind::Cancel;
        return settlement;
    }
    if (finished.outcome && finished.outcome->putOff) {
        settlement.kind = Kind::Release;
        settlement.retryIn = jittered(*finished.outcome->putOff, m_options.random());
        return settlement;
    }
    if (finished.outcome) {
        settlement.outcome = std::move(*finished.outcome);
        return settlement;
    }
    Error error = finished.outcome.error();
    if (held.endReason == EndReason::TimedOut)
        error = {
            ErrorCode::Timeout,
            tr("It took longer than the allowed %Ln second(s).", nullptr, static_cast<int>(held.timeLimit.count())),
            error.detail,
            {}};
    const bool transient = isTransient(error.code);
    const bool isOurs = held.endReason == EndReason::Ending || held.endReason == EndReason::Lost;
    if (isOurs && (transient || error.code == ErrorCode::Cancelled)) {
        settlement.kind = Kind::Release;
        return settlement;
    }
    qCWarning(dispatcherLog).noquote() << "Job" << held.job.id << "of kind" << held.job.kind
                                       << "failed:" << error.detail;
    settlement.kind = Kind::Fail;
    settlement.error.code = error.code;
    settlement.error.message = error.message.isEmpty() ? tr("It failed without saying why.") : error.message;
    if (transient)
        settlement.retryIn = error.retryAfter.value_or(settlement.pause);
    return settlement;
}

void JobDispatcher::sayChanged(TimePoint now)
{
    const bool isDue = now >= m_nextSaying;
    if (!m_somethingChanged || (!isDue && !m_held.isEmpty()))
        return;
    if (isDue) {
        m_somethingChanged = false;
        m_nextSaying = now + sayingInterval;
        m_emitChanged();
    }
    // Who waits for the last job is not to wait longer than it took.
    const std::lock_guard lock(m_mutex);
    ++m_steps;
    m_progressed.notify_all();
}

} // namespace listwright
