// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/proposaldecision.h"

#include "app/proposaltexts.h"
#include "services/storage/batchdecision.h"
#include "services/storage/proposaljson.h"
#include "services/storage/uuid7.h"
#include "ui/review/proposalsource.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

constexpr int decidedAtOnce = 200;
constexpr qsizetype conflictsShown = 50;

struct Deciding
{
    Q_DECLARE_TR_FUNCTIONS(ProposalsCommand)
};

/** What is asked for, read before anything is opened. */
struct DecisionWish
{
    ProposalRepository::Decision decision{};
    QString marketplace{};
    bool cleanOnly = false;
    bool withMarks = false; ///< also where a rejection needs no consent
};

/** Fields that would be accepted though they have problems or marks. */
QList<ProposedField> markedFields(const Proposal &proposal, const DecisionWish &wish)
{
    if (wish.withMarks)
        return {};
    const auto &field = wish.decision.field;
    return proposal.openFields(field ? QList<ProductField>{*field} : QList<ProductField>()).marked;
}

Result<DecisionWish> wishOf(const CommandContext &context, FieldDecision decision)
{
    const bool rejects = decision == FieldDecision::Rejected;
    const auto wrong = [](const QString &message) { return failure(ErrorCode::InvalidInput, message); };
    DecisionWish wish{.decision = {.decision = decision}, .marketplace = context.value(u"marketplace"_s)};
    wish.decision.field = fieldFromName(context.value(u"field"_s));
    if (context.isSet(u"field"_s) && !wish.decision.field)
        return wrong(Deciding::tr("“%1” is no field of a product.").arg(context.value(u"field"_s)));
    if (context.isSet(u"reason"_s) && !rejects)
        return wrong(Deciding::tr("--reason belongs to a rejection."));
    if (context.isSet(u"reason"_s))
        wish.decision.reason = context.value(u"reason"_s);
    wish.cleanOnly = context.isSet(u"clean"_s);
    wish.withMarks = rejects || context.isSet(u"with-marks"_s);
    if (context.isSet(u"with-marks"_s) && (rejects || wish.cleanOnly))
        return wrong(Deciding::tr("--with-marks accepts what has problems or marks: not with --clean, nor to reject."));
    return wish;
}

/** Decides in batches, and keeps what has to be said about it. */
class DecisionRun
{
public:
    DecisionRun(CommandContext &context, Storage &storage, DecisionWish wish)
        : m_context(context)
        , m_storage(storage)
        , m_wish(std::move(wish))
        , m_run(newUuid7().toString(QUuid::WithoutBraces))
    {
    }

    Result<void> decideNamed(const QList<qint64> &ids);
    Result<void> decideOpen();
    /** `whole`: with the result of the command, as no error follows. */
    void show(bool whole);
    int exitCode() const;

private:
    bool isStopped() const { return m_context.stop().stop_requested(); }
    Result<void> decide(const QList<qint64> &ids);
    Result<void> noteConflicts(const QList<qint64> &ids);
    void noteConflict(const ProposalDetails &details);
    QJsonObject toJson() const;

    CommandContext &m_context;
    Storage &m_storage;
    DecisionWish m_wish;
    QString m_run;
    BatchOutcome m_total;
    qint64 m_left = 0;   ///< not clean; they stay open
    QJsonArray m_marked; ///< of those that were named
    QStringList m_conflictLines;
    QJsonArray m_conflicts;
};

Result<void> DecisionRun::decideNamed(const QList<qint64> &ids)
{
    QList<qint64> wanted;
    for (const qint64 id : ids) {
        const auto proposal =
            m_storage.read([id](Database &database) { return ProposalRepository(database).find(id); }).result();
        if (!proposal && proposal.error().code != ErrorCode::NotFound)
            return failure(proposal.error());
        const bool isOpen = proposal && proposal->state == ProposalState::Open;
        const QList<ProposedField> marked = isOpen ? markedFields(*proposal, m_wish) : QList<ProposedField>();
        if (marked.isEmpty()) {
            wanted.append(id);
            continue;
        }
        ++m_left;
        proposaltexts::showMarked(m_context.console(), *proposal, marked);
        m_marked.append(QJsonObject{{u"id"_s, id},
                                    {u"product"_s, proposal->productId},
                                    {u"marketplace"_s, proposal->marketplace},
                                    {u"fields"_s, proposaljson::array(marked)}});
    }
    for (qsizetype begin = 0; begin < wanted.size() && !isStopped(); begin += decidedAtOnce) {
        if (auto done = decide(wanted.mid(begin, decidedAtOnce)); !done)
            return done;
    }
    return {};
}

Result<void> DecisionRun::decideOpen()
{
    for (qint64 lastId = 0; !isStopped();) {
        const auto read = [lastId](Database &database) {
            return ProposalRepository(database).open(lastId, decidedAtOnce);
        };
        const auto page = m_storage.read(read).result();
        if (!page)
            return failure(page.error());
        if (page->isEmpty())
            break;
        lastId = page->last().id;
        QList<qint64> wanted;
        for (const Proposal &proposal : *page) {
            if (!m_wish.marketplace.isEmpty() && proposal.marketplace != m_wish.marketplace)
                continue;
            if ((m_wish.cleanOnly && !proposal.isClean()) || !markedFields(proposal, m_wish).isEmpty())
                ++m_left;
            else
                wanted.append(proposal.id);
        }
        if (auto done = decide(wanted); !done)
            return done;
    }
    return {};
}

