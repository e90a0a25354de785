// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogreader.h"

#include "models/domain/textfolding.h"
#include "services/storage/catalogsql.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowsPerStatement = 500;

CatalogRow readRow(const Database &database, const Query &row)
{
    CatalogRow result;
    result.id = row.number(0);
    result.revision = row.number(1);
    result.title = row.text(2);
    result.sku = row.text(3);
    result.gtin = row.text(4);
    result.brand = row.text(5);
    result.category = row.text(6);
    if (!row.isNull(7)) {
        if (const auto currency = Currency::parse(row.text(8)))
            result.price = Money(row.number(7), *currency);
    }
    if (!row.isNull(9))
        result.quantity = row.number(9);
    result.score = static_cast<int>(row.number(10));
    result.status = statusFromName(row.text(11)).value_or(ProductStatus::Imported);
    result.sourcePlatform = row.text(12);
    result.updatedAt = database.timeFrom(row.value(13));
    return result;
}

/** Each value of the column with the number of its products, the most frequent first. */
SqlText groupedBy(const QString &column, SqlText from)
{
    from.sql = u"SELECT %1, count(*)"_s.arg(column) + from.sql + u" GROUP BY %1 ORDER BY 2 DESC, 1"_s.arg(column);
    return from;
}

Result<QList<std::pair<QString, qint64>>> facet(Database &database, const QString &column, SqlText from)
{
    from = groupedBy(column, std::move(from));
    from.sql += u" LIMIT %1"_s.arg(CatalogReader::countedValues);
    QList<std::pair<QString, qint64>> values;
    return forEachRow(database, from,
                      [&](const ColumnReader &row) {
                          values.append({row.text(0), row.number(1)});
                      })
        .map([&] { return values; });
}

} // namespace

Result<std::vector<ProductId>> CatalogReader::ids(const CatalogQuery &query, std::optional<int> limit)
{
    if (const auto hits = limit ? hitsInOrder(m_database, query.search) : std::nullopt) {
        const SearchScope scope(m_database, *hits);
        auto found = ids(query, *hits, limit);
        if (found || !scope.gaveUp())
            return found;
    }
    const auto hits = findSearchHits(m_database, query.search);
    if (!hits)
        return failure(hits.error());
    const SearchScope scope(m_database, *hits);
    return ids(query, *hits, limit);
}

Result<std::vector<ProductId>> CatalogReader::ids(const CatalogQuery &query, const SearchHits &hits,
                                                  std::optional<int> limit)
{
    SqlText sql = catalogFrom(m_database, query, hits);
    sql.sql = u"SELECT p.id"_s + sql.sql + catalogOrder(m_database, query);
    if (limit)
        sql.sql += u" LIMIT %1"_s.arg(*limit);
    std::vector<ProductId> found;
    const auto read = forEachRow(m_database, sql, [&](const ColumnReader &row) { found.push_back(row.number(0)); });
    if (!read)
        return failure(read.error());
    found.shrink_to_fit(); // lives as long as the table shows it
    return found;
}

Result<QList<CatalogRow>> CatalogReader::rows(const QList<ProductId> &ids)
{
    QHash<ProductId, CatalogRow> found;
    for (qsizetype first = 0; first < ids.size(); first += rowsPerStatement) {
        QStringList list;
        for (const ProductId id : ids.sliced(first, std::min(rowsPerStatement, ids.size() - first)))
            list.append(QString::number(id));
        Query query(
            m_database,
            u"SELECT id, revision, CASE WHEN title_optimized <> '' THEN title_optimized ELSE title_original END, "
            "sku, gtin, brand, category, price, currency, quantity, optimization_score, status, "
            "source_platform, updated_at FROM products WHERE id IN ("_s +
                list.join(u',') + u')');
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        while (query.next()) {
            CatalogRow row = readRow(m_database, query);
            found.insert(row.id, std::move(row));
        }
        if (const auto error = query.error())
            return failure(*error);
    }
    QList<CatalogRow> rows;
    for (const ProductId id : ids) {
        if (const auto row = found.constFind(id); row != found.cend())
            rows.append(*row);
    }
    return rows;
}

Result<CatalogCounts> CatalogReader::counts(const CatalogQuery &query)
{
    const auto hits = findSearchHits(m_database, query.search);
    if (!hits)
        return failure(hits.error());
    const SearchScope scope(m_database, *hits);
    CatalogCounts counts;
    const auto byStatus = facet(m_database, u"p.status"_s, catalogFrom(m_database, query, *hits, Facet::Status));
    const auto bySource =
        facet(m_database, u"p.source_platform"_s, catalogFrom(m_database, query, *hits, Facet::Source));
    const auto byBrand =
        facet(m_database, brandColumn(m_database), catalogFrom(m_database, query, *hits, Facet::Brand));
    if (!byStatus || !bySource || !byBrand)
        return failure(!byStatus ? byStatus.error() : !bySource ? bySource.error() : byBrand.error());
    for (const ProductStatus status : allProductStatuses()) {
        qint64 count = 0;
        for (const auto &[name, number] : *byStatus)
            count += name == statusName(status) ? number : 0;
        counts.byStatus.append({status, count});
        if (query.statuses.isEmpty() || query.statuses.contains(status))
            counts.total += count;
    }
    counts.bySource = *bySource;
    counts.byBrand = *byBrand;
    return counts;
}

Result<FilterValues> CatalogReader::values(const CatalogQuery &query, CatalogColumn column, const QString &words,
                                           int limit)
{
    const auto hits = findSearchHits(m_database, query.search);
    if (!hits)
        return failure(hits.error());
    const SearchScope scope(m_database, *hits);
    const bool brands = column == CatalogColumn::Brand;
    const SqlText sql = groupedBy(brands ? brandColumn(m_database) : u"p.source_platform"_s,
                                  catalogFrom(m_database, query, *hits, brands ? Facet::Brand : Facet::Source));
    const std::string wanted = foldedText(words.simplified().toStdString());
    FilterValues found;
    return forEachRow(m_database, sql,
                      [&](const ColumnReader &row) {
                          const QString value = row.text(0);
                          if (!wanted.empty() && foldedText(value.toStdString()).find(wanted) == std::string::npos)
                              return;
                          if (found.count++ < limit)
                              found.values.append({value, row.number(1)});
                      })
        .map([&] { return found; });
}

Result<qint64> CatalogReader::productCount()
{
    qint64 count = 0;
    return forEachRow(m_database, {u"SELECT count(*) FROM products"_s, {}},
                      [&](const ColumnReader &row) { count = row.number(0); })
        .map([&] { return count; });
}

} // namespace listwright
