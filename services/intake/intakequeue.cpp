// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakequeue.h"

#include "services/intake/intakeanswer.h"
#include "services/intake/intakestoring.h"
#include "services/server/clientaddress.h"
#include "services/server/metrics.h"
#include "services/server/requestrates.h"
#include "services/storage/storage.h"
#include "services/storage/waitingwords.h"
#include "services/storage/webhookrepository.h"

#include <QLoggingCategory>
#include <QThreadPool>

#include <algorithm>
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
constexpr RequestRate notesOfAddress{10 / 60.0, 10};
constexpr RequestRate notesOfAll{60 / 60.0, 60};
constexpr qint64 largeBody = 2 * 1024 * 1024;   // bytes; read one after the other, as each takes many times that
constexpr qint64 mostRead = 32LL * 1024 * 1024; // bytes of bodies that are read and wait to be stored

} // namespace

struct IntakeQueue::Private : std::enable_shared_from_this<Private>
{
    Storage &storage;
    IntakeOptions options;
    std::function<void()> jobsAdded;
    QThreadPool readers;
    QThreadPool largeReader;
    RequestRates addressNotes{notesOfAddress};
    RequestRates allNotes{notesOfAll};
    std::mutex mutex;
    std::condition_variable idle;
    std::condition_variable room;
    std::deque<WaitingIntake> ready;
    std::size_t notes = 0; ///< of them
    qint64 readBytes = 0;  ///< of the bodies of them that were read
    bool writing = false;
    bool reached = false;           ///< the writer was, so that what waits may be stored by the next
    IntakeStoring storing{options}; ///< the writer's, likewise below
    WaitingWords words;
    std::chrono::steady_clock::time_point removed{};

    Private(Storage &of, IntakeOptions with, std::function<void()> added)
        : storage(of), options(std::move(with)), jobsAdded(std::move(added)), words(of)
    {
        readers.setMaxThreadCount(readingThreads);
        largeReader.setMaxThreadCount(1);
    }

    void waitForRoom();
    void read(WaitingIntake &waiting) const;
    void readGuarded(WaitingIntake &waiting) const;
    void push(WaitingIntake waiting);
    void leave(const WaitingIntake &waiting);
    void write();
    void written(const Result<void> &done);
    void refuseAll(const Error &error);
    std::vector<WaitingIntake> takeGroup();
    void count(const std::vector<WaitingIntake> &group, std::chrono::steady_clock::time_point begun) const;
    void noteWords(const std::vector<WaitingIntake> &group);
    void removeOld(Database &database);
    void removeRefused(Database &database, const std::vector<WaitingIntake> &group) const;
    static void send(std::vector<WaitingIntake> &group);
};

/** The writer makes it, as it works as long as there is anything that was read. */
void IntakeQueue::Private::waitForRoom()
{
    std::unique_lock lock(mutex);
    room.wait(lock, [this] { return readBytes < mostRead; });
}

void IntakeQueue::Private::read(WaitingIntake &waiting) const
{
    auto reading = readIntake(waiting.event.contentType, waiting.event.body, options.given,
                              {options.mostProducts, options.directProducts});
    if (reading && reading->products <= options.mostProducts) {
        waiting.event.products = reading->products;
        waiting.reading = *std::move(reading);
        return;
    }
    if (reading) {
        const Error error = tooManyProducts(options.mostProducts);
        waiting.event.error = error.message;
        waiting.answer = intakeanswer::tooMany(error);
        return;
    }
    waiting.event.error = reading.error().message;
    waiting.answer = intakeanswer::malformed(reading.error());
}

/** One that there is no memory for, or that shows a fault of the program, is kept to be tried again. */
void IntakeQueue::Private::readGuarded(WaitingIntake &waiting) const
{
    try {
        read(waiting);
    } catch (const std::exception &exception) {
        qCCritical(intakeLog) << "a request could not be read:" << exception.what();
        waiting.reading.reset();
        const Error error{ErrorCode::Internal, {}, QString::fromUtf8(exception.what()), {}};
        waiting.answer = intakeanswer::failed(error);
    }
}

void IntakeQueue::Private::push(WaitingIntake waiting)
{
    {
        const std::lock_guard lock(mutex);
        readBytes += waiting.reading ? waiting.event.size : 0;
        ready.push_back(std::move(waiting));
        if (std::exchange(writing, true))
            return;
    }
    write();
}

/** It waits no more; with the lock. */
void IntakeQueue::Private::leave(const WaitingIntake &waiting)
{
    notes -= waiting.responder ? 0 : 1;
    readBytes -= waiting.reading ? waiting.event.size : 0;
    room.notify_all();
}

