// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/productbelongings.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String importJob{"import_job_id"};

QString quoted(const QString &text)
{
    return u'\'' + text + u'\'';
}

/** Without what is new or computed anew each time a product comes back. */
QJsonObject lasting(const QString &wholeText)
{
    QJsonObject whole = QJsonDocument::fromJson(wholeText.toUtf8()).object();
    whole.remove(u"revision"_s);
    whole.remove(u"updated_at"_s);
    whole.remove(u"optimization_score"_s);
    whole.remove(importJob); // earlier versions did not keep it
    for (const QString &table : {u"listings"_s, u"proposals"_s}) {
        QJsonArray rows;
        for (const QJsonValue &value : whole.value(table).toArray()) {
            QJsonObject row = value.toObject();
            row.remove(u"id"_s);
            rows.append(row);
        }
        whole.insert(table, rows);
    }
    return whole;
}

} // namespace

Result<void> ProductBelongings::readColumns(Table &table)
{
    if (!table.columns.isEmpty())
        return {};
    const bool sqlite = m_database.dialect() == Dialect::Sqlite;
    Query query(m_database, sqlite
                                ? u"SELECT name FROM pragma_table_info('%1') ORDER BY cid"_s.arg(table.name)
                                : u"SELECT column_name FROM information_schema.columns WHERE table_schema = "
                                  "current_schema() AND table_name = '%1' ORDER BY ordinal_position"_s.arg(table.name));
    if (auto ran = query.run(); !ran)
        return ran;
    while (query.next())
        table.columns.append(query.text(0));
    return query.error() ? Result<void>(failure(*query.error())) : Result<void>();
}

Result<QJsonArray> ProductBelongings::rows(Table &table, qint64 productId)
{
    if (auto read = readColumns(table); !read)
        return failure(read.error());
    QStringList members;
    for (const QString &column : std::as_const(table.columns))
        members.append(quoted(column) + u", " + column);
    const QString row =
        m_database.dialect() == Dialect::Sqlite ? u"json_object("_s + members.join(u", ") + u')' : u"row_to_json(t)"_s;
    Query query(m_database, u"SELECT %1 FROM %2 t WHERE product_id = :product ORDER BY id"_s.arg(row, table.name),
                Query::Use::Often);
    if (auto ran = query.bind(u":product"_s, productId).run(); !ran)
        return failure(ran.error());
    QJsonArray found;
    while (query.next())
        found.append(QJsonDocument::fromJson(query.text(0).toUtf8()).object());
    return query.error() ? Result<QJsonArray>(failure(*query.error())) : found;
}

Result<QJsonObject> ProductBelongings::of(qint64 productId)
{
    QJsonObject members;
    for (Table &table : m_tables) {
        const auto found = rows(table, productId);
        if (!found)
            return failure(found.error());
        if (!found->isEmpty())
            members.insert(table.name, *found);
    }
    Query job(m_database, u"SELECT import_job_id FROM products WHERE id = :id"_s, Query::Use::Often);
    if (auto ran = job.bind(u":id"_s, productId).run(); !ran)
        return failure(ran.error());
    if (job.next() && !job.isNull(0))
        members.insert(importJob, job.number(0));
    return job.error() ? Result<QJsonObject>(failure(*job.error())) : members;
}

Result<void> ProductBelongings::insert(Table &table, const QJsonObject &row)
{
    Query taken(m_database, u"SELECT count(*) FROM %1 WHERE id = :id"_s.arg(table.name));
    const auto others = taken.bind(u":id"_s, row.value(u"id").toInteger()).firstNumber();
    if (!others)
        return failure(others.error());
    QStringList columns;
    for (const QString &column : std::as_const(table.columns)) {
        if (row.contains(column) && (column != u"id" || *others == 0))
            columns.append(column);
    }
    QStringList values = columns;
    const bool sqlite = m_database.dialect() == Dialect::Sqlite;
    if (sqlite) {
        for (QString &value : values)
            value = u"json_extract(j.value, '$.%1')"_s.arg(value);
    }
    Query query(m_database,
                u"INSERT INTO %1 (%2) SELECT %3 FROM %4"_s.arg(
                    table.name, columns.join(u", "), values.join(u", "),
                    sqlite ? u"(SELECT :row AS value) j"_s
                           : u"json_populate_record(CAST(NULL AS %1), CAST(:row AS json))"_s.arg(table.name)));
    return query.bind(u":row"_s, QString::fromUtf8(QJsonDocument(row).toJson(QJsonDocument::Compact))).run();
}

Result<void> ProductBelongings::restore(qint64 productId, const QJsonObject &whole)
{
    for (Table &table : m_tables) {
        if (auto read = readColumns(table); !read)
            return read;
        for (const QJsonValue &row : whole.value(table.name).toArray()) {
            if (auto inserted = insert(table, row.toObject()); !inserted)
                return inserted;
        }
    }
    if (whole.contains(u"proposals"))
        m_database.noteManyRecords(RecordKind::Proposal);
    if (!whole.contains(importJob))
        return {};
    Query job(m_database, u"UPDATE products SET import_job_id = :job WHERE id = :id"_s);
    return job.bind(u":job"_s, whole.value(importJob).toInteger()).bind(u":id"_s, productId).run();
}

Result<QString> ProductBelongings::wholeText(const Product &product)
{
    const auto members = of(product.id);
    if (!members)
        return failure(members.error());
    QJsonObject whole = productToJson(product);
    for (auto member = members->begin(); member != members->end(); ++member)
        whole.insert(member.key(), member.value());
    return QString::fromUtf8(QJsonDocument(whole).toJson(QJsonDocument::Compact));
}

bool ProductBelongings::isSame(const QString &whole, const QString &other)
{
    return lasting(whole) == lasting(other);
}

} // namespace listwright
