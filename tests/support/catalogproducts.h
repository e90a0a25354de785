// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "models/domain/listing.h"
#include "models/domain/productfield.h"
#include "services/storage/storage.h"

namespace listwright::test {

/** Imports draft(0) … draft(count - 1); their ids in that order. A failure ends the test program. */
QList<ProductId> addProducts(Storage &storage, int count);
/** Inserts them as they are; with their ids. */
QList<Product> insertProducts(Storage &storage, const QList<Product> &products);

Product productOf(Storage &storage, ProductId id);
/** Whole, by id. */
QList<Product> allProducts(Storage &storage);
qint64 productCount(Storage &storage);

/** All in one transaction: thousands of them would take long otherwise. */
void saveListings(Storage &storage, const QList<Listing> &listings);
/** Changes one field as a person does. */
void edit(Storage &storage, ProductId id, ProductField field, const QString &value);
void removeProduct(Storage &storage, ProductId id);
/** Runs one statement; statements that name a table which is gone fail from then on. */
void execute(Storage &storage, const QString &sql);

} // namespace listwright::test

/** Opens `storage` on the present test row's database with that many products, `ids`; skips where there is none. */
#define OPEN_CATALOG_OF(products)                                                                                      \
    listwright::test::CatalogFixture fixture;                                                                          \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    const auto storage = fixture.open();                                                                               \
    [[maybe_unused]] const QList<listwright::ProductId> ids = listwright::test::addProducts(*storage, products)
