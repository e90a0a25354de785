// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/titlecomposer.h"

namespace listwright {

/**
 * The product's description cleaned to the HTML the pack allows and mended; where there is none, one of the title, the
 * bullet points and the attributes. Only words of the record.
 */
ImprovedText composedDescription(const Product &product, const RulePack &pack);

/** Bullet points from the lists of the description or the attributes, or the present ones mended; as canonical text. */
ImprovedText composedBulletPoints(const Product &product, const RulePack &pack);

} // namespace listwright
