// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/logging/logfile.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace listwright {

LogFile::LogFile(QString folder, qint64 maximumBytes, int files)
    : m_folder(std::move(folder)), m_maximumBytes(maximumBytes), m_files(std::max(files, 1))
{
}

LogFile::~LogFile()
{
    close();
}

QString LogFile::path(int age) const
{
    return m_folder + (age == 0 ? QStringLiteral("/listwright.log") : QStringLiteral("/listwright.%1.log").arg(age));
}

Result<void> LogFile::open()
{
    const bool existed = QFileInfo::exists(m_folder);
    QDir().mkpath(m_folder);
    if (!existed)
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (reopen())
        return {};
    const QString reason = QString::fromLocal8Bit(std::strerror(errno));
    return failure(ErrorCode::Io,
                   tr("The log file “%1” could not be opened: %2.").arg(QDir::toNativeSeparators(path()), reason),
                   QStringLiteral("log %1: %2").arg(path(), reason));
}

bool LogFile::append(const QByteArray &line)
{
    if (!isCurrent() && !reopen())
        return false;
    if (m_size > 0 && m_size + line.size() > m_maximumBytes)
        turnOver();
    if (m_descriptor < 0)
        return false;
    const ssize_t written = ::write(m_descriptor, line.constData(), static_cast<size_t>(line.size()));
    if (written == line.size())
        return true;
    // A disk that fills up takes part of a line; what stands there would make the next line unreadable too.
    if (written > 0 && ::ftruncate(m_descriptor, m_size) != 0)
        close();
    return false;
}

bool LogFile::reopen()
{
    close();
    m_descriptor = ::open(QFile::encodeName(path()).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    return isCurrent();
}

void LogFile::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

bool LogFile::isCurrent()
{
    struct stat opened = {};
    struct stat named = {};
    if (m_descriptor < 0 || ::fstat(m_descriptor, &opened) != 0)
        return false;
    m_size = S_ISREG(opened.st_mode) ? opened.st_size : 0;
    return ::stat(QFile::encodeName(path()).constData(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

void LogFile::turnOver()
{
    // Whoever gets the lock turns over; the others go on in the new file, or once more in the old one.
    QLockFile lock(m_folder + QStringLiteral("/listwright.log.lock"));
    if (lock.tryLock(0) && isCurrent()) {
        for (int age = m_files - 1; age > 0; --age)
            std::rename(QFile::encodeName(path(age - 1)).constData(), QFile::encodeName(path(age)).constData());
        if (m_files == 1)
            ::unlink(QFile::encodeName(path()).constData());
    }
    reopen();
}

} // namespace listwright
