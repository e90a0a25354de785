// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productrepository.h"

#include <QJsonObject>

namespace listwright {

struct WantedChanges
{
    QList<FieldChange> changes{};
    QList<FieldProblem> problems{}; ///< where there are any, nothing is to be changed
};

/**
 * The changes that JSON members ask for, by the names of productfield.h: {"brand": "Bosch", "price": "12.50"}. Prices
 * are decimal texts or numbers, in the product's currency where none is given; null empties a field.
 */
WantedChanges productChanges(const Product &product, const QJsonObject &members);

} // namespace listwright
