// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/bulkwriter.h"
#include "services/storage/contenthash.h"
#include "services/storage/draftmerge.h"
#include "services/storage/keptrecord.h"
#include "services/storage/postgrescopy.h"
#include "services/storage/searchtext.h"
#include "services/storage/searchwords.h"
#include "services/storage/uuid7.h"

#include <set>

namespace listwright {

namespace {

constexpr char copyProducts[] =
    "COPY products (id, uid, source_platform, source_id, sku, gtin, mpn, title_original, title_optimized, brand, "
    "category, condition, price, currency, quantity, optimization_score, content_hash, import_job_id, created_at, "
    "updated_at) FROM STDIN (FORMAT binary)";
constexpr int productColumns = 20;

constexpr char copyDetails[] =
    "COPY product_details (product_id, source_url, description_original, description_optimized, bullet_points, "
    "attributes, images, variants, source_data, search) FROM STDIN (FORMAT binary)";
constexpr int detailColumns = 10;

using Positions = std::vector<std::size_t>;

qint64 number(std::string_view text)
{
    return std::strtoll(text.data(), nullptr, 10);
}

// New products as rows of the two tables.
class BatchRows
{
public:
    explicit BatchRows(const BulkBatch &batch) : m_batch(batch) {}

    void add(qint64 id, const ProductDraft &draft)
    {
        addProduct(id, draft);
        addDetails(id, draft);
    }
    Result<void> copy(Database &database)
    {
        return copyIntoPostgres(database, copyProducts, m_products.finished()).and_then([&] {
            return copyIntoPostgres(database, copyDetails, m_details.finished());
        });
    }

private:
    void addProduct(qint64 id, const ProductDraft &draft)
    {
        m_products.startRow();
        m_products.addNumber(id);
        m_products.addUuid(newUuid7());
        for (const std::string *text : {&draft.sourcePlatform, &draft.sourceId, &draft.sku, &draft.gtin, &draft.mpn,
                                        &draft.title, &draft.titleOptimized, &draft.brand, &draft.category})
            m_products.addText(*text);
        m_products.addText(conditionName(draft.condition).toStdString());
        const bool priced = draft.priceMinorUnits && draft.currency;
        priced ? m_products.addNumber(*draft.priceMinorUnits) : m_products.addNull();
        priced ? m_products.addText(draft.currency->codeUtf8()) : m_products.addNull();
        draft.quantity ? m_products.addNumber(*draft.quantity) : m_products.addNull();
        m_products.addNumber(draft.qualityScore);
        m_products.addNumber(static_cast<qint64>(ContentHash::ofOne(draft.contentHash)));
        m_products.addNumber(m_batch.importJob);
        m_products.addTime(m_batch.now);
        m_products.addTime(m_batch.now);
    }

    void addDetails(qint64 id, const ProductDraft &draft)
    {
        m_details.startRow();
        m_details.addNumber(id);
        for (const std::string *text : {&draft.sourceUrl, &draft.description, &draft.descriptionOptimized})
            m_details.addText(*text);
        addJson([&](std::string &json) { appendJson(json, draft.bulletPoints); });
        addJson([&](std::string &json) { appendAttributesJson(json, draft.attributes); });
        addJson([&](std::string &json) { appendImagesJson(json, draft.images); });
        addJson([&](std::string &json) { appendVariantsJson(json, draft); });
        addJson([&](std::string &json) { json = draft.sourceData; });
        setSearchText(m_text, draft);
        m_details.addWords(searchLexemes(m_text));
    }

    template <class Append>
    void addJson(Append append)
    {
        m_text.clear();
        append(m_text);
        m_text.empty() ? m_details.addNull() : m_details.addJson(m_text);
    }

