// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/health.h"

#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 leastFree = 64 * 1024 * 1024; // bytes: an import of some size no longer fits

struct Disk
{
    qint64 free = 0;
    bool ok = true;
};

/** Where the catalog's file is; a server's disk is not seen from here. */
std::optional<Disk> diskOf(const StorageLocation &location)
{
    if (!location.isSqlite())
        return {};
    const QStorageInfo place(QFileInfo(location.path()).absolutePath());
    return Disk{place.bytesAvailable(), !place.isValid() || place.bytesAvailable() >= leastFree};
}

/** `writing` is what keeps from it. */
ServerAnswer healthOf(const Result<JobCounts> &queue, const std::optional<Error> &writing,
                      const std::optional<Disk> &disk)
{
    const bool ok = queue.has_value() && !writing && (!disk || disk->ok);
    QJsonObject health{{u"status"_s, ok ? u"ok"_s : u"failing"_s}, {u"version"_s, u"" LISTWRIGHT_VERSION ""_s}};
    const std::optional<Error> problem = queue ? writing : queue.error();
    if (problem)
        health.insert(u"database"_s, QJsonObject{{u"ok"_s, false}, {u"problem"_s, problem->message}});
    else
        health.insert(u"database"_s, QJsonObject{{u"ok"_s, true}});
    if (queue)
        health.insert(
            u"queue"_s,
            QJsonObject{{u"waiting"_s, queue->pending}, {u"running"_s, queue->running}, {u"failed"_s, queue->failed}});
    if (disk)
        health.insert(u"disk"_s, QJsonObject{{u"ok"_s, disk->ok}, {u"free_bytes"_s, disk->free}});
    ServerAnswer answer = ServerAnswer::json(ok ? 200 : 503, health);
    answer.headers.emplaceBack("Cache-Control", "no-store");
    return answer;
}

} // namespace

RouteTable::Route healthRoute(Storage &storage)
{
    const auto handler = [&storage](const Exchange &exchange) {
        // Without a context: it may end at once, or in a storage thread.
        // The disk is looked at there as well, since one that hangs would hold the server's thread up.
        storage.read([](Database &database) { return JobRepository(database).counts(); })
            .then([writing = storage.writeProblem(), place = storage.location(),
                   responder = exchange.responder](const Result<JobCounts> &queue) mutable {
                responder.answer(healthOf(queue, writing, diskOf(place)));
            });
    };
    return {.method = "GET", .pattern = "/health", .handler = handler};
}

} // namespace listwright
