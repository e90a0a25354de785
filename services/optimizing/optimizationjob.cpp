// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a job of the kind "optimize" does.

#include "services/optimizing/optimization.h"

#include "services/net/ratelimits.h"
#include "services/optimizing/chatforms.h"
#include "services/optimizing/countedchat.h"
#include "services/optimizing/listedproducts.h"
#include "services/storage/productrepository.h"
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
bool isAcceptedAtOnce(const Proposal &proposal, const std::optional<int> &fromGain)
{
    return fromGain && proposal.isClean() && proposal.hint.isEmpty() &&
           proposal.scoreAfter - proposal.scoreBefore >= *fromGain;
}

/** What all jobs of a process share. */
struct Workshop
{
    OptimizationSources sources;
    std::shared_ptr<Spending> spending;
    QuestionsUnderWay questions{};
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
        , m_begunAt(QDateTime::currentDateTimeUtc())
        , m_settings(workshop.sources.settings())
        , m_task(modelTaskFromJson(job.payload.value(u"task").toObject()))
        , m_marketplace(job.payload.value(u"marketplace").toString())
    {
    }

    static QString foreignAddress(const Provider &provider)
    {
        return tr("It was ordered for %1, which is not the address of %2 on this computer, so no key is sent there. "
                  "Enter it in Settings, AI, and try again.")
            .arg(provider.baseUrl.toDisplayString(), provider.name);
    }

