// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/modelrun.h"

#include "app/jobkinds.h"
#include "services/net/ratelimits.h"
#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/optimizationsettings.h"
#include "services/optimizing/spending.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

ModelRun::ModelRun(CommandContext &context, Storage &storage, OptimizationOrder order)
    : m_context(context)
    , m_storage(storage)
    , m_order(std::move(order))
    , m_packs(context.rulePacks())
    , m_settings(optimizationSettings(context.settings()))
{
}

Result<void> ModelRun::estimate()
{
    if (m_settings.fault)
        return failure(*m_settings.fault);
    const auto estimated = estimateOptimization(m_storage, m_packs, m_order, m_settings, m_context.stop());
    if (!estimated)
        return failure(estimated.error());
    m_estimate = *estimated;
    Console &console = m_context.console();
    console.line(tr("%L1 product(s), %L2 question(s) to %3: about %L4 tokens in and %L5 out.")
                     .arg(m_estimate.products)
                     .arg(m_estimate.questions)
                     .arg(m_order.task.model)
                     .arg(m_estimate.inputTokens)
                     .arg(m_estimate.outputTokens));
    if (!m_estimate.languages.isEmpty())
        console.line(tr("Language of the texts: %1.").arg(languagesText()));
    if (!m_estimate.cost)
        console.line(tr("What this model costs is not known."));
    else if (*m_estimate.cost == 0)
        console.line(tr("Costs nothing: the model runs on your own computer."));
    else
        console.line(tr("Cost: about %1, by the prices of %2; %3 spent today.")
                         .arg(dollarsText(*m_estimate.cost), m_estimate.pricesOf.toString(Qt::ISODate),
                              dollarsText(m_estimate.spentToday)));
    if (m_estimate.highestCost && m_estimate.highestCost != m_estimate.cost)
        console.line(tr("Up to %1 where %2 has to be asked each time.")
                         .arg(dollarsText(*m_estimate.highestCost), m_order.task.strongModel));
    else if (m_estimate.cost && !m_estimate.highestCost)
        console.line(tr("What %1 costs on top is not known.").arg(m_order.task.strongModel));
    if (m_order.budget)
        console.line(tr("Budget of this batch: %1.").arg(dollarsText(*m_order.budget)));
    if (m_estimate.dailyBudget)
        console.line(tr("Budget of the day: %1.").arg(dollarsText(*m_estimate.dailyBudget)));
    return {};
}

/** Deutsch for Amazon, Polski for Allegro. */
QString ModelRun::languagesText() const
{
    QStringList texts;
    for (const auto &[marketplace, language] : m_estimate.languages)
        texts.append(
            tr("%1 for %2", "language, marketplace").arg(languageText(language), m_packs.find(marketplace)->name()));
    return texts.join(u", ");
}

/** Thousands of jobs would fail for it one by one. */
Result<void> ModelRun::checkKey() const
{
    const auto provider = providerFor(m_order.task.provider, m_settings);
    if (!provider)
        return failure(provider.error());
    if (!provider->needsKey)
        return {};
    const auto key = keysFor(m_context.settings(), provider->key)(provider->key);
    if (!key)
        return failure(key.error());
    if (key->isEmpty())
        return failure(
            ErrorCode::Unauthorized,
            tr("There is no key for %1. Set LISTWRIGHT_AI_KEY, or enter it in Settings, AI.").arg(provider->name));
    return {};
}

Result<void> ModelRun::work()
{
    if (auto checked = checkKey(); !checked)
        return checked;
    const auto bulk = orderOptimization(m_storage, m_packs, m_order, m_context.stop());
    if (!bulk)
        return failure(bulk.error());
    m_bulkId = *bulk;
    return runJobs().and_then([this] { return readOutcome(); }).and_then([this] { return readFailures(); });
}

Result<void> ModelRun::runJobs()
{
    const auto provider = providerFor(m_order.task.provider, m_settings);
    if (!provider)
        return failure(provider.error());
    JobRunnerOptions options;
    options.workers = m_context.settings().number(SettingKey::AiConcurrency);
    options.hostLimits.insert(provider->host(), options.workers);
    RateLimits limits(options.workers);
    options.bulkJobId = m_bulkId; // what else waits was not ordered here
    JobRunner runner(m_storage, jobKinds(m_context.settings(), {.limits = &limits, .provider = provider->key}),
                     options);
    runner.start();
    runner.waitForBulk(m_bulkId, m_context.stop(), [this] { showProgress(); });
    runner.stop();
    return {};
}

Result<BulkJob> ModelRun::readBulk() const
{
    return m_storage.read([id = m_bulkId](Database &database) { return JobRepository(database).findBulk(id); })
        .result();
}

void ModelRun::showProgress() const
{
    if (const auto bulk = readBulk())
        m_context.console().progress(tr("%L1 of %L2 done, %L3 failed")
                                         .arg(bulk->counts.completed)
                                         .arg(bulk->counts.total())
                                         .arg(bulk->counts.failed));
}

Result<void> ModelRun::readOutcome()
{
    const auto bulk = readBulk();
    if (!bulk)
        return failure(bulk.error());
    const auto totals =
        m_storage.read([id = m_bulkId](Database &database) { return ModelCallRepository(database).totalsOf(id); })
            .result();
    const auto made = m_storage
                          .read([id = m_bulkId](Database &database) {
                              return JobRepository(database).sumsOfResults(id, {u"proposals"_s});
                          })
                          .result();
    if (!totals || !made)
        return failure(!totals ? totals.error() : made.error());
    m_proposals = made->first();
    m_bulk = *bulk;
    m_interrupted = !bulk->isFinished();
    m_totals = *totals;
    return {};
}

