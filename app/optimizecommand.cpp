// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/modelrun.h"
#include "app/proposalacceptance.h"
#include "app/queryoptions.h"
#include "app/rulesrun.h"
#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/optimizationsettings.h"
#include "services/optimizing/spending.h"

#include <QJsonArray>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Optimize
{
    Q_DECLARE_TR_FUNCTIONS(OptimizeCommand)
};

/** What is asked for, read before anything is opened. */
struct OptimizeWish
{
    QString provider;
    QList<std::shared_ptr<const RulePack>> packs{};
    CatalogQuery query{};
    std::optional<Acceptance> accept{};
    bool expectsAll = false; ///< so that what is left open is said, and told by the exit code
};

QJsonObject acceptedJson(QJsonObject json, const std::optional<AcceptanceSummary> &accepted)
{
    if (accepted) {
        json.insert(u"accepted"_s, accepted->accepted);
        json.insert(u"left_open"_s, accepted->left);
        json.insert(u"conflicts"_s, accepted->conflicts);
    }
    return json;
}

QJsonObject toJson(const QString &marketplace, const OptimizeSummary &summary,
                   const std::optional<AcceptanceSummary> &accepted)
{
    return acceptedJson({{u"marketplace"_s, marketplace},
                         {u"products"_s, summary.products},
                         {u"proposals"_s, summary.proposals},
                         {u"nothing_to_propose"_s, summary.goodAlready},
                         {u"left_to_model"_s, summary.leftToModel},
                         {u"cancelled"_s, summary.cancelled}},
                        accepted);
}

void showAccepted(Console &console, const AcceptanceSummary &accepted, bool expectsAll)
{
    console.line(Optimize::tr("%L1 proposal(s) accepted, %L2 left for review, %L3 in conflict.")
                     .arg(accepted.accepted)
                     .arg(accepted.left)
                     .arg(accepted.conflicts));
    if (expectsAll && accepted.left > 0)
        console.line(Optimize::tr("Those left have problems, doubtful facts or a changed record. “listwright proposals "
                                  "list --marked” shows them, --with-marks accepts problems and doubts."));
}

/** 3 where something stays open though all was to be accepted. */
int withLeft(int code, const OptimizeWish &wish, const std::optional<AcceptanceSummary> &accepted)
{
    const bool left = wish.expectsAll && accepted && accepted->left > 0;
    return left && code == ExitDone ? ExitWithRejected : code;
}

void show(Console &console, const RulePack &pack, const OptimizeSummary &summary,
          const std::optional<AcceptanceSummary> &accepted, bool expectsAll = false)
{
    console.line(Optimize::tr("%1: %L2 product(s) looked at, %L3 proposal(s) made, nothing to propose for %L4.")
                     .arg(pack.name())
                     .arg(summary.products)
                     .arg(summary.proposals)
                     .arg(summary.goodAlready));
    if (summary.leftToModel > 0)
        console.line(Optimize::tr("%L1 left out: what a model has proposed for them waits for review.")
                         .arg(summary.leftToModel));
    if (accepted)
        showAccepted(console, *accepted, expectsAll);
    else if (summary.proposals > 0)
        console.line(Optimize::tr("Nothing has changed yet: “listwright proposals list” shows them."));
    if (summary.cancelled)
        console.line(Optimize::tr("Interrupted after %L1 of %L2 product(s). “listwright worker --until-done”, or the "
                                  "window, goes on with the rest.")
                         .arg(summary.products)
                         .arg(summary.total));
}

Result<QList<std::shared_ptr<const RulePack>>> packsFrom(CommandContext &context)
{
    const QStringList keys = context.values(u"marketplace"_s);
    if (keys.size() < 2)
        return context.rulePack().map([](const auto &pack) { return QList{pack}; });
    const RulePacks known = context.rulePacks();
    QList<std::shared_ptr<const RulePack>> packs;
    for (const QString &key : keys) {
        const auto pack = known.find(key);
        if (!pack)
            return failure(ErrorCode::NotFound, Optimize::tr("“%1” is no known marketplace.").arg(key));
        if (!packs.contains(pack))
            packs.append(pack);
    }
    return packs;
}

Result<OptimizeWish> wishFrom(CommandContext &context)
{
    OptimizeWish wish;
    const QString accept = context.value(u"accept"_s);
    if (context.isSet(u"accept"_s) && accept != u"clean" && accept != u"all")
        return failure(ErrorCode::InvalidInput, Optimize::tr("--accept takes “clean” or “all”, not “%1”.").arg(accept));
    const bool withMarks = context.isSet(u"with-marks"_s);
    wish.expectsAll = accept == u"all";
    if (withMarks && !wish.expectsAll)
        return failure(ErrorCode::InvalidInput, Optimize::tr("--with-marks belongs to --accept all."));
    if (context.isSet(u"accept"_s))
        wish.accept = withMarks ? Acceptance::All : Acceptance::Clean;
    const auto query = queryFrom(context);
    if (!query)
        return failure(query.error());
    wish.query = *query;
    if (context.isSet(u"all-matching"_s))
        wish.query.search = context.value(u"all-matching"_s);
    const auto packs = packsFrom(context);
    if (!packs)
        return failure(packs.error());
    wish.packs = *packs;
    wish.provider = context.valueOr(u"provider"_s, SettingKey::AiProvider);
    return wish;
}

