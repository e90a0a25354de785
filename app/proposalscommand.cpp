// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/queryoptions.h"
#include "services/optimizing/spending.h"
#include "services/storage/batchdecision.h"
#include "services/storage/productrepository.h"
#include "services/storage/proposaljson.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/uuid7.h"
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

QJsonObject toJson(const Proposal &proposal)
{
    return {{u"id"_s, proposal.id},
            {u"product"_s, proposal.productId},
            {u"marketplace"_s, proposal.marketplace},
            {u"origin"_s, proposal.origin},
            {u"score_before"_s, proposal.scoreBefore},
            {u"score_after"_s, proposal.scoreAfter},
            {u"state"_s, proposalStateName(proposal.state)},
            {u"created_at"_s, proposal.createdAt.toString(Qt::ISODate)},
            {u"clean"_s, proposal.isClean()},
            {u"making"_s, proposaljson::object(proposal.making)},
            {u"hint"_s, proposal.hint},
            {u"reject_reason"_s, proposal.rejectReason},
            {u"fields"_s, proposaljson::array(proposal.fields)}};
}

Result<QList<Proposal>> openPage(Storage &storage, qint64 afterId)
{
    const auto work = [afterId](Database &database) { return ProposalRepository(database).open(afterId, pageSize); };
    return storage.read(work).result();
}

/** Open proposals of a marketplace (empty: all), up to the limit. */
Result<QList<Proposal>> openProposals(Storage &storage, const QString &marketplace, qint64 limit)
{
    QList<Proposal> found;
    for (qint64 lastId = 0; found.size() < limit;) {
        const auto page = openPage(storage, lastId);
        if (!page)
            return failure(page.error());
        if (page->isEmpty())
            break;
        lastId = page->last().id;
        for (const Proposal &proposal : *page) {
            if (found.size() < limit && (marketplace.isEmpty() || proposal.marketplace == marketplace))
                found.append(proposal);
        }
    }
    return found;
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
    const QString marketplace = context.value(u"marketplace"_s);
    const auto proposals = openProposals(**storage, marketplace, limit->value_or(defaultListed));
    const auto total =
        (*storage)
            ->read([marketplace](Database &database) { return ProposalRepository(database).openCount(marketplace); })
            .result();
    if (!proposals || !total)
        return context.fail(!proposals ? proposals.error() : total.error());
    QJsonArray array;
    QList<QStringList> table = {{Proposals::tr("ID"), Proposals::tr("Product"), Proposals::tr("Marketplace"),
                                 Proposals::tr("Score"), Proposals::tr("Clean"), Proposals::tr("Fields")}};
    for (const Proposal &proposal : *proposals) {
        QStringList fields;
        for (const ProposedField &field : proposal.fields)
            fields.append(fieldLabel(field.field));
        table.append({QString::number(proposal.id), QString::number(proposal.productId), proposal.marketplace,
                      QString::number(proposal.scoreBefore) + u" → " + QString::number(proposal.scoreAfter),
                      proposal.isClean() ? Proposals::tr("yes") : Proposals::tr("no"), fields.join(u", ")});
        array.append(toJson(proposal));
    }
    context.console().table(table);
    context.console().line(Proposals::tr("%L1 open proposal(s)").arg(*total));
    context.console().result({{u"proposals"_s, array}, {u"open"_s, *total}});
    return ExitDone;
}

void showMaking(Console &console, const ProposalMaking &making)
{
    if (making == ProposalMaking())
        return;
    console.line(Proposals::tr("  By %1 of %2, prompt %3, %L4 tokens in and %L5 out, %6")
                     .arg(making.model, making.provider, making.prompt)
                     .arg(making.inputTokens)
                     .arg(making.outputTokens)
                     .arg(costText(making.cost, making.provider, making.model)));
    if (making.cachedAt)
        console.line(
            Proposals::tr("  From the cache: the answer is of %1").arg(making.cachedAt->toString(Qt::ISODate)));
}

QString decisionText(FieldDecision decision)
{
    switch (decision) {
    case FieldDecision::Open:
        return {};
    case FieldDecision::Accepted:
        return Proposals::tr(": accepted");
    case FieldDecision::Rejected:
        return Proposals::tr(": rejected");
    }
    return {};
}

/** `changed`: what stands there today where that is not what was proposed from. */
void showField(Console &console, const ProposedField &field, const std::optional<QString> &changed)
{
    console.line(u"  " + fieldLabel(field.field) + u" (" + fieldName(field.field) + u")" +
                 decisionText(field.decision));
    console.line(u"    - " + (field.before.isEmpty() ? field.inherited.value_or(QString()) : field.before));
    console.line(u"    + " + field.after);
    if (changed)
        console.line(Proposals::tr("      Changed since, so it is not accepted by its number: %1").arg(*changed));
    for (const QString &reason : field.reasons)
        console.line(u"      " + reason);
    for (const QString &problem : field.problems)
        console.line(Proposals::tr("      Breaks a rule: %1").arg(problem));
    for (const DoubtfulFact &mark : field.marks)
        console.line(Proposals::tr("      Doubtful: %1").arg(mark.reason));
}

