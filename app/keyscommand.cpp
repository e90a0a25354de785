// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/databaselocation.h"
#include "services/api/keyroutes.h"
#include "services/api/newapikey.h"
#include "services/secrets/secretstore.h"
#include "services/storage/apikeyrepository.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Keys
{
    Q_DECLARE_TR_FUNCTIONS(KeysCommand)
};

/** Hours that the replaced secret is good for. */
Result<qint64> wantedGrace(const CommandContext &context)
{
    constexpr qint64 usual = 24;
    constexpr qint64 most = 8'760; // a year
    if (context.isSet(u"grace"_s) && !context.isSet(u"rotate"_s))
        return failure(ErrorCode::InvalidInput, Keys::tr("--grace goes with --rotate: how long the secret so far is "
                                                         "good once another takes its place."));
    const auto hours = context.number(u"grace"_s);
    if (!hours)
        return failure(hours.error());
    if (hours->value_or(usual) > most)
        return failure(ErrorCode::InvalidInput, Keys::tr("--grace takes at most %1 hours, which is a year, not “%2”.")
                                                    .arg(QString::number(most), context.value(u"grace"_s)));
    return hours->value_or(usual);
}

Result<WebhookSecret> rotated(const CommandContext &context, qint64 grace)
{
    if (!context.settings().text(SettingKey::WebhookSecretText).isEmpty())
        return failure(ErrorCode::Forbidden,
                       Keys::tr("The secret is given by LISTWRIGHT_WEBHOOK_SECRET; another is given there too."));
    const auto secrets = openSecrets(context.settings().text(SettingKey::DataFolder));
    if (!secrets)
        return failure(secrets.error());
    return rotateWebhookSecret(**secrets, std::chrono::hours(grace));
}

int showSecret(CommandContext &context, const WebhookSecret &secret)
{
    context.console().line(secret.current);
    for (const FormerSecret &former : secret.former) {
        const QString until = QLocale().toString(former.until.toLocalTime(), QLocale::ShortFormat);
        context.console().note(&former == &secret.former.first()
                                   ? Keys::tr("The one before it is good until %1.").arg(until)
                                   : Keys::tr("An older one is good until %1.").arg(until));
    }
    context.console().result({{u"webhook_secret"_s, secret.current}});
    return ExitDone;
}

int showWebhookSecret(CommandContext &context)
{
    const auto grace = wantedGrace(context);
    if (!grace)
        return context.wrongUsage(grace.error().message);
    const bool rotates = context.isSet(u"rotate"_s);
    const auto secret = rotates ? rotated(context, *grace) : senderSecret(context.settings());
    if (secret && rotates)
        context.console().note(Keys::tr("Programs that run take it within five seconds."));
    return secret ? showSecret(context, *secret) : context.fail(secret.error());
}

QString timeText(const std::optional<QDateTime> &time)
{
    return time ? time->toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s) : QString();
}

Result<NewApiKey> wantedKey(const CommandContext &context)
{
    const QString given = context.isSet(u"scopes"_s) ? context.value(u"scopes"_s) : u"read"_s;
    const auto scopes = apiScopesFromText(given);
    if (!scopes)
        return failure(ErrorCode::InvalidInput,
                       Keys::tr("“%1” is not made of read, write, publish and admin.").arg(given));
    const auto days = context.number(u"days"_s, 1);
    if (!days)
        return failure(days.error());
    std::optional<QDateTime> end;
    if (*days)
        end = QDateTime::currentDateTimeUtc().addDays(**days);
    return NewApiKey::make(context.arguments().value(1), *scopes, end);
}

/** A file of SQLite belongs to one program at a time; that one can do it. */
Result<std::unique_ptr<Storage>> openForKeys(const CommandContext &context)
{
    auto storage = context.openForChanging();
    if (!storage && storage.error().code == ErrorCode::Busy)
        storage.error().message +=
            u' ' +
            Keys::tr("Meanwhile keys are made and revoked in its window, Settings, API keys, or, where it serves, "
                     "by POST and DELETE /api/keys with a key that allows admin.");
    return storage;
}

int createKey(CommandContext &context)
{
    const auto wanted = wantedKey(context);
    if (!wanted)
        return context.wrongUsage(wanted.error().message);
    const auto storage = openForKeys(context);
    if (!storage)
        return context.fail(storage.error());
    const auto key = (*storage)->write([&wanted](Database &database) { return wanted->keep(database); }).result();
    if (!key)
        return context.fail(key.error());
    context.console().line(wanted->secret());
    context.console().note(Keys::tr("It is shown this once only: nothing but its hash is kept."));
    QJsonObject result = apiKeyJson(*key);
    result.insert(u"key"_s, wanted->secret());
    context.console().result(result);
    return ExitDone;
}

