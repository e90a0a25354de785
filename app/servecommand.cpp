// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/databaselocation.h"
#include "app/jobkinds.h"
#include "services/jobs/scheduler.h"
#include "services/net/ratelimits.h"
#include "services/receiving/receiver.h"

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

int runServeCommand(CommandContext &context)
{
    const auto options = httpOptions(context.settings(), context.valueOr(u"listen"_s, SettingKey::ServerListen));
    if (!options)
        return context.wrongUsage(options.error().message);
    if (!options->address.isLoopback() && !context.isSet(u"without-tls"_s))
        return context.wrongUsage(
            Serve::tr("%1 can be reached from other machines, and what is sent could be read on the way. "
                      "Put a server with TLS in front of 127.0.0.1, or say --without-tls.")
                .arg(options->address.toString()));
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
    JobRunner runner(**storage, jobKinds(context.settings(), {.limits = &limits}), runnerOptions);
    Scheduler scheduler(**storage);
    ReceiverOptions serving = receiverOptions(context.settings(), context.rulePacks(), [&runner] { runner.wake(); });
    serving.http = *options;
    Receiver receiver(**storage, serving);
    receiver.setSecret(*secret, context.settings().text(SettingKey::WebhookProofKind) == u"signature");
    const auto address = receiver.start();
    if (!address)
        return context.fail(address.error());
    runner.start();
    scheduler.start([&runner] { runner.wake(); });
    context.console().note(
        Serve::tr("Serving %1 at %2; Ctrl-C ends.").arg((*storage)->location().displayText(), *address));
    waitForStop(context.stop());
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
                        {u"without-tls"_s, Serve::tr("Listen unencrypted where other machines can reach it.")}},
            .examples = {{u"serve"_s, Serve::tr("At 127.0.0.1:8765, until Ctrl-C.")},
                         {u"serve --listen 127.0.0.1:0"_s, Serve::tr("At a free port, which is printed.")}},
            .run = runServeCommand};
}

} // namespace listwright
