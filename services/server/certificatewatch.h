// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/servercertificate.h"

#include <array>
#include <chrono>
#include <functional>
#include <thread>

namespace listwright {

/**
 * Looks in a thread of its own whether a certificate or its key was replaced, as who issues them does every few weeks,
 * and reads both anew. Those that do not fit together (yet) are left until another change; the server goes on with what
 * it has.
 */
class CertificateWatch
{
public:
    /** `renewed` is called in the watch's thread. */
    CertificateWatch(CertificateFiles files, std::chrono::milliseconds interval,
                     std::function<void(const QSslConfiguration &)> renewed);
    ~CertificateWatch(); ///< `renewed` is not called any more

private:
    /** When and how large. */
    using State = std::array<std::pair<qint64, qint64>, 2>;
    State present() const;
    void run(const std::stop_token &stop);
    void readAgain() const;

    const CertificateFiles m_files;
    const std::chrono::milliseconds m_interval;
    const std::function<void(const QSslConfiguration &)> m_renewed;
    State m_known;
    std::jthread m_thread;
};

} // namespace listwright
