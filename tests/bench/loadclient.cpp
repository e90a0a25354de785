// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/loadclient.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <deque>
#include <utility>

namespace listwright::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int patience = 60'000; // ms without anything from the server
constexpr int settling = 500;    // ms; connections are the system's first, and the server's a little later

double millisecondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

sockaddr_in address(quint16 port)
{
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    place.sin_port = htons(port);
    return place;
}

/** -1 where the answer is not whole yet; else the bytes of its head. */
qsizetype headOf(const QByteArray &received)
{
    const qsizetype head = received.indexOf("\r\n\r\n");
    if (head < 0)
        return -1;
    const QByteArray lines = received.left(head + 2).toLower();
    const qsizetype at = lines.indexOf("\r\ncontent-length:");
    if (at < 0)
        qFatal("an answer without a length: %s", lines.constData());
    const qsizetype begin = at + 17;
    const qint64 length = lines.mid(begin, lines.indexOf("\r\n", begin) - begin).trimmed().toLongLong();
    return received.size() - head - 4 >= length ? head + 4 : -1;
}

struct Connection
{
    enum class State { Closed, Connecting, Idle, Sending, Receiving };

    int socket = -1;
    State state = State::Closed;
    bool hasRequest = false;
    QByteArray out;
    qsizetype sent = 0;
    QByteArray in;
    QByteArray last;
    Clock::time_point due;
};

class Load
{
public:
    explicit Load(const LoadOrder &order)
        : m_order(order)
        , m_poll(::epoll_create1(EPOLL_CLOEXEC))
        , m_target(address(order.port))
        , m_connections(static_cast<std::size_t>(order.connections))
    {
    }
    ~Load()
    {
        for (Connection &each : m_connections)
            close(each);
        ::close(m_poll);
    }

    LoadResult run()
    {
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            if (m_order.keepConnections)
                connect(i);
            else
                m_idle.push_back(i);
        }
        while (m_connecting > 0 && wait(patience))
            continue;
        while (wait(settling))
            continue;
        m_begin = Clock::now();
        m_end = m_begin;
        for (give(); m_busy > 0 || !isOver(); give()) {
            if (!wait(untilNext()) && m_busy > 0 && millisecondsSince(m_heard) > patience)
                break;
            if (m_result.refused > 10'000)
                break;
        }
        m_result.lost += m_busy;
        m_result.seconds = std::chrono::duration<double>(m_end - m_begin).count();
        return std::move(m_result);
    }

private:
    bool isOver() const
    {
        return m_given >= m_order.most || m_ended == m_connections.size() ||
               millisecondsSince(m_begin) >= m_order.seconds * 1000;
    }
    Clock::time_point dueTime(qint64 number) const
    {
        if (m_order.perSecond <= 0)
            return Clock::now();
        return m_begin + std::chrono::duration_cast<Clock::duration>(
                             std::chrono::duration<double>(static_cast<double>(number) / m_order.perSecond));
    }
    /** ms that may be waited for answers. */
    int untilNext() const
    {
        constexpr int aWhile = 1000;
        if (m_order.perSecond <= 0 || m_idle.empty() || isOver())
            return aWhile;
        const double left = -millisecondsSince(dueTime(m_given));
        return std::clamp(static_cast<int>(std::ceil(left)), 0, aWhile);
    }

    void give()
    {
        while (!m_idle.empty() && !isOver()) {
            const auto due = dueTime(m_given);
            if (due > Clock::now())
                return;
            const std::size_t index = m_idle.front();
            m_idle.pop_front();
            begin(index, due);
        }
    }
    void begin(std::size_t index, Clock::time_point due)
    {
        Connection &one = m_connections[index];
        one.out = m_order.request(m_given, one.last);
        if (one.out.isEmpty()) {
            ++m_ended;
            return;
        }
        ++m_given;
        ++m_busy;
        m_heard = Clock::now();
        one.sent = 0;
        one.due = due;
        one.hasRequest = true;
        if (one.state == Connection::State::Idle)
            send(index);
        else
            connect(index);
    }

