// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogsql.h"

#include "services/storage/searchindex.h"
#include "services/storage/sqlitestatement.h"

#include <QSqlError>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 movedBase = qint64{1} << 40; // as in searchwriter.cpp
constexpr std::size_t fewHits = 20000;        // so many ids are looked up one by one; more are tested in a scan

void addIn(SqlText &text, const QString &column, const QVariantList &values)
{
    if (values.isEmpty())
        return;
    QStringList marks(values.size(), u"?"_s);
    text.sql += u" AND %1 IN (%2)"_s.arg(column, marks.join(u','));
    text.values += values;
}

template <class List>
QVariantList variants(const List &list)
{
    QVariantList values;
    for (const auto &value : list)
        values.append(QVariant::fromValue(value));
    return values;
}

QVariantList statusNames(const QList<ProductStatus> &statuses)
{
    QVariantList names;
    for (const ProductStatus status : statuses)
        names.append(statusName(status));
    return names;
}

void addHits(Database &database, SqlText &text, const SearchHits &hits)
{
    if (!hits.asked)
        return;
    if (hits.many) {
        database.setSearchHits(&*hits.many);
        text.sql += u" AND in_search(p.id)"_s;
        return;
    }
    QString list;
    for (const qint64 id : hits.few)
        list += (list.isEmpty() ? u""_s : u","_s) + QString::number(id);
    text.sql += u" AND p.id IN ("_s + list + u')';
}

Result<void> collectHits(Database &database, const char *sql, const std::string &expression, std::vector<qint64> &ids)
{
    SqliteStatement statement(database.sqliteHandle(), sql);
    statement.bind(1, std::string_view(expression));
    for (;;) {
        const Result<bool> row = statement.step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return {};
        ids.push_back(statement.number(0));
    }
}

class SqliteColumns final : public ColumnReader
{
public:
    explicit SqliteColumns(SqliteStatement &statement) : m_statement(statement) {}
    qint64 number(int column) const override { return m_statement.number(column); }
    QString text(int column) const override
    {
        const std::string_view utf8 = m_statement.text(column);
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }

private:
    SqliteStatement &m_statement;
};

class QtColumns final : public ColumnReader
{
public:
    explicit QtColumns(QSqlQuery &query) : m_query(query) {}
    qint64 number(int column) const override { return m_query.value(column).toLongLong(); }
    QString text(int column) const override { return m_query.value(column).toString(); }

private:
    QSqlQuery &m_query;
};

Result<void> forEachSqliteRow(Database &database, const SqlText &sql,
                              const std::function<void(const ColumnReader &)> &row)
{
    SqliteStatement statement(database.sqliteHandle(), sql.sql.toUtf8().constData());
    QList<QByteArray> texts; // bound texts must live as long as the statement runs
    for (const QVariant &value : sql.values)
        texts.append(value.toString().toUtf8());
    for (int i = 0; i < sql.values.size(); ++i) {
        if (sql.values.at(i).typeId() == QMetaType::QString)
            statement.bind(i + 1,
                           std::string_view(texts.at(i).constData(), static_cast<std::size_t>(texts.at(i).size())));
        else
            statement.bind(i + 1, sql.values.at(i).toLongLong());
    }
    const SqliteColumns columns(statement);
    for (;;) {
        const Result<bool> more = statement.step();
        if (!more)
            return failure(more.error());
        if (!*more)
            return {};
        row(columns);
    }
}

QString sortExpression(const Database &database, CatalogColumn column)
{
    const QString alphabetical =
        database.dialect() == Dialect::Sqlite ? u" COLLATE LISTWRIGHT"_s : u" COLLATE \"und-x-icu\""_s;
    switch (column) {
    case CatalogColumn::Title:
        return u"(CASE WHEN p.title_optimized <> '' THEN p.title_optimized ELSE p.title_original END)"_s + alphabetical;
    case CatalogColumn::Sku:
        return u"p.sku"_s;
    case CatalogColumn::Gtin:
        return u"p.gtin"_s;
    case CatalogColumn::Brand:
        return u"p.brand"_s + alphabetical;
    case CatalogColumn::Category:
        return u"p.category"_s + alphabetical;
    case CatalogColumn::Price:
        return u"p.price"_s;
    case CatalogColumn::Quantity:
        return u"p.quantity"_s;
    case CatalogColumn::Score:
        return u"p.optimization_score"_s;
    case CatalogColumn::Status:
        return u"p.status"_s;
    case CatalogColumn::Source:
        return u"p.source_platform"_s;
    case CatalogColumn::Updated:
        return u"p.updated_at"_s;
    }
    return {};
}

} // namespace

