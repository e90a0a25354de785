// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "services/optimizing/optimization.h"
#include "services/storage/modelcallrepository.h"

namespace listwright {

/** One order to a language model, worked on in this process until it is finished. Lives in the command's thread. */
class ModelRun
{
    Q_DECLARE_TR_FUNCTIONS(OptimizeCommand)

public:
    ModelRun(CommandContext &context, Storage &storage, OptimizationOrder order);

    /** Says what it will take; nothing is sent. */
    Result<void> estimate();
    /** Queues the order and works on it, until it is finished or a stop is requested. */
    Result<void> work();

    /** Also where what is left is paused. */
    bool isInterrupted() const { return m_interrupted; }
    void show();
    QJsonObject toJson() const;
    int exitCode() const;

private:
    QString languagesText() const;
    Result<void> checkKey() const;
    Result<void> runJobs();
    Result<BulkJob> readBulk() const;
    void showProgress() const;
    Result<void> readOutcome();
    Result<void> readFailures();
    /** Questions without a job: the same waits, or is being worked on, by an earlier order. */
    qint64 alreadyWaiting() const;

    CommandContext &m_context;
    Storage &m_storage;
    OptimizationOrder m_order;
    RulePacks m_packs;
    OptimizationSettings m_settings;
    OptimizationEstimate m_estimate;
    qint64 m_bulkId = 0;
    BulkJob m_bulk;
    ModelCallRepository::Totals m_totals;
    qint64 m_proposals = 0;                       ///< made, also where they are accepted by now
    QList<std::pair<QString, qint64>> m_failures; ///< reasons, the most frequent first
    bool m_interrupted = false;
};

} // namespace listwright
