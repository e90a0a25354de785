// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/optimizationsettings.h"

#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/spending.h"
#include "services/secrets/secretstore.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct SettingsTexts
{
    Q_DECLARE_TR_FUNCTIONS(OptimizationSettings)
};

/** "openai=https://gateway.example/v1 ollama=http://gpu.example:11434/v1" */
QHash<QString, QUrl> rememberedAddresses(const Settings &settings)
{
    QHash<QString, QUrl> addresses;
    const QStringList entries = settings.text(SettingKey::AiAddresses).split(u' ', Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        const qsizetype end = entry.indexOf(u'=');
        if (end > 0)
            addresses.insert(entry.left(end), QUrl(entry.mid(end + 1), QUrl::StrictMode));
    }
    return addresses;
}

} // namespace

Result<void> changeAddress(Settings &settings, const QString &left, const QString &chosen)
{
    if (settings.isLocked(SettingKey::AiBaseUrl))
        return {};
    QHash<QString, QUrl> addresses = rememberedAddresses(settings);
    const QString address = settings.text(SettingKey::AiBaseUrl);
    if (address.isEmpty())
        addresses.remove(left);
    else
        addresses.insert(left, QUrl(address));
    QStringList entries;
    for (auto entry = addresses.cbegin(); entry != addresses.cend(); ++entry)
        entries.append(entry.key() % u'=' % QString::fromLatin1(entry.value().toEncoded()));
    entries.sort();
    return settings.setText(SettingKey::AiAddresses, entries.join(u' ')).and_then([&] {
        return settings.setText(SettingKey::AiBaseUrl, addresses.value(chosen).toString());
    });
}

OptimizationSettings optimizationSettings(const Settings &settings)
{
    OptimizationSettings values;
    values.dailyBudget = dollarsFromText(settings.text(SettingKey::AiDailyBudget));
    values.cacheFor = std::chrono::hours(settings.number(SettingKey::AiCacheHours));
    values.http = {.proxy = settings.text(SettingKey::AiProxy), .caFile = settings.text(SettingKey::AiCaFile)};
    values.timeout = std::chrono::seconds(settings.number(SettingKey::AiTimeout));
    values.provider = settings.text(SettingKey::AiProvider);
    values.baseUrls = rememberedAddresses(settings);
    values.baseUrls.remove(values.provider);
    if (const QString url = settings.text(SettingKey::AiBaseUrl); !url.isEmpty())
        values.baseUrls.insert(values.provider, QUrl(url));
    if (const int gain = settings.number(SettingKey::AiAcceptGain); gain > 0)
        values.acceptFromGain = gain;
    for (const SettingKey key : {SettingKey::AiBaseUrl, SettingKey::AiProxy, SettingKey::AiBatchBudget,
                                 SettingKey::AiDailyBudget, SettingKey::AiParts, SettingKey::AiCaFile}) {
        if (const auto problem = settings.unusable(key))
            values.fault = Error{ErrorCode::InvalidInput, *problem, {}, {}};
    }
    return values;
}

ModelTask modelTask(const Settings &settings)
{
    ModelTask task;
    task.provider = settings.text(SettingKey::AiProvider);
    task.model = settings.text(SettingKey::AiModel);
    const auto preset = findProvider(task.provider);
    if (task.model.isEmpty() && preset)
        task.model = preset->defaultModel;
    task.strongModel = settings.text(SettingKey::AiStrongModel);
    task.goodScore = settings.number(SettingKey::AiGoodScore);
    task.language = languageCode(settings.text(SettingKey::MarketplaceLocale));
    task.country = settings.text(SettingKey::MarketplaceSite);
    if (const auto parts = optimizePartsFrom(settings.text(SettingKey::AiParts).split(u',')))
        task.parts = *parts;
    return task;
}

std::optional<qint64> batchBudget(const Settings &settings)
{
    return dollarsFromText(settings.text(SettingKey::AiBatchBudget));
}

Result<QList<OptimizePart>> optimizePartsFrom(const QStringList &names)
{
    QList<OptimizePart> parts;
    for (const QString &name : names) {
        const auto part = optimizePartFromName(name.trimmed());
        if (name.trimmed().isEmpty())
            continue;
        if (!part) {
            QStringList known;
            for (const OptimizePart candidate : allOptimizeParts())
                known.append(optimizePartName(candidate));
            return failure(ErrorCode::InvalidInput, SettingsTexts::tr("“%1” is no part of a listing. Known are: %2.")
                                                        .arg(name.trimmed(), known.join(u", ")));
        }
        if (!parts.contains(*part))
            parts.append(*part);
    }
    return parts;
}

void SharedOptimizationSettings::set(OptimizationSettings settings)
{
    const std::lock_guard lock(m_mutex);
    m_settings = std::move(settings);
}

OptimizationSettings SharedOptimizationSettings::get() const
{
    const std::lock_guard lock(m_mutex);
    return m_settings;
}

EnvironmentKey environmentKey(const Settings &settings)
{
    return {settings.text(SettingKey::AiProvider), settings.text(SettingKey::AiKey)};
}

ProviderKeys withEnvironmentKey(ProviderKeys stored, std::function<EnvironmentKey()> own)
{
    return [stored = std::move(stored), own = std::move(own)](const QString &provider) -> Result<QString> {
        const EnvironmentKey present = own();
        return !present.key.isEmpty() && provider == present.provider ? Result<QString>(present.key) : stored(provider);
    };
}

ProviderKeys providerKeys(SecretStore *secrets, const EnvironmentKey &own)
{
    const auto stored = [secrets](const QString &provider) -> Result<QString> {
        if (!secrets)
            return QString();
        const auto kept = secrets->read(providerSecretName(provider));
        if (!kept && kept.error().code == ErrorCode::NotFound)
            return QString();
        return kept;
    };
    return withEnvironmentKey(stored, [own] { return own; });
}

} // namespace listwright
