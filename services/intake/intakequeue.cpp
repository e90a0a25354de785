// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakequeue.h"

#include "services/intake/intakeanswer.h"
#include "services/intake/intakejob.h"
#include "services/server/metrics.h"
#include "services/storage/importjobrows.h"
#include "services/storage/jobrepository.h"
#include "services/storage/storage.h"
#include "services/storage/webhookrepository.h"

#include <QLoggingCategory>
#include <QThreadPool>

#include <condition_variable>
#include <deque>
#include <mutex>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(intakeLog, "listwright.intake")

constexpr int readingThreads = 2;
constexpr std::size_t groupRequests = 256;
constexpr std::size_t groupProducts = 5000;
constexpr std::size_t mostNotes = 1000; // waiting; a flood of wrong secrets must not fill the memory

} // namespace

struct IntakeQueue::Private : std::enable_shared_from_this<Private>
{
    /** One request on its way, and what it is answered with. */
    struct Waiting
    {
        WebhookEvent event{};
        std::optional<Responder> responder{}; ///< nothing: it is only kept
        IntakeOnce once{};
        std::optional<IntakeReading> reading{}; ///< nothing: no products can be read from it
        std::optional<ServerAnswer> answer{};
        ImportJob job{}; ///< with what became of the products, once they are stored
    };

    Storage &storage;
    IntakeOptions options;
    std::function<void()> jobsAdded;
    QThreadPool readers;
    std::mutex mutex;
    std::condition_variable idle;
    std::deque<Waiting> ready;
    std::size_t notes = 0; ///< of them
    bool writing = false;
    bool addedJobs = false; ///< the writer's, likewise below
    std::chrono::steady_clock::time_point removed{};

    Private(Storage &of, IntakeOptions with, std::function<void()> added)
        : storage(of), options(std::move(with)), jobsAdded(std::move(added))
    {
        readers.setMaxThreadCount(readingThreads);
    }

    void read(Waiting &waiting) const;
    void push(Waiting waiting);
    void write();
    void written(const Result<bool> &done);
    void refuseAll(const Error &error);
    std::vector<Waiting> takeGroup();
    void storeGroup(Database &database, std::vector<Waiting> &group);
    Result<void> storeTogether(Database &database, std::vector<Waiting> &group);
    Result<void> storeOne(Database &database, Waiting &waiting);
    Result<bool> answerAgain(Database &database, Waiting &waiting) const;
    Result<void> keepAnswer(Database &database, const Waiting &waiting) const;
    Result<void> import(Database &database, Waiting &waiting, ImportJob &job);
    Result<void> leaveToJob(Database &database, Waiting &waiting, ImportJob &job);
    void count(const std::vector<Waiting> &group, std::chrono::steady_clock::time_point begun) const;
    void removeOld(Database &database);
    void keepFailed(Database &database, Waiting &waiting, const Error &error);
    static void send(std::vector<Waiting> &group);
};

void IntakeQueue::Private::read(Waiting &waiting) const
{
    auto reading = readIntake(waiting.event.contentType, waiting.event.body, options.given);
    if (reading) {
        waiting.event.products = static_cast<qint64>(reading->items.size());
        waiting.reading = *std::move(reading);
        return;
    }
    waiting.event.error = reading.error().message;
    waiting.answer = reading.error().code == ErrorCode::Unsupported
                         ? ServerAnswer::error(415, u"unsupported_media_type"_s, reading.error().message)
                         : intakeanswer::malformed(reading.error());
}

void IntakeQueue::Private::push(Waiting waiting)
{
    {
        const std::lock_guard lock(mutex);
        ready.push_back(std::move(waiting));
        if (std::exchange(writing, true))
            return;
    }
    write();
}

/** Asks for the catalog's writer, without the lock. While it is busy more requests come together. */
void IntakeQueue::Private::write()
{
    const auto self = shared_from_this();
    storage
        .write([self](Database &database) -> Result<bool> {
            std::vector<Waiting> group = self->takeGroup();
            const auto begun = std::chrono::steady_clock::now();
            {
                const DurableCommits durable(database);
                self->storeGroup(database, group);
            }
            send(group);
            self->count(group, begun);
            self->removeOld(database);
            return true;
        })
        .then([self](const Result<bool> &done) { self->written(done); });
}

/** Where the writer cannot work at all this runs at once, in the thread that asked for it. */
void IntakeQueue::Private::written(const Result<bool> &done)
{
    if (!done)
        refuseAll(done.error());
    if (std::exchange(addedJobs, false) && jobsAdded)
        jobsAdded();
    {
        const std::lock_guard lock(mutex);
        if (ready.empty()) {
            writing = false;
            idle.notify_all();
            return;
        }
    }
    write();
}

void IntakeQueue::Private::refuseAll(const Error &error)
{
    std::vector<Waiting> refused;
    {
        const std::lock_guard lock(mutex);
        refused.assign(std::make_move_iterator(ready.begin()), std::make_move_iterator(ready.end()));
        ready.clear();
        for (const Waiting &waiting : refused)
            notes -= waiting.responder ? 0 : 1; // more may be counted that are on their way here
    }
    for (Waiting &waiting : refused)
        waiting.answer = intakeanswer::failed(error);
    send(refused);
}

