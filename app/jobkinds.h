// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/jobrunner.h"
#include "services/settings/settings.h"

namespace listwright {

class RateLimits;
class SecretStore;

/**
 * Every kind of job this program can work on, for the window and for `listwright worker`. They follow the settings.
 * `limits` outlives the runner, and so does `secrets`, which is asked in worker threads; without one the store is
 * opened when a key is first needed.
 */
QList<JobKind> jobKinds(const Settings &settings, RateLimits &limits, SecretStore *secrets = nullptr);

/** A provider's key as jobs get it: LISTWRIGHT_AI_KEY, else the store's. Any thread; blocks. */
std::function<Result<QString>(const QString &provider)> keysFor(const Settings &settings, SecretStore *secrets);

} // namespace listwright