Result<void> DecisionRun::decide(const QList<qint64> &ids)
{
    const qint64 before = m_total.conflicts;
    if (!ids.isEmpty() && !m_total.add(m_storage, ids, m_wish.decision, m_run))
        return failure(*m_total.error);
    return m_total.conflicts > before ? noteConflicts(ids) : Result<void>();
}

/** Reads again what is still open of a batch: a decision only counts the conflicts. */
Result<void> DecisionRun::noteConflicts(const QList<qint64> &ids)
{
    for (const qint64 id : ids) {
        const auto details = loadProposal(m_storage, id).result();
        if (details)
            noteConflict(*details);
        else if (details.error().code != ErrorCode::NotFound)
            return failure(details.error());
    }
    return {};
}

void DecisionRun::noteConflict(const ProposalDetails &details)
{
    const Proposal &proposal = details.proposal;
    const bool wholeRecord = proposal.recordChanged && !m_wish.decision.field;
    QJsonArray fields;
    QStringList lines;
    for (const ProposedField &field : proposal.fields) {
        const bool isMeant = !m_wish.decision.field || *m_wish.decision.field == field.field;
        const bool isChanged = details.changed.contains(field.field);
        if (field.decision != FieldDecision::Open || !isMeant || !(isChanged || wholeRecord))
            continue;
        const QString present = isChanged ? details.changed.value(field.field) : details.presentText(field);
        lines.append(u"  " + fieldLabel(field.field) + u" (" + fieldName(field.field) + u")");
        lines.append(Deciding::tr("    is now: %1").arg(present));
        lines.append(Deciding::tr("    proposed: %1").arg(field.after));
        fields.append(
            QJsonObject{{u"field"_s, fieldName(field.field)}, {u"present"_s, present}, {u"proposed"_s, field.after}});
    }
    if (fields.isEmpty())
        return;
    m_conflicts.append(QJsonObject{{u"id"_s, proposal.id},
                                   {u"product"_s, proposal.productId},
                                   {u"sku"_s, details.product.sku},
                                   {u"marketplace"_s, proposal.marketplace},
                                   {u"record_changed"_s, proposal.recordChanged},
                                   {u"fields"_s, fields}});
    if (m_conflicts.size() > conflictsShown)
        return;
    m_conflictLines.append(
        Deciding::tr("Conflict: proposal %1 for product %2 (SKU %3), %4, was made before this changed:")
            .arg(QString::number(proposal.id), QString::number(proposal.productId), details.product.sku,
                 proposal.marketplace));
    if (wholeRecord)
        lines.prepend(Deciding::tr("  The product's own data; --field accepts a text all the same."));
    m_conflictLines += lines;
}

QJsonObject DecisionRun::toJson() const
{
    return {{u"decided"_s, m_total.decided}, {u"changed"_s, m_total.changed}, {u"conflicts"_s, m_total.conflicts},
            {u"missing"_s, m_total.missing}, {u"left_open"_s, m_left},        {u"marked"_s, m_marked},
            {u"conflicting"_s, m_conflicts}};
}

void DecisionRun::show(bool whole)
{
    Console &console = m_context.console();
    for (const QString &line : std::as_const(m_conflictLines))
        console.line(line);
    if (m_conflicts.size() > conflictsShown)
        console.line(Deciding::tr("… and %L1 more; --json has them all.").arg(m_conflicts.size() - conflictsShown));
    console.line(Deciding::tr("%L1 proposal(s) decided: %L2 product(s) changed, %L3 conflict(s), %L4 missing.")
                     .arg(m_total.decided)
                     .arg(m_total.changed)
                     .arg(m_total.conflicts)
                     .arg(m_total.missing));
    if (m_left > 0)
        console.line(Deciding::tr("%L1 left open: they have problems, doubtful facts or a changed record. “listwright "
                                  "proposals list --marked” shows them, --with-marks accepts problems and doubts.")
                         .arg(m_left));
    if (whole)
        console.result(toJson());
}

int DecisionRun::exitCode() const
{
    if (isStopped())
        return ExitFailed;
    const bool leftMore = m_left > 0 && !m_wish.cleanOnly; // who asks for the clean ones knows that others stay
    return leftMore || m_total.conflicts > 0 || m_total.missing > 0 ? ExitWithRejected : ExitDone;
}

} // namespace

int runProposalDecision(CommandContext &context, const QList<qint64> &ids, FieldDecision decision)
{
    const auto wish = wishOf(context, decision);
    if (!wish)
        return context.wrongUsage(wish.error().message);
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    DecisionRun run(context, **storage, *wish);
    const auto done = ids.isEmpty() ? run.decideOpen() : run.decideNamed(ids);
    run.show(done.has_value());
    return done ? run.exitCode() : context.fail(done.error());
}

} // namespace listwright
