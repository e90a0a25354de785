// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLocale>

namespace listwright {

/** "36 bytes", "1.5 MiB". QLocale has one form of the word for all numbers, which is wrong in Polish. */
inline QString dataSizeText(qint64 bytes)
{
    constexpr qint64 kibibyte = 1024;
    if (bytes < kibibyte)
        return QCoreApplication::translate("DataSize", "%Ln byte(s)", nullptr, static_cast<int>(bytes));
    return QLocale().formattedDataSize(bytes);
}

} // namespace listwright
