// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/foreignqueue.h"

#include "services/storage/maintenance.h"
#include "services/storage/migrations.h"

#include <QFileInfo>

namespace listwright {

namespace {

/** Another file takes its place: what is written now would be lost. */
Result<void> checkInPlace(const StorageLocation &location)
{
    if (QFileInfo::exists(location.path()) && !QFileInfo::exists(maintenance::stagedFile(location)))
        return {};
    return failure(ErrorCode::Busy, Database::tr("The database is locked by another program."), location.path());
}

} // namespace

Result<qint64> changeForeignQueue(const StorageLocation &location,
                                  const std::function<Result<qint64>(JobRepository &)> &work)
{
    if (auto inPlace = checkInPlace(location); !inPlace) // before it is opened, which would make a new one
        return failure(inPlace.error());
    const auto database = Database::open(location, Database::Access::ReadWrite);
    if (!database)
        return failure(database.error());
    const DurableCommits durable(**database); // whoever asks is told that it is done
    Transaction transaction(**database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    if (auto ready = migrations::checkReadable(**database).and_then([&] { return checkInPlace(location); }); !ready)
        return failure(ready.error());
    JobRepository jobs(**database);
    const auto count = work(jobs);
    if (!count)
        return count;
    return transaction.commit().map([&] { return *count; });
}

} // namespace listwright
