// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/publishing/exportrun.h"

#include "services/publishing/marketplacewriter.h"
#include "services/publishing/outputfile.h"
#include "services/storage/catalogreader.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrepository.h"
#include "services/storage/storage.h"

#include <QBuffer>
#include <QFileInfo>

namespace listwright {

namespace {

constexpr size_t batchSize = 500;

struct ExportText
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

/** One file being written. Without finish() nothing of it remains. */
class ExportFile
{
public:
    Result<void> begin(const ExportRequest &request, const QString &name, std::shared_ptr<const RulePack> pack)
    {
        auto device = openOutput(name);
        if (!device)
            return failure(device.error());
        m_device = std::move(*device);
        auto writer = UploadWriter::begin(request.format, *m_device, std::move(pack), request.options);
        if (!writer)
            return failure(writer.error());
        m_writer = std::move(*writer);
        return {};
    }

    Result<void> add(const Product &product, const QList<Listing> &listings)
    {
        m_writer->setListings(listings);
        return m_writer->add(product);
    }

    Result<UploadSummary> finish()
    {
        auto summary = m_writer->finish();
        if (!summary)
            return summary;
        if (auto complete = commitOutput(*m_device); !complete)
            return failure(complete.error());
        return summary;
    }

private:
    std::unique_ptr<QFileDevice> m_device;
    std::unique_ptr<UploadWriter> m_writer;
};

void append(UploadSummary &total, const UploadSummary &part)
{
    total.written += part.written;
    total.skipped += part.skipped;
    total.lossCount += part.lossCount;
    const qsizetype room = UploadReport::keptLosses - total.losses.size();
    total.losses += part.losses.mid(0, std::max<qsizetype>(0, room));
}

QString numberedName(const QString &name, qsizetype number)
{
    const QFileInfo info(name);
    const QString suffix = info.suffix().isEmpty() ? QString() : QString(u'.' + info.suffix());
    return name.left(name.size() - suffix.size()) + u'-' + QString::number(number) + suffix;
}

/** The product as the marketplace will see it. */
Product asListed(Product product, const Listing &listing)
{
    QJsonObject known = product.marketplaceData.value(listing.marketplace).toObject();
    if (!listing.categoryId.isEmpty())
        known.insert(QStringLiteral("category_id"), listing.categoryId);
    if (listing.state == ListingState::Live && !listing.externalId.isEmpty())
        known.insert(QStringLiteral("external_id"), listing.externalId);
    if (!known.isEmpty())
        product.marketplaceData.insert(listing.marketplace, known);
    return withListing(std::move(product), listing);
}

Result<QList<Product>> readBatch(Storage &storage, const QList<ProductId> &ids, const QString &marketplace,
                                 const std::stop_token &stop)
{
    const auto work = [ids, marketplace](Database &database) -> Result<QList<Product>> {
        auto products = ProductRepository(database).findMany(ids);
        if (!products || marketplace.isEmpty())
            return products;
        const auto listings = ListingRepository(database).findMany(ids, marketplace);
        if (!listings)
            return failure(listings.error());
        for (Product &product : *products) {
            if (const auto listing = listings->constFind(product.id); listing != listings->cend())
                product = asListed(std::move(product), *listing);
        }
        return products;
    };
    return storage.read(work, stop).result();
}

/** What our own formats keep or report. */
Result<QHash<ProductId, QList<Listing>>> readListings(Storage &storage, const QList<ProductId> &ids,
                                                      const std::stop_token &stop)
{
    const auto work = [ids](Database &database) { return ListingRepository(database).ofProducts(ids); };
    return storage.read(work, stop).result();
}

Result<std::vector<ProductId>> wantedIds(Storage &storage, const ExportRequest &request, const std::stop_token &stop)
{
    if (!request.ids.isEmpty())
        return std::vector<ProductId>(request.ids.begin(), request.ids.end());
    const auto work = [query = request.query](Database &database) { return CatalogReader(database).ids(query); };
    auto ids = storage.read(work, stop).result();
    if (ids)
        std::sort(ids->begin(), ids->end());
    return ids;
}

/** Writes the given part of the ids into one file; false when cancelled. */
class ExportRun
{
public:
    ExportRun(Storage &storage, const ExportRequest &request, std::shared_ptr<const RulePack> pack,
              const std::function<void(qint64, qint64)> &progress, std::stop_token stop)
        : m_storage(storage)
        , m_request(request)
        , m_marketplace(UploadWriter::format(request.format)->marketplace)
        , m_pack(std::move(pack))
        , m_progress(progress)
        , m_stop(std::move(stop))
    {
    }

