// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ordering the improvement of many products: what it will take, and the jobs for it.

#include "services/optimizing/optimization.h"

#include "services/optimizing/listedproducts.h"
#include "services/optimizing/spending.h"
#include "services/storage/modelcallrepository.h"
#include "services/storage/storage.h"

#include <QJsonArray>
#include <QLoggingCategory>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(orderLog, "listwright.optimizing")

constexpr size_t sampledProducts = 200;
constexpr size_t productsPerWrite = 500;

struct Ordering
{
    Q_DECLARE_TR_FUNCTIONS(Optimization)
};

QString modelOf(const ModelTask &task, const Provider &provider)
{
    return task.model.isEmpty() ? provider.defaultModel : task.model;
}

Result<Provider> checkedProvider(const OptimizationOrder &order)
{
    auto provider = providerFor(order.task.provider, {});
    if (!provider)
        return provider;
    if (modelOf(order.task, *provider).isEmpty())
        return failure(ErrorCode::InvalidInput, Ordering::tr("Choose a model of %1 first.").arg(provider->name));
    if (order.task.parts.isEmpty())
        return failure(ErrorCode::InvalidInput, Ordering::tr("Choose at least one part of the listings."));
    if (order.marketplaces.isEmpty())
        return failure(ErrorCode::InvalidInput, Ordering::tr("Choose at least one marketplace."));
    return provider;
}

Result<QStringList> marketplaceNames(const RulePacks &packs, const QStringList &keys)
{
    QStringList names;
    for (const QString &key : keys) {
        const auto pack = packs.find(key);
        if (!pack)
            return failure(ErrorCode::InvalidInput, Ordering::tr("“%1” is no known marketplace.").arg(key));
        names.append(pack->name());
    }
    return names;
}

std::vector<ProductId> sampleOf(const std::vector<ProductId> &ids)
{
    std::vector<ProductId> sample;
    const size_t count = std::min(ids.size(), sampledProducts);
    for (size_t i = 0; i < count; ++i)
        sample.push_back(ids[i * ids.size() / count]);
    return sample;
}

/** Adds the tokens of one marketplace, as the sample has them on average. */
Result<void> addTokens(Storage &storage, const std::vector<ProductId> &sample, const RulePack &pack,
                       const ModelTask &task, OptimizationEstimate &estimate, const std::stop_token &stop)
{
    const QString key = pack.key();
    const auto prompt =
        storage
            .read([key, language = task.language](Database &database) { return promptInUse(database, key, language); },
                  stop)
            .result();
    if (!prompt)
        return failure(prompt.error());
    TokenEstimate sum;
    qint64 seen = 0;
    const auto work = [&](const QList<ListedProduct> &batch) -> Result<void> {
        for (const ListedProduct &listed : batch) {
            const TokenEstimate tokens = estimateTokens(listed.present(), pack, *prompt, task);
            sum.input += tokens.input;
            sum.output += tokens.output;
            ++seen;
        }
        return {};
    };
    const auto finished = forEachBatch(storage, sample, key, work, stop);
    if (!finished)
        return failure(finished.error());
    if (!*finished)
        return failure(ErrorCode::Cancelled, Ordering::tr("The estimate was interrupted."));
    if (seen > 0) {
        estimate.inputTokens += sum.input * estimate.products / seen;
        estimate.outputTokens += sum.output * estimate.products / seen;
    }
    return {};
}

QList<NewJob> jobsFor(const std::vector<ProductId> &ids, size_t first, const OptimizationOrder &order,
                      const Provider &provider, qint64 bulkJobId)
{
    QJsonObject payload;
    if (!order.baseUrl.isEmpty())
        payload.insert(u"base_url"_s, order.baseUrl.toString());
    if (order.budget)
        payload.insert(u"budget"_s, *order.budget);
    if (order.dailyBudget)
        payload.insert(u"daily_budget"_s, *order.dailyBudget);
    if (order.acceptFromGain)
        payload.insert(u"accept_gain"_s, *order.acceptFromGain);
    QList<std::pair<QString, QJsonObject>> payloads;
    for (const QString &marketplace : order.marketplaces) {
        payload.insert(u"marketplace"_s, marketplace);
        payload.insert(u"task"_s, modelTaskToJson(taskFor(order.task, marketplace)));
        payloads.emplaceBack(marketplace, payload);
    }
    QList<NewJob> jobs;
    for (size_t i = first; i < std::min(ids.size(), first + productsPerWrite); ++i) {
        for (const auto &[marketplace, ordered] : std::as_const(payloads)) {
            jobs.append({.kind = u"optimize"_s,
                         .payload = ordered,
                         .uniqueKey = u"optimize/%1/%2"_s.arg(QString::number(ids[i]), marketplace),
                         .host = provider.host(),
                         .bulkJobId = bulkJobId,
                         .productId = ids[i]});
        }
    }
    return jobs;
}

