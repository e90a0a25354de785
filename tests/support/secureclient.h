// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QSslSocket>

namespace listwright::test {

/** A client that trusts nobody but who is in the file, and speaks TLS to 127.0.0.1. */
class SecureClient
{
public:
    explicit SecureClient(const QString &trusted, QSsl::SslProtocol protocol = QSsl::SecureProtocols)
    {
        QSslConfiguration configuration;
        configuration.setCaCertificates(QSslCertificate::fromPath(trusted));
        configuration.setAllowedNextProtocols({"h2", "http/1.1"});
        configuration.setProtocol(protocol);
        m_socket.setSslConfiguration(configuration);
    }

    bool connectTo(quint16 port)
    {
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        const bool encrypted = m_socket.waitForEncrypted(patience);
        send({}); // what the server still waits for
        return encrypted;
    }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite() > 0 && m_socket.waitForBytesWritten(patience))
            m_received += m_socket.readAll();
    }
    /** Until so many answers have begun. */
    QByteArray answers(int count)
    {
        while (m_received.count("HTTP/1.1 ") < count && m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received;
    }
    /** Everything until the server ends the connection. */
    QByteArray all()
    {
        while (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received += m_socket.readAll();
    }
    /** On a connection of its own. */
    static QByteArray ask(const QString &trusted, quint16 port, const QByteArray &request)
    {
        SecureClient client(trusted);
        if (!client.connectTo(port))
            return "no handshake: " + client.m_socket.errorString().toUtf8();
        client.send(request);
        return client.all();
    }

    QSslSocket &socket() { return m_socket; }

private:
    static constexpr int patience = 30'000; // milliseconds

    QSslSocket m_socket;
    QByteArray m_received;
};

} // namespace listwright::test
