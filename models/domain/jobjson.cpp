// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/jobjson.h"

#include "models/domain/momentjson.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

QJsonArray errorsJson(const QList<JobError> &errors)
{
    QJsonArray array;
    for (const JobError &error : errors)
        array.append(QJsonObject{{u"attempt"_s, error.attempt},
                                 {u"code"_s, errorCodeName(error.code)},
                                 {u"message"_s, error.message},
                                 {u"at"_s, momentJson(error.at)}});
    return array;
}

} // namespace

QJsonObject jobCountsToJson(const JobCounts &counts)
{
    return {{u"pending"_s, counts.pending},
            {u"running"_s, counts.running},
            {u"completed"_s, counts.completed},
            {u"failed"_s, counts.failed},
            {u"cancelled"_s, counts.cancelled}};
}

QJsonObject bulkJobToJson(const BulkJob &bulk)
{
    return {{u"id"_s, bulk.id},
            {u"kind"_s, bulk.kind},
            {u"title"_s, bulk.title},
            {u"parameters"_s, bulk.parameters},
            {u"error"_s, bulk.error},
            {u"paused"_s, bulk.paused},
            {u"finished"_s, bulk.isFinished()},
            {u"counts"_s, jobCountsToJson(bulk.counts)},
            {u"started_at"_s, momentJson(bulk.startedAt)}};
}

QJsonObject jobToJson(const Job &job)
{
    return {{u"id"_s, job.id},
            {u"kind"_s, job.kind},
            {u"state"_s, jobStateName(job.state)},
            {u"priority"_s, job.priority},
            {u"attempts"_s, job.attempts},
            {u"max_attempts"_s, job.maxAttempts},
            {u"progress"_s, job.progress},
            {u"product"_s, job.productId},
            {u"bulk_job"_s, job.bulkJobId},
            {u"host"_s, job.host},
            {u"worker"_s, job.state == JobState::Running ? job.leaseOwner : QString()},
            {u"cancel_requested"_s, job.cancelRequested},
            {u"payload"_s, job.payload},
            {u"result"_s, job.result},
            {u"errors"_s, errorsJson(job.errors)},
            {u"run_after"_s, momentJson(job.runAfter)},
            {u"created_at"_s, momentJson(job.createdAt)},
            {u"started_at"_s, momentJson(job.startedAt)},
            {u"finished_at"_s, momentJson(job.finishedAt)}};
}

} // namespace listwright
