// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright {

/** "36 bytes", "1.5 MiB". QLocale has one form of the word for all numbers, which is wrong in Polish. */
QString dataSizeText(qint64 bytes);

} // namespace listwright
