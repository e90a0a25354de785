// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/tables/datasize.h"

#include <QCoreApplication>
#include <QLocale>

namespace listwright {

namespace {

struct DataSize
{
    Q_DECLARE_TR_FUNCTIONS(DataSize)
};

} // namespace

QString dataSizeText(qint64 bytes)
{
    constexpr qint64 kibibyte = 1024;
    return bytes < kibibyte ? DataSize::tr("%Ln byte(s)", nullptr, static_cast<int>(bytes))
                            : QLocale().formattedDataSize(bytes);
}

} // namespace listwright
