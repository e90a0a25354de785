// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/settings/settings.h"

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

SettingDefinition text(SettingKey key, const QString &name, const QString &variable, const QString &defaultValue = {})
{
    return {.key = key, .name = name, .environmentVariable = variable, .defaultValue = defaultValue};
}

/** Some of the choices, separated by commas. */
SettingDefinition words(SettingKey key, const QString &name, const QString &variable, const QString &defaultValue,
                        const QStringList &choices)
{
    SettingDefinition definition = text(key, name, variable, defaultValue);
    definition.choices = choices;
    return definition;
}

SettingDefinition secret(SettingKey key, const QString &name, const QString &variable)
{
    return {.key = key, .name = name, .environmentVariable = variable, .defaultValue = QString(), .secret = true};
}

SettingDefinition folder(SettingKey key, const QString &name, const QString &variable)
{
    return {.key = key,
            .name = name,
            .environmentVariable = variable,
            .type = SettingType::Folder,
            .defaultValue = QString()};
}

/** The first choice is the default. */
SettingDefinition choice(SettingKey key, const QString &name, const QString &variable, const QStringList &choices)
{
    return {.key = key,
            .name = name,
            .environmentVariable = variable,
            .type = SettingType::Choice,
            .defaultValue = choices.first(),
            .choices = choices};
}

SettingDefinition number(SettingKey key, const QString &name, const QString &variable, int defaultValue,
                         std::pair<int, int> range)
{
    return {.key = key,
            .name = name,
            .environmentVariable = variable,
            .type = SettingType::Number,
            .defaultValue = defaultValue,
            .minimum = range.first,
            .maximum = range.second};
}

SettingDefinition state(SettingKey key, const QString &name)
{
    return {
        .key = key, .name = name, .environmentVariable = {}, .type = SettingType::State, .defaultValue = QByteArray()};
}

QList<SettingDefinition> modelDefinitions()
{
    using enum SettingKey;
    return {
        text(AiProvider, u"ai/provider"_s, u"LISTWRIGHT_AI_PROVIDER"_s, u"rules"_s),
        text(AiModel, u"ai/model"_s, u"LISTWRIGHT_AI_MODEL"_s),
        text(AiStrongModel, u"ai/strongModel"_s, u"LISTWRIGHT_AI_STRONG_MODEL"_s),
        number(AiGoodScore, u"ai/goodScore"_s, u"LISTWRIGHT_AI_GOOD_SCORE"_s, 70, {0, 100}),
        text(AiBaseUrl, u"ai/baseUrl"_s, u"LISTWRIGHT_AI_BASE_URL"_s),
        text(AiAddresses, u"ai/addresses"_s, {}),
        secret(AiKey, u"ai/key"_s, u"LISTWRIGHT_AI_KEY"_s),
        words(AiParts, u"ai/parts"_s, u"LISTWRIGHT_AI_PARTS"_s, u"title,description,bullets"_s,
              {u"title"_s, u"description"_s, u"bullets"_s, u"attributes"_s, u"category"_s}),
        text(AiBatchBudget, u"ai/batchBudget"_s, u"LISTWRIGHT_AI_BATCH_BUDGET"_s),
        text(AiDailyBudget, u"ai/dailyBudget"_s, u"LISTWRIGHT_AI_DAILY_BUDGET"_s),
        number(AiCacheHours, u"ai/cacheHours"_s, u"LISTWRIGHT_AI_CACHE_HOURS"_s, 24, {0, 8760}),
        number(AiAcceptGain, u"ai/acceptGain"_s, u"LISTWRIGHT_AI_ACCEPT_GAIN"_s, 0, {0, 100}),
        number(AiConcurrency, u"ai/concurrency"_s, u"LISTWRIGHT_AI_CONCURRENCY"_s, 4, {1, 64}),
        number(AiTimeout, u"ai/timeout"_s, u"LISTWRIGHT_AI_TIMEOUT"_s, 120, {10, 3600}),
        text(AiProxy, u"ai/proxy"_s, u"LISTWRIGHT_AI_PROXY"_s),
        text(AiCaFile, u"ai/caFile"_s, u"LISTWRIGHT_AI_CA_FILE"_s),
    };
}

