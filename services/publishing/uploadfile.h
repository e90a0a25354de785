// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"
#include "services/listing/rulepack.h"

#include <QIODevice>

#include <memory>

namespace listwright {

/** Something of a product that the file format has no place for, or that had to be changed to fit. */
struct Loss
{
    ProductId productId = 0;
    QString sku;
    QString field;  ///< translated label
    QString reason; ///< translated
};

/** What a marketplace's upload file looks like. */
struct UploadFormat
{
    QString key;         ///< "ebay-csv"
    QString marketplace; ///< key of the rule pack; empty for our own formats
    QString name;        ///< translated
    QString suffix;      ///< "csv"
};

/** Choices some formats need; each has a sensible default or is reported as missing by begin(). */
struct UploadOptions
{
    QString sellerId;            ///< Amazon
    QString marketplaceSite;     ///< "DE", "US" …
    QString locale;              ///< "de-DE"; language of the texts
    QString currency;            ///< for formats that carry one currency per file
    QString storeUrl;            ///< base of product links where a product has none (Google)
    bool includeInvalid = false; ///< write products with rule errors as well; otherwise they are skipped and reported
};

struct UploadSummary
{
    qint64 written = 0;
    qint64 skipped = 0;
    QList<Loss> losses; ///< the first 10,000
    qint64 lossCount = 0;
};

/** Writes products one by one into an upload file; bounded memory. Not thread-safe; blocks. */
class UploadWriter
{
public:
    static QList<UploadFormat> formats();
    static std::optional<UploadFormat> format(const QString &key);
    /** The device must be open for writing and outlive the writer. `pack` may be null for our own formats. */
    static Result<std::unique_ptr<UploadWriter>> begin(const QString &formatKey, QIODevice &device,
                                                       std::shared_ptr<const RulePack> pack,
                                                       const UploadOptions &options);
    virtual ~UploadWriter() = default;

    /** What marketplaces show of the product that is added next; a format of one marketplace has it in the product. */
    virtual void setListings(QList<Listing> /*listings*/) {}
    /** `product` as the marketplace will see it (withListing() applied). Says what was lost or why it was skipped. */
    virtual Result<void> add(const Product &product) = 0;
    virtual Result<UploadSummary> finish() = 0;
};

/** Text that a spreadsheet would run as a formula, made harmless; see docs/upload-files.md for the rule. */
QString neutraliseFormula(const QString &cell);

} // namespace listwright
