// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "models/domain/catalogquery.h"
#include "models/domain/quality.h"

namespace listwright {

/** --search, --status, --source, --brand, --min-score, --max-score: which products a command is about. */
QList<QCommandLineOption> queryOptions();
Result<CatalogQuery> queryFrom(const CommandContext &context);

/** --marketplace with the words for it. */
QCommandLineOption marketplaceOption();

/** A product as a script wants it named: its number, or platform:id of the source. */
Result<Product> findProduct(Storage &storage, const QString &name);

/** All ids of the query in the order of entering the catalog. */
Result<std::vector<ProductId>> queriedIds(Storage &storage, const CatalogQuery &query, const std::stop_token &stop);

/**
 * Hands each product as the marketplace will see it (empty: as it is) to `work`, in pages. False when stopped, after
 * calling `progress` for each page.
 */
Result<bool> forEachProduct(CommandContext &context, Storage &storage, const CatalogQuery &query,
                            const QString &marketplace, const std::function<void(const Product &)> &work,
                            const std::function<void(qint64 done, qint64 total)> &progress);

/** The same with the quality of each, of the texts that its stored score is of. */
Result<bool> forEachQuality(CommandContext &context, Storage &storage, const CatalogQuery &query,
                            const std::function<void(const QualityReport &)> &work,
                            const std::function<void(qint64 done, qint64 total)> &progress);
Result<QualityReport> qualityOf(Storage &storage, const Product &product);

} // namespace listwright
