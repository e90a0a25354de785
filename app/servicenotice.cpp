// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/servicenotice.h"

#include <algorithm>
#include <cstddef>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace listwright {

void tellServiceManager(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() < 2 || path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return;
    std::copy(path.begin(), path.end(), address.sun_path);
    if (path.startsWith('@')) // a name that is in no folder
        address.sun_path[0] = '\0';
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(path.size()));
    // Who does not hear it waits until its own time is up; there is nothing more to do here.
    const ssize_t ignored = ::sendto(descriptor, state.constData(), static_cast<std::size_t>(state.size()),
                                     MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address), size);
    static_cast<void>(ignored);
    ::close(descriptor);
}

} // namespace listwright
