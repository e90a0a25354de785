// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/catalogreader.h"
#include "services/storage/productrepository.h"
#include "tests/support/catalogfixture.h"
#include "tests/support/catalogproducts.h"

#include <QtTest>

/** Opens an empty catalog as `storage` on the present test row's database; skips where there is none. */
#define OPEN_EMPTY_CATALOG()                                                                                           \
    listwright::test::CatalogFixture fixture;                                                                          \
    if (!fixture.isAvailable())                                                                                        \
        QSKIP(qPrintable(fixture.whyNot()));                                                                           \
    auto storage = fixture.open()

/** Fails with the error of a Result; evaluates it once. */
#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto &outcome_ = (expression);                                                                           \
        QVERIFY2(outcome_,                                                                                             \
                 qPrintable(outcome_ ? QString() : outcome_.error().message + u' ' + outcome_.error().detail));        \
    } while (false)

namespace listwright::test {

inline QList<ProductId> idsOf(Storage &storage, const CatalogQuery &query = {}, std::optional<int> limit = {})
{
    const auto ids =
        valueOf(storage.read([=](Database &database) { return CatalogReader(database).ids(query, limit); }));
    return {ids.begin(), ids.end()};
}

inline CatalogQuery searching(const QString &text)
{
    CatalogQuery query;
    query.search = text;
    query.sortColumn = CatalogColumn::Sku;
    query.descending = false;
    return query;
}

inline QList<CatalogRow> rowsOf(Storage &storage, const QList<ProductId> &ids)
{
    return valueOf(storage.read([=](Database &database) { return CatalogReader(database).rows(ids); }));
}

/** SKUs of what the text finds, in their order. */
inline QStringList found(Storage &storage, const QString &text)
{
    storage.waitForSearchIndex();
    QStringList skus;
    for (const CatalogRow &row : rowsOf(storage, idsOf(storage, searching(text))))
        skus.append(row.sku);
    return skus;
}

inline CatalogCounts countsOf(Storage &storage, const CatalogQuery &query)
{
    return valueOf(storage.read([=](Database &database) { return CatalogReader(database).counts(query); }));
}

inline std::optional<Product> bySource(Storage &storage, const QString &sourceId,
                                       const QString &platform = QStringLiteral("csv"))
{
    return valueOf(
        storage.read([=](Database &database) { return ProductRepository(database).findBySource(platform, sourceId); }));
}

inline Result<ChangeOutcome> change(Storage &storage, const QList<FieldChange> &changes,
                                    ChangeOrigin::Kind kind = ChangeOrigin::Kind::Edit)
{
    const ChangeOrigin origin{kind, QStringLiteral("user"), QStringLiteral("Edit")};
    return storage.write([=](Database &database) { return ProductRepository(database).change(changes, origin); })
        .result();
}

inline Result<ChangeOutcome> remove(Storage &storage, const QList<ProductId> &ids)
{
    const ChangeOrigin origin{ChangeOrigin::Kind::Delete, QStringLiteral("user"), QStringLiteral("Delete")};
    return storage.write([=](Database &database) { return ProductRepository(database).remove(ids, origin); }).result();
}

inline Result<ChangeOutcome> undo(Storage &storage, qint64 changeSet)
{
    return storage
        .write([=](Database &database) { return ProductRepository(database).undo(changeSet, QStringLiteral("user")); })
        .result();
}

inline QList<HistoryEntry> historyOf(Storage &storage, ProductId id, int limit = 500)
{
    return valueOf(storage.read([=](Database &database) { return ProductRepository(database).history(id, limit); }));
}

inline QList<ChangeSet> changeSetsOf(Storage &storage, int limit = 100)
{
    return valueOf(storage.read([=](Database &database) { return ProductRepository(database).changeSets(limit); }));
}

/** First column of the first row, as the writer sees it. */
inline qint64 numberFrom(Storage &storage, const QString &sql)
{
    return valueOf(storage.write([sql](Database &database) { return Query(database, sql).firstNumber(); }));
}

} // namespace listwright::test
