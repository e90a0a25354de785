// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"
#include "services/storage/database.h"

namespace listwright::listingfields {

/** Name of the listing's column that a product field's improved text goes to; empty when a listing has none. */
QString columnOf(const QString &productField);

/** Present text of a listing's field; "" where there is no listing yet. */
Result<QString> text(Database &database, qint64 productId, const QString &marketplace, const QString &field);

/** All texts of a listing by the product fields they belong to, "" for none. */
Result<QHash<QString, QString>> texts(Database &database, qint64 productId, const QString &marketplace);
/** Writes texts by their product fields, making the listing when needed. */
Result<void> write(Database &database, qint64 productId, const QString &marketplace,
                   const QHash<QString, QString> &texts);

/** Writes `value` where the present text is `expected`, making the listing when needed; false when it is not. */
Result<bool> replace(Database &database, qint64 productId, const QString &marketplace, const QString &field,
                     const QString &expected, const QString &value);

} // namespace listwright::listingfields
