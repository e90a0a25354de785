// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apikey.h"
#include "models/domain/result.h"
#include "services/server/receivedrequest.h"
#include "services/server/requestrates.h"

#include <QCoreApplication>
#include <QHash>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace listwright {

class Storage;

/** How often one key may ask. */
struct ApiKeyRates
{
    RequestRate others{}; ///< from other machines, also through a proxy of this one that says so
    RequestRate own{};    ///< from this machine
};

/** Knows who asks the REST API by its key. Thread-safe. The storage must outlive it. */
class ApiGuard
{
    Q_DECLARE_TR_FUNCTIONS(ApiGuard)

public:
    explicit ApiGuard(Storage &storage, const ApiKeyRates &rates = {})
        : m_storage(storage), m_rates(rates.others), m_ownRates(rates.own)
    {
    }

    ~ApiGuard(); ///< waits for keys that are being asked for
    ApiGuard(const ApiGuard &) = delete;
    ApiGuard &operator=(const ApiGuard &) = delete;

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
    /** What ask() would say at once; nothing where it had to ask for the key. */
    std::optional<Result<ApiKey>> known(const QByteArray &key);
    /** Counts a request of the key; RateLimited where it comes too early. */
    std::optional<Error> early(const ApiKey &key, const ReceivedRequest &request);
    /** What early() would say, counting nothing. */
    std::optional<Error> wouldBeEarly(const ApiKey &key, const ReceivedRequest &request);
    /** A key was revoked here: from now on each is asked for anew. */
    void forget();

private:
    using Clock = std::chrono::steady_clock;
    struct Known
    {
        std::optional<ApiKey> key;
        Clock::time_point at;
    };

    using Decided = std::function<void(Result<ApiKey>)>;

    std::optional<std::optional<ApiKey>> fresh(const QByteArray &hash) const;
    static Result<ApiKey> missing();
    static Result<ApiKey> valid(const std::optional<ApiKey> &key);
    Result<ApiKey> decide(const std::optional<ApiKey> &key);
    RequestRates &ratesOf(const ReceivedRequest &request);
    static std::optional<Error> tooEarly(const std::optional<std::chrono::milliseconds> &wait);
    /** Unless something was forgotten since it was asked for. */
    void keep(const QByteArray &hash, const std::optional<ApiKey> &key, quint64 asked);
    void noteUse(const ApiKey &key);

    Storage &m_storage;
    RequestRates m_rates;
    RequestRates m_ownRates;
    std::mutex m_mutex;
    std::condition_variable m_answered;
    int m_asking = 0;                            ///< keys, of the storage
    QHash<QByteArray, Known> m_known;            ///< by hash
    QHash<QByteArray, QList<Decided>> m_waiting; ///< for a key that is asked for, by hash and m_forgotten
    quint64 m_forgotten = 0;                     ///< how often
    QHash<qint64, QDateTime> m_used;             ///< when a use was last written, by id
};

} // namespace listwright
