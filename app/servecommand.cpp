// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/databaselocation.h"
#include "app/jobkinds.h"
#include "app/servicenotice.h"
#include "services/jobs/scheduler.h"
#include "services/net/ratelimits.h"
#include "services/receiving/receiver.h"
#include "services/secrets/secretstore.h"

#include <QLocale>
#include <QSslCertificate>

#include <condition_variable>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Serve
{
    Q_DECLARE_TR_FUNCTIONS(ServeCommand)
};

void waitForStop(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait(lock, stop, [] { return false; });
}

/** The settings' place, but for what the command line says; InvalidInput where that contradicts itself. */
Result<ServingPlace> placeOf(const CommandContext &context)
{
    ServingPlace place = servingPlace(context.settings());
    place.listen = context.valueOr(u"listen"_s, SettingKey::ServerListen);
    if (context.isSet(u"certificate"_s) || context.isSet(u"certificate-key"_s)) {
        if (context.isSet(u"without-tls"_s))
            return failure(ErrorCode::InvalidInput,
                           Serve::tr("With --without-tls there is no use for a certificate or its key."));
        place.certificate = context.valueOr(u"certificate"_s, SettingKey::ServerCertificate);
        place.certificateKey = context.valueOr(u"certificate-key"_s, SettingKey::ServerCertificateKey);
    } else if (context.isSet(u"without-tls"_s)) {
        place.certificate.clear();
        place.certificateKey.clear();
        place.withoutTls = true;
    }
    return place;
}

Result<HttpServerOptions> placedOptions(const CommandContext &context, const ServingPlace &place)
{
    auto options = httpOptions(context.settings(), place);
    if (options && isExposed(*options, place) && !place.withoutTls)
        return failure(ErrorCode::InvalidInput,
                       Serve::tr("%1 can be reached from other machines, and what is sent could be read on the way. "
                                 "Give --certificate and --certificate-key, put a server with TLS in front of "
                                 "127.0.0.1, or say --without-tls.")
                           .arg(options->address.toString()));
    return options;
}

/** What whoever starts it should know of how safe it is. */
void warn(CommandContext &context, const HttpServerOptions &options, const ServingPlace &place)
{
    constexpr int daysBefore = 14;
    if (isExposed(options, place))
        context.console().note(Serve::tr("What is sent to %1 is not encrypted, and can be read on the way.")
                                   .arg(options.address.toString()));
    if (!options.encryption)
        return;
    const QDateTime end = options.encryption->localCertificate().expiryDate();
    if (end < QDateTime::currentDateTimeUtc().addDays(daysBefore))
        context.console().note(Serve::tr("The certificate is good until %1 only. A new one is read when the server is "
                                         "started again.")
                                   .arg(QLocale().toString(end.toLocalTime(), QLocale::ShortFormat)));
}

/** `listwright keys webhook --rotate` may make another one meanwhile. */
void followSecret(Receiver &receiver, const Settings &settings)
{
    if (!settings.text(SettingKey::WebhookSecretText).isEmpty())
        return;
    auto opened = openSecrets(settings.text(SettingKey::DataFolder));
    if (!opened)
        return;
    receiver.followSecret(
        [secrets = std::shared_ptr<SecretStore>(*std::move(opened))] { return keptWebhookSecret(*secrets); });
}

int runServeCommand(CommandContext &context)
{
    const auto place = placeOf(context);
    if (!place)
        return context.wrongUsage(place.error().message);
    auto options = placedOptions(context, *place);
    if (!options)
        return context.wrongUsage(options.error().message);
    if (const auto encrypted = encrypt(*options, *place); !encrypted)
        return context.fail(encrypted.error());
    const auto secret = senderSecret(context.settings());
    if (!secret)
        return context.fail(secret.error());
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    const int concurrency = context.settings().number(SettingKey::AiConcurrency);
    RateLimits limits(concurrency);
    JobRunnerOptions runnerOptions;
    runnerOptions.workers = std::max(runnerOptions.workers, concurrency + 2);
    const auto metrics = std::make_shared<Metrics>();
    runnerOptions.ended = [metrics](const QString &kind, JobState state) { metrics->job(kind, state); };
    JobRunner runner(**storage, jobKinds(context.settings(), {.limits = &limits, .metrics = metrics}), runnerOptions);
    Scheduler scheduler(**storage);
    ReceiverOptions serving = receiverOptions(context.settings(), context.rulePacks(), [&runner] { runner.wake(); });
    serving.http = *options;
    serving.metrics = metrics;
    Receiver receiver(**storage, serving);
    receiver.setSecret(*secret, context.settings().text(SettingKey::WebhookProofKind) == u"signature");
    const auto address = receiver.start();
    if (!address)
        return context.fail(address.error());
    followSecret(receiver, context.settings());
    runner.start();
    scheduler.start([&runner] { runner.wake(); });
    warn(context, *options, *place);
    context.console().note(
        Serve::tr("Serving %1 at %2; Ctrl-C ends.").arg((*storage)->location().displayText(), *address));
    tellServiceManager("READY=1");
    waitForStop(context.stop());
    tellServiceManager("STOPPING=1");
    context.console().note(Serve::tr("Stopping: what is being answered is finished first."));
    receiver.stop();
    scheduler.stop();
    runner.stop();
    context.console().result({{u"address"_s, *address}});
    return ExitDone;
}

} // namespace

Command serveCommand()
{
    return {.name = u"serve"_s,
            .arguments = {},
            .summary = Serve::tr("Serve requests over HTTP and work on queued jobs until interrupted"),
            .details = Serve::tr("Takes products at POST /api/import/webhook from senders that know the secret of "
                                 "`listwright keys webhook`. Answers GET /health, which says whether the database, the "
                                 "queue and the disk are well: 200 while they are, 503 while they are not. Requests "
                                 "from other names than localhost and from web pages are refused unless the settings "
                                 "name them."),
            .options = {{u"listen"_s, Serve::tr("Where to listen (127.0.0.1:8765); port 0 takes any that is free."),
                         u"HOST:PORT"_s},
                        {u"certificate"_s,
                         Serve::tr("Serve over TLS with the certificate of this PEM file, those above it below it."),
                         u"FILE"_s},
                        {u"certificate-key"_s, Serve::tr("Its key, RSA or EC, in PEM and without a passphrase."),
                         u"FILE"_s},
                        {u"without-tls"_s, Serve::tr("Listen unencrypted where other machines can reach it.")}},
            .examples = {{u"serve"_s, Serve::tr("At 127.0.0.1:8765, until Ctrl-C.")},
                         {u"serve --listen 127.0.0.1:0"_s, Serve::tr("At a free port, which is printed.")},
                         {u"serve --listen 0.0.0.0:8765 --certificate chain.pem --certificate-key key.pem"_s,
                          Serve::tr("For other machines as well, over TLS.")}},
            .run = runServeCommand};
}

} // namespace listwright
