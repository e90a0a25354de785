// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/optimizing/optimization.h"
#include "services/settings/settings.h"

#include <mutex>

namespace listwright {

class SecretStore;

/** As the settings say. Settings belong to one thread, the value to any. */
OptimizationSettings optimizationSettings(const Settings &settings);
/** Provider, models, parts, and the language where one is chosen; provider "rules" means none is asked. */
ModelTask modelTask(const Settings &settings);
/** Of a new batch, millionths of a US dollar. */
std::optional<qint64> batchBudget(const Settings &settings);
/** "title, description": unknown names are InvalidInput. */
Result<QList<OptimizePart>> optimizePartsFrom(const QStringList &names);

/** The settings as they are now, for worker threads: set in the settings' thread, read in any. */
class SharedOptimizationSettings
{
public:
    explicit SharedOptimizationSettings(OptimizationSettings settings) : m_settings(std::move(settings)) {}
    void set(OptimizationSettings settings);
    OptimizationSettings get() const;

private:
    mutable std::mutex m_mutex;
    OptimizationSettings m_settings;
};

/**
 * When another provider is chosen: remembers where the one that is left is, as its jobs may still wait, and takes the
 * address that was remembered of the other one.
 */
Result<void> changeAddress(Settings &settings, const QString &left, const QString &chosen);

/** LISTWRIGHT_AI_KEY, and whose key it is: it goes to no other provider, whatever a job names. */
struct EnvironmentKey
{
    QString provider{};
    QString key{}; ///< empty = none
};
EnvironmentKey environmentKey(const Settings &settings);

/** A provider's key; empty where there is none, as local services need none. Any thread; blocks. */
using ProviderKeys = std::function<Result<QString>(const QString &provider)>;
/** The environment's where it is of that provider now, else the stored one. */
ProviderKeys withEnvironmentKey(ProviderKeys stored, std::function<EnvironmentKey()> own);
/** The same over a store, which may be null and outlives the function. */
ProviderKeys providerKeys(SecretStore *secrets, const EnvironmentKey &own);

} // namespace listwright
