// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "ui/services.h"

#include <QObject>

namespace listwright {

class TaskRunner;

/** Orders a proposal anew from a model, with a hint of what should be different. */
class Regeneration : public QObject
{
    Q_OBJECT

public:
    explicit Regeneration(Services services, QObject *parent = nullptr);

    /** Why none can be ordered now, e.g. because no provider is chosen; empty when one can. */
    QString objection() const;
    void order(const Proposal &proposal, const QString &hint);

Q_SIGNALS:
    /** Queued; a new proposal will take the place of this one. */
    void ordered(qint64 proposalId);

private:
    Services m_services;
    TaskRunner *m_runner;
};

} // namespace listwright
