// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiroutes.h"
#include "services/optimizing/optimization.h"

#include <stop_token>

class QThreadPool;

namespace listwright {

/** What improving by the API works with. The functions are called from any thread. */
struct ApiOptimizing
{
    RulePacks packs{};
    std::function<ModelTask()> task{}; ///< of the settings; provider "rules" = by the built-in rules
    std::function<OptimizationSettings()> settings{};
    std::function<std::optional<qint64>()> batchBudget{}; ///< millionths of a US dollar
    std::function<void()> jobsAdded{};
    std::stop_token stopping{}; ///< who waits for a model is told that it goes on without
    QString marketplace{};      ///< where the request names none
};

/**
 * /api/ai: proposals for one product, at once, of which what is without problems and doubts is accepted, or for many by
 * jobs. Requests for one wait in one of the threads where a model is asked; threads and storage outlive the server.
 */
void addOptimizeRoutes(ApiRoutes &routes, Storage &storage, QThreadPool &threads, const ApiOptimizing &optimizing);

} // namespace listwright
