// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productfield.h"
#include "services/storage/database.h"

namespace listwright::productrows {

/** Reading and writing whole products in the tables products and product_details; callers hold the transaction. */
Result<std::optional<Product>> find(Database &database, ProductId id);
Result<std::optional<Product>> findBySource(Database &database, const QString &platform, const QString &sourceId);
Result<QList<Product>> findMany(Database &database, const QList<ProductId> &ids);

/** With the id the product has, or a new one when that is 0; sets id and revision. */
Result<void> insert(Database &database, Product &product);
/** Writes all columns, with a new revision and time. */
Result<void> update(Database &database, Product &product);
Result<void> remove(Database &database, ProductId id);

/** Makes the next import write the product again, whatever its content hash says. */
Result<void> forgetContent(Database &database, ProductId id);

} // namespace listwright::productrows
