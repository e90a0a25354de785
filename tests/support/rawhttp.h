// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/answerschema.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

namespace listwright::test {

/** What came back for one request. */
struct RawAnswer
{
    int status = 0; ///< 0: none came
    QByteArray head;
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString errorCode() const { return json()[QLatin1String("error")][QLatin1String("code")].toString(); }
    QString errorMessage() const { return json()[QLatin1String("error")][QLatin1String("message")].toString(); }
    /** Empty where there is none. */
    QByteArray header(const QByteArray &name) const
    {
        const QList<QByteArray> lines = head.split('\n');
        for (const QByteArray &line : lines) {
            if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }
    bool hasHeader(const QByteArray &line) const { return head.toLower().contains(line.toLower()); }
};

/** Sends the bytes on a connection of their own and waits until the server ends it. An answer that the OpenAPI document
 * does not allow fails the test. */
inline RawAnswer sendRequest(quint16 port, const QByteArray &bytes)
{
    constexpr int patience = 30'000; // milliseconds
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    if (!socket.waitForConnected(patience))
        return {};
    socket.write(bytes);
    QByteArray received;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(patience))
        received += socket.readAll();
    received += socket.readAll();
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (!received.startsWith("HTTP/1.1 ") || end < 0)
        return {};
    const RawAnswer answer{received.mid(9, 3).toInt(), received.left(end), received.mid(end + 4)};
    if (const QString fault = undocumented(bytes, answer.status, answer.head, answer.body); !fault.isEmpty())
        QTest::qFail(qPrintable(fault), __FILE__, __LINE__);
    return answer;
}

/** A POST as n8n sends it: a connection of its own, always with a length. */
inline QByteArray postRequest(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {},
                              const QByteArray &contentType = "application/json")
{
    QByteArray request = "POST " + path + " HTTP/1.1\r\nAccept: application/json,text/html;q=0.9, */*;q=0.7\r\n";
    if (!contentType.isEmpty())
        request += "Content-Type: " + contentType + "\r\n";
    return request + headers + "User-Agent: n8n\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nAccept-Encoding: gzip, compress, deflate, br\r\nHost: localhost:8765\r\nConnection: close\r\n\r\n" +
           body;
}

} // namespace listwright::test
