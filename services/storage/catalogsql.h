// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"
#include "services/storage/database.h"
#include "services/storage/sqlitefunctions.h"

namespace listwright {

/** A piece of SQL with "?" for its values. */
struct SqlText
{
    QString sql;
    QVariantList values;
};

/** What a search found: nothing asked, few ids (sorted), or a set of many. SQLite only. */
struct SearchHits
{
    bool asked = false;
    std::vector<qint64> few;
    std::optional<IdSet> many;
};

/** Looks the search of the query up in the attached index. */
Result<SearchHits> findSearchHits(Database &database, const QString &search);

enum class Facet { None, Status, Source, Brand };

/** "FROM products p … WHERE …" of the query, leaving out the filter of one facet. The hits must outlive the use. */
SqlText catalogFrom(Database &database, const CatalogQuery &query, const SearchHits &hits,
                    Facet leaveOut = Facet::None);
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
