// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/net/httpclient.h"

#include <QCoreApplication>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace listwright {

/** How Error::detail begins where RateLimits did not let a request be sent. */
inline constexpr QLatin1String ownLimit("own limit");

/**
 * How much may be asked of each host, shared by all threads of a process. Learns from x-ratelimit-* headers,
 * Retry-After and 429: concurrency halves on a 429 and grows by one after a row of good answers, up to the maximum.
 * Thread-safe.
 */
class RateLimits
{
    Q_DECLARE_TR_FUNCTIONS(RateLimits)

public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;
    explicit RateLimits(int maximumAtOnce = 64, Clock clock = &std::chrono::steady_clock::now);
    ~RateLimits();

    /** Leave to send one request; gives its place back when it goes. */
    class Permit
    {
    public:
        Permit() = default;
        Permit(Permit &&other) noexcept;
        Permit &operator=(Permit &&other) noexcept;
        ~Permit();

    private:
        friend class RateLimits;
        Permit(RateLimits *limits, QString host) : m_limits(limits), m_host(std::move(host)) {}
        RateLimits *m_limits = nullptr;
        QString m_host;
    };
    /**
     * Waits until the host may be asked; `tokens` is what the request is expected to take of a per-minute token limit.
     * Cancelled on a stop; RateLimited with retryAfter when the wait would be longer than `longest`.
     */
    Result<Permit> acquire(const QString &host, qint64 tokens, const std::stop_token &stop,
                           std::chrono::milliseconds longest = std::chrono::seconds(60));
    /** What the host's answer said of its limits. To be called while the permit is still held. */
    void learn(const QString &host, const HttpAnswer &answer);
    /** Sends nothing for so long, where the answer's text said it instead of a header. */
    void holdBack(const QString &host, std::chrono::milliseconds time);
    /** Changes the maximum for all hosts, at once. */
    void setMaximum(int maximumAtOnce);
    /** How many may be sent at once now; for the tests and the jobs page. */
    int atOnce(const QString &host) const;

private:
    void giveBack(const QString &host);
    struct Private;
    std::unique_ptr<Private> d;
};

/** "2m59.56s", "7.66s", "1s", "6ms", "1h2m", "1d": how OpenAI, Groq and others write when a limit starts anew. */
std::optional<std::chrono::milliseconds> durationFrom(const QByteArray &text);

} // namespace listwright
