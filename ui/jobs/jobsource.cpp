// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobsource.h"

#include "services/storage/catalogreader.h"
#include "services/storage/storage.h"

#include <QJsonArray>

namespace listwright {

namespace {

QString marketplaceOf(const Job &job, const RulePacks &packs)
{
    return packs.nameOf(job.payload.value(u"marketplace").toString());
}

/** Of a job for many products. */
QString productCount(const Job &job)
{
    const auto count = job.payload.value(u"products").toArray().size();
    return count == 0 ? QString() : JobModel::tr("%Ln product(s)", nullptr, static_cast<int>(count));
}

Result<QList<JobRow>> readPage(Database &database, const JobFilter &filter, const RulePacks &packs)
{
    auto jobs = JobRepository(database).list(filter);
    if (!jobs)
        return failure(jobs.error());
    QList<ProductId> ids;
    for (const Job &job : *jobs) {
        if (job.productId != 0)
            ids.append(job.productId);
    }
    const auto products = CatalogReader(database).rows(ids);
    if (!products)
        return failure(products.error());
    QHash<ProductId, QString> titles;
    for (const CatalogRow &product : *products)
        titles.insert(product.id, product.title);
    QList<JobRow> page;
    page.reserve(jobs->size());
    for (Job &job : *jobs) {
        const QString title = job.productId != 0 ? titles.value(job.productId) : productCount(job);
        const QString marketplace = marketplaceOf(job, packs);
        page.append({std::move(job), title, marketplace});
    }
    return page;
}

} // namespace

JobModel::Loader jobLoader(Storage &storage, const JobFilter &filter, const RulePacks &packs)
{
    return [&storage, filter, packs](qint64 beforeId, int limit) {
        JobFilter wanted = filter;
        wanted.beforeId = beforeId;
        wanted.limit = limit;
        return storage.read([wanted, packs](Database &database) { return readPage(database, wanted, packs); });
    };
}

QFuture<Result<JobsOverview>> loadOverview(Storage &storage, const JobScope &scope)
{
    return storage.read([scope](Database &database) -> Result<JobsOverview> {
        JobRepository jobs(database);
        const auto counts = jobs.counts(scope);
        if (!counts)
            return failure(counts.error());
        auto bulkJobs = jobs.bulkJobs();
        if (!bulkJobs)
            return failure(bulkJobs.error());
        return JobsOverview{*counts, std::move(*bulkJobs)};
    });
}

} // namespace listwright
