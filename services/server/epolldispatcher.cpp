// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/epolldispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <algorithm>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace listwright {

namespace {

/** An error or a hang-up concerns everyone who waits for the socket. */
constexpr quint32 alwaysTold = EPOLLERR | EPOLLHUP;

quint32 eventsOf(int type)
{
    switch (type) {
    case QSocketNotifier::Read:
        return EPOLLIN;
    case QSocketNotifier::Write:
        return EPOLLOUT;
    default:
        return EPOLLPRI;
    }
}

} // namespace

EpollDispatcher::EpollDispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = m_wake;
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0)
        qFatal("The system has no descriptor left to wait for sockets.");
    m_clock.start();
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wake);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (m_interrupted)
        return false;
    // Events that were posted meanwhile have called wakeUp(), so that the wait below ends at once.
    const bool waits = flags.testFlag(QEventLoop::WaitForMoreEvents);
    if (waits)
        Q_EMIT aboutToBlock();
    bool active = activateSockets(waits ? waitingTime() : 0);
    if (!m_interrupted)
        active = activateTimers() || active;
    return active;
}

/** Until the next timer is due; -1 without one. */
int EpollDispatcher::waitingTime() const
{
    const qint64 now = m_clock.elapsed();
    qint64 shortest = -1;
    for (const auto &[id, timer] : m_timers) {
        const qint64 left = std::max<qint64>(timer.due - now, 0);
        if (!timer.running && (shortest < 0 || left < shortest))
            shortest = left;
    }
    return static_cast<int>(std::min<qint64>(shortest, std::numeric_limits<int>::max()));
}

bool EpollDispatcher::activateSockets(int milliseconds)
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), milliseconds);
    Q_EMIT awake();
    bool active = false;
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[static_cast<std::size_t>(i)];
        if (event.data.fd != m_wake) {
            active = activate(event.data.fd, event.events) || active;
            continue;
        }
        active = true;
        quint64 calls = 0;
        [[maybe_unused]] const auto taken = ::read(m_wake, &calls, sizeof calls);
        m_woken = false; // before posted events are looked at the next time
    }
    return active;
}

/** What one of them does may end others of the same round. */
bool EpollDispatcher::activate(int descriptor, quint32 events)
{
    bool active = false;
    for (const int type : {QSocketNotifier::Read, QSocketNotifier::Write, QSocketNotifier::Exception}) {
        if ((events & (eventsOf(type) | alwaysTold)) == 0)
            continue;
        const auto socket = m_sockets.constFind(descriptor);
        if (socket == m_sockets.constEnd())
            return active;
        if (QSocketNotifier *notifier = socket->notifiers[static_cast<std::size_t>(type)]) {
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
            active = true;
        }
    }
    return active;
}

bool EpollDispatcher::activateTimers()
{
    const qint64 now = m_clock.elapsed();
    std::vector<int> due;
    for (const auto &[id, timer] : m_timers) {
        if (!timer.running && timer.due <= now)
            due.push_back(id);
    }
    for (const int id : due) {
        const auto found = m_timers.find(id);
        if (found == m_timers.end() || found->second.running)
            continue;
        Timer &timer = found->second;
        timer.due = std::max(timer.due + timer.interval, now); // one that is late does not run for all it has missed
        timer.running = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        if (const auto after = m_timers.find(id); after != m_timers.end())
            after->second.running = false;
    }
    return !due.empty();
}

void EpollDispatcher::watch(int descriptor, Socket &socket) const
{
    epoll_event event{};
    event.data.fd = descriptor;
    for (const int type : {QSocketNotifier::Read, QSocketNotifier::Write, QSocketNotifier::Exception}) {
        if (socket.notifiers[static_cast<std::size_t>(type)])
            event.events |= eventsOf(type);
    }
    if (event.events == socket.watched)
        return;
    const int operation = event.events == 0 ? EPOLL_CTL_DEL : socket.watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (::epoll_ctl(m_epoll, operation, descriptor, &event) != 0 && event.events != 0)
        qWarning("A socket cannot be waited for: %s", qPrintable(qt_error_string(errno)));
    socket.watched = event.events;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    Socket &socket = m_sockets[descriptor];
    socket.notifiers[static_cast<std::size_t>(notifier->type())] = notifier;
    watch(descriptor, socket);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    const auto socket = m_sockets.find(descriptor);
    if (socket == m_sockets.end() || socket->notifiers[static_cast<std::size_t>(notifier->type())] != notifier)
        return;
    socket->notifiers[static_cast<std::size_t>(notifier->type())] = nullptr;
    watch(descriptor, *socket);
    if (socket->watched == 0)
        m_sockets.erase(socket); // the system forgets it, and may give its number to another
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers[timerId] = {interval, type, object, m_clock.elapsed() + interval};
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.erase(timerId) > 0;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return std::erase_if(m_timers, [object](const auto &timer) { return timer.second.object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            timers.append(TimerInfo(id, static_cast<int>(timer.interval), timer.type));
    }
    return timers;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto timer = m_timers.find(timerId);
    return timer == m_timers.end() ? -1 : static_cast<int>(std::max<qint64>(timer->second.due - m_clock.elapsed(), 0));
}

void EpollDispatcher::wakeUp()
{
    if (m_woken.exchange(true))
        return;
    constexpr quint64 once = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &once, sizeof once);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace listwright
