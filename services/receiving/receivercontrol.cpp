// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/receiving/receivercontrol.h"

#include "services/secrets/randomtoken.h"
#include "services/secrets/secretstore.h"

#include <QTcpServer>
#include <QUrl>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookInterval = 250;   // ms
constexpr int settleInterval = 300; // ms
constexpr quint16 portsTried = 20;
constexpr std::chrono::hours grace{24};

bool concerns(SettingKey key)
{
    switch (key) {
    case SettingKey::ServerEnabled:
    case SettingKey::ServerListen:
    case SettingKey::ServerCertificate:
    case SettingKey::ServerCertificateKey:
    case SettingKey::ServerWithoutTls:
    case SettingKey::ServerHosts:
    case SettingKey::ServerOrigins:
    case SettingKey::ServerMaximumBody:
    case SettingKey::ServerMaximumClients:
    case SettingKey::ServerRate:
    case SettingKey::ServerOwnRate:
    case SettingKey::ServerBurst:
    case SettingKey::ServerFailedLogins:
    case SettingKey::WebhookProofKind:
    case SettingKey::WebhookSource:
    case SettingKey::WebhookKeepDays:
    case SettingKey::DefaultCurrency:
    case SettingKey::DefaultMarketplace:
    case SettingKey::AmazonSellerId:
    case SettingKey::MarketplaceSite:
    case SettingKey::MarketplaceLocale:
    case SettingKey::StoreUrl:
        return true;
    default:
        return false;
    }
}

/** The next port of the address that is free, as the setting would say it. */
QString nextFree(const HttpServerOptions &options)
{
    for (quint16 port = options.port + 1; port != 0 && port <= options.port + portsTried; ++port) {
        QTcpServer probe;
        if (probe.listen(options.address, port)) {
            const bool v6 = options.address.protocol() == QAbstractSocket::IPv6Protocol;
            return (v6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(options.address.toString()).arg(port);
        }
    }
    return {};
}

/** The one that is kept; without a store the one that is known, or a new one. */
Result<WebhookSecret> secretOf(SecretStore *secrets, const WebhookSecret &known)
{
    if (secrets)
        return webhookSecret(*secrets);
    return known.current.isEmpty() ? WebhookSecret{.current = randomToken()} : known;
}

} // namespace

/** What starting came to, in the worker. */
struct ReceiverControl::Opened
{
    std::shared_ptr<Receiver> receiver{};
    QString address{};
    WebhookSecret secret{};
    std::optional<Error> problem{};
    QString offered{};
};

ReceiverControl::ReceiverControl(Storage &storage, Settings &settings, SecretStore *secrets, const RulePacks &packs,
                                 std::function<void()> jobsAdded, std::shared_ptr<Metrics> metrics, QObject *parent)
    : QObject(parent)
    , m_storage(storage)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_options(receiverOptions(settings, packs, std::move(jobsAdded)))
{
    m_options.metrics = std::move(metrics);
    m_worker.setMaxThreadCount(1); // one after the other: a port is free when the one before has stopped
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleInterval);
    m_look.setInterval(lookInterval);
    connect(&m_soon, &QTimer::timeout, this, &ReceiverControl::follow);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (const qint64 now = *m_answers; now != m_shownAnswers) {
            m_shownAnswers = now;
            Q_EMIT received();
        }
    });
    connect(&settings, &Settings::changed, this, &ReceiverControl::onSetting);
    follow();
}

ReceiverControl::~ReceiverControl()
{
    ++m_change;
    m_worker.waitForDone();
    m_receiver.reset();
}

void ReceiverControl::onSetting(SettingKey key)
{
    if (concerns(key))
        m_soon.start();
}

void ReceiverControl::follow()
{
    stop();
    if (m_settings.text(SettingKey::ServerEnabled) == u"yes")
        start();
}

void ReceiverControl::stop()
{
    ++m_change;
    m_look.stop();
    m_address.clear();
    m_offered.clear();
    if (m_receiver) {
        m_worker.start([receiver = std::exchange(m_receiver, nullptr)]() mutable { receiver.reset(); });
    }
    setState(State::Off);
}

