// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/heldjobs.h"

#include <cmath>

namespace listwright {

namespace {

// Jobs that are begun before a thread is free, so that none waits for the database: as many as take so long together.
constexpr double aheadMilliseconds = 50;
constexpr int mostAhead = 256;
constexpr std::chrono::milliseconds gathering{10};
constexpr std::size_t fewAreNoBurden = 16;

double millisecondsSince(HeldJob::TimePoint begin)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

Error interrupted()
{
    return {ErrorCode::Cancelled, {}, QStringLiteral("not begun"), {}};
}

} // namespace

HeldJobs::HeldJobs(int workers, const QList<JobKind> &kinds, const QHash<QString, int> &hostLimits)
    : m_workers(std::max(1, workers)), m_hostLimits(hostLimits)
{
    for (const JobKind &kind : kinds)
        m_kinds.insert(kind.name, kind);
}

int HeldJobs::ahead() const
{
    // By the slowest kind: a model's questions are not to be kept from other machines because the rules are quick.
    double slowest = -1;
    for (const double mean : m_meanMilliseconds)
        slowest = std::max(slowest, mean);
    for (const Held &held : m_working) {
        if (!m_meanMilliseconds.contains(held->job.kind))
            return 0; // nobody knows how long these take
        slowest = std::max(slowest, millisecondsSince(held->begun));
    }
    if (slowest < 0)
        return 0;
    const double jobs = m_workers * aheadMilliseconds / std::max(0.001, slowest);
    return static_cast<int>(std::min<double>(mostAhead, std::floor(jobs)));
}

int HeldJobs::working(const std::function<bool(const HeldJob &)> &which) const
{
    return static_cast<int>(
        std::count_if(m_working.begin(), m_working.end(), [&](const Held &held) { return which(*held); }));
}

void HeldJobs::add(const QList<Job> &jobs, TimePoint leaseEnd)
{
    const std::lock_guard lock(m_mutex);
    for (const Job &job : jobs) {
        auto held = std::make_shared<HeldJob>();
        held->job = job;
        held->kind = m_kinds.value(job.kind);
        held->timeLimit = held->kind.timeLimit();
        held->leaseEnd = leaseEnd;
        if (m_closed) {
            held->endReason = EndReason::Ending;
            m_finished.push_back({held, tl::unexpected(interrupted())});
        } else {
            m_waiting.push_back(std::move(held));
        }
    }
    m_forWorkers.notify_all();
    m_deadlinesChanged = true;
    m_deadlines.notify_all();
}

ClaimRoom HeldJobs::room() const
{
    const std::lock_guard lock(m_mutex);
    ClaimRoom room;
    if (m_closed)
        return room;
    const int more = ahead();
    const auto held = static_cast<int>(m_working.size()) + static_cast<int>(m_waiting.size());
    room.total = m_workers + more - held;
    if (room.total < more / 2)
        room.total = 0; // rather later and more at once
    for (const JobKind &kind : m_kinds) {
        if (kind.limit > 0)
            room.kinds.insert(kind.name, kind.limit + more);
    }
    for (auto limit = m_hostLimits.begin(); limit != m_hostLimits.end(); ++limit)
        room.hosts.insert(limit.key(), limit.value() > 0 ? limit.value() + more : 0);
    const auto count = [&room](const Held &job) {
        if (const auto kind = room.kinds.find(job->job.kind); kind != room.kinds.end())
            --*kind;
        if (const auto host = room.hosts.find(job->job.host); host != room.hosts.end())
            --*host;
    };
    std::for_each(m_working.begin(), m_working.end(), count);
    std::for_each(m_waiting.begin(), m_waiting.end(), count);
    return room;
}

std::vector<FinishedJob> HeldJobs::takeFinished()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_finished, {});
}

QList<JobHold> HeldJobs::holds() const
{
    const std::lock_guard lock(m_mutex);
    QList<JobHold> holds;
    for (const Held &held : m_working)
        holds.append(held->hold());
    for (const Held &held : m_waiting)
        holds.append(held->hold());
    for (const FinishedJob &finished : m_finished)
        holds.append(finished.held->hold());
    return holds;
}

void HeldJobs::setLeaseEnd(const QList<JobHold> &holds, TimePoint leaseEnd)
{
    const std::lock_guard lock(m_mutex);
    QSet<qint64> ids;
    for (const JobHold &hold : holds)
        ids.insert(hold.id);
    const auto set = [&](const Held &held) {
        if (ids.contains(held->job.id))
            held->leaseEnd = leaseEnd;
    };
    std::for_each(m_working.begin(), m_working.end(), set);
    std::for_each(m_waiting.begin(), m_waiting.end(), set);
}

QList<std::pair<JobHold, int>> HeldJobs::takeProgress()
{
    const std::lock_guard lock(m_mutex);
    QList<std::pair<JobHold, int>> moved;
    for (const Held &held : m_working) {
        const int progress = held->progress;
        if (progress != std::exchange(held->writtenProgress, progress))
            moved.append({held->hold(), progress});
    }
    return moved;
}

bool HeldJobs::isEmpty() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting.empty() && m_working.isEmpty() && m_finished.empty();
}

bool HeldJobs::waitForChange(TimePoint until)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_until(lock, until, [this] { return m_woken || !m_finished.empty(); });
    const auto enough = static_cast<std::size_t>(ahead() / 4);
    if (enough >= fewAreNoBurden && !m_finished.empty()) // a commit costs more than many such jobs
        m_changed.wait_for(lock, gathering,
                           [this, enough] { return m_woken || m_waiting.empty() || m_finished.size() >= enough; });
    return std::exchange(m_woken, false);
}

