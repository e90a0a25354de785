// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"

namespace listwright {

// Jobs as `listwright jobs --json` and the REST API give them.
QJsonObject jobToJson(const Job &job);
QJsonObject bulkJobToJson(const BulkJob &bulk);
QJsonObject jobCountsToJson(const JobCounts &counts);

} // namespace listwright
