// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/jobs/backoff.h"

#include <algorithm>

namespace listwright {

std::chrono::milliseconds backoff(int attempts, std::chrono::milliseconds first, std::chrono::milliseconds longest,
                                  double random)
{
    std::chrono::milliseconds pause = std::min(first, longest);
    for (int attempt = 1; attempt < attempts && pause < longest; ++attempt)
        pause = std::min(2 * pause, longest);
    const double jittered = static_cast<double>(pause.count()) * (0.75 + 0.5 * std::clamp(random, 0.0, 1.0));
    return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(jittered));
}

} // namespace listwright
