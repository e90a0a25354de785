// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/databaselocation.h"

#include "services/settings/settings.h"

#include <QUrl>

namespace listwright {

Result<StorageLocation> databaseLocation(const QString &given, const Settings &settings)
{
    QString address = given.isEmpty() ? settings.text(SettingKey::DatabaseUrl) : given;
    if (!address.contains(u':'))
        return StorageLocation::sqlite(address);
    const QString password = settings.text(SettingKey::DatabasePassword);
    QUrl url(address);
    if (!password.isEmpty() && url.scheme().startsWith(u"postgres") && url.password().isEmpty()) {
        url.setPassword(password, QUrl::DecodedMode);
        address = QString::fromUtf8(url.toEncoded());
    }
    return StorageLocation::parse(address);
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
