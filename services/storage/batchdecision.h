// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/proposalrepository.h"

namespace listwright {

class Storage;

/** What deciding many proposals at once came to, up to the error where there is one. */
struct BatchOutcome
{
    qint64 decided = 0;   ///< proposals; neither conflicts nor missing ones
    qint64 changed = 0;   ///< proposals whose texts were written
    qint64 conflicts = 0; ///< proposals of which something stays open
    qint64 missing = 0;   ///< gone, closed or decided by somebody else meanwhile
    QList<qint64> changeSets{};
    std::optional<Error> error{}; ///< why the rest was not decided

    /**
     * Decides all of a batch in one transaction, for the user, and adds it. Tries again where the database was busy
     * with the work of others. False when it failed: `error` is set then. Blocks.
     */
    bool add(Storage &storage, const QList<qint64> &proposals, const ProposalRepository::Decision &decision,
             const QString &run);
};

} // namespace listwright
