// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/ratelimits.h"

#include "services/net/tokenbucket.h"

#include <cmath>
#include <condition_variable>
#include <map>
#include <mutex>

namespace listwright {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

using Time = std::chrono::steady_clock::time_point;

/** Without a word from the host: doubled with each refusal in a row. */
constexpr milliseconds firstPause{1000};
constexpr milliseconds longestPause{60000};

std::optional<qint64> number(const HttpAnswer &answer, const QByteArray &name)
{
    bool isNumber = false;
    const qint64 value = answer.header(name).trimmed().toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

void readBucket(TokenBucket &bucket, const HttpAnswer &answer, const QByteArray &what, Time now)
{
    const auto limit = number(answer, "x-ratelimit-limit-" + what);
    const auto left = number(answer, "x-ratelimit-remaining-" + what);
    const auto fullIn = durationFrom(answer.header("x-ratelimit-reset-" + what));
    if (limit && left && fullIn)
        bucket.set(*limit, *left, *fullIn, now);
}

} // namespace

struct RateLimits::Private
{
    struct Host
    {
        int atOnce = 1;
        int sent = 0;       ///< permits that are out
        int sentBefore = 0; ///< those of them that left before the last halving; their refusals say nothing new
        int goodInRow = 0;  ///< since the last growth
        int refusedInRow = 0;
        Time heldUntil;
        TokenBucket requests;
        TokenBucket tokens;

        Time readyAt(qint64 amount, Time now) const
        {
            return std::max({heldUntil, requests.readyAt(1, now), tokens.readyAt(amount, now)});
        }
    };

    Private(int most, Clock time) : maximum(std::max(1, most)), clock(std::move(time)) {}

    int maximum;
    const Clock clock;
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::map<QString, Host> hosts;

    Host &host(const QString &name)
    {
        return hosts.try_emplace(name, Host{maximum, 0, 0, 0, 0, {}, {}, {}}).first->second;
    }

    void refused(Host &host, const HttpAnswer &answer)
    {
        const auto told = listwright::retryAfter(answer.header("retry-after"), QDateTime::currentDateTimeUtc());
        host.goodInRow = 0;
        if (told)
            host.heldUntil = std::max(host.heldUntil, clock() + *told);
        if (host.sentBefore > 0)
            return; // what was under way together is refused together, and counts once
        const auto pause = std::min(longestPause, firstPause * (1 << std::min(host.refusedInRow, 6)));
        if (!told)
            host.heldUntil = std::max(host.heldUntil, clock() + pause);
        ++host.refusedInRow;
        host.atOnce = std::max(1, host.atOnce / 2);
        host.sentBefore = host.sent;
    }

    void accepted(Host &host)
    {
        host.refusedInRow = 0;
        if (++host.goodInRow < host.atOnce)
            return;
        host.goodInRow = 0;
        host.atOnce = std::min(maximum, host.atOnce + 1);
    }
};

RateLimits::RateLimits(int maximumAtOnce, Clock clock) : d(std::make_unique<Private>(maximumAtOnce, std::move(clock)))
{
}

RateLimits::~RateLimits() = default;

Result<RateLimits::Permit> RateLimits::acquire(const QString &host, qint64 tokens, const std::stop_token &stop,
                                               std::chrono::milliseconds longest)
{
    std::unique_lock lock(d->mutex);
    Private::Host &state = d->host(host);
    const Time deadline = d->clock() + std::min<milliseconds>(longest, std::chrono::hours(24));
    for (;;) {
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, tr("The request was stopped."));
        const Time now = d->clock();
        const Time ready = state.readyAt(tokens, now);
        if (ready <= now && state.sent < state.atOnce)
            break;
        if (ready > deadline || now >= deadline) {
            const auto wait = ready > now ? std::chrono::ceil<milliseconds>(ready - now) : firstPause;
            return tl::unexpected(Error{ErrorCode::RateLimited, tr("%1 may not be asked more often now.").arg(host),
                                        ownLimit % u", ready in %1 ms"_s.arg(wait.count()), wait});
        }
        // A place that becomes free, a limit that is learnt or the time passing can each make it possible.
        const auto until = ready > now ? std::min(ready, deadline) : deadline;
        d->changed.wait_for(lock, stop, until - now, [&] {
            const Time then = d->clock(); // once: what has no limit is ready at the very time it is asked for
            return state.sent < state.atOnce && state.readyAt(tokens, then) <= then;
        });
    }
    ++state.sent;
    state.requests.take(1, d->clock());
    state.tokens.take(tokens, d->clock());
    return Permit(this, host);
}

