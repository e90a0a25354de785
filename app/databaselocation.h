// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/webhooksecret.h"
#include "services/storage/storage.h"

namespace listwright {

class SecretStore;
class Settings;

/**
 * The address given, or else the settings' (LISTWRIGHT_DATABASE_URL, the file, the default). A PostgreSQL address
 * without a password gets the one of LISTWRIGHT_DATABASE_PASSWORD. A path alone means an SQLite file.
 */
Result<StorageLocation> databaseLocation(const QString &given, const Settings &settings);

/**
 * The address with the password that was kept for it, where it is a server's and lacks one. Otherwise, and when the
 * store knows none, as it is: the server may do without. Blocks as SecretStore does.
 */
StorageLocation withKeptPassword(const StorageLocation &location, SecretStore &secrets);

/** Keeper of passwords: the keychain, or the vault in the data folder. Blocks: not for the GUI thread. */
Result<std::unique_ptr<SecretStore>> openSecrets(const QString &dataFolder);

/** LISTWRIGHT_WEBHOOK_SECRET, or the kept one, which is made at the first time. Blocks: not for the GUI thread. */
Result<WebhookSecret> senderSecret(const Settings &settings);

/** As the settings want the catalog opened: backups and how many of them. */
Storage::Options storageOptions(const StorageLocation &location, const Settings &settings);

} // namespace listwright
