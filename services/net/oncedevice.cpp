// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/oncedevice.h"

#include <cstring>

namespace listwright {

OnceDevice::OnceDevice(QByteArray data) : m_data(std::move(data))
{
    // Unbuffered, so that nothing can be put back into a buffer of QIODevice either.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OnceDevice::isSequential() const
{
    return true;
}

qint64 OnceDevice::bytesAvailable() const
{
    return m_data.size() - m_read + QIODevice::bytesAvailable();
}

bool OnceDevice::atEnd() const
{
    return m_read == m_data.size();
}

bool OnceDevice::seek(qint64)
{
    return false;
}

bool OnceDevice::reset()
{
    return false;
}

qint64 OnceDevice::readData(char *to, qint64 maximum)
{
    const qint64 size = std::min(maximum, m_data.size() - m_read);
    if (size == 0)
        return maximum == 0 ? 0 : -1;
    std::memcpy(to, m_data.constData() + m_read, static_cast<std::size_t>(size));
    m_read += size;
    return size;
}

qint64 OnceDevice::writeData(const char *, qint64)
{
    return -1;
}

} // namespace listwright
