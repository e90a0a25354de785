// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/jobs/jobrunner.h"
#include "services/optimizing/modeloptimizer.h"

namespace listwright {

class RateLimits;
class Spending;

/** Ask a model to improve many products: what becomes a bulk job. */
struct OptimizationOrder
{
    ModelTask task;           ///< without a language, each marketplace's own is written
    QStringList marketplaces; ///< keys of rule packs
    CatalogQuery query;       ///< whose products, unless ids are given
    QList<ProductId> ids{};
    std::optional<qint64> budget{}; ///< of this batch, millionths of a US dollar
    QUrl baseUrl{}; ///< where the provider is: jobs go there and nowhere else; empty = where who works on them has it
    /** Of who orders; a budget of whoever works on it counts as well. */
    std::optional<qint64> dailyBudget{};
    std::optional<int> acceptFromGain{}; ///< as OptimizationSettings::acceptFromGain
};

/** What an order will take, before anything is sent. Sampled on at most 200 of the products. */
struct OptimizationEstimate
{
    qint64 products = 0;
    qint64 questions = 0; ///< products times marketplaces
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    std::optional<qint64> cost{}; ///< millionths of a US dollar; nothing when the model's price is unknown
    /** The same where the stronger model has to be asked each time as well; `cost` where there is none. */
    std::optional<qint64> highestCost{};
    QDate pricesOf{};
    qint64 spentToday = 0;
    std::optional<qint64> dailyBudget{};
    /** That each marketplace is written in, by its key and as ordered; empty = that of the record. */
    QList<std::pair<QString, QString>> languages{};
};

/** Settings the work needs, as values: it runs in other threads. */
struct OptimizationSettings
{
    std::optional<qint64> dailyBudget{}; ///< millionths of a US dollar
    std::chrono::hours cacheFor{24};     ///< 0 = never
    std::chrono::seconds timeout{120};   ///< of one question
    QString provider{};                  ///< that the settings name
    HttpOptions http{};
    QHash<QString, QUrl> baseUrls{}; ///< by provider key, where not the preset's
    /** Accept at once: no problems, no marks, gain of at least so many points. Nothing = never. */
    std::optional<int> acceptFromGain{};
    /** An address, a proxy, a budget or parts were given that cannot be used: no model is asked then, nor elsewhere. */
    std::optional<Error> fault{};
};

/** The preset with the settings' address; NotFound for an unknown key, or the settings' fault. */
Result<Provider> providerFor(const QString &key, const OptimizationSettings &settings);
/**
 * Whether that is where providerFor() says. Jobs come from whoever shares the catalog, and a key goes to no address but
 * the one it was entered for.
 */
bool isAtKnownAddress(const Provider &provider, const OptimizationSettings &settings);

/** Blocks. */
Result<OptimizationEstimate> estimateOptimization(Storage &storage, const RulePacks &packs,
                                                  const OptimizationOrder &order, const OptimizationSettings &settings,
                                                  const std::stop_token &stop = {});
/**
 * Queues one job a product and marketplace; a product that waits for the same marketplace already is left out; Conflict
 * when all do. The bulk job's number. InvalidInput for an order that cannot be carried out: no model, an unknown
 * marketplace, a budget where the model's price is unknown. Blocks.
 */
Result<qint64> orderOptimization(Storage &storage, const RulePacks &packs, const OptimizationOrder &order,
                                 const std::stop_token &stop = {});

/** What the work asks for, from other threads. */
struct OptimizationSources
{
    RulePacks packs;
    /** Opens a provider's service with its key. */
    std::function<Result<std::unique_ptr<ChatModel>>(const Provider &provider, const OptimizationSettings &settings)>
        open;
    std::function<OptimizationSettings()> settings;
    std::shared_ptr<Spending> spending{}; ///< shared with whatever else asks models in this process
};

/**
 * The kind of job "optimize": reads the product, asks the cache or the model, writes the proposal, the tokens and the
 * cost in the transaction that completes the job. Over a budget it ends the bulk job cleanly.
 */
JobKind optimizeJobs(OptimizationSources sources);
/**
 * The same with the real services. `keys` gives a provider's key and is asked in worker threads; `limits` outlives the
 * runner.
 */
JobKind optimizeJobs(RulePacks packs, std::function<Result<QString>(const QString &provider)> keys,
                     std::function<OptimizationSettings()> settings, RateLimits &limits,
                     std::shared_ptr<Spending> spending = {});

} // namespace listwright
