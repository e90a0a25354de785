// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apirequest.h"
#include "services/server/serveranswer.h"

#include <QCoreApplication>
#include <QSet>

#include <functional>
#include <mutex>

namespace listwright {

class Storage;

/**
 * Requests whose work is too long for one transaction, each done once under its Idempotency-Key: the answer is kept
 * when the work is done. A repetition that comes before is told Conflict and finds the answer later. What failed is not
 * kept, so that it can be tried again under the same key. Thread-safe; the storage must outlive it.
 */
class LongRequests
{
    Q_DECLARE_TR_FUNCTIONS(LongRequests)

public:
    using Work = std::function<Result<ServerAnswer>()>;

    explicit LongRequests(Storage &storage) : m_storage(storage) {}

    /** Blocks as long as `work` does. */
    Result<ServerAnswer> once(const ApiRequest &request, const Work &work);

private:
    Result<ServerAnswer> findOrWork(const ApiRequest &request, const Work &work);

    Storage &m_storage;
    std::mutex m_mutex;
    QSet<QByteArray> m_underWay; ///< keys, each with its caller
};

} // namespace listwright
