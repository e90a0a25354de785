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

Result<WebhookSecret> webhookSecret(SecretStore &secrets)
{
    const Result<QString> kept = secrets.read(entry);
    if (!kept && kept.error().code != ErrorCode::NotFound)
        return failure(kept.error());
    const QJsonObject object = kept ? QJsonDocument::fromJson(kept->toUtf8()).object() : QJsonObject();
    WebhookSecret secret;
    secret.current = object.value(currentName).toString();
    secret.previous = object.value(previousName).toString();
    secret.previousUntil = QDateTime::fromString(object.value(untilName).toString(), Qt::ISODate);
    if (!secret.current.isEmpty())
        return secret;
    return keep(secrets, {.current = randomToken()});
}

Result<WebhookSecret> rotateWebhookSecret(SecretStore &secrets, std::chrono::seconds grace)
{
    const auto present = webhookSecret(secrets);
    if (!present)
        return present;
    return keep(secrets, {.current = randomToken(),
                          .previous = present->current,
                          .previousUntil = QDateTime::currentDateTimeUtc().addSecs(grace.count())});
}

} // namespace listwright
