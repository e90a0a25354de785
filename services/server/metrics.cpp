// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace listwright {

namespace {

const prometheus::Histogram::BucketBoundaries latencies{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                        0.1,    0.25,  0.5,    1,     2.5,  5,     10};

double seconds(Metrics::Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

struct Metrics::Private
{
    prometheus::Registry registry;
    prometheus::Registry jobsRegistry; ///< of what is left out while the queue is not known
    prometheus::Family<prometheus::Counter> &requests = prometheus::BuildCounter()
                                                            .Name("listwright_http_requests_total")
                                                            .Help("Answered requests by route, method and status.")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram> &requestSeconds = prometheus::BuildHistogram()
                                                                    .Name("listwright_http_request_duration_seconds")
                                                                    .Help("From a request's first byte to its answer.")
                                                                    .Register(registry);
    prometheus::Family<prometheus::Counter> &products = prometheus::BuildCounter()
                                                            .Name("listwright_imported_products_total")
                                                            .Help("Products received over HTTP by outcome.")
                                                            .Register(registry);
    prometheus::Family<prometheus::Counter> &endedJobs =
        prometheus::BuildCounter()
            .Name("listwright_jobs_ended_total")
            .Help("Jobs that ended in this program, by kind and outcome.")
            .Register(registry);
    prometheus::Family<prometheus::Histogram> &database = prometheus::BuildHistogram()
                                                              .Name("listwright_database_duration_seconds")
                                                              .Help("Work on the database for requests.")
                                                              .Register(registry);
    prometheus::Family<prometheus::Gauge> &jobs =
        prometheus::BuildGauge().Name("listwright_jobs").Help("Jobs in the queue by state.").Register(jobsRegistry);
    prometheus::Gauge &connections = prometheus::BuildGauge()
                                         .Name("listwright_http_connections")
                                         .Help("Open connections.")
                                         .Register(registry)
                                         .Add({});
    prometheus::Counter &failedHandshakes = prometheus::BuildCounter()
                                                .Name("listwright_http_failed_handshakes_total")
                                                .Help("Connections that did not come to speak TLS.")
                                                .Register(registry)
                                                .Add({});
    prometheus::Family<prometheus::Gauge> &build =
        prometheus::BuildGauge().Name("listwright_build_info").Help("The program's version.").Register(registry);
};

Metrics::Metrics() : d(std::make_unique<Private>())
{
    d->build.Add({{"version", LISTWRIGHT_VERSION}}).Set(1);
    for (const char *outcome : {"created", "updated", "unchanged", "failed"})
        d->products.Add({{"outcome", outcome}}); // there from the first, so that a rate can be told
}

Metrics::~Metrics() = default;

void Metrics::request(const QByteArray &method, const QByteArray &route, int status, Duration took)
{
    d->requests
        .Add({{"route", route.toStdString()}, {"method", method.toStdString()}, {"code", std::to_string(status)}})
        .Increment();
    d->requestSeconds.Add({{"route", route.toStdString()}}, latencies).Observe(seconds(took));
}

void Metrics::products(const QByteArray &outcome, qint64 count)
{
    if (count > 0)
        d->products.Add({{"outcome", outcome.toStdString()}}).Increment(static_cast<double>(count));
}

void Metrics::job(const QString &kind, JobState end)
{
    d->endedJobs.Add({{"kind", kind.toStdString()}, {"outcome", jobStateName(end).toStdString()}}).Increment();
}

void Metrics::database(const QByteArray &kind, Duration took)
{
    d->database.Add({{"kind", kind.toStdString()}}, latencies).Observe(seconds(took));
}

void Metrics::connections(qsizetype open)
{
    d->connections.Set(static_cast<double>(open));
}

void Metrics::failedHandshake()
{
    d->failedHandshakes.Increment();
}

QByteArray Metrics::text(const std::optional<JobCounts> &queue) const
{
    const prometheus::TextSerializer serializer;
    const QByteArray text = QByteArray::fromStdString(serializer.Serialize(d->registry.Collect()));
    if (!queue)
        return text;
    const auto set = [this](JobState state, qint64 count) {
        d->jobs.Add({{"state", jobStateName(state).toStdString()}}).Set(static_cast<double>(count));
    };
    set(JobState::Pending, queue->pending);
    set(JobState::Running, queue->running);
    set(JobState::Completed, queue->completed);
    set(JobState::Failed, queue->failed);
    set(JobState::Cancelled, queue->cancelled);
    return text + QByteArray::fromStdString(serializer.Serialize(d->jobsRegistry.Collect()));
}

} // namespace listwright
