// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/intakegroup.h"

#include "services/storage/changelog.h"
#include "services/storage/contenthash.h"
#include "services/storage/contentlookup.h"
#include "services/storage/importjobrows.h"
#include "services/storage/postgrescopy.h"

#include <QJsonDocument>

#include <array>

namespace listwright {

namespace {

constexpr char copyJobs[] =
    "COPY import_jobs (id, file_name, layout, state, bytes_total, bytes_done, records, created, updated, unchanged, "
    "rejected, error, change_set_id, started_at, heartbeat_at, finished_at) FROM STDIN (FORMAT binary)";
constexpr int jobColumns = 16;

constexpr char copyChangeSets[] =
    "COPY change_sets (id, kind, actor, summary, at, products, import_job_id) FROM STDIN (FORMAT binary)";
constexpr int changeSetColumns = 7;

constexpr char copyEvents[] =
    "COPY webhooks (id, received_at, remote_address, request_id, content_type, headers, body, size, outcome, status, "
    "answer, products, failed, import_job_id, error) FROM STDIN (FORMAT binary)";
constexpr int eventColumns = 15;

constexpr char takeNumbers[] = "SELECT 0, nextval('import_jobs_id_seq') FROM generate_series(1, $1::bigint) "
                               "UNION ALL SELECT 1, nextval('change_sets_id_seq') FROM generate_series(1, $1::bigint) "
                               "UNION ALL SELECT 2, nextval('webhooks_id_seq') FROM generate_series(1, $1::bigint) "
                               "UNION ALL SELECT 3, nextval('products_id_seq') FROM generate_series(1, $2::bigint)";

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
    std::array<std::vector<qint64>, 4> numbers; // of jobs, change sets, events and products
    const auto taken = forEachPostgresRow(
        m_database, takeNumbers, {std::to_string(parcels.size()), std::to_string(products)}, [&](const auto &row) {
            numbers.at(std::strtoull(row[0].data(), nullptr, 10)).push_back(std::strtoll(row[1].data(), nullptr, 10));
        });
    if (!taken)
        return taken;
    const auto [jobs, changeSets, events, productIds] = std::move(numbers);
    m_eventIds = events;
    auto id = productIds.begin();
    for (std::size_t i = 0; i < parcels.size(); ++i) {
        IntakeParcel &parcel = parcels[i];
        if (parcel.changesProducts)
            continue;
        parcel.job.id = jobs.at(i);
        parcel.job.changeSet = parcel.job.created > 0 ? changeSets.at(i) : 0;
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
    return copyIntoPostgres(m_database, copyJobs, jobColumns, [&](PostgresCopyRows &rows) {
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
    return copyIntoPostgres(m_database, copyChangeSets, changeSetColumns, [&](PostgresCopyRows &rows) {
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
    return copyIntoPostgres(m_database, copyEvents, eventColumns, [&](PostgresCopyRows &rows) {
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
    return products.empty() ? Result<void>() : copyNewProducts(m_database, products, QDateTime::currentDateTimeUtc());
}

} // namespace listwright
