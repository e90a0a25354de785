// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/secretstore.h"

#include "services/secrets/keychainsecretstore.h"
#include "services/secrets/vaultsecretstore.h"

#include <QFileInfo>

namespace listwright {

namespace {

struct SecretStores
{
    Q_DECLARE_TR_FUNCTIONS(SecretStores)
};

} // namespace

Result<std::unique_ptr<SecretStore>> openSecretStore(const SecretStoreOptions &options)
{
    using Place = SecretStoreOptions::Place;
    // A vault that holds something stays in use even when a keychain turns up later; else its entries would be lost.
    const bool hasVault = !options.vaultFile.isEmpty() && QFileInfo::exists(options.vaultFile);
    if (options.place == Place::Keychain || (options.place == Place::Automatic && !hasVault)) {
        auto keychain = std::make_unique<KeychainSecretStore>(QStringLiteral("Listwright"));
        if (keychain->works())
            return keychain;
        if (options.place == Place::Keychain)
            return failure(ErrorCode::Unsupported, SecretStores::tr("This computer has no keychain that works."),
                           QStringLiteral("keychain: probe failed"));
    }
    if (options.vaultFile.isEmpty())
        return failure(ErrorCode::Unsupported,
                       SecretStores::tr("There is no place to keep passwords: no keychain, and no file was named."),
                       QStringLiteral("no keychain, no vault file"));
    return std::make_unique<VaultSecretStore>(options.vaultFile, options.keyFile, options.passphrase);
}

} // namespace listwright
