// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/bulkwriter.h"

namespace listwright {

/** What became of a product that was sent in, by position. */
struct IntakeOutcome
{
    /** Nothing = it is new and has no title; it was not written. */
    std::vector<std::optional<DraftOutcome>> products;
};

/**
 * Writes a handful of products of one request or a part of it, inside the caller's transaction, and counts them in the
 * job, whose row is the caller's. Repeats of what is stored cost a look.
 */
Result<IntakeOutcome> writeIntake(Database &database, ImportJob &job, const std::vector<ProductDraft> &drafts);

} // namespace listwright
