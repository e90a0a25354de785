// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/optimizeroutes.h"

#include "models/domain/jsontext.h"
#include "services/api/longrequests.h"
#include "services/api/marketplacequery.h"
#include "services/api/pooledanswer.h"
#include "services/api/productquery.h"
#include "services/api/proposalroutes.h"
#include "services/optimizing/listedproducts.h"
#include "services/optimizing/optimizerun.h"
#include "services/optimizing/rulejobs.h"
#include "services/storage/catalogreader.h"
#include "services/storage/jobrepository.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"

#include <QJsonDocument>

#include <condition_variable>
#include <mutex>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds longestWait{90}; // for a model; afterwards the job goes on alone
constexpr std::chrono::milliseconds lookInterval{100};

struct OptimizeRoutes
{
    Q_DECLARE_TR_FUNCTIONS(OptimizeRoutes)
};

using Fields = QList<ProductField>;

bool wantsAcceptance(const ApiRequest &request)
{
    return request.text(u"accept"_s) != u"none";
}

/** A parameter that is not given or has the only value it may have. */
Result<void> onlyValue(const ApiRequest &request, const QString &parameter, const QString &value)
{
    if (!request.has(parameter) || request.text(parameter) == value)
        return {};
    return ApiRequest::wrong(parameter, OptimizeRoutes::tr("It must be “%1” where it is given.").arg(value));
}

Result<void> knownMaker(const ApiRequest &request)
{
    return onlyValue(request, u"with"_s, u"rules"_s);
}

Result<void> knownAcceptance(const ApiRequest &request)
{
    return onlyValue(request, u"accept"_s, u"none"_s);
}

/** Accepts what is without problems and doubts, of the fields asked for; all where none are named. */
Result<void> acceptClean(Database &database, const Proposal &proposal, const Fields &fields, const QString &actor)
{
    QList<ProposalRepository::Decision> decisions;
    ProposalRepository::Decision one{.proposalId = proposal.id};
    const QList<ProposedField> clean = proposal.openFields(fields).clean;
    for (const ProposedField &field : clean) {
        one.field = field.field;
        decisions.append(one);
    }
    if (decisions.isEmpty() || proposal.recordChanged)
        return {};
    return ProposalRepository(database).decide(decisions, actor).map([](const ChangeOutcome &) {});
}

/** The product as it is now, and the proposal where there is one. */
Result<ServerAnswer> answerWith(Database &database, ProductId id, const std::optional<qint64> &proposal)
{
    const auto product = ProductRepository(database).find(id);
    if (!product)
        return failure(product.error());
    JsonText to;
    to.beginObject();
    to.name("product");
    to.raw(productToText(*product));
    to.name("proposal");
    if (proposal) {
        const auto found = ProposalRepository(database).find(*proposal);
        if (!found)
            return failure(found.error());
        to.raw(QJsonDocument(proposalJson(*found)).toJson(QJsonDocument::Compact));
    } else {
        to.null();
    }
    to.endObject();
    return ServerAnswer::jsonText(200, to.written());
}

Result<ServerAnswer> byRules(Database &database, const ApiRequest &request, const RulePack &pack, const Fields &fields)
{
    const auto listed = request.id().and_then([&](qint64 id) { return findListed(database, id, pack.key()); });
    if (!listed)
        return failure(listed.error());
    OptimizeSummary summary;
    QList<Proposal> made = proposalsByRules({*listed}, pack, summary);
    if (!made.isEmpty() && !fields.isEmpty())
        made.first().fields.removeIf([&fields](const ProposedField &field) { return !fields.contains(field.field); });
    if (made.isEmpty() || made.first().fields.isEmpty())
        return answerWith(database, listed->product.id, {});
    const auto added = ProposalRepository(database).add(made);
    if (!added)
        return failure(added.error());
    const Proposal &proposal = added->first();
    if (wantsAcceptance(request)) {
        if (auto accepted = acceptClean(database, proposal, fields, request.actor()); !accepted)
            return failure(accepted.error());
    }
    return answerWith(database, listed->product.id, proposal.id);
}

/** Orders it as a job, so that limits, budgets and the cache hold, and waits for it. Blocks. */
class ByModel
{
public:
    ByModel(Storage &storage, const ApiOptimizing &optimizing, const ApiRequest &request, const RulePack &pack,
            Fields fields)
        : m_storage(storage), m_optimizing(optimizing), m_request(request), m_pack(pack), m_fields(std::move(fields))
    {
    }

