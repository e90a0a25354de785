// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/publishing/uploadfile.h"

#include <unordered_set>

namespace listwright {

/** Collects what was lost, changed and skipped. */
class UploadReport
{
public:
    static constexpr qint64 keptLosses = 10'000;

    void lose(const Product &product, const QString &field, const QString &reason);
    void lose(const Product &product, ProductField field, const QString &reason)
    {
        lose(product, fieldLabel(field), reason);
    }
    /** The product is not in the file. */
    void skip(const Product &product, const QString &field, const QString &reason);
    void skip(const Product &product, ProductField field, const QString &reason)
    {
        skip(product, fieldLabel(field), reason);
    }
    void countWritten() { ++m_summary.written; }
    const UploadSummary &summary() const { return m_summary; }

private:
    UploadSummary m_summary;
};

/** How a format takes the description. */
enum class DescriptionForm { PlainText, Html };

/**
 * What the marketplaces' formats share: the description brought into the allowed form, products with rule errors left
 * out, over-long texts cut where they are wanted all the same, each key written once.
 */
class MarketplaceWriter : public UploadWriter
{
    Q_DECLARE_TR_FUNCTIONS(MarketplaceWriter)

public:
    MarketplaceWriter(QIODevice &device, std::shared_ptr<const RulePack> pack, UploadOptions options,
                      DescriptionForm form);

    Result<void> add(const Product &product) final;
    Result<UploadSummary> finish() final;

protected:
    /** True when written, false when the writer itself skipped it (and said so in the report). */
    virtual Result<bool> write(const Product &product) = 0;
    virtual Result<void> end() = 0;

    QIODevice &device() { return m_device; }
    UploadReport &report() { return m_report; }
    const UploadOptions &options() const { return m_options; }
    const RulePack &pack() const { return *m_pack; }

    /** The product's images as far as the limit allows; what is left out or without a place is reported. */
    QList<Image> imagesWithin(const Product &product, int formatLimit, bool hasAltTexts = false);
    /** The text, harmless in a spreadsheet; a change is reported. */
    QString spreadsheetText(const Product &product, ProductField field, const QString &text);
    /** The record's cells, those harmless in a spreadsheet that spreadsheetText() did not see; changes are reported. */
    QStringList harmlessCells(const Product &product, const QStringList &columns, QStringList cells);
    void loseAttributes(const Product &product, const QStringList &names, const QString &reason);
    void loseBulletPoints(const Product &product);
    /** False and reported when the price is in another currency than the file's. Prices are never converted. */
    bool hasCurrency(const Product &product, const QString &currency);
    /** False and reported when two variants have the same options or the same SKU: no buyer could choose between them.
     */
    bool hasDistinctVariants(const Product &product);
    /** False and reported when another product of this file already has one of the keys. Empty ones are no keys. */
    bool claim(const Product &product, const QStringList &keys);

private:
    void loseWhatVariantsReplace(const Product &product);
    Product fitting(const Product &product);
    Product withoutPlaceholders(Product product);
    Product withOneLineTitle(Product product);
    Product withFittingDescription(Product product);
    Product withPlainBulletPoints(Product product);
    bool passesRules(const Product &product);
    Product cut(Product product);
    static QString apostropheReason();
    static QString removedHtmlReason();
    static QString usedTwice(const QString &key);

    QIODevice &m_device;
    std::shared_ptr<const RulePack> m_pack;
    UploadOptions m_options;
    DescriptionForm m_form;
    UploadReport m_report;
    std::unordered_set<quint64> m_claimed;
};

} // namespace listwright