    const BulkBatch &m_batch;
    PostgresCopyRows m_products{productColumns};
    PostgresCopyRows m_details{detailColumns};
    std::string m_text;
};

// Those whose product exists already, be it by a former draft of the same batch.
Result<Positions> findExisting(Database &database, const std::vector<ProductDraft> &drafts)
{
    PostgresArray platforms;
    PostgresArray sourceIds;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    std::vector<bool> exists(drafts.size(), false);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        platforms.add(drafts[i].sourcePlatform);
        sourceIds.add(drafts[i].sourceId);
        exists[i] = !seen.emplace(drafts[i].sourcePlatform, drafts[i].sourceId).second;
    }
    const auto found = forEachPostgresRow(
        database,
        "SELECT k.position FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(platform, source_id, position) "
        "CROSS JOIN LATERAL (SELECT 1 FROM products p WHERE p.source_platform = k.platform AND p.source_id = "
        "k.source_id "
        "LIMIT 1) p", // the limit keeps the planner from reading the whole table instead
        {platforms.text(), sourceIds.text()},
        [&](const auto &row) { exists[static_cast<std::size_t>(number(row[0])) - 1] = true; });
    if (!found)
        return failure(found.error());
    Positions positions;
    for (std::size_t i = 0; i < exists.size(); ++i) {
        if (exists[i])
            positions.push_back(i);
    }
    return positions;
}

Result<std::vector<qint64>> newIds(Database &database, std::size_t count)
{
    std::vector<qint64> ids;
    ids.reserve(count);
    return forEachPostgresRow(database, "SELECT nextval('products_id_seq') FROM generate_series(1, $1)",
                              {std::to_string(count)}, [&](const auto &row) { ids.push_back(number(row[0])); })
        .map([&] { return ids; });
}

Result<void> insertNew(Database &database, const BulkBatch &batch, const Positions &existing, BulkOutcome &outcome)
{
    const std::size_t count = batch.drafts->size() - existing.size();
    const Result<std::vector<qint64>> ids = newIds(database, count);
    if (!ids)
        return failure(ids.error());
    BatchRows rows(batch);
    auto id = ids->begin();
    auto skipped = existing.begin();
    std::vector<std::pair<qint64, const std::string *>> kept;
    for (std::size_t position = 0; position < batch.drafts->size(); ++position) {
        if (skipped != existing.end() && *skipped == position)
            ++skipped;
        else {
            const ProductDraft &draft = (*batch.drafts)[position];
            if (!draft.kept.empty())
                kept.emplace_back(*id, &draft.kept);
            outcome.products[position] = {*id, DraftOutcome::Kind::Created};
            rows.add(*id++, draft);
        }
    }
    auto done = rows.copy(database);
    for (auto next = kept.begin(); done && next != kept.end(); ++next)
        done = takeKeptRecord(database, next->first, *next->second);
    return done;
}

Result<BulkOutcome> tryToWrite(Database &database, const BulkBatch &batch)
{
    const Result<Positions> existing = findExisting(database, *batch.drafts);
    if (!existing)
        return failure(existing.error());
    BulkOutcome outcome;
    outcome.products.resize(batch.drafts->size());
    if (auto inserted = insertNew(database, batch, *existing, outcome); !inserted)
        return failure(inserted.error());
    outcome.created = static_cast<qint64>(batch.drafts->size() - existing->size());
    if (auto updated = updateExisting(database, batch, *existing, outcome); !updated)
        return failure(updated.error());
    return outcome;
}

} // namespace

Result<BulkOutcome> writeBatchPostgres(Database &database, const BulkBatch &batch)
{
    // Another machine may add one of the products between the look and the insertion, or delete one; two imports of
    // the same products in another order may wait for each other until the server ends one of both waits.
    constexpr int attempts = 5;
    for (int attempt = 1;; ++attempt) {
        auto outcome = database.execute(QStringLiteral("SAVEPOINT import_batch;")).and_then([&] {
            return tryToWrite(database, batch);
        });
        const bool passes =
            !outcome && (outcome.error().code == ErrorCode::Conflict || outcome.error().code == ErrorCode::Busy);
        if (!passes || attempt == attempts)
            return outcome;
        if (auto undone = database.execute(QStringLiteral("ROLLBACK TO SAVEPOINT import_batch;")); !undone)
            return failure(undone.error());
    }
}

} // namespace listwright
