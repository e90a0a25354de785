// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/productpages.h"

#include "services/storage/catalogsql.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct PageText
{
    Q_DECLARE_TR_FUNCTIONS(ProductPages)
};

/** Whether the column holds texts; numbers otherwise. */
bool isText(CatalogColumn column)
{
    switch (column) {
    case CatalogColumn::Price:
    case CatalogColumn::Quantity:
    case CatalogColumn::Score:
    case CatalogColumn::Updated:
        return false;
    default:
        return true;
    }
}

/** Where a page ended. */
struct Place
{
    QVariant value; ///< of the sort column; null where the product has none
    ProductId id = 0;
};

QString cursorOf(const CatalogQuery &query, const Place &place)
{
    QJsonArray parts{static_cast<int>(query.sortColumn), query.descending, place.id};
    if (!place.value.isNull())
        parts.append(isText(query.sortColumn) ? QJsonValue(place.value.toString())
                                              : QJsonValue(place.value.toLongLong()));
    return QString::fromLatin1(QJsonDocument(parts)
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<Place> placeOf(const CatalogQuery &query, const QString &cursor)
{
    const auto json = QByteArray::fromBase64Encoding(cursor.toLatin1(), QByteArray::Base64UrlEncoding |
                                                                            QByteArray::AbortOnBase64DecodingErrors);
    const QJsonArray parts = QJsonDocument::fromJson(json.decoded).array();
    const bool fits =
        json && parts.size() >= 3 && parts.at(0).toInt(-1) == static_cast<int>(query.sortColumn) &&
        parts.at(1).isBool() && parts.at(1).toBool() == query.descending && parts.at(2).isDouble() &&
        (parts.size() == 4 ? parts.at(3).isString() == isText(query.sortColumn) : canLack(query.sortColumn)) &&
        !parts.at(3).toString().contains(QChar(u'\0')); // no product's text holds it, and PostgreSQL refuses it
    if (!fits)
        return failure(ErrorCode::InvalidInput, PageText::tr("The cursor does not belong to this list."));
    Place place;
    place.id = parts.at(2).toInteger();
    if (parts.size() == 4)
        place.value = isText(query.sortColumn) ? QVariant(parts.at(3).toString()) : QVariant(parts.at(3).toInteger());
    return place;
}

/**
 * What comes behind the place in the order of catalogOrder(), as stretches that follow each other: products without a
 * value are last either way. Row values, as an index finds the place of no "a > x OR (a = x AND b > y)".
 */
QList<SqlText> behind(const Database &database, const CatalogQuery &query, const Place &place)
{
    const QString column = sortExpression(database, query.sortColumn);
    const QString further = query.descending ? u"<"_s : u">"_s;
    if (place.value.isNull())
        return {{u" AND %1 IS NULL AND p.id %2 ?"_s.arg(column, further), {place.id}}};
    if (query.sortColumn == CatalogColumn::Updated) // revisions are unique
        return {{u" AND p.revision %1 ?"_s.arg(further), {place.value}}};
    const SqlText valued{u" AND (%1, p.id) %2 (?, ?)"_s.arg(column, further), {place.value, place.id}};
    if (!canLack(query.sortColumn))
        return {valued};
    return {valued, {u" AND %1 IS NULL"_s.arg(column), {}}};
}

Result<ProductPage> read(Database &database, const CatalogQuery &query, const SearchHits &hits,
                         const std::optional<Place> &from, int limit)
{
    const QString column = sortExpression(database, query.sortColumn);
    ProductPage page;
    Place last;
    qsizetype found = 0;
    for (const SqlText &condition : from ? behind(database, query, *from) : QList<SqlText>{SqlText()}) {
        SqlText sql = catalogFrom(database, query, hits);
        sql.sql = u"SELECT p.id, %1, %1 IS NULL"_s.arg(column) + sql.sql + condition.sql +
                  catalogOrder(database, query) + u" LIMIT %1"_s.arg(limit + 1 - found);
        sql.values += condition.values;
        const auto done = forEachRow(database, sql, [&](const ColumnReader &row) {
            if (++found > limit)
                return;
            last = {row.number(2) != 0         ? QVariant()
                    : isText(query.sortColumn) ? QVariant(row.text(1))
                                               : QVariant(row.number(1)),
                    row.number(0)};
            page.ids.append(last.id);
        });
        if (!done)
            return failure(done.error());
        if (found > limit) {
            page.next = cursorOf(query, last);
            break;
        }
    }
    return page;
}

} // namespace

Result<ProductPage> productPage(Database &database, const CatalogQuery &query, const QString &cursor, int limit)
{
    std::optional<Place> from;
    if (!cursor.isEmpty()) {
        const auto place = placeOf(query, cursor);
        if (!place)
            return failure(place.error());
        from = *place;
    }
    if (const auto hits = hitsInOrder(database, query.search)) {
        const SearchScope scope(database, *hits);
        auto page = read(database, query, *hits, from, limit);
        if (page || !scope.gaveUp())
            return page;
    }
    const auto hits = findSearchHits(database, query.search);
    if (!hits)
        return failure(hits.error());
    const SearchScope scope(database, *hits);
    return read(database, query, *hits, from, limit);
}

} // namespace listwright
