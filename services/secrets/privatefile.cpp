// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace listwright {

namespace {

struct PrivateFile
{
    Q_DECLARE_TR_FUNCTIONS(PrivateFile)
};

tl::unexpected<Error> writeFailure(const QString &path, int number)
{
    const ErrorCode code = number == ENOSPC || number == EDQUOT                     ? ErrorCode::StorageFull
                           : number == EACCES || number == EPERM || number == EROFS ? ErrorCode::Forbidden
                                                                                    : ErrorCode::Io;
    const QString reason = QString::fromLocal8Bit(std::strerror(number));
    return failure(code, PrivateFile::tr("“%1” could not be written: %2.").arg(QDir::toNativeSeparators(path), reason),
                   QStringLiteral("write %1: %2").arg(path, reason));
}

/** The rename is only durable once the folder itself is on the disk. */
void syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

Result<void> makePrivateFolder(const QString &folder)
{
    if (QFileInfo::exists(folder))
        return {};
    if (QDir().mkpath(folder)) {
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return {};
    }
    return writeFailure(folder, errno != 0 ? errno : EIO);
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (const Result<void> made = makePrivateFolder(folder); !made)
        return made;

    // QTemporaryFile creates with mode 0600, so there is no moment in which another account could open it.
    QTemporaryFile file(path + QStringLiteral(".XXXXXX"));
    errno = 0;
    if (!file.open())
        return writeFailure(path, errno != 0 ? errno : EIO);
    if (file.write(content) != content.size() || !file.flush() || ::fsync(file.handle()) != 0)
        return writeFailure(path, errno != 0 ? errno : EIO);
    if (std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) != 0)
        return writeFailure(path, errno);
    file.setAutoRemove(false);
    syncFolder(folder);
    return {};
}

Result<QByteArray> readBoundedFile(const QString &path, qint64 maximumBytes)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::NotFound, PrivateFile::tr("“%1” does not exist.").arg(QDir::toNativeSeparators(path)),
                       QStringLiteral("missing %1").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return failure(
            ErrorCode::Forbidden,
            PrivateFile::tr("“%1” could not be read: %2.").arg(QDir::toNativeSeparators(path), file.errorString()),
            QStringLiteral("read %1: %2").arg(path, file.errorString()));
    QByteArray content = file.read(maximumBytes + 1);
    if (content.size() > maximumBytes)
        return failure(ErrorCode::InvalidInput,
                       PrivateFile::tr("“%1” is too large.").arg(QDir::toNativeSeparators(path)),
                       QStringLiteral("%1 exceeds %2 bytes").arg(path).arg(maximumBytes));
    return content;
}

Result<void> requirePrivate(const QString &path)
{
    constexpr QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    if ((QFileInfo(path).permissions() & others) == QFile::Permissions())
        return {};
    return failure(
        ErrorCode::Forbidden,
        PrivateFile::tr("Other accounts can open “%1”. Allow only yourself to read and write it (chmod 600).")
            .arg(QDir::toNativeSeparators(path)),
        QStringLiteral("%1 is accessible to group or others").arg(path));
}

} // namespace listwright
