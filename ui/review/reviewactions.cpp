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
#include "ui/widgets/notifications.h"
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
AllDecided decideEverything(Storage &storage, FieldDecision decision, bool cleanOnly, qint64 count,
                            TaskProgress &progress, const std::stop_token &stop)
{
    AllDecided all;
    const QString run = newUuid7().toString(QUuid::WithoutBraces);
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
    readStored();
}

void ReviewActions::decide(const QList<ProposalRepository::Decision> &decisions)
{
    ++m_busy;
    whenFinished(
        decideProposals(*m_services.storage, decisions), this,
        [this, id = decisions.first().proposalId](const Result<ChangeOutcome> &outcome) { onDecided(id, outcome); });
}

void ReviewActions::onDecided(qint64 proposalId, const Result<ChangeOutcome> &outcome)
{
    --m_busy;
    if (!outcome) {
        m_services.notifications->error(outcome.error());
        Q_EMIT decided(proposalId, true);
        return;
    }
    if (outcome->changeSet != 0)
        remember({proposalId, {outcome->changeSet}});
    if (outcome->conflicts > 0)
        m_services.notifications->warning(
            tr("The product was changed since this proposal was made. Reject it, or improve the product again."));
    if (outcome->missing > 0)
        m_services.notifications->warning(
            tr("Nothing was stored: a newer proposal took the place of this one, or it was decided elsewhere."));
    Q_EMIT decided(proposalId, outcome->conflicts + outcome->missing > 0);
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
    m_runner->run<AllDecided>(
        decision == FieldDecision::Accepted ? tr("Accepting all proposals") : tr("Rejecting all proposals"),
        [storage = m_services.storage, decision, cleanOnly, count](TaskProgress &progress,
                                                                   const std::stop_token &stop) {
            return Result<AllDecided>(decideEverything(*storage, decision, cleanOnly, count, progress, stop));
        },
        [this, decision, thenAsk](const Result<AllDecided> &all) {
            --m_busy;
            Q_EMIT allDecided();
            if (all)
                announce(decision, thenAsk, *all);
            else
                m_services.notifications->error(all.error());
        });
}

void ReviewActions::announce(FieldDecision decision, bool thenAsk, const AllDecided &all)
{
    const bool accept = decision == FieldDecision::Accepted;
    const BatchOutcome &outcome = all.outcome;
    const Acceptance acceptance{0, outcome.changeSets};
    remember(acceptance);
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
    if (!outcome.changeSets.isEmpty()) {
        notification.actionText = tr("Undo");
        notification.action = [self = QPointer(this), acceptance] {
            if (self)
                self->undo(acceptance);
        };
    }
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

void ReviewActions::readStored()
{
    const auto work = [](Database &database) {
        return ProductRepository(database).latestChangeSets(ChangeOrigin::Kind::Optimization);
    };
    whenFinished(m_services.storage->read(work), this, [this](const Result<QList<qint64>> &sets) {
        m_stored = sets.value_or(QList<qint64>());
        Q_EMIT undoChanged();
    });
}

void ReviewActions::remember(const Acceptance &acceptance)
{
    if (acceptance.changeSets.isEmpty())
        return;
    m_undo.append(acceptance);
    if (m_undo.size() > keptUndos)
        m_undo.removeFirst();
    Q_EMIT undoChanged();
}

void ReviewActions::undoLast()
{
    if (!m_undo.isEmpty()) {
        const Acceptance last = m_undo.last();
        undo(last);
    } else if (!m_stored.isEmpty()) {
        undo({0, std::exchange(m_stored, {})});
    }
}

void ReviewActions::undo(const Acceptance &acceptance)
{
    m_undo.removeAll(acceptance);
    Q_EMIT undoChanged();
    m_runner->run<ChangeOutcome>(
        tr("Undoing"),
        [storage = m_services.storage, sets = acceptance.changeSets](TaskProgress &, const std::stop_token &) {
            return takeBack(*storage, sets);
        },
        [this, id = acceptance.proposalId](const Result<ChangeOutcome> &outcome) { onUndone(id, outcome); });
}

void ReviewActions::onUndone(qint64 proposalId, const Result<ChangeOutcome> &outcome)
{
    readStored();
    Q_EMIT undone(proposalId);
    postUndoNotice(*m_services.notifications, outcome);
}

} // namespace listwright
