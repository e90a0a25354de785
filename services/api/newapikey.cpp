// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/newapikey.h"

#include "services/api/apiguard.h"
#include "services/storage/apikeyrepository.h"

namespace listwright {

using namespace Qt::StringLiterals;

Result<NewApiKey> NewApiKey::make(const QString &name, ApiScopes scopes, const std::optional<QDateTime> &expiresAt)
{
    constexpr int endingLength = 4;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    NewApiKey made;
    made.m_key.name = name.simplified(); // it stands in the history, on one line
    QList<FieldProblem> wrong;
    if (made.m_key.name.isEmpty())
        wrong.append({u"name"_s, tr("What is the key called? Say who is to use it.")});
    if (made.m_key.name.size() > longestName)
        wrong.append({u"name"_s, tr("The key’s name is longer than %Ln character(s).", nullptr, longestName)});
    if (!scopes)
        wrong.append({u"scopes"_s, tr("The key has to allow something.")});
    if (expiresAt && (!expiresAt->isValid() || *expiresAt <= now || *expiresAt > now.addDays(longestLife)))
        wrong.append({u"expires_at"_s, tr("The key has to expire in the future, within a hundred years, or never.")});
    if (!wrong.isEmpty())
        return failure(Error{ErrorCode::InvalidInput, wrong.first().message, {}, {}, wrong});
    made.m_secret = ApiGuard::makeKey();
    made.m_key.ending = made.m_secret.right(endingLength);
    made.m_key.scopes = scopes;
    made.m_key.createdAt = now;
    made.m_key.expiresAt = expiresAt;
    return made;
}

Result<ApiKey> NewApiKey::keep(Database &database) const
{
    return ApiKeyRepository(database).add(m_key, ApiGuard::hashOf(m_secret.toLatin1())).map([this](qint64 id) {
        ApiKey kept = m_key;
        kept.id = id;
        return kept;
    });
}

} // namespace listwright
