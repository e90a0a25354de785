// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/interruption.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace listwright {

namespace {

// The only state a signal handler may reach without taking a lock.
std::atomic<int> signalPipe{-1};

extern "C" void wakeEventLoop(int signal)
{
    std::signal(signal, SIG_DFL); // the second one ends the process
    const char byte = 1;
    const ssize_t ignored = ::write(signalPipe.load(), &byte, 1);
    static_cast<void>(ignored);
}

} // namespace

Interruption::Interruption()
{
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without a pipe the signals keep their usual effect
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { onSignal(); });
    signalPipe = m_pipe[1];
    std::signal(SIGINT, wakeEventLoop);
    std::signal(SIGTERM, wakeEventLoop);
}

Interruption::~Interruption()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    signalPipe = -1;
    m_notifier.reset();
    for (const int end : m_pipe) {
        if (end >= 0)
            ::close(end);
    }
}

void Interruption::onSignal()
{
    char byte = 0;
    while (::read(m_pipe[0], &byte, 1) > 0) {
    }
    m_source.request_stop();
}

} // namespace listwright
