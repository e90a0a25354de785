// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/requestrates.h"

#include <algorithm>

namespace listwright {

namespace {

constexpr qsizetype mostBuckets = 100'000;

} // namespace

double RequestRates::leftIn(const Bucket &bucket, Time now) const
{
    const double seconds = std::chrono::duration<double>(now - bucket.at).count();
    return std::min(m_rate.burst, bucket.left + seconds * m_rate.perSecond);
}

std::optional<std::chrono::milliseconds> RequestRates::until(double left) const
{
    if (left >= 1)
        return {};
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>((1 - left) / m_rate.perSecond));
}

/** A full bucket is as good as none. */
void RequestRates::forgetFull(Time now)
{
    m_buckets.removeIf([&](const auto &bucket) { return leftIn(*bucket, now) >= m_rate.burst; });
    if (m_buckets.size() >= mostBuckets) // so many ask too often: they begin anew rather than fill the memory
        m_buckets.clear();
}

std::optional<std::chrono::milliseconds> RequestRates::take(const QByteArray &name, Time now)
{
    if (m_rate.perSecond <= 0)
        return {};
    const std::lock_guard lock(m_mutex);
    auto bucket = m_buckets.find(name);
    if (bucket == m_buckets.end()) {
        if (m_buckets.size() >= mostBuckets)
            forgetFull(now);
        bucket = m_buckets.insert(name, {m_rate.burst, now});
    }
    const double left = leftIn(*bucket, now);
    const auto wait = until(left);
    *bucket = {wait ? left : left - 1, now};
    return wait;
}

std::optional<std::chrono::milliseconds> RequestRates::wait(const QByteArray &name, Time now) const
{
    if (m_rate.perSecond <= 0)
        return {};
    const std::lock_guard lock(m_mutex);
    const auto bucket = m_buckets.constFind(name);
    return bucket == m_buckets.cend() ? std::nullopt : until(leftIn(*bucket, now));
}

} // namespace listwright
