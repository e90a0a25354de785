// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobkinds.h"

#include "app/databaselocation.h"
#include "services/intake/intakejob.h"
#include "services/optimizing/rulejobs.h"
#include "services/receiving/receiver.h"
#include "services/secrets/secretstore.h"

namespace listwright {

namespace {

/** Opened by whoever needs it first: looking for a keychain takes a while where none answers. */
class LateSecrets
{
public:
    explicit LateSecrets(QString dataFolder) : m_dataFolder(std::move(dataFolder)) {}

    Result<SecretStore *> store()
    {
        const std::lock_guard lock(m_mutex);
        if (!m_store) {
            auto opened = openSecrets(m_dataFolder);
            if (!opened)
                return failure(opened.error());
            m_store = *std::move(opened);
        }
        return m_store.get();
    }

private:
    std::mutex m_mutex;
    QString m_dataFolder;
    std::unique_ptr<SecretStore> m_store;
};

ProviderKeys storedKeys(const Settings &settings, SecretStore *secrets)
{
    if (secrets)
        return providerKeys(secrets, {});
    auto late = std::make_shared<LateSecrets>(settings.text(SettingKey::DataFolder));
    return [late](const QString &provider) -> Result<QString> {
        const auto preset = findProvider(provider);
        auto store = late->store();
        if (!store) // a local service does without
            return preset && !preset->needsKey ? Result<QString>(QString()) : failure(store.error());
        return providerKeys(*store, {})(provider);
    };
}

} // namespace

ProviderKeys keysFor(const Settings &settings, const QString &owner)
{
    return withEnvironmentKey(storedKeys(settings, nullptr), [owner, key = settings.text(SettingKey::AiKey)] {
        return EnvironmentKey{owner, key};
    });
}

QList<JobKind> jobKinds(const Settings &settings, const JobServices &services)
{
    auto shared = std::make_shared<SharedOptimizationSettings>(optimizationSettings(settings));
    QObject::connect(&settings, &Settings::changed, &settings,
                     [shared, &settings] { shared->set(optimizationSettings(settings)); });
    const auto own = [shared, ordered = services.provider, key = settings.text(SettingKey::AiKey)] {
        return EnvironmentKey{ordered.isEmpty() ? shared->get().provider : ordered, key};
    };
    const ProviderKeys keys = withEnvironmentKey(storedKeys(settings, services.secrets), own);
    const RulePacks packs = RulePacks::load(settings.text(SettingKey::RulesFolder));
    return {optimizeJobs(
                packs, keys, [shared] { return shared->get(); }, *services.limits, services.spending),
            ruleJobs(packs), intakejob::kind([given = intakeDefaults(settings)] { return given; }, services.metrics)};
}

} // namespace listwright