struct BegunBulk
{
    qint64 id = 0;
    size_t products = 0; ///< whose jobs are queued
};

/** Gives the jobs of some products, from the one on. */
using JobsFrom = std::function<QList<NewJob>(size_t first, qint64 bulkJobId)>;

/**
 * The bulk job comes with its first jobs, so that it never looks finished; and not at all where there are none, because
 * every product waits already.
 */
Result<BegunBulk> beginBulk(Storage &storage, const QString &title, const QJsonObject &parameters, size_t products,
                            const JobsFrom &jobsFrom)
{
    const auto work = [&](Database &database) -> Result<BegunBulk> {
        const DurableCommits durable(database); // whoever ordered is told that it will be done
        Transaction transaction(database);
        if (!transaction.begun())
            return failure(transaction.begun().error());
        JobRepository jobs(database);
        const auto bulk = jobs.addBulk(u"optimize"_s, title, parameters);
        if (!bulk)
            return failure(bulk.error());
        size_t queued = 0;
        Result<qint64> added = 0;
        while (queued < products && *added == 0) {
            added = jobs.add(jobsFrom(queued, *bulk));
            if (!added)
                return failure(added.error());
            queued = std::min(products, queued + productsPerWrite);
        }
        if (products > 0 && *added == 0)
            return failure(ErrorCode::Conflict, Ordering::tr("All of this waits or is being worked on already. Let it "
                                                             "finish, or cancel it under Jobs first."));
        return transaction.commit().map([&] { return BegunBulk{*bulk, queued}; });
    };
    return storage.write(work).result();
}

/** Queues the rest. Where that fails or is interrupted, nothing of the bulk job goes on. */
Result<void> queueRest(Storage &storage, const BegunBulk &begun, size_t products, const JobsFrom &jobsFrom,
                       const std::stop_token &stop)
{
    const auto giveUp = [&](const QString &reason) {
        return storage.write([&](Database &database) { return JobRepository(database).stopBulk(begun.id, reason); })
            .result();
    };
    for (size_t first = begun.products; first < products; first += productsPerWrite) {
        if (stop.stop_requested())
            return giveUp(Ordering::tr("It was interrupted while it was being ordered.")).and_then([] {
                return Result<void>(
                    failure(ErrorCode::Cancelled, Ordering::tr("The order was interrupted; nothing more is asked.")));
            });
        const auto added = storage
                               .write([&](Database &database) {
                                   const DurableCommits durable(database);
                                   return JobRepository(database).add(jobsFrom(first, begun.id));
                               })
                               .result();
        if (added)
            continue;
        if (auto stopped = giveUp(added.error().message); !stopped)
            qCWarning(orderLog).noquote()
                << "A part of bulk job" << begun.id << "stays queued:" << stopped.error().detail;
        return failure(added.error());
    }
    return {};
}

QJsonObject parametersOf(const OptimizationOrder &order)
{
    QJsonObject parameters{{u"task"_s, modelTaskToJson(order.task)},
                           {u"marketplaces"_s, QJsonArray::fromStringList(order.marketplaces)}};
    if (order.budget)
        parameters.insert(u"budget"_s, *order.budget);
    return parameters;
}

void addCost(const Provider &provider, const ModelTask &task, OptimizationEstimate &estimate)
{
    const auto costBy = [&](const QString &model) {
        const auto price = provider.priceOf(model);
        return price ? std::optional(costOf(*price, estimate.inputTokens, estimate.outputTokens)) : std::nullopt;
    };
    estimate.cost = costBy(task.model);
    if (!estimate.cost)
        return;
    estimate.pricesOf = provider.pricesOf;
    estimate.highestCost = estimate.cost;
    if (task.strongModel.isEmpty() || task.strongModel == task.model)
        return;
    const auto more = costBy(task.strongModel);
    estimate.highestCost = more ? std::optional(*estimate.cost + *more) : std::nullopt;
}

