// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <array>

namespace listwright {

/** The 256-bit key of a vault; wiped from memory when it goes. */
class VaultKey
{
    Q_DECLARE_TR_FUNCTIONS(VaultKey)

public:
    /** Argon2id; needs about a tenth of a second and 64 MiB. */
    static Result<VaultKey> derive(const QByteArray &secret, const QByteArray &salt);
    ~VaultKey();
    VaultKey(VaultKey &&other) noexcept;
    VaultKey &operator=(VaultKey &&other) noexcept;

    const unsigned char *bytes() const { return m_bytes.data(); }

private:
    VaultKey() = default;
    std::array<unsigned char, 32> m_bytes{};
};

/** One encrypted value: XChaCha20-Poly1305 with a random nonce and the entry's name as associated data. */
struct VaultEntry
{
    QByteArray nonce;
    QByteArray sealed;
};

/**
 * What stands in a vault: the salt of its key, a check value that tells a wrong key from a damaged entry, and the
 * entries. Names are readable, values are not. The associated data stops values from being swapped between names.
 */
class VaultFile
{
    Q_DECLARE_TR_FUNCTIONS(VaultFile)

public:
    /** A vault without entries, with a salt of its own. */
    static VaultFile create();
    static Result<VaultFile> fromJson(const QByteArray &json);
    QByteArray toJson() const;

    const QByteArray &salt() const { return m_salt; }
    /** Makes the check value. */
    void setKey(const VaultKey &key);
    /** Forbidden when the vault was made with another key. */
    Result<void> verifyKey(const VaultKey &key) const;

    Result<QString> value(const VaultKey &key, const QString &name) const;
    void setValue(const VaultKey &key, const QString &name, const QString &value);
    bool remove(const QString &name) { return m_entries.remove(name) > 0; }

private:
    QByteArray m_salt;
    VaultEntry m_check;
    QMap<QString, VaultEntry> m_entries;
};

} // namespace listwright
