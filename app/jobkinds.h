// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/jobs/jobrunner.h"
#include "services/optimizing/optimizationsettings.h"
#include "services/settings/settings.h"

namespace listwright {

class Metrics;
class RateLimits;
class SecretStore;
class Spending;

/** What jobs work with; the pointers outlive the runner. */
struct JobServices
{
    RateLimits *limits = nullptr;   ///< not null
    SecretStore *secrets = nullptr; ///< asked in worker threads; null = opened when a key is first needed
    std::shared_ptr<Spending> spending{};
    std::shared_ptr<Metrics> metrics{}; ///< count what jobs import; nothing = nobody asks
    QString provider{};                 ///< whose key LISTWRIGHT_AI_KEY is; empty = that of the settings' one
};

/** Every kind of job this program can work on, for the window and for `listwright worker`. They follow the settings. */
QList<JobKind> jobKinds(const Settings &settings, const JobServices &services);

/** A provider's key as jobs get it: LISTWRIGHT_AI_KEY for its owner, else the store's. Any thread; blocks. */
ProviderKeys keysFor(const Settings &settings, const QString &owner);

} // namespace listwright
