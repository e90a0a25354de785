// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/secretfollower.h"

#include "services/intake/webhookguard.h"

#include <QLoggingCategory>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(secretLog, "listwright.intake")

constexpr std::size_t mostWaiting = 200; // requests; more are senders who guess

} // namespace

SecretFollower::SecretFollower(WebhookGuard &guard, SecretFollowerOptions options) : m_guard(guard), m_options(options)
{
}

SecretFollower::~SecretFollower()
{
    stop();
}

void SecretFollower::set(const WebhookSecret &secret, bool signedOnly)
{
    const std::lock_guard lock(m_mutex);
    ++m_sets;
    m_secret = secret;
    m_guard.setSecret(secret, signedOnly);
}

WebhookSecret SecretFollower::secret() const
{
    const std::lock_guard lock(m_mutex);
    return m_secret;
}

void SecretFollower::start(Read read, std::function<void()> changed)
{
    stop();
    m_read = std::move(read);
    m_changed = std::move(changed);
    {
        const std::lock_guard lock(m_mutex); // requests may come already
        m_following = true;
    }
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void SecretFollower::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

bool SecretFollower::isWorthReading() const
{
    return m_following && m_waiting.size() < mostWaiting && (m_reading || Clock::now() >= m_earliest);
}

bool SecretFollower::mayHaveChanged() const
{
    const std::lock_guard lock(m_mutex);
    return isWorthReading();
}

void SecretFollower::whenRead(std::function<void()> then)
{
    std::unique_lock lock(m_mutex);
    if (isWorthReading()) {
        m_waiting.push_back(std::move(then));
        m_wake.notify_all();
        return;
    }
    lock.unlock();
    then();
}

void SecretFollower::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    Clock::time_point next = Clock::now() + m_options.interval;
    while (!stop.stop_requested()) {
        m_wake.wait_until(lock, stop, next, [this] { return !m_waiting.empty(); });
        const bool changed = !stop.stop_requested() && readOnce(lock);
        next = std::max(Clock::now() + m_options.interval, m_earliest);
        letGo(lock, changed);
    }
    m_following = false;
    letGo(lock, false); // who came since
}

bool SecretFollower::readOnce(std::unique_lock<std::mutex> &lock)
{
    const quint64 sets = m_sets;
    const bool asked = !m_waiting.empty();
    m_reading = true;
    lock.unlock();
    const auto read = m_read();
    lock.lock();
    m_reading = false;
    const auto pause = asked ? m_options.rest : std::chrono::milliseconds::zero();
    m_earliest = Clock::now() + (read ? pause : m_options.afterFailure);
    if (!read && !m_failed)
        qCWarning(secretLog).noquote() << "The webhook's secret cannot be read again:" << read.error().detail;
    m_failed = !read;
    if (!read || sets != m_sets || *read == m_secret)
        return false;
    m_secret = *read;
    m_guard.setSecret(m_secret);
    qCInfo(secretLog) << "Another secret of the webhook is in use";
    return true;
}

void SecretFollower::letGo(std::unique_lock<std::mutex> &lock, bool changed)
{
    const auto waiting = std::exchange(m_waiting, {});
    lock.unlock();
    if (changed && m_changed)
        m_changed();
    for (const auto &then : waiting)
        then();
    lock.lock();
}

} // namespace listwright