/** Options that only mean something where a model is asked. */
Result<void> checkRuleOptions(const CommandContext &context)
{
    for (const QString &option :
         {u"model"_s, u"strong-model"_s, u"language"_s, u"budget"_s, u"estimate"_s, u"field"_s, u"fresh"_s}) {
        if (context.isSet(option))
            return failure(ErrorCode::InvalidInput,
                           Optimize::tr("--%1 needs a language model: name it by --provider.").arg(option));
    }
    return {};
}

int runByRules(CommandContext &context, const OptimizeWish &wish)
{
    if (const auto understood = checkRuleOptions(context); !understood)
        return context.wrongUsage(understood.error().message);
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    // Taken before anything changes: accepting moves products out of a --status.
    const auto ids = queriedIds(**storage, wish.query, context.stop());
    if (!ids)
        return context.fail(ids.error());
    QJsonArray results;
    bool cancelled = false;
    int code = ExitDone;
    for (const auto &pack : wish.packs) {
        const OptimizeRequest request{.pack = pack, .query = {}, .ids = QList<ProductId>(ids->begin(), ids->end())};
        if (ids->empty() || cancelled)
            break;
        const auto summary = runRules(context, **storage, request);
        if (!summary)
            return context.fail(summary.error());
        cancelled = summary->cancelled;
        std::optional<AcceptanceSummary> accepted;
        if (wish.accept && !cancelled) {
            const auto done = acceptProposals(**storage, pack->key(), *wish.accept, *ids, context.stop());
            if (!done)
                return context.fail(done.error());
            accepted = *done;
        }
        show(context.console(), *pack, *summary, accepted, wish.expectsAll);
        code = withLeft(code, wish, accepted);
        results.append(toJson(pack->key(), *summary, accepted));
    }
    if (ids->empty()) {
        show(context.console(), *wish.packs.first(), {}, {});
        results.append(toJson(wish.packs.first()->key(), {}, {}));
    }
    context.console().result(wish.packs.size() == 1 ? results.first().toObject()
                                                    : QJsonObject{{u"marketplaces"_s, results}});
    return cancelled ? ExitFailed : code;
}

/** The settings' task with what the command line says otherwise. */
Result<ModelTask> taskFrom(const CommandContext &context, const OptimizeWish &wish)
{
    ModelTask task = modelTask(context.settings());
    const auto preset = findProvider(wish.provider);
    if (!preset) {
        QStringList known{u"rules"_s};
        for (const Provider &provider : providerPresets())
            known.append(provider.key);
        return failure(ErrorCode::InvalidInput,
                       Optimize::tr("There is no provider “%1”. Known are: %2.").arg(wish.provider, known.join(u", ")));
    }
    if (task.provider != wish.provider) {
        task.provider = wish.provider;
        task.model = preset->defaultModel;
        task.strongModel.clear();
    }
    if (context.isSet(u"model"_s))
        task.model = context.value(u"model"_s);
    if (context.isSet(u"strong-model"_s))
        task.strongModel = context.value(u"strong-model"_s);
    if (context.isSet(u"language"_s)) {
        task.language = languageCode(context.value(u"language"_s));
        if (QLocale::codeToLanguage(task.language) == QLocale::AnyLanguage)
            return failure(ErrorCode::InvalidInput,
                           Optimize::tr("“%1” is no language such as de, en or pl.").arg(context.value(u"language"_s)));
    }
    if (context.isSet(u"field"_s)) {
        const auto parts = optimizePartsFrom(context.values(u"field"_s).join(u',').split(u','));
        if (!parts)
            return failure(parts.error());
        task.parts = *parts;
    }
    task.fresh = context.isSet(u"fresh"_s);
    return task;
}

Result<OptimizationOrder> orderFrom(const CommandContext &context, const OptimizeWish &wish)
{
    const auto task = taskFrom(context, wish);
    if (!task)
        return failure(task.error());
    OptimizationOrder order{.task = *task, .marketplaces = {}, .query = wish.query};
    for (const auto &pack : wish.packs)
        order.marketplaces.append(pack->key());
    order.budget = batchBudget(context.settings());
    if (context.isSet(u"budget"_s)) {
        order.budget = dollarsFromText(context.value(u"budget"_s));
        if (!order.budget)
            return failure(
                ErrorCode::InvalidInput,
                Optimize::tr("--budget takes US dollars such as 2.50, not “%1”.").arg(context.value(u"budget"_s)));
    }
    const OptimizationSettings settings = optimizationSettings(context.settings());
    order.baseUrl = settings.baseUrls.value(wish.provider);
    order.dailyBudget = settings.dailyBudget;
    order.acceptFromGain = settings.acceptFromGain;
    return order;
}

