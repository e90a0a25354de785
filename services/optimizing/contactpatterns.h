// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

namespace listwright {

/** Web and mail addresses and accounts at messengers in any writing that leads a buyer away; U+FFFC stands for tags. */
const QRegularExpression &addressPattern();
const QRegularExpression &telephonePattern();

} // namespace listwright
