// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/listing.h"

namespace listwright {

namespace {

struct ListingStateEntry
{
    ListingState state;
    QLatin1String name;
    const char *text;
};

constexpr ListingStateEntry listingStates[] = {
    {ListingState::Draft, QLatin1String("draft"), QT_TRANSLATE_NOOP("ListingState", "Draft")},
    {ListingState::Submitted, QLatin1String("submitted"), QT_TRANSLATE_NOOP("ListingState", "Submitted")},
    {ListingState::Processing, QLatin1String("processing"), QT_TRANSLATE_NOOP("ListingState", "Processing")},
    {ListingState::Live, QLatin1String("live"), QT_TRANSLATE_NOOP("ListingState", "Live")},
    {ListingState::Issues, QLatin1String("issues"), QT_TRANSLATE_NOOP("ListingState", "Has issues")},
    {ListingState::Ended, QLatin1String("ended"), QT_TRANSLATE_NOOP("ListingState", "Ended")},
};

} // namespace

QString listingStateName(ListingState state)
{
    return listingStates[static_cast<int>(state)].name;
}

std::optional<ListingState> listingStateFromName(QStringView name)
{
    for (const ListingStateEntry &entry : listingStates) {
        if (name == entry.name)
            return entry.state;
    }
    return {};
}

QString listingStateText(ListingState state)
{
    return QCoreApplication::translate("ListingState", listingStates[static_cast<int>(state)].text);
}

Product withListing(Product product, const Listing &listing)
{
    if (!listing.title.isEmpty())
        product.titleOptimized = listing.title;
    if (!listing.description.isEmpty())
        product.descriptionOptimized = listing.description;
    if (!listing.bulletPoints.isEmpty())
        product.bulletPoints = listing.bulletPoints;
    if (listing.price)
        product.price = listing.price;
    if (listing.quantity)
        product.quantity = listing.quantity;
    return product;
}

} // namespace listwright
