// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/productdraft.h"
#include "services/importing/importsource.h"

#include <limits>

namespace listwright {

/** One product of a request, as it could be read. */
struct IntakeItem
{
    std::string sourceId;               ///< may be empty where it is wrong
    std::optional<std::size_t> draft{}; ///< position in IntakeReading::drafts; nothing = wrong
    QList<RecordProblem> problems{};    ///< with those that do not reject it; of the first thousand that have any
};

/** How much of a body is read, so that a short text of many empty objects fills no memory. */
struct IntakeLimits
{
    qint64 products = 100'000;                         ///< beyond, the rest is not looked at
    qint64 built = std::numeric_limits<qint64>::max(); ///< where there are more, they are counted only
};

/** The products of a request, in its order. */
struct IntakeReading
{
    qint64 products = 0; ///< how many there are; with more than IntakeLimits::built there are no items
    QString layout;      ///< key of the layout it was recognised by; empty = by the names of its members
    std::vector<ProductDraft> drafts;
    std::vector<IntakeItem> items;
};

/**
 * Reads the products of a body that was sent: JSON with one object, a list, or an object around a list; a form; or a
 * multipart body with a JSON file, beside which `source` may name the platform. A wrong product is an item without
 * draft. InvalidInput where the whole is no valid JSON in UTF-8, Unsupported where the type is another: nothing of it
 * is taken then. `given` says platform and currency where the products do not. Thread-safe.
 */
Result<IntakeReading> readIntake(const QString &contentType, const QByteArray &body, const ReadOptions &given,
                                 const IntakeLimits &limits = {});
/** What is said where there are more than IntakeLimits::products. */
Error tooManyProducts(qint64 most);

} // namespace listwright
