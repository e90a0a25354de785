// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace listwright {

/** What a change set did. */
enum class ChangeSummary { Imported, Edited, TakenBack, Accepted, Rejected, Deleted, Undone };

/**
 * A summary to keep: a key with its argument, since a catalog is read in more languages than the one it was changed in.
 * The argument is a file's name, a field's name, a number of proposals or products, or the summary that was undone.
 */
QString changeSummary(ChangeSummary what, const QString &argument);
/** Of two that one action did, in parts: their numbers together; the first where they do not count the same thing. */
QString changeSummarySum(const QString &kept, const QString &further);
/** The sentence of a kept summary in the language of now; one that was kept as a sentence is given as it is. */
QString changeSummaryText(const QString &kept);

} // namespace listwright
