// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/intakegroup.h"

#include "services/storage/changelog.h"
#include "services/storage/contenthash.h"
#include "services/storage/contentlookup.h"
#include "services/storage/importjobrows.h"
#include "services/storage/tablerows.h"

#include <QJsonDocument>

#include <array>
#include <numeric>

namespace listwright {

namespace {

const AddedTable &jobsTable()
{
    static const AddedTable table("import_jobs", {"id", "file_name", "layout", "state", "bytes_total", "bytes_done",
                                                  "records", "created", "updated", "unchanged", "rejected", "error",
                                                  "change_set_id", "started_at", "heartbeat_at", "finished_at"});
    return table;
}

const AddedTable &changeSetsTable()
{
    static const AddedTable table("change_sets", {"id", "kind", "actor", "summary", "at", "products", "import_job_id"});
    return table;
}

const AddedTable &eventsTable()
{
    static const AddedTable table("webhooks", {"id", "received_at", "remote_address", "request_id", "content_type",
                                               "headers", "body", "size", "outcome", "status", "answer", "products",
                                               "failed", "import_job_id", "error"});
    return table;
}

/** Those that rows may be added under. */
struct Numbers
{
    std::vector<qint64> jobs{};
    std::vector<qint64> changeSets{};
    std::vector<qint64> events{};
    std::vector<qint64> products{};
};

constexpr char takeNumbers[] = "SELECT 0, nextval('import_jobs_id_seq') FROM generate_series(1, $1::bigint) "
                               "UNION ALL SELECT 1, nextval('change_sets_id_seq') FROM generate_series(1, $1::bigint) "
                               "UNION ALL SELECT 2, nextval('webhooks_id_seq') FROM generate_series(1, $1::bigint) "
                               "UNION ALL SELECT 3, nextval('products_id_seq') FROM generate_series(1, $2::bigint)";

Result<Numbers> postgresNumbers(Database &database, std::size_t parcels, qint64 products)
{
    std::array<std::vector<qint64>, 4> taken;
    const auto take = [&taken](const std::vector<std::string_view> &row) {
        taken.at(std::strtoull(row[0].data(), nullptr, 10)).push_back(std::strtoll(row[1].data(), nullptr, 10));
    };
    return forEachPostgresRow(database, takeNumbers, {std::to_string(parcels), std::to_string(products)}, take)
        .map([&taken] {
            auto &[jobs, changeSets, events, ids] = taken;
            return Numbers{std::move(jobs), std::move(changeSets), std::move(events), std::move(ids)};
        });
}

std::vector<qint64> following(qint64 last, std::size_t count)
{
    std::vector<qint64> numbers(count);
    std::iota(numbers.begin(), numbers.end(), last + 1);
    return numbers;
}

/** Nobody else writes meanwhile. */
Result<Numbers> sqliteNumbers(Database &database, std::size_t parcels, qint64 products)
{
    SqliteStatement last(database, "SELECT coalesce((SELECT max(id) FROM import_jobs), 0), "
                                   "coalesce((SELECT max(id) FROM change_sets), 0), "
                                   "coalesce((SELECT max(id) FROM webhooks), 0)");
    if (const Result<bool> row = last.step(); !row)
        return failure(row.error());
    Numbers numbers{.jobs = following(last.number(0), parcels),
                    .changeSets = following(last.number(1), parcels),
                    .events = following(last.number(2), parcels)};
    if (products == 0)
        return numbers;
    return takeRevisions(database, products).map([&](qint64 newest) {
        numbers.products = following(newest - products, static_cast<std::size_t>(products));
        return std::move(numbers);
    });
}

/** What becomes of each product, but for the numbers of the new ones. */
void plan(IntakeParcel &parcel, std::span<const KnownSource> known)
{
    const std::vector<ProductDraft> &drafts = *parcel.drafts;
    parcel.outcome.products.resize(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (known[i].id != 0 && known[i].contentHash == ContentHash::ofOne(drafts[i].contentHash)) {
            parcel.outcome.products[i] = DraftOutcome{known[i].id, DraftOutcome::Kind::Unchanged};
            ++parcel.job.unchanged;
        } else if (known[i].id != 0) {
            parcel.changesProducts = true;
        } else if (drafts[i].title.empty()) {
            ++parcel.job.rejected;
        } else {
            parcel.outcome.products[i] = DraftOutcome{0, DraftOutcome::Kind::Created};
            ++parcel.job.created;
        }
    }
}

bool isNew(const std::optional<DraftOutcome> &product)
{
    return product && product->kind == DraftOutcome::Kind::Created;
}

} // namespace

Result<void> IntakeGroup::prepare(std::span<IntakeParcel> parcels)
{
    std::vector<SourceKey> keys;
    for (const IntakeParcel &parcel : parcels) {
        for (const ProductDraft &draft : *parcel.drafts)
            keys.push_back({draft.sourcePlatform, draft.sourceId});
    }
    const auto known = knownSources(m_database, keys);
    if (!known)
        return failure(known.error());
    std::span<const KnownSource> rest(*known);
    for (IntakeParcel &parcel : parcels) {
        plan(parcel, rest.first(parcel.drafts->size()));
        rest = rest.subspan(parcel.drafts->size());
    }
    return number(parcels);
}

Result<void> IntakeGroup::number(std::span<IntakeParcel> parcels)
{
    qint64 products = 0;
    for (const IntakeParcel &parcel : parcels)
        products += parcel.changesProducts ? 0 : parcel.job.created;
    Result<Numbers> numbers = m_database.dialect() == Dialect::Sqlite
                                  ? sqliteNumbers(m_database, parcels.size(), products)
                                  : postgresNumbers(m_database, parcels.size(), products);
    if (!numbers)
        return failure(numbers.error());
    m_eventIds = std::move(numbers->events);
    auto id = numbers->products.begin();
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        IntakeParcel &parcel = parcels[i];
        if (parcel.changesProducts)
            continue;
        parcel.job.id = numbers->jobs.at(i);
        parcel.job.changeSet = parcel.job.created > 0 ? numbers->changeSets.at(i) : 0;
        for (auto &product : parcel.outcome.products) {
            if (isNew(product))
                product->product = *id++;
        }
    }
    return {};
}

