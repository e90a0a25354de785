// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/receiver.h"

#include "app/databaselocation.h"
#include "services/secrets/secretstore.h"
#include "services/server/health.h"

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

struct ReceiverText
{
    Q_DECLARE_TR_FUNCTIONS(Receiver)
};

Result<void> readPlace(const QString &text, HttpServerOptions &options)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const QString host = colon < 0 ? u"127.0.0.1"_s : text.left(colon).remove(u'[').remove(u']');
    bool isPort = false;
    const int port = text.mid(colon + 1).toInt(&isPort);
    const QString address = host == u"localhost" ? u"127.0.0.1"_s : host;
    if (!isPort || port < 0 || port > 65535 || !options.address.setAddress(address))
        return failure(ErrorCode::InvalidInput,
                       ReceiverText::tr("“%1” is no address to listen at, such as 127.0.0.1:8765.").arg(text));
    options.port = static_cast<quint16>(port);
    return {};
}

QList<QByteArray> namesFrom(const QString &text)
{
    QList<QByteArray> names;
    const QStringList entries = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &entry : entries)
        names.append(entry.trimmed().toLower().toLatin1());
    return names;
}

} // namespace

Result<HttpServerOptions> httpOptions(const Settings &settings, const QString &listen)
{
    HttpServerOptions options;
    if (auto read = readPlace(listen, options); !read)
        return failure(read.error());
    options.hosts = namesFrom(settings.text(SettingKey::ServerHosts));
    options.origins = namesFrom(settings.text(SettingKey::ServerOrigins));
    options.limits.body = qint64{settings.number(SettingKey::ServerMaximumBody)} * 1024 * 1024;
    options.limits.memory = std::max(options.limits.memory, 4 * options.limits.body);
    options.limits.connections = settings.number(SettingKey::ServerMaximumClients);
    return options;
}

Result<WebhookSecret> senderSecret(const Settings &settings)
{
    if (const QString given = settings.text(SettingKey::WebhookSecretText); !given.isEmpty())
        return WebhookSecret{.current = given};
    const auto secrets = openSecrets(settings.text(SettingKey::DataFolder));
    if (!secrets)
        return failure(secrets.error());
    return webhookSecret(**secrets);
}

Receiver::Receiver(Storage &storage, HttpServerOptions options, ReadOptions given, std::function<void()> jobsAdded)
    : m_guard(WebhookSecret{.current = WebhookSecret::make()}) // nobody's, until one is set
    , m_queue(storage, {.given = std::move(given)}, std::move(jobsAdded))
    , m_address(options.address)
    , m_server(routes(storage), std::move(options))
{
}

Receiver::~Receiver()
{
    stop();
}

RouteTable Receiver::routes(Storage &storage)
{
    RouteTable table;
    table.add(healthRoute(storage));
    table.add(webhookRoute(m_guard, m_queue));
    return table;
}

Result<QString> Receiver::start()
{
    return m_server.start().map([this] {
        const bool v6 = m_address.protocol() == QAbstractSocket::IPv6Protocol;
        return (v6 ? u"http://[%1]:%2"_s : u"http://%1:%2"_s)
            .arg(m_address.toString(), QString::number(m_server.port()));
    });
}

void Receiver::stop()
{
    m_server.stop();
}

} // namespace listwright
