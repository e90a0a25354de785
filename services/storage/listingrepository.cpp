// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/listingrepository.h"

#include "services/storage/changelog.h"
#include "services/storage/listingfields.h"
#include "services/storage/productrows.h"
#include "services/storage/productscores.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

const QString selectListing = QStringLiteral("SELECT id, product_id, marketplace, title, description, bullet_points, "
                                             "price, currency, quantity, category_id, external_id, url, state, error, "
                                             "updated_at FROM listings ");

Listing readListing(const Database &database, const Query &row)
{
    Listing listing;
    listing.id = row.number(0);
    listing.productId = row.number(1);
    listing.marketplace = row.text(2);
    listing.title = row.text(3);
    listing.description = row.text(4);
    if (const auto bullets = stringsFromJson(row.text(5).toUtf8()))
        listing.bulletPoints = *bullets;
    if (!row.isNull(6)) {
        if (const auto currency = Currency::parse(row.text(7)))
            listing.price = Money(row.number(6), *currency);
    }
    if (!row.isNull(8))
        listing.quantity = row.number(8);
    listing.categoryId = row.text(9);
    listing.externalId = row.text(10);
    listing.url = row.text(11);
    listing.state = listingStateFromName(row.text(12)).value_or(ListingState::Draft);
    listing.error = row.text(13);
    listing.updatedAt = database.timeFrom(row.value(14));
    return listing;
}

// Ids stand in the statement as numbers: SQLite takes no more than some ten thousand bound values.
constexpr qsizetype idsPerStatement = 1000;

QString idList(const QList<ProductId> &ids)
{
    QStringList list;
    for (const ProductId id : ids)
        list.append(QString::number(id));
    return list.join(u',');
}

} // namespace

Result<QList<Listing>> ListingRepository::ofProduct(ProductId id)
{
    Query query(m_database, selectListing + u"WHERE product_id = :id ORDER BY marketplace"_s, Query::Use::Often);
    if (auto ran = query.bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    QList<Listing> listings;
    while (query.next())
        listings.append(readListing(m_database, query));
    if (const auto error = query.error())
        return failure(*error);
    return listings;
}

Result<QHash<ProductId, QList<Listing>>> ListingRepository::ofProducts(const QList<ProductId> &ids)
{
    QHash<ProductId, QList<Listing>> found;
    for (qsizetype first = 0; first < ids.size(); first += idsPerStatement) {
        Query query(m_database, selectListing + u"WHERE product_id IN ("_s + idList(ids.mid(first, idsPerStatement)) +
                                    u") ORDER BY marketplace");
        if (auto ran = query.run(); !ran)
            return failure(ran.error());
        while (query.next()) {
            Listing listing = readListing(m_database, query);
            found[listing.productId].append(std::move(listing));
        }
        if (const auto error = query.error())
            return failure(*error);
    }
    return found;
}

Result<std::optional<Listing>> ListingRepository::find(ProductId id, const QString &marketplace)
{
    Query query(m_database, selectListing + u"WHERE marketplace = :marketplace AND product_id = :id"_s,
                Query::Use::Often);
    if (auto ran = query.bind(u":marketplace"_s, notNull(marketplace)).bind(u":id"_s, id).run(); !ran)
        return failure(ran.error());
    if (query.next())
        return readListing(m_database, query);
    return query.error() ? Result<std::optional<Listing>>(failure(*query.error())) : std::nullopt;
}

Result<QHash<ProductId, Listing>> ListingRepository::findMany(const QList<ProductId> &ids, const QString &marketplace)
{
    QHash<ProductId, Listing> found;
    for (qsizetype first = 0; first < ids.size(); first += idsPerStatement) {
        const QList<ProductId> part = ids.mid(first, idsPerStatement);
        Query query(m_database,
                    selectListing + u"WHERE marketplace = :marketplace AND product_id IN ("_s + idList(part) + u')');
        if (auto ran = query.bind(u":marketplace"_s, notNull(marketplace)).run(); !ran)
            return failure(ran.error());
        while (query.next()) {
            Listing listing = readListing(m_database, query);
            found.insert(listing.productId, std::move(listing));
        }
        if (const auto error = query.error())
            return failure(*error);
    }
    return found;
}

Result<Listing> ListingRepository::save(Listing listing)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    if (auto locked = lockProduct(listing.productId); !locked)
        return failure(locked.error());
    auto written = write(std::move(listing));
    if (!written)
        return written;
    return productscores::renew(m_database, {written->productId})
        .and_then([&] { return transaction.commit(); })
        .map([&] { return *written; });
}

