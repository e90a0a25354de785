// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/secrets/vaultfile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

namespace listwright {

namespace {

constexpr int formatVersion = 1;
// Entry names are prefixed, so no entry can pass for the check value.
constexpr char checkName[] = "listwright-vault-1/check";
constexpr char entryPrefix[] = "listwright-vault-1/entry/";
constexpr char checkText[] = "listwright";

/** False only when the system has no source of randomness. Safe from any thread, and repeatedly. */
bool sodiumReady()
{
    return sodium_init() >= 0;
}

QByteArray randomBytes(size_t count)
{
    QByteArray bytes(static_cast<qsizetype>(count), Qt::Uninitialized);
    randombytes_buf(bytes.data(), count);
    return bytes;
}

const unsigned char *data(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

unsigned char *data(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

size_t size(const QByteArray &bytes)
{
    return static_cast<size_t>(bytes.size());
}

VaultEntry seal(const VaultKey &key, const QByteArray &name, const QByteArray &plain)
{
    VaultEntry entry;
    entry.nonce = randomBytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    entry.sealed.resize(plain.size() + static_cast<qsizetype>(crypto_aead_xchacha20poly1305_ietf_ABYTES));
    crypto_aead_xchacha20poly1305_ietf_encrypt(data(entry.sealed), nullptr, data(plain), size(plain), data(name),
                                               size(name), nullptr, data(entry.nonce), key.bytes());
    return entry;
}

/** Nothing when the entry was not sealed with this key under this name, or has been changed since. */
std::optional<QByteArray> unseal(const VaultKey &key, const QByteArray &name, const VaultEntry &entry)
{
    if (size(entry.nonce) != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES ||
        size(entry.sealed) < crypto_aead_xchacha20poly1305_ietf_ABYTES)
        return {};
    QByteArray plain(entry.sealed.size() - static_cast<qsizetype>(crypto_aead_xchacha20poly1305_ietf_ABYTES), '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(data(plain), nullptr, nullptr, data(entry.sealed),
                                                   size(entry.sealed), data(name), size(name), data(entry.nonce),
                                                   key.bytes()) != 0)
        return {};
    return plain;
}

QJsonObject toObject(const VaultEntry &entry)
{
    return {{QStringLiteral("nonce"), QString::fromLatin1(entry.nonce.toBase64())},
            {QStringLiteral("sealed"), QString::fromLatin1(entry.sealed.toBase64())}};
}

VaultEntry toEntry(const QJsonObject &object)
{
    return {QByteArray::fromBase64(object.value(QStringLiteral("nonce")).toString().toLatin1()),
            QByteArray::fromBase64(object.value(QStringLiteral("sealed")).toString().toLatin1())};
}

} // namespace

Result<VaultKey> VaultKey::derive(const QByteArray &secret, const QByteArray &salt)
{
    VaultKey key;
    if (!sodiumReady() || size(salt) != crypto_pwhash_SALTBYTES ||
        crypto_pwhash(key.m_bytes.data(), key.m_bytes.size(), secret.constData(), size(secret), data(salt),
                      crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return failure(ErrorCode::Internal, tr("There is not enough memory to open the vault of passwords."),
                       QStringLiteral("key derivation failed"));
    return key;
}

VaultKey::~VaultKey()
{
    sodium_memzero(m_bytes.data(), m_bytes.size());
}

VaultKey::VaultKey(VaultKey &&other) noexcept : m_bytes(other.m_bytes)
{
    sodium_memzero(other.m_bytes.data(), other.m_bytes.size());
}

VaultKey &VaultKey::operator=(VaultKey &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

VaultFile VaultFile::create()
{
    VaultFile vault;
    if (sodiumReady())
        vault.m_salt = randomBytes(crypto_pwhash_SALTBYTES);
    return vault;
}

Result<VaultFile> VaultFile::fromJson(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (root.value(QStringLiteral("format")).toString() != QStringLiteral("listwright-vault"))
        return failure(ErrorCode::Corrupt, tr("The vault of passwords is damaged or not a vault."),
                       QStringLiteral("vault: not the expected JSON"));
    const int version = root.value(QStringLiteral("version")).toInt();
    if (version != formatVersion)
        return failure(ErrorCode::Unsupported, tr("The vault of passwords was made by a newer version of Listwright."),
                       QStringLiteral("vault: version %1").arg(version));
    VaultFile vault;
    vault.m_salt = QByteArray::fromBase64(root.value(QStringLiteral("salt")).toString().toLatin1());
    vault.m_check = toEntry(root.value(QStringLiteral("check")).toObject());
    if (size(vault.m_salt) != crypto_pwhash_SALTBYTES)
        return failure(ErrorCode::Corrupt, tr("The vault of passwords is damaged or not a vault."),
                       QStringLiteral("vault: salt of %1 bytes").arg(vault.m_salt.size()));
    const QJsonObject entries = root.value(QStringLiteral("entries")).toObject();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry)
        vault.m_entries.insert(entry.key(), toEntry(entry.value().toObject()));
    return vault;
}

QByteArray VaultFile::toJson() const
{
    QJsonObject entries;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry)
        entries.insert(entry.key(), toObject(entry.value()));
    const QJsonObject root{
        {QStringLiteral("format"), QStringLiteral("listwright-vault")},
        {QStringLiteral("version"), formatVersion},
        {QStringLiteral("salt"), QString::fromLatin1(m_salt.toBase64())},
        {QStringLiteral("check"), toObject(m_check)},
        {QStringLiteral("entries"), entries},
    };
    return QJsonDocument(root).toJson();
}

void VaultFile::setKey(const VaultKey &key)
{
    m_check = seal(key, checkName, checkText);
}

Result<void> VaultFile::verifyKey(const VaultKey &key) const
{
    if (unseal(key, checkName, m_check) == QByteArray(checkText))
        return {};
    return failure(ErrorCode::Forbidden, tr("The passphrase or key file does not open the vault of passwords."),
                   QStringLiteral("vault: wrong key"));
}

Result<QString> VaultFile::value(const VaultKey &key, const QString &name) const
{
    const auto entry = m_entries.constFind(name);
    if (entry == m_entries.constEnd())
        return failure(ErrorCode::NotFound, tr("No password is stored for “%1”.").arg(name),
                       QStringLiteral("vault: no entry %1").arg(name));
    std::optional<QByteArray> plain = unseal(key, entryPrefix + name.toUtf8(), *entry);
    if (!plain)
        return failure(ErrorCode::Corrupt, tr("The password stored for “%1” is damaged. Enter it again.").arg(name),
                       QStringLiteral("vault: entry %1 fails authentication").arg(name));
    const QString value = QString::fromUtf8(*plain);
    sodium_memzero(plain->data(), size(*plain));
    return value;
}

void VaultFile::setValue(const VaultKey &key, const QString &name, const QString &value)
{
    QByteArray plain = value.toUtf8();
    m_entries.insert(name, seal(key, entryPrefix + name.toUtf8(), plain));
    sodium_memzero(plain.data(), size(plain));
}

} // namespace listwright
