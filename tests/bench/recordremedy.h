// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/listing/rulepack.h"

namespace listwright::bench {

/**
 * Whether the record's own facts could mend a finding: the rule offers a mechanical fix; or the field that is missing
 * or too short has its value elsewhere in the record (attributes, variants, description, what the import kept beside
 * the fields); or there is simply too much of something. Written without the optimizer's code, which it judges.
 */
bool hasRemedy(const Product &product, const Finding &finding);

} // namespace listwright::bench