// Before its listings, as everybody does who locks both.
Result<void> ListingRepository::lockProduct(ProductId id)
{
    return productrows::find(m_database, id).map([](const auto &) {});
}

Result<Listing> ListingRepository::write(Listing listing)
{
    listing.updatedAt = QDateTime::currentDateTimeUtc();
    Query query(m_database,
                u"INSERT INTO listings (product_id, marketplace, title, description, bullet_points, price, currency, "
                "quantity, category_id, external_id, url, state, error, updated_at) VALUES (:product, :marketplace, "
                ":title, :description, :bullets, :price, :currency, :quantity, :category, :external, :url, :state, "
                ":error, :at) ON CONFLICT (product_id, marketplace) DO UPDATE SET title = excluded.title, "
                "description = excluded.description, bullet_points = excluded.bullet_points, price = excluded.price, "
                "currency = excluded.currency, quantity = excluded.quantity, category_id = excluded.category_id, "
                "external_id = excluded.external_id, url = excluded.url, state = excluded.state, "
                "error = excluded.error, updated_at = excluded.updated_at RETURNING id"_s);
    query.bind(u":product"_s, listing.productId)
        .bind(u":marketplace"_s, notNull(listing.marketplace))
        .bind(u":title"_s, notNull(listing.title))
        .bind(u":description"_s, notNull(listing.description))
        .bind(u":bullets"_s, QString::fromUtf8(stringsToJson(listing.bulletPoints)))
        .bind(u":price"_s, listing.price ? QVariant(listing.price->minorUnits()) : QVariant())
        .bind(u":currency"_s, listing.price ? QVariant(listing.price->currency().code()) : QVariant())
        .bind(u":quantity"_s, listing.quantity ? QVariant(*listing.quantity) : QVariant())
        .bind(u":category"_s, notNull(listing.categoryId))
        .bind(u":external"_s, notNull(listing.externalId))
        .bind(u":url"_s, notNull(listing.url))
        .bind(u":state"_s, listingStateName(listing.state))
        .bind(u":error"_s, notNull(listing.error))
        .bind(u":at"_s, m_database.timeValue(listing.updatedAt));
    const Result<qint64> id = query.firstNumber();
    if (!id)
        return failure(id.error());
    listing.id = *id;
    m_database.noteChange(listing.productId, false);
    return listing;
}

Result<ChangeOutcome> ListingRepository::change(const Listing &listing, const ChangeOrigin &origin)
{
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failure(transaction.begun().error());
    if (auto locked = lockProduct(listing.productId); !locked)
        return failure(locked.error());
    const auto before = listingfields::texts(m_database, listing.productId, listing.marketplace);
    if (!before)
        return failure(before.error());
    if (const auto saved = save(listing); !saved)
        return failure(saved.error());
    const auto after = listingfields::texts(m_database, listing.productId, listing.marketplace);
    if (!after)
        return failure(after.error());
    ChangeLog log(m_database, origin);
    ChangeOutcome outcome;
    for (auto text = after->cbegin(); text != after->cend(); ++text) {
        const QString old = before->value(text.key());
        if (old == text.value())
            continue;
        outcome.changed = 1;
        if (auto logged = log.add(listing.productId, text.key(), old, text.value(), listing.marketplace); !logged)
            return failure(logged.error());
    }
    if (outcome.changed > 0)
        log.countProduct();
    const Result<qint64> set = log.finish();
    if (!set)
        return failure(set.error());
    outcome.changeSet = *set;
    return transaction.commit().map([&] { return outcome; });
}

} // namespace listwright
