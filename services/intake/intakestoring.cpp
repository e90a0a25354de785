// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakestoring.h"

#include "services/intake/intakeanswer.h"
#include "services/intake/intakejob.h"
#include "services/storage/importjobrows.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"
#include "services/storage/webhookrepository.h"

#include <QLoggingCategory>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(storingLog, "listwright.intake")

} // namespace

Result<void> IntakeStoring::store(Database &database, std::vector<WaitingIntake> &group)
{
    const Result<void> stored = storeGuarded(database, group);
    if (stored)
        return {};
    for (WaitingIntake &waiting : group)
        waiting.job = {}; // none of it is there
    if (isTransient(stored.error().code) || stored.error().code == ErrorCode::StorageFull ||
        stored.error().code == ErrorCode::Forbidden) {
        qCWarning(storingLog) << "requests could not be stored:" << stored.error().detail;
        for (WaitingIntake &waiting : group)
            waiting.answer = intakeanswer::failed(stored.error());
        return stored;
    }
    if (group.size() == 1) {
        keepFailed(database, group.front(), stored.error());
        return {};
    }
    Result<void> all;
    for (WaitingIntake &waiting : group) {
        if (!all) { // each further attempt would wait as long again
            waiting.answer = intakeanswer::failed(all.error());
            continue;
        }
        std::vector<WaitingIntake> alone;
        alone.push_back(std::move(waiting));
        if (auto one = store(database, alone); !one)
            all = std::move(one);
        waiting = std::move(alone.front());
    }
    return all;
}

Result<void> IntakeStoring::storeGuarded(Database &database, std::vector<WaitingIntake> &group)
{
    try {
        return storeTogether(database, group);
    } catch (const std::exception &exception) {
        return failure(ErrorCode::Internal, {}, QString::fromUtf8(exception.what()));
    }
}

Result<void> IntakeStoring::storeTogether(Database &database, std::vector<WaitingIntake> &group)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    for (WaitingIntake &waiting : group) {
        if (auto stored = storeOne(database, waiting); !stored)
            return stored;
    }
    return transaction.commit();
}

Result<void> IntakeStoring::storeOne(Database &database, WaitingIntake &waiting)
{
    const Result<bool> again = answerAgain(database, waiting);
    if (!again || *again)
        return again.map([](bool) {});
    WebhookEvent &event = waiting.event;
    if (waiting.reading) {
        ImportJob job;
        job.fileName = u"Webhook"_s;
        job.layout = waiting.reading->layout;
        job.bytesTotal = event.size;
        if (auto begun = importjobs::begin(database, job); !begun)
            return begun;
        event.importJob = job.id;
        const bool many = event.products > m_options.directProducts;
        if (auto done = many ? leaveToJob(database, waiting, job) : import(database, waiting, job); !done || many)
            return done;
    }
    if (waiting.answer) {
        event.status = waiting.answer->status;
        event.answer = waiting.answer->body;
        event.outcome = intakeanswer::outcomeOf(*waiting.answer, event.failed);
    }
    return WebhookRepository(database).add(event).and_then([&](qint64) { return keepAnswer(database, waiting); });
}

/** Whether it came before, and is answered as it was then; or may not be taken, and is told so. */
Result<bool> IntakeStoring::answerAgain(Database &database, WaitingIntake &waiting) const
{
    if (!waiting.once.find)
        return false;
    auto kept = waiting.once.find(database);
    if (!kept) {
        if (kept.error().code != ErrorCode::Conflict && kept.error().code != ErrorCode::InvalidInput)
            return failure(kept.error());
        waiting.answer = ServerAnswer::error(kept.error());
        return true;
    }
    if (*kept)
        waiting.answer = **std::move(kept);
    return kept->has_value();
}

Result<void> IntakeStoring::keepAnswer(Database &database, const WaitingIntake &waiting) const
{
    return waiting.once.keep ? waiting.once.keep(database, *waiting.answer) : Result<void>();
}

Result<void> IntakeStoring::import(Database &database, WaitingIntake &waiting, ImportJob &job)
{
    const IntakeReading &reading = *waiting.reading;
    job.records = waiting.event.products;
    job.rejected = job.records - static_cast<qint64>(reading.drafts.size());
    const auto outcome = writeIntake(database, job, reading.drafts);
    if (!outcome)
        return failure(outcome.error());
    job.state = ImportState::Completed;
    job.bytesDone = job.bytesTotal;
    job.finishedAt = QDateTime::currentDateTimeUtc();
    waiting.event.failed = job.rejected;
    waiting.job = job;
    waiting.answer = intakeanswer::imported(job, reading, *outcome);
    if (job.rejected > 0)
        waiting.event.error = intakeanswer::firstProblem(*waiting.answer);
    return importjobs::end(database, job);
}

Result<void> IntakeStoring::leaveToJob(Database &database, WaitingIntake &waiting, ImportJob &job)
{
    WebhookEvent &event = waiting.event;
    waiting.answer = intakeanswer::accepted(job, event.products);
    event.status = waiting.answer->status;
    event.answer = waiting.answer->body;
    event.outcome = WebhookOutcome::Waiting;
    const Result<qint64> id = WebhookRepository(database).add(event);
    if (!id)
        return failure(id.error());
    const Result<qint64> added = JobRepository(database).add({intakejob::order(*id)});
    if (!added)
        return failure(added.error());
    m_addedJobs = true;
    return keepAnswer(database, waiting);
}

/** So that a person sees it and can have it processed again once the fault is mended. */
void IntakeStoring::keepFailed(Database &database, WaitingIntake &waiting, const Error &error)
{
    qCWarning(storingLog) << "a request could not be imported:" << error.detail;
    waiting.answer = intakeanswer::failed(error);
    waiting.job = {};
    waiting.job.rejected = waiting.event.products;
    waiting.event.importJob = 0;
    waiting.event.outcome = WebhookOutcome::Failed;
    waiting.event.status = waiting.answer->status;
    waiting.event.answer = waiting.answer->body;
    waiting.event.error = error.message;
    if (const auto kept = WebhookRepository(database).add(waiting.event); !kept)
        qCWarning(storingLog) << "nor could it be kept:" << kept.error().detail;
}

} // namespace listwright