Result<SearchHits> findSearchHits(Database &database, const QString &search)
{
    SearchHits hits;
    if (database.dialect() != Dialect::Sqlite || search.trimmed().isEmpty())
        return hits;
    hits.asked = true;
    const std::string expression = searchExpression(search);
    if (expression.empty() || !database.hasSearchIndex())
        return hits;
    const auto collected =
        collectHits(database,
                    "SELECT rowid FROM search.documents WHERE documents MATCH ?1 AND rowid < 1099511627776 "
                    "AND rowid NOT IN (SELECT product_id FROM search.moved)",
                    expression, hits.few)
            .and_then([&] {
                return collectHits(database,
                                   "SELECT m.product_id FROM search.documents d JOIN search.moved m "
                                   "ON m.document = d.rowid WHERE d.documents MATCH ?1 "
                                   "AND d.rowid >= 1099511627776",
                                   expression, hits.few);
            });
    if (!collected)
        return failure(collected.error());
    static_assert(movedBase == 1099511627776);
    if (hits.few.size() > fewHits) {
        IdSet set;
        for (const qint64 id : hits.few)
            set.insert(id);
        hits.many = std::move(set);
        hits.few = {};
    }
    return hits;
}

SqlText catalogFrom(Database &database, const CatalogQuery &query, const SearchHits &hits, Facet leaveOut)
{
    SqlText text;
    text.sql = u" FROM products p"_s;
    const bool searchThere = database.dialect() == Dialect::PostgreSql && !query.search.trimmed().isEmpty();
    if (searchThere)
        text.sql += u" JOIN product_details d ON d.product_id = p.id"_s;
    text.sql += u" WHERE true"_s;
    if (searchThere) {
        text.sql += u" AND d.search @@ CAST(? AS tsquery)"_s;
        text.values.append(searchExpressionPostgres(query.search));
    }
    addHits(database, text, hits);
    if (leaveOut != Facet::Status)
        addIn(text, u"p.status"_s, statusNames(query.statuses));
    if (leaveOut != Facet::Source)
        addIn(text, u"p.source_platform"_s, variants(query.sourcePlatforms));
    if (leaveOut != Facet::Brand)
        addIn(text, u"p.brand"_s, variants(query.brands));
    if (query.minimumScore) {
        text.sql += u" AND p.optimization_score >= ?"_s;
        text.values.append(*query.minimumScore);
    }
    if (query.maximumScore) {
        text.sql += u" AND p.optimization_score <= ?"_s;
        text.values.append(*query.maximumScore);
    }
    return text;
}

QString catalogOrder(const Database &database, const CatalogQuery &query)
{
    const QString direction = query.descending ? u" DESC"_s : u" ASC"_s;
    // products without a value come last in either direction
    const QString nulls = query.sortColumn == CatalogColumn::Price || query.sortColumn == CatalogColumn::Quantity
                              ? u" NULLS LAST"_s
                              : QString();
    return u" ORDER BY "_s + sortExpression(database, query.sortColumn) + direction + nulls + u", p.id"_s + direction;
}

Result<void> forEachRow(Database &database, const SqlText &sql, const std::function<void(const ColumnReader &)> &row)
{
    if (database.dialect() == Dialect::Sqlite)
        return forEachSqliteRow(database, sql, row);
    QSqlQuery query(database.connection());
    query.setForwardOnly(true);
    if (!query.prepare(sql.sql))
        return failure(database.errorFrom(query.lastError(), sql.sql));
    for (const QVariant &value : sql.values)
        query.addBindValue(value);
    if (!query.exec())
        return failure(database.errorFrom(query.lastError(), sql.sql));
    const QtColumns columns(query);
    while (query.next())
        row(columns);
    return {};
}

} // namespace listwright
