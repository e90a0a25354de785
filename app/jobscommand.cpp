// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/jobkinds.h"
#include "app/jobtexts.h"
#include "models/domain/jobjson.h"
#include "services/net/ratelimits.h"
#include "services/storage/foreignqueue.h"
#include "services/storage/jobrepository.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Jobs
{
    Q_DECLARE_TR_FUNCTIONS(JobsCommand)
};

constexpr int jobsListed = 50;
constexpr qint64 mostListed = 100'000;

/** What --kind and --bulk are about; everything without them. */
Result<JobScope> scopeFrom(const CommandContext &context)
{
    const auto bulk = context.number(u"bulk"_s, 1);
    if (!bulk)
        return failure(bulk.error());
    return JobScope{.kind = context.value(u"kind"_s), .bulkJobId = bulk->value_or(0)};
}

bool isScoped(const CommandContext &context)
{
    return context.isSet(u"kind"_s) || context.isSet(u"bulk"_s);
}

Result<JobFilter> filterFrom(const CommandContext &context)
{
    const auto scope = scopeFrom(context);
    const auto limit = context.number(u"limit"_s, 1);
    if (!scope || !limit)
        return failure(!scope ? scope.error() : limit.error());
    JobFilter filter{.kind = scope->kind,
                     .bulkJobId = scope->bulkJobId,
                     .limit = static_cast<int>(std::min(mostListed, limit->value_or(jobsListed)))};
    for (const QString &name : context.values(u"state"_s)) {
        const auto state = jobStateFromName(name);
        if (!state)
            return failure(ErrorCode::InvalidInput,
                           Jobs::tr("“%1” is none of pending, running, completed, failed, cancelled.").arg(name));
        filter.states.append(*state);
    }
    return filter;
}

struct ListedJobs
{
    QList<Job> jobs;
    JobCounts counts;
    QList<JobScope> paused;
    QList<BulkJob> bulkJobs;
};

Result<ListedJobs> readListed(Database &database, const JobFilter &filter)
{
    JobRepository repository(database);
    const auto jobs = repository.list(filter);
    const auto counts = repository.counts({.kind = filter.kind, .bulkJobId = filter.bulkJobId});
    const auto paused = repository.paused();
    const auto bulkJobs = repository.bulkJobs();
    if (!jobs || !counts)
        return failure(!jobs ? jobs.error() : counts.error());
    if (!paused || !bulkJobs)
        return failure(!paused ? paused.error() : bulkJobs.error());
    return ListedJobs{*jobs, *counts, *paused, *bulkJobs};
}

/** Kinds of jobs that --kind may name, read in the command's thread. */
struct WantedKind
{
    std::optional<QString> kind{};
    QStringList known{};
};

WantedKind wantedKind(CommandContext &context)
{
    WantedKind wanted;
    if (!context.isSet(u"kind"_s))
        return wanted;
    wanted.kind = context.value(u"kind"_s);
    RateLimits limits(1);
    const auto kinds = jobKinds(context.settings(), {.limits = &limits});
    for (const JobKind &kind : kinds)
        wanted.known.append(kind.name);
    return wanted;
}

/** A mistyped kind must not look like one that has no jobs. Others than this program's are known by their jobs. */
Result<void> checkKind(JobRepository &repository, const WantedKind &wanted)
{
    if (!wanted.kind || wanted.known.contains(*wanted.kind))
        return {};
    const auto jobs = repository.list({.kind = *wanted.kind, .limit = 1});
    const auto paused = repository.paused();
    if (!jobs || !paused)
        return failure(!jobs ? jobs.error() : paused.error());
    if (!wanted.kind->isEmpty() && (!jobs->isEmpty() || paused->contains(JobScope{.kind = *wanted.kind})))
        return {};
    return failure(
        ErrorCode::NotFound,
        Jobs::tr("There are no jobs of the kind “%1”. Known are: %2.").arg(*wanted.kind, wanted.known.join(u", ")));
}

