// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/titlecomposer.h"

namespace listwright {

/**
 * The product's description cleaned to the HTML the pack allows and mended, with a list of the record's facts where it
 * is short or has none; where there is no description, one of the title, the bullet points and the facts. Only what the
 * record says.
 */
ImprovedText composedDescription(const Product &product, const RulePack &pack);

/** Bullet points from the description's list or sentences or the record's facts, or the present ones mended; as
 * canonical text. */
ImprovedText composedBulletPoints(const Product &product, const RulePack &pack);

} // namespace listwright
