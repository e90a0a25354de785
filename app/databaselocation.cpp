// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/databaselocation.h"

#include "services/secrets/secretstore.h"
#include "services/settings/settings.h"

#include <QUrl>

namespace listwright {

Result<StorageLocation> databaseLocation(const QString &given, const Settings &settings)
{
    QString address = given.isEmpty() ? settings.text(SettingKey::DatabaseUrl) : given;
    const QString password = settings.text(SettingKey::DatabasePassword);
    QUrl url(address);
    if (!password.isEmpty() && url.scheme().startsWith(u"postgres") && url.password().isEmpty()) {
        url.setPassword(password, QUrl::DecodedMode);
        address = QString::fromUtf8(url.toEncoded());
    }
    return StorageLocation::parse(address);
}

StorageLocation withKeptPassword(const StorageLocation &location, SecretStore &secrets)
{
    if (location.isSqlite() || !location.password().isEmpty())
        return location;
    QUrl url;
    url.setScheme(QStringLiteral("postgresql"));
    url.setHost(location.host());
    url.setPort(location.port());
    url.setUserName(location.user(), QUrl::DecodedMode);
    url.setPath(u'/' + location.databaseName(), QUrl::DecodedMode);
    const auto password = secrets.read(Settings::databaseSecretName(QString::fromUtf8(url.toEncoded())));
    if (!password)
        return location;
    url.setPassword(*password, QUrl::DecodedMode);
    return StorageLocation::parse(QString::fromUtf8(url.toEncoded())).value_or(location);
}

Result<std::unique_ptr<SecretStore>> openSecrets(const QString &dataFolder)
{
    SecretStoreOptions options;
    options.vaultFile = dataFolder + QStringLiteral("/secrets.vault");
    return openSecretStore(options);
}

Result<WebhookSecret> senderSecret(const Settings &settings)
{
    if (const QString given = settings.text(SettingKey::WebhookSecretText); !given.isEmpty())
        return WebhookSecret{.current = given};
    const auto secrets = openSecrets(settings.text(SettingKey::DataFolder));
    if (!secrets)
        return failure(secrets.error());
    return webhookSecret(**secrets);
}

Storage::Options storageOptions(const StorageLocation &location, const Settings &settings)
{
    Storage::Options options;
    options.location = location;
    options.backupFolder = settings.text(SettingKey::BackupFolder);
    options.keepBackups = settings.number(SettingKey::KeepBackups);
    return options;
}

} // namespace listwright
