// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace listwright {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

} // namespace

void TokenBucket::set(qint64 limit, qint64 left, std::chrono::milliseconds fullIn, Time now)
{
    m_limit = static_cast<double>(std::max<qint64>(limit, 1));
    m_left = std::clamp(static_cast<double>(left), 0.0, *m_limit);
    m_since = now;
    // Nothing missing, or full at once: then the limit says how fast it fills only when something is taken, and the
    // next answer tells. A minute is what such limits are usually counted by.
    const double missing = *m_limit - m_left;
    const double time = static_cast<double>(fullIn.count());
    m_perMillisecond = missing > 0 && time > 0 ? missing / time : *m_limit / 60000.0;
}

double TokenBucket::left(Time now) const
{
    return std::min(*m_limit, m_left + Milliseconds(now - m_since).count() * m_perMillisecond);
}

void TokenBucket::take(qint64 amount, Time now)
{
    if (!m_limit)
        return;
    m_left = left(now) - static_cast<double>(amount);
    m_since = now;
}

TokenBucket::Time TokenBucket::readyAt(qint64 amount, Time now) const
{
    if (!m_limit)
        return now;
    const double missing = std::min(static_cast<double>(amount), *m_limit) - left(now);
    if (missing <= 0)
        return now;
    constexpr double longest = 7 * 24 * 3600 * 1000.0; // no overflow, whatever a header says
    constexpr double rounding = 1e-6;                  // of the computer's, which must not make a millisecond more
    const double wait = std::min(std::ceil(missing / m_perMillisecond - rounding), longest);
    return now + std::chrono::milliseconds(static_cast<qint64>(wait));
}

} // namespace listwright