bool HeldJobs::mayBegin(const HeldJob &held) const
{
    if (m_working.size() >= m_workers)
        return false;
    const QString &kind = held.job.kind;
    const QString &host = held.job.host;
    if (held.kind.limit > 0 && working([&](const HeldJob &other) { return other.job.kind == kind; }) >= held.kind.limit)
        return false;
    const auto limit = m_hostLimits.constFind(host);
    return limit == m_hostLimits.cend() ||
           working([&](const HeldJob &other) { return other.job.host == host; }) < *limit;
}

std::shared_ptr<HeldJob> HeldJobs::take()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_closed)
            return {};
        const auto next =
            std::find_if(m_waiting.begin(), m_waiting.end(), [this](const Held &held) { return mayBegin(*held); });
        if (next != m_waiting.end()) {
            Held held = std::move(*next);
            m_waiting.erase(next);
            if (m_waiting.empty())
                m_changed.notify_all();
            held->working = true;
            held->begun = std::chrono::steady_clock::now();
            m_working.append(held);
            m_deadlinesChanged = true;
            m_deadlines.notify_all();
            return held;
        }
        m_forWorkers.wait(lock);
    }
}

void HeldJobs::finish(const std::shared_ptr<HeldJob> &held, Result<JobOutcome> outcome)
{
    const std::lock_guard lock(m_mutex);
    if (outcome) { // what fails at once does not tell how long the others take
        const double took = millisecondsSince(held->begun);
        const auto mean = m_meanMilliseconds.constFind(held->job.kind);
        m_meanMilliseconds[held->job.kind] = mean == m_meanMilliseconds.cend() ? took : 0.8 * *mean + 0.2 * took;
    }
    m_working.removeOne(held);
    m_finished.push_back({held, std::move(outcome)});
    m_forWorkers.notify_all(); // a limit may let another begin
    m_changed.notify_all();
}

void HeldJobs::wake()
{
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_changed.notify_all();
}

void HeldJobs::interruptHeld(const std::function<EndReason(const HeldJob &)> &reason)
{
    std::vector<std::stop_source> stops;
    {
        const std::lock_guard lock(m_mutex);
        const auto note = [&](const Held &held) {
            if (held->endReason == EndReason::None)
                held->endReason = reason(*held);
            return held->endReason != EndReason::None;
        };
        for (const Held &held : std::as_const(m_working)) {
            if (note(held) && !held->stop.stop_requested())
                stops.push_back(held->stop);
        }
        const auto kept =
            std::stable_partition(m_waiting.begin(), m_waiting.end(), [&](const Held &held) { return !note(held); });
        for (auto held = kept; held != m_waiting.end(); ++held)
            m_finished.push_back({*held, tl::unexpected(interrupted())});
        m_waiting.erase(kept, m_waiting.end());
        if (!m_finished.empty())
            m_changed.notify_all();
    }
    for (std::stop_source &stop : stops) // without the lock: what it calls may ask for it
        stop.request_stop();
}

void HeldJobs::interrupt(const QList<qint64> &ids, EndReason reason)
{
    const QSet<qint64> these(ids.begin(), ids.end());
    interruptHeld([&](const HeldJob &held) { return these.contains(held.job.id) ? reason : EndReason::None; });
}

void HeldJobs::setHostLimit(const QString &host, int limit)
{
    const std::lock_guard lock(m_mutex);
    m_hostLimits.insert(host, limit);
    m_woken = true;
    m_forWorkers.notify_all();
    m_changed.notify_all();
}

void HeldJobs::setWorkers(int workers)
{
    const std::lock_guard lock(m_mutex);
    m_workers = std::max(1, workers);
    m_woken = true;
    m_forWorkers.notify_all();
    m_changed.notify_all();
}

void HeldJobs::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_woken = true;
        m_forWorkers.notify_all();
        m_changed.notify_all();
    }
    interruptHeld([](const HeldJob &) { return EndReason::Ending; });
}

HeldJobs::TimePoint HeldJobs::timeOf(const HeldJob &held) const
{
    return held.working ? std::min(held.leaseEnd, held.begun + held.timeLimit) : held.leaseEnd;
}

EndReason HeldJobs::overdue(const HeldJob &held, TimePoint now) const
{
    if (held.working && now >= held.begun + held.timeLimit)
        return EndReason::TimedOut;
    return now >= held.leaseEnd ? EndReason::Lost : EndReason::None;
}

void HeldJobs::watch(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            std::optional<TimePoint> next;
            const auto consider = [&](const Held &held) {
                if (held->endReason == EndReason::None)
                    next = std::min(next.value_or(TimePoint::max()), timeOf(*held));
            };
            std::for_each(m_working.begin(), m_working.end(), consider);
            std::for_each(m_waiting.begin(), m_waiting.end(), consider);
            m_deadlinesChanged = false;
            const auto changed = [this] { return m_deadlinesChanged; };
            if (next)
                m_deadlines.wait_until(lock, stop, *next, changed);
            else
                m_deadlines.wait(lock, stop, changed);
        }
        const TimePoint now = std::chrono::steady_clock::now();
        interruptHeld([&](const HeldJob &held) { return overdue(held, now); });
    }
}

} // namespace listwright
