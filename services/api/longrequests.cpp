// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/longrequests.h"

#include "services/api/keptanswers.h"
#include "services/storage/storage.h"

#include <QScopeGuard>

namespace listwright {

Result<ServerAnswer> LongRequests::once(const ApiRequest &request, const Work &work)
{
    if (auto refusal = request.malformed())
        return *std::move(refusal);
    const QByteArray given = request.http().header("idempotency-key");
    if (given.isEmpty())
        return work();
    const QByteArray key = QByteArray::number(request.caller().id) + ' ' + given;
    {
        const std::lock_guard lock(m_mutex);
        if (m_underWay.contains(key))
            return failure(ErrorCode::Conflict, tr("The request with this Idempotency-Key is still being worked on."));
        m_underWay.insert(key);
    }
    const auto ended = qScopeGuard([this, &key] { // also where the work throws
        const std::lock_guard lock(m_mutex);
        m_underWay.remove(key);
    });
    return findOrWork(request, work);
}

Result<ServerAnswer> LongRequests::findOrWork(const ApiRequest &request, const Work &work)
{
    auto kept =
        m_storage.read([&request](Database &database) { return keptanswers::find(database, request); }).result();
    if (!kept)
        return failure(kept.error());
    if (*kept)
        return **std::move(kept);
    auto answer = work();
    if (!answer || answer->status >= 300)
        return answer;
    const auto stored = m_storage
                            .write([&request, &answer](Database &database) -> Result<void> {
                                const DurableCommits durable(database);
                                Transaction transaction(database);
                                return transaction.begun()
                                    .and_then([&] { return keptanswers::keep(database, request, *answer); })
                                    .and_then([&] { return transaction.commit(); });
                            })
                            .result();
    if (!stored)
        return failure(stored.error());
    return answer;
}

} // namespace listwright
