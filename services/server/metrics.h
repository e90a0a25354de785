// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <optional>

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
    /** Of what was stored. `outcome` is "created", "updated", "unchanged" or "failed". */
    void products(const QByteArray &outcome, qint64 count);
    /** A job of that kind that ended: completed, failed or cancelled. */
    void job(const QString &kind, JobState end);
    /** One piece of work on a connection; `kind` is "read" or "write". */
    void database(const QByteArray &kind, Duration took);
    /** The same work for Storage::read() or write(), which `metrics`, where there are any, are told of. */
    template <class Work>
    static auto timed(Metrics *metrics, QByteArray kind, Work work)
    {
        return [metrics, kind = std::move(kind), work = std::move(work)](auto &connection) mutable {
            const auto begun = std::chrono::steady_clock::now();
            auto result = work(connection);
            if (metrics)
                metrics->database(kind, std::chrono::steady_clock::now() - begun);
            return result;
        };
    }
    void connections(qsizetype open);
    void failedHandshake(); ///< of TLS

    /** In Prometheus' text format 0.0.4, with the queue as it is now; without it where nobody knows. */
    QByteArray text(const std::optional<JobCounts> &queue) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace listwright
