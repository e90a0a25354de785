// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/proposal.h"
#include "services/listing/rulepack.h"

namespace listwright {

/**
 * Improvement by built-in rules alone; needs no key and no network, and is deterministic. Title from brand, model,
 * key attributes and size within the marketplace's limit, description cleaned to the allowed HTML, forbidden
 * characters replaced. Every word of the result stands in the record; originals are never touched.
 * Nothing when there is nothing to improve.
 */
std::optional<Proposal> optimizeByRules(const Product &product, const RulePack &pack);

} // namespace listwright