/** Asks for the catalog's writer, without the lock. While it is busy more requests come together. */
void IntakeQueue::Private::write()
{
    const auto self = shared_from_this();
    storage
        .write([self](Database &database) -> Result<void> {
            self->reached = true;
            std::vector<WaitingIntake> group = self->takeGroup();
            const auto begun = std::chrono::steady_clock::now();
            Result<void> stored;
            {
                const DurableCommits durable(database);
                stored = self->storing.store(database, group);
            }
            send(group);
            self->count(group, begun);
            self->noteWords(group);
            if (stored) { // else a further attempt waits as long again
                self->removeRefused(database, group);
                self->removeOld(database);
            }
            return stored;
        })
        .then([self](const Result<void> &done) { self->written(done); });
}

/** Where the writer cannot work at all this runs at once, in the thread that asked for it. */
void IntakeQueue::Private::written(const Result<void> &done)
{
    if (!std::exchange(reached, false) && !done)
        refuseAll(done.error());
    if (storing.takeAddedJobs() && jobsAdded)
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
    std::vector<WaitingIntake> refused;
    {
        const std::lock_guard lock(mutex);
        refused.assign(std::make_move_iterator(ready.begin()), std::make_move_iterator(ready.end()));
        ready.clear();
        for (const WaitingIntake &waiting : refused)
            leave(waiting); // more notes may be counted that are on their way here
    }
    for (WaitingIntake &waiting : refused)
        waiting.answer = intakeanswer::failed(error);
    send(refused);
}

std::vector<WaitingIntake> IntakeQueue::Private::takeGroup()
{
    const std::lock_guard lock(mutex);
    std::vector<WaitingIntake> group;
    std::size_t products = 0;
    while (!ready.empty() && group.size() < groupRequests && (group.empty() || products < groupProducts)) {
        products += ready.front().reading ? ready.front().reading->drafts.size() : 0;
        leave(ready.front());
        group.push_back(std::move(ready.front()));
        ready.pop_front();
    }
    return group;
}

void IntakeQueue::Private::count(const std::vector<WaitingIntake> &group,
                                 std::chrono::steady_clock::time_point begun) const
{
    if (!options.metrics)
        return;
    options.metrics->database("write", std::chrono::steady_clock::now() - begun);
    for (const WaitingIntake &waiting : group) {
        options.metrics->products("created", waiting.job.created);
        options.metrics->products("updated", waiting.job.updated);
        options.metrics->products("unchanged", waiting.job.unchanged);
        options.metrics->products("failed", waiting.job.rejected);
    }
}

/** PostgreSQL's, of which those of many products are moved at once: each alone would cost as much as all the rest. */
void IntakeQueue::Private::noteWords(const std::vector<WaitingIntake> &group)
{
    if (storage.location().isSqlite())
        return;
    qint64 products = 0;
    for (const WaitingIntake &waiting : group)
        products += waiting.job.created + waiting.job.updated;
    words.add(static_cast<std::size_t>(products));
    const std::lock_guard lock(mutex);
    if (ready.empty())
        words.rest();
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

/** Anyone may send what is refused. */
void IntakeQueue::Private::removeRefused(Database &database, const std::vector<WaitingIntake> &group) const
{
    const bool hasNotes = std::ranges::any_of(group, [](const WaitingIntake &waiting) { return !waiting.responder; });
    if (!hasNotes)
        return;
    const auto gone = WebhookRepository(database).keepNewest(WebhookOutcome::Unauthorized, options.keepRefused);
    if (!gone)
        qCWarning(intakeLog) << "refused requests could not be removed:" << gone.error().detail;
}

void IntakeQueue::Private::send(std::vector<WaitingIntake> &group)
{
    for (WaitingIntake &waiting : group) {
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
    d->largeReader.waitForDone();
    std::unique_lock lock(d->mutex);
    d->idle.wait(lock, [this] { return !d->writing; });
}

void IntakeQueue::submit(WebhookEvent event, Responder responder, IntakeOnce once)
{
    auto waiting =
        std::make_shared<WaitingIntake>(WaitingIntake{std::move(event), std::move(responder), std::move(once)});
    waiting->event.size = waiting->event.body.size();
    QThreadPool &pool = waiting->event.size > largeBody ? d->largeReader : d->readers;
    pool.start([data = d, waiting] {
        data->waitForRoom();
        data->readGuarded(*waiting);
        data->push(std::move(*waiting));
    });
}

void IntakeQueue::note(WebhookEvent event)
{
    const auto now = std::chrono::steady_clock::now();
    const QByteArray client = clientOf(QHostAddress(event.remoteAddress)).toString().toLatin1();
    if (d->addressNotes.take(client, now) || d->allNotes.take({}, now))
        return;
    {
        const std::lock_guard lock(d->mutex);
        if (d->notes >= mostNotes)
            return;
        ++d->notes;
    }
    d->push({std::move(event)});
}

} // namespace listwright