Result<void> IntakeGroup::write(std::span<const IntakeParcel *const> parcels, std::span<WebhookEvent *const> events)
{
    return writeJobs(parcels)
        .and_then([&] { return writeChangeSets(parcels); })
        .and_then([&] { return writeEvents(events); })
        .and_then([&] { return writeProducts(parcels); });
}

Result<void> IntakeGroup::writeJobs(std::span<const IntakeParcel *const> parcels)
{
    return addRows(m_database, jobsTable(), [&](auto &rows) {
        for (const IntakeParcel *parcel : parcels) {
            const ImportJob &job = parcel->job;
            rows.startRow();
            rows.addNumber(job.id);
            rows.addText(job.fileName);
            rows.addText(job.layout);
            rows.addText(importStateName(job.state));
            for (const qint64 number :
                 {job.bytesTotal, job.bytesDone, job.records, job.created, job.updated, job.unchanged, job.rejected})
                rows.addNumber(number);
            rows.addText(job.error);
            job.changeSet != 0 ? rows.addNumber(job.changeSet) : rows.addNull();
            for (const QDateTime &time : {job.startedAt, job.finishedAt, job.finishedAt})
                rows.addTime(time);
        }
    });
}

Result<void> IntakeGroup::writeChangeSets(std::span<const IntakeParcel *const> parcels)
{
    return addRows(m_database, changeSetsTable(), [&](auto &rows) {
        for (const IntakeParcel *parcel : parcels) {
            if (parcel->job.changeSet == 0) // nothing to undo
                continue;
            const ChangeOrigin origin = importjobs::originOf(parcel->job);
            rows.startRow();
            rows.addNumber(parcel->job.changeSet);
            rows.addText(changeKindName(origin.kind));
            rows.addText(origin.actor);
            rows.addText(origin.summary);
            rows.addTime(parcel->job.startedAt);
            rows.addNumber(parcel->job.created);
            rows.addNumber(parcel->job.id);
        }
    });
}

Result<void> IntakeGroup::writeEvents(std::span<WebhookEvent *const> events)
{
    auto id = m_eventIds.begin();
    for (WebhookEvent *event : events) {
        event->id = *id++;
        m_database.noteRecord(RecordKind::Webhook, event->id);
    }
    return addRows(m_database, eventsTable(), [&](auto &rows) {
        for (const WebhookEvent *event : events) {
            rows.startRow();
            rows.addNumber(event->id);
            rows.addTime(event->receivedAt);
            for (const QString &text : {event->remoteAddress, event->requestId, event->contentType})
                rows.addText(text);
            rows.addJson(QJsonDocument(event->headers).toJson(QJsonDocument::Compact).toStdString());
            rows.addBytes(event->body);
            rows.addNumber(event->size);
            rows.addText(webhookOutcomeName(event->outcome));
            rows.addInteger(event->status);
            rows.addText({event->answer.constData(), static_cast<std::size_t>(event->answer.size())});
            for (const qint64 number : {event->products, event->failed, event->importJob})
                rows.addNumber(number);
            rows.addText(event->error);
        }
    });
}

Result<void> IntakeGroup::writeProducts(std::span<const IntakeParcel *const> parcels)
{
    std::vector<NumberedProduct> products;
    for (const IntakeParcel *parcel : parcels) {
        for (std::size_t i = 0; i < parcel->drafts->size(); ++i) {
            const std::optional<DraftOutcome> &product = parcel->outcome.products[i];
            if (!isNew(product))
                continue;
            products.push_back({product->product, parcel->job.id, &(*parcel->drafts)[i]});
            m_database.noteChange(product->product, true);
        }
    }
    return products.empty() ? Result<void>() : addNewProducts(m_database, products, QDateTime::currentDateTimeUtc());
}

} // namespace listwright
