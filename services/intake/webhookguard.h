// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/intake/webhooksecret.h"

#include <QByteArray>

#include <mutex>
#include <unordered_map>

namespace listwright {

/** What a request shows to prove that its sender knows the secret. */
struct WebhookProof
{
    QByteArray secret;    ///< X-Webhook-Secret
    QByteArray timestamp; ///< X-Timestamp: seconds since 1970
    QByteArray signature; ///< X-Signature: "sha256=" and HMAC-SHA256 in hex of timestamp, "." and body
};

/**
 * Decides who may send to the webhook: by the secret itself, or by a signature made with it, or only by that. All
 * comparisons take the same time whatever differs. A signature is good for five minutes around its timestamp, and once
 * its request is taken not again. Thread-safe.
 */
class WebhookGuard
{
public:
    enum class Verdict {
        Good,
        Missing,  ///< shows nothing
        Unsigned, ///< shows no signature, where one is needed
        Undated,  ///< signed, but does not say when
        Wrong,    ///< knows no secret
        Unfit,    ///< the signature fits no secret or not this body
        Stale,    ///< signed too long ago, or ahead of time
        Repeated, ///< is stored already, or about to be
    };

    explicit WebhookGuard(WebhookSecret secret, bool signedOnly = false);
    void setSecret(WebhookSecret secret);
    void setSecret(WebhookSecret secret, bool signedOnly);

    /** What can be said before the body is there: whether it is worth reading. */
    Verdict checkHead(const WebhookProof &proof, const QDateTime &now) const;
    Verdict check(const WebhookProof &proof, const QByteArray &body, const QDateTime &now) const;
    /** The signed request is taken: another with the same signature is a repetition. False where this one is. */
    bool remember(const WebhookProof &proof, const QDateTime &now);
    /** It was not stored after all: it may come again as it is. */
    void forget(const WebhookProof &proof);

private:
    QList<QByteArray> valid(const QDateTime &now) const;
    Verdict checkSignature(const WebhookProof &proof, const QByteArray &body, const QDateTime &now) const;

    mutable std::mutex m_mutex;
    WebhookSecret m_secret;
    bool m_signedOnly = false;
    std::unordered_map<quint64, qint64> m_seen; ///< hash of a signature to the second from which it is stale
};

} // namespace listwright
