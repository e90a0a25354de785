// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/productrepository.h"

#include <functional>
#include <stop_token>

namespace listwright {

class Storage;

/**
 * Takes change sets back, for the user, the last of the list first, each in a write of its own so that others' work
 * comes between. Ends early, with what is done, when the stop is requested; at the first that fails. `progress` is told
 * how many are done. Blocks; in any thread but the GUI's.
 */
Result<ChangeOutcome> takeBack(Storage &storage, const QList<qint64> &changeSets, const std::stop_token &stop = {},
                               const std::function<void(qsizetype done)> &progress = {});

/** The change sets that the newest action made which is not undone and no undo itself. NotFound when there is none. */
Result<QList<qint64>> newestChangeSets(Storage &storage);

/** The same, for one change set and what else its action made. */
Result<QList<qint64>> changeSetsOfAction(Storage &storage, qint64 changeSet);
/** The same, for an action that is known by its run. NotFound when it has changed nothing. */
Result<QList<qint64>> changeSetsOfRun(Storage &storage, const QString &run);

} // namespace listwright
