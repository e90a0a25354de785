// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/jobsignal.h"

#include <QLoggingCategory>

#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(jobSignalLog, "listwright.storage")

constexpr int reconnectInterval = 2000; // milliseconds
constexpr int connectTimeout = 5000;

struct CloseConnection
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;

struct ClearResult
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ServerResult = std::unique_ptr<PGresult, ClearResult>;

Connection startConnecting(const StorageLocation &location)
{
    const QByteArray host = location.host().toUtf8();
    const QByteArray port = QByteArray::number(location.port());
    const QByteArray database = location.databaseName().toUtf8();
    const QByteArray user = location.user().toUtf8();
    const QByteArray password = location.password().toUtf8();
    const std::array<const char *, 7> names = {"host", "port", "dbname", "user", "password", "application_name",
                                               nullptr};
    const std::array<const char *, 7> values = {host.isEmpty() ? nullptr : host.constData(),
                                                port.constData(),
                                                database.isEmpty() ? nullptr : database.constData(),
                                                user.isEmpty() ? nullptr : user.constData(),
                                                password.isEmpty() ? nullptr : password.constData(),
                                                "listwright",
                                                nullptr};
    return Connection(PQconnectStartParams(names.data(), values.data(), 0));
}

} // namespace

JobSignal::JobSignal(StorageLocation location, std::function<void()> woken)
    : m_location(std::move(location)), m_woken(std::move(woken))
{
    if (m_location.isSqlite() || ::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without a pipe the queue is still looked at regularly
    m_thread = std::thread([this] { run(); });
}

JobSignal::~JobSignal()
{
    m_ending = true;
    if (m_thread.joinable()) {
        const char byte = 1;
        [[maybe_unused]] const ssize_t ignored = ::write(m_pipe[1], &byte, 1);
        m_thread.join();
    }
    for (const int end : m_pipe) {
        if (end >= 0)
            ::close(end);
    }
}

bool JobSignal::waitFor(int socket, short events, int milliseconds)
{
    std::array<pollfd, 2> files{{{m_pipe[0], POLLIN, 0}, {socket, events, 0}}};
    const int ready = ::poll(files.data(), socket < 0 ? 1 : 2, milliseconds);
    return ready > 0 && !m_ending;
}

void JobSignal::run()
{
    while (!m_ending) {
        const Connection connection = startConnecting(m_location);
        PostgresPollingStatusType state = connection ? PGRES_POLLING_WRITING : PGRES_POLLING_FAILED;
        while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
            const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
            state = waitFor(PQsocket(connection.get()), events, connectTimeout) ? PQconnectPoll(connection.get())
                                                                                : PGRES_POLLING_FAILED;
        }
        if (state == PGRES_POLLING_OK)
            listen(connection.get());
        if (!m_ending)
            waitFor(-1, 0, reconnectInterval);
    }
}

void JobSignal::listen(PGconn *connection)
{
    const ServerResult listening(PQexec(connection, "LISTEN listwright_jobs"));
    if (PQresultStatus(listening.get()) != PGRES_COMMAND_OK) {
        qCWarning(jobSignalLog) << "Waiting for jobs of other machines failed";
        return;
    }
    m_woken();
    while (waitFor(PQsocket(connection), POLLIN, -1)) {
        if (PQconsumeInput(connection) == 0)
            return;
        bool told = false;
        while (PGnotify *notification = PQnotifies(connection)) {
            PQfreemem(notification);
            told = true;
        }
        if (told)
            m_woken();
    }
}

} // namespace listwright