int listJobs(CommandContext &context)
{
    if (const auto understood = context.atMost(1); !understood)
        return context.wrongUsage(understood.error().message);
    const auto filter = filterFrom(context);
    if (!filter)
        return context.wrongUsage(filter.error().message);
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const auto listed =
        (*storage)
            ->read([kind = wantedKind(context), filter = *filter](Database &database) {
                JobRepository repository(database);
                return checkKind(repository, kind).and_then([&] { return readListed(database, filter); });
            })
            .result();
    if (!listed)
        return context.fail(listed.error());
    QJsonArray jobs;
    QJsonArray bulkJobs;
    QJsonArray paused;
    for (const Job &job : listed->jobs)
        jobs.append(jobToJson(job));
    for (const BulkJob &bulk : listed->bulkJobs)
        bulkJobs.append(bulkJobToJson(bulk));
    for (const JobScope &scope : listed->paused)
        paused.append(jobtexts::scopeName(scope));
    context.console().table(jobtexts::table(listed->jobs, context.rulePacks()));
    for (const BulkJob &bulk : listed->bulkJobs) {
        if (!bulk.isFinished() || bulk.id == filter->bulkJobId)
            context.console().line(jobtexts::line(bulk));
    }
    for (const JobScope &scope : listed->paused)
        context.console().line(Jobs::tr("Paused: %1").arg(jobtexts::scopeText(scope)));
    context.console().line(jobtexts::line(listed->counts));
    context.console().result({{u"jobs"_s, jobs},
                              {u"counts"_s, jobCountsToJson(listed->counts)},
                              {u"paused"_s, paused},
                              {u"bulk_jobs"_s, bulkJobs}});
    return ExitDone;
}

int show(CommandContext &context, const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return context.wrongUsage(Jobs::tr("Which job? “listwright jobs list” shows their numbers."));
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const RulePacks packs = context.rulePacks();
    QJsonArray array;
    for (const qint64 id : ids) {
        const auto job =
            (*storage)->read([id](Database &database) { return JobRepository(database).find(id); }).result();
        if (!job)
            return context.fail(job.error());
        for (const QString &line : jobtexts::details(*job, packs))
            context.console().line(line);
        array.append(jobToJson(*job));
    }
    context.console().result({{u"jobs"_s, array}});
    return ExitDone;
}

using QueueChange = std::function<Result<qint64>(JobRepository &)>;

/** In the catalog, also while another program works its queue. */
Result<qint64> changeQueue(CommandContext &context, const QueueChange &work)
{
    const auto storage = context.openForChanging();
    if (storage)
        return (*storage)
            ->write([&work](Database &database) {
                JobRepository repository(database);
                return work(repository);
            })
            .result();
    const auto place = context.location();
    if (storage.error().code != ErrorCode::Busy || !place || !place->isSqlite())
        return failure(storage.error());
    return changeForeignQueue(*place, work);
}

/** Does it in the queue, and tells how many jobs it was about. */
int change(CommandContext &context, const QString &name, const QString &text, const QueueChange &work)
{
    const WantedKind kind = wantedKind(context);
    const auto count = changeQueue(context, [&](JobRepository &repository) {
        return checkKind(repository, kind).and_then([&] { return work(repository); });
    });
    if (!count)
        return context.fail(count.error());
    context.console().line(text.arg(QLocale().toString(*count)));
    context.console().result({{name, *count}});
    return ExitDone;
}

int retry(CommandContext &context, const QList<qint64> &ids)
{
    const auto scope = scopeFrom(context);
    if (!scope)
        return context.wrongUsage(scope.error().message);
    if (ids.isEmpty() != context.isSet(u"failed"_s))
        return context.wrongUsage(Jobs::tr("Name the jobs by their numbers, or give --failed."));
    const auto again = [&](JobRepository &jobs) -> Result<qint64> {
        if (ids.isEmpty())
            return jobs.retryFailed(*scope);
        const auto count = jobs.retry(ids);
        if (count && *count == 0)
            return failure(ErrorCode::NotFound, Jobs::tr("None of these jobs has failed or was cancelled."));
        return count;
    };
    return change(context, u"retried"_s, Jobs::tr("%1 job(s) wait again."), again);
}

