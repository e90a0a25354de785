// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"
#include "services/storage/jobrepository.h"

namespace listwright::jobtexts {

/** Jobs as the command line shows them. */
QList<QStringList> table(const QList<Job> &jobs, const RulePacks &packs);
/** One job with its errors, line by line. */
QStringList details(const Job &job, const RulePacks &packs);
QString line(const BulkJob &bulk);
QString line(const JobCounts &counts);

QString scopeName(const JobScope &scope); ///< for scripts: "all", "kind:optimize", "bulk:3"
QString scopeText(const JobScope &scope); ///< translated

} // namespace listwright::jobtexts
