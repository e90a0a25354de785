// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/importroutes.h"

#include "models/domain/momentjson.h"
#include "services/api/keptanswers.h"
#include "services/intake/intakeanswer.h"
#include "services/intake/intakequeue.h"
#include "services/intake/receivedevent.h"
#include "services/storage/bulkimport.h"
#include "services/storage/webhookrepository.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QJsonObject importJson(const ImportJob &job)
{
    return {{u"id"_s, job.id},
            {u"state"_s, importStateName(job.state)},
            {u"file_name"_s, job.fileName},
            {u"layout"_s, job.layout},
            {u"received"_s, job.records},
            {u"created"_s, job.created},
            {u"updated"_s, job.updated},
            {u"unchanged"_s, job.unchanged},
            {u"failed"_s, job.rejected},
            {u"error"_s, job.error},
            {u"started_at"_s, momentJson(job.startedAt)},
            {u"finished_at"_s, momentJson(job.finishedAt)}};
}

Result<ServerAnswer> findImport(Database &database, const ApiRequest &request)
{
    const auto job = request.id().and_then([&](qint64 id) { return ImportJobRepository(database).find(id); });
    if (!job)
        return failure(job.error());
    QJsonObject json = importJson(*job);
    if (job->rejected > 0 && job->state == ImportState::Completed) {
        const auto answer = WebhookRepository(database).answerOfFailed(job->id);
        if (!answer)
            return failure(answer.error());
        if (*answer)
            json.insert(u"items"_s, intakeanswer::wrongItems(**answer));
    }
    return ServerAnswer::json(200, json);
}

Result<ServerAnswer> listImports(Database &database, const ApiRequest &request)
{
    const auto before = request.number(u"before"_s, 1, std::numeric_limits<int>::max());
    const auto limit = request.number(u"limit"_s, 1, 1000);
    if (const auto wrong = ApiRequest::wrongOf(before, limit))
        return failure(*wrong);
    const auto jobs = ImportJobRepository(database).recent(limit->value_or(100), before->value_or(0));
    return jobs.map([](const QList<ImportJob> &found) {
        QJsonArray items;
        for (const ImportJob &job : found)
            items.append(importJson(job));
        return ServerAnswer::json(200, {{u"items"_s, items}});
    });
}

} // namespace

void addImportRoutes(ApiRoutes &routes, IntakeQueue &queue)
{
    const auto take = [&queue](const ApiRequest &request, Responder responder) {
        WebhookEvent event = receivedEvent(request.http());
        event.body = request.http().body;
        queue.submit(
            std::move(event), std::move(responder),
            {.find = [request](Database &database) { return keptanswers::find(database, request); },
             .keep = [request](Database &database,
                               const ServerAnswer &answer) { return keptanswers::keep(database, request, answer); }});
    };
    routes.handle("POST", "/api/import/product", ApiScope::Write, take);
    routes.handle("POST", "/api/import/batch", ApiScope::Write, take);
    routes.read("/api/import/job/{id}", findImport);
    routes.read("/api/import/jobs", listImports);
}

} // namespace listwright
