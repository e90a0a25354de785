// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/jobproducts.h"

#include "services/storage/jobrows.h"

namespace listwright::jobproducts {

using namespace Qt::StringLiterals;

namespace {

// Of several jobs for one product each must see what the others have done before it decides on the product's status.
// In the order of ids, so that two transactions do not wait for each other.
Result<void> lockProducts(Database &database, const QString &condition, const jobrows::IdList &ids)
{
    if (database.dialect() == Dialect::Sqlite)
        return {};
    Query query(database, u"SELECT id FROM products WHERE "_s + condition + u" ORDER BY id FOR UPDATE", ids.use());
    ids.bindTo(query);
    return query.run();
}

/** Runs "UPDATE products … RETURNING id"; views follow. */
Result<void> changeProducts(Database &database, const QString &sql, const jobrows::IdList &ids)
{
    Query query(database, sql, ids.use());
    ids.bindTo(query);
    if (auto ran = query.run(); !ran)
        return ran;
    const auto changed = jobrows::readIds(query);
    if (!changed)
        return failure(changed.error());
    for (const ProductId id : *changed)
        database.noteChange(id, true);
    return {};
}

QString namesOfThoseThatMayBecome(ProductStatus status)
{
    QStringList names;
    for (const ProductStatus from : allProductStatuses()) {
        if (from != status && canChange(from, status))
            names.append(u'\'' + statusName(from) + u'\'');
    }
    return names.join(u", ");
}

// What it was before the latest of its jobs; those that overlap know the same.
const QString lastKnown =
    u"COALESCE((SELECT o.product_status_before FROM jobs o WHERE o.product_id = products.id "
    "AND o.product_status_before IS NOT NULL ORDER BY o.started_at DESC, o.id DESC LIMIT 1), 'imported')"_s;

} // namespace

Result<void> begin(Database &database, const QList<qint64> &jobIds, ProductStatus status)
{
    const jobrows::IdList ids(database, jobIds);
    const QString these = ids.among(u"jobs.id"_s);
    const QString theirProducts = u"id IN (SELECT product_id FROM jobs WHERE "_s + these + u')';
    const QString before = namesOfThoseThatMayBecome(status);
    const QString name = u'\'' + statusName(status) + u'\'';
    if (auto locked = lockProducts(database, theirProducts, ids); !locked)
        return locked;
    Query remember(database,
                   u"UPDATE jobs SET product_status_before = (SELECT CASE WHEN products.status IN ("_s + before +
                       u") THEN products.status WHEN products.status = " + name + u" THEN " + lastKnown +
                       u" END FROM products WHERE products.id = jobs.product_id) WHERE " + these +
                       u" AND product_id IS NOT NULL",
                   ids.use());
    ids.bindTo(remember);
    return remember.run().and_then([&] {
        return changeProducts(database,
                              u"UPDATE products SET status = "_s + name + u" WHERE " + theirProducts +
                                  u" AND status IN (" + before + u") RETURNING id",
                              ids);
    });
}

Result<void> restore(Database &database, const QList<qint64> &jobIds)
{
    if (jobIds.isEmpty())
        return {};
    const jobrows::IdList ids(database, jobIds);
    const QString theirProducts = u"id IN (SELECT product_id FROM jobs WHERE "_s + ids.among(u"jobs.id"_s) +
                                  u" AND product_status_before IS NOT NULL)";
    return lockProducts(database, theirProducts, ids).and_then([&] {
        return changeProducts(database,
                              u"UPDATE products SET status = "_s + lastKnown + u" WHERE " + theirProducts +
                                  u" AND status IN ('optimizing', 'publishing') AND NOT EXISTS (SELECT 1 "
                                  "FROM jobs r WHERE r.product_id = products.id AND r.state = 'running' "
                                  "AND r.product_status_before IS NOT NULL) RETURNING id",
                              ids);
    });
}

// Not only the job that runs: of several that overlapped, restore() asks the one that was begun last.
Result<bool> noteImproved(Database &database, ProductId id)
{
    Query query(database, u"UPDATE jobs SET product_status_before = 'optimized' WHERE product_id = :id AND "
                          "product_status_before = 'imported'"_s);
    return query.bind(u":id"_s, id).change().map([](qint64 count) { return count > 0; });
}

Result<void> restoreForgotten(Database &database)
{
    QString forgotten = u"SELECT id FROM products WHERE status IN ('optimizing', 'publishing') AND NOT EXISTS (SELECT "
                        "1 FROM jobs r WHERE r.product_id = products.id AND r.state = 'running') LIMIT 1000"_s;
    if (database.dialect() == Dialect::PostgreSql)
        forgotten += u" FOR UPDATE SKIP LOCKED"; // one that is locked is being worked on
    Query query(database, forgotten);
    if (auto ran = query.run(); !ran)
        return ran;
    const auto ids = jobrows::readIds(query);
    if (!ids || ids->isEmpty())
        return ids ? Result<void>() : failure(ids.error());
    const jobrows::IdList list(database, *ids);
    return changeProducts(database,
                          u"UPDATE products SET status = "_s + lastKnown + u" WHERE " + list.among(u"id"_s) +
                              u" AND NOT EXISTS (SELECT 1 FROM jobs r WHERE r.product_id = products.id "
                              "AND r.state = 'running') RETURNING id",
                          list);
}

} // namespace listwright::jobproducts
