// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/productscores.h"

#include "models/domain/quality.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productrows.h"

namespace listwright::productscores {

using namespace Qt::StringLiterals;

namespace {

Result<void> store(Database &database, const Product &product, int score)
{
    if (score == product.qualityScore)
        return {};
    Query query(database, u"UPDATE products SET optimization_score = :score WHERE id = :id"_s, Query::Use::Often);
    auto stored = query.bind(u":score"_s, score).bind(u":id"_s, product.id).run();
    if (stored)
        database.noteChange(product.id);
    return stored;
}

/** The next products that have listings, by their ids. */
Result<QList<ProductId>> listedAfter(Database &database, ProductId last)
{
    Query query(database, u"SELECT DISTINCT product_id FROM listings WHERE product_id > :last "
                          "ORDER BY product_id LIMIT 500"_s);
    if (auto ran = query.bind(u":last"_s, last).run(); !ran)
        return failure(ran.error());
    QList<ProductId> ids;
    while (query.next())
        ids.append(query.number(0));
    const auto error = query.error();
    return error ? Result<QList<ProductId>>(failure(*error)) : ids;
}

} // namespace

Result<int> of(Database &database, const Product &product)
{
    return ListingRepository(database).ofProduct(product.id).map([&](const QList<Listing> &listings) {
        return qualityScore(product, listings);
    });
}

Result<void> renew(Database &database, const QList<ProductId> &ids)
{
    const auto listings = ListingRepository(database).ofProducts(ids);
    if (!listings)
        return failure(listings.error());
    const auto products = productrows::findMany(database, listings->keys());
    if (!products)
        return failure(products.error());
    for (const Product &product : *products) {
        const int score = qualityScore(product, listings->value(product.id));
        if (auto stored = store(database, product, score); !stored)
            return stored;
    }
    return {};
}

Result<void> renewDue(Database &database)
{
    Query due(database, u"SELECT count(*) FROM settings WHERE name = 'scores_due'"_s);
    const auto marks = due.firstNumber();
    if (!marks)
        return failure(marks.error());
    if (*marks == 0)
        return {};
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    // first, so that on a shared server another program waits here and then finds nothing to do
    const auto taken = Query(database, u"DELETE FROM settings WHERE name = 'scores_due'"_s).change();
    if (!taken)
        return failure(taken.error());
    if (*taken == 0)
        return {};
    for (ProductId last = 0;;) {
        const auto ids = listedAfter(database, last);
        if (!ids)
            return failure(ids.error());
        if (ids->isEmpty())
            break;
        if (auto renewed = renew(database, *ids); !renewed)
            return renewed;
        last = ids->last();
    }
    return transaction.commit();
}

} // namespace listwright::productscores
