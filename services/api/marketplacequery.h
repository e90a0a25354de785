// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apirequest.h"
#include "services/listing/rulepack.h"

namespace listwright::marketplacequery {

/** The rules of the marketplace that the query names; of the usual one, where there is any, when it names none. */
Result<std::shared_ptr<const RulePack>> packOf(const ApiRequest &request, const RulePacks &packs,
                                               const QString &usual = {});
/** InvalidInput: `key`, which may be empty, is none of the known ones. */
tl::unexpected<Error> unknown(const QString &key, const QStringList &known);

} // namespace listwright::marketplacequery