std::vector<IntakeQueue::Private::Waiting> IntakeQueue::Private::takeGroup()
{
    const std::lock_guard lock(mutex);
    std::vector<Waiting> group;
    std::size_t products = 0;
    while (!ready.empty() && group.size() < groupRequests && (group.empty() || products < groupProducts)) {
        products += ready.front().reading ? ready.front().reading->drafts.size() : 0;
        notes -= ready.front().responder ? 0 : 1;
        group.push_back(std::move(ready.front()));
        ready.pop_front();
    }
    return group;
}

/** All in one transaction; where one of them fails for what it holds, each in its own. */
void IntakeQueue::Private::storeGroup(Database &database, std::vector<Waiting> &group)
{
    const Result<void> stored = storeTogether(database, group);
    if (stored)
        return;
    for (Waiting &waiting : group)
        waiting.job = {}; // none of it is there
    if (isTransient(stored.error().code) || stored.error().code == ErrorCode::StorageFull ||
        stored.error().code == ErrorCode::Forbidden) {
        qCWarning(intakeLog) << "requests could not be stored:" << stored.error().detail;
        for (Waiting &waiting : group)
            waiting.answer = intakeanswer::failed(stored.error());
        return;
    }
    if (group.size() == 1)
        return keepFailed(database, group.front(), stored.error());
    for (Waiting &waiting : group) {
        std::vector<Waiting> alone;
        alone.push_back(std::move(waiting));
        storeGroup(database, alone);
        waiting = std::move(alone.front());
    }
}

Result<void> IntakeQueue::Private::storeTogether(Database &database, std::vector<Waiting> &group)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    for (Waiting &waiting : group) {
        if (auto stored = storeOne(database, waiting); !stored)
            return stored;
    }
    return transaction.commit();
}

Result<void> IntakeQueue::Private::storeOne(Database &database, Waiting &waiting)
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
        const bool many = event.products > options.directProducts;
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
Result<bool> IntakeQueue::Private::answerAgain(Database &database, Waiting &waiting) const
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

Result<void> IntakeQueue::Private::keepAnswer(Database &database, const Waiting &waiting) const
{
    return waiting.once.keep ? waiting.once.keep(database, *waiting.answer) : Result<void>();
}

Result<void> IntakeQueue::Private::import(Database &database, Waiting &waiting, ImportJob &job)
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

Result<void> IntakeQueue::Private::leaveToJob(Database &database, Waiting &waiting, ImportJob &job)
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
    addedJobs = true;
    return keepAnswer(database, waiting);
}

void IntakeQueue::Private::count(const std::vector<Waiting> &group, std::chrono::steady_clock::time_point begun) const
{
    if (!options.metrics)
        return;
    options.metrics->database("write", std::chrono::steady_clock::now() - begun);
    for (const Waiting &waiting : group) {
        options.metrics->products("created", waiting.job.created);
        options.metrics->products("updated", waiting.job.updated);
        options.metrics->products("unchanged", waiting.job.unchanged);
        options.metrics->products("failed", waiting.job.rejected);
    }
}

/** Little by little: their bodies may be large, and others wait for the writer. */
void IntakeQueue::Private::removeOld(Database &database)
{
    constexpr std::chrono::minutes interval{10};
    constexpr int atOnce = 200;
    const auto now = std::chrono::steady_clock::now();
    if (removed != std::chrono::steady_clock::time_point() && now - removed < interval)
        return;
    const auto gone =
        WebhookRepository(database).removeBefore(QDateTime::currentDateTimeUtc().addDays(-options.keepDays), atOnce);
    if (gone && *gone == atOnce)
        return; // more of them after the next requests
    removed = now;
}

/** So that a person sees it and can have it processed again once the fault is mended. */
void IntakeQueue::Private::keepFailed(Database &database, Waiting &waiting, const Error &error)
{
    qCWarning(intakeLog) << "a request could not be imported:" << error.detail;
    waiting.answer = intakeanswer::failed(error);
    waiting.job = {};
    waiting.job.rejected = waiting.event.products;
    waiting.event.importJob = 0;
    waiting.event.outcome = WebhookOutcome::Failed;
    waiting.event.status = waiting.answer->status;
    waiting.event.answer = waiting.answer->body;
    waiting.event.error = error.message;
    if (const auto kept = WebhookRepository(database).add(waiting.event); !kept)
        qCWarning(intakeLog) << "nor could it be kept:" << kept.error().detail;
}

void IntakeQueue::Private::send(std::vector<Waiting> &group)
{
    for (Waiting &waiting : group) {
        if (waiting.responder && waiting.answer)
            waiting.responder->answer(*std::move(waiting.answer));
    }
}

IntakeQueue::IntakeQueue(Storage &storage, IntakeOptions options, std::function<void()> jobsAdded)
    : d(std::make_shared<Private>(storage, std::move(options), std::move(jobsAdded)))
{
}

IntakeQueue::~IntakeQueue()
{
    d->readers.waitForDone();
    std::unique_lock lock(d->mutex);
    d->idle.wait(lock, [this] { return !d->writing; });
}

void IntakeQueue::submit(WebhookEvent event, Responder responder, IntakeOnce once)
{
    auto waiting =
        std::make_shared<Private::Waiting>(Private::Waiting{std::move(event), std::move(responder), std::move(once)});
    waiting->event.size = waiting->event.body.size();
    d->readers.start([data = d, waiting] {
        data->read(*waiting);
        data->push(std::move(*waiting));
    });
}

void IntakeQueue::note(WebhookEvent event)
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->notes >= mostNotes)
            return;
        ++d->notes;
    }
    d->push({std::move(event)});
}

} // namespace listwright
