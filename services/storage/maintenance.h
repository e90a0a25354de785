// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/storage/database.h"
#include "services/storage/storagelocation.h"

#include <QDateTime>

#include <functional>

namespace listwright::maintenance {

struct CheckReport
{
    bool ok = false;
    int schemaVersion = 0;
    qint64 products = 0;
    QStringList problems; ///< translated, but for what SQLite itself says of the file
    QStringList details;  ///< the same in English, for logs
};

/** Integrity of the file and of the search index beside it, references, products that wait for nothing. Blocks. */
Result<CheckReport> check(const StorageLocation &location);
/**
 * A consistent copy while the program runs (SQLite backup API); Corrupt, leaving what stands there, where the catalog
 * is damaged. PostgreSQL: Unsupported, naming pg_dump.
 */
Result<void> backup(const StorageLocation &location, const QString &targetFile,
                    const std::function<void(int percent)> &progress = {});
/** Replaces the database by a checked backup; the present one is kept beside it with a time in its name. */
Result<void> restore(const StorageLocation &location, const QString &backupFile);
/** Is there while a restore prepares what takes the database's place. */
QString stagedFile(const StorageLocation &location);
/** Brings the schema up to date; the versions before and after. Busy where the file is open in a Listwright. */
Result<std::pair<int, int>> migrate(const StorageLocation &location);
/**
 * The same for who has it open alone: an SQLite file with an older schema is copied to "<file>.before-schema-<latest>"
 * first, and left alone where that fails.
 */
Result<std::pair<int, int>> migrate(Database &database, const StorageLocation &location);

/**
 * Makes today's automatic backup where there is none yet and removes all but the last `keep`. In a folder that is not
 * beside the catalog its name says which catalog of that name it is of.
 */
Result<void> dailyBackup(const StorageLocation &location, const QString &folder, int keep = 7,
                         const QDate &today = QDate::currentDate());

} // namespace listwright::maintenance
