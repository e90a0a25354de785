// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "models/domain/result.h"

#include <QJsonObject>

namespace listwright {

/** pending → running → completed, failed (a dead letter) or cancelled; a retry makes it pending again. */
enum class JobState { Pending, Running, Completed, Failed, Cancelled };

QString jobStateName(JobState state); ///< stable name for storage and JSON: "pending"
std::optional<JobState> jobStateFromName(QStringView name);
QString jobStateText(JobState state); ///< translated
QList<JobState> allJobStates();

/** Why one attempt failed. Never holds a secret. */
struct JobError
{
    int attempt = 0;
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< translated, for the person
    QDateTime at;    ///< UTC
    bool operator==(const JobError &) const = default;
};

/** One durable unit of background work, as it is queued. The payload never holds a secret. */
struct NewJob
{
    QString kind; ///< "optimize"
    QJsonObject payload{};
    int priority = 0; ///< higher first
    int maxAttempts = 3;
    std::optional<QDateTime> runAfter{}; ///< UTC; nothing = now
    QString uniqueKey{}; ///< while one with this key is pending or running, another is not added; empty = none
    QString host{};      ///< whose limit it counts against, e.g. "api.groq.com"; empty = none
    qint64 bulkJobId = 0;
    ProductId productId = 0;
};

/** A queued job. */
struct Job
{
    qint64 id = 0;
    QString kind;
    QJsonObject payload;
    int priority = 0;
    JobState state = JobState::Pending;
    int attempts = 0; ///< begun since it was added or retried by a person
    int maxAttempts = 3;
    QDateTime runAfter;                  ///< UTC
    std::optional<QDateTime> leaseUntil; ///< UTC, while running
    QString leaseOwner;                  ///< host name, process and a random number
    int progress = 0;                    ///< percent
    QList<JobError> errors;              ///< oldest first
    QString uniqueKey;
    QString host;
    qint64 bulkJobId = 0;
    ProductId productId = 0;
    QJsonObject result; ///< what the work says of itself when completed
    bool cancelRequested = false;
    qint64 beginning = 0; ///< grows with each beginning and fences off results of an earlier one
    QDateTime createdAt;  ///< UTC
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> finishedAt;
    bool operator==(const Job &) const = default;
};

/** How many jobs are in each state. */
struct JobCounts
{
    qint64 pending = 0;
    qint64 running = 0;
    qint64 completed = 0;
    qint64 failed = 0;
    qint64 cancelled = 0;
    qint64 total() const { return pending + running + completed + failed + cancelled; }
    bool operator==(const JobCounts &) const = default;
};

/** One action over many products; its items are the jobs that name it. */
struct BulkJob
{
    qint64 id = 0;
    QString kind;
    QString title;          ///< translated when it was made: "Improve 1,200 products for eBay"
    QJsonObject parameters; ///< what was asked for
    QString error;          ///< why it stopped early, e.g. the budget; empty otherwise
    bool paused = false;
    JobCounts counts;
    QDateTime startedAt; ///< UTC
    /** Whether nothing of it is pending or running any more. */
    bool isFinished() const { return counts.pending + counts.running == 0; }
    bool operator==(const BulkJob &) const = default;
};

} // namespace listwright