    Result<ServerAnswer> answer()
    {
        const auto id = m_request.id().and_then([this](qint64 given) {
            return m_storage.read([given](Database &database) { return ProductRepository(database).find(given); })
                .result();
        });
        if (!id)
            return failure(id.error());
        const auto before =
            m_storage.read([this, product = id->id](Database &database) { return openProposal(database, product); })
                .result();
        const auto bulk = before.and_then([&](qint64) { return order(id->id); });
        if (!bulk)
            return failure(bulk.error());
        const auto finished = wait(*bulk);
        if (!finished)
            return failure(finished.error());
        if (finished->failed > 0) // the fault of the model's service, not of who asks here
            return whyFailed(*bulk).map(
                [](const Error &why) { return ServerAnswer::error(502, errorCodeName(why.code), why.message); });
        if (finished->cancelled > 0)
            return failure(ErrorCode::Conflict, OptimizeRoutes::tr("The job was cancelled."));
        if (finished->completed == 0)
            return ServerAnswer::json(202, {{u"bulk_job_id"_s, *bulk}});
        return m_storage
            .write([this, product = id->id, before = *before](Database &database) {
                return onDisk(database, [&] { return acceptAndAnswer(database, product, before); });
            })
            .result();
    }

private:
    Result<qint64> order(ProductId product)
    {
        OptimizationOrder order;
        order.task = m_optimizing.task();
        if (!m_fields.isEmpty())
            order.task.parts = {m_fields.contains(ProductField::TitleOptimized) ? OptimizePart::Title
                                                                                : OptimizePart::Description};
        order.marketplaces = {m_pack.key()};
        order.ids = {product};
        order.budget = m_optimizing.batchBudget();
        const OptimizationSettings settings = m_optimizing.settings();
        order.dailyBudget = settings.dailyBudget;
        if (const auto provider = providerFor(order.task.provider, settings); !provider)
            return failure(provider.error());
        const auto bulk = orderOptimization(m_storage, m_optimizing.packs, order);
        if (bulk)
            m_optimizing.jobsAdded();
        return bulk;
    }

    /** How the job ended; nothing completed and nothing failed where it takes longer. */
    Result<JobCounts> wait(qint64 bulk)
    {
        std::mutex mutex;
        std::condition_variable pause;
        const auto end = std::chrono::steady_clock::now() + longestWait;
        while (std::chrono::steady_clock::now() < end && !m_optimizing.stopping.stop_requested()) {
            const auto state =
                m_storage.read([bulk](Database &database) { return JobRepository(database).findBulk(bulk); }).result();
            if (!state)
                return failure(state.error());
            if (state->isFinished())
                return state->counts;
            std::unique_lock lock(mutex);
            pause.wait_for(lock, lookInterval);
        }
        return JobCounts();
    }

    Result<Error> whyFailed(qint64 bulk)
    {
        JobFilter filter;
        filter.bulkJobId = bulk;
        const auto jobs =
            m_storage.read([filter](Database &database) { return JobRepository(database).list(filter); }).result();
        if (!jobs)
            return failure(jobs.error());
        for (const Job &job : *jobs) {
            if (!job.errors.isEmpty())
                return Error{job.errors.last().code, job.errors.last().message, {}, {}};
        }
        return Error{ErrorCode::Internal, OptimizeRoutes::tr("The job failed."), {}, {}};
    }

    Result<qint64> openProposal(Database &database, ProductId product) const
    {
        return ProposalRepository(database).openFor(product, m_pack.key()).map([](const std::optional<Proposal> &open) {
            return open ? open->id : 0;
        });
    }

    /**
     * What the job committed need not be on disk yet. A durable commit brings it there, but only one that changes
     * something: hence the number, where nothing is accepted.
     */
    template <class Work>
    static Result<ServerAnswer> onDisk(Database &database, const Work &work)
    {
        const DurableCommits durable(database);
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        auto answer = work();
        if (!answer)
            return answer;
        if (const auto changed = database.nextRevision(); !changed)
            return failure(changed.error());
        return transaction.commit().map([&] { return *std::move(answer); });
    }

    /** A proposal that was open before is somebody else's: the model had nothing to change. */
    Result<ServerAnswer> acceptAndAnswer(Database &database, ProductId product, qint64 before)
    {
        auto proposal = ProposalRepository(database).openFor(product, m_pack.key());
        if (!proposal)
            return failure(proposal.error());
        if (*proposal && (*proposal)->id == before)
            proposal->reset();
        if (*proposal && wantsAcceptance(m_request)) {
            if (auto accepted = acceptClean(database, **proposal, m_fields, m_request.actor()); !accepted)
                return failure(accepted.error());
        }
        return answerWith(database, product, *proposal ? std::optional((*proposal)->id) : std::nullopt);
    }

    Storage &m_storage;
    const ApiOptimizing &m_optimizing;
    const ApiRequest &m_request;
    const RulePack &m_pack;
    Fields m_fields;
};

bool isByRules(const ApiRequest &request, const ApiOptimizing &optimizing)
{
    return request.text(u"with"_s) == u"rules" || optimizing.task().provider == u"rules";
}

/** What all routes here work with; they share it. */
struct Improving
{
    Improving(Storage &storageOf, QThreadPool &threadsOf, const ApiOptimizing &how)
        : storage(storageOf), threads(threadsOf), optimizing(how), requests(storageOf)
    {
    }

