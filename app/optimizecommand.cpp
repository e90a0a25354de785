// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/proposalacceptance.h"
#include "app/queryoptions.h"
#include "services/optimizing/optimizerun.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Optimize
{
    Q_DECLARE_TR_FUNCTIONS(OptimizeCommand)
};

QJsonObject toJson(const QString &marketplace, const OptimizeSummary &summary,
                   const std::optional<AcceptanceSummary> &accepted)
{
    QJsonObject json{{u"marketplace"_s, marketplace},
                     {u"products"_s, summary.products},
                     {u"proposals"_s, summary.proposals},
                     {u"good_already"_s, summary.goodAlready},
                     {u"cancelled"_s, summary.cancelled}};
    if (accepted) {
        json.insert(u"accepted"_s, accepted->accepted);
        json.insert(u"left_open"_s, accepted->left);
        json.insert(u"conflicts"_s, accepted->conflicts);
    }
    return json;
}

void show(Console &console, const RulePack &pack, const OptimizeSummary &summary,
          const std::optional<AcceptanceSummary> &accepted)
{
    console.line(Optimize::tr("%1: %L2 product(s) looked at, %L3 proposal(s) made, %L4 good already.")
                     .arg(pack.name())
                     .arg(summary.products)
                     .arg(summary.proposals)
                     .arg(summary.goodAlready));
    if (accepted)
        console.line(Optimize::tr("%L1 proposal(s) accepted, %L2 left for review, %L3 field(s) in conflict.")
                         .arg(accepted->accepted)
                         .arg(accepted->left)
                         .arg(accepted->conflicts));
    else if (summary.proposals > 0)
        console.line(Optimize::tr("Nothing has changed yet: “listwright proposals list” shows them."));
    if (summary.cancelled)
        console.line(Optimize::tr("Interrupted after %L1 of %L2 product(s).").arg(summary.products).arg(summary.total));
}

int runOptimizeCommand(CommandContext &context)
{
    const QString accept = context.value(u"accept"_s);
    if (context.isSet(u"accept"_s) && accept != u"clean" && accept != u"all")
        return context.wrongUsage(Optimize::tr("--accept takes “clean” or “all”, not “%1”.").arg(accept));
    const auto query = queryFrom(context);
    if (!query)
        return context.wrongUsage(query.error().message);
    const auto pack = context.rulePack();
    if (!pack)
        return context.wrongUsage(pack.error().message);
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    const auto progress = [&context](const OptimizeSummary &summary) {
        context.console().progress(Optimize::tr("%L1 of %L2 products").arg(summary.products).arg(summary.total));
    };
    // Taken before anything changes: accepting moves products out of a --status.
    const auto ids = queriedIds(**storage, *query, context.stop());
    if (!ids)
        return context.fail(ids.error());
    const OptimizeRequest request{.pack = *pack, .query = *query, .ids = {}};
    const auto summary = runOptimization(**storage, request, progress, context.stop());
    if (!summary)
        return context.fail(summary.error());
    std::optional<AcceptanceSummary> accepted;
    if (context.isSet(u"accept"_s) && !summary->cancelled) {
        const auto done = acceptProposals(**storage, **pack, accept == u"all" ? Acceptance::All : Acceptance::Clean,
                                          *ids, context.stop());
        if (!done)
            return context.fail(done.error());
        accepted = *done;
    }
    show(context.console(), **pack, *summary, accepted);
    context.console().result(toJson((*pack)->key(), *summary, accepted));
    return summary->cancelled ? ExitFailed : ExitDone;
}

} // namespace

Command optimizeCommand()
{
    return {
        .name = u"optimize"_s,
        .arguments = {},
        .summary = Optimize::tr("Propose better titles and texts by the built-in rules"),
        .details = Optimize::tr("Needs no key and no network, and invents nothing: every word of a proposal stands in "
                                "the record. The originals are never touched. Proposals wait for review unless "
                                "--accept is given: “clean” accepts those after which the marketplace's rules find "
                                "no error, “all” accepts every one."),
        .options =
            QList<QCommandLineOption>{marketplaceOption(),
                                      {u"accept"_s, Optimize::tr("Accept the proposals at once."), u"clean|all"_s}} +
            queryOptions(),
        .examples = {{u"optimize --marketplace ebay"_s, Optimize::tr("Proposals for all products.")},
                     {u"optimize -m kaufland --max-score 60 --accept clean"_s,
                      Optimize::tr("Improves the weak ones where the result is free of errors.")}},
        .run = runOptimizeCommand};
}

} // namespace listwright
