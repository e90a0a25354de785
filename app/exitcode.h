// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace listwright {

/** What scripts can rely on. */
enum ExitCode {
    ExitDone = 0,
    ExitFailed = 1,       ///< an error stopped it, or it was interrupted
    ExitWrongUsage = 2,   ///< the command line itself is wrong; nothing was done
    ExitWithRejected = 3, ///< done, but some records or products were left out or have errors
};

} // namespace listwright
