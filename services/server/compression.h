// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/serveranswer.h"

namespace listwright {

/** Whether the client takes gzip: "gzip, deflate" does, "gzip;q=0" does not (RFC 9110, 12.5.3). */
bool takesGzip(const QByteArray &acceptEncoding);

/** Compresses the body of an answer that is worth it: text of some length that is not compressed yet. */
void compress(ServerAnswer &answer);
/** Tells caches of one that could be compressed, and is not, that others may get it otherwise. */
void noteCodings(ServerAnswer &answer);

} // namespace listwright
