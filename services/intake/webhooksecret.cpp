// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/intake/webhooksecret.h"

#include "services/secrets/randomtoken.h"
#include "services/secrets/secretstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct WebhookSecretText
{
    Q_DECLARE_TR_FUNCTIONS(WebhookSecret)
};

const QString entry = u"webhook/secret"_s;
const QString currentName = u"current"_s;
const QString formerName = u"former"_s;
const QString textName = u"text"_s;
const QString untilName = u"until"_s;
constexpr qsizetype mostFormer = 8;

Result<WebhookSecret> keep(SecretStore &secrets, const WebhookSecret &secret)
{
    QJsonArray former;
    for (const FormerSecret &each : secret.former)
        former.append(QJsonObject{{textName, each.text}, {untilName, each.until.toString(Qt::ISODate)}});
    const QJsonObject object{{currentName, secret.current}, {formerName, former}};
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
    const QJsonArray former = object.value(formerName).toArray();
    for (const auto &value : former) {
        const QJsonObject each = value.toObject();
        secret.former.append(
            {each.value(textName).toString(), QDateTime::fromString(each.value(untilName).toString(), Qt::ISODate)});
    }
    if (const QString text = object.value(u"previous"_s).toString(); !text.isEmpty()) // as earlier versions wrote it
        secret.former.append({text, QDateTime::fromString(object.value(u"previous_until"_s).toString(), Qt::ISODate)});
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
    WebhookSecret next{.current = randomToken()};
    if (grace.count() > 0) {
        const QDateTime now = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
        next.former = present->former;
        next.former.removeIf([&now](const FormerSecret &each) { return each.until <= now; });
        next.former.prepend({present->current, now.addSecs(grace.count())});
        next.former.resize(std::min(next.former.size(), mostFormer));
    }
    return keep(secrets, next);
}

} // namespace listwright
