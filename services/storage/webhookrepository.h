// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/webhookevent.h"
#include "services/storage/database.h"

namespace listwright {

/** Which requests a list shows; newest first, keyset paging by id. */
struct WebhookFilter
{
    QList<WebhookOutcome> outcomes{}; ///< empty = any
    qint64 beforeId = 0;              ///< 0 = from the newest
    int limit = 200;
};

/** Requests of the webhook. Methods that change join the caller's transaction, or are one statement. */
class WebhookRepository
{
    Q_DECLARE_TR_FUNCTIONS(WebhookRepository)

public:
    explicit WebhookRepository(Database &database) : m_database(database) {}

    /** The new event's id. */
    Result<qint64> add(const WebhookEvent &event);
    /** Writes what became of it: outcome, status, answer, products, failed, importJob and error. */
    Result<void> settle(const WebhookEvent &event);
    Result<WebhookEvent> find(qint64 id); ///< NotFound
    /** What was answered to the request that an import with wrong products is of; nothing where it is not kept. */
    Result<std::optional<QByteArray>> answerOfFailed(qint64 importJob);
    /** Without headers, body and answer. */
    Result<QList<WebhookEvent>> list(const WebhookFilter &filter);
    /** Those whose job is to come or runs stay. How many went. */
    Result<qint64> remove(const QList<qint64> &ids);
    /** The oldest that were received before the time, at most so many; likewise. */
    Result<qint64> removeBefore(const QDateTime &time, int limit);
    /** Of that outcome, at most so many stay: the newest. How many went, which is a thousand at once at most. */
    Result<qint64> keepNewest(WebhookOutcome outcome, int most);
    /**
     * Copies of them that wait to be imported once more; their numbers, in order. Those without a body are left out.
     */
    Result<QList<qint64>> copyToReplay(const QList<qint64> &ids);

private:
    Database &m_database;
};

} // namespace listwright
