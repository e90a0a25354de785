// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/intakejob.h"

#include "services/intake/intakeanswer.h"
#include "services/server/metrics.h"
#include "services/storage/importjobrows.h"
#include "services/storage/storage.h"
#include "services/storage/webhookrepository.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace listwright::intakejob {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t partProducts = 1000;
constexpr int attempts = 10; // what ends one is mostly the end of the program

const QString webhookName = u"webhook"_s;

Q_LOGGING_CATEGORY(intakeJobLog, "listwright.intake")

struct IntakeJob
{
    Q_DECLARE_TR_FUNCTIONS(IntakeJob)
};

/** One run: what has been read, and how far the import is. */
class IntakeRun
{
public:
    IntakeRun(Storage &storage, Metrics *metrics, WebhookEvent event, IntakeReading reading)
        : m_storage(storage), m_metrics(metrics), m_event(std::move(event)), m_reading(std::move(reading))
    {
    }

    /** Takes up the import where it is, or begins it. */
    Result<void> begin()
    {
        const auto begun = m_storage.write([this](Database &database) { return takeUp(database); }).result();
        return begun.map([this](const ImportJob &job) { m_job = job; });
    }

    std::size_t done() const { return static_cast<std::size_t>(m_job.records); }
    std::size_t total() const { return m_reading.items.size(); }

    Result<void> importPart()
    {
        const std::size_t end = std::min(total(), done() + partProducts);
        const auto begun = std::chrono::steady_clock::now();
        const auto written = m_storage.write([this, end](Database &database) { return write(database, end); }).result();
        if (written && m_metrics)
            count(*written, std::chrono::steady_clock::now() - begun);
        return written.map([this](const ImportJob &job) { m_job = job; });
    }

    /** Closes import and request, in the transaction that completes the job. */
    std::function<Result<void>(Database &)> closing()
    {
        ImportJob job = m_job;
        job.state = ImportState::Completed;
        job.bytesDone = job.bytesTotal;
        job.finishedAt = QDateTime::currentDateTimeUtc();
        WebhookEvent event = m_event;
        event.products = static_cast<qint64>(total());
        event.failed = job.rejected;
        event.importJob = job.id;
        event.outcome = job.rejected == 0                ? WebhookOutcome::Imported
                        : job.rejected == event.products ? WebhookOutcome::Rejected
                                                         : WebhookOutcome::Partly;
        const ServerAnswer answer = intakeanswer::finished(job, m_reading, m_untitled);
        event.answer = answer.body;
        event.error = intakeanswer::firstProblem(answer);
        return [job, event](Database &database) {
            return importjobs::end(database, job).and_then([&] { return WebhookRepository(database).settle(event); });
        };
    }

private:
    Result<ImportJob> takeUp(Database &database)
    {
        ImportJobRepository imports(database);
        auto known = m_event.importJob != 0 ? imports.find(m_event.importJob)
                                            : Result<ImportJob>(failure(ErrorCode::NotFound, {}));
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        ImportJob job;
        m_event.outcome = WebhookOutcome::Waiting; // one that failed may be tried again
        m_event.error.clear();
        if (known && known->state != ImportState::Completed) {
            job = *known;
            job.error.clear();
            if (auto again = importjobs::resume(database, job); !again)
                return failure(again.error());
        } else {
            job.fileName = u"Webhook"_s;
            job.layout = m_reading.layout;
            job.bytesTotal = m_event.size;
            if (auto begun = importjobs::begin(database, job); !begun)
                return failure(begun.error());
            m_event.importJob = job.id;
        }
        if (auto settled = WebhookRepository(database).settle(m_event); !settled)
            return failure(settled.error());
        return transaction.commit().map([&] { return job; });
    }

    Result<ImportJob> write(Database &database, std::size_t end)
    {
        ImportJob job = m_job;
        std::vector<ProductDraft> drafts;
        std::vector<std::size_t> items;
        for (std::size_t i = done(); i < end; ++i) {
            if (const auto draft = m_reading.items[i].draft) {
                drafts.push_back(m_reading.drafts[*draft]);
                items.push_back(i);
            } else {
                ++job.rejected;
            }
        }
        job.records = static_cast<qint64>(end);
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        const auto outcome = writeIntake(database, job, drafts);
        if (!outcome)
            return failure(outcome.error());
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!outcome->products[i])
                m_untitled.insert(items[i]);
        }
        return importjobs::writeProgress(database, job).and_then([&] { return transaction.commit(); }).map([&] {
            return job;
        });
    }

    /** The part by which the job is further than before. */
    void count(const ImportJob &job, Metrics::Duration took) const
    {
        m_metrics->database("write", took);
        m_metrics->products("created", job.created - m_job.created);
        m_metrics->products("updated", job.updated - m_job.updated);
        m_metrics->products("unchanged", job.unchanged - m_job.unchanged);
        m_metrics->products("failed", job.rejected - m_job.rejected);
    }

    Storage &m_storage;
    Metrics *m_metrics;
    WebhookEvent m_event;
    IntakeReading m_reading;
    ImportJob m_job;
    std::set<std::size_t> m_untitled; ///< items that are new and have no title, of the parts of this run
};

