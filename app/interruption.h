// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <array>
#include <memory>
#include <stop_token>

namespace listwright {

/**
 * Turns Ctrl-C and a request to terminate into a requested stop, so that a command ends between two steps. The second
 * signal ends the process at once. Needs the event loop of the thread it is made in; one at a time.
 */
class Interruption
{
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    void onSignal();

    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::stop_source m_source;
};

} // namespace listwright
