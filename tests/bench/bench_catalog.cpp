// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person waits for in a catalog of BENCH_ROWS products: the first rows after typing a search, choosing a filter
// or sorting, and the whole order after that. BENCH_CATALOG names a catalog to use; otherwise one is imported.

#include "services/importing/importer.h"
#include "services/storage/catalogreader.h"
#include "tests/bench/benchsupport.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace listwright;
using namespace listwright::bench;
using namespace Qt::StringLiterals;

namespace {

QString prepared(const QTemporaryDir &folder)
{
    const QString given = qEnvironmentVariable("BENCH_CATALOG");
    if (!given.isEmpty())
        return given;
    const QString path = folder.filePath(u"catalog.db"_s);
    const auto storage = open(StorageLocation::sqlite(path));
    const auto preview = previewImport(catalogFile(folder, rows(), 0), {}, u"EUR"_s);
    const auto summary = runImport(*storage, preview->plan, folder.path());
    if (!summary)
        qFatal("%s", qPrintable(summary.error().message));
    return path;
}

CatalogQuery sorted(CatalogColumn column, bool descending)
{
    CatalogQuery query;
    query.sortColumn = column;
    query.descending = descending;
    return query;
}

QList<std::pair<QString, CatalogQuery>> queries()
{
    QList<std::pair<QString, CatalogQuery>> all;
    for (int column = 0; column <= static_cast<int>(CatalogColumn::Updated); ++column) {
        for (const bool descending : {false, true})
            all.append({u"sort %1 %2"_s.arg(column).arg(descending ? u"desc"_s : u"asc"_s),
                        sorted(static_cast<CatalogColumn>(column), descending)});
    }
    const QString words[] = {
        u"lo"_s,         u"bro"_s,           u"stelter"_s,           u"brand12"_s,       u"sku-79200"_s,
        u"zetkelo mi"_s, u"kat"_s,           u"san pin"_s,           u"4000000000006"_s, u"grosan"_s,
        u"nowhere"_s,    u"lo san terter"_s, u"4000000000006 pin"_s, u"nowhere pin"_s};
    for (const QString &word : words) {
        CatalogQuery query;
        query.search = word;
        all.append({u"search "_s + word, query});
        query.sortColumn = CatalogColumn::Price;
        all.append({u"search by price "_s + word, query});
    }
    CatalogQuery brand;
    brand.brands = {u"Brand12"_s};
    CatalogQuery status;
    status.statuses = {ProductStatus::Imported};
    CatalogQuery score;
    score.minimumScore = 60;
    CatalogQuery rare;
    rare.statuses = {ProductStatus::Failed};
    CatalogQuery searched = brand;
    searched.search = u"san pin"_s;
    all.append({u"filter brand"_s, brand});
    all.append({u"filter brand, search san pin"_s, searched});
    all.append({u"filter status"_s, status});
    all.append({u"filter score"_s, score});
    all.append({u"filter rare status"_s, rare});
    return all;
}

double firstRows(Storage &storage, const CatalogQuery &query)
{
    QElapsedTimer timer;
    timer.start();
    const auto rows =
        storage
            .read([query](Database &database) -> Result<QList<CatalogRow>> {
                CatalogReader reader(database);
                const auto ids = reader.ids(query, 200);
                if (!ids)
                    return failure(ids.error());
                return reader.rows(
                    {ids->begin(), ids->begin() + std::min<qsizetype>(60, static_cast<qsizetype>(ids->size()))});
            })
            .result();
    if (!rows)
        qFatal("%s", qPrintable(rows.error().detail));
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const auto storage = open(StorageLocation::sqlite(prepared(folder)));
    QElapsedTimer indexing;
    indexing.start();
    storage->waitForIndexes();
    std::printf("    indexes left to make %28.1f s\n", static_cast<double>(indexing.elapsed()) / 1e3);
    std::vector<double> times;
    for (const auto &[name, query] : queries()) {
        for (int repeat = 0; repeat < 3; ++repeat) {
            times.push_back(firstRows(*storage, query));
            if (repeat == 2)
                std::printf("    %-40s %8.1f ms\n", qPrintable(name), times.back());
        }
    }
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    reportValue(u"first rows, median"_s, at(0.5), u"ms"_s, 100);
    reportValue(u"first rows, p99"_s, at(0.99), u"ms"_s, 300);

    QElapsedTimer timer;
    timer.start();
    const auto ids = storage->read([](Database &database) { return CatalogReader(database).ids({}); }).result();
    std::printf("    whole order of %zu ids %26.1f ms\n", ids->size(), static_cast<double>(timer.nsecsElapsed()) / 1e6);
    timer.start();
    const qsizetype middle = static_cast<qsizetype>(ids->size() / 2);
    const QList<ProductId> page(ids->begin() + middle,
                                ids->begin() + middle +
                                    std::min<qsizetype>(128, static_cast<qsizetype>(ids->size()) - middle));
    const auto rows = storage->read([page](Database &database) { return CatalogReader(database).rows(page); }).result();
    reportValue(u"jump to the middle (%1 rows)"_s.arg(rows->size()), static_cast<double>(timer.nsecsElapsed()) / 1e6,
                u"ms"_s, 100);
    timer.start();
    const auto counts = storage->read([](Database &database) { return CatalogReader(database).counts({}); }).result();
    std::printf("    counts of all facets %28.1f ms\n", static_cast<double>(timer.nsecsElapsed()) / 1e6);
    return exitCode();
}