/** Of a request that is as wrong once more as it was: it would be at each further attempt. */
JobOutcome nothingImported(WebhookEvent event, const ServerAnswer &answer, const Error &error)
{
    event.outcome = intakeanswer::outcomeOf(answer, 0);
    event.answer = answer.body;
    event.error = error.message;
    return {.result = {{webhookName, event.id}},
            .store = [event](Database &database) { return WebhookRepository(database).settle(event); }};
}

Result<JobOutcome> importRequest(const ReadOptions &given, Metrics *metrics, qint64 id, JobContext &context)
{
    auto event =
        context.storage().read([id](Database &database) { return WebhookRepository(database).find(id); }).result();
    if (!event)
        return failure(event.error());
    auto reading = readIntake(event->contentType, event->body, given);
    if (reading && reading->products > IntakeLimits().products) {
        const Error error = tooManyProducts(IntakeLimits().products);
        return nothingImported(*std::move(event), intakeanswer::tooMany(error), error);
    }
    if (!reading && event->importJob == 0)
        return nothingImported(*std::move(event), intakeanswer::malformed(reading.error()), reading.error());
    if (!reading)
        return failure(reading.error());
    IntakeRun run(context.storage(), metrics, *std::move(event), *std::move(reading));
    auto step = run.begin();
    while (step && run.done() < run.total() && !context.stop().stop_requested()) {
        step = run.importPart();
        context.report(static_cast<int>(run.done() * 100 / std::max<std::size_t>(run.total(), 1)));
    }
    if (!step)
        return failure(step.error());
    if (run.done() < run.total())
        return failure(ErrorCode::Cancelled, {});
    return JobOutcome{.result = {{webhookName, id}}, .store = run.closing()};
}

/** Closes request and import, neither of which would be closed by anyone else. */
Result<void> endFailed(Database &database, qint64 webhook, ImportState state, const QString &why)
{
    WebhookRepository webhooks(database);
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    auto event = webhooks.find(webhook);
    if (!event)
        return failure(event.error());
    event->outcome = WebhookOutcome::Failed;
    event->error = why;
    if (auto settled = webhooks.settle(*event); !settled)
        return settled;
    auto job = event->importJob != 0 ? ImportJobRepository(database).find(event->importJob)
                                     : Result<ImportJob>(failure(ErrorCode::NotFound, {}));
    if (job && job->state != ImportState::Completed) {
        if (auto found = importjobs::resume(database, *job); !found) // for its change set
            return found;
        job->state = state;
        job->error = why;
        job->finishedAt = QDateTime::currentDateTimeUtc();
        if (auto ended = importjobs::end(database, *job); !ended)
            return ended;
    }
    return transaction.commit();
}

/** Nothing where the job is begun again by itself: after a pause, or by the next program. */
std::optional<std::pair<ImportState, QString>> endOf(const Job &job, JobContext &context, const Error &error)
{
    if (error.code != ErrorCode::Cancelled) {
        const bool again = isTransient(error.code) && job.attempts < job.maxAttempts;
        return again ? std::nullopt : std::optional(std::pair(ImportState::Failed, error.message));
    }
    const auto now =
        context.storage().read([&job](Database &database) { return JobRepository(database).find(job.id); }).result();
    if (!now || !now->cancelRequested)
        return {};
    return std::pair(ImportState::Cancelled, IntakeJob::tr("The job was cancelled."));
}

Result<JobOutcome> work(const ReadOptions &given, Metrics *metrics, const Job &job, JobContext &context)
{
    const qint64 id = job.payload.value(webhookName).toInteger();
    auto outcome = importRequest(given, metrics, id, context);
    if (outcome)
        return outcome;
    if (const auto end = endOf(job, context, outcome.error())) {
        const auto note = [&job, id, &end](Database &database) -> Result<void> {
            const auto now = JobRepository(database).find(job.id);
            if (!now || now->beginning != job.beginning)
                return {}; // another worker's by now
            return endFailed(database, id, end->first, end->second);
        };
        const auto ended = context.storage().write(note).result();
        if (!ended)
            qCWarning(intakeJobLog) << "the end of request" << id << "could not be noted:" << ended.error().detail;
    }
    return outcome;
}

} // namespace

NewJob order(qint64 webhook)
{
    return {.kind = kindName,
            .payload = {{webhookName, webhook}},
            .priority = 2, // somebody waits for it
            .maxAttempts = attempts,
            .uniqueKey = u"webhook:%1"_s.arg(webhook)};
}

Result<qint64> replay(Database &database, const QList<qint64> &webhooks)
{
    const auto copies = WebhookRepository(database).copyToReplay(webhooks);
    if (!copies)
        return failure(copies.error());
    QList<NewJob> jobs;
    for (const qint64 copy : *copies)
        jobs.append(order(copy));
    return JobRepository(database).add(jobs);
}

JobKind kind(std::function<ReadOptions()> given, std::shared_ptr<Metrics> metrics)
{
    const auto work = [given = std::move(given), metrics = std::move(metrics)](const Job &job, JobContext &context) {
        return intakejob::work(given(), metrics.get(), job, context);
    };
    return {.name = kindName, .work = work, .limit = 1};
}

} // namespace listwright::intakejob
