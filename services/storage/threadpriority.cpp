// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/threadpriority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace listwright {

void letOthersGoFirst()
{
    constexpr int nice = 5; // a third of the weight of a thread with 0
    // On Linux this is the thread's own; QThread's priorities mean nothing there. Where it is refused, nothing is lost.
    [[maybe_unused]] const int refused = setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice);
}

} // namespace listwright