    void connect(std::size_t index)
    {
        Connection &one = m_connections[index];
        one.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (one.socket < 0)
            qFatal("no socket for connection %zu: %s", index, std::strerror(errno));
        const int on = 1;
        ::setsockopt(one.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        one.in.clear();
        one.state = Connection::State::Connecting;
        ++m_connecting;
        const auto *target = reinterpret_cast<const sockaddr *>(&m_target);
        if (::connect(one.socket, target, sizeof m_target) != 0 && errno != EINPROGRESS)
            return refuse(index);
        watch(index, EPOLL_CTL_ADD, EPOLLOUT);
    }
    void connected(std::size_t index)
    {
        Connection &one = m_connections[index];
        int problem = 0;
        socklen_t size = sizeof problem;
        ::getsockopt(one.socket, SOL_SOCKET, SO_ERROR, &problem, &size);
        if (problem != 0)
            return refuse(index);
        --m_connecting;
        one.state = Connection::State::Idle;
        watch(index, EPOLL_CTL_MOD, EPOLLIN);
        if (one.hasRequest)
            send(index);
        else
            m_idle.push_back(index);
    }
    void refuse(std::size_t index)
    {
        ++m_result.refused;
        --m_connecting;
        Connection &one = m_connections[index];
        m_busy -= std::exchange(one.hasRequest, false) ? 1 : 0;
        close(one);
        m_idle.push_back(index);
    }

    void send(std::size_t index)
    {
        Connection &one = m_connections[index];
        while (one.sent < one.out.size()) {
            const auto left = static_cast<std::size_t>(one.out.size() - one.sent);
            const ssize_t written = ::send(one.socket, one.out.constData() + one.sent, left, MSG_NOSIGNAL);
            if (written < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
                return lose(index);
            if (written < 0) {
                if (std::exchange(one.state, Connection::State::Sending) != Connection::State::Sending)
                    watch(index, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
                return;
            }
            one.sent += written;
        }
        if (std::exchange(one.state, Connection::State::Receiving) == Connection::State::Sending)
            watch(index, EPOLL_CTL_MOD, EPOLLIN);
    }
    void receive(std::size_t index)
    {
        Connection &one = m_connections[index];
        for (;;) {
            const ssize_t count = ::recv(one.socket, m_buffer.data(), m_buffer.size(), 0);
            if (count > 0)
                one.in.append(m_buffer.data(), count);
            else if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
                return lose(index);
            if (const qsizetype head = headOf(one.in); head >= 0)
                return take(index, head);
            if (count < 0)
                return;
        }
    }
    void take(std::size_t index, qsizetype head)
    {
        Connection &one = m_connections[index];
        m_end = Clock::now();
        m_heard = m_end;
        if (one.in.mid(9, 3) == "200") {
            ++m_result.answered;
            m_result.latencies.push_back(millisecondsSince(one.due));
        } else {
            ++m_result.otherwise;
        }
        one.last = one.in.mid(head);
        m_result.last = one.last;
        one.in.clear();
        one.hasRequest = false;
        --m_busy;
        if (m_order.keepConnections)
            one.state = Connection::State::Idle;
        else
            close(one);
        m_idle.push_back(index);
    }
    /** Closed by the server, which it may do between two requests. */
    void lose(std::size_t index)
    {
        Connection &one = m_connections[index];
        close(one);
        if (!std::exchange(one.hasRequest, false))
            return;
        ++m_result.lost;
        --m_busy;
        m_idle.push_back(index);
    }

    /** false when nothing came. */
    bool wait(int milliseconds)
    {
        std::array<epoll_event, 256> events;
        const int count = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), milliseconds);
        for (int i = 0; i < count; ++i) {
            const auto index = static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64);
            switch (m_connections[index].state) {
            case Connection::State::Closed:
                break;
            case Connection::State::Connecting:
                connected(index);
                break;
            case Connection::State::Sending:
                send(index);
                break;
            case Connection::State::Idle:
            case Connection::State::Receiving:
                receive(index);
                break;
            }
        }
        return count > 0;
    }
    void watch(std::size_t index, int operation, std::uint32_t events)
    {
        epoll_event event{};
        event.events = events;
        event.data.u64 = index;
        ::epoll_ctl(m_poll, operation, m_connections[index].socket, &event);
    }
    static void close(Connection &one)
    {
        if (one.socket >= 0)
            ::close(std::exchange(one.socket, -1));
        one.state = Connection::State::Closed;
    }

    const LoadOrder &m_order;
    int m_poll;
    sockaddr_in m_target;
    std::vector<Connection> m_connections;
    std::deque<std::size_t> m_idle; ///< that may be given a request
    std::array<char, 65536> m_buffer;
    int m_connecting = 0;
    qint64 m_given = 0;
    qint64 m_busy = 0;       ///< requests under way
    std::size_t m_ended = 0; ///< connections that have nothing more to ask
    Clock::time_point m_begin;
    Clock::time_point m_end;
    Clock::time_point m_heard;
    LoadResult m_result;
};

} // namespace

double LoadResult::percentile(double share) const
{
    if (latencies.empty())
        return 0;
    std::vector<double> values = latencies;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

LoadResult load(const LoadOrder &order)
{
    return Load(order).run();
}

quint16 freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place = address(0);
    socklen_t size = sizeof place;
    auto *name = reinterpret_cast<sockaddr *>(&place);
    if (socket < 0 || ::bind(socket, name, size) != 0 || ::getsockname(socket, name, &size) != 0)
        qFatal("no port is free");
    ::close(socket);
    return ntohs(place.sin_port);
}

} // namespace listwright::bench
