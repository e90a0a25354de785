// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/proposaldecision.h"
#include "app/proposaltexts.h"
#include "services/storage/proposalrepository.h"
#include "ui/review/proposalsource.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Proposals
{
    Q_DECLARE_TR_FUNCTIONS(ProposalsCommand)
};

constexpr int pageSize = 200;
constexpr qint64 defaultListed = 50;

Result<QList<Proposal>> openPage(Storage &storage, qint64 afterId)
{
    const auto work = [afterId](Database &database) { return ProposalRepository(database).open(afterId, pageSize); };
    return storage.read(work).result();
}

struct OpenProposals
{
    QList<Proposal> listed{};
    qint64 count = 0; ///< of those that the list is of, also beyond its limit
};

/** Those of a marketplace (empty: all), up to the limit; those alone that are not clean where asked for. */
Result<OpenProposals> openProposals(Storage &storage, const QString &marketplace, bool markedOnly, qint64 limit)
{
    OpenProposals open;
    // The database does not know which are clean: those are only counted by reading all.
    for (qint64 lastId = 0; markedOnly || open.listed.size() < limit;) {
        const auto page = openPage(storage, lastId);
        if (!page)
            return failure(page.error());
        if (page->isEmpty())
            break;
        lastId = page->last().id;
        for (const Proposal &proposal : *page) {
            if ((!marketplace.isEmpty() && proposal.marketplace != marketplace) || (markedOnly && proposal.isClean()))
                continue;
            ++open.count;
            if (open.listed.size() < limit)
                open.listed.append(proposal);
        }
    }
    if (markedOnly)
        return open;
    const auto count = [marketplace](Database &database) {
        return ProposalRepository(database).openCount(marketplace);
    };
    return storage.read(count).result().map([&](qint64 total) {
        open.count = total;
        return open;
    });
}

int listProposals(CommandContext &context)
{
    if (const auto understood = context.atMost(1); !understood)
        return context.wrongUsage(understood.error().message);
    const auto limit = context.number(u"limit"_s, 1);
    if (!limit)
        return context.wrongUsage(limit.error().message);
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const auto open = openProposals(**storage, context.value(u"marketplace"_s), context.isSet(u"marked"_s),
                                    limit->value_or(defaultListed));
    if (!open)
        return context.fail(open.error());
    QJsonArray array;
    QList<QStringList> table = {{Proposals::tr("ID"), Proposals::tr("Product"), Proposals::tr("Marketplace"),
                                 Proposals::tr("Score"), Proposals::tr("Clean"), Proposals::tr("Fields")}};
    for (const Proposal &proposal : open->listed) {
        QStringList fields;
        for (const ProposedField &field : proposal.fields)
            fields.append(fieldLabel(field.field));
        table.append({QString::number(proposal.id), QString::number(proposal.productId), proposal.marketplace,
                      QString::number(proposal.scoreBefore) + u" → " + QString::number(proposal.scoreAfter),
                      proposal.isClean() ? Proposals::tr("yes") : Proposals::tr("no"), fields.join(u", ")});
        array.append(proposaltexts::json(proposal));
    }
    context.console().table(table);
    context.console().line(Proposals::tr("%L1 open proposal(s)").arg(open->count));
    context.console().result({{u"proposals"_s, array}, {u"open"_s, open->count}});
    return ExitDone;
}

int showProposals(CommandContext &context, const QList<qint64> &ids)
{
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    QJsonArray array;
    for (const qint64 id : ids) {
        const auto proposal =
            (*storage)->read([id](Database &database) { return ProposalRepository(database).find(id); }).result();
        if (!proposal)
            return context.fail(proposal.error());
        const auto details = loadProposal(**storage, id).result(); // of one that is open
        proposaltexts::show(context.console(), *proposal, details ? details->changed : QHash<ProductField, QString>());
        array.append(proposaltexts::json(*proposal));
    }
    context.console().result({{u"proposals"_s, array}});
    return ExitDone;
}

int runProposalsCommand(CommandContext &context)
{
    const QString action = context.arguments().value(0, u"list"_s);
    if (action == u"list")
        return listProposals(context);
    const auto ids = context.numbersAfterAction();
    if (!ids)
        return context.wrongUsage(ids.error().message);
    if (action != u"show" && action != u"accept" && action != u"reject")
        return context.wrongUsage(Proposals::tr("“%1” is none of list, show, accept, reject.").arg(action));
    if (context.isSet(u"marked"_s)) // “reject --all --marked” would be taken for a choice of what to reject
        return context.wrongUsage(Proposals::tr("--marked belongs to list."));
    const bool all = (context.isSet(u"all"_s) || context.isSet(u"clean"_s)) && action != u"show";
    if (ids->isEmpty() != all)
        return context.wrongUsage(Proposals::tr("Name the proposals by their numbers, or give --all or --clean."));
    if (action == u"show")
        return showProposals(context, *ids);
    return runProposalDecision(context, *ids, action == u"accept" ? FieldDecision::Accepted : FieldDecision::Rejected);
}

} // namespace

Command proposalsCommand()
{
    return {.name = u"proposals"_s,
            .arguments = u"[list | show ID… | accept ID… | reject ID…]"_s,
            .summary = Proposals::tr("Review what an optimizer proposes"),
            .details = Proposals::tr("Accepting writes the proposed texts to the marketplace's listing; “listwright "
                                     "undo” takes it back. A field that was changed since stays open as a conflict. "
                                     "What breaks a rule or says what the record does not hold is only accepted with "
                                     "--with-marks; without it such proposals stay open, and the exit code is 3."),
            .options = {{{u"m"_s, u"marketplace"_s}, Proposals::tr("Only proposals for this marketplace."), u"NAME"_s},
                        {u"all"_s, Proposals::tr("Reject all open ones, or accept them; those with problems or marks "
                                                 "only with --with-marks.")},
                        {u"clean"_s, Proposals::tr("Accept or reject all open ones without problems and marks.")},
                        {u"with-marks"_s, Proposals::tr("Accept those with problems or marks as well.")},
                        {u"marked"_s, Proposals::tr("List only those that are not clean.")},
                        {u"reason"_s, Proposals::tr("Why they are rejected; kept with them."), u"TEXT"_s},
                        {u"field"_s, Proposals::tr("Decide on this field alone, e.g. title_optimized."), u"NAME"_s},
                        {u"limit"_s, Proposals::tr("How many to list (50)."), u"NUMBER"_s}},
            .examples = {{u"proposals list"_s, Proposals::tr("What waits for a decision.")},
                         {u"proposals accept 12 14 --field title_optimized"_s, Proposals::tr("Only the titles.")},
                         {u"proposals accept --clean"_s, Proposals::tr("All that need no second look.")},
                         {u"proposals list --marked"_s, Proposals::tr("What needs one.")},
                         {u"proposals reject --all --marketplace ebay --reason \"too long\""_s,
                          Proposals::tr("All for eBay.")}},
            .run = runProposalsCommand};
}

} // namespace listwright
