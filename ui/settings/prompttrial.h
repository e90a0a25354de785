// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/optimization.h"

namespace listwright {

class RateLimits;
class Spending;
class Storage;
struct Tokens;

/** What a prompt gives for one product, beside what the product says now. Nothing is stored. */
struct PromptTrial
{
    Product product; ///< as the marketplace sees it
    ModelImprovement improvement;
    ModelTask task{};
};

/** What a trial needs in another thread. */
struct PromptTrialOrder
{
    Provider provider;
    std::function<Result<QString>(const QString &provider)> keys;
    OptimizationSettings settings;
    std::shared_ptr<const RulePack> pack;
    Prompt prompt;
    ModelTask task;
    QString search;               ///< finds the product: SKU, GTIN or words of its title; empty = the one changed last
    Spending *spending = nullptr; ///< what jobs of this process are being asked counts as well; null = they do not
};

/**
 * Asks the model once; blocks. NotFound when no product is found, QuotaExceeded when the budget of the day does not
 * allow it.
 */
Result<PromptTrial> tryPrompt(Storage &storage, RateLimits &limits, const PromptTrialOrder &order,
                              const std::stop_token &stop);
/** The fields before and after, problems, doubtful facts and cost, for a QTextBrowser. */
QString trialHtml(const PromptTrial &trial, const Tokens &tokens);

} // namespace listwright
