// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/metricsroute.h"

#include "services/server/metrics.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"

namespace listwright {

RouteTable::Route metricsRoute(Storage &storage, Metrics &metrics)
{
    const auto handler = [&storage, &metrics](const Exchange &exchange) {
        storage
            .read(Metrics::timed(&metrics, "read", [](Database &database) { return JobRepository(database).counts(); }))
            .then([&metrics, responder = exchange.responder](const Result<JobCounts> &queue) mutable {
                responder.answer({.status = 200,
                                  .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"},
                                              {"Cache-Control", "no-store"}},
                                  .body = metrics.text(queue ? std::optional(*queue) : std::nullopt)});
            });
    };
    return {.method = "GET", .pattern = "/metrics", .handler = handler};
}

} // namespace listwright