QList<SettingDefinition> serverDefinitions()
{
    using enum SettingKey;
    return {
        choice(ServerEnabled, u"server/enabled"_s, u"LISTWRIGHT_SERVER"_s, {u"no"_s, u"yes"_s}),
        text(ServerListen, u"server/listen"_s, u"LISTWRIGHT_LISTEN"_s, u"127.0.0.1:8765"_s),
        text(ServerCertificate, u"server/certificate"_s, u"LISTWRIGHT_SERVER_CERTIFICATE"_s),
        text(ServerCertificateKey, u"server/certificateKey"_s, u"LISTWRIGHT_SERVER_CERTIFICATE_KEY"_s),
        choice(ServerWithoutTls, u"server/withoutTls"_s, u"LISTWRIGHT_SERVER_WITHOUT_TLS"_s, {u"no"_s, u"yes"_s}),
        text(ServerHosts, u"server/hosts"_s, u"LISTWRIGHT_SERVER_HOSTS"_s),
        text(ServerOrigins, u"server/origins"_s, u"LISTWRIGHT_SERVER_ORIGINS"_s),
        number(ServerMaximumBody, u"server/maximumBody"_s, u"LISTWRIGHT_SERVER_MAXIMUM_BODY"_s, 16, {1, 1024}),
        number(ServerMaximumClients, u"server/maximumClients"_s, u"LISTWRIGHT_SERVER_MAXIMUM_CLIENTS"_s, 1024,
               {8, 65535}),
        number(ServerRate, u"server/rate"_s, u"LISTWRIGHT_SERVER_RATE"_s, 100, {0, 1'000'000}),
        number(ServerOwnRate, u"server/ownRate"_s, u"LISTWRIGHT_SERVER_OWN_RATE"_s, 0, {0, 1'000'000}),
        number(ServerBurst, u"server/burst"_s, u"LISTWRIGHT_SERVER_BURST"_s, 1000, {1, 1'000'000}),
        number(ServerFailedLogins, u"server/failedLogins"_s, u"LISTWRIGHT_SERVER_FAILED_LOGINS"_s, 20, {1, 10'000}),
        secret(WebhookSecretText, u"webhook/secret"_s, u"LISTWRIGHT_WEBHOOK_SECRET"_s),
        choice(WebhookProofKind, u"webhook/proof"_s, u"LISTWRIGHT_WEBHOOK_PROOF"_s, {u"secret"_s, u"signature"_s}),
        text(WebhookSource, u"webhook/source"_s, u"LISTWRIGHT_WEBHOOK_SOURCE"_s, u"webhook"_s),
        number(WebhookKeepDays, u"webhook/keepDays"_s, u"LISTWRIGHT_WEBHOOK_KEEP_DAYS"_s, 30, {1, 3650}),
    };
}

QList<SettingDefinition> makeDefinitions()
{
    using enum SettingKey;
    return QList<SettingDefinition>{
               folder(DataFolder, u"data/folder"_s, u"LISTWRIGHT_DATA_FOLDER"_s),
               text(DatabaseUrl, u"database/url"_s, u"LISTWRIGHT_DATABASE_URL"_s),
               secret(DatabasePassword, u"database/password"_s, u"LISTWRIGHT_DATABASE_PASSWORD"_s),
               folder(BackupFolder, u"backup/folder"_s, u"LISTWRIGHT_BACKUP_FOLDER"_s),
               number(KeepBackups, u"backup/keep"_s, u"LISTWRIGHT_KEEP_BACKUPS"_s, 7, {1, 365}),
               choice(Language, u"appearance/language"_s, u"LISTWRIGHT_LANGUAGE"_s,
                      {u"system"_s, u"en"_s, u"de"_s, u"pl"_s}),
               choice(Theme, u"appearance/theme"_s, u"LISTWRIGHT_THEME"_s, {u"system"_s, u"light"_s, u"dark"_s}),
               choice(LogLevel, u"log/level"_s, u"LISTWRIGHT_LOG_LEVEL"_s,
                      {u"info"_s, u"debug"_s, u"warning"_s, u"error"_s}),
               text(DefaultCurrency, u"import/currency"_s, u"LISTWRIGHT_CURRENCY"_s, u"EUR"_s),
               text(DefaultMarketplace, u"marketplace/default"_s, u"LISTWRIGHT_MARKETPLACE"_s, u"amazon"_s),
               text(AmazonSellerId, u"marketplace/amazonSellerId"_s, u"LISTWRIGHT_AMAZON_SELLER_ID"_s),
               text(MarketplaceSite, u"marketplace/site"_s, u"LISTWRIGHT_MARKETPLACE_SITE"_s, u"DE"_s),
               text(MarketplaceLocale, u"marketplace/locale"_s, u"LISTWRIGHT_MARKETPLACE_LOCALE"_s),
               text(StoreUrl, u"marketplace/storeUrl"_s, u"LISTWRIGHT_STORE_URL"_s),
               text(ImportSource, u"import/source"_s, u"LISTWRIGHT_IMPORT_SOURCE"_s, u"file"_s),
               text(ImportEncoding, u"import/encoding"_s, u"LISTWRIGHT_IMPORT_ENCODING"_s, u"detect"_s),
               choice(ImportDecimal, u"import/decimal"_s, u"LISTWRIGHT_IMPORT_DECIMAL"_s,
                      {u"detect"_s, u"point"_s, u"comma"_s}),
               folder(RulesFolder, u"rules/folder"_s, u"LISTWRIGHT_RULES_FOLDER"_s),
               folder(RejectsFolder, u"import/rejectsFolder"_s, u"LISTWRIGHT_REJECTS_FOLDER"_s),
               folder(ImportFolder, u"files/importFolder"_s, {}),
               folder(ExportFolder, u"files/exportFolder"_s, {}),
               state(WindowGeometry, u"window/geometry"_s),
               state(WindowState, u"window/state"_s),
               state(CatalogHeader, u"catalog/header"_s),
               state(CatalogSplitter, u"catalog/splitter"_s),
               state(ReviewSplitter, u"review/splitter"_s),
           } +
           modelDefinitions() + serverDefinitions();
}

} // namespace

const QList<SettingDefinition> &Settings::definitions()
{
    static const QList<SettingDefinition> table = makeDefinitions();
    return table;
}

const SettingDefinition &Settings::definition(SettingKey key)
{
    const auto found = std::ranges::find(definitions(), key, &SettingDefinition::key);
    Q_ASSERT(found != definitions().end());
    return *found;
}

} // namespace listwright
