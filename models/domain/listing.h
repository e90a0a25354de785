// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/product.h"

namespace listwright {

/** draft → submitted → processing → live, or issues, ended. "Accepted" is not "live". */
enum class ListingState { Draft, Submitted, Processing, Live, Issues, Ended };

QString listingStateName(ListingState state);
std::optional<ListingState> listingStateFromName(QStringView name);
QString listingStateText(ListingState state);

/** One product on one marketplace. An empty field inherits from the product. */
struct Listing
{
    qint64 id = 0;
    ProductId productId = 0;
    QString marketplace; ///< key of its rule pack: "amazon"
    QString title;
    QString description;
    QStringList bulletPoints;
    std::optional<Money> price;
    std::optional<qint64> quantity;
    QString categoryId;
    QString externalId;
    QString url;
    ListingState state = ListingState::Draft;
    QString error;
    QDateTime updatedAt; ///< UTC

    bool operator==(const Listing &) const = default;
};

/** The product as the marketplace will see it: the listing's texts, price and quantity where it has its own. */
Product withListing(Product product, const Listing &listing);

} // namespace listwright