    Result<ExportOutcome> run()
    {
        const auto ids = wantedIds(m_storage, m_request, m_stop);
        if (stopped())
            return m_outcome;
        if (!ids)
            return failure(ids.error());
        const size_t perFile = m_request.productsPerFile > 0 ? static_cast<size_t>(m_request.productsPerFile)
                                                             : std::max<size_t>(1, ids->size());
        const bool several = ids->size() > perFile;
        size_t begin = 0;
        do {
            const QString name = several ? numberedName(m_request.file, m_outcome.files.size() + 1) : m_request.file;
            const size_t end = std::min(ids->size(), begin + perFile);
            if (auto written = writeFile(name, *ids, begin, end); !written)
                return failure(written.error());
            begin = end;
        } while (begin < ids->size() && !m_outcome.cancelled);
        return m_outcome;
    }

private:
    Result<void> writeFile(const QString &name, const std::vector<ProductId> &ids, size_t begin, size_t end)
    {
        ExportFile file;
        if (auto begun = file.begin(m_request, name, m_pack); !begun)
            return begun;
        for (size_t position = begin; position < end; position += batchSize) {
            const size_t stopAt = std::min(end, position + batchSize);
            const QList<ProductId> batch(ids.begin() + static_cast<std::ptrdiff_t>(position),
                                         ids.begin() + static_cast<std::ptrdiff_t>(stopAt));
            const auto added = addBatch(file, batch);
            if (stopped()) // which also ends a running statement with an error
                return {};
            if (!added)
                return added;
            if (m_progress)
                m_progress(m_outcome.products, static_cast<qint64>(ids.size()));
        }
        if (stopped())
            return {};
        auto summary = file.finish();
        if (!summary)
            return failure(summary.error());
        append(m_outcome.summary, *summary);
        m_outcome.files.append(name);
        return {};
    }

    Result<void> addBatch(ExportFile &file, const QList<ProductId> &batch)
    {
        const auto products = readBatch(m_storage, batch, m_marketplace, m_stop);
        if (!products)
            return failure(products.error());
        QHash<ProductId, QList<Listing>> listings;
        if (m_marketplace.isEmpty()) {
            auto found = readListings(m_storage, batch, m_stop);
            if (!found)
                return failure(found.error());
            listings = *std::move(found);
        }
        for (const Product &product : *products) {
            if (auto added = file.add(product, listings.value(product.id)); !added)
                return added;
        }
        m_outcome.products += products->size();
        return {};
    }

    bool stopped()
    {
        m_outcome.cancelled = m_stop.stop_requested();
        return m_outcome.cancelled;
    }

    Storage &m_storage;
    const ExportRequest &m_request;
    QString m_marketplace;
    std::shared_ptr<const RulePack> m_pack;
    const std::function<void(qint64, qint64)> &m_progress;
    std::stop_token m_stop;
    ExportOutcome m_outcome;
};

} // namespace

Result<ExportOutcome> runExport(Storage &storage, const RulePacks &packs, const ExportRequest &request,
                                const std::function<void(qint64 done, qint64 total)> &progress, std::stop_token stop)
{
    const auto format = UploadWriter::format(request.format);
    if (!format) {
        QBuffer nowhere; // begin() knows the words for an unknown format
        return failure(UploadWriter::begin(request.format, nowhere, nullptr, request.options).error());
    }
    if (request.productsPerFile > 0 && request.file == u"-")
        return failure(ErrorCode::InvalidInput,
                       ExportText::tr("Standard output is one file; it can't be divided into several."));
    return ExportRun(storage, request, packs.find(format->marketplace), progress, std::move(stop)).run();
}

} // namespace listwright
