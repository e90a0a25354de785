// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/optimizing/modelchoice.h"

#include "services/optimizing/marketlanguage.h"
#include "services/optimizing/spending.h"

namespace listwright {

using namespace Qt::StringLiterals;

std::optional<Provider> chosenProvider(const Settings &settings)
{
    const QString key = settings.text(SettingKey::AiProvider);
    if (key.isEmpty() || key == rulesProvider)
        return {};
    auto provider = providerFor(key, optimizationSettings(settings));
    return provider ? std::optional(std::move(*provider)) : std::nullopt;
}

OptimizationOrder orderBySettings(const Settings &settings)
{
    OptimizationOrder order;
    order.task = modelTask(settings);
    order.budget = batchBudget(settings);
    const OptimizationSettings values = optimizationSettings(settings);
    order.baseUrl = values.baseUrls.value(order.task.provider);
    order.dailyBudget = values.dailyBudget;
    order.acceptFromGain = values.acceptFromGain;
    return order;
}

std::optional<qint64> enteredDollars(const QString &text)
{
    return dollarsFromText(text.trimmed().replace(u',', u'.'));
}

QString languageName(const QString &code)
{
    return languageText(code);
}

QStringList listingLanguages()
{
    return {u"de"_s, u"en"_s, u"pl"_s, u"fr"_s, u"it"_s, u"es"_s, u"nl"_s, u"cs"_s,
            u"sk"_s, u"sv"_s, u"da"_s, u"pt"_s, u"hu"_s, u"ro"_s, u"fi"_s};
}

} // namespace listwright
