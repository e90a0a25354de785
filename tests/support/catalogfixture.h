// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"
#include "services/storage/bulkimport.h"
#include "services/storage/storage.h"

#include <QTemporaryDir>

namespace listwright::test {

/** Adds the rows "sqlite" and "postgresql" to a data-driven test. */
void addDatabases();

/** A fresh catalog on the database that the present test row's name begins with, or on SQLite. */
class CatalogFixture
{
public:
    CatalogFixture();
    ~CatalogFixture();
    CatalogFixture(const CatalogFixture &) = delete;
    CatalogFixture &operator=(const CatalogFixture &) = delete;

    /** False where the database is not to be had; the reason is in whyNot(). */
    bool isAvailable() const;
    QString whyNot() const;
    StorageLocation location() const;
    Storage::Options options() const;
    /** Opens it, failing the test when that does not work. */
    std::unique_ptr<Storage> open() const;
    QString folder() const { return m_folder.path(); }
    class PostgresDatabase *postgres() const { return m_postgres.get(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<PostgresDatabase> m_postgres;
    bool m_sqlite = true;
};

/** A draft with all common fields set, numbered. */
ProductDraft draft(int number);
/** Imports the drafts in batches of `batchSize`; the finished job. */
Result<ImportJob> importDrafts(Storage &storage, std::vector<ProductDraft> drafts, std::size_t batchSize = 1000,
                               qint64 expected = 0);
/** Waits for a future of Result and gives its value; fails loudly otherwise. */
template <class T>
T valueOf(QFuture<Result<T>> future)
{
    Result<T> result = future.result();
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    return std::move(*result);
}
inline void ok(QFuture<Result<void>> future)
{
    const Result<void> result = future.result();
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
}

} // namespace listwright::test
