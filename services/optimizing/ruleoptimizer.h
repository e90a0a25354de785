// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/listing/rulepack.h"

namespace listwright {

/**
 * Improvement by built-in rules alone; needs no key and no network, and is deterministic. Fields and attributes that
 * the record states elsewhere, title from brand, model, key attributes and size within the marketplace's limit,
 * description cleaned to the allowed HTML with the facts it does not list, forbidden characters replaced. Every value
 * of the result stands in the record, and every word but the names of facts (factlabels.h); originals are never
 * touched. Nothing when there is nothing to improve.
 */
std::optional<Proposal> optimizeByRules(const Product &product, const RulePack &pack);

} // namespace listwright
