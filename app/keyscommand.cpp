// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/databaselocation.h"
#include "app/receiver.h"
#include "services/secrets/secretstore.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Keys
{
    Q_DECLARE_TR_FUNCTIONS(KeysCommand)
};

Result<WebhookSecret> rotated(CommandContext &context)
{
    constexpr qint64 defaultGrace = 24; // hours
    if (!context.settings().text(SettingKey::WebhookSecretText).isEmpty())
        return failure(ErrorCode::Forbidden,
                       Keys::tr("The secret is given by LISTWRIGHT_WEBHOOK_SECRET; another is given there too."));
    const auto hours = context.number(u"grace"_s);
    if (!hours)
        return failure(hours.error());
    const auto secrets = openSecrets(context.settings().text(SettingKey::DataFolder));
    if (!secrets)
        return failure(secrets.error());
    return rotateWebhookSecret(**secrets, std::chrono::hours(hours->value_or(defaultGrace)));
}

int showSecret(CommandContext &context, const WebhookSecret &secret)
{
    context.console().line(secret.current);
    if (!secret.previous.isEmpty())
        context.console().note(Keys::tr("The one before it is good until %1.")
                                   .arg(QLocale().toString(secret.previousUntil.toLocalTime(), QLocale::ShortFormat)));
    context.console().result({{u"webhook_secret"_s, secret.current}});
    return ExitDone;
}

int runKeysCommand(CommandContext &context)
{
    if (context.arguments().value(0) != u"webhook")
        return context.wrongUsage(Keys::tr("What to do? webhook shows the secret of the webhook."));
    if (const auto checked = context.atMost(1); !checked)
        return context.wrongUsage(checked.error().message);
    const auto secret = context.isSet(u"rotate"_s) ? rotated(context) : senderSecret(context.settings());
    return secret ? showSecret(context, *secret) : context.fail(secret.error());
}

} // namespace

Command keysCommand()
{
    return {.name = u"keys"_s,
            .arguments = u"webhook"_s,
            .summary = Keys::tr("Show or change the secret that senders to the webhook know"),
            .details =
                Keys::tr("The secret is made at the first time and kept in the keychain, or in an encrypted file "
                         "beside the catalog. Senders put it into the header X-Webhook-Secret. With --rotate "
                         "another takes its place; the one before it is good for a day more, or for as many "
                         "hours as --grace says."),
            .options = {{u"rotate"_s, Keys::tr("Make another secret.")},
                        {u"grace"_s, Keys::tr("How long the one before it is good."), u"HOURS"_s}},
            .examples = {{u"keys webhook"_s, Keys::tr("Shows the secret.")},
                         {u"keys webhook --rotate --grace 0"_s, Keys::tr("The old one is refused at once.")}},
            .run = runKeysCommand};
}

} // namespace listwright