Result<void> ModelRun::readFailures()
{
    QHash<QString, qint64> reasons;
    JobFilter filter{.states = {JobState::Failed}, .bulkJobId = m_bulkId};
    for (;;) {
        const auto page =
            m_storage.read([filter](Database &database) { return JobRepository(database).list(filter); }).result();
        if (!page)
            return failure(page.error());
        for (const Job &job : *page)
            ++reasons[job.errors.isEmpty() ? QString() : job.errors.last().message];
        if (page->size() < filter.limit)
            break;
        filter.beforeId = page->last().id;
    }
    for (auto reason = reasons.cbegin(); reason != reasons.cend(); ++reason)
        m_failures.append({reason.key(), reason.value()});
    std::ranges::sort(m_failures, [](const auto &left, const auto &right) { return left.second > right.second; });
    return {};
}

qint64 ModelRun::alreadyWaiting() const
{
    return std::max<qint64>(0, m_estimate.questions - m_bulk.counts.total());
}

void ModelRun::show()
{
    Console &console = m_context.console();
    console.line(tr("%L1 done, %L2 failed, %L3 left out.")
                     .arg(m_bulk.counts.completed)
                     .arg(m_bulk.counts.failed)
                     .arg(m_bulk.counts.cancelled));
    console.line(tr("%L1 question(s), %L2 tokens in and %L3 out, %4.")
                     .arg(m_totals.questions)
                     .arg(m_totals.inputTokens)
                     .arg(m_totals.outputTokens)
                     .arg(costText(m_totals.cost, m_order.task.provider, m_order.task.model)));
    if (const qint64 waiting = alreadyWaiting(); waiting > 0)
        console.line(tr("%L1 question(s) not ordered: the same waits or is being worked on already. “listwright jobs” "
                        "shows it.")
                         .arg(waiting));
    for (const auto &[reason, count] : m_failures)
        console.line(tr("%L1 failed: %2").arg(count).arg(reason));
    if (!m_bulk.error.isEmpty())
        console.line(m_bulk.error);
    const qint64 waiting = m_bulk.counts.pending + m_bulk.counts.running;
    if (m_interrupted && !m_context.stop().stop_requested())
        console.line(tr("Paused: %L1 job(s) wait. “listwright jobs resume” and “listwright worker --until-done” go on "
                        "with them, “listwright jobs cancel --bulk %2” gives them up.")
                         .arg(waiting)
                         .arg(m_bulkId));
    else if (m_interrupted)
        console.line(tr("Interrupted: %L1 job(s) wait. “listwright worker --until-done” goes on with them, "
                        "“listwright jobs cancel --bulk %2” gives them up.")
                         .arg(waiting)
                         .arg(m_bulkId));
    if (m_bulk.counts.completed > 0)
        console.line(tr("%L1 proposal(s) made, nothing better for %L2.")
                         .arg(m_proposals)
                         .arg(m_bulk.counts.completed - m_proposals));
    if (m_proposals > 0)
        console.line(tr("“listwright proposals list” shows what waits for review."));
}

QJsonObject ModelRun::toJson() const
{
    QJsonObject languages;
    for (const auto &[marketplace, language] : m_estimate.languages)
        languages.insert(marketplace, language);
    QJsonObject json{
        {u"provider"_s, m_order.task.provider},
        {u"model"_s, m_order.task.model},
        {u"marketplaces"_s, QJsonArray::fromStringList(m_order.marketplaces)},
        {u"estimate"_s,
         QJsonObject{{u"products"_s, m_estimate.products},
                     {u"questions"_s, m_estimate.questions},
                     {u"languages"_s, languages},
                     {u"input_tokens"_s, m_estimate.inputTokens},
                     {u"output_tokens"_s, m_estimate.outputTokens},
                     {u"cost"_s, m_estimate.cost ? QJsonValue(*m_estimate.cost) : QJsonValue()},
                     {u"highest_cost"_s, m_estimate.highestCost ? QJsonValue(*m_estimate.highestCost) : QJsonValue()},
                     {u"spent_today"_s, m_estimate.spentToday}}}};
    if (m_bulkId == 0)
        return json;
    QJsonArray failures;
    for (const auto &[reason, count] : m_failures)
        failures.append(QJsonObject{{u"reason"_s, reason}, {u"count"_s, count}});
    json.insert(u"bulk_job"_s, m_bulkId);
    json.insert(u"completed"_s, m_bulk.counts.completed);
    json.insert(u"proposals"_s, m_proposals);
    json.insert(u"failed"_s, m_bulk.counts.failed);
    json.insert(u"left_out"_s, m_bulk.counts.cancelled);
    json.insert(u"already_waiting"_s, alreadyWaiting());
    json.insert(u"waiting"_s, m_bulk.counts.pending + m_bulk.counts.running);
    json.insert(u"stopped"_s, m_bulk.error);
    json.insert(u"questions"_s, m_totals.questions);
    json.insert(u"input_tokens"_s, m_totals.inputTokens);
    json.insert(u"output_tokens"_s, m_totals.outputTokens);
    json.insert(u"cost"_s, m_totals.cost);
    json.insert(u"failures"_s, failures);
    json.insert(u"cancelled"_s, m_interrupted);
    return json;
}

int ModelRun::exitCode() const
{
    if (m_interrupted)
        return ExitFailed;
    const JobCounts &counts = m_bulk.counts;
    if (counts.failed + counts.cancelled + alreadyWaiting() == 0)
        return ExitDone;
    return counts.completed > 0 || counts.failed == 0 ? ExitWithRejected : ExitFailed;
}

} // namespace listwright
