// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "services/optimizing/optimizerun.h"

namespace listwright {

/**
 * Orders the built-in rules and works on the order in this process until it is done; what an interruption leaves waits
 * in the queue. Busy where jobs are paused: nobody would wait for what may not begin.
 */
Result<OptimizeSummary> runRules(CommandContext &context, Storage &storage, const OptimizeRequest &request);

} // namespace listwright
