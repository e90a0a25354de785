// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/storage.h"

namespace listwright {

class Settings;

/**
 * The address given, or else the settings' (LISTWRIGHT_DATABASE_URL, the file, the default). A PostgreSQL address
 * without a password gets the one of LISTWRIGHT_DATABASE_PASSWORD. A path alone means an SQLite file.
 */
Result<StorageLocation> databaseLocation(const QString &given, const Settings &settings);

/** As the settings want the catalog opened: backups and how many of them. */
Storage::Options storageOptions(const StorageLocation &location, const Settings &settings);

} // namespace listwright