void ReceiverControl::start()
{
    const ServingPlace place = servingPlace(m_settings);
    const auto http = httpOptions(m_settings, place);
    if (!http)
        return setState(State::Failed, http.error().message);
    m_exposed = listwright::isExposed(*http, place);
    if (m_exposed && !place.withoutTls)
        return setState(State::Failed,
                        tr("%1 can be reached from other machines, and what is sent could be read on the way. Give a "
                           "certificate and its key, or choose 127.0.0.1.")
                            .arg(http->address.toString()));
    setState(State::Changing);
    ReceiverOptions options = m_options;
    options.http = *http;
    readOptions(options, m_settings);
    *m_answers = m_shownAnswers = 0;
    options.http.answered = [answers = m_answers] { ++*answers; };
    const bool signedOnly = m_settings.text(SettingKey::WebhookProofKind) == u"signature";
    const QString given = m_settings.text(SettingKey::WebhookSecretText);
    const WebhookSecret known = m_secret;
    m_worker.start([this, &storage = m_storage, secrets = m_secrets, options, place, given, known, signedOnly,
                    change = m_change]() mutable {
        Opened opened;
        const auto secret = given.isEmpty() ? secretOf(secrets, known) : WebhookSecret{.current = given};
        const auto encrypted = encrypt(options.http, place);
        if (!secret || !encrypted) {
            opened.problem = !secret ? secret.error() : encrypted.error();
        } else {
            if (const auto last = m_last.lock())
                last->stop(); // nobody took it, and it is still to be dropped
            opened.secret = *secret;
            opened.receiver = std::make_shared<Receiver>(storage, options);
            m_last = opened.receiver;
            opened.receiver->setSecret(opened.secret, signedOnly);
            if (const auto address = opened.receiver->start(); address) {
                opened.address = *address;
            } else {
                opened.problem = address.error();
                opened.receiver.reset();
                if (opened.problem->code == ErrorCode::Busy)
                    opened.offered = nextFree(options.http);
            }
        }
        // The destructor waits for this thread, so the object is there; it is asked in its own.
        QMetaObject::invokeMethod(
            this, [this, opened, change] { onStarted(opened, change); }, Qt::QueuedConnection);
    });
}

void ReceiverControl::onStarted(const Opened &opened, quint64 change)
{
    if (change != m_change) { // switched off or changed meanwhile
        if (opened.receiver)
            m_worker.start([receiver = opened.receiver]() mutable { receiver.reset(); });
        return;
    }
    m_secret = opened.secret;
    m_receiver = opened.receiver;
    m_address = opened.address;
    m_offered = opened.offered;
    if (opened.problem)
        return setState(State::Failed, opened.problem->message);
    followSecret();
    m_look.start();
    setState(State::On);
}

/** `listwright keys webhook --rotate` may make another one meanwhile. */
void ReceiverControl::followSecret()
{
    if (!canRotate())
        return;
    // The receiver goes before this object does, and with it the thread that calls.
    m_receiver->followSecret([secrets = m_secrets] { return keptWebhookSecret(*secrets); },
                             [this] {
                                 QMetaObject::invokeMethod(
                                     this,
                                     [this] {
                                         if (m_receiver)
                                             m_secret = m_receiver->secret();
                                         Q_EMIT changed();
                                     },
                                     Qt::QueuedConnection);
                             });
}

void ReceiverControl::forgetKeys()
{
    if (m_receiver)
        m_receiver->forgetKeys();
}

QString ReceiverControl::webhookAddress() const
{
    if (!m_address.isEmpty())
        return m_address + QLatin1String(webhookPath);
    const ServingPlace place = servingPlace(m_settings);
    const auto http = httpOptions(m_settings, place);
    if (!http)
        return {};
    QUrl address(httpAddress(*http, http->port)); // the certificate, which may name another host, is read later
    address.setScheme(place.certificate.isEmpty() ? u"http"_s : u"https"_s);
    return address.toString() + QLatin1String(webhookPath);
}

bool ReceiverControl::canRotate() const
{
    return m_secrets != nullptr && m_settings.text(SettingKey::WebhookSecretText).isEmpty();
}

void ReceiverControl::rotateSecret()
{
    if (!canRotate())
        return;
    m_worker.start([this, secrets = m_secrets] {
        const auto secret = rotateWebhookSecret(*secrets, grace);
        QMetaObject::invokeMethod(
            this, [this, secret] { useSecret(secret); }, Qt::QueuedConnection);
    });
}

void ReceiverControl::useSecret(const Result<WebhookSecret> &secret)
{
    if (!secret) {
        Q_EMIT failed(secret.error());
        return;
    }
    m_secret = *secret;
    if (m_receiver)
        m_receiver->setSecret(m_secret, m_settings.text(SettingKey::WebhookProofKind) == u"signature");
    Q_EMIT changed();
}

void ReceiverControl::setState(State state, const QString &problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace listwright
