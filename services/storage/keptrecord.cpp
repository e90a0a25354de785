// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/keptrecord.h"

#include "models/domain/listingjson.h"
#include "services/storage/listingrepository.h"
#include "services/storage/productscores.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** What a job was about to do is not under way in another catalog. */
ProductStatus lastingStatus(const QString &name)
{
    const ProductStatus status = statusFromName(name).value_or(ProductStatus::Imported);
    const bool passing = status == ProductStatus::Optimizing || status == ProductStatus::Publishing;
    return passing ? ProductStatus::Imported : status;
}

Result<void> takeHead(Database &database, qint64 productId, const QJsonObject &kept)
{
    const QUuid uid = QUuid::fromString(kept.value(u"uid").toString());
    const QDateTime made = QDateTime::fromString(kept.value(u"created_at").toString(), Qt::ISODateWithMs);
    QStringList changes{u"status = :status"_s};
    if (!uid.isNull())
        changes.append(u"uid = :uid"_s);
    if (made.isValid())
        changes.append(u"created_at = :made"_s);
    Query query(database, u"UPDATE products SET %1 WHERE id = :id"_s.arg(changes.join(u", ")), Query::Use::Often);
    query.bind(u":status"_s, statusName(lastingStatus(kept.value(u"status").toString()))).bind(u":id"_s, productId);
    if (!uid.isNull())
        query.bind(u":uid"_s, database.dialect() == Dialect::Sqlite ? QVariant(uid.toRfc4122())
                                                                    : QVariant(uid.toString(QUuid::WithoutBraces)));
    if (made.isValid())
        query.bind(u":made"_s, database.timeValue(made.toUTC()));
    return query.run();
}

Result<void> takeData(Database &database, qint64 productId, const QJsonObject &kept)
{
    const QJsonObject optimized = kept.value(u"optimized_data").toObject();
    const QJsonObject ofMarketplaces = kept.value(u"marketplace_data").toObject();
    if (optimized.isEmpty() && ofMarketplaces.isEmpty())
        return {};
    const auto text = [&database](const QJsonObject &object) {
        return database.jsonValue(object.isEmpty() ? QByteArray()
                                                   : QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    Query query(database,
                u"UPDATE product_details SET optimized_data = :optimized, marketplace_data = :marketplaces "
                "WHERE product_id = :id"_s,
                Query::Use::Often);
    return query.bind(u":optimized"_s, text(optimized))
        .bind(u":marketplaces"_s, text(ofMarketplaces))
        .bind(u":id"_s, productId)
        .run();
}

Result<void> takeListings(Database &database, qint64 productId, const QJsonArray &listings)
{
    for (const QJsonValue &value : listings) {
        auto listing = listingFromJson(value.toObject());
        if (!listing || listing->marketplace.isEmpty())
            continue;
        listing->productId = productId;
        if (const auto written = ListingRepository(database).write(*listing); !written)
            return failure(written.error());
    }
    return listings.isEmpty() ? Result<void>() : productscores::renew(database, {productId});
}

} // namespace

Result<void> takeKeptRecord(Database &database, qint64 productId, const std::string &kept)
{
    if (kept.empty())
        return {};
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(kept)).object();
    return takeHead(database, productId, json)
        .and_then([&] { return takeData(database, productId, json); })
        .and_then([&] { return takeListings(database, productId, json.value(u"listings").toArray()); });
}

} // namespace listwright
