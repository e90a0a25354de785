// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/webhookguard.h"

#include <sodium.h>

namespace listwright {

namespace {

constexpr qint64 tolerance = 5 * 60;      // seconds between both clocks
constexpr std::size_t mostSeen = 500'000; // signatures; the oldest are stale long before
const QByteArray signaturePrefix = QByteArrayLiteral("sha256=");

using Digest = std::array<unsigned char, crypto_generichash_BYTES>;

Digest digestOf(const QByteArray &text)
{
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char *>(text.constData()),
                       static_cast<unsigned long long>(text.size()), nullptr, 0);
    return digest;
}

/** In a time that does not tell where they differ, nor how long the secret is. */
bool isSame(const QByteArray &one, const QByteArray &other)
{
    const Digest first = digestOf(one);
    const Digest second = digestOf(other);
    return sodium_memcmp(first.data(), second.data(), first.size()) == 0;
}

QByteArray signatureOf(const QByteArray &secret, const QByteArray &timestamp, const QByteArray &body)
{
    crypto_auth_hmacsha256_state state;
    const auto bytes = [](const QByteArray &text) { return reinterpret_cast<const unsigned char *>(text.constData()); };
    crypto_auth_hmacsha256_init(&state, bytes(secret), static_cast<std::size_t>(secret.size()));
    const QByteArray head = timestamp + '.';
    crypto_auth_hmacsha256_update(&state, bytes(head), static_cast<unsigned long long>(head.size()));
    crypto_auth_hmacsha256_update(&state, bytes(body), static_cast<unsigned long long>(body.size()));
    QByteArray mac(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char *>(mac.data()));
    return mac.toHex();
}

/** The hex digits, in lower case. */
QByteArray bare(const QByteArray &signature)
{
    const QByteArray lower = signature.trimmed().toLower();
    return lower.startsWith(signaturePrefix) ? lower.mid(signaturePrefix.size()) : lower;
}

quint64 numberOf(const QByteArray &signature)
{
    const Digest digest = digestOf(bare(signature));
    quint64 number = 0;
    std::memcpy(&number, digest.data(), sizeof number);
    return number;
}

} // namespace

WebhookGuard::WebhookGuard(WebhookSecret secret, bool signedOnly)
    : m_secret(std::move(secret)), m_signedOnly(signedOnly)
{
}

void WebhookGuard::setSecret(WebhookSecret secret)
{
    const std::lock_guard lock(m_mutex);
    m_secret = std::move(secret);
}

void WebhookGuard::setSecret(WebhookSecret secret, bool signedOnly)
{
    const std::lock_guard lock(m_mutex);
    m_secret = std::move(secret);
    m_signedOnly = signedOnly;
}

QList<QByteArray> WebhookGuard::valid(const QDateTime &now) const
{
    QList<QByteArray> secrets{m_secret.current.toUtf8()};
    for (const FormerSecret &former : m_secret.former) {
        if (now < former.until)
            secrets.append(former.text.toUtf8());
    }
    return secrets;
}

WebhookGuard::Verdict WebhookGuard::checkHead(const WebhookProof &proof, const QDateTime &now) const
{
    const std::lock_guard lock(m_mutex);
    if (!proof.signature.isEmpty()) {
        bool isNumber = false;
        const qint64 at = proof.timestamp.toLongLong(&isNumber);
        if (!isNumber)
            return Verdict::Undated;
        const qint64 present = now.toSecsSinceEpoch(); // a difference to any number might overflow
        return at < present - tolerance || at > present + tolerance ? Verdict::Stale : Verdict::Good;
    }
    if (m_signedOnly)
        return Verdict::Unsigned;
    if (proof.secret.isEmpty())
        return Verdict::Missing;
    bool good = false;
    const QList<QByteArray> secrets = valid(now);
    for (const QByteArray &secret : secrets)
        good = isSame(proof.secret, secret) || good;
    return good ? Verdict::Good : Verdict::Wrong;
}

WebhookGuard::Verdict WebhookGuard::check(const WebhookProof &proof, const QByteArray &body, const QDateTime &now) const
{
    const Verdict head = checkHead(proof, now);
    if (head != Verdict::Good || proof.signature.isEmpty())
        return head;
    const std::lock_guard lock(m_mutex);
    return checkSignature(proof, body, now);
}

WebhookGuard::Verdict WebhookGuard::checkSignature(const WebhookProof &proof, const QByteArray &body,
                                                   const QDateTime &now) const
{
    bool good = false;
    const QList<QByteArray> secrets = valid(now);
    for (const QByteArray &secret : secrets)
        good = isSame(bare(proof.signature), signatureOf(secret, proof.timestamp, body)) || good;
    if (!good)
        return Verdict::Unfit;
    return m_seen.contains(numberOf(proof.signature)) ? Verdict::Repeated : Verdict::Good;
}

bool WebhookGuard::remember(const WebhookProof &proof, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    const qint64 second = now.toSecsSinceEpoch();
    if (m_seen.size() >= mostSeen)
        std::erase_if(m_seen, [second](const auto &seen) { return seen.second <= second; });
    if (m_seen.size() >= mostSeen)
        return true;
    return m_seen.emplace(numberOf(proof.signature), proof.timestamp.toLongLong() + tolerance + 1).second;
}

void WebhookGuard::forget(const WebhookProof &proof)
{
    const std::lock_guard lock(m_mutex);
    m_seen.erase(numberOf(proof.signature));
}

} // namespace listwright
