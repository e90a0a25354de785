// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakestoring.h"

#include "services/intake/intakeanswer.h"
#include "services/intake/intakejob.h"
#include "services/storage/catalogindexes.h"
#include "services/storage/importjobrows.h"
#include "services/storage/intakegroup.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"
#include "services/storage/webhookrepository.h"

#include <QLoggingCategory>

#include <algorithm>
#include <set>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(storingLog, "listwright.intake")

/** Which products several requests bring. */
class ProductIdentities
{
public:
    /** False where one of them is there already; none is added then. */
    bool add(const std::vector<ProductDraft> &drafts)
    {
        for (std::size_t i = 0; i < drafts.size(); ++i) {
            if (m_known.insert(of(drafts[i])).second)
                continue;
            for (std::size_t added = 0; added < i; ++added)
                m_known.erase(of(drafts[added]));
            return false;
        }
        return true;
    }

private:
    using Identity = std::pair<std::string_view, std::string_view>;
    static Identity of(const ProductDraft &draft) { return {draft.sourcePlatform, draft.sourceId}; }

    std::set<Identity> m_known;
};

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
    const auto store = [&](Way way) -> Result<void> {
        Transaction transaction(database);
        if (!transaction.begun())
            return transaction.begun();
        return catalogindexes::leaveWordsWaiting(database)
            .and_then([&] { return storeAll(database, group, way); })
            .and_then([&] { return transaction.commit(); });
    };
    Result<void> stored = store(Way::Together);
    const bool passes = database.dialect() == Dialect::PostgreSql && !stored &&
                        (stored.error().code == ErrorCode::Conflict || stored.error().code == ErrorCode::Busy);
    return passes ? store(Way::OneByOne) : stored; // another machine sent some of the products as well
}

/** In their order, but for those that have nothing to do with one another. */
Result<void> IntakeStoring::storeAll(Database &database, std::vector<WaitingIntake> &group, Way way)
{
    std::vector<WaitingIntake *> run;
    ProductIdentities identities;
    for (WaitingIntake &waiting : group) {
        const bool joins = way == Way::Together && canJoin(waiting);
        bool added = joins && identities.add(waiting.reading->drafts);
        if (!added) { // it comes after those before it
            if (auto stored = storeRun(database, std::exchange(run, {})); !stored)
                return stored;
            identities = {};
            added = joins && identities.add(waiting.reading->drafts);
        }
        if (added)
            run.push_back(&waiting);
        else if (auto stored = storeOne(database, waiting); !stored)
            return stored;
    }
    return storeRun(database, std::move(run));
}

/** One whose products may be new, and that is nothing else than an import. */
bool IntakeStoring::canJoin(const WaitingIntake &waiting) const
{
    return waiting.reading && !waiting.once.find && waiting.event.products <= m_options.directProducts &&
           std::ranges::all_of(waiting.reading->drafts, [](const ProductDraft &draft) { return draft.kept.empty(); });
}

Result<void> IntakeStoring::storeRun(Database &database, std::vector<WaitingIntake *> run)
{
    if (run.empty())
        return {};
    std::vector<IntakeParcel> parcels;
    for (const WaitingIntake *waiting : run)
        parcels.push_back({.job = jobOf(*waiting), .drafts = &waiting->reading->drafts});
    IntakeGroup group(database);
    if (auto prepared = group.prepare(parcels); !prepared)
        return prepared;
    std::vector<const IntakeParcel *> ready;
    std::vector<WebhookEvent *> events;
    std::vector<WaitingIntake *> alone;
    for (std::size_t i = 0; i < run.size(); ++i) {
        WaitingIntake &waiting = *run[i];
        if (parcels[i].changesProducts) {
            alone.push_back(&waiting);
            continue;
        }
        conclude(waiting, parcels[i].job, parcels[i].outcome);
        waiting.event.importJob = waiting.job.id;
        describe(waiting);
        ready.push_back(&parcels[i]);
        events.push_back(&waiting.event);
    }
    Result<void> stored = ready.empty() ? Result<void>() : group.write(ready, events);
    for (auto waiting = alone.begin(); stored && waiting != alone.end(); ++waiting)
        stored = storeOne(database, **waiting);
    return stored;
}

/** As it stands once the products are in, but for their counts. */
ImportJob IntakeStoring::jobOf(const WaitingIntake &waiting) const
{
    ImportJob job;
    job.fileName = u"Webhook"_s;
    job.layout = waiting.reading->layout;
    job.bytesTotal = waiting.event.size;
    job.records = waiting.event.products;
    job.rejected = job.records - static_cast<qint64>(waiting.reading->drafts.size());
    job.state = ImportState::Completed;
    job.bytesDone = job.bytesTotal;
    job.startedAt = job.finishedAt = QDateTime::currentDateTimeUtc();
    return job;
}

void IntakeStoring::conclude(WaitingIntake &waiting, const ImportJob &job, const IntakeOutcome &outcome)
{
    waiting.event.failed = job.rejected;
    waiting.job = job;
    waiting.answer = intakeanswer::imported(job, *waiting.reading, outcome);
    if (job.rejected > 0)
        waiting.event.error = intakeanswer::firstProblem(*waiting.answer);
}

/** The answer, in the row of its request. */
void IntakeStoring::describe(WaitingIntake &waiting)
{
    waiting.event.status = waiting.answer->status;
    waiting.event.answer = waiting.answer->body;
    waiting.event.outcome = intakeanswer::outcomeOf(*waiting.answer, waiting.event.failed);
}

Result<void> IntakeStoring::storeOne(Database &database, WaitingIntake &waiting)
{
    const Result<bool> again = answerAgain(database, waiting);
    if (!again || *again)
        return again.map([](bool) {});
    if (waiting.reading) {
        ImportJob job = jobOf(waiting);
        const bool many = waiting.event.products > m_options.directProducts;
        if (auto begun = importjobs::begin(database, job); !begun)
            return begun;
        waiting.event.importJob = job.id;
        if (auto done = many ? leaveToJob(database, waiting, job) : import(database, waiting, job); !done || many)
            return done;
    }
    if (waiting.answer)
        describe(waiting);
    return WebhookRepository(database).add(waiting.event).and_then([&](qint64) {
        return keepAnswer(database, waiting);
    });
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
    const auto outcome = writeIntake(database, job, waiting.reading->drafts);
    if (!outcome)
        return failure(outcome.error());
    job.state = ImportState::Completed;
    job.finishedAt = QDateTime::currentDateTimeUtc();
    conclude(waiting, job, *outcome);
    return importjobs::end(database, job);
}

Result<void> IntakeStoring::leaveToJob(Database &database, WaitingIntake &waiting, ImportJob &job)
{
    WebhookEvent &event = waiting.event;
    waiting.answer = intakeanswer::accepted(job, event.products);
    describe(waiting);
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
