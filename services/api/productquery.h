// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/api/apirequest.h"

namespace listwright::productquery {

/** Which products a request's query asks for: search, status, source, brand, min_score, max_score, sort. */
Result<CatalogQuery> from(const ApiRequest &request);
/** Its order alone; the usual one where that is wrong. */
CatalogQuery orderFrom(const ApiRequest &request);
/** The "ids" of a body, at least one; none only where there is no such member. */
Result<QList<ProductId>> idsIn(const QJsonObject &body);

} // namespace listwright::productquery
