// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <mutex>
#include <optional>

namespace listwright {

/** How often something may be asked: a bucket of `burst` that fills by `perSecond`. */
struct RequestRate
{
    double perSecond = 0; ///< 0 = no limit
    double burst = 0;     ///< at once, at least 1
};

/** A token bucket for each name that asks: an address, a key. Thread-safe; memory is bounded. */
class RequestRates
{
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RequestRates(RequestRate rate) : m_rate(rate) {}

    /** Takes one; else how long until there is one. */
    std::optional<std::chrono::milliseconds> take(const QByteArray &name, Time now);
    /** Whether there is none left, taking nothing. */
    std::optional<std::chrono::milliseconds> wait(const QByteArray &name, Time now) const;

private:
    struct Bucket
    {
        double left = 0;
        Time at;
    };
    double leftIn(const Bucket &bucket, Time now) const;
    std::optional<std::chrono::milliseconds> until(double left) const;
    void forgetFull(Time now);

    RequestRate m_rate;
    mutable std::mutex m_mutex;
    QHash<QByteArray, Bucket> m_buckets;
};

} // namespace listwright
