// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/receiving/receiver.h"

#include "services/api/apidocument.h"
#include "services/api/eventroutes.h"
#include "services/api/importroutes.h"
#include "services/api/jobroutes.h"
#include "services/api/keyroutes.h"
#include "services/api/productroutes.h"
#include "services/api/proposalroutes.h"
#include "services/optimizing/optimizationsettings.h"
#include "services/secrets/randomtoken.h"
#include "services/server/clientaddress.h"
#include "services/server/health.h"
#include "services/server/metricsroute.h"
#include "services/server/servercertificate.h"
#include "services/storage/storage.h"

#include <QNetworkInterface>

#include <algorithm>

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

HttpServerOptions counted(HttpServerOptions options, Metrics &metrics)
{
    options.metrics = &metrics;
    return options;
}

RequestRate rate(int perSecond, int burst)
{
    return {static_cast<double>(perSecond), static_cast<double>(std::max(burst, 1))};
}

} // namespace

ServingPlace servingPlace(const Settings &settings)
{
    return {.listen = settings.text(SettingKey::ServerListen),
            .certificate = settings.text(SettingKey::ServerCertificate),
            .certificateKey = settings.text(SettingKey::ServerCertificateKey),
            .withoutTls = settings.text(SettingKey::ServerWithoutTls) == u"yes"};
}

bool isExposed(const HttpServerOptions &options, const ServingPlace &place)
{
    return !options.address.isLoopback() && place.certificate.isEmpty();
}

Result<void> encrypt(HttpServerOptions &options, const ServingPlace &place)
{
    if (place.certificate.isEmpty())
        return {};
    auto encryption = serverEncryption(place.certificate, place.certificateKey);
    if (!encryption)
        return failure(encryption.error());
    options.hosts += certifiedHosts(encryption->localCertificate()); // no page gets led here under one of them
    options.encryption = *std::move(encryption);
    options.certificate = {place.certificate, place.certificateKey};
    return {};
}

Result<HttpServerOptions> httpOptions(const Settings &settings, const ServingPlace &place)
{
    HttpServerOptions options;
    if (auto read = readPlace(place.listen, options); !read)
        return failure(read.error());
    if (place.certificate.isEmpty() != place.certificateKey.isEmpty())
        return failure(ErrorCode::InvalidInput,
                       place.certificate.isEmpty()
                           ? ReceiverText::tr("There is a key, but the certificate is missing.")
                           : ReceiverText::tr("There is a certificate, but its key is missing."));
    options.hosts = namesFrom(settings.text(SettingKey::ServerHosts));
    options.origins = namesFrom(settings.text(SettingKey::ServerOrigins));
    options.limits.body = qint64{settings.number(SettingKey::ServerMaximumBody)} * 1024 * 1024;
    options.limits.memory = std::max(options.limits.memory, 4 * options.limits.body);
    options.limits.connections = settings.number(SettingKey::ServerMaximumClients);
    const int burst = settings.number(SettingKey::ServerBurst);
    options.rate = rate(settings.number(SettingKey::ServerRate), burst);
    options.loopbackRate = rate(settings.number(SettingKey::ServerOwnRate), burst);
    options.failedLogins = settings.number(SettingKey::ServerFailedLogins);
    return options;
}

ReadOptions intakeDefaults(const Settings &settings)
{
    ReadOptions given;
    given.sourcePlatform = settings.text(SettingKey::WebhookSource);
    given.defaultCurrency = settings.text(SettingKey::DefaultCurrency);
    return given;
}

namespace {

UploadOptions uploadOptions(const Settings &settings)
{
    UploadOptions options;
    options.sellerId = settings.text(SettingKey::AmazonSellerId);
    options.marketplaceSite = settings.text(SettingKey::MarketplaceSite);
    options.locale = settings.text(SettingKey::MarketplaceLocale);
    options.storeUrl = settings.text(SettingKey::StoreUrl);
    return options;
}

/** What models are asked for, for the threads that answer; the settings belong to one. */
struct SharedTask
{
    std::mutex mutex;
    ModelTask task;
    std::optional<qint64> budget;

