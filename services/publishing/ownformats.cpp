// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/listingjson.h"
#include "services/publishing/delimitedtext.h"
#include "services/publishing/formats.h"
#include "services/publishing/marketplacewriter.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

namespace {

const QStringList &ownColumns()
{
    static const QStringList columns = {
        QStringLiteral("source_platform"),
        QStringLiteral("source_id"),
        QStringLiteral("source_url"),
        QStringLiteral("sku"),
        QStringLiteral("gtin"),
        QStringLiteral("mpn"),
        QStringLiteral("title_original"),
        QStringLiteral("title_optimized"),
        QStringLiteral("description_original"),
        QStringLiteral("description_optimized"),
        QStringLiteral("category"),
        QStringLiteral("brand"),
        QStringLiteral("condition"),
        QStringLiteral("price"),
        QStringLiteral("currency"),
        QStringLiteral("quantity"),
        QStringLiteral("bullet_points"),
        QStringLiteral("attributes"),
        QStringLiteral("images"),
        QStringLiteral("variants"),
    };
    return columns;
}

/** neutraliseFormula() made reversible: a text that begins with an apostrophe gets one more. */
QString ownCell(const QString &text)
{
    return text.startsWith(u'\'') ? QString(u'\'' + text) : neutraliseFormula(text);
}

/** Everything a person edits, one product a record; read back by the layout "own-csv" with "all unchanged". */
class OwnCsvWriter final : public UploadWriter
{
    Q_DECLARE_TR_FUNCTIONS(OwnCsvWriter)

public:
    explicit OwnCsvWriter(QIODevice &device) : m_device(device) {}

    Result<void> begin()
    {
        // The byte order mark makes spreadsheets read UTF-8 as UTF-8; our own import knows it.
        return writeBytes(m_device, "\xEF\xBB\xBF" + delimitedRecord(ownColumns(), ','));
    }

    Result<void> add(const Product &product) override
    {
        if (!product.optimizedData.isEmpty())
            m_report.lose(product, ProductField::OptimizedData, onlyInJson());
        if (!product.marketplaceData.isEmpty())
            m_report.lose(product, ProductField::MarketplaceData, onlyInJson());
        if (!product.sourceData.isEmpty())
            m_report.lose(product, tr("Source data"), onlyInJson());
        if (!m_listings.isEmpty())
            m_report.lose(product, tr("Texts for marketplaces"), onlyInJson());
        m_report.countWritten();
        return writeBytes(m_device, delimitedRecord(cells(product), ','));
    }

    void setListings(QList<Listing> listings) override { m_listings = std::move(listings); }
    Result<UploadSummary> finish() override { return m_report.summary(); }

private:
    static QString onlyInJson() { return tr("Only the JSON form carries this."); }

    static QStringList cells(const Product &product)
    {
        QStringList all = {product.sourcePlatform,
                           product.sourceId,
                           product.sourceUrl,
                           product.sku,
                           product.gtin,
                           product.mpn,
                           product.titleOriginal,
                           product.titleOptimized,
                           product.descriptionOriginal,
                           product.descriptionOptimized,
                           product.category,
                           product.brand,
                           conditionName(product.condition),
                           product.price ? product.price->toDecimal() : QString(),
                           product.price ? product.price->currency().code() : QString(),
                           product.quantity ? QString::number(*product.quantity) : QString(),
                           list(product.bulletPoints.isEmpty(), stringsToJson(product.bulletPoints)),
                           list(product.attributes.isEmpty(), attributesToJson(product.attributes)),
                           list(product.images.isEmpty(), imagesToJson(product.images)),
                           list(product.variants.isEmpty(), variantsToJson(product.variants))};
        std::transform(all.begin(), all.end(), all.begin(), ownCell);
        return all;
    }

    static QString list(bool empty, const QByteArray &json) { return empty ? QString() : QString::fromUtf8(json); }

    QIODevice &m_device;
    QList<Listing> m_listings;
    UploadReport m_report;
};

/** An array of whole products with their listings; nothing is lost. */
class OwnJsonWriter final : public UploadWriter
{
public:
    explicit OwnJsonWriter(QIODevice &device) : m_device(device) {}

    Result<void> begin() { return writeBytes(m_device, "["); }

    Result<void> add(const Product &product) override
    {
        const QByteArray separator = m_report.summary().written == 0 ? "\n" : ",\n";
        m_report.countWritten();
        return writeBytes(m_device, separator + whole(product));
    }

    void setListings(QList<Listing> listings) override { m_listings = std::move(listings); }

    Result<UploadSummary> finish() override
    {
        if (auto ended = writeBytes(m_device, "\n]\n"); !ended)
            return failure(ended.error());
        return m_report.summary();
    }

private:
    QByteArray whole(const Product &product) const
    {
        QByteArray text = productToText(product);
        if (m_listings.isEmpty())
            return text;
        QJsonArray listings;
        for (const Listing &listing : m_listings)
            listings.append(listingToJson(listing));
        text.chop(1);
        return text + ",\"listings\":" + QJsonDocument(listings).toJson(QJsonDocument::Compact) + '}';
    }

    QList<Listing> m_listings;
    QIODevice &m_device;
    UploadReport m_report;
};

template <class Writer>
Result<std::unique_ptr<UploadWriter>> begun(QIODevice &device)
{
    auto writer = std::make_unique<Writer>(device);
    if (auto started = writer->begin(); !started)
        return failure(started.error());
    return writer;
}

} // namespace

Result<std::unique_ptr<UploadWriter>> makeOwnCsv(QIODevice &device)
{
    return begun<OwnCsvWriter>(device);
}
Result<std::unique_ptr<UploadWriter>> makeOwnJson(QIODevice &device)
{
    return begun<OwnJsonWriter>(device);
}

} // namespace listwright