    Storage &storage;
    QThreadPool &threads;
    ApiOptimizing optimizing;
    LongRequests requests;
};

/** One product. */
ApiRoutes::Handler improveOne(const std::shared_ptr<Improving> &improving, const Fields &fields)
{
    return [improving, fields](const ApiRequest &request, Responder responder) {
        const auto pack =
            marketplacequery::packOf(request, improving->optimizing.packs, improving->optimizing.marketplace);
        if (const auto wrong = ApiRequest::wrongOf(pack, knownMaker(request), knownAcceptance(request)))
            return responder.answer(ServerAnswer::error(*wrong));
        if (isByRules(request, improving->optimizing)) {
            const auto work = [pack = *pack, fields](Database &database, const ApiRequest &asked) {
                return byRules(database, asked, *pack, fields);
            };
            improving->storage
                .write([request, work](Database &database) { return ApiRoutes::once(database, request, work); })
                .then([responder](Result<ServerAnswer> answer) mutable {
                    responder.answer(ServerAnswer::of(std::move(answer)));
                });
            return;
        }
        answerFromPool(improving->threads, responder, [improving, request, pack = *pack, fields] {
            return improving->requests.once(request, [&] {
                return ByModel(improving->storage, improving->optimizing, request, *pack, fields).answer();
            });
        });
    };
}

/** Of the ids or, where there are none, of the query. Blocks. */
Result<bool> hasAny(Storage &storage, const QList<ProductId> &ids, const CatalogQuery &query)
{
    const auto look = [&ids, &query](Database &database) -> Result<bool> {
        if (!ids.isEmpty())
            return ProductRepository(database).existing(ids).map([](const auto &found) { return !found.isEmpty(); });
        return CatalogReader(database).ids(query, 1).map([](const auto &found) { return !found.empty(); });
    };
    return storage.read(look).result();
}

/** Many products, by jobs; those of the ids in the body, or of the query. Blocks. */
Result<ServerAnswer> improveMany(Storage &storage, const ApiOptimizing &optimizing, const ApiRequest &request)
{
    const auto pack = marketplacequery::packOf(request, optimizing.packs, optimizing.marketplace);
    const auto body = request.object();
    const QJsonObject members = body.value_or(QJsonObject());
    const auto ids = productquery::idsIn(members);
    const auto query = productquery::from(request);
    if (const auto wrong = ApiRequest::wrongOf(pack, knownMaker(request), body, ids,
                                               ApiRequest::onlyKnown(members, {u"ids"_s}), query))
        return failure(*wrong);
    const auto any = hasAny(storage, *ids, *query);
    if (!any)
        return failure(any.error());
    if (!*any)
        return failure(ErrorCode::NotFound, OptimizeRoutes::tr("There is no such product."));
    Result<qint64> bulk = 0;
    if (isByRules(request, optimizing)) {
        bulk = orderByRules(storage, {*pack, *query, *ids});
    } else {
        OptimizationOrder order;
        order.task = optimizing.task();
        order.marketplaces = {(*pack)->key()};
        order.query = *query;
        order.ids = *ids;
        order.budget = optimizing.batchBudget();
        const OptimizationSettings settings = optimizing.settings();
        order.dailyBudget = settings.dailyBudget;
        const auto provider = providerFor(order.task.provider, settings);
        bulk =
            provider ? orderOptimization(storage, optimizing.packs, order) : Result<qint64>(failure(provider.error()));
    }
    if (!bulk)
        return failure(bulk.error());
    optimizing.jobsAdded();
    ServerAnswer answer = ServerAnswer::json(202, {{u"bulk_job_id"_s, *bulk}});
    answer.headers.emplaceBack("Location", "/api/export/job/" + QByteArray::number(*bulk));
    return answer;
}

} // namespace

void addOptimizeRoutes(ApiRoutes &routes, Storage &storage, QThreadPool &threads, const ApiOptimizing &optimizing)
{
    const auto improving = std::make_shared<Improving>(storage, threads, optimizing);
    routes.handle("POST", "/api/ai/optimize/{id}", ApiScope::Write, improveOne(improving, {}));
    routes.handle("POST", "/api/ai/optimize-title/{id}", ApiScope::Write,
                  improveOne(improving, {ProductField::TitleOptimized}));
    routes.handle("POST", "/api/ai/optimize-description/{id}", ApiScope::Write,
                  improveOne(improving, {ProductField::DescriptionOptimized}));
    routes.handle("POST", "/api/ai/batch-optimize", ApiScope::Write,
                  [improving](const ApiRequest &request, Responder responder) {
                      answerFromPool(improving->threads, responder, [improving, request] {
                          return improving->requests.once(
                              request, [&] { return improveMany(improving->storage, improving->optimizing, request); });
                      });
                  });
}

} // namespace listwright
