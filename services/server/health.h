// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/routetable.h"

namespace listwright {

class Storage;

/**
 * GET /health: the version, the database, the queue and the disk. 200 while all are well; 503 while the database is
 * away or its disk has less than 64 MiB left. The storage outlives the server.
 */
RouteTable::Route healthRoute(Storage &storage);

} // namespace listwright
