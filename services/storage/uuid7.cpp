// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/uuid7.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QtEndian>

namespace listwright {

QUuid newUuid7()
{
    const auto time = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch());
    // seeded once a thread from the system's generator; a system call for each product would slow imports down
    thread_local QRandomGenerator64 random(QRandomGenerator64::securelySeeded());
    const quint64 first = time << 16 | 0x7000U | (random.generate() & 0x0fffU);
    const quint64 second = (random.generate() & 0x3fffffffffffffffULL) | 0x8000000000000000ULL;
    quint8 bytes[16];
    qToBigEndian(first, bytes);
    qToBigEndian(second, bytes + 8);
    return QUuid::fromRfc4122(QByteArrayView(bytes, sizeof bytes));
}

} // namespace listwright
