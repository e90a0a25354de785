// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/textfolding.h"
#include "services/storage/bulkwriter.h"
#include "services/storage/draftmerge.h"
#include "services/storage/postgrescopy.h"
#include "services/storage/searchwords.h"
#include "services/storage/uuid7.h"

namespace listwright {

namespace {

// The batch goes by COPY into a table of this connection alone and from there into the catalog in one statement.
const QString batchTable = QStringLiteral(
    "CREATE TEMPORARY TABLE IF NOT EXISTS import_batch (position bigint, uid uuid, source_platform text, "
    "source_id text, sku text, gtin text, mpn text, title_original text, title_optimized text, brand text, "
    "category text, condition text, price bigint, currency text, quantity bigint, score bigint, content_hash bigint, "
    "source_url text, description_original text, description_optimized text, bullet_points jsonb, attributes jsonb, "
    "images jsonb, variants jsonb, source_data jsonb, search tsvector) ON COMMIT DELETE ROWS;");

constexpr char insertBatch[] = R"(
WITH added AS (
    INSERT INTO products (uid, source_platform, source_id, sku, gtin, mpn, title_original, title_optimized, brand,
        category, condition, price, currency, quantity, optimization_score, content_hash, import_job_id, created_at,
        updated_at)
    SELECT uid, source_platform, source_id, sku, gtin, mpn, title_original, title_optimized, brand, category, condition,
        price, currency, quantity, score, content_hash, $1::bigint, now(), now()
    FROM import_batch ORDER BY position
    ON CONFLICT (source_platform, source_id) DO NOTHING
    RETURNING id, uid),
detailed AS (
    INSERT INTO product_details (product_id, source_url, description_original, description_optimized, bullet_points,
        attributes, images, variants, source_data, search)
    SELECT added.id, b.source_url, b.description_original, b.description_optimized, b.bullet_points, b.attributes,
        b.images, b.variants, b.source_data, b.search
    FROM added JOIN import_batch b ON b.uid = added.uid
    RETURNING 1)
SELECT count(*) FROM detailed)";

constexpr char selectExisting[] = R"(
SELECT b.position FROM import_batch b
JOIN products p ON p.source_platform = b.source_platform AND p.source_id = b.source_id
WHERE p.uid <> b.uid ORDER BY b.position)";

class BatchRows
{
public:
    void add(std::size_t position, const ProductDraft &draft)
    {
        m_rows.addNumber(static_cast<qint64>(position));
        m_rows.addText(newUuid7().toString(QUuid::WithoutBraces).toStdString());
        for (const std::string *text : {&draft.sourcePlatform, &draft.sourceId, &draft.sku, &draft.gtin, &draft.mpn,
                                        &draft.title, &draft.titleOptimized, &draft.brand, &draft.category})
            m_rows.addText(*text);
        m_rows.addText(conditionName(draft.condition).toStdString());
        const bool priced = draft.priceMinorUnits && draft.currency;
        priced ? m_rows.addNumber(*draft.priceMinorUnits) : m_rows.addNull();
        priced ? m_rows.addText(draft.currency->codeUtf8()) : m_rows.addNull();
        draft.quantity ? m_rows.addNumber(*draft.quantity) : m_rows.addNull();
        m_rows.addNumber(draft.qualityScore);
        m_rows.addNumber(static_cast<qint64>(draft.contentHash));
        for (const std::string *text : {&draft.sourceUrl, &draft.description, &draft.descriptionOptimized})
            m_rows.addText(*text);
        addJson([&](std::string &json) { appendJson(json, draft.bulletPoints); });
        addJson([&](std::string &json) { appendAttributesJson(json, draft.attributes); });
        addJson([&](std::string &json) { appendImagesJson(json, draft.images); });
        addJson([&](std::string &json) { appendVariantsJson(json, draft); });
        addJson([&](std::string &json) { json = draft.sourceData; });
        addSearch(draft);
        m_rows.endRow();
    }
    const std::string &data() const { return m_rows.data(); }

private:
    template <class Append>
    void addJson(Append append)
    {
        m_text.clear();
        append(m_text);
        m_text.empty() ? m_rows.addNull() : m_rows.addText(m_text);
    }

    void addSearch(const ProductDraft &draft)
    {
        m_text.clear();
        for (const std::string *text : {&draft.title, &draft.titleOptimized, &draft.sku, &draft.gtin, &draft.brand,
                                        &draft.description, &draft.descriptionOptimized}) {
            appendFolded(m_text, *text);
            m_text += '\n';
        }
        for (const VariantDraft &variant : draft.variants)
            appendFolded(m_text, variant.sku + ' ' + variant.gtin + '\n');
        m_rows.addText(searchLexemes(m_text));
    }

    PostgresCopyRows m_rows;
    std::string m_text;
};

} // namespace

Result<BulkOutcome> writeBatchPostgres(Database &database, const BulkBatch &batch)
{
    BatchRows rows;
    for (std::size_t position = 0; position < batch.drafts->size(); ++position)
        rows.add(position, (*batch.drafts)[position]);
    BulkOutcome outcome;
    std::vector<std::size_t> existing;
    const auto number = [](std::string_view text) { return std::strtoll(text.data(), nullptr, 10); };
    const auto written =
        database.execute(batchTable)
            .and_then([&] { return copyIntoPostgres(database, "COPY import_batch FROM STDIN", rows.data()); })
            .and_then([&] {
                return forEachPostgresRow(database, insertBatch, {std::to_string(batch.importJob)},
                                          [&](const auto &row) { outcome.created = number(row[0]); });
            })
            .and_then([&]() -> Result<void> {
                if (outcome.created == static_cast<qint64>(batch.drafts->size()))
                    return {};
                return forEachPostgresRow(database, selectExisting, {}, [&](const auto &row) {
                    existing.push_back(static_cast<std::size_t>(number(row[0])));
                });
            })
            .and_then([&] { return updateExisting(database, batch, existing, outcome); });
    if (!written)
        return failure(written.error());
    return outcome;
}

} // namespace listwright
