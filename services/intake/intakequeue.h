// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"
#include "services/intake/intakereading.h"
#include "services/server/serveranswer.h"

#include <functional>
#include <memory>

namespace listwright {

class Metrics;
class Database;
class Storage;

struct IntakeOptions
{
    ReadOptions given{};          ///< platform and currency where products do not say them
    qint64 directProducts = 1000; ///< in one request; with more a job imports them and the answer is 202
    qint64 mostProducts = IntakeLimits{}.products; ///< in one request; 413 beyond
    int keepDays = 30;                             ///< requests are removed when older
    int keepRefused = 1000;                        ///< of those without a right secret, the newest
    Metrics *metrics = nullptr;                    ///< counts what comes in; outlives the queue
};

/** How a request that may come again is known; in the transaction that stores it. */
struct IntakeOnce
{
    /** The answer it got before; Conflict or InvalidInput where it may not be taken. */
    std::function<Result<std::optional<ServerAnswer>>(Database &)> find{};
    std::function<Result<void>(Database &, const ServerAnswer &)> keep{};
};

/**
 * Takes in what is sent to the webhook. Requests are read by two threads and stored by the catalog's writer, those that
 * wait together in one transaction: the answer goes out when the request, its import and its products are on disk. A
 * request whose products cannot be stored is kept as failed, so that it can be processed once more.
 *
 * Thread-safe. Must go before the storage; going waits for what is under way.
 */
class IntakeQueue
{
public:
    /** `jobsAdded` is called from a storage thread. */
    IntakeQueue(Storage &storage, IntakeOptions options, std::function<void()> jobsAdded = {});
    ~IntakeQueue();

    /** The event as received: time, address, headers, content type and body. */
    void submit(WebhookEvent event, Responder responder, IntakeOnce once = {});
    /**
     * Keeps a request that was refused before its body was looked at, but no more than a few a minute of one client
     * (see clientOf()) and of all. What cannot be kept is let go.
     */
    void note(WebhookEvent event);

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace listwright
