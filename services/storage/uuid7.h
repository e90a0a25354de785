// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUuid>

namespace listwright {

/** A new UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits; sorts by time of making. */
QUuid newUuid7();

} // namespace listwright
