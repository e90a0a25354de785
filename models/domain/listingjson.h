// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/listing.h"

#include <QJsonObject>

namespace listwright {

/** A listing without its number and its product, in which it stands; with the names that products use. */
QJsonObject listingToJson(const Listing &listing);
Result<Listing> listingFromJson(const QJsonObject &json);

} // namespace listwright
