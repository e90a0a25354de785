// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <mutex>
#include <thread>

namespace listwright::test {

/**
 * Says what a PostgreSQL server says until it has asked for the password (protocol 3.0, cleartext), keeps the answer
 * and refuses it. For seeing which password a program sends.
 */
class PasswordServer
{
public:
    PasswordServer();
    ~PasswordServer();
    PasswordServer(const PasswordServer &) = delete;
    PasswordServer &operator=(const PasswordServer &) = delete;

    int port() const { return m_port; }
    /** Of the last connection; null when none came as far. */
    QByteArray password() const;

private:
    void serve();
    void talk(int connection);

    int m_socket = -1;
    int m_port = 0;
    mutable std::mutex m_mutex;
    QByteArray m_password;
    std::thread m_thread;
};

} // namespace listwright::test