void showProposal(Console &console, const Proposal &proposal, const QHash<ProductField, QString> &changed)
{
    console.line(Proposals::tr("Proposal %1 for product %2, %3, score %4 → %5, %6")
                     .arg(proposal.id)
                     .arg(proposal.productId)
                     .arg(proposal.marketplace)
                     .arg(proposal.scoreBefore)
                     .arg(proposal.scoreAfter)
                     .arg(proposalStateText(proposal.state)));
    showMaking(console, proposal.making);
    if (!proposal.hint.isEmpty())
        console.line(Proposals::tr("  Asked for: %1").arg(proposal.hint));
    if (!proposal.rejectReason.isEmpty())
        console.line(Proposals::tr("  Rejected because: %1").arg(proposal.rejectReason));
    if (proposal.recordChanged)
        console.line(Proposals::tr("  The product was changed after this was proposed: check its facts."));
    for (const ProposedField &field : proposal.fields)
        showField(console, field,
                  changed.contains(field.field) ? std::optional(changed.value(field.field)) : std::nullopt);
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
        showProposal(context.console(), *proposal, details ? details->changed : QHash<ProductField, QString>());
        array.append(toJson(*proposal));
    }
    context.console().result({{u"proposals"_s, array}});
    return ExitDone;
}

/** The numbers of all open ones that --marketplace and --clean leave. */
Result<QList<qint64>> openIds(const CommandContext &context, Storage &storage)
{
    const QString marketplace = context.value(u"marketplace"_s);
    const bool cleanOnly = context.isSet(u"clean"_s);
    QList<qint64> ids;
    for (qint64 lastId = 0;;) {
        const auto page = openPage(storage, lastId);
        if (!page)
            return failure(page.error());
        if (page->isEmpty())
            return ids;
        lastId = page->last().id;
        for (const Proposal &proposal : *page) {
            if ((marketplace.isEmpty() || proposal.marketplace == marketplace) && (!cleanOnly || proposal.isClean()))
                ids.append(proposal.id);
        }
    }
}

void showDecided(Console &console, const BatchOutcome &total)
{
    console.line(Proposals::tr("%L1 proposal(s) decided: %L2 product(s) changed, %L3 conflict(s), %L4 missing.")
                     .arg(total.decided)
                     .arg(total.changed)
                     .arg(total.conflicts)
                     .arg(total.missing));
    if (total.error)
        return;
    console.result({{u"decided"_s, total.decided},
                    {u"changed"_s, total.changed},
                    {u"conflicts"_s, total.conflicts},
                    {u"missing"_s, total.missing}});
}

int decide(CommandContext &context, QList<qint64> ids, FieldDecision accepted)
{
    const auto field = fieldFromName(context.value(u"field"_s));
    if (context.isSet(u"field"_s) && !field)
        return context.wrongUsage(Proposals::tr("“%1” is no field of a product.").arg(context.value(u"field"_s)));
    if (context.isSet(u"reason"_s) && accepted != FieldDecision::Rejected)
        return context.wrongUsage(Proposals::tr("--reason belongs to a rejection."));
    ProposalRepository::Decision decision{.field = field, .decision = accepted};
    if (context.isSet(u"reason"_s))
        decision.reason = context.value(u"reason"_s);
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    if (ids.isEmpty()) {
        const auto open = openIds(context, **storage);
        if (!open)
            return context.fail(open.error());
        ids = *open;
    }
    const QString run = newUuid7().toString(QUuid::WithoutBraces);
    BatchOutcome total;
    for (qsizetype begin = 0; begin < ids.size() && !context.stop().stop_requested() && !total.error; begin += pageSize)
        total.add(**storage, ids.mid(begin, pageSize), decision, run);
    showDecided(context.console(), total);
    if (total.error)
        return context.fail(*total.error);
    return context.stop().stop_requested()            ? ExitFailed
           : total.conflicts > 0 || total.missing > 0 ? ExitWithRejected
                                                      : ExitDone;
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
    const bool all = (context.isSet(u"all"_s) || context.isSet(u"clean"_s)) && action != u"show";
    if (ids->isEmpty() != all)
        return context.wrongUsage(Proposals::tr("Name the proposals by their numbers, or give --all or --clean."));
    if (action == u"show")
        return showProposals(context, *ids);
    return decide(context, *ids, action == u"accept" ? FieldDecision::Accepted : FieldDecision::Rejected);
}

} // namespace

Command proposalsCommand()
{
    return {.name = u"proposals"_s,
            .arguments = u"[list | show ID… | accept ID… | reject ID…]"_s,
            .summary = Proposals::tr("Review what an optimizer proposes"),
            .details = Proposals::tr("Accepting writes the proposed texts to the marketplace's listing; “listwright "
                                     "undo” takes it back. A field that was changed since stays open as a conflict."),
            .options = {{{u"m"_s, u"marketplace"_s}, Proposals::tr("Only proposals for this marketplace."), u"NAME"_s},
                        {u"all"_s, Proposals::tr("Accept or reject all open ones.")},
                        {u"clean"_s, Proposals::tr("Accept or reject all open ones without problems and marks.")},
                        {u"reason"_s, Proposals::tr("Why they are rejected; kept with them."), u"TEXT"_s},
                        {u"field"_s, Proposals::tr("Decide on this field alone, e.g. title_optimized."), u"NAME"_s},
                        {u"limit"_s, Proposals::tr("How many to list (50)."), u"NUMBER"_s}},
            .examples = {{u"proposals list"_s, Proposals::tr("What waits for a decision.")},
                         {u"proposals accept 12 14 --field title_optimized"_s, Proposals::tr("Only the titles.")},
                         {u"proposals accept --clean"_s, Proposals::tr("All that need no second look.")},
                         {u"proposals reject --all --marketplace ebay --reason \"too long\""_s,
                          Proposals::tr("All for eBay.")}},
            .run = runProposalsCommand};
}

} // namespace listwright
