// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/importing/importer.h"
#include "services/storage/productrepository.h"
#include "tests/services/importing/importfixture.h"
#include "tests/support/catalogfixture.h"

namespace listwright::importtest {

using namespace listwright::test;

/** A catalog of its own with files that go into it. */
class Imports
{
public:
    Imports() : m_storage(m_catalog.open()) {}

    QString write(const QString &name, const QByteArray &bytes) const
    {
        writeFile(path(name), bytes);
        return path(name);
    }
    QString path(const QString &name) const { return m_catalog.folder() + u'/' + name; }

    Result<ImportSummary> run(const QByteArray &bytes, const QString &name = QStringLiteral("a.csv"),
                              const std::function<void(ImportPlan &)> &change = {},
                              const std::function<void(const ImportStatus &)> &status = {})
    {
        const auto preview = previewImport(write(name, bytes), {}, QStringLiteral("EUR"));
        if (!preview)
            return failure(preview.error());
        ImportPlan plan = preview->plan;
        if (change)
            change(plan);
        return runImport(*m_storage, plan, m_catalog.folder(), status);
    }

    Product product(const QString &sourceId, const QString &platform = QStringLiteral("file"))
    {
        const auto found = valueOf(m_storage->read(
            [=](Database &database) { return ProductRepository(database).findBySource(platform, sourceId); }));
        return found.value_or(Product());
    }

    QList<ImportJob> jobs()
    {
        return valueOf(m_storage->read([](Database &database) { return ImportJobRepository(database).recent(); }));
    }

    Storage &storage() { return *m_storage; }

private:
    CatalogFixture m_catalog;
    std::unique_ptr<Storage> m_storage;
};

inline QString countsOf(const ImportJob &job)
{
    return QStringLiteral("%1 records: %2 created, %3 updated, %4 unchanged, %5 rejected")
        .arg(job.records)
        .arg(job.created)
        .arg(job.updated)
        .arg(job.unchanged)
        .arg(job.rejected);
}

} // namespace listwright::importtest
