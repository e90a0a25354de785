// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/reviewactions.h"

#include "models/tables/whenfinished.h"
#include "services/storage/batchdecision.h"
#include "services/storage/storage.h"
#include "services/storage/takeback.h"
#include "services/storage/uuid7.h"
#include "ui/catalog/taskrunner.h"
#include "ui/review/proposalsource.h"
#include "ui/widgets/undonotice.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int batchSize = 200;
constexpr qsizetype keptUndos = 100;

/** The next stretch of open proposals that are to be decided. */
Result<ProposalRepository::CleanPage> nextPage(Database &database, qint64 lastId, bool cleanOnly)
{
    ProposalRepository proposals(database);
    if (cleanOnly)
        return proposals.openClean(lastId, batchSize);
    return proposals.open(lastId, batchSize).map([lastId](const QList<Proposal> &open) {
        ProposalRepository::CleanPage page{.lastId = open.isEmpty() ? lastId : open.last().id,
                                           .end = open.size() < batchSize};
        for (const Proposal &proposal : open)
            page.ids.append(proposal.id);
        return page;
    });
}

} // namespace

/** What deciding many at once came to. */
struct AllDecided
{
    BatchOutcome outcome;
    qint64 left = 0; ///< not clean
};

namespace {

/** An error ends it, but what was decided before stays, and can be taken back. */
AllDecided decideEverything(Storage &storage, FieldDecision decision, bool cleanOnly, qint64 count, const QString &run,
                            TaskProgress &progress, const std::stop_token &stop)
{
    AllDecided all;
    qint64 lastId = 0;
    qint64 seen = 0;
    for (bool end = false; !end && !stop.stop_requested();) {
        const auto page =
            storage.read([lastId, cleanOnly](Database &database) { return nextPage(database, lastId, cleanOnly); })
                .result();
        if (!page) {
            all.outcome.error = page.error();
            return all;
        }
        end = page->end;
        lastId = page->lastId;
        all.left += page->left;
        if (page->ids.isEmpty())
            continue;
        if (!all.outcome.add(storage, page->ids, {.decision = decision}, run))
            return all;
        seen += page->ids.size();
        progress.report(std::min(1.0, static_cast<double>(seen) / static_cast<double>(std::max<qint64>(1, count))),
                        QLocale().toString(seen) + u" / " + QLocale().toString(count));
    }
    return all;
}

} // namespace

ReviewActions::ReviewActions(Services services, QObject *parent)
    : QObject(parent), m_services(std::move(services)), m_runner(new TaskRunner(m_services.tasks, this))
{
}

void ReviewActions::decide(const QList<ProposalRepository::Decision> &decisions)
{
    ++m_busy;
    whenFinished(
        decideProposals(*m_services.storage, decisions), this,
        [this, first = decisions.first()](const Result<ChangeOutcome> &outcome) { onDecided(first, outcome); });
}

void ReviewActions::onDecided(const ProposalRepository::Decision &decision, const Result<ChangeOutcome> &outcome)
{
    --m_busy;
    if (!outcome) {
        m_services.notifications->error(outcome.error());
        Q_EMIT decided(decision.proposalId, true);
        endWork(false);
        return;
    }
    remember({decision.proposalId, outcome->changeSet != 0 ? QList{outcome->changeSet} : QList<qint64>()});
    if (outcome->conflicts > 0)
        m_services.notifications->warning(
            tr("The product was changed since this proposal was made. Reject it, or improve the product again."));
    if (outcome->missing > 0)
        m_services.notifications->warning(
            tr("Nothing was stored: a newer proposal took the place of this one, or it was decided elsewhere."));
    else if (decision.decision == FieldDecision::Rejected)
        announceRejection(decision, outcome->changeSet);
    Q_EMIT decided(decision.proposalId, outcome->conflicts + outcome->missing > 0);
    endWork(outcome->changeSet != 0);
}

void ReviewActions::announceRejection(const ProposalRepository::Decision &decision, qint64 changeSet)
{
    if (changeSet == 0)
        return;
    Notification notification;
    notification.text =
        decision.field ? tr("%1: rejected.").arg(fieldLabel(*decision.field)) : tr("The proposal was rejected.");
    offerUndo(notification, {decision.proposalId, {changeSet}});
    m_services.notifications->post(std::move(notification));
}

void ReviewActions::offerUndo(Notification &notification, const Decided &decided)
{
    if (decided.changeSets.isEmpty())
        return;
    notification.undoes = decided.changeSets;
    notification.actionText = tr("Undo");
    notification.action = [self = QPointer(this), decided] {
        if (self)
            self->undo(decided);
    };
}

void ReviewActions::endWork(bool hasDecided)
{
    if (m_busy == 0 && std::exchange(m_undoWanted, false) && hasDecided)
        undoLast();
}

void ReviewActions::rejectAll(qint64 count)
{
    decideAll(FieldDecision::Rejected, false, false, count);
}

