// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace listwright {

/**
 * What limits for one client count as the same: an IPv6 network of 64 bits, of whose addresses one machine may use any
 * (RFC 7421); any other address by itself.
 */
QHostAddress clientOf(const QHostAddress &address);
/** Whether who listens there is reached by every address of the machine: 0.0.0.0 or [::]. */
bool isEveryAddress(const QHostAddress &address);

} // namespace listwright
