// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace listwright {

/**
 * One limit as a service's headers tell it: so many of so many left, full again at a time. In between it fills evenly,
 * as the services' own buckets do. Without a known limit nothing is held back.
 */
class TokenBucket
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void set(qint64 limit, qint64 left, std::chrono::milliseconds fullIn, Time now);
    void take(qint64 amount, Time now);
    /** From when on so many can be taken; more than the limit counts as all of it. */
    Time readyAt(qint64 amount, Time now) const;

private:
    double left(Time now) const;

    std::optional<double> m_limit;
    double m_left = 0;
    double m_perMillisecond = 0;
    Time m_since;
};

} // namespace listwright
