// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/apiguard.h"

#include "services/secrets/randomtoken.h"
#include "services/storage/apikeyrepository.h"
#include "services/storage/storage.h"

#include <sodium.h>

namespace listwright {

namespace {

constexpr std::chrono::seconds freshness{5};
constexpr qsizetype mostKnown = 10'000; // wrong ones as well
constexpr qint64 useSeconds = 60;

} // namespace

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

void ApiGuard::ask(const QByteArray &key, std::function<void(Result<ApiKey>)> decided)
{
    if (key.isEmpty())
        return decided(failure(ErrorCode::Unauthorized, tr("A key is needed: Authorization: Bearer …")));
    const QByteArray hash = hashOf(key);
    quint64 asked = 0;
    {
        std::unique_lock lock(m_mutex);
        const auto known = m_known.constFind(hash);
        if (known != m_known.cend() && Clock::now() - known->at < freshness) {
            const std::optional<ApiKey> found = known->key;
            lock.unlock();
            return decided(decide(found));
        }
        asked = m_forgotten;
    }
    m_storage.read([hash](Database &database) { return ApiKeyRepository(database).findByHash(hash); })
        .then([this, hash, asked, decided = std::move(decided)](const Result<std::optional<ApiKey>> &found) {
            if (!found)
                return decided(failure(found.error()));
            keep(hash, *found, asked);
            decided(decide(*found));
        });
}

Result<ApiKey> ApiGuard::decide(const std::optional<ApiKey> &key)
{
    if (!key)
        return failure(ErrorCode::Unauthorized, tr("The key is not known."));
    if (!key->isValid(QDateTime::currentDateTimeUtc()))
        return failure(ErrorCode::Unauthorized,
                       key->revokedAt ? tr("The key was revoked.") : tr("The key has expired."));
    noteUse(*key);
    return *key;
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
