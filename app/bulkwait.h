// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/job.h"

#include <functional>
#include <stop_token>

namespace listwright {

class Storage;

/**
 * Waits until nothing of the bulk job is pending or running any more, and tells several times a second how far it is.
 * False when the stop was requested first, or all that is left is paused. Blocks.
 */
bool waitForBulk(Storage &storage, qint64 bulkJobId, const std::stop_token &stop,
                 const std::function<void(const BulkJob &)> &progress);

} // namespace listwright