    void read(const Settings &settings)
    {
        const std::lock_guard lock(mutex);
        task = modelTask(settings);
        budget = batchBudget(settings);
    }
};

ApiOptimizing optimizingOf(const Settings &settings)
{
    auto models = std::make_shared<SharedOptimizationSettings>(optimizationSettings(settings));
    auto shared = std::make_shared<SharedTask>();
    shared->read(settings);
    QObject::connect(&settings, &Settings::changed, &settings, [models, shared, &settings] {
        models->set(optimizationSettings(settings));
        shared->read(settings);
    });
    ApiOptimizing optimizing;
    optimizing.settings = [models] { return models->get(); };
    optimizing.task = [shared] {
        const std::lock_guard lock(shared->mutex);
        return shared->task;
    };
    optimizing.batchBudget = [shared] {
        const std::lock_guard lock(shared->mutex);
        return shared->budget;
    };
    return optimizing;
}

/** Where all addresses are served, one by which other machines reach this one. */
QHostAddress reachableAddress(const QHostAddress &served)
{
    if (!isEveryAddress(served))
        return served;
    const QList<QHostAddress> own = QNetworkInterface::allAddresses();
    const auto reached = std::ranges::find_if(own, [](const QHostAddress &address) {
        return address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback() && !address.isLinkLocal();
    });
    return reached == own.cend() ? QHostAddress(QHostAddress::LocalHost) : *reached;
}

} // namespace

void readOptions(ReceiverOptions &options, const Settings &settings)
{
    options.given = intakeDefaults(settings);
    options.upload = uploadOptions(settings);
    options.optimizing.marketplace = settings.text(SettingKey::DefaultMarketplace);
    options.keepDays = settings.number(SettingKey::WebhookKeepDays);
}

ReceiverOptions receiverOptions(const Settings &settings, const RulePacks &packs, std::function<void()> jobsAdded)
{
    ReceiverOptions options{.packs = packs, .optimizing = optimizingOf(settings), .jobsAdded = std::move(jobsAdded)};
    readOptions(options, settings);
    return options;
}

QString httpAddress(const HttpServerOptions &options, quint16 port)
{
    const QHostAddress address = reachableAddress(options.address);
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    QString host = (v6 ? u"[%1]"_s : u"%1"_s).arg(address.toString());
    if (options.encryption) {
        const QList<QByteArray> names = certifiedHosts(options.encryption->localCertificate());
        if (!names.isEmpty() && !names.contains(host.toLatin1()))
            host = QString::fromLatin1(names.first());
    }
    return u"%1://%2:%3"_s.arg(options.encryption ? u"https"_s : u"http"_s, host, QString::number(port));
}

Receiver::Receiver(Storage &storage, const ReceiverOptions &options)
    : m_hurry{storage}
    , m_guard(WebhookSecret{.current = randomToken()}) // nobody's, until one is set
    , m_apiGuard(storage, {options.http.rate, options.http.loopbackRate})
    , m_events(storage, m_apiGuard)
    , m_metrics(options.metrics ? options.metrics : std::make_shared<Metrics>())
    , m_queue(storage, {.given = options.given, .keepDays = options.keepDays, .metrics = m_metrics.get()},
              options.jobsAdded)
    , m_follower(m_guard)
    , m_http(options.http)
    , m_server(routes(storage, options), counted(options.http, *m_metrics))
{
    constexpr int waitingThreads = 16; // most of them wait for a model
    m_threads.setMaxThreadCount(waitingThreads);
}

Receiver::Hurry::~Hurry()
{
    storage.setHurried(false);
}

Receiver::~Receiver()
{
    stop();
    m_hurry.storage.setHurried(true); // nobody waits any more for what another program's lock holds up
    m_threads.clear();                // what has not begun is for nobody
    m_follower.stop();                // requests that wait for it are let go
    m_server.waitForHandlers();
}

RouteTable Receiver::routes(Storage &storage, const ReceiverOptions &options)
{
    RouteTable table;
    table.add(healthRoute(storage));
    table.add(metricsRoute(storage, *m_metrics));
    table.add(apiDocumentRoute());
    table.add(apiDocsRoute());
    table.add(webhookRoute(m_guard, m_queue, &m_follower));
    ApiRoutes api(storage, m_apiGuard, m_metrics.get());
    addImportRoutes(api, m_queue);
    addProductRoutes(api, options.packs);
    addExportRoutes(api, storage, m_threads, options.packs, options.upload);
    ApiOptimizing optimizing = options.optimizing;
    optimizing.packs = options.packs;
    optimizing.jobsAdded = options.jobsAdded;
    optimizing.stopping = m_stopping.get_token();
    addOptimizeRoutes(api, storage, m_threads, optimizing);
    addProposalRoutes(api);
    addJobRoutes(api, options.jobsAdded);
    addKeyRoutes(api, storage, m_apiGuard);
    addEventRoutes(api, m_events);
    api.addTo(table);
    return table;
}

Result<QString> Receiver::start()
{
    return m_server.start().map([this] { return httpAddress(m_http, m_server.port()); });
}

void Receiver::stop()
{
    m_stopping.request_stop();
    m_server.stop();
}

} // namespace listwright
