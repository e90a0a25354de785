// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a job of the kind "optimize" does.

#include "services/optimizing/optimization.h"

#include "services/net/ratelimits.h"
#include "services/optimizing/countedchat.h"
#include "services/optimizing/listedproducts.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"

#include <atomic>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** The work's beginning: what it is about. */
struct Material
{
    ListedProduct listed;
    Prompt prompt;
};

/** Whether a proposal may be accepted without a person: an explicit rule, off by default. */
bool isAcceptedAtOnce(const Proposal &proposal, const OptimizationSettings &settings)
{
    return settings.acceptFromGain && proposal.isClean() && proposal.hint.isEmpty() &&
           proposal.scoreAfter - proposal.scoreBefore >= *settings.acceptFromGain;
}

/** What all jobs of a process share. */
struct Workshop
{
    OptimizationSources sources;
    Spending spending{};
    std::atomic<qint64> answersSwept = 0; ///< seconds since 1970: when old answers were removed

    /** True once an hour. */
    bool isTimeToSweep()
    {
        constexpr qint64 interval = 3600;
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        qint64 last = answersSwept;
        return now - last > interval && answersSwept.compare_exchange_strong(last, now);
    }
};

/** One job from beginning to end, in a worker's thread. */
class OptimizationWork
{
    Q_DECLARE_TR_FUNCTIONS(Optimization)

public:
    OptimizationWork(Workshop &workshop, const Job &job, JobContext &context)
        : m_workshop(workshop)
        , m_job(job)
        , m_context(context)
        , m_settings(workshop.sources.settings())
        , m_task(modelTaskFromJson(job.payload.value(u"task").toObject()))
        , m_marketplace(job.payload.value(u"marketplace").toString())
    {
    }

    Result<JobOutcome> run()
    {
        const auto provider = providerFor(m_task.provider, m_settings);
        if (!provider)
            return failure(provider.error());
        m_pack = m_workshop.sources.packs.find(m_marketplace);
        if (!m_pack)
            return failure(ErrorCode::NotFound, tr("“%1” is no known marketplace.").arg(m_marketplace));
        const auto material = readMaterial();
        if (!material && material.error().code == ErrorCode::NotFound)
            return JobOutcome{.result = {{u"note"_s, tr("The product does not exist any more.")}}};
        if (!material)
            return failure(material.error());
        if (auto known = checkPrices(*provider); !known)
            return failure(known.error());
        m_context.report(10);
        CountedChat chat(*provider, chatSources(*provider));
        const Product present = material->listed.present();
        const auto improved =
            improveByModel(chat, *provider, present, *m_pack, material->prompt, m_task, m_context.stop());
        m_context.report(90);
        if (!improved)
            return giveUp(chat, improved.error());
        if (improved->problem && !improved->proposal)
            return giveUp(chat, *improved->problem);
        return outcome(chat, *improved, material->listed);
    }

private:
    Result<Material> readMaterial()
    {
        const auto work = [id = m_job.productId, marketplace = m_marketplace,
                           language = m_task.language](Database &database) -> Result<Material> {
            auto listed = findListed(database, id, marketplace);
            if (!listed)
                return failure(listed.error());
            auto prompt = promptInUse(database, marketplace, language);
            if (!prompt)
                return failure(prompt.error());
            return Material{*std::move(listed), *std::move(prompt)};
        };
        return m_context.storage().read(work, m_context.stop()).result();
    }

    Budgets budgets() const
    {
        Budgets budgets{.batch = {}, .daily = m_settings.dailyBudget};
        if (m_job.payload.contains(u"budget"))
            budgets.batch = m_job.payload.value(u"budget").toInteger();
        return budgets;
    }

    Result<void> checkPrices(const Provider &provider) const
    {
        const Budgets limits = budgets();
        if (!limits.batch && !limits.daily)
            return {};
        for (const QString &model : {m_task.model, m_task.strongModel}) {
            if (!model.isEmpty() && !provider.priceOf(model))
                return failure(ErrorCode::Unsupported,
                               tr("What %1 costs is not known, so a budget cannot be kept.").arg(model));
        }
        return {};
    }

    CountedChatSources chatSources(const Provider &provider)
    {
        CountedChatSources sources;
        sources.open = [this, provider] { return m_workshop.sources.open(provider, m_settings); };
        sources.setAside = [this](qint64 expected) {
            return m_workshop.spending.setAside(m_context.storage(), m_job.bulkJobId, budgets(), expected,
                                                m_context.stop());
        };
        if (m_settings.cacheFor.count() > 0)
            sources.kept = [this](const QByteArray &hash) { return keptAnswer(hash); };
        return sources;
    }

    Result<std::optional<KeptAnswer>> keptAnswer(const QByteArray &hash) const
    {
        const auto work = [hash, age = m_settings.cacheFor](Database &database) {
            return ModelCallRepository(database).answer(hash, age);
        };
        auto kept = m_context.storage().read(work, m_context.stop()).result();
        // what an earlier attempt of this job paid for is as fresh as is wanted
        if (kept && *kept && m_task.fresh && (*kept)->at <= m_job.createdAt)
            return std::optional<KeptAnswer>();
        return kept;
    }

