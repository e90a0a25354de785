// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/routetable.h"

namespace listwright {

class Metrics;
class Storage;

/** GET /metrics, in Prometheus' text format. 503 while the database does not tell of its queue. Both outlive the
 * server. */
RouteTable::Route metricsRoute(Storage &storage, Metrics &metrics);

} // namespace listwright
