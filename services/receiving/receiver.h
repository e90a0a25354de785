// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/apiguard.h"
#include "services/api/eventfeed.h"
#include "services/api/exportroutes.h"
#include "services/api/optimizeroutes.h"
#include "services/intake/webhookroute.h"
#include "services/listing/rulepack.h"
#include "services/server/httpserver.h"
#include "services/server/metrics.h"
#include "services/settings/settings.h"

#include <QThreadPool>

#include <stop_token>

namespace listwright {

class Storage;

/** What Receiver serves with. */
struct ReceiverOptions
{
    HttpServerOptions http{};
    ReadOptions given{}; ///< what products need not say themselves
    RulePacks packs{};
    UploadOptions upload{};             ///< what requests for upload files need not say
    ApiOptimizing optimizing{};         ///< its packs and jobsAdded are those of here
    int keepDays = 30;                  ///< received requests
    std::function<void()> jobsAdded{};  ///< called from a storage thread
    std::shared_ptr<Metrics> metrics{}; ///< that jobs count in as well; nothing = of its own
};

/**
 * Everything of the options that the settings say, but for `http`. What models are asked for follows the settings as
 * long as they live; for the rest see readOptions().
 */
ReceiverOptions receiverOptions(const Settings &settings, const RulePacks &packs, std::function<void()> jobsAdded);

/** Where it is to be served, and whether encrypted. */
struct ServingPlace
{
    QString listen{};         ///< "127.0.0.1:8765", "[::1]:0" or "8765"
    QString certificate{};    ///< file of it, likewise below; empty = unencrypted
    QString certificateKey{}; ///< never without the other
    bool withoutTls = false;  ///< that other machines may reach it unencrypted
};
ServingPlace servingPlace(const Settings &settings);
/** At the place, else as the settings want it. Not encrypted yet, see encrypt(). InvalidInput. */
Result<HttpServerOptions> httpOptions(const Settings &settings, const ServingPlace &place);
/** Whether other machines reach it and what they send could be read on the way. */
bool isExposed(const HttpServerOptions &options, const ServingPlace &place);
/** Reads certificate and key where the place has any; names of the certificate become known. Blocks. */
Result<void> encrypt(HttpServerOptions &options, const ServingPlace &place);
/**
 * "http://127.0.0.1:8765"; where all addresses are served, with one of the machine. With a certificate the name that it
 * is for, as clients take no other: "https://shop.example:8765".
 */
QString httpAddress(const HttpServerOptions &options, quint16 port);
/** Brings what the settings say of `given`, `upload`, `keepDays` and the marketplace up to date. */
void readOptions(ReceiverOptions &options, const Settings &settings);
/** What products that are sent in need not say themselves. */
ReadOptions intakeDefaults(const Settings &settings);

/** Everything that is served over HTTP, for the window and for `listwright serve`. Used from one thread. */
class Receiver
{
public:
    /** The storage outlives it. */
    Receiver(Storage &storage, const ReceiverOptions &options);
    ~Receiver(); ///< stops, and waits until nothing of it is in use any more

    /** The secret of the webhook, and whether a signature made with it is wanted. Any thread. */
    void setSecret(const WebhookSecret &secret, bool signedOnly) { m_follower.set(secret, signedOnly); }
    WebhookSecret secret() const { return m_follower.secret(); }
    /** Takes over what another program makes of it: see SecretFollower::start(). */
    void followSecret(SecretFollower::Read read, std::function<void()> changed = {})
    {
        m_follower.start(std::move(read), std::move(changed));
    }
    /** A key of the REST API was revoked: it is refused from now on. Any thread. */
    void forgetKeys() { m_apiGuard.forget(); }
    /** Where it is reached, see httpAddress(). Errors as of HttpServer::start(). */
    Result<QString> start();
    quint16 port() const { return m_server.port(); }
    const RouteTable &served() const { return m_server.routes(); }
    /** Finishes what it has, up to HttpLimits::stop, and for good; who waits for a model is told that it goes on. */
    void stop();

private:
    RouteTable routes(Storage &storage, const ReceiverOptions &options);

    /** Until all that was asked of the storage has ended. */
    struct Hurry
    {
        Storage &storage;
        ~Hurry();
    };

    Hurry m_hurry;
    WebhookGuard m_guard;
    ApiGuard m_apiGuard;
    EventFeed m_events;
    std::shared_ptr<Metrics> m_metrics;
    IntakeQueue m_queue;
    SecretFollower m_follower;
    QThreadPool m_threads; ///< of requests that take long
    std::stop_source m_stopping;
    HttpServerOptions m_http;
    HttpServer m_server;
};

} // namespace listwright
