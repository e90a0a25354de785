// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/catalogquery.h"

#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace listwright {

/** The ordered ids of a query's result: 8 bytes a row, shared and never changed once made. */
using IdList = std::shared_ptr<const std::vector<ProductId>>;

/** What the catalog model asks its loader for. */
struct IdRequest
{
    CatalogQuery query;
    std::optional<int> limit; ///< only the first ones: what can be painted at once
    /** The list the model has now. With a limit, its other ids follow the first ones until the complete list comes. */
    IdList shown;
    std::vector<ProductId> kept; ///< whose places the model needs to know: selected and current rows
};

/** The answer, compared with the list shown, so that the GUI thread has nothing left to search for. */
struct IdAnswer
{
    IdList ids;
    bool complete = true;       ///< false when the limit cut the result
    int unchangedFront = 0;     ///< rows at the top that are the same in both lists
    int unchangedBack = 0;      ///< rows at the bottom that are the same, not counting the front
    QHash<ProductId, int> rows; ///< new rows of the kept ids; missing when they are gone
};

/** To be called in the thread that read the ids: takes time proportional to their number. */
IdAnswer arrangeIds(std::vector<ProductId> ids, const IdRequest &request);

} // namespace listwright
