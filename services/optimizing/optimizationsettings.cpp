// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/optimizing/optimizationsettings.h"

#include "services/optimizing/spending.h"
#include "services/secrets/secretstore.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct SettingsTexts
{
    Q_DECLARE_TR_FUNCTIONS(OptimizationSettings)
};

} // namespace

OptimizationSettings optimizationSettings(const Settings &settings)
{
    OptimizationSettings values;
    values.dailyBudget = dollarsFromText(settings.text(SettingKey::AiDailyBudget));
    values.cacheFor = std::chrono::hours(settings.number(SettingKey::AiCacheHours));
    values.http = {.proxy = settings.text(SettingKey::AiProxy), .caFile = settings.text(SettingKey::AiCaFile)};
    if (const QString url = settings.text(SettingKey::AiBaseUrl); !url.isEmpty())
        values.baseUrls.insert(settings.text(SettingKey::AiProvider), QUrl(url));
    if (const int gain = settings.number(SettingKey::AiAcceptGain); gain > 0)
        values.acceptFromGain = gain;
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
    task.language = settings.text(SettingKey::MarketplaceLocale).section(u'-', 0, 0).section(u'_', 0, 0).toLower();
    if (const auto parts = optimizePartsFrom(settings.text(SettingKey::AiParts).split(u',')))
        task.parts = *parts;
    else
        task.parts = {OptimizePart::Title, OptimizePart::Description, OptimizePart::BulletPoints};
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

std::function<Result<QString>(const QString &provider)> providerKeys(SecretStore *secrets,
                                                                     const QString &environmentKey)
{
    return [secrets, environmentKey](const QString &provider) -> Result<QString> {
        if (!environmentKey.isEmpty() || !secrets)
            return environmentKey;
        const auto kept = secrets->read(providerSecretName(provider));
        if (!kept && kept.error().code == ErrorCode::NotFound)
            return QString();
        return kept;
    };
}

} // namespace listwright
