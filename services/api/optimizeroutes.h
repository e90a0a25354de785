// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"
#include "services/optimizing/optimization.h"

namespace listwright {

/** What improving by the API works with. The functions are called from any thread. */
struct ApiOptimizing
{
    RulePacks packs{};
    std::function<ModelTask()> task{}; ///< of the settings; provider "rules" = by the built-in rules
    std::function<OptimizationSettings()> settings{};
    std::function<std::optional<qint64>()> batchBudget{}; ///< millionths of a US dollar
    std::function<void()> jobsAdded{};
    QString marketplace{}; ///< where the request names none
};

/**
 * /api/ai: proposals for one product, at once, of which what is without problems and doubts is accepted, or for many by
 * jobs. Requests for one wait in threads of the global pool where a model is asked. The storage outlives the server.
 */
void addOptimizeRoutes(ApiRoutes &routes, Storage &storage, const ApiOptimizing &optimizing);

} // namespace listwright