int cancel(CommandContext &context, const QList<qint64> &ids)
{
    const auto scope = scopeFrom(context);
    if (!scope)
        return context.wrongUsage(scope.error().message);
    if (ids.isEmpty() != (isScoped(context) || context.isSet(u"all"_s)))
        return context.wrongUsage(Jobs::tr("Name the jobs by their numbers, or give --kind, --bulk or --all."));
    return change(context, u"cancelled"_s, Jobs::tr("%1 job(s) cancelled."),
                  [&](JobRepository &jobs) { return ids.isEmpty() ? jobs.cancel(*scope) : jobs.cancel(ids); });
}

int setPaused(CommandContext &context, bool paused)
{
    const auto scope = scopeFrom(context);
    if (!scope)
        return context.wrongUsage(scope.error().message);
    if (context.arguments().size() > 1)
        return context.wrongUsage(Jobs::tr("Kinds and bulk jobs are named by --kind and --bulk."));
    if (isScoped(context) == context.isSet(u"all"_s))
        return context.wrongUsage(Jobs::tr("What? Give --kind, --bulk or --all."));
    const WantedKind kind = wantedKind(context);
    const auto done = changeQueue(context, [&](JobRepository &repository) -> Result<qint64> {
        if (auto known = checkKind(repository, kind); !known)
            return failure(known.error());
        return repository.setPaused(*scope, paused).map([] { return qint64(0); });
    });
    if (!done)
        return context.fail(done.error());
    const QString what = jobtexts::scopeText(*scope);
    context.console().line(paused ? Jobs::tr("Paused: %1").arg(what) : Jobs::tr("Goes on: %1").arg(what));
    context.console().result({{paused ? u"paused"_s : u"resumed"_s, jobtexts::scopeName(*scope)}});
    return ExitDone;
}

int runJobsCommand(CommandContext &context)
{
    const QString action = context.arguments().value(0, u"list"_s);
    if (action == u"list")
        return listJobs(context);
    if (action == u"pause" || action == u"resume")
        return setPaused(context, action == u"pause");
    if (action != u"show" && action != u"retry" && action != u"cancel")
        return context.wrongUsage(Jobs::tr("“%1” is none of list, show, retry, cancel, pause, resume.").arg(action));
    const auto ids = context.numbersAfterAction();
    if (!ids)
        return context.wrongUsage(ids.error().message);
    if (action == u"show")
        return show(context, *ids);
    return action == u"retry" ? retry(context, *ids) : cancel(context, *ids);
}

} // namespace

Command jobsCommand()
{
    return {.name = u"jobs"_s,
            .arguments = u"[list | show ID… | retry ID… | cancel ID… | pause | resume]"_s,
            .summary = Jobs::tr("See and steer the queue of background work"),
            .details =
                Jobs::tr("A job that has used up its attempts stays as failed until it is retried. Pausing keeps "
                         "jobs from beginning; those that run go on."),
            .options = {{u"state"_s,
                         Jobs::tr("List only these: pending, running, completed, failed, cancelled; may be repeated."),
                         u"STATE"_s},
                        {u"kind"_s, Jobs::tr("Only jobs of this kind, e.g. optimize."), u"NAME"_s},
                        {u"bulk"_s, Jobs::tr("Only jobs of this bulk job."), u"ID"_s},
                        {u"failed"_s, Jobs::tr("Retry all that failed.")},
                        {u"all"_s, Jobs::tr("Cancel, pause or resume everything.")},
                        {u"limit"_s, Jobs::tr("How many to list (50)."), u"NUMBER"_s}},
            .examples = {{u"jobs list --state failed"_s, Jobs::tr("What needs a look.")},
                         {u"jobs show 12"_s, Jobs::tr("All errors of one job.")},
                         {u"jobs retry --failed --bulk 3"_s, Jobs::tr("The failed ones of a bulk job again.")},
                         {u"jobs pause --kind optimize"_s, Jobs::tr("Begins no more of them until “jobs resume”.")}},
            .run = runJobsCommand};
}

} // namespace listwright
