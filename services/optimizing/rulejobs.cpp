// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/rulejobs.h"

#include "services/optimizing/listedproducts.h"
#include "services/storage/productrepository.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"

#include <QJsonArray>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct RuleJobs
{
    Q_DECLARE_TR_FUNCTIONS(RuleJobs)
};

constexpr size_t productsPerJob = 500;
constexpr int jobsAtOnce = 2;   // they keep a processor busy, and the one writer of the database
constexpr int attempts = 10;    // they cost nothing; what ends one is mostly the end of the program
constexpr int beforeModels = 1; // priority: a second's work is not to wait for an hour of questions

QList<NewJob> ruleJobsFor(const std::vector<ProductId> &ids, const QString &marketplace, qint64 bulkJobId)
{
    QList<NewJob> jobs;
    for (size_t first = 0; first < ids.size(); first += productsPerJob) {
        QJsonArray products;
        for (size_t i = first; i < std::min(ids.size(), first + productsPerJob); ++i)
            products.append(ids[i]);
        jobs.append({.kind = u"rules"_s,
                     .payload = {{u"marketplace"_s, marketplace}, {u"products"_s, products}},
                     .priority = beforeModels,
                     .maxAttempts = attempts,
                     .bulkJobId = bulkJobId});
    }
    return jobs;
}

std::vector<ProductId> productsOf(const Job &job)
{
    std::vector<ProductId> ids;
    const QJsonArray products = job.payload.value(u"products").toArray();
    for (const QJsonValue &id : products)
        ids.push_back(id.toInteger());
    return ids;
}

/** Without those whose product was deleted meanwhile. */
Result<void> storeExisting(Database &database, QList<Proposal> proposals)
{
    QList<ProductId> ids;
    for (const Proposal &proposal : std::as_const(proposals))
        ids.append(proposal.productId);
    const auto existing = ProductRepository(database).existing(ids);
    if (!existing)
        return failure(existing.error());
    proposals.removeIf([&](const Proposal &proposal) { return !existing->contains(proposal.productId); });
    return ProposalRepository(database).add(proposals).map([](const QList<Proposal> &) {});
}

Result<JobOutcome> workByRules(const RulePacks &packs, const Job &job, JobContext &context)
{
    const QString marketplace = job.payload.value(u"marketplace").toString();
    const auto pack = packs.find(marketplace);
    if (!pack)
        return failure(ErrorCode::NotFound, RuleJobs::tr("“%1” is no known marketplace.").arg(marketplace));
    const std::vector<ProductId> ids = productsOf(job);
    OptimizeSummary summary;
    QList<Proposal> proposals;
    const auto improve = [&](const QList<ListedProduct> &batch) -> Result<void> {
        proposals += proposalsByRules(batch, *pack, summary);
        context.report(static_cast<int>(summary.products * 100 / static_cast<qint64>(ids.size())));
        return {};
    };
    const auto finished = forEachBatch(context.storage(), ids, marketplace, improve, context.stop());
    if (!finished)
        return failure(finished.error());
    if (!*finished)
        return failure(ErrorCode::Cancelled, RuleJobs::tr("The improvement was interrupted."));
    JobOutcome outcome{.result = {{u"improved"_s, summary.products},
                                  {u"proposals"_s, summary.proposals},
                                  {u"good_already"_s, summary.goodAlready},
                                  {u"left_to_model"_s, summary.leftToModel}}};
    if (!proposals.isEmpty())
        outcome.store = [proposals](Database &database) { return storeExisting(database, proposals); };
    return outcome;
}

} // namespace

Result<qint64> orderByRules(Storage &storage, const OptimizeRequest &request, const std::stop_token &stop)
{
    const auto ids = wantedIds(storage, request.query, request.ids, stop);
    if (stop.stop_requested())
        return failure(ErrorCode::Cancelled, RuleJobs::tr("The order was interrupted; nothing is done."));
    if (!ids)
        return failure(ids.error());
    const QString title = RuleJobs::tr("Improve %Ln product(s) by rules for %1", nullptr, static_cast<int>(ids->size()))
                              .arg(request.pack->name());
    const auto queue = [&](Database &database) -> Result<qint64> {
        const DurableCommits durable(database); // whoever ordered is told that it will be done
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        JobRepository jobs(database);
        const auto bulk =
            jobs.addBulk(u"rules"_s, title,
                         {{u"marketplace"_s, request.pack->key()}, {u"products"_s, static_cast<qint64>(ids->size())}});
        if (!bulk)
            return bulk;
        if (auto added = jobs.add(ruleJobsFor(*ids, request.pack->key(), *bulk)); !added)
            return added;
        return transaction.commit().map([&] { return *bulk; });
    };
    return storage.write(queue).result();
}

Result<RuleOrderState> ruleOrderState(Database &database, qint64 bulkJobId)
{
    JobRepository jobs(database);
    const auto bulk = jobs.findBulk(bulkJobId);
    if (!bulk)
        return failure(bulk.error());
    const auto sums =
        jobs.sumsOfResults(bulkJobId, {u"improved"_s, u"proposals"_s, u"good_already"_s, u"left_to_model"_s});
    if (!sums)
        return failure(sums.error());
    return RuleOrderState{*bulk,
                          {.products = sums->at(0),
                           .total = bulk->parameters.value(u"products").toInteger(),
                           .proposals = sums->at(1),
                           .goodAlready = sums->at(2),
                           .leftToModel = sums->at(3),
                           .cancelled = bulk->counts.cancelled > 0}};
}

JobKind ruleJobs(RulePacks packs)
{
    JobKind kind;
    kind.name = u"rules"_s;
    kind.work = [packs = std::move(packs)](const Job &job, JobContext &context) {
        return workByRules(packs, job, context);
    };
    kind.limit = jobsAtOnce;
    return kind;
}

} // namespace listwright
