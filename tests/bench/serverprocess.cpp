// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/serverprocess.h"

#include "tests/bench/benchsupport.h"
#include "tests/bench/loadclient.h"
#include "tests/bench/sentproducts.h"

#include <QFile>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace listwright::bench {

using namespace Qt::StringLiterals;

namespace {

const char peerFolder[] = LISTWRIGHT_SOURCE_DIR "/tests/bench/peer/";

/** Debian's own: packages of the system are not those of a Python that was installed beside it. */
QString python()
{
    return qEnvironmentVariable("BENCH_PYTHON", u"/usr/bin/python3"_s);
}

/** What is measured: the program that was built with the benches, or another to compare it with. */
QString measured()
{
    return qEnvironmentVariable("BENCH_PROGRAM", QStringLiteral(LISTWRIGHT_BINARY));
}

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString peerUrl(const QString &database)
{
    // SQLAlchemy writes an absolute path with a fourth slash
    return database.startsWith(u"sqlite:/"_s) ? u"sqlite:///"_s + database.mid(7) : database;
}

} // namespace

ServerProcess::ServerProcess() : m_environment(QProcessEnvironment::systemEnvironment()), m_port(freePort())
{
    for (const QString &name : m_environment.keys()) {
        if (name.startsWith(u"LISTWRIGHT_"_s) || name.startsWith(u"XDG_"_s) || name.startsWith(u"DBUS_"_s))
            m_environment.remove(name);
    }
    set("HOME", m_folder.path());
    set("LC_ALL", u"C.UTF-8"_s);
}

ServerProcess::~ServerProcess()
{
    constexpr int patience = 20'000; // ms
    m_process.terminate();
    if (!m_process.waitForFinished(patience)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

std::unique_ptr<ServerProcess> ServerProcess::listwright(const QString &database)
{
    std::unique_ptr<ServerProcess> server(new ServerProcess);
    server->set("LISTWRIGHT_DATABASE_URL", database);
    server->set("LISTWRIGHT_WEBHOOK_SECRET", QLatin1String(sentSecret));
    const QString program = measured();
    server->m_key =
        server->output(program, {u"keys"_s, u"create"_s, u"bench"_s, u"--scopes"_s, u"read"_s}).simplified();
    server->start(program, {u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(server->m_port)});
    return server;
}

std::unique_ptr<ServerProcess> ServerProcess::peer(PeerMode mode, int workers, const QString &database)
{
    std::unique_ptr<ServerProcess> server(new ServerProcess);
    server->m_key = "bench-key";
    server->set("PEER_DATABASE_URL", peerUrl(database));
    server->set("PEER_SECRET", QLatin1String(sentSecret));
    server->set("PEER_KEY", QString::fromLatin1(server->m_key));
    server->set("PYTHONDONTWRITEBYTECODE", u"1"_s);
    server->start(python(),
                  {QLatin1String(peerFolder) + u"serve.py"_s, mode == PeerMode::Tuned ? u"tuned"_s : u"faithful"_s,
                   QString::number(server->m_port), QString::number(workers)});
    return server;
}

double ServerProcess::peakMemory() const
{
    const QByteArray status = contentOf(u"/proc/%1/status"_s.arg(m_process.processId()));
    const qsizetype at = status.indexOf("VmHWM:");
    return at < 0 ? -1 : status.mid(at).simplified().split(' ').value(1).toDouble() / 1024;
}

double ServerProcess::processorTime() const
{
    const QByteArray state = contentOf(u"/proc/%1/stat"_s.arg(m_process.processId()));
    const QList<QByteArray> values = state.mid(state.lastIndexOf(')') + 2).split(' '); // from the third one on
    return (values.value(11).toDouble() + values.value(12).toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

bool ServerProcess::hasPeer()
{
    QProcess process;
    process.start(python(), {u"-c"_s, u"import fastapi, pydantic, sqlalchemy, uvicorn, psycopg2, ujson, uvloop"_s});
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

void ServerProcess::fillPeer(const QString &database, const QString &catalogFile)
{
    qputenv("PEER_DATABASE_URL", peerUrl(database).toUtf8());
    qputenv("PYTHONDONTWRITEBYTECODE", "1");
    run(python(), {QLatin1String(peerFolder) + u"fill.py"_s, catalogFile});
}

void ServerProcess::set(const char *variable, const QString &value)
{
    m_environment.insert(QLatin1String(variable), value);
}

/** Returns when it answers. */
void ServerProcess::start(const QString &program, const QStringList &arguments)
{
    constexpr std::chrono::milliseconds interval{50};
    constexpr int patience = 1200; // intervals
    const QString said = m_folder.filePath(u"said.txt"_s);
    m_process.setProcessEnvironment(m_environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(said);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(program, arguments);
    LoadOrder question;
    question.port = m_port;
    question.most = 1;
    question.request = [](qint64, const QByteArray &) {
        return QByteArray("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    };
    for (int i = 0; i < patience && load(question).answered == 0; ++i) {
        if (m_process.waitForFinished(static_cast<int>(interval.count())))
            break;
    }
    if (load(question).answered == 0)
        qFatal("%s does not serve: %s", qPrintable(program), contentOf(said).constData());
}

QByteArray ServerProcess::output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(arguments.value(0)), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

} // namespace listwright::bench
