// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/proposalrepository.h"
#include "ui/services.h"
#include "ui/widgets/notifications.h"
#include "ui/widgets/runningtasks.h"

#include <QObject>
#include <QPointer>

namespace listwright {

class TaskRunner;
struct AllDecided;

/** Decides proposals and takes decisions back. GUI thread; the work is done elsewhere. */
class ReviewActions : public QObject
{
    Q_OBJECT

public:
    explicit ReviewActions(Services services, QObject *parent = nullptr);

    /** Decisions about one proposal, stored together and taken back together. */
    void decide(const QList<ProposalRepository::Decision> &decisions);
    /** All open proposals, in batches, as a task that can be cancelled. */
    void rejectAll(qint64 count);
    /** Those without problems and doubtful facts; `thenAsk` offers to accept the others as well. */
    void acceptClean(qint64 count, bool thenAsk);
    /**
     * Takes the last decision of this page back, also one under way; its proposals are open again. Offers to take back
     * that of an earlier start when there is none, and says so.
     */
    void undoLast();
    bool isBusy() const { return m_busy > 0; }

Q_SIGNALS:
    /** Stored; `conflict` when a value had changed meanwhile and the field stays open. */
    void decided(qint64 proposalId, bool conflict);
    void allDecided();
    /** Taken back; the id is 0 when more than one proposal was. */
    void undone(qint64 proposalId);

private:
    /** What one action decided. */
    struct Decided
    {
        qint64 proposalId = 0; ///< 0 = many
        QList<qint64> changeSets;
        bool operator==(const Decided &) const = default;
    };

    void decideAll(FieldDecision decision, bool cleanOnly, bool thenAsk, qint64 count);
    void announce(FieldDecision decision, bool thenAsk, const AllDecided &all);
    void announceRejection(const ProposalRepository::Decision &decision, qint64 changeSet);
    void onDecided(const ProposalRepository::Decision &decision, const Result<ChangeOutcome> &outcome);
    void onUndone(qint64 proposalId, const Result<ChangeOutcome> &outcome);
    void undo(const Decided &decided);
    /** Lets the notification undo it. */
    void offerUndo(Notification &notification, const Decided &decided);
    void offerEarlier();
    void remember(const Decided &decided);
    /** Takes it back where that was asked for meanwhile. */
    void endWork(bool hasDecided);

    Services m_services;
    TaskRunner *m_runner;
    QList<Decided> m_decided; ///< the last one last
    QPointer<RunningTask> m_running;
    int m_busy = 0;
    bool m_undoWanted = false; ///< while it was busy
};

} // namespace listwright
