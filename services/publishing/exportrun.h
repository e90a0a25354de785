// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/publishing/uploadfile.h"

#include <functional>
#include <stop_token>

namespace listwright {

class Storage;

/** Which products go into which file. */
struct ExportRequest
{
    QString format; ///< key of an UploadFormat
    QString file;   ///< "-" = standard output
    UploadOptions options;
    CatalogQuery query;         ///< the order is that of entering the catalog, whatever the query sorts by
    QList<ProductId> ids;       ///< these and not the query's, when not empty
    qint64 productsPerFile = 0; ///< 0 = one file; otherwise name-1.csv, name-2.csv …
};

struct ExportOutcome
{
    QStringList files;   ///< complete ones
    qint64 products = 0; ///< looked at
    UploadSummary summary;
    bool cancelled = false; ///< the file under way was discarded
};

/**
 * Writes an upload file as each marketplace will see the products: listings applied, rules checked. A file appears
 * under its name only when it is complete. Bounded memory; blocks, so not for the GUI thread. `progress` is called
 * from the calling thread, after each batch.
 */
Result<ExportOutcome> runExport(Storage &storage, const RulePacks &packs, const ExportRequest &request,
                                const std::function<void(qint64 done, qint64 total)> &progress = {},
                                std::stop_token stop = {});

} // namespace listwright
