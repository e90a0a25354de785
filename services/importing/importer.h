// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"
#include "services/storage/bulkimport.h"

#include <stop_token>

namespace listwright {

class Storage;

/** Where an import stands; sent at most ten times a second. */
struct ImportStatus
{
    ImportJob job;
    double recordsPerSecond = 0;
    QList<RecordProblem> newProblems; ///< since the last status; at most 100, the rest is only in the rejects file
};

struct ImportSummary
{
    ImportJob job;
    QList<RecordProblem> problems; ///< the first 1,000
    QString rejectsFile;           ///< CSV of all rejected records with reasons; empty when there were none
};

/**
 * Reads a source by its plan into the storage: bounded memory whatever the size, a bad record is rejected and the
 * rest goes in. Runs in the calling thread until done, so not for the GUI thread. `status` is called from that thread.
 * Cancelling keeps what was committed and says so in the job.
 */
Result<ImportSummary> runImport(Storage &storage, const ImportPlan &plan, const QString &rejectsFolder,
                                const std::function<void(const ImportStatus &)> &status = {},
                                std::stop_token stop = {});

} // namespace listwright
