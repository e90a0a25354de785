// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/cataloglock.h"

#include "services/storage/storage.h"

#include <QDir>
#include <QFileInfo>

namespace listwright {

namespace {

constexpr std::chrono::milliseconds beginningToLock{300}; // longer than a program takes to write its name

} // namespace

Result<std::unique_ptr<QLockFile>> lockCatalog(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(path) && !QDir().mkpath(folder))
        return failure(ErrorCode::Forbidden, Storage::tr("The folder “%1” cannot be made.").arg(folder));
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral("-lock"));
    lock->setStaleLockTime(std::chrono::milliseconds{0}); // only the owner's death makes it stale
    if (lock->tryLock())
        return lock;
    // A program killed as it began leaves a file that names nobody. It cannot be removed while its owner lives.
    qint64 process = 0;
    QString host;
    QString application;
    const auto isNamed = [&] { return lock->getLockInfo(&process, &host, &application) && process != 0; };
    if (!isNamed() && lock->tryLock(beginningToLock))
        return lock;
    if (!isNamed() && lock->removeStaleLockFile() && lock->tryLock())
        return lock;
    if (lock->error() == QLockFile::PermissionError)
        return failure(ErrorCode::Forbidden,
                       Storage::tr("There is no right to write into the folder of the database “%1”.").arg(path));
    return failure(ErrorCode::Busy,
                   Storage::tr("The database “%1” is open in another Listwright (process %2). Close that one, or open "
                               "the database read-only.")
                       .arg(path)
                       .arg(process));
}

} // namespace listwright
