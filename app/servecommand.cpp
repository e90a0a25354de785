// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"
#include "app/jobkinds.h"
#include "services/jobs/scheduler.h"
#include "services/net/ratelimits.h"
#include "services/server/health.h"
#include "services/server/httpserver.h"

#include <condition_variable>

using namespace Qt::StringLiterals;

namespace listwright {

namespace {

struct Serve
{
    Q_DECLARE_TR_FUNCTIONS(ServeCommand)
};

/** "127.0.0.1:8765", "[::1]:0", "8765" */
Result<void> readPlace(const QString &text, HttpServerOptions &options)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const QString host = colon < 0 ? u"127.0.0.1"_s : text.left(colon).remove(u'[').remove(u']');
    bool isPort = false;
    const int port = text.mid(colon + 1).toInt(&isPort);
    const QString address = host == u"localhost" ? u"127.0.0.1"_s : host;
    if (!isPort || port < 0 || port > 65535 || !options.address.setAddress(address))
        return failure(ErrorCode::InvalidInput,
                       Serve::tr("“%1” is no address to listen at, such as 127.0.0.1:8765.").arg(text));
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

Result<HttpServerOptions> serverOptions(const CommandContext &context)
{
    const Settings &settings = context.settings();
    HttpServerOptions options;
    if (auto read = readPlace(context.valueOr(u"listen"_s, SettingKey::ServerListen), options); !read)
        return failure(read.error());
    if (!options.address.isLoopback() && !context.isSet(u"without-tls"_s))
        return failure(ErrorCode::InvalidInput,
                       Serve::tr("%1 can be reached from other machines, and what is sent could be read on the way. "
                                 "Put a server with TLS in front of 127.0.0.1, or say --without-tls.")
                           .arg(options.address.toString()));
    options.hosts = namesFrom(settings.text(SettingKey::ServerHosts));
    options.origins = namesFrom(settings.text(SettingKey::ServerOrigins));
    options.limits.body = qint64{settings.number(SettingKey::ServerMaximumBody)} * 1024 * 1024;
    options.limits.memory = std::max(options.limits.memory, 4 * options.limits.body);
    options.limits.connections = settings.number(SettingKey::ServerMaximumClients);
    return options;
}

void waitForStop(const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait(lock, stop, [] { return false; });
}

int runServeCommand(CommandContext &context)
{
    const auto options = serverOptions(context);
    if (!options)
        return context.wrongUsage(options.error().message);
    const auto storage = context.openForChanging();
    if (!storage)
        return context.fail(storage.error());
    const int concurrency = context.settings().number(SettingKey::AiConcurrency);
    RateLimits limits(concurrency);
    JobRunnerOptions runnerOptions;
    runnerOptions.workers = std::max(runnerOptions.workers, concurrency + 2);
    JobRunner runner(**storage, jobKinds(context.settings(), {.limits = &limits}), runnerOptions);
    Scheduler scheduler(**storage);
    RouteTable routes;
    routes.add(healthRoute(**storage));
    HttpServer server(std::move(routes), *options);
    if (const auto started = server.start(); !started)
        return context.fail(started.error());
    runner.start();
    scheduler.start([&runner] { runner.wake(); });
    const bool v6 = options->address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString address =
        (v6 ? u"http://[%1]:%2"_s : u"http://%1:%2"_s).arg(options->address.toString(), QString::number(server.port()));
    context.console().note(
        Serve::tr("Serving %1 at %2; Ctrl-C ends.").arg((*storage)->location().displayText(), address));
    waitForStop(context.stop());
    context.console().note(Serve::tr("Stopping: what is being answered is finished first."));
    server.stop();
    scheduler.stop();
    runner.stop();
    context.console().result({{u"address"_s, address}});
    return ExitDone;
}

} // namespace

Command serveCommand()
{
    return {.name = u"serve"_s,
            .arguments = {},
            .summary = Serve::tr("Serve requests over HTTP and work on queued jobs until interrupted"),
            .details = Serve::tr("Answers GET /health, which says whether the database, the queue and the disk are "
                                 "well: 200 while they are, 503 while they are not. Requests from other names than "
                                 "localhost and from web pages are refused unless the settings name them."),
            .options = {{u"listen"_s, Serve::tr("Where to listen (127.0.0.1:8765); port 0 takes any that is free."),
                         u"HOST:PORT"_s},
                        {u"without-tls"_s, Serve::tr("Listen unencrypted where other machines can reach it.")}},
            .examples = {{u"serve"_s, Serve::tr("At 127.0.0.1:8765, until Ctrl-C.")},
                         {u"serve --listen 127.0.0.1:0"_s, Serve::tr("At a free port, which is printed.")}},
            .run = runServeCommand};
}

} // namespace listwright