int listKeys(CommandContext &context)
{
    const auto storage = context.openForReading();
    if (!storage)
        return context.fail(storage.error());
    const auto keys = (*storage)->read([](Database &database) { return ApiKeyRepository(database).list(); }).result();
    if (!keys)
        return context.fail(keys.error());
    QList<QStringList> rows{{Keys::tr("ID"), Keys::tr("Name"), Keys::tr("Key"), Keys::tr("Allows"), Keys::tr("Made"),
                             Keys::tr("Expires"), Keys::tr("Last used"), Keys::tr("Revoked")}};
    QJsonArray array;
    for (const ApiKey &key : *keys) {
        rows.append({QString::number(key.id), key.name, u"…"_s + key.ending, apiScopesText(key.scopes),
                     timeText(key.createdAt), timeText(key.expiresAt), timeText(key.lastUsedAt),
                     timeText(key.revokedAt)});
        array.append(apiKeyJson(key));
    }
    if (keys->isEmpty())
        context.console().line(Keys::tr("There is no key yet."));
    else
        context.console().table(rows);
    context.console().result({{u"keys"_s, array}});
    return ExitDone;
}

int revokeKeys(CommandContext &context)
{
    const auto ids = context.numbersAfterAction();
    if (!ids || ids->isEmpty())
        return context.wrongUsage(ids ? Keys::tr("Which key? `keys list` shows their numbers.") : ids.error().message);
    const auto storage = openForKeys(context);
    if (!storage)
        return context.fail(storage.error());
    for (const qint64 id : *ids) {
        const auto revoked = (*storage)
                                 ->write([id](Database &database) {
                                     return ApiKeyRepository(database).revoke(id, QDateTime::currentDateTimeUtc());
                                 })
                                 .result();
        if (!revoked)
            return context.fail(revoked.error());
        context.console().line(
            Keys::tr("Key %1 is revoked. Programs that run may take it for five seconds more.").arg(id));
    }
    context.console().result({{u"revoked"_s, ids->size()}});
    return ExitDone;
}

/** InvalidInput where an option is given that another action takes. */
Result<void> checkOptions(const CommandContext &context, const QString &action)
{
    const std::pair<QString, QString> takers[] = {
        {u"scopes"_s, u"create"_s}, {u"days"_s, u"create"_s}, {u"rotate"_s, u"webhook"_s}, {u"grace"_s, u"webhook"_s}};
    for (const auto &[option, taker] : takers) {
        if (context.isSet(option) && action != taker)
            return failure(ErrorCode::InvalidInput,
                           Keys::tr("--%1 goes with `keys %2`, not with `keys %3`.").arg(option, taker, action));
    }
    return {};
}

int runKeysCommand(CommandContext &context)
{
    struct Action
    {
        QLatin1String name;
        int (*run)(CommandContext &);
        qsizetype arguments;
    };
    constexpr Action actions[] = {{QLatin1String("list"), listKeys, 1},
                                  {QLatin1String("create"), createKey, 2},
                                  {QLatin1String("revoke"), revokeKeys, 1000},
                                  {QLatin1String("webhook"), showWebhookSecret, 1}};
    const QString wanted = context.arguments().value(0, u"list"_s);
    for (const Action &action : actions) {
        if (wanted != action.name)
            continue;
        if (const auto checked = context.atMost(action.arguments); !checked)
            return context.wrongUsage(checked.error().message);
        if (const auto checked = checkOptions(context, wanted); !checked)
            return context.wrongUsage(checked.error().message);
        return action.run(context);
    }
    return context.wrongUsage(
        Keys::tr("“%1” is not one of list, create, revoke and webhook.").arg(context.arguments().at(0)));
}

} // namespace

Command keysCommand()
{
    return {.name = u"keys"_s,
            .arguments = u"[list|create NAME|revoke ID…|webhook]"_s,
            .summary = Keys::tr("Keys of the REST API, and the secret of the webhook"),
            .details =
                Keys::tr("A key allows read, write, publish or admin, and is shown once, when it is made. The "
                         "webhook's secret is made at the first time and kept in the keychain, or in an encrypted "
                         "file beside the catalog; senders put it into the header X-Webhook-Secret. With --rotate "
                         "another takes its place; the one before it is good for a day more, or for as many "
                         "hours as --grace says, a year at most."),
            .options = {{u"scopes"_s, Keys::tr("What the key allows, divided by commas (read)."), u"SCOPES"_s},
                        {u"days"_s, Keys::tr("After how many days it expires (never)."), u"DAYS"_s},
                        {u"rotate"_s, Keys::tr("Make another secret of the webhook.")},
                        {u"grace"_s, Keys::tr("How long the one before it is good, at most 8760 (24)."), u"HOURS"_s}},
            .examples = {{u"keys create n8n --scopes read,write"_s, Keys::tr("Makes a key and shows it.")},
                         {u"keys webhook"_s, Keys::tr("Shows the secret.")},
                         {u"keys webhook --rotate --grace 0"_s, Keys::tr("The old one is refused at once.")}},
            .run = runKeysCommand};
}

} // namespace listwright
