// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/catalogsql.h"

#include "services/storage/searchtext.h"
#include "services/storage/sqlitestatement.h"

#include <QSqlError>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int rareRows = 20000; // so many are sooner looked up and sorted than found by walking in order

// Alphabetical order of folded letters. Texts are only equal in it when they are identical.
QString alphabetical(const Database &database, const QString &column)
{
    return column + (database.dialect() == Dialect::Sqlite ? u" COLLATE LISTWRIGHT"_s : u" COLLATE \"und-x-icu\""_s);
}

// SQLite has no statistics on how many rows a value has: it is asked, so that a filter nearly all products pass does
// not make it look up and sort them all.
bool isRare(Database &database, const SqlText &condition)
{
    qint64 rows = 0;
    const SqlText count{
        u"SELECT count(*) FROM (SELECT 1 FROM products p WHERE %1 LIMIT %2)"_s.arg(condition.sql).arg(rareRows + 1),
        condition.values};
    const auto counted = forEachRow(database, count, [&](const ColumnReader &row) { rows = row.number(0); });
    return counted && rows <= rareRows;
}

void addIn(Database &database, SqlText &text, const QString &column, const QVariantList &values)
{
    if (values.isEmpty())
        return;
    const QStringList marks(values.size(), u"?"_s);
    const SqlText condition{u"%1 IN (%2)"_s.arg(column, marks.join(u',')), values};
    const bool byIndex = database.dialect() == Dialect::PostgreSql || isRare(database, condition);
    text.sql += (byIndex ? u" AND "_s : u" AND +"_s) + condition.sql; // a plus keeps SQLite from using an index
    text.values += values;
}

QVariantList variants(const QStringList &texts)
{
    QVariantList values;
    for (const QString &text : texts)
        values.append(text.isNull() ? u""_s : text); // the driver would ask for NULL, which no product has
    return values;
}

QVariantList statusNames(const QList<ProductStatus> &statuses)
{
    QVariantList names;
    for (const ProductStatus status : statuses)
        names.append(statusName(status));
    return names;
}

void addHits(SqlText &text, const SearchHits &hits)
{
    QString list;
    switch (hits.kind) {
    case SearchHits::Kind::None:
        break;
    case SearchHits::Kind::Few:
        for (const qint64 id : hits.few)
            list += (list.isEmpty() ? u""_s : u","_s) + QString::number(id);
        text.sql += u" AND p.id IN ("_s + list + u')';
        break;
    case SearchHits::Kind::Many:
        text.sql += u" AND in_search(p.id)"_s;
        break;
    case SearchHits::Kind::Terms:
        text.sql += u" AND has_terms(%1)"_s.arg(QLatin1String(searchedColumns));
        break;
    }
}

void addPostgresSearch(SqlText &text, const SearchTerms &terms)
{
    QStringList alternatives;
    for (const SearchTerms::Postgres &alternative : terms.postgres()) {
        QStringList conditions;
        if (!alternative.words.isEmpty() || alternative.codes.isEmpty()) // without any word nothing is found
            conditions.append(u"d.search @@ CAST(? AS tsquery)"_s);
        if (!conditions.isEmpty())
            text.values.append(alternative.words);
        if (!alternative.codes.isEmpty()) {
            conditions.append(u"d.search_codes @@ CAST(? AS tsquery)"_s);
            text.values.append(alternative.codes);
        }
        alternatives.append(conditions.join(u" AND "_s));
    }
    text.sql += u" AND ("_s + alternatives.join(u" OR "_s) + u')';
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

} // namespace

QString sortExpression(const Database &database, CatalogColumn column)
{
    switch (column) {
    case CatalogColumn::Title:
        return alphabetical(database,
                            u"(CASE WHEN p.title_optimized <> '' THEN p.title_optimized ELSE p.title_original END)"_s);
    case CatalogColumn::Sku:
        return u"p.sku"_s;
    case CatalogColumn::Gtin:
        return u"p.gtin"_s;
    case CatalogColumn::Brand:
        return alphabetical(database, u"p.brand"_s);
    case CatalogColumn::Category:
        return alphabetical(database, u"p.category"_s);
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
        return u"p.revision"_s; // grows with every change, and its index is there from the first row on
    }
    return {};
}

QString brandColumn(const Database &database)
{
    return database.dialect() == Dialect::Sqlite ? alphabetical(database, u"p.brand"_s) : u"p.brand"_s;
}

SqlText catalogFrom(Database &database, const CatalogQuery &query, const SearchHits &hits, Facet leaveOut)
{
    SqlText text;
    text.sql = u" FROM products p"_s;
    const bool searchThere = database.dialect() == Dialect::PostgreSql && !query.search.trimmed().isEmpty();
    if (searchThere)
        text.sql += u" JOIN product_details d ON d.product_id = p.id"_s;
    if (hits.kind == SearchHits::Kind::Terms) // "CROSS" keeps the products outside, in their order
        text.sql += u" CROSS JOIN product_details d ON d.product_id = p.id"_s;
    text.sql += u" WHERE true"_s;
    if (searchThere)
        addPostgresSearch(text, searchTerms(query.search));
    addHits(text, hits);
    if (leaveOut != Facet::Status)
        addIn(database, text, u"p.status"_s, statusNames(query.statuses));
    if (leaveOut != Facet::Source)
        addIn(database, text, u"p.source_platform"_s, variants(query.sourcePlatforms));
    if (leaveOut != Facet::Brand)
        addIn(database, text, brandColumn(database), variants(query.brands));
    if (query.minimumScore) {
        text.sql += u" AND +p.optimization_score >= ?"_s;
        text.values.append(*query.minimumScore);
    }
    if (query.maximumScore) {
        text.sql += u" AND +p.optimization_score <= ?"_s;
        text.values.append(*query.maximumScore);
    }
    return text;
}

bool canLack(CatalogColumn column)
{
    return column == CatalogColumn::Price || column == CatalogColumn::Quantity;
}

QString catalogOrder(const Database &database, const CatalogQuery &query)
{
    const QString direction = query.descending ? u" DESC"_s : u" ASC"_s;
    const QString nulls = canLack(query.sortColumn) ? u" NULLS LAST"_s : QString();
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