void RateLimits::learn(const QString &host, const HttpAnswer &answer)
{
    {
        const std::scoped_lock lock(d->mutex);
        Private::Host &state = d->host(host);
        readBucket(state.requests, answer, "requests", d->clock());
        readBucket(state.tokens, answer, "tokens", d->clock());
        if (answer.status == 429)
            d->refused(state, answer);
        else if (answer.status < 400)
            d->accepted(state);
    }
    d->changed.notify_all();
}

void RateLimits::holdBack(const QString &host, std::chrono::milliseconds time)
{
    const std::scoped_lock lock(d->mutex);
    Private::Host &state = d->host(host);
    state.heldUntil = std::max(state.heldUntil, d->clock() + time);
}

void RateLimits::setMaximum(int maximumAtOnce)
{
    {
        const std::scoped_lock lock(d->mutex);
        const int before = std::exchange(d->maximum, std::max(1, maximumAtOnce));
        for (auto &[name, host] : d->hosts) {
            // one that had to slow down grows again by its good answers
            const bool wasFree = host.atOnce == before;
            host.atOnce = wasFree ? d->maximum : std::min(host.atOnce, d->maximum);
        }
    }
    d->changed.notify_all();
}

int RateLimits::atOnce(const QString &host) const
{
    const std::scoped_lock lock(d->mutex);
    return d->host(host).atOnce;
}

void RateLimits::giveBack(const QString &host)
{
    {
        const std::scoped_lock lock(d->mutex);
        Private::Host &state = d->host(host);
        --state.sent;
        state.sentBefore = std::max(0, state.sentBefore - 1);
    }
    d->changed.notify_all();
}

RateLimits::Permit::Permit(Permit &&other) noexcept
    : m_limits(std::exchange(other.m_limits, nullptr)), m_host(std::move(other.m_host))
{
}

RateLimits::Permit &RateLimits::Permit::operator=(Permit &&other) noexcept
{
    std::swap(m_limits, other.m_limits);
    std::swap(m_host, other.m_host);
    return *this;
}

RateLimits::Permit::~Permit()
{
    if (m_limits)
        m_limits->giveBack(m_host);
}

std::optional<std::chrono::milliseconds> durationFrom(const QByteArray &text)
{
    static const QList<std::pair<QByteArray, double>> units{
        {"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}};
    constexpr double longest = 366 * 86400000.0;
    double total = 0;
    QByteArray rest = text.trimmed();
    if (rest.isEmpty())
        return {};
    while (!rest.isEmpty()) {
        const auto isDigit = [](char letter) { return (letter >= '0' && letter <= '9') || letter == '.'; };
        const auto unitAt = std::find_if_not(rest.cbegin(), rest.cend(), isDigit);
        const auto nextAt = std::find_if(unitAt, rest.cend(), isDigit);
        bool isNumber = false;
        const double amount = QByteArray(rest.cbegin(), unitAt - rest.cbegin()).toDouble(&isNumber);
        const QByteArray unit(unitAt, nextAt - unitAt);
        const auto found =
            std::find_if(units.begin(), units.end(), [&](const auto &each) { return each.first == unit; });
        if (!isNumber || (found == units.end() && !unit.isEmpty()))
            return {};
        total += amount * (unit.isEmpty() ? 1000 : found->second);
        rest.remove(0, nextAt - rest.cbegin());
    }
    return milliseconds(static_cast<qint64>(std::ceil(std::min(total, longest))));
}

} // namespace listwright
