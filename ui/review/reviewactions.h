// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/proposalrepository.h"
#include "ui/services.h"

#include <QObject>

namespace listwright {

class TaskRunner;

/** Decides proposals and takes decisions back. GUI thread; the work is done elsewhere. */
class ReviewActions : public QObject
{
    Q_OBJECT

public:
    explicit ReviewActions(Services services, QObject *parent = nullptr);

    void decide(const ProposalRepository::Decision &decision);
    /** All open proposals, in batches, as a task that can be cancelled. */
    void decideAll(FieldDecision decision, qint64 count);
    /** Takes the last accepted texts back. */
    void undoLast();
    bool canUndo() const { return !m_undo.isEmpty(); }
    bool isBusy() const { return m_busy > 0; }

Q_SIGNALS:
    /** Stored; `conflict` when a value had changed meanwhile and the field stays open. */
    void decided(qint64 proposalId, bool conflict);
    void allDecided();
    void undoChanged();

private:
    void onDecided(const ProposalRepository::Decision &decision, const Result<ChangeOutcome> &outcome);
    void undo(const QList<qint64> &changeSets);
    void remember(const QList<qint64> &changeSets);

    Services m_services;
    TaskRunner *m_runner;
    QList<QList<qint64>> m_undo; ///< change sets of each action, the last one last
    int m_busy = 0;
};

} // namespace listwright
