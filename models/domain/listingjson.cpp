// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/listingjson.h"

#include "models/domain/jsonobjectreader.h"
#include "models/domain/productfield.h"

#include <QJsonDocument>

namespace listwright {

QJsonObject listingToJson(const Listing &listing)
{
    QJsonObject json{{QStringLiteral("marketplace"), listing.marketplace},
                     {QStringLiteral("state"), listingStateName(listing.state)}};
    const auto insertText = [&json](const QString &key, const QString &text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    insertText(QStringLiteral("title"), listing.title);
    insertText(QStringLiteral("description"), listing.description);
    insertText(QStringLiteral("category_id"), listing.categoryId);
    insertText(QStringLiteral("external_id"), listing.externalId);
    insertText(QStringLiteral("url"), listing.url);
    insertText(QStringLiteral("error"), listing.error);
    if (!listing.bulletPoints.isEmpty())
        json.insert(QStringLiteral("bullet_points"), QJsonArray::fromStringList(listing.bulletPoints));
    if (listing.price) {
        json.insert(QStringLiteral("price"), listing.price->toDecimal());
        json.insert(QStringLiteral("currency"), listing.price->currency().code());
    }
    if (listing.quantity)
        json.insert(QStringLiteral("quantity"), *listing.quantity);
    return json;
}

Result<Listing> listingFromJson(const QJsonObject &json)
{
    JsonObjectReader reader(json);
    Listing listing;
    listing.marketplace = reader.text(QStringLiteral("marketplace"));
    listing.state = reader.named(QStringLiteral("state"), listingStateFromName, ListingState::Draft);
    listing.title = reader.text(QStringLiteral("title"));
    listing.description = reader.text(QStringLiteral("description"));
    listing.categoryId = reader.text(QStringLiteral("category_id"));
    listing.externalId = reader.text(QStringLiteral("external_id"));
    listing.url = reader.text(QStringLiteral("url"));
    listing.error = reader.text(QStringLiteral("error"));
    listing.bulletPoints = reader.list(QStringLiteral("bullet_points"), [](const QJsonArray &array) {
        return stringsFromJson(QJsonDocument(array).toJson(QJsonDocument::Compact));
    });
    listing.price = reader.money();
    listing.quantity = reader.integer(QStringLiteral("quantity"));
    if (reader.error())
        return failure(*reader.error());
    return listing;
}

} // namespace listwright
