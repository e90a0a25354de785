// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"
#include "services/storage/database.h"

namespace listwright::jobproducts {

// The status of a product while a job works on it. Such a status comes and goes by itself, so it gets no new revision,
// no time of change and no line of history. Callers hold the transaction.

/** Products of jobs that were just begun get the status, where they may; the job remembers what they were. */
Result<void> begin(Database &database, const QList<qint64> &jobIds, ProductStatus status);
/** The product goes back to optimized where it was imported before its jobs; whether it was. */
Result<bool> noteImproved(Database &database, ProductId id);
/** Products of jobs that run no longer go back to what they were, unless another job still works on them. */
Result<void> restore(Database &database, const QList<qint64> &jobIds);
/** Products that no running job works on go back to what they were. */
Result<void> restoreForgotten(Database &database);

} // namespace listwright::jobproducts
