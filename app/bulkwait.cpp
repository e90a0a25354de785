// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bulkwait.h"

#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"

#include <condition_variable>

namespace listwright {

bool waitForBulk(Storage &storage, qint64 bulkJobId, const std::stop_token &stop,
                 const std::function<void(const BulkJob &)> &progress)
{
    constexpr std::chrono::milliseconds interval{200};
    std::mutex mutex;
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
        const auto bulk =
            storage.read([bulkJobId](Database &database) { return JobRepository(database).findBulk(bulkJobId); })
                .result();
        if (bulk && bulk->isFinished())
            return true;
        if (bulk)
            progress(*bulk);
        const auto unfinished = storage
                                    .read([bulkJobId](Database &database) {
                                        return JobRepository(database).unfinished({.bulkJobId = bulkJobId});
                                    })
                                    .result();
        if (bulk && unfinished && *unfinished == 0) { // ended just now, or what is left is paused
            const auto last =
                storage.read([bulkJobId](Database &database) { return JobRepository(database).findBulk(bulkJobId); })
                    .result();
            return last && last->isFinished();
        }
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, interval, [] { return false; });
    }
    return false;
}

} // namespace listwright
