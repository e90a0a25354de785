// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/proposalrepository.h"
#include "ui/services.h"

#include <QObject>

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
    /** Takes the last accepted texts back, also those of an earlier run; their proposals are open again. */
    void undoLast();
    bool canUndo() const { return !m_undo.isEmpty() || !m_stored.isEmpty(); }
    bool isBusy() const { return m_busy > 0; }

Q_SIGNALS:
    /** Stored; `conflict` when a value had changed meanwhile and the field stays open. */
    void decided(qint64 proposalId, bool conflict);
    void allDecided();
    /** Taken back; the id is 0 when more than one proposal was. */
    void undone(qint64 proposalId);
    void undoChanged();

private:
    /** What one action accepted. */
    struct Acceptance
    {
        qint64 proposalId = 0; ///< 0 = many
        QList<qint64> changeSets;
        bool operator==(const Acceptance &) const = default;
    };

    void decideAll(FieldDecision decision, bool cleanOnly, bool thenAsk, qint64 count);
    void announce(FieldDecision decision, bool thenAsk, const AllDecided &all);
    /** Looks for what an earlier run of the program accepted. */
    void readStored();
    void onDecided(qint64 proposalId, const Result<ChangeOutcome> &outcome);
    void onUndone(qint64 proposalId, const Result<ChangeOutcome> &outcome);
    void undo(const Acceptance &acceptance);
    void remember(const Acceptance &acceptance);

    Services m_services;
    TaskRunner *m_runner;
    QList<Acceptance> m_undo; ///< the last one last
    QList<qint64> m_stored;   ///< change sets of the last acceptance before this run
    int m_busy = 0;
};

} // namespace listwright
