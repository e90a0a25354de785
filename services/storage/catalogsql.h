// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/storage/database.h"
#include "services/storage/searchhits.h"

namespace listwright {

/** A piece of SQL with "?" for its values. */
struct SqlText
{
    QString sql;
    QVariantList values;
};

enum class Facet { None, Status, Source, Brand };

/** The brand of products p, compared as the index of brands is. */
QString brandColumn(const Database &database);

/** "FROM products p … WHERE …" of the query, leaving out the filter of one facet; runs in a SearchScope of the hits. */
SqlText catalogFrom(Database &database, const CatalogQuery &query, const SearchHits &hits,
                    Facet leaveOut = Facet::None);
/** What a column of products p is sorted by, collation included. */
QString sortExpression(const Database &database, CatalogColumn column);
/** Whether products may be without a value of the column; they come last in either direction. */
bool canLack(CatalogColumn column);
/** "ORDER BY …" of the query. */
QString catalogOrder(const Database &database, const CatalogQuery &query);

/** Runs a query of one or more columns and hands every row to the callback, on SQLite without Qt's detours. */
class ColumnReader
{
public:
    virtual ~ColumnReader() = default;
    virtual qint64 number(int column) const = 0;
    virtual QString text(int column) const = 0;
};
Result<void> forEachRow(Database &database, const SqlText &sql, const std::function<void(const ColumnReader &)> &row);

} // namespace listwright
