// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/jobroutes.h"

#include "models/domain/jobjson.h"
#include "services/storage/jobrepository.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct JobRoutes
{
    Q_DECLARE_TR_FUNCTIONS(JobRoutes)
};

Result<QList<JobState>> wantedStates(const ApiRequest &request)
{
    QList<JobState> states;
    const QStringList names = request.list(u"state"_s);
    for (const QString &name : names) {
        const auto state = jobStateFromName(name);
        if (!state)
            return ApiRequest::wrong(u"state"_s, JobRoutes::tr("“%1” is no state of a job.").arg(name));
        states.append(*state);
    }
    return states;
}

Result<ServerAnswer> listJobs(Database &database, const ApiRequest &request)
{
    JobFilter filter;
    const auto states = wantedStates(request);
    filter.kind = request.text(u"kind"_s);
    const auto before = request.number(u"before"_s, 1, std::numeric_limits<int>::max());
    const auto limit = request.number(u"limit"_s, 1, 1000);
    if (const auto wrong = ApiRequest::wrongOf(states, before, limit))
        return failure(*wrong);
    filter.states = *states;
    filter.beforeId = before->value_or(0);
    filter.limit = limit->value_or(100);
    return JobRepository(database).list(filter).map([](const QList<Job> &jobs) {
        QJsonArray items;
        for (const Job &job : jobs)
            items.append(jobToJson(job));
        return ServerAnswer::json(200, {{u"items"_s, items}});
    });
}

Result<ServerAnswer> findJob(Database &database, const ApiRequest &request)
{
    return request.id().and_then([&](qint64 id) { return JobRepository(database).find(id); }).map([](const Job &job) {
        return ServerAnswer::json(200, jobToJson(job));
    });
}

/** Retries or cancels one job, or says why that cannot be. */
Result<ServerAnswer> changeJob(Database &database, const ApiRequest &request,
                               Result<qint64> (JobRepository::*change)(const QList<qint64> &), const QString &refusal)
{
    JobRepository jobs(database);
    const auto job = request.id().and_then([&](qint64 id) { return jobs.find(id); });
    if (!job)
        return failure(job.error());
    const auto changed = (jobs.*change)({job->id});
    if (!changed)
        return failure(changed.error());
    if (*changed == 0)
        return failure(ErrorCode::Conflict, refusal);
    return jobs.find(job->id).map([](const Job &now) { return ServerAnswer::json(200, jobToJson(now)); });
}

/** Empty where none is said. */
Result<QString> kindIn(const QJsonObject &body)
{
    const QJsonValue kind = body.value(u"kind"_s);
    if (!kind.isUndefined() && kind.toString().isEmpty())
        return ApiRequest::wrong(u"kind"_s, JobRoutes::tr("It must be the name of a kind of jobs."));
    return kind.toString();
}

Result<ServerAnswer> retryFailed(Database &database, const ApiRequest &request)
{
    const auto body = request.object();
    if (!body)
        return failure(body.error());
    const auto kind = kindIn(*body);
    if (const auto wrong = ApiRequest::wrongOf(kind, ApiRequest::onlyKnown(*body, {u"kind"_s})))
        return failure(*wrong);
    const JobScope scope{.kind = *kind};
    return JobRepository(database).retryFailed(scope).map([](qint64 count) {
        return ServerAnswer::json(200, {{u"retried"_s, count}});
    });
}

} // namespace

void addJobRoutes(ApiRoutes &routes, const std::function<void()> &jobsAdded)
{
    routes.read("/api/jobs", listJobs);
    routes.read("/api/jobs/{id}", findJob);
    routes.write(
        "POST", "/api/jobs/{id}/retry", ApiScope::Write, [jobsAdded](Database &database, const ApiRequest &request) {
            auto answer = changeJob(database, request, &JobRepository::retry,
                                    JobRoutes::tr("Only a job that failed or was cancelled can be tried again."));
            jobsAdded();
            return answer;
        });
    routes.write("POST", "/api/jobs/{id}/cancel", ApiScope::Write, [](Database &database, const ApiRequest &request) {
        return changeJob(database, request, &JobRepository::cancel, JobRoutes::tr("The job has ended already."));
    });
    routes.write("POST", "/api/jobs/retry-failed", ApiScope::Write,
                 [jobsAdded](Database &database, const ApiRequest &request) {
                     auto answer = retryFailed(database, request);
                     jobsAdded();
                     return answer;
                 });
}

} // namespace listwright