int runByModel(CommandContext &context, const OptimizeWish &wish)
{
    const auto order = orderFrom(context, wish);
    if (!order)
        return context.wrongUsage(order.error().message);
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    const auto ids = queriedIds(**storage, wish.query, context.stop());
    if (!ids)
        return context.fail(ids.error());
    OptimizationOrder exact = *order;
    exact.ids = QList<ProductId>(ids->begin(), ids->end());
    ModelRun run(context, **storage, exact);
    if (auto estimated = run.estimate(); !estimated)
        return context.fail(estimated.error());
    if (context.isSet(u"estimate"_s) || ids->empty()) {
        context.console().result(run.toJson());
        return ExitDone;
    }
    if (auto worked = run.work(); !worked)
        return context.fail(worked.error());
    std::optional<AcceptanceSummary> accepted;
    for (const auto &pack : wish.packs) {
        if (!wish.accept || run.isInterrupted())
            continue;
        const auto done = acceptProposals(**storage, pack->key(), *wish.accept, *ids, context.stop());
        if (!done)
            return context.fail(done.error());
        const AcceptanceSummary before = accepted.value_or(AcceptanceSummary());
        accepted = AcceptanceSummary{before.accepted + done->accepted, before.left + done->left,
                                     before.conflicts + done->conflicts};
    }
    run.show();
    if (accepted)
        showAccepted(context.console(), *accepted, wish.expectsAll);
    context.console().result(acceptedJson(run.toJson(), accepted));
    return withLeft(run.exitCode(), wish, accepted);
}

int runOptimizeCommand(CommandContext &context)
{
    const auto wish = wishFrom(context);
    if (!wish)
        return context.wrongUsage(wish.error().message);
    return wish->provider == u"rules" ? runByRules(context, *wish) : runByModel(context, *wish);
}

QList<QCommandLineOption> modelOptions()
{
    return {
        {u"provider"_s, Optimize::tr("Who writes: rules, groq, openai, gemini, ollama …; otherwise the settings' one."),
         u"NAME"_s},
        {u"model"_s, Optimize::tr("The model; otherwise the settings' or the provider's usual one."), u"NAME"_s},
        {u"strong-model"_s, Optimize::tr("Asked where the first model's text breaks rules or scores low."), u"NAME"_s},
        {u"language"_s,
         Optimize::tr(
             "Of the listings, e.g. de, instead of each marketplace's own; texts are translated where needed."),
         u"CODE"_s},
        {u"field"_s,
         Optimize::tr("Parts to improve, separated by commas: title, description, bullets, attributes, category."),
         u"NAMES"_s},
        {u"budget"_s, Optimize::tr("At most so many US dollars; what is not asked by then is left out."), u"DOLLARS"_s},
        {u"estimate"_s, Optimize::tr("Only say what it would take; nothing is sent.")},
        {u"fresh"_s, Optimize::tr("Ask anew also where an answer to the same question is kept.")},
        {u"all-matching"_s, Optimize::tr("The same as --search."), u"WORDS"_s},
    };
}

} // namespace

Command optimizeCommand()
{
    return {
        .name = u"optimize"_s,
        .arguments = {},
        .summary = Optimize::tr("Propose better titles and texts, by the built-in rules or a language model"),
        .details = Optimize::tr("The built-in rules need no key and no network, and invent nothing: every word of a "
                                "proposal stands in the record. With --provider a language model writes: the texts "
                                "and attributes of the products are sent to it, what it will cost is said first, and "
                                "statements that the record does not hold are marked. Its key comes from "
                                "LISTWRIGHT_AI_KEY or from where the window keeps it. The originals are never "
                                "touched. Proposals wait for review unless --accept is given: “clean” accepts those "
                                "that break no rule of the marketplace and have no mark. “all” does the same, but says "
                                "what it left and exits with 3; with --with-marks it accepts every one."),
        .options =
            QList<QCommandLineOption>{marketplaceOption(),
                                      {u"accept"_s, Optimize::tr("Accept the proposals at once."), u"clean|all"_s},
                                      {u"with-marks"_s, Optimize::tr("With --accept all: also those with problems or "
                                                                     "marks.")}} +
            modelOptions() + queryOptions(),
        .examples = {{u"optimize --marketplace ebay"_s, Optimize::tr("Proposals for all products.")},
                     {u"optimize -m kaufland --max-score 60 --accept clean"_s,
                      Optimize::tr("Improves the weak ones where the result is free of errors.")},
                     {u"optimize -m amazon -m ebay --provider groq --max-score 60 --budget 2.50"_s,
                      Optimize::tr("A model writes for two marketplaces, for two dollars and a half at most.")}},
        .run = runOptimizeCommand};
}

} // namespace listwright