    Result<JobOutcome> run()
    {
        const auto provider = orderedProvider();
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
        if (auto known = checkPrices(budgets(), *provider, {m_task.model, m_task.strongModel}); !known)
            return failure(known.error());
        m_context.report(10);
        CountedChat chat(*provider, chatSources(*provider));
        const Product present = material->listed.present();
        const auto improved =
            improveByModel(chat, *provider, present, *m_pack, material->prompt, m_task, m_context.stop());
        m_context.report(90);
        // It was paid for, whatever becomes of the job: that it was cancelled, lost or cannot be stored comes too late.
        const auto noted = writeDown(chat);
        if (!improved)
            return giveUp(chat, improved.error(), noted);
        if (improved->problem && !improved->proposal)
            return giveUp(chat, *improved->problem, noted);
        return outcome(chat, *improved, material->listed, noted.has_value());
    }

private:
    /** Where it was ordered to: whatever the settings say meanwhile, nobody else gets the texts. */
    Result<Provider> orderedProvider() const
    {
        auto provider = providerFor(m_task.provider, m_settings);
        const QUrl ordered(m_job.payload.value(u"base_url").toString());
        if (provider && !ordered.isEmpty())
            provider->baseUrl = ordered;
        return provider;
    }

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
        if (m_job.payload.contains(u"daily_budget")) {
            const qint64 ordered = m_job.payload.value(u"daily_budget").toInteger();
            budgets.daily = std::min(budgets.daily.value_or(ordered), ordered);
        }
        return budgets;
    }

    CountedChatSources chatSources(const Provider &provider)
    {
        CountedChatSources sources;
        sources.open = [this, provider] { return m_workshop.sources.open(provider, m_settings); };
        sources.setAside = [this](qint64 expected) {
            const Spender spender{.bulkJobId = m_job.bulkJobId, .hold = JobHold::of(m_job)};
            return m_workshop.spending->setAside(m_context.storage(), spender, budgets(), expected, m_context.stop());
        };
        sources.settle = [this](const ModelCall &call) {
            return m_context.storage()
                .write([call, bulk = m_job.bulkJobId](Database &database) {
                    return ModelCallRepository(database).note({call}, bulk);
                })
                .result();
        };
        sources.timeout = m_settings.timeout;
        if (m_settings.cacheFor.count() <= 0)
            return sources;
        sources.kept = [this](const QByteArray &hash) { return keptAnswer(hash); };
        sources.enter = [this](const QByteArray &hash) {
            return m_workshop.questions.enter(
                hash, [this](const KeptAnswer &answer) { return isFreshEnough(answer); }, m_context.stop());
        };
        return sources;
    }

    /** What an earlier attempt of this job paid for is as fresh as is wanted. */
    bool isFreshEnough(const KeptAnswer &answer) const { return !m_task.fresh || answer.at > m_job.createdAt; }

    Result<std::optional<KeptAnswer>> keptAnswer(const QByteArray &hash) const
    {
        const auto work = [hash, age = m_settings.cacheFor](Database &database) {
            return ModelCallRepository(database).answer(hash, age);
        };
        auto kept = m_context.storage().read(work, m_context.stop()).result();
        if (kept && *kept && !isFreshEnough(**kept))
            return std::optional<KeptAnswer>();
        return kept;
    }

    /** What was paid, and the answers, so that the next attempt asks only what is missing. */
    Result<void> writeDown(const CountedChat &chat) const
    {
        if (chat.notes().isEmpty() && chat.answers().isEmpty())
            return {};
        const auto work = [this, calls = chat.notes(), answers = chat.answers()](Database &database) -> Result<void> {
            Transaction transaction(database);
            if (!transaction.begun())
                return transaction.begun();
            return note(database, calls, answers).and_then([&] { return transaction.commit(); });
        };
        return m_context.storage().write(work).result();
    }

    Result<JobOutcome> giveUp(const CountedChat &chat, const Error &error, const Result<void> &noted) const
    {
        if (!noted)
            return failure(noted.error());
        if (chat.overBudget())
            return endBatch(chat.overBudget()->message, error);
        // The service would refuse the others as well.
        if (error.code == ErrorCode::QuotaExceeded && m_job.bulkJobId != 0)
            return endBatch(error.message, error);
        if (error.code == ErrorCode::RateLimited && error.detail.startsWith(ownLimit) && losesNothing(chat))
            return JobOutcome{.putOff = error.retryAfter.value_or(std::chrono::seconds(1))};
        return failure(error);
    }

    Result<JobOutcome> endBatch(const QString &reason, const Error &error) const
    {
        const auto work = [this, reason](Database &database) -> Result<void> {
            Transaction transaction(database);
            if (!transaction.begun())
                return transaction.begun();
            return stop(database, reason).and_then([&] { return transaction.commit(); });
        };
        if (auto stopped = m_context.storage().write(work).result(); !stopped)
            return failure(stopped.error());
        // Its cancellation was asked for with the others', so it does not count as failed.
        return failure(ErrorCode::Busy, error.message, error.detail);
    }

    /** Whether beginning anew asks nothing again that was paid for. */
    bool losesNothing(const CountedChat &chat) const
    {
        return chat.calls().isEmpty() ||
               (m_settings.cacheFor.count() > 0 && chat.calls().size() == chat.answers().size());
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
        const auto noted =
            repository.note(calls, m_job.bulkJobId).and_then([&] { return repository.removeUnpaid(calls); });
        if (!noted || !caches)
            return noted;
        if (m_workshop.isTimeToSweep()) {
            const auto swept = repository.removeAnswers(m_settings.cacheFor).and_then([&](qint64) {
                return repository.removeForgotten();
            });
            if (!swept)
                return failure(swept.error());
        }
        return repository.keep(answers);
    }

    Result<JobOutcome> outcome(const CountedChat &chat, const ModelImprovement &improved, const ListedProduct &listed,
                               bool isNoted)
    {
        JobOutcome outcome;
        outcome.result = {{u"questions"_s, chat.calls().size()},
                          {u"input_tokens"_s, improved.inputTokens},
                          {u"output_tokens"_s, improved.outputTokens},
                          {u"cost"_s, improved.cost},
                          {u"proposals"_s, improved.proposal ? 1 : 0}};
        std::optional<Proposal> proposal = improved.proposal;
        if (proposal) {
            proposal->making.cachedAt = chat.cachedAt();
            proposal->createdAt = m_begunAt;
            outcome.result.insert(u"gain"_s, proposal->scoreAfter - proposal->scoreBefore);
            listed.compareWithListing(*proposal);
        } else {
            outcome.result.insert(u"note"_s, tr("The model had nothing better to offer."));
        }
        if (isNoted && !proposal)
            return outcome;
        // The shares and turns go with the outcome, when the cost and the answers stand in the database; where that is
        // away, with the result.
        const QList<ModelCall> calls = isNoted ? QList<ModelCall>() : chat.notes();
        const QList<KeptAnswer> answers = isNoted ? QList<KeptAnswer>() : chat.answers();
        outcome.store = [work = *this, calls, answers, proposal, shares = chat.shares(),
                         turns = chat.turns()](Database &database) -> Result<void> {
            if (auto noted = work.note(database, calls, answers); !noted)
                return noted;
            return proposal ? work.store(database, *proposal) : Result<void>();
        };
        return outcome;
    }

    Result<void> store(Database &database, const Proposal &proposal) const
    {
        const auto product = ProductRepository(database).find(m_job.productId);
        if (!product && product.error().code == ErrorCode::NotFound)
            return {}; // deleted meanwhile: nobody needs it
        if (!product)
            return failure(product.error());
        ProposalRepository proposals(database);
        const auto added = proposals.add({proposal});
        if (!added)
            return failure(added.error());
        if (!isAcceptedAtOnce(proposal, acceptFromGain()))
            return {};
        // Of one order: undone together.
        const QString run = m_job.bulkJobId != 0 ? u"bulk/%1"_s.arg(m_job.bulkJobId) : QString();
        return proposals.decide({{.proposalId = added->first().id}}, u"auto"_s, run).map([](const ChangeOutcome &) {});
    }

    /** Only who ordered it can have wanted that. */
    std::optional<int> acceptFromGain() const
    {
        const QJsonValue gain = m_job.payload.value(u"accept_gain");
        return gain.isDouble() ? std::optional(gain.toInt()) : std::nullopt;
    }

    Workshop &m_workshop;
    Job m_job; // what is stored later needs it, too
    JobContext &m_context;
    QDateTime m_begunAt; ///< before the record was read
    OptimizationSettings m_settings;
    ModelTask m_task;
    QString m_marketplace;
    std::shared_ptr<const RulePack> m_pack;
};

} // namespace

