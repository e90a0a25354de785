// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/receivedrequest.h"

namespace listwright {

/**
 * What limits for one client count as the same: an IPv6 network of 64 bits, of whose addresses one machine may use any
 * (RFC 7421); any other address by itself.
 */
QHostAddress clientOf(const QHostAddress &address);
/** Whom the limits count a request for. */
struct RequestSender
{
    QByteArray name;    ///< the same for all that count as one
    bool isOwn = false; ///< a program of this machine
};
/**
 * The connection's other end; where that is a proxy of this machine, which says whose request it passes on by
 * X-Forwarded-For or Forwarded (RFC 7239), the one it names last, as whatever stands before it may be made up. Where
 * other machines say so it means nothing.
 */
RequestSender senderOf(const ReceivedRequest &request);

/** Whether who listens there is reached by every address of the machine: 0.0.0.0 or [::]. */
bool isEveryAddress(const QHostAddress &address);

} // namespace listwright
