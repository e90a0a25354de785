// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/catalogproducts.h"

#include "services/storage/catalogreader.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrepository.h"
#include "tests/support/catalogfixture.h"

namespace listwright::test {

namespace {

QList<ProductId> sortedIds(Storage &storage)
{
    auto ids = valueOf(storage.read([](Database &database) { return CatalogReader(database).ids({}); }));
    std::sort(ids.begin(), ids.end());
    return {ids.begin(), ids.end()};
}

const ChangeOrigin &byUser()
{
    static const ChangeOrigin origin{ChangeOrigin::Kind::Edit, QStringLiteral("user"), QStringLiteral("Edit")};
    return origin;
}

} // namespace

QList<ProductId> addProducts(Storage &storage, int count)
{
    std::vector<ProductDraft> drafts;
    drafts.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        drafts.push_back(draft(i));
    if (const auto imported = importDrafts(storage, std::move(drafts)); !imported)
        qFatal("%s (%s)", qPrintable(imported.error().message), qPrintable(imported.error().detail));
    return sortedIds(storage);
}

QList<Product> insertProducts(Storage &storage, const QList<Product> &products)
{
    QList<Product> inserted;
    for (const Product &product : products)
        inserted.append(valueOf(
            storage.write([product](Database &database) { return ProductRepository(database).insert(product); })));
    return inserted;
}

Product productOf(Storage &storage, ProductId id)
{
    return valueOf(storage.read([id](Database &database) { return ProductRepository(database).find(id); }));
}

QList<Product> allProducts(Storage &storage)
{
    const QList<ProductId> ids = sortedIds(storage);
    return valueOf(storage.read([ids](Database &database) { return ProductRepository(database).findMany(ids); }));
}

qint64 productCount(Storage &storage)
{
    return valueOf(storage.read([](Database &database) { return CatalogReader(database).productCount(); }));
}

void saveListings(Storage &storage, const QList<Listing> &listings)
{
    ok(storage.write([listings](Database &database) -> Result<void> {
        Transaction transaction(database);
        for (const Listing &listing : listings) {
            if (auto written = ListingRepository(database).save(listing); !written)
                return failure(written.error());
        }
        return transaction.commit();
    }));
}

void edit(Storage &storage, ProductId id, ProductField field, const QString &value)
{
    valueOf(storage.write([=](Database &database) {
        return ProductRepository(database).change({{id, field, value, {}}}, byUser());
    }));
}

void removeProduct(Storage &storage, ProductId id)
{
    valueOf(storage.write([id](Database &database) { return ProductRepository(database).remove({id}, byUser()); }));
}

void execute(Storage &storage, const QString &sql)
{
    ok(storage.write([sql](Database &database) { return database.execute(sql); }));
}

} // namespace listwright::test
