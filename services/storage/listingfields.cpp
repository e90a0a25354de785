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

namespace {

constexpr ProductField listingTextFields[] = {ProductField::TitleOptimized, ProductField::DescriptionOptimized,
                                              ProductField::BulletPoints};

// A listing saved whole has an empty list where it has no bullet points; the canonical text of none is empty.
QString canonical(const QString &stored)
{
    return stored == u"[]" ? u""_s : stored;
}

} // namespace

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
    return canonical(query.text(0));
}

Result<QHash<QString, QString>> texts(Database &database, qint64 productId, const QString &marketplace)
{
    QStringList columns;
    for (const ProductField field : listingTextFields)
        columns.append(columnOf(fieldName(field)));
    const bool shared = database.dialect() == Dialect::PostgreSql && database.access() == Database::Access::ReadWrite;
    Query query(database,
                u"SELECT %1 FROM listings WHERE product_id = :product AND marketplace = :marketplace%2"_s.arg(
                    columns.join(u", "), shared ? u" FOR UPDATE"_s : QString()),
                Query::Use::Often);
    if (auto ran = query.bind(u":product"_s, productId).bind(u":marketplace"_s, marketplace).run(); !ran)
        return failure(ran.error());
    const bool exists = query.next();
    if (const auto error = query.error())
        return failure(*error);
    QHash<QString, QString> found;
    int column = 0;
    for (const ProductField field : listingTextFields)
        found.insert(fieldName(field), exists ? canonical(query.text(column++)) : u""_s);
    return found;
}

Result<void> write(Database &database, qint64 productId, const QString &marketplace,
                   const QHash<QString, QString> &texts)
{
    QStringList columns;
    QStringList values;
    QStringList changes;
    for (const ProductField field : listingTextFields) {
        const QString column = columnOf(fieldName(field));
        if (!texts.contains(fieldName(field)))
            continue;
        columns.append(column);
        values.append(u':' + column);
        changes.append(column + u" = excluded." + column);
    }
    if (columns.isEmpty())
        return {};
    Query query(database,
                u"INSERT INTO listings (product_id, marketplace, %1, updated_at) VALUES (:product, :marketplace, %2, "
                ":at) ON CONFLICT (product_id, marketplace) DO UPDATE SET %3, updated_at = excluded.updated_at"_s.arg(
                    columns.join(u", "), values.join(u", "), changes.join(u", ")),
                Query::Use::Often);
    for (const ProductField field : listingTextFields) {
        const auto text = texts.constFind(fieldName(field));
        if (text == texts.cend())
            continue;
        query.bind(u':' + columnOf(fieldName(field)),
                   field == ProductField::BulletPoints ? database.jsonValue(text->toUtf8()) : QVariant(notNull(*text)));
    }
    return query.bind(u":product"_s, productId)
        .bind(u":marketplace"_s, marketplace)
        .bind(u":at"_s, database.timeValue(QDateTime::currentDateTimeUtc()))
        .run();
}

Result<bool> replace(Database &database, qint64 productId, const QString &marketplace, const QString &field,
                     const QString &expected, const QString &value)
{
    const auto present = text(database, productId, marketplace, field);
    if (!present)
        return failure(present.error());
    if (*present != expected)
        return false;
    return write(database, productId, marketplace, {{field, value}}).map([] { return true; });
}

} // namespace listwright::listingfields
