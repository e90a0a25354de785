// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/listedproducts.h"

#include "models/domain/productfield.h"
#include "services/storage/catalogreader.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrepository.h"
#include "services/storage/proposalrepository.h"
#include "services/storage/storage.h"

namespace listwright {

namespace {

constexpr size_t batchSize = 200;

Result<QList<ListedProduct>> readBatch(Storage &storage, const QList<ProductId> &ids, const QString &marketplace,
                                       const std::stop_token &stop)
{
    const auto work = [ids, marketplace](Database &database) -> Result<QList<ListedProduct>> {
        auto products = ProductRepository(database).findMany(ids);
        if (!products)
            return failure(products.error());
        const auto listings = ListingRepository(database).findMany(ids, marketplace);
        if (!listings)
            return failure(listings.error());
        const auto proposed = ProposalRepository(database).withOpenOfModel(ids, marketplace);
        if (!proposed)
            return failure(proposed.error());
        QList<ListedProduct> listed;
        for (Product &product : *products) {
            const auto listing = listings->constFind(product.id);
            const bool awaitsReview = proposed->contains(product.id);
            listed.append({std::move(product), listing == listings->cend() ? std::nullopt : std::optional(*listing),
                           awaitsReview});
        }
        return listed;
    };
    return storage.read(work, stop).result();
}

/** Canonical text of the listing's own field; nothing for one that listings do not have. */
std::optional<QString> listingText(const std::optional<Listing> &listing, ProductField field)
{
    switch (field) {
    case ProductField::TitleOptimized:
        return listing ? listing->title : QString();
    case ProductField::DescriptionOptimized:
        return listing ? listing->description : QString();
    case ProductField::BulletPoints:
        return listing && !listing->bulletPoints.isEmpty() ? QString::fromUtf8(stringsToJson(listing->bulletPoints))
                                                           : QString();
    default:
        return {};
    }
}

} // namespace

void ListedProduct::compareWithListing(Proposal &proposal) const
{
    for (ProposedField &field : proposal.fields) {
        const auto text = proposal.marketplace.isEmpty() ? std::nullopt : listingText(listing, field.field);
        if (text)
            field.before = *text;
        field.inherited = PresentText(field.before, product, field.field, proposal.marketplace).inherited;
    }
}

Result<ListedProduct> findListed(Database &database, ProductId id, const QString &marketplace)
{
    auto product = ProductRepository(database).find(id);
    if (!product)
        return failure(product.error());
    auto listing = ListingRepository(database).find(id, marketplace);
    if (!listing)
        return failure(listing.error());
    return ListedProduct{*std::move(product), *std::move(listing)};
}

Result<std::vector<ProductId>> wantedIds(Storage &storage, const CatalogQuery &query, const QList<ProductId> &ids,
                                         const std::stop_token &stop)
{
    if (!ids.isEmpty())
        return std::vector<ProductId>(ids.begin(), ids.end());
    const auto work = [query](Database &database) { return CatalogReader(database).ids(query); };
    return storage.read(work, stop).result();
}

Result<bool> forEachBatch(Storage &storage, const std::vector<ProductId> &ids, const QString &marketplace,
                          const std::function<Result<void>(const QList<ListedProduct> &)> &work,
                          const std::stop_token &stop)
{
    for (size_t first = 0; first < ids.size(); first += batchSize) {
        if (stop.stop_requested())
            return false;
        const size_t end = std::min(ids.size(), first + batchSize);
        const QList<ProductId> batch(ids.begin() + static_cast<std::ptrdiff_t>(first),
                                     ids.begin() + static_cast<std::ptrdiff_t>(end));
        const auto products = readBatch(storage, batch, marketplace, stop);
        if (stop.stop_requested())
            return false;
        if (!products)
            return failure(products.error());
        if (auto done = work(*products); !done)
            return failure(done.error());
    }
    return true;
}

} // namespace listwright