/** The model that is asked when the order names none. */
OptimizationOrder withModel(OptimizationOrder order, const Provider &provider)
{
    order.task.model = modelOf(order.task, provider);
    return order;
}

} // namespace

Result<Provider> providerFor(const QString &key, const OptimizationSettings &settings)
{
    if (settings.fault)
        return failure(*settings.fault);
    auto provider = findProvider(key);
    if (!provider)
        return failure(ErrorCode::NotFound, Ordering::tr("There is no provider “%1”.").arg(key));
    if (const QUrl url = settings.baseUrls.value(key); !url.isEmpty())
        provider->baseUrl = url;
    return *provider;
}

bool isAtKnownAddress(const Provider &provider, const OptimizationSettings &settings)
{
    const auto plain = [](const QUrl &url) {
        return url.adjusted(QUrl::StripTrailingSlash | QUrl::NormalizePathSegments);
    };
    const auto here = providerFor(provider.key, settings);
    return here && plain(provider.baseUrl) == plain(here->baseUrl);
}

Result<OptimizationEstimate> estimateOptimization(Storage &storage, const RulePacks &packs,
                                                  const OptimizationOrder &wanted, const OptimizationSettings &settings,
                                                  const std::stop_token &stop)
{
    const auto provider = checkedProvider(wanted);
    if (!provider)
        return failure(provider.error());
    const OptimizationOrder order = withModel(wanted, *provider);
    if (const auto names = marketplaceNames(packs, order.marketplaces); !names)
        return failure(names.error());
    const auto ids = wantedIds(storage, order.query, order.ids, stop);
    if (!ids)
        return failure(ids.error());
    OptimizationEstimate estimate;
    estimate.products = static_cast<qint64>(ids->size());
    estimate.questions = estimate.products * order.marketplaces.size();
    estimate.dailyBudget = settings.dailyBudget;
    const std::vector<ProductId> sample = sampleOf(*ids);
    for (const QString &key : order.marketplaces) {
        const ModelTask task = taskFor(order.task, key);
        const auto added = addTokens(storage, sample, *packs.find(key), task, estimate, stop);
        if (!added)
            return failure(added.error());
        estimate.languages.append({key, task.language});
    }
    addCost(*provider, order.task, estimate);
    const auto spent =
        storage.read([](Database &database) { return ModelCallRepository(database).spentSince(beginOfDay()); }, stop)
            .result();
    if (!spent)
        return failure(spent.error());
    estimate.spentToday = *spent;
    return estimate;
}

Result<qint64> orderOptimization(Storage &storage, const RulePacks &packs, const OptimizationOrder &wanted,
                                 const std::stop_token &stop)
{
    auto provider = checkedProvider(wanted);
    if (!provider)
        return failure(provider.error());
    if (!wanted.baseUrl.isEmpty())
        provider->baseUrl = wanted.baseUrl;
    const OptimizationOrder order = withModel(wanted, *provider);
    const auto names = marketplaceNames(packs, order.marketplaces);
    if (!names)
        return failure(names.error());
    const QStringList models{modelOf(order.task, *provider), order.task.strongModel};
    if (auto known = checkPrices({.batch = order.budget, .daily = order.dailyBudget}, *provider, models); !known)
        return failure(known.error());
    const auto ids = wantedIds(storage, order.query, order.ids, stop);
    if (!ids)
        return failure(ids.error());
    const QString title =
        Ordering::tr("Improve %Ln product(s) for %1", nullptr, static_cast<int>(ids->size())).arg(names->join(u", "));
    const JobsFrom jobsFrom = [&](size_t first, qint64 bulk) { return jobsFor(*ids, first, order, *provider, bulk); };
    const auto begun = beginBulk(storage, title, parametersOf(order), ids->size(), jobsFrom);
    if (!begun)
        return failure(begun.error());
    return queueRest(storage, *begun, ids->size(), jobsFrom, stop).map([&] { return begun->id; });
}

} // namespace listwright
