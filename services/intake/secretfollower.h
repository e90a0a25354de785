// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/webhooksecret.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace listwright {

class WebhookGuard;

struct SecretFollowerOptions
{
    std::chrono::milliseconds interval{5'000};      ///< of reading, so that a former secret ends soon
    std::chrono::milliseconds rest{1'000};          ///< after a reading that was asked for
    std::chrono::milliseconds afterFailure{60'000}; ///< a keychain that is locked should not ask all the time
};

/**
 * Gives the guard the secret that is kept, also where another program makes a new one meanwhile: it is read now and
 * then, and at once when a sender shows one that is not known yet. Reading blocks, so it is done in a thread of its
 * own. Thread-safe but for start() and stop(). The guard must outlive it.
 */
class SecretFollower
{
public:
    using Read = std::function<Result<WebhookSecret>()>;

    explicit SecretFollower(WebhookGuard &guard, SecretFollowerOptions options = {});
    ~SecretFollower(); ///< stops
    SecretFollower(const SecretFollower &) = delete;
    SecretFollower &operator=(const SecretFollower &) = delete;

    /** This one counts from here on; what is being read meanwhile does not. */
    void set(const WebhookSecret &secret, bool signedOnly);
    WebhookSecret secret() const;

    /** Follows from now on; `changed` is called in its thread when another secret was read. */
    void start(Read read, std::function<void()> changed = {});
    /** Waits for what is being read. Who waits for that goes on with what is known. */
    void stop();

    /** Whether the secret may have changed since it was read: false right after reading, or where that is no use. */
    bool mayHaveChanged() const;
    /** Calls `then` in its thread when the secret was read once more; at once where it is not going to be. */
    void whenRead(std::function<void()> then);

private:
    using Clock = std::chrono::steady_clock;

    void run(const std::stop_token &stop);
    /** Whether it is another one. */
    bool readOnce(std::unique_lock<std::mutex> &lock);
    /** Those who wait, without the lock. */
    void letGo(std::unique_lock<std::mutex> &lock, bool changed);
    bool isWorthReading() const;

    WebhookGuard &m_guard;
    const SecretFollowerOptions m_options;
    Read m_read;
    std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    WebhookSecret m_secret;
    quint64 m_sets = 0; ///< how often a secret was set from outside
    std::vector<std::function<void()>> m_waiting;
    bool m_following = false;
    bool m_reading = false;
    bool m_failed = false;
    Clock::time_point m_earliest; ///< of the next reading
    std::jthread m_thread;
};

} // namespace listwright
