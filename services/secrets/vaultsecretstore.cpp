// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/vaultsecretstore.h"

#include "services/secrets/privatefile.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QRandomGenerator>

#include <sodium.h>

namespace listwright {

namespace {

constexpr qint64 maximumVaultBytes = 16 * 1024 * 1024;
constexpr qint64 maximumKeyBytes = 64 * 1024;
constexpr int lockTimeoutMs = 10'000;
constexpr int keyFileBytes = 32;

} // namespace

VaultSecretStore::VaultSecretStore(QString vaultFile, QString keyFile, QString passphrase)
    : m_vaultFile(std::move(vaultFile))
    , m_keyFile(keyFile.isEmpty() ? m_vaultFile + QStringLiteral(".key") : std::move(keyFile))
    , m_passphrase(passphrase.toUtf8())
{
}

VaultSecretStore::~VaultSecretStore()
{
    sodium_memzero(m_passphrase.data(), static_cast<size_t>(m_passphrase.size()));
}

Result<QString> VaultSecretStore::read(const QString &name)
{
    const std::lock_guard guard(m_mutex);
    const Result<VaultFile> vault = load();
    if (!vault) {
        if (vault.error().code != ErrorCode::NotFound)
            return failure(vault.error());
        return failure(ErrorCode::NotFound, tr("No password is stored for “%1”.").arg(name),
                       QStringLiteral("vault: none yet"));
    }
    const Result<VaultKey *> key = keyOf(*vault);
    if (!key)
        return failure(key.error());
    return vault->value(**key, name);
}

Result<void> VaultSecretStore::write(const QString &name, const QString &value)
{
    if (name.isEmpty())
        return failure(ErrorCode::InvalidInput, tr("A stored password needs a name."), QStringLiteral("empty name"));
    return modify([&](VaultFile &vault, const VaultKey &key) { vault.setValue(key, name, value); });
}

Result<void> VaultSecretStore::remove(const QString &name)
{
    if (!QFileInfo::exists(m_vaultFile))
        return {};
    return modify([&](VaultFile &vault, const VaultKey &) { vault.remove(name); });
}

QString VaultSecretStore::displayText() const
{
    return tr("Encrypted file %1").arg(QDir::toNativeSeparators(m_vaultFile));
}

Result<void> VaultSecretStore::modify(const std::function<void(VaultFile &, const VaultKey &)> &change)
{
    const std::lock_guard guard(m_mutex);
    if (const Result<void> made = makePrivateFolder(QFileInfo(m_vaultFile).absolutePath()); !made)
        return made;
    QLockFile lock(m_vaultFile + QStringLiteral(".lock"));
    if (!lock.tryLock(lockTimeoutMs)) {
        const bool busy = lock.error() == QLockFile::LockFailedError;
        return failure(busy ? ErrorCode::Busy : ErrorCode::Forbidden,
                       busy ? tr("Another program is using the vault of passwords. Try again.")
                            : tr("The vault of passwords cannot be written in “%1”.")
                                  .arg(QDir::toNativeSeparators(QFileInfo(m_vaultFile).absolutePath())),
                       QStringLiteral("vault: lock error %1").arg(static_cast<int>(lock.error())));
    }
    Result<VaultFile> vault = loadOrCreate();
    if (!vault)
        return failure(vault.error());
    const Result<VaultKey *> key = keyOf(*vault);
    if (!key)
        return failure(key.error());
    change(*vault, **key);
    return writePrivateFile(m_vaultFile, vault->toJson());
}

Result<VaultFile> VaultSecretStore::load() const
{
    const Result<QByteArray> json = readBoundedFile(m_vaultFile, maximumVaultBytes);
    if (!json)
        return failure(json.error());
    return VaultFile::fromJson(*json);
}

Result<VaultFile> VaultSecretStore::loadOrCreate()
{
    Result<VaultFile> vault = load();
    if (vault || vault.error().code != ErrorCode::NotFound)
        return vault;
    if (m_passphrase.isEmpty() && !QFileInfo::exists(m_keyFile)) {
        if (const Result<void> made = makeKeyFile(); !made)
            return failure(made.error());
    }
    Result<QByteArray> secret = unlockingSecret();
    if (!secret)
        return failure(secret.error());
    VaultFile created = VaultFile::create();
    Result<VaultKey> key = VaultKey::derive(*secret, created.salt());
    sodium_memzero(secret->data(), static_cast<size_t>(secret->size()));
    if (!key)
        return failure(key.error());
    created.setKey(*key);
    m_keySalt = created.salt();
    m_key.emplace(std::move(*key));
    return created;
}

Result<QByteArray> VaultSecretStore::unlockingSecret() const
{
    if (!m_passphrase.isEmpty())
        return QByteArray(m_passphrase.constData(), m_passphrase.size());
    Result<QByteArray> content = readBoundedFile(m_keyFile, maximumKeyBytes);
    if (!content) {
        if (content.error().code != ErrorCode::NotFound)
            return content;
        return failure(
            ErrorCode::Forbidden,
            tr("The key file “%1” of the vault of passwords is missing.").arg(QDir::toNativeSeparators(m_keyFile)),
            QStringLiteral("vault: no key file"));
    }
    if (const Result<void> isPrivate = requirePrivate(m_keyFile); !isPrivate)
        return failure(isPrivate.error());
    if (content->size() < keyFileBytes)
        return failure(ErrorCode::Corrupt,
                       tr("The key file “%1” is too short.").arg(QDir::toNativeSeparators(m_keyFile)),
                       QStringLiteral("vault: key file of %1 bytes").arg(content->size()));
    return content;
}

Result<void> VaultSecretStore::makeKeyFile() const
{
    std::array<quint32, keyFileBytes / sizeof(quint32)> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), keyFileBytes);
    return writePrivateFile(m_keyFile, bytes.toHex() + '\n');
}

Result<VaultKey *> VaultSecretStore::keyOf(const VaultFile &vault)
{
    if (!m_key || m_keySalt != vault.salt()) {
        Result<QByteArray> secret = unlockingSecret();
        if (!secret)
            return failure(secret.error());
        Result<VaultKey> key = VaultKey::derive(*secret, vault.salt());
        sodium_memzero(secret->data(), static_cast<size_t>(secret->size()));
        if (!key)
            return failure(key.error());
        m_keySalt = vault.salt();
        m_key.emplace(std::move(*key));
    }
    if (const Result<void> verified = vault.verifyKey(*m_key); !verified) {
        m_key.reset();
        return failure(verified.error());
    }
    return &*m_key;
}

} // namespace listwright
