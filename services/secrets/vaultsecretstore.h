// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/secrets/secretstore.h"
#include "services/secrets/vaultfile.h"

#include <functional>
#include <mutex>
#include <optional>

namespace listwright {

/**
 * An encrypted file, for machines without a keychain. Its key comes from a passphrase, or from a random key file with
 * mode 0600 beside it. The file is read anew on every call and replaced whole under a lock file, so several threads and
 * processes can use one vault.
 */
class VaultSecretStore final : public SecretStore
{
    Q_DECLARE_TR_FUNCTIONS(VaultSecretStore)

public:
    VaultSecretStore(QString vaultFile, QString keyFile, QString passphrase);
    ~VaultSecretStore() override;
    VaultSecretStore(const VaultSecretStore &) = delete;
    VaultSecretStore &operator=(const VaultSecretStore &) = delete;

    Result<QString> read(const QString &name) override;
    Result<void> write(const QString &name, const QString &value) override;
    Result<void> remove(const QString &name) override;
    QString displayText() const override;

private:
    /** Runs `change` on the locked vault and stores it. */
    Result<void> modify(const std::function<void(VaultFile &, const VaultKey &)> &change);
    Result<VaultFile> load() const;
    Result<VaultFile> loadOrCreate();
    Result<QByteArray> unlockingSecret() const;
    Result<void> makeKeyFile() const;
    /** The derived key is kept, as deriving it is slow on purpose. */
    Result<VaultKey *> keyOf(const VaultFile &vault);

    QString m_vaultFile;
    QString m_keyFile;
    QByteArray m_passphrase;
    std::mutex m_mutex;
    std::optional<VaultKey> m_key;
    QByteArray m_keySalt;
};

} // namespace listwright
