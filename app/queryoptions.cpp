// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/queryoptions.h"

#include "services/optimizing/listedproducts.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrepository.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Options
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

Result<std::optional<int>> scoreFrom(const CommandContext &context, const QString &option)
{
    const auto number = context.number(option);
    if (!number)
        return failure(number.error());
    if (!*number)
        return std::optional<int>();
    if (**number > 100)
        return failure(ErrorCode::InvalidInput,
                       Options::tr("--%1 takes a score from 0 to 100, not “%2”.").arg(option, context.value(option)));
    return std::optional(static_cast<int>(**number));
}

} // namespace

QList<QCommandLineOption> queryOptions()
{
    return {
        {u"search"_s, Options::tr("Products with all these words in title, SKU, GTIN, brand or description."),
         u"WORDS"_s},
        {u"status"_s, Options::tr("Products in this state, e.g. imported, optimized, published; can be repeated."),
         u"STATE"_s},
        {u"source"_s, Options::tr("Products from this source platform; can be repeated."), u"NAME"_s},
        {u"brand"_s, Options::tr("Products of this brand; can be repeated."), u"NAME"_s},
        {u"min-score"_s, Options::tr("Products with at least this quality score."), u"0-100"_s},
        {u"max-score"_s, Options::tr("Products with at most this quality score."), u"0-100"_s},
    };
}

QCommandLineOption marketplaceOption()
{
    return {{u"m"_s, u"marketplace"_s},
            Options::tr("The marketplace, e.g. amazon, ebay, kaufland; otherwise the settings' one."),
            u"NAME"_s};
}

Result<CatalogQuery> queryFrom(const CommandContext &context)
{
    CatalogQuery query;
    query.search = context.value(u"search"_s);
    query.sourcePlatforms = context.values(u"source"_s);
    query.brands = context.values(u"brand"_s);
    for (const QString &name : context.values(u"status"_s)) {
        const auto status = statusFromName(name);
        if (!status) {
            QStringList known;
            for (const ProductStatus candidate : allProductStatuses())
                known.append(statusName(candidate));
            return failure(ErrorCode::InvalidInput,
                           Options::tr("“%1” is no state. Known are: %2.").arg(name, known.join(u", ")));
        }
        query.statuses.append(*status);
    }
    const auto minimum = scoreFrom(context, u"min-score"_s);
    const auto maximum = scoreFrom(context, u"max-score"_s);
    if (!minimum || !maximum)
        return failure(!minimum ? minimum.error() : maximum.error());
    query.minimumScore = *minimum;
    query.maximumScore = *maximum;
    return query;
}

Result<Product> findProduct(Storage &storage, const QString &name)
{
    const qsizetype colon = name.indexOf(u':');
    const auto work = [name, colon](Database &database) -> Result<Product> {
        ProductRepository products(database);
        const auto unknown = failure(ErrorCode::NotFound, Options::tr("There is no product “%1”.").arg(name));
        if (colon > 0) {
            auto found = products.findBySource(name.left(colon), name.mid(colon + 1));
            if (!found)
                return failure(found.error());
            return *found ? Result<Product>(**found) : unknown;
        }
        bool ok = false;
        const ProductId id = name.toLongLong(&ok);
        return ok ? products.find(id) : unknown;
    };
    return storage.read(work).result();
}

Result<std::vector<ProductId>> queriedIds(Storage &storage, const CatalogQuery &query, const std::stop_token &stop)
{
    if (!query.search.isEmpty())
        storage.waitForSearchIndex(); // it may be behind since the program was killed
    auto ids = wantedIds(storage, query, {}, stop);
    if (ids)
        std::sort(ids->begin(), ids->end());
    return ids;
}

Result<bool> forEachProduct(CommandContext &context, Storage &storage, const CatalogQuery &query,
                            const QString &marketplace, const std::function<void(const Product &)> &work,
                            const std::function<void(qint64 done, qint64 total)> &progress)
{
    const auto ids = queriedIds(storage, query, context.stop());
    if (!ids)
        return failure(ids.error());
    qint64 done = 0;
    const auto workOnBatch = [&](const QList<ListedProduct> &batch) -> Result<void> {
        for (const ListedProduct &listed : batch)
            work(listed.listing ? withListing(listed.product, *listed.listing) : listed.product);
        done += batch.size();
        progress(done, static_cast<qint64>(ids->size()));
        return {};
    };
    return forEachBatch(storage, *ids, marketplace, workOnBatch, context.stop());
}

Result<bool> forEachQuality(CommandContext &context, Storage &storage, const CatalogQuery &query,
                            const std::function<void(const QualityReport &)> &work,
                            const std::function<void(qint64 done, qint64 total)> &progress)
{
    const auto ids = queriedIds(storage, query, context.stop());
    if (!ids)
        return failure(ids.error());
    qint64 done = 0;
    const auto workOnBatch = [&](const QList<ListedProduct> &batch) -> Result<void> {
        QList<ProductId> products;
        for (const ListedProduct &listed : batch)
            products.append(listed.product.id);
        const auto listings =
            storage.read([products](Database &database) { return ListingRepository(database).ofProducts(products); })
                .result();
        if (!listings)
            return failure(listings.error());
        for (const ListedProduct &listed : batch)
            work(qualityReport(listed.product, listings->value(listed.product.id)));
        done += batch.size();
        progress(done, static_cast<qint64>(ids->size()));
        return {};
    };
    return forEachBatch(storage, *ids, {}, workOnBatch, context.stop());
}

Result<QualityReport> qualityOf(Storage &storage, const Product &product)
{
    return storage.read([id = product.id](Database &database) { return ListingRepository(database).ofProduct(id); })
        .result()
        .map([&](const QList<Listing> &listings) { return qualityReport(product, listings); });
}

} // namespace listwright
