// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/webhookevent.h"

#include <QCoreApplication>

namespace listwright {

namespace {

struct OutcomeEntry
{
    WebhookOutcome outcome;
    QLatin1String name;
    const char *text;
};

constexpr OutcomeEntry outcomes[] = {
    {WebhookOutcome::Waiting, QLatin1String("waiting"), QT_TRANSLATE_NOOP("WebhookOutcome", "Waiting")},
    {WebhookOutcome::Imported, QLatin1String("imported"), QT_TRANSLATE_NOOP("WebhookOutcome", "Imported")},
    {WebhookOutcome::Partly, QLatin1String("partly"), QT_TRANSLATE_NOOP("WebhookOutcome", "Partly imported")},
    {WebhookOutcome::Rejected, QLatin1String("rejected"), QT_TRANSLATE_NOOP("WebhookOutcome", "Nothing valid")},
    {WebhookOutcome::Malformed, QLatin1String("malformed"), QT_TRANSLATE_NOOP("WebhookOutcome", "Not readable")},
    {WebhookOutcome::Unauthorized, QLatin1String("unauthorized"), QT_TRANSLATE_NOOP("WebhookOutcome", "Wrong secret")},
    {WebhookOutcome::Failed, QLatin1String("failed"), QT_TRANSLATE_NOOP("WebhookOutcome", "Failed")},
};

} // namespace

QString webhookOutcomeName(WebhookOutcome outcome)
{
    return outcomes[static_cast<int>(outcome)].name;
}

std::optional<WebhookOutcome> webhookOutcomeFromName(QStringView name)
{
    for (const OutcomeEntry &entry : outcomes) {
        if (name == entry.name)
            return entry.outcome;
    }
    return {};
}

QString webhookOutcomeText(WebhookOutcome outcome)
{
    return QCoreApplication::translate("WebhookOutcome", outcomes[static_cast<int>(outcome)].text);
}

QList<WebhookOutcome> allWebhookOutcomes()
{
    QList<WebhookOutcome> all;
    for (const OutcomeEntry &entry : outcomes)
        all.append(entry.outcome);
    return all;
}

} // namespace listwright
