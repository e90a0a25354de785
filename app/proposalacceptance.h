// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/proposalrepository.h"

#include <stop_token>

namespace listwright {

class Storage;

enum class Acceptance {
    Clean, ///< only proposals without problems and marks, see Proposal::isClean()
    All,   ///< those as well: only where a person has asked for exactly that
};

struct AcceptanceSummary
{
    qint64 accepted = 0;  ///< proposals, without those in conflict
    qint64 left = 0;      ///< not clean; they stay open
    qint64 conflicts = 0; ///< proposals with fields changed since they were made; those stay open
};

/** Accepts open proposals of the marketplace for the given products (sorted), in batches. Blocks. */
Result<AcceptanceSummary> acceptProposals(Storage &storage, const QString &marketplace, Acceptance acceptance,
                                          const std::vector<ProductId> &products, const std::stop_token &stop);

} // namespace listwright
