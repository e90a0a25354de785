// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/passwordserver.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace listwright::test {

namespace {

bool readFully(int connection, QByteArray &bytes, qsizetype size)
{
    bytes.clear();
    while (bytes.size() < size) {
        char block[512];
        const ssize_t count =
            ::read(connection, block, std::min<std::size_t>(sizeof block, std::size_t(size - bytes.size())));
        if (count <= 0)
            return false;
        bytes.append(block, count);
    }
    return true;
}

quint32 number(const QByteArray &bytes, qsizetype at)
{
    quint32 value = 0;
    for (qsizetype i = at; i < at + 4; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes.at(i));
    return value;
}

void send(int connection, const QByteArray &bytes)
{
    const ssize_t ignored = ::write(connection, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    static_cast<void>(ignored);
}

} // namespace

PasswordServer::PasswordServer()
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *const generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_socket, generic, size) != 0 || ::listen(m_socket, 8) != 0 ||
        ::getsockname(m_socket, generic, &size) != 0)
        qFatal("no port to listen on");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

PasswordServer::~PasswordServer()
{
    ::shutdown(m_socket, SHUT_RDWR); // wakes accept()
    m_thread.join();
    ::close(m_socket);
}

QByteArray PasswordServer::password() const
{
    const std::lock_guard lock(m_mutex);
    return m_password;
}

void PasswordServer::serve()
{
    for (;;) {
        const int connection = ::accept(m_socket, nullptr, nullptr);
        if (connection < 0)
            return;
        talk(connection);
        ::close(connection);
    }
}

void PasswordServer::talk(int connection)
{
    constexpr quint32 sslRequest = 80877103;
    constexpr quint32 gssRequest = 80877104;
    QByteArray bytes;
    for (;;) {
        if (!readFully(connection, bytes, 8))
            return;
        const quint32 code = number(bytes, 4);
        if (code != sslRequest && code != gssRequest)
            break;
        send(connection, "N");
    }
    if (!readFully(connection, bytes, qsizetype(number(bytes, 0)) - 8)) // user, database …
        return;
    send(connection, QByteArray("R\0\0\0\x08\0\0\0\x03", 9));
    if (!readFully(connection, bytes, 5) || bytes.at(0) != 'p' ||
        !readFully(connection, bytes, qsizetype(number(bytes, 1)) - 4))
        return;
    QByteArray refusal("SFATAL\0C28P01\0Mpassword authentication failed\0", 46);
    refusal += '\0';
    QByteArray answer("E\0\0\0", 4);
    answer += static_cast<char>(refusal.size() + 4);
    answer += refusal;
    {
        const std::lock_guard lock(m_mutex);
        m_password = bytes.chopped(1);
    }
    send(connection, answer);
}

} // namespace listwright::test