void ReviewActions::acceptClean(qint64 count, bool thenAsk)
{
    decideAll(FieldDecision::Accepted, true, thenAsk, count);
}

void ReviewActions::decideAll(FieldDecision decision, bool cleanOnly, bool thenAsk, qint64 count)
{
    ++m_busy;
    const QString run = newUuid7().toString(QUuid::WithoutBraces);
    m_running = m_runner->run<AllDecided>(
        decision == FieldDecision::Accepted ? tr("Accepting all proposals") : tr("Rejecting all proposals"),
        [storage = m_services.storage, decision, cleanOnly, count, run](TaskProgress &progress,
                                                                        const std::stop_token &stop) {
            return Result<AllDecided>(decideEverything(*storage, decision, cleanOnly, count, run, progress, stop));
        },
        [this, decision, thenAsk](const Result<AllDecided> &all) {
            --m_busy;
            Q_EMIT allDecided();
            if (all)
                announce(decision, thenAsk, *all);
            else
                m_services.notifications->error(all.error());
            endWork(all && !all->outcome.changeSets.isEmpty());
        });
    if (m_running)
        m_running->setRun(run);
}

void ReviewActions::announce(FieldDecision decision, bool thenAsk, const AllDecided &all)
{
    const bool accept = decision == FieldDecision::Accepted;
    const BatchOutcome &outcome = all.outcome;
    const Decided decided{0, outcome.changeSets};
    remember(decided);
    if (outcome.error)
        m_services.notifications->error(*outcome.error);
    Notification notification;
    notification.kind =
        outcome.conflicts > 0 || outcome.error ? Notification::Kind::Warning : Notification::Kind::Success;
    const int done = static_cast<int>(outcome.decided);
    notification.text =
        accept ? tr("%Ln proposal(s) accepted.", nullptr, done) : tr("%Ln proposal(s) rejected.", nullptr, done);
    if (outcome.conflicts > 0)
        notification.detail =
            tr("%Ln stay open: their products changed meanwhile.", nullptr, static_cast<int>(outcome.conflicts));
    offerUndo(notification, decided);
    m_services.notifications->post(std::move(notification));
    if (all.left == 0)
        return;
    Notification rest;
    rest.kind = Notification::Kind::Warning;
    rest.text = tr("%Ln proposal(s) with problems or doubtful facts stay open.", nullptr, static_cast<int>(all.left));
    if (thenAsk) {
        rest.actionText = tr("Accept them too");
        rest.action = [self = QPointer(this), count = all.left] {
            if (self)
                self->decideAll(FieldDecision::Accepted, false, false, count);
        };
    }
    m_services.notifications->post(std::move(rest));
}

void ReviewActions::remember(const Decided &decided)
{
    if (decided.changeSets.isEmpty())
        return;
    m_decided.append(decided);
    if (m_decided.size() > keptUndos)
        m_decided.removeFirst();
}

void ReviewActions::undoLast()
{
    if (m_busy > 0) {
        m_undoWanted = true;
        if (m_running)
            m_running->cancel();
    } else if (!m_decided.isEmpty()) {
        undo(Decided(m_decided.last()));
    } else {
        offerEarlier();
    }
}

void ReviewActions::offerEarlier()
{
    const auto work = [](Database &database) {
        return ProductRepository(database).newestChange(ChangeOrigin::Kind::Optimization);
    };
    whenFinished(m_services.storage->read(work), this, [this](const Result<std::optional<ChangeSet>> &earlier) {
        if (!earlier) {
            m_services.notifications->error(earlier.error());
            return;
        }
        Notification notification;
        notification.text = tr("There is no decision of this page left to undo.");
        if (*earlier) {
            notification.detail = tr("The last one before this start: %1.").arg((*earlier)->origin.summary);
            offerUndo(notification, {0, {(*earlier)->id}});
        }
        m_services.notifications->post(std::move(notification));
    });
}

void ReviewActions::undo(const Decided &decided)
{
    m_decided.removeAll(decided);
    const auto work = [storage = m_services.storage, decided](TaskProgress &, const std::stop_token &) {
        // One of an earlier start is known by the last of its change sets.
        const auto sets = decided.changeSets.size() == 1 ? changeSetsOfAction(*storage, decided.changeSets.first())
                                                         : Result<QList<qint64>>(decided.changeSets);
        return sets.and_then([&](const QList<qint64> &all) { return takeBack(*storage, all); });
    };
    m_runner->run<ChangeOutcome>(
        tr("Undoing"), work,
        [this, id = decided.proposalId](const Result<ChangeOutcome> &outcome) { onUndone(id, outcome); });
}

void ReviewActions::onUndone(qint64 proposalId, const Result<ChangeOutcome> &outcome)
{
    Q_EMIT undone(proposalId);
    postUndoNotice(*m_services.notifications, outcome);
}

} // namespace listwright
