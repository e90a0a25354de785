// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/listingfields.h"

#include "models/domain/productfield.h"

namespace listwright::listingfields {

using namespace Qt::StringLiterals;

QString columnOf(const QString &productField)
{
    if (productField == fieldName(ProductField::TitleOptimized))
        return u"title"_s;
    if (productField == fieldName(ProductField::DescriptionOptimized))
        return u"description"_s;
    if (productField == fieldName(ProductField::BulletPoints))
        return u"bullet_points"_s;
    return {};
}

Result<QString> text(Database &database, qint64 productId, const QString &marketplace, const QString &field)
{
    const QString column = columnOf(field);
    if (column.isEmpty())
        return failure(ErrorCode::Unsupported, {}, u"listings have no field "_s + field);
    Query query(database,
                u"SELECT %1 FROM listings WHERE product_id = :product AND marketplace = :marketplace"_s.arg(column));
    if (auto ran = query.bind(u":product"_s, productId).bind(u":marketplace"_s, marketplace).run(); !ran)
        return failure(ran.error());
    if (!query.next())
        return u""_s;
    // A listing saved whole has an empty list where it has no bullet points; the canonical text of none is empty.
    const QString found = query.text(0);
    return found == u"[]" ? u""_s : found;
}

Result<bool> replace(Database &database, qint64 productId, const QString &marketplace, const QString &field,
                     const QString &expected, const QString &value)
{
    const auto present = text(database, productId, marketplace, field);
    if (!present)
        return failure(present.error());
    if (*present != expected)
        return false;
    Query query(database, u"INSERT INTO listings (product_id, marketplace, %1, updated_at) "
                          "VALUES (:product, :marketplace, :value, :at) ON CONFLICT (product_id, marketplace) "
                          "DO UPDATE SET %1 = excluded.%1, updated_at = excluded.updated_at"_s.arg(columnOf(field)));
    return query.bind(u":product"_s, productId)
        .bind(u":marketplace"_s, marketplace)
        .bind(u":value"_s, value.isNull() ? u""_s : value)
        .bind(u":at"_s, database.timeValue(QDateTime::currentDateTimeUtc()))
        .run()
        .map([] { return true; });
}

} // namespace listwright::listingfields
