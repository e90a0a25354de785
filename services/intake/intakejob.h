// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importsource.h"
#include "services/jobs/jobrunner.h"

namespace listwright {
class Metrics;
}

/** The import of a stored request by a job: of one with many products, or once more. */
namespace listwright::intakejob {

inline constexpr QLatin1String kindName{"webhook"};

NewJob order(qint64 webhook);
/** Has requests imported once more, as new ones; how many. Inside the caller's transaction. */
Result<qint64> replay(Database &database, const QList<qint64> &webhooks);
/**
 * Imports part by part. One that was interrupted goes on where it was: what is in is counted once. `given` is asked as
 * a job begins; `metrics`, where there are any, count what becomes of the products.
 */
JobKind kind(std::function<ReadOptions()> given, std::shared_ptr<Metrics> metrics = {});

} // namespace listwright::intakejob
