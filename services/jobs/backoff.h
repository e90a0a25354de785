// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace listwright {

/**
 * How long to wait after `attempts` failed ones: `first`, doubled for each further one up to `longest`, a quarter more
 * or less so that what failed together does not come back together. `random` is from 0 to 1.
 */
std::chrono::milliseconds backoff(int attempts, std::chrono::milliseconds first, std::chrono::milliseconds longest,
                                  double random);

} // namespace listwright
