// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/jobmodel.h"
#include "services/listing/rulepack.h"
#include "services/storage/jobrepository.h"

namespace listwright {

class Storage;

/** The jobs of the filter, for a JobModel; `beforeId` and `limit` of the filter are the model's. */
JobModel::Loader jobLoader(Storage &storage, const JobFilter &filter, const RulePacks &packs);

/** What the page shows beside the jobs. */
struct JobsOverview
{
    JobCounts counts; ///< of the chosen kind or bulk job
    QList<BulkJob> bulkJobs;
};
QFuture<Result<JobsOverview>> loadOverview(Storage &storage, const JobScope &scope);

} // namespace listwright
