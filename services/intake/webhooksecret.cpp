// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/webhooksecret.h"

#include "services/secrets/randomtoken.h"
#include "services/secrets/secretstore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct WebhookSecretText
{
    Q_DECLARE_TR_FUNCTIONS(WebhookSecret)
};

const QString entry = u"webhook/secret"_s;
const QString currentName = u"current"_s;
const QString previousName = u"previous"_s;
const QString untilName = u"previous_until"_s;

Result<WebhookSecret> keep(SecretStore &secrets, const WebhookSecret &secret)
{
    QJsonObject object{{currentName, secret.current}};
    if (!secret.previous.isEmpty()) {
        object.insert(previousName, secret.previous);
        object.insert(untilName, secret.previousUntil.toString(Qt::ISODate));
    }
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return secrets.write(entry, QString::fromUtf8(json)).map([&] { return secret; });
}

} // namespace

Result<WebhookSecret> keptWebhookSecret(SecretStore &secrets)
{
    const Result<QString> kept = secrets.read(entry);
    if (!kept)
        return failure(kept.error());
    const QJsonObject object = QJsonDocument::fromJson(kept->toUtf8()).object();
    WebhookSecret secret;
    secret.current = object.value(currentName).toString();
    secret.previous = object.value(previousName).toString();
    secret.previousUntil = QDateTime::fromString(object.value(untilName).toString(), Qt::ISODate);
    if (secret.current.isEmpty())
        return failure(ErrorCode::NotFound, WebhookSecretText::tr("There is no secret of the webhook yet."));
    return secret;
}

Result<WebhookSecret> webhookSecret(SecretStore &secrets)
{
    auto kept = keptWebhookSecret(secrets);
    if (kept || kept.error().code != ErrorCode::NotFound)
        return kept;
    return keep(secrets, {.current = randomToken()});
}

Result<WebhookSecret> rotateWebhookSecret(SecretStore &secrets, std::chrono::seconds grace)
{
    const auto present = webhookSecret(secrets);
    if (!present)
        return present;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return keep(secrets, {.current = randomToken(),
                          .previous = present->current,
                          .previousUntil = QDateTime::fromSecsSinceEpoch(now + grace.count(), Qt::UTC)});
}

} // namespace listwright
