// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/serversignal.h"

#include "services/storage/postgresconnection.h"

#include <QLoggingCategory>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(serverSignalLog, "listwright.storage")

constexpr int reconnectInterval = 2000; // milliseconds
constexpr std::chrono::milliseconds connectTimeout{5000};
constexpr std::chrono::milliseconds tellInterval{400};

int millisecondsUntil(std::chrono::steady_clock::time_point moment)
{
    const auto left = moment - std::chrono::steady_clock::now();
    return std::max(0, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count()));
}

struct CloseConnection
{
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;

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
    Connection connection(PQconnectStartParams(names.data(), values.data(), 0));
    if (connection)
        logNotices(connection.get());
    return connection;
}

} // namespace

ServerSignal::ServerSignal(StorageLocation location, const char *channel, std::function<void(Topics)> woken)
    : m_location(std::move(location)), m_channel(channel), m_woken(std::move(woken))
{
    if (m_location.isSqlite() || ::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without a pipe others are still looked at regularly
    m_thread = std::thread([this] { run(); });
}

ServerSignal::~ServerSignal()
{
    m_ending = true;
    if (m_thread.joinable()) {
        wake();
        m_thread.join();
    }
    for (const int end : m_pipe) {
        if (end >= 0)
            ::close(end);
    }
}

void ServerSignal::waitUntilListening()
{
    if (m_thread.joinable())
        m_tried.wait();
}

void ServerSignal::tell(Topics topics)
{
    if (m_thread.joinable() && m_toTell.fetch_or(topics) == 0)
        wake();
}

void ServerSignal::noteTried()
{
    if (!std::exchange(m_hasTried, true))
        m_tried.count_down();
}

void ServerSignal::wake()
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t ignored = ::write(m_pipe[1], &byte, 1);
}

/** Whether the socket is ready; a wait ends as well when there is something to tell, or at the end. */
bool ServerSignal::waitFor(int socket, short events, int milliseconds)
{
    std::array<pollfd, 2> files{{{m_pipe[0], POLLIN, 0}, {socket, events, 0}}};
    const int ready = ::poll(files.data(), socket < 0 ? 1 : 2, milliseconds);
    std::array<char, 64> woken{};
    while (ready > 0 && files[0].revents != 0 && ::read(m_pipe[0], woken.data(), woken.size()) > 0)
        continue;
    return ready > 0 && files[1].revents != 0;
}

void ServerSignal::run()
{
    do {
        if (const Connection connection(connect()); connection)
            listen(connection.get());
        noteTried();
        const auto next = Clock::now() + std::chrono::milliseconds(reconnectInterval);
        while (!m_ending && millisecondsUntil(next) > 0)
            waitFor(-1, 0, millisecondsUntil(next));
    } while (!m_ending);
}

/** Null where there is none to be had. */
pg_conn *ServerSignal::connect()
{
    Connection connection = startConnecting(m_location);
    const auto deadline = Clock::now() + connectTimeout;
    PostgresPollingStatusType state = connection ? PGRES_POLLING_WRITING : PGRES_POLLING_FAILED;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (waitFor(PQsocket(connection.get()), events, millisecondsUntil(deadline)))
            state = PQconnectPoll(connection.get());
        else if (Clock::now() >= deadline || (m_ending && m_toTell == 0))
            return nullptr;
    }
    return state == PGRES_POLLING_OK ? connection.release() : nullptr;
}

void ServerSignal::listen(pg_conn *connection)
{
    const PostgresResult listening(PQexec(connection, QByteArray("LISTEN ").append(m_channel).constData()));
    if (PQresultStatus(listening.get()) != PGRES_COMMAND_OK) {
        qCWarning(serverSignalLog) << "Waiting for what others do failed";
        return;
    }
    m_woken(allTopics);
    noteTried();
    for (;;) {
        const auto due = m_told + tellInterval;
        if (m_toTell != 0 && (m_ending || Clock::now() >= due) && !tellNow(connection))
            return;
        if (m_ending)
            return;
        if (const Topics told = takeTold(connection); told != 0)
            m_woken(told);
        const int pause = m_toTell != 0 ? millisecondsUntil(due) : -1;
        if (waitFor(PQsocket(connection), POLLIN, pause) && PQconsumeInput(connection) == 0)
            return;
    }
}

bool ServerSignal::tellNow(pg_conn *connection)
{
    const Topics topics = m_toTell.exchange(0);
    m_told = Clock::now();
    const QByteArray notify = QByteArray("NOTIFY ") + m_channel + ", '" + QByteArray::number(topics) + '\'';
    const PostgresResult told(PQexec(connection, notify.constData()));
    if (PQresultStatus(told.get()) == PGRES_COMMAND_OK)
        return true;
    m_toTell |= topics; // on the next connection
    return false;
}

/** A word without topics, as workers are woken by, is of all. */
ServerSignal::Topics ServerSignal::takeTold(pg_conn *connection) const
{
    Topics told = 0;
    while (PGnotify *notification = PQnotifies(connection)) {
        const Topics topics = QByteArray(notification->extra).toUInt();
        if (notification->be_pid != PQbackendPID(connection))
            told |= topics != 0 ? topics : allTopics;
        PQfreemem(notification);
    }
    return told;
}

} // namespace listwright
