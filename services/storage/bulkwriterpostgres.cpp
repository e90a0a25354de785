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
    "attributes, images, variants, source_data, search, search_codes) FROM STDIN (FORMAT binary)";
constexpr int detailColumns = 11;

using Positions = std::vector<std::size_t>;

qint64 number(std::string_view text)
{
    return std::strtoll(text.data(), nullptr, 10);
}

void addProduct(PostgresCopyRows &rows, const NumberedProduct &product, const QDateTime &now)
{
    const ProductDraft &draft = *product.draft;
    rows.startRow();
    rows.addNumber(product.id);
    rows.addUuid(newUuid7());
    for (const std::string *text : {&draft.sourcePlatform, &draft.sourceId, &draft.sku, &draft.gtin, &draft.mpn,
                                    &draft.title, &draft.titleOptimized, &draft.brand, &draft.category})
        rows.addText(*text);
    rows.addText(conditionName(draft.condition));
    const bool priced = draft.priceMinorUnits && draft.currency;
    priced ? rows.addNumber(*draft.priceMinorUnits) : rows.addNull();
    priced ? rows.addText(draft.currency->codeUtf8()) : rows.addNull();
    draft.quantity ? rows.addNumber(*draft.quantity) : rows.addNull();
    rows.addNumber(draft.qualityScore);
    rows.addNumber(static_cast<qint64>(ContentHash::ofOne(draft.contentHash)));
    rows.addNumber(product.importJob);
    rows.addTime(now);
    rows.addTime(now);
}

template <class Append>
void addJson(PostgresCopyRows &rows, std::string &json, Append append)
{
    json.clear();
    append(json);
    json.empty() ? rows.addNull() : rows.addJson(json);
}

// `text` is room to work in, kept from one product to the next.
void addDetails(PostgresCopyRows &rows, const NumberedProduct &product, std::string &text)
{
    const ProductDraft &draft = *product.draft;
    rows.startRow();
    rows.addNumber(product.id);
    for (const std::string *plain : {&draft.sourceUrl, &draft.description, &draft.descriptionOptimized})
        rows.addText(*plain);
    addJson(rows, text, [&](std::string &json) { appendJson(json, draft.bulletPoints); });
    addJson(rows, text, [&](std::string &json) { appendAttributesJson(json, draft.attributes); });
    addJson(rows, text, [&](std::string &json) { appendImagesJson(json, draft.images); });
    addJson(rows, text, [&](std::string &json) { appendVariantsJson(json, draft); });
    addJson(rows, text, [&](std::string &json) { json = draft.sourceData; });
    setSearchText(text, draft);
    const SearchLexemes lexemes = searchLexemes(text);
    rows.addWords(lexemes.words);
    rows.addWords(lexemes.codes);
}

Result<void> lookForExisting(Database &database, const std::vector<ProductDraft> &drafts, std::vector<bool> &exists)
{
    PostgresArray platforms;
    PostgresArray sourceIds;
    for (const ProductDraft &draft : drafts) {
        platforms.add(draft.sourcePlatform);
        sourceIds.add(draft.sourceId);
    }
    return forEachPostgresRow(
        database,
        "SELECT k.position FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(platform, source_id, position) "
        "CROSS JOIN LATERAL (SELECT 1 FROM products p WHERE p.source_platform = k.platform AND p.source_id = "
        "k.source_id "
        "LIMIT 1) p", // the limit keeps the planner from reading the whole table instead
        {platforms.text(), sourceIds.text()},
        [&](const auto &row) { exists[static_cast<std::size_t>(number(row[0])) - 1] = true; });
}

// Those whose product exists already, be it by a former draft of the same batch. Where all seem to be new, the first
// one that is not makes the insertion fail.
Result<Positions> findExisting(Database &database, const std::vector<ProductDraft> &drafts, bool allNew)
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    std::vector<bool> exists;
    for (const ProductDraft &draft : drafts)
        exists.push_back(!seen.emplace(draft.sourcePlatform, draft.sourceId).second);
    if (auto looked = allNew ? Result<void>() : lookForExisting(database, drafts, exists); !looked)
        return failure(looked.error());
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
    std::vector<NumberedProduct> products;
    products.reserve(count);
    auto id = ids->begin();
    auto skipped = existing.begin();
    for (std::size_t position = 0; position < batch.drafts->size(); ++position) {
        if (skipped != existing.end() && *skipped == position)
            ++skipped;
        else {
            outcome.products[position] = {*id, DraftOutcome::Kind::Created};
            products.push_back({*id++, batch.importJob, &(*batch.drafts)[position]});
        }
    }
    auto done = addNewProducts(database, products, batch.now);
    for (auto next = products.begin(); done && next != products.end(); ++next) {
        if (!next->draft->kept.empty())
            done = takeKeptRecord(database, next->id, next->draft->kept);
    }
    return done;
}

Result<BulkOutcome> tryToWrite(Database &database, const BulkBatch &batch, bool allNew)
{
    const Result<Positions> existing = findExisting(database, *batch.drafts, allNew);
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

Result<void> addNewProducts(Database &database, std::span<const NumberedProduct> products, const QDateTime &now)
{
    if (database.dialect() == Dialect::Sqlite)
        return addNewProductsSqlite(database, products, now);
    return copyIntoPostgres(database, copyProducts, productColumns,
                            [&](PostgresCopyRows &rows) {
                                for (const NumberedProduct &product : products)
                                    addProduct(rows, product, now);
                            })
        .and_then([&] {
            return copyIntoPostgres(database, copyDetails, detailColumns, [&](PostgresCopyRows &rows) {
                std::string text;
                for (const NumberedProduct &product : products)
                    addDetails(rows, product, text);
            });
        });
}

Result<BulkOutcome> writeBatchPostgres(Database &database, const BulkBatch &batch)
{
    // Another machine may add one of the products between the look and the insertion, or delete one; two imports of
    // the same products in another order may wait for each other until the server ends one of both waits.
    constexpr int attempts = 5;
    for (int attempt = 1;; ++attempt) {
        auto outcome = database.execute(QStringLiteral("SAVEPOINT import_batch;")).and_then([&] {
            return tryToWrite(database, batch, batch.allNew && attempt == 1);
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
