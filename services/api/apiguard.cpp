// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apiguard.h"

#include "services/secrets/randomtoken.h"
#include "services/server/clientaddress.h"
#include "services/storage/apikeyrepository.h"
#include "services/storage/storage.h"

#include <QScopeGuard>

#include <sodium.h>

namespace listwright {

namespace {

constexpr std::chrono::seconds freshness{5};
constexpr qsizetype mostKnown = 10'000; // wrong ones as well
constexpr qint64 useSeconds = 60;

} // namespace

Result<ApiKey> ApiGuard::missing()
{
    return failure(ErrorCode::Unauthorized, tr("A key is needed: Authorization: Bearer …"));
}

ApiGuard::~ApiGuard()
{
    std::unique_lock lock(m_mutex);
    m_answered.wait(lock, [this] { return m_asking == 0; });
}

QString ApiGuard::makeKey()
{
    return QStringLiteral("lw_") + randomToken();
}

QByteArray ApiGuard::hashOf(const QByteArray &key)
{
    QByteArray hash(crypto_generichash_BYTES, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), static_cast<std::size_t>(hash.size()),
                       reinterpret_cast<const unsigned char *>(key.constData()),
                       static_cast<unsigned long long>(key.size()), nullptr, 0);
    return hash;
}

/** Nothing where it has to be asked for. With the lock. */
std::optional<std::optional<ApiKey>> ApiGuard::fresh(const QByteArray &hash) const
{
    const auto known = m_known.constFind(hash);
    if (known == m_known.cend() || Clock::now() - known->at >= freshness)
        return {};
    return known->key;
}

void ApiGuard::ask(const QByteArray &key, std::function<void(Result<ApiKey>)> decided)
{
    if (key.isEmpty())
        return decided(missing());
    const QByteArray hash = hashOf(key);
    quint64 asked = 0;
    QByteArray name;
    {
        std::unique_lock lock(m_mutex);
        if (const auto found = fresh(hash)) {
            lock.unlock();
            return decided(decide(*found));
        }
        asked = m_forgotten;
        name = hash + QByteArray::number(asked);
        QList<Decided> &waiting = m_waiting[name];
        waiting.append(std::move(decided));
        if (waiting.size() > 1)
            return;
        ++m_asking;
    }
    m_storage.read([hash](Database &database) { return ApiKeyRepository(database).findByHash(hash); })
        .then([this, hash, asked, name](const Result<std::optional<ApiKey>> &found) {
            const auto answered = qScopeGuard([this] { // also where one of those who wait throws
                const std::lock_guard lock(m_mutex);
                --m_asking;
                m_answered.notify_all();
            });
            if (found)
                keep(hash, *found, asked);
            QList<Decided> all;
            {
                const std::lock_guard lock(m_mutex);
                all = m_waiting.take(name);
            }
            for (const Decided &each : std::as_const(all))
                each(found ? decide(*found) : Result<ApiKey>(failure(found.error())));
        });
}

std::optional<Result<ApiKey>> ApiGuard::known(const QByteArray &key)
{
    if (key.isEmpty())
        return missing();
    const QByteArray hash = hashOf(key);
    const std::lock_guard lock(m_mutex);
    const auto found = fresh(hash);
    return found ? std::optional(valid(*found)) : std::nullopt;
}

Result<ApiKey> ApiGuard::valid(const std::optional<ApiKey> &key)
{
    if (!key)
        return failure(ErrorCode::Unauthorized, tr("The key is not known."));
    if (!key->isValid(QDateTime::currentDateTimeUtc()))
        return failure(ErrorCode::Unauthorized,
                       key->revokedAt ? tr("The key was revoked.") : tr("The key has expired."));
    return *key;
}

Result<ApiKey> ApiGuard::decide(const std::optional<ApiKey> &key)
{
    auto decided = valid(key);
    if (decided)
        noteUse(*decided);
    return decided;
}

RequestRates &ApiGuard::ratesOf(const ReceivedRequest &request)
{
    return senderOf(request).isOwn ? m_ownRates : m_rates;
}

std::optional<Error> ApiGuard::early(const ApiKey &key, const ReceivedRequest &request)
{
    return tooEarly(ratesOf(request).take(QByteArray::number(key.id), Clock::now()));
}

std::optional<Error> ApiGuard::wouldBeEarly(const ApiKey &key, const ReceivedRequest &request)
{
    return tooEarly(ratesOf(request).wait(QByteArray::number(key.id), Clock::now()));
}

std::optional<Error> ApiGuard::tooEarly(const std::optional<std::chrono::milliseconds> &wait)
{
    if (!wait)
        return {};
    return Error{ErrorCode::RateLimited, tr("There are too many requests with this key."), {}, *wait};
}

void ApiGuard::forget()
{
    const std::lock_guard lock(m_mutex);
    ++m_forgotten;
    m_known.clear();
}

void ApiGuard::keep(const QByteArray &hash, const std::optional<ApiKey> &key, quint64 asked)
{
    const std::lock_guard lock(m_mutex);
    if (asked != m_forgotten) // it may have been read before it was revoked
        return;
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert(hash, {key, Clock::now()});
}

void ApiGuard::noteUse(const ApiKey &key)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    {
        const std::lock_guard lock(m_mutex);
        QDateTime &last = m_used[key.id];
        if (last.isValid() && last.secsTo(now) < useSeconds)
            return;
        last = now;
    }
    m_storage.write([id = key.id, now](Database &database) { return ApiKeyRepository(database).noteUse(id, now); });
}

} // namespace listwright
