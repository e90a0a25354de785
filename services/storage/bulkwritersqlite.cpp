// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/bulkwriter.h"
#include "services/storage/contenthash.h"
#include "services/storage/draftmerge.h"
#include "services/storage/keptrecord.h"
#include "services/storage/sqlitestatement.h"
#include "services/storage/uuid7.h"

#include <sqlite3.h>

namespace listwright {

namespace {

constexpr char insertProduct[] =
    "INSERT INTO products (id, revision, uid, source_platform, source_id, sku, gtin, mpn, title_original, "
    "title_optimized, brand, category, condition, price, currency, quantity, optimization_score, content_hash, "
    "import_job_id, created_at, updated_at) VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "?15, ?16, ?17, ?18, ?19, ?19) ON CONFLICT (source_platform, source_id) DO NOTHING";

constexpr char insertDetails[] =
    "INSERT INTO product_details (product_id, source_url, description_original, description_optimized, bullet_points, "
    "attributes, images, variants, source_data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

std::string_view conditionText8(Condition condition)
{
    // conditionName() without the detour over QString
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Condition known : allConditions())
            all.push_back(conditionName(known).toStdString());
        return all;
    }();
    return names[static_cast<std::size_t>(condition)];
}

class NewProducts
{
public:
    NewProducts(Database &database, const QDateTime &now)
        : m_connection(database.sqliteHandle()), m_product(database, insertProduct), m_details(database, insertDetails)
    {
        m_product.bind(19, now.toMSecsSinceEpoch());
    }

    /** False when the source identity is taken. */
    Result<bool> insert(const NumberedProduct &product)
    {
        const QByteArray uid = newUuid7().toRfc4122();
        bindProduct(product.id, uid, *product.draft);
        m_product.bind(18, product.importJob);
        if (auto inserted = m_product.run(); !inserted)
            return failure(inserted.error());
        if (sqlite3_changes(m_connection) == 0)
            return false;
        bindDetails(product.id, *product.draft);
        return m_details.run().map([] { return true; });
    }

private:
    void bindProduct(qint64 id, const QByteArray &uid, const ProductDraft &draft)
    {
        m_product.bind(1, id);
        m_product.bindBlob(2, {uid.constData(), static_cast<std::size_t>(uid.size())});
        int position = 3;
        for (const std::string *text : {&draft.sourcePlatform, &draft.sourceId, &draft.sku, &draft.gtin, &draft.mpn,
                                        &draft.title, &draft.titleOptimized, &draft.brand, &draft.category})
            m_product.bind(position++, std::string_view(*text));
        m_product.bind(12, conditionText8(draft.condition));
        if (draft.priceMinorUnits && draft.currency) {
            m_product.bind(13, *draft.priceMinorUnits);
            m_product.bind(14, draft.currency->codeUtf8());
        } else {
            m_product.bindNull(13);
            m_product.bindNull(14);
        }
        if (draft.quantity)
            m_product.bind(15, *draft.quantity);
        else
            m_product.bindNull(15);
        m_product.bind(16, qint64{draft.qualityScore});
        m_product.bind(17, static_cast<qint64>(ContentHash::ofOne(draft.contentHash)));
    }

    void bindDetails(qint64 id, const ProductDraft &draft)
    {
        for (std::string *json : {&m_bullets, &m_attributes, &m_images, &m_variants})
            json->clear();
        appendJson(m_bullets, draft.bulletPoints);
        appendAttributesJson(m_attributes, draft.attributes);
        appendImagesJson(m_images, draft.images);
        appendVariantsJson(m_variants, draft);
        m_details.bind(1, id);
        int position = 2;
        for (const std::string *text : std::initializer_list<const std::string *>{
                 &draft.sourceUrl, &draft.description, &draft.descriptionOptimized, &m_bullets, &m_attributes,
                 &m_images, &m_variants, &draft.sourceData})
            m_details.bind(position++, std::string_view(*text));
    }

    sqlite3 *m_connection;
    SqliteStatement m_product;
    SqliteStatement m_details;
    std::string m_bullets;
    std::string m_attributes;
    std::string m_images;
    std::string m_variants;
};

} // namespace

Result<qint64> takeRevisions(Database &database, qint64 count)
{
    SqliteStatement take(database, "UPDATE counters SET value = value + ?1 WHERE name = 'revision' RETURNING value");
    take.bind(1, count);
    const Result<bool> row = take.step();
    if (!row)
        return failure(row.error());
    return *row ? Result<qint64>(take.number(0)) : failure(ErrorCode::Corrupt, {}, QStringLiteral("no counter"));
}

Result<void> addNewProductsSqlite(Database &database, std::span<const NumberedProduct> products, const QDateTime &now)
{
    NewProducts rows(database, now);
    for (const NumberedProduct &product : products) {
        const Result<bool> inserted = rows.insert(product);
        if (!inserted)
            return failure(inserted.error());
        if (!*inserted)
            return failure(ErrorCode::Conflict, {}, QStringLiteral("a product was there already"));
    }
    return {};
}

Result<BulkOutcome> writeBatchSqlite(Database &database, const BulkBatch &batch)
{
    const std::vector<ProductDraft> &drafts = *batch.drafts;
    const auto count = static_cast<qint64>(drafts.size());
    const Result<qint64> last = takeRevisions(database, count);
    if (!last)
        return failure(last.error());
    BulkOutcome outcome;
    outcome.firstRevision = *last - count + 1;
    outcome.lastRevision = *last;
    outcome.products.resize(drafts.size());
    std::vector<std::size_t> existing;
    {
        NewProducts products(database, batch.now);
        qint64 id = outcome.firstRevision;
        for (std::size_t position = 0; position < drafts.size(); ++position) {
            const Result<bool> inserted = products.insert({id, batch.importJob, &drafts[position]});
            if (!inserted)
                return failure(inserted.error());
            if (!*inserted) {
                existing.push_back(position);
                continue;
            }
            outcome.products[position] = {id++, DraftOutcome::Kind::Created};
            ++outcome.created;
        }
    }
    for (std::size_t position = 0; position < drafts.size(); ++position) {
        const DraftOutcome &one = outcome.products[position];
        if (one.kind != DraftOutcome::Kind::Created)
            continue;
        if (auto taken = takeKeptRecord(database, one.product, drafts[position].kept); !taken)
            return failure(taken.error());
    }
    if (auto updated = updateExisting(database, batch, existing, outcome); !updated)
        return failure(updated.error());
    return outcome;
}

} // namespace listwright
