// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"

#include <QByteArray>

#include <chrono>
#include <memory>

namespace listwright {

/** What /metrics tells of the server. Thread-safe. Names and units follow Prometheus' own rules: seconds, totals. */
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics &) = delete;
    Metrics &operator=(const Metrics &) = delete;

    using Duration = std::chrono::nanoseconds;

    /** `route` is the pattern, "/api/products/{id}", so that there are as many series as routes. */
    void request(const QByteArray &method, const QByteArray &route, int status, Duration took);
    /** `outcome` is "created", "updated", "unchanged" or "failed". */
    void products(const QByteArray &outcome, qint64 count);
    /** One piece of work on a connection; `kind` is "read" or "write". */
    void database(const QByteArray &kind, Duration took);
    void connections(qsizetype open);
    void failedHandshake(); ///< of TLS

    /** In Prometheus' text format 0.0.4, with the queue as it is now. */
    QByteArray text(const JobCounts &queue) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace listwright
