// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "models/domain/result.h"

#include <QCoreApplication>
#include <QHash>

#include <chrono>
#include <functional>
#include <mutex>

namespace listwright {

class Storage;

/** Knows who asks the REST API by its key. Thread-safe. Must outlive what it was asked. */
class ApiGuard
{
    Q_DECLARE_TR_FUNCTIONS(ApiGuard)

public:
    explicit ApiGuard(Storage &storage) : m_storage(storage) {}

    /** "lw_" and 256 random bits in base64url. */
    static QString makeKey();
    /** What is kept of it: a key is random and long, so that a plain hash tells nothing of it. */
    static QByteArray hashOf(const QByteArray &key);

    /**
     * The key with its scopes, or Unauthorized where it is missing, unknown, revoked or expired. Answers at once where
     * the key was asked for in the last seconds, so that what another machine revokes ends soon; from a storage thread
     * otherwise.
     */
    void ask(const QByteArray &key, std::function<void(Result<ApiKey>)> decided);
    /** A key was revoked here: from now on each is asked for anew. */
    void forget();

private:
    using Clock = std::chrono::steady_clock;
    struct Known
    {
        std::optional<ApiKey> key;
        Clock::time_point at;
    };

    Result<ApiKey> decide(const std::optional<ApiKey> &key);
    /** Unless something was forgotten since it was asked for. */
    void keep(const QByteArray &hash, const std::optional<ApiKey> &key, quint64 asked);
    void noteUse(const ApiKey &key);

    Storage &m_storage;
    std::mutex m_mutex;
    QHash<QByteArray, Known> m_known; ///< by hash
    quint64 m_forgotten = 0;          ///< how often
    QHash<qint64, QDateTime> m_used;  ///< when a use was last written, by id
};

} // namespace listwright