    /** What was paid is noted, and answers are kept, so that the next attempt asks only what is missing. */
    Result<JobOutcome> giveUp(const CountedChat &chat, const Error &error)
    {
        const bool over = chat.overBudget().has_value();
        if (chat.calls().isEmpty() && chat.answers().isEmpty() && !over)
            return failure(error);
        const auto work = [&](Database &database) -> Result<void> {
            Transaction transaction(database);
            if (!transaction.begun())
                return transaction.begun();
            return note(database, chat.calls(), chat.answers())
                .and_then([&] { return over ? stop(database, chat.overBudget()->message) : Result<void>(); })
                .and_then([&] { return transaction.commit(); });
        };
        if (auto noted = m_context.storage().write(work).result(); !noted)
            return failure(noted.error());
        // Its cancellation was asked for with the others', so it does not count as failed.
        return over ? failure(ErrorCode::Busy, error.message, error.detail) : failure(error);
    }

    Result<void> stop(Database &database, const QString &reason) const
    {
        JobRepository jobs(database);
        const auto cancelled = jobs.cancel({m_job.id});
        if (!cancelled)
            return failure(cancelled.error());
        return m_job.bulkJobId != 0 ? jobs.stopBulk(m_job.bulkJobId, reason) : Result<void>();
    }

    Result<void> note(Database &database, const QList<ModelCall> &calls, const QList<KeptAnswer> &answers) const
    {
        ModelCallRepository repository(database);
        const bool caches = m_settings.cacheFor.count() > 0;
        if (auto noted = repository.note(calls, m_job.bulkJobId); !noted || !caches)
            return noted;
        if (m_workshop.isTimeToSweep()) {
            if (auto swept = repository.removeAnswers(m_settings.cacheFor); !swept)
                return failure(swept.error());
        }
        return repository.keep(answers);
    }

    Result<JobOutcome> outcome(const CountedChat &chat, const ModelImprovement &improved, const ListedProduct &listed)
    {
        JobOutcome outcome;
        outcome.result = {{u"questions"_s, chat.calls().size()},
                          {u"input_tokens"_s, improved.inputTokens},
                          {u"output_tokens"_s, improved.outputTokens},
                          {u"cost"_s, improved.cost}};
        std::optional<Proposal> proposal = improved.proposal;
        if (proposal) {
            proposal->making.cachedAt = chat.cachedAt();
            outcome.result.insert(u"gain"_s, proposal->scoreAfter - proposal->scoreBefore);
            listed.compareWithListing(*proposal);
        } else {
            outcome.result.insert(u"note"_s, tr("The model had nothing better to offer."));
        }
        // the shares go with the outcome, when the cost stands in the database
        outcome.store = [work = *this, calls = chat.calls(), answers = chat.answers(), proposal,
                         shares = chat.shares()](Database &database) -> Result<void> {
            if (auto noted = work.note(database, calls, answers); !noted)
                return noted;
            return proposal ? work.store(database, *proposal) : Result<void>();
        };
        return outcome;
    }

    Result<void> store(Database &database, const Proposal &proposal) const
    {
        ProposalRepository proposals(database);
        const auto added = proposals.add({proposal});
        if (!added)
            return failure(added.error());
        if (!isAcceptedAtOnce(proposal, m_settings))
            return {};
        return proposals.decide({{.proposalId = added->first().id}}, u"auto"_s).map([](const ChangeOutcome &) {});
    }

    Workshop &m_workshop;
    Job m_job; // what is stored later needs it, too
    JobContext &m_context;
    OptimizationSettings m_settings;
    ModelTask m_task;
    QString m_marketplace;
    std::shared_ptr<const RulePack> m_pack;
};

} // namespace

JobKind optimizeJobs(OptimizationSources sources)
{
    const std::shared_ptr<Workshop> workshop(new Workshop{.sources = std::move(sources)});
    JobKind kind;
    kind.name = u"optimize"_s;
    kind.work = [workshop](const Job &job, JobContext &context) {
        return OptimizationWork(*workshop, job, context).run();
    };
    kind.timeLimit = std::chrono::seconds(300);
    kind.productStatus = ProductStatus::Optimizing;
    return kind;
}

JobKind optimizeJobs(RulePacks packs, std::function<Result<QString>(const QString &provider)> keys,
                     std::function<OptimizationSettings()> settings, RateLimits &limits)
{
    const auto open = [keys = std::move(keys),
                       &limits](const Provider &provider,
                                const OptimizationSettings &present) -> Result<std::unique_ptr<ChatModel>> {
        const auto key = keys(provider.key);
        if (!key)
            return failure(key.error());
        return openChatModel(provider, *key, limits, present.http);
    };
    return optimizeJobs({.packs = std::move(packs), .open = open, .settings = std::move(settings)});
}

} // namespace listwright
