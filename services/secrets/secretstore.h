// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QString>

#include <memory>

namespace listwright {

/**
 * Keeps passwords and keys of other systems, never as plain text on disk. Settings and the database hold only the
 * names of entries, e.g. "database/anna@db.example:5432/shop".
 *
 * All methods can be called from any thread and block, with a keychain for as long as the person takes to unlock it:
 * the GUI calls them through QtConcurrent::run(). Errors: NotFound (read), Forbidden (wrong key, refused by the
 * person, file rights), Corrupt (tampered with), Busy, Io, StorageFull, Timeout, InvalidInput (empty name). No error
 * holds a secret.
 */
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /** NotFound when there is no such entry. */
    virtual Result<QString> read(const QString &name) = 0;
    /** Makes the entry or replaces its value. */
    virtual Result<void> write(const QString &name, const QString &value) = 0;
    /** Also succeeds when there is no such entry. */
    virtual Result<void> remove(const QString &name) = 0;
    /** Where secrets are kept, translated, for the settings page. */
    virtual QString displayText() const = 0;
};

struct SecretStoreOptions
{
    enum class Place {
        Automatic, ///< a vault that exists; else the keychain where one works; else a new vault
        Keychain,
        Vault,
    };

    Place place = Place::Automatic;
    QString vaultFile{};  ///< e.g. <data folder>/secrets.vault
    QString keyFile{};    ///< made with mode 0600 at the first write; empty = vaultFile + ".key"
    QString passphrase{}; ///< opens the vault instead of the key file when not empty
};

/**
 * Opens the store that fits this machine. Looking for a keychain takes up to five seconds where a broken secret
 * service does not answer, so call it once, away from the GUI thread. Nothing is written before the first write().
 */
Result<std::unique_ptr<SecretStore>> openSecretStore(const SecretStoreOptions &options);

} // namespace listwright