JobKind optimizeJobs(OptimizationSources sources)
{
    auto spending = sources.spending ? sources.spending : std::make_shared<Spending>();
    const std::shared_ptr<Workshop> workshop(
        new Workshop{.sources = std::move(sources), .spending = std::move(spending)});
    JobKind kind;
    kind.name = u"optimize"_s;
    kind.work = [workshop](const Job &job, JobContext &context) {
        return OptimizationWork(*workshop, job, context).run();
    };
    // Room for a question and one about its answer's faults, twice with a stronger model, and for waiting until they
    // may be asked.
    kind.timeLimit = [workshop] {
        return std::max(std::chrono::seconds(300),
                        4 * workshop->sources.settings().timeout + std::chrono::seconds(120));
    };
    kind.productStatus = ProductStatus::Optimizing;
    return kind;
}

JobKind optimizeJobs(RulePacks packs, std::function<Result<QString>(const QString &provider)> keys,
                     std::function<OptimizationSettings()> settings, RateLimits &limits,
                     std::shared_ptr<Spending> spending)
{
    const auto open = [keys = std::move(keys), forms = std::make_shared<ChatForms>(),
                       &limits](const Provider &provider,
                                const OptimizationSettings &present) -> Result<std::unique_ptr<ChatModel>> {
        const bool isKnown = isAtKnownAddress(provider, present);
        if (!isKnown && provider.needsKey)
            return failure(ErrorCode::Forbidden, OptimizationWork::foreignAddress(provider));
        const auto key = isKnown ? keys(provider.key) : Result<QString>(QString());
        if (!key)
            return failure(key.error());
        return openChatModel(provider, *key, limits, present.http, forms);
    };
    return optimizeJobs(
        {.packs = std::move(packs), .open = open, .settings = std::move(settings), .spending = std::move(spending)});
}

} // namespace listwright
