// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QHash>

#include <array>
#include <atomic>
#include <map>
#include <vector>

namespace listwright {

/**
 * Events of a thread with a thousand sockets. Qt's own dispatchers hand all of them to poll() before each look, which
 * costs more than answering; epoll is told of each once. For QThread::setEventDispatcher(). Timers are few here: each
 * look goes through all.
 */
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    EpollDispatcher();
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override; ///< from any thread
    void interrupt() override;

private:
    struct Socket
    {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< by QSocketNotifier::Type
        quint32 watched = 0;                          ///< what epoll was told
    };
    struct Timer
    {
        qint64 interval = 0; ///< ms
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        qint64 due = 0; ///< by m_clock
        bool running = false;
    };

    void watch(int descriptor, Socket &socket) const;
    int waitingTime() const;
    bool activateSockets(int milliseconds);
    bool activate(int descriptor, quint32 events);
    bool activateTimers();

    int m_epoll;
    int m_wake; ///< readable once somebody has called wakeUp()
    std::atomic<bool> m_woken{false};
    std::atomic<bool> m_interrupted{false};
    QHash<int, Socket> m_sockets;
    std::map<int, Timer> m_timers;
    QElapsedTimer m_clock;
};

} // namespace listwright
