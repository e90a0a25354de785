// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/net/httpclient.h"

#include <chrono>
#include <memory>
#include <stop_token>

namespace listwright {

/**
 * How much may be asked of each host, shared by all threads of a process. Learns from x-ratelimit-* headers,
 * Retry-After and 429: concurrency halves on a 429 and grows by one after a row of good answers, up to the maximum.
 * Thread-safe.
 */
class RateLimits
{
public:
    explicit RateLimits(int maximumAtOnce = 64);
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
    /** What the host's answer said of its limits. */
    void learn(const QString &host, const HttpAnswer &answer);
    /** How many may be sent at once now; for the tests and the jobs page. */
    int atOnce(const QString &host) const;

private:
    void giveBack(const QString &host);
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace listwright
