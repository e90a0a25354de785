// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/productrows.h"

#include "services/storage/searchtext.h"
#include "services/storage/searchwords.h"

#include <QJsonDocument>

namespace listwright::productrows {

using namespace Qt::StringLiterals;

namespace {

const QString selectProduct = QStringLiteral(
    "SELECT p.id, p.revision, p.uid, p.source_platform, p.source_id, p.sku, p.gtin, p.mpn, p.title_original, "
    "p.title_optimized, p.brand, p.category, p.condition, p.price, p.currency, p.quantity, p.optimization_score, "
    "p.status, p.created_at, p.updated_at, d.source_url, d.description_original, d.description_optimized, "
    "d.bullet_points, d.attributes, d.images, d.variants, d.optimized_data, d.marketplace_data, d.source_data "
    "FROM products p JOIN product_details d ON d.product_id = p.id ");

template <class T>
void assign(T &target, Result<T> read)
{
    if (read)
        target = std::move(*read);
}

QJsonObject objectFrom(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

QByteArray objectText(const QJsonObject &object)
{
    return object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<Money> moneyFrom(const Query &query, int amount, int currency)
{
    if (query.isNull(amount))
        return {};
    const Result<Currency> known = Currency::parse(query.text(currency));
    return known ? std::optional<Money>(Money(query.number(amount), *known)) : std::nullopt;
}

QUuid uidFrom(const Database &database, const QVariant &value)
{
    return database.dialect() == Dialect::Sqlite ? QUuid::fromRfc4122(value.toByteArray()) : QUuid(value.toString());
}

QVariant uidValue(const Database &database, const QUuid &uid)
{
    return database.dialect() == Dialect::Sqlite ? QVariant(uid.toRfc4122())
                                                 : QVariant(uid.toString(QUuid::WithoutBraces));
}

Product readProduct(const Database &database, const Query &row)
{
    Product product;
    product.id = row.number(0);
    product.revision = row.number(1);
    product.uid = uidFrom(database, row.value(2));
    product.sourcePlatform = row.text(3);
    product.sourceId = row.text(4);
    product.sku = row.text(5);
    product.gtin = row.text(6);
    product.mpn = row.text(7);
    product.titleOriginal = row.text(8);
    product.titleOptimized = row.text(9);
    product.brand = row.text(10);
    product.category = row.text(11);
    product.condition = conditionFromName(row.text(12)).value_or(Condition::Unknown);
    product.price = moneyFrom(row, 13, 14);
    if (!row.isNull(15))
        product.quantity = row.number(15);
    product.qualityScore = static_cast<int>(row.number(16));
    product.status = statusFromName(row.text(17)).value_or(ProductStatus::Imported);
    product.createdAt = database.timeFrom(row.value(18));
    product.updatedAt = database.timeFrom(row.value(19));
    product.sourceUrl = row.text(20);
    product.descriptionOriginal = row.text(21);
    product.descriptionOptimized = row.text(22);
    assign(product.bulletPoints, stringsFromJson(row.text(23).toUtf8()));
    assign(product.attributes, attributesFromJson(row.text(24).toUtf8()));
    assign(product.images, imagesFromJson(row.text(25).toUtf8()));
    assign(product.variants, variantsFromJson(row.text(26).toUtf8()));
    product.optimizedData = objectFrom(row.text(27));
    product.marketplaceData = objectFrom(row.text(28));
    product.sourceData = row.text(29).toUtf8();
    return product;
}

void bindProduct(const Database &database, Query &query, const Product &product)
{
    query.bind(u":revision"_s, product.revision)
        .bind(u":sku"_s, product.sku)
        .bind(u":gtin"_s, product.gtin)
        .bind(u":mpn"_s, product.mpn)
        .bind(u":title_original"_s, product.titleOriginal)
        .bind(u":title_optimized"_s, product.titleOptimized)
        .bind(u":brand"_s, product.brand)
        .bind(u":category"_s, product.category)
        .bind(u":condition"_s, conditionName(product.condition))
        .bind(u":price"_s, product.price ? QVariant(product.price->minorUnits()) : QVariant())
        .bind(u":currency"_s, product.price ? QVariant(product.price->currency().code()) : QVariant())
        .bind(u":quantity"_s, product.quantity ? QVariant(*product.quantity) : QVariant())
        .bind(u":score"_s, product.qualityScore)
        .bind(u":status"_s, statusName(product.status))
        .bind(u":updated_at"_s, database.timeValue(product.updatedAt));
}

// Text columns are never NULL; Qt binds a null QString as NULL.
Product withoutNulls(Product product)
{
    for (QString *text : {&product.sourceUrl, &product.sku, &product.gtin, &product.mpn, &product.titleOriginal,
                          &product.titleOptimized, &product.descriptionOriginal, &product.descriptionOptimized,
                          &product.category, &product.brand})
        *text = notNull(*text);
    return product;
}

void bindDetails(const Database &database, Query &query, const Product &product)
{
    query.bind(u":id"_s, product.id)
        .bind(u":source_url"_s, product.sourceUrl)
        .bind(u":description_original"_s, product.descriptionOriginal)
        .bind(u":description_optimized"_s, product.descriptionOptimized)
        .bind(u":bullet_points"_s, database.jsonValue(stringsToJson(product.bulletPoints)))
        .bind(u":attributes"_s, database.jsonValue(attributesToJson(product.attributes)))
        .bind(u":images"_s, database.jsonValue(imagesToJson(product.images)))
        .bind(u":variants"_s, database.jsonValue(variantsToJson(product.variants)))
        .bind(u":optimized_data"_s, database.jsonValue(objectText(product.optimizedData)))
        .bind(u":marketplace_data"_s, database.jsonValue(objectText(product.marketplaceData)))
        .bind(u":source_data"_s, database.jsonValue(product.sourceData));
    if (database.dialect() == Dialect::PostgreSql) {
        std::string folded;
        setSearchText(folded, product);
        const SearchLexemes lexemes = searchLexemes(folded);
        query.bind(u":search"_s, QString::fromStdString(searchVector(lexemes.words)))
            .bind(u":search_codes"_s, QString::fromStdString(searchVector(lexemes.codes)));
    }
}

// Other machines may change a product on the server between this transaction's look at it and its change.
QString lock(const Database &database)
{
    const bool shared = database.dialect() == Dialect::PostgreSql && database.access() == Database::Access::ReadWrite;
    return shared ? u" FOR UPDATE"_s : QString();
}

Result<std::optional<Product>> one(Database &database, Query &query)
{
    if (auto ran = query.run(); !ran)
        return failure(ran.error());
    if (query.next()) {
        std::optional<Product> product = readProduct(database, query);
        query.finish();
        return product;
    }
    if (const auto error = query.error())
        return failure(*error);
    return std::optional<Product>();
}

} // namespace

Result<std::optional<Product>> find(Database &database, ProductId id)
{
    Query query(database, selectProduct + u"WHERE p.id = :id"_s + lock(database), Query::Use::Often);
    return one(database, query.bind(u":id"_s, id));
}

Result<std::optional<Product>> findBySource(Database &database, const QString &platform, const QString &sourceId)
{
    Query query(database,
                selectProduct + u"WHERE p.source_platform = :platform AND p.source_id = :source_id"_s + lock(database));
    return one(database, query.bind(u":platform"_s, platform).bind(u":source_id"_s, sourceId));
}

Result<QList<Product>> findMany(Database &database, const QList<ProductId> &ids)
{
    constexpr qsizetype perStatement = 500; // a round trip each on PostgreSQL
    QHash<ProductId, Product> found;
    for (qsizetype first = 0; first < ids.size(); first += perStatement) {
        QStringList list;
        for (const ProductId id : ids.sliced(first, std::min(perStatement, ids.size() - first)))
            list.append(QString::number(id));
        Query query(database, QString(selectProduct + u"WHERE p.id IN ("_s + list.join(u',') + u')'));
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        while (query.next()) {
            Product product = readProduct(database, query);
            found.insert(product.id, std::move(product));
        }
        if (const auto error = query.error())
            return failure(*error);
    }
    QList<Product> products;
    products.reserve(found.size());
    for (const ProductId id : ids) {
        if (const auto product = found.constFind(id); product != found.cend())
            products.append(*product);
    }
    return products;
}

Result<void> insert(Database &database, Product &product)
{
    const Result<qint64> revision = database.nextRevision();
    if (!revision)
        return failure(revision.error());
    product = withoutNulls(std::move(product));
    product.revision = *revision;
    // SQLite numbers products by the revision that made them, so that no id ever comes twice
    if (product.id == 0 && database.dialect() == Dialect::Sqlite)
        product.id = *revision;
    const QString columns = QStringLiteral("revision, uid, source_platform, source_id, sku, gtin, mpn, title_original, "
                                           "title_optimized, brand, category, condition, price, currency, quantity, "
                                           "optimization_score, status, created_at, updated_at");
    const QString values = QStringLiteral(":revision, :uid, :platform, :source_id, :sku, :gtin, :mpn, :title_original, "
                                          ":title_optimized, :brand, :category, :condition, :price, :currency, "
                                          ":quantity, :score, :status, :created_at, :updated_at");
    const bool withId = product.id != 0;
    Query query(database, QStringLiteral("INSERT INTO products (%1%2) VALUES (%3%4) RETURNING id")
                              .arg(withId ? QStringLiteral("id, ") : QString(), columns,
                                   withId ? QStringLiteral(":id, ") : QString(), values));
    bindProduct(database, query, product);
    query.bind(u":uid"_s, uidValue(database, product.uid))
        .bind(u":platform"_s, notNull(product.sourcePlatform))
        .bind(u":source_id"_s, notNull(product.sourceId))
        .bind(u":created_at"_s, database.timeValue(product.createdAt));
    if (withId)
        query.bind(u":id"_s, product.id);
    const Result<qint64> id = query.firstNumber();
    if (!id)
        return failure(id.error());
    product.id = *id;

    const bool indexed = database.dialect() == Dialect::PostgreSql;
    Query details(
        database,
        QStringLiteral("INSERT INTO product_details (product_id, source_url, description_original, "
                       "description_optimized, bullet_points, attributes, images, variants, optimized_data, "
                       "marketplace_data, source_data%1) VALUES (:id, :source_url, :description_original, "
                       ":description_optimized, :bullet_points, :attributes, :images, :variants, "
                       ":optimized_data, :marketplace_data, :source_data%2)")
            .arg(indexed ? QStringLiteral(", search, search_codes") : QString(),
                 indexed ? QStringLiteral(", CAST(:search AS tsvector), CAST(:search_codes AS tsvector)") : QString()));
    bindDetails(database, details, product);
    auto inserted = details.run();
    if (inserted)
        database.noteChange(product.id);
    return inserted;
}

Result<void> update(Database &database, Product &product)
{
    const Result<qint64> revision = database.nextRevision();
    if (!revision)
        return failure(revision.error());
    product = withoutNulls(std::move(product));
    product.revision = *revision;
    product.updatedAt = QDateTime::currentDateTimeUtc();
    Query query(database,
                QStringLiteral("UPDATE products SET revision = :revision, sku = :sku, gtin = :gtin, mpn = :mpn, "
                               "title_original = :title_original, title_optimized = :title_optimized, brand = :brand, "
                               "category = :category, condition = :condition, price = :price, currency = :currency, "
                               "quantity = :quantity, optimization_score = :score, status = :status, "
                               "updated_at = :updated_at WHERE id = :id"));
    bindProduct(database, query, product);
    if (auto ran = query.bind(u":id"_s, product.id).run(); !ran)
        return ran;
    Query details(database,
                  QStringLiteral("UPDATE product_details SET source_url = :source_url, "
                                 "description_original = :description_original, "
                                 "description_optimized = :description_optimized, bullet_points = :bullet_points, "
                                 "attributes = :attributes, images = :images, variants = :variants, "
                                 "optimized_data = :optimized_data, marketplace_data = :marketplace_data, "
                                 "source_data = :source_data%1 WHERE product_id = :id")
                      .arg(database.dialect() == Dialect::PostgreSql
                               ? QStringLiteral(", search = CAST(:search AS tsvector), "
                                                "search_codes = CAST(:search_codes AS tsvector)")
                               : QString()));
    bindDetails(database, details, product);
    auto updated = details.run();
    if (updated)
        database.noteChange(product.id);
    return updated;
}

Result<void> remove(Database &database, ProductId id)
{
    Query query(database, QStringLiteral("DELETE FROM products WHERE id = :id"));
    auto removed = query.bind(u":id"_s, id).run();
    if (removed)
        database.noteChange(id);
    return removed;
}

Result<void> forgetContent(Database &database, ProductId id)
{
    Query query(database, QStringLiteral("UPDATE products SET content_hash = 0 WHERE id = :id"));
    return query.bind(u":id"_s, id).run();
}

} // namespace listwright::productrows
