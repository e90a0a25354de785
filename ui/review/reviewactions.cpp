// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/review/reviewactions.h"

#include "models/tables/whenfinished.h"
#include "services/storage/storage.h"
#include "ui/catalog/taskrunner.h"
#include "ui/review/proposalsource.h"
#include "ui/widgets/notifications.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int batchSize = 200;
constexpr qsizetype keptUndos = 100;

struct AllDecided
{
    qint64 decided = 0;
    qint64 conflicts = 0;
    QList<qint64> changeSets;
};

QList<ProposalRepository::Decision> decisionsFor(const QList<Proposal> &proposals, FieldDecision decision)
{
    QList<ProposalRepository::Decision> decisions;
    for (const Proposal &proposal : proposals)
        decisions.append({proposal.id, {}, decision, {}});
    return decisions;
}

Result<AllDecided> decideEverything(Storage &storage, FieldDecision decision, qint64 count, TaskProgress &progress,
                                    const std::stop_token &stop)
{
    AllDecided all;
    qint64 lastId = 0;
    while (!stop.stop_requested()) {
        const auto open =
            storage.read([lastId](Database &database) { return ProposalRepository(database).open(lastId, batchSize); })
                .result();
        if (!open)
            return failure(open.error());
        if (open->isEmpty())
            break;
        lastId = open->last().id;
        const auto outcome = decideProposals(storage, decisionsFor(*open, decision)).result();
        if (!outcome)
            return failure(outcome.error());
        all.decided += open->size();
        all.conflicts += outcome->conflicts;
        if (outcome->changeSet != 0)
            all.changeSets.append(outcome->changeSet);
        progress.report(
            std::min(1.0, static_cast<double>(all.decided) / static_cast<double>(std::max<qint64>(1, count))),
            QLocale().toString(all.decided) + u" / " + QLocale().toString(count));
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
    Q_EMIT decided(proposalId, outcome->conflicts > 0);
}

void ReviewActions::decideAll(FieldDecision decision, qint64 count)
{
    const bool accept = decision == FieldDecision::Accepted;
    ++m_busy;
    m_runner->run<AllDecided>(
        accept ? tr("Accepting all proposals") : tr("Rejecting all proposals"),
        [storage = m_services.storage, decision, count](TaskProgress &progress, const std::stop_token &stop) {
            return decideEverything(*storage, decision, count, progress, stop);
        },
        [this, accept](const Result<AllDecided> &all) {
            --m_busy;
            Q_EMIT allDecided();
            if (!all) {
                m_services.notifications->error(all.error());
                return;
            }
            const Acceptance acceptance{0, all->changeSets};
            remember(acceptance);
            Notification notification;
            notification.kind = all->conflicts > 0 ? Notification::Kind::Warning : Notification::Kind::Success;
            const int done = static_cast<int>(all->decided - all->conflicts);
            notification.text =
                accept ? tr("%n proposal(s) accepted.", nullptr, done) : tr("%n proposal(s) rejected.", nullptr, done);
            if (all->conflicts > 0)
                notification.detail =
                    tr("%n stay open: their products changed meanwhile.", nullptr, static_cast<int>(all->conflicts));
            if (!all->changeSets.isEmpty()) {
                notification.actionText = tr("Undo");
                notification.action = [self = QPointer(this), acceptance] {
                    if (self)
                        self->undo(acceptance);
                };
            }
            m_services.notifications->post(std::move(notification));
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
    if (m_undo.isEmpty())
        return;
    const Acceptance last = m_undo.last();
    undo(last);
}

void ReviewActions::undo(const Acceptance &acceptance)
{
    m_undo.removeAll(acceptance);
    Q_EMIT undoChanged();
    m_runner->run<ChangeOutcome>(
        tr("Undoing"),
        [storage = m_services.storage, sets = acceptance.changeSets](TaskProgress &,
                                                                     const std::stop_token &) -> Result<ChangeOutcome> {
            ChangeOutcome total;
            for (qsizetype i = sets.size() - 1; i >= 0; --i) {
                const auto undone = storage
                                        ->write([set = sets[i]](Database &database) {
                                            return ProductRepository(database).undo(set, u"user"_s);
                                        })
                                        .result();
                if (!undone)
                    return failure(undone.error());
                total.changed += undone->changed;
                total.conflicts += undone->conflicts;
            }
            return total;
        },
        [this, id = acceptance.proposalId](const Result<ChangeOutcome> &outcome) { onUndone(id, outcome); });
}

void ReviewActions::onUndone(qint64 proposalId, const Result<ChangeOutcome> &outcome)
{
    Q_EMIT undone(proposalId);
    if (!outcome) {
        m_services.notifications->error(outcome.error());
        return;
    }
    Notification notification;
    notification.kind = outcome->conflicts > 0 ? Notification::Kind::Warning : Notification::Kind::Success;
    notification.text = tr("The texts of %n product(s) are as before.", nullptr, static_cast<int>(outcome->changed));
    if (outcome->conflicts > 0)
        notification.detail =
            tr("%n product(s) changed since and were left alone.", nullptr, static_cast<int>(outcome->conflicts));
    m_services.notifications->post(std::move(notification));
}

} // namespace listwright
