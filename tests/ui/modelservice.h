// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/secrets/secretstore.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <mutex>

namespace listwright::test {

/** Secrets in memory; refuses to keep any when told to. */
class MemorySecrets : public SecretStore
{
public:
    Result<QString> read(const QString &name) override
    {
        const std::lock_guard guard(m_mutex);
        const auto found = m_entries.constFind(name);
        return found == m_entries.constEnd()
                   ? Result<QString>(failure(ErrorCode::NotFound, QStringLiteral("nothing stored")))
                   : Result<QString>(*found);
    }
    Result<void> write(const QString &name, const QString &value) override
    {
        const std::lock_guard guard(m_mutex);
        if (m_refusing)
            return failure(ErrorCode::Forbidden, QStringLiteral("The keychain refused."));
        m_entries.insert(name, value);
        return {};
    }
    Result<void> remove(const QString &name) override
    {
        const std::lock_guard guard(m_mutex);
        m_entries.remove(name);
        return {};
    }
    QString displayText() const override { return QStringLiteral("A drawer"); }

    QHash<QString, QString> entries() const
    {
        const std::lock_guard guard(m_mutex);
        return m_entries;
    }
    /** Asked under the lock: a copy of the entries would share its data with them without the sanitizer's knowing. */
    bool isEmpty() const
    {
        const std::lock_guard guard(m_mutex);
        return m_entries.isEmpty();
    }
    void refuse()
    {
        const std::lock_guard guard(m_mutex);
        m_refusing = true;
    }

private:
    mutable std::mutex m_mutex;
    QHash<QString, QString> m_entries;
    bool m_refusing = false;
};

/** An OpenAI-compatible service in the test's own thread, which names two models and says what it is told to. */
class ModelService : public QTcpServer
{
public:
    ModelService()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("%s", qPrintable(errorString()));
        QObject::connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    QString baseUrl() const { return QStringLiteral("http://127.0.0.1:%1/v1").arg(serverPort()); }

    int status = 200;
    QJsonObject said{{QStringLiteral("title"), QStringLiteral("Better lamp")}};
    QByteArray problem = "{\"error\":{\"message\":\"no\"}}"; ///< the body of a status above 200
    QByteArrayList authorizations;
    QByteArrayList questions;

private:
    void read(QTcpSocket &socket)
    {
        QByteArray &buffer = m_buffers[&socket];
        buffer += socket.readAll();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        qsizetype length = 0;
        const QList<QByteArray> lines = buffer.first(end).split('\n');
        for (const QByteArray &line : lines) {
            const QByteArray value = line.mid(line.indexOf(':') + 1).trimmed();
            if (line.toLower().startsWith("content-length:"))
                length = value.toLongLong();
            else if (line.toLower().startsWith("authorization:"))
                authorizations.append(value);
        }
        if (buffer.size() < end + 4 + length)
            return;
        const QByteArray question = buffer.mid(end + 4, length);
        const bool models = buffer.startsWith("GET");
        m_buffers.remove(&socket);
        if (!models)
            questions.append(question);
        answer(socket, status != 200 ? problem : models ? modelList() : completion());
    }

    void answer(QTcpSocket &socket, const QByteArray &body)
    {
        socket.write("HTTP/1.1 " + QByteArray::number(status) +
                     " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket.disconnectFromHost();
    }

    static QByteArray modelList()
    {
        return "{\"object\":\"list\",\"data\":[{\"id\":\"small\",\"object\":\"model\"},"
               "{\"id\":\"large\",\"object\":\"model\"}]}";
    }

    QByteArray completion() const
    {
        const QString content = QString::fromUtf8(QJsonDocument(said).toJson(QJsonDocument::Compact));
        const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                                  {QStringLiteral("content"), content}};
        const QJsonObject choice{{QStringLiteral("index"), 0},
                                 {QStringLiteral("finish_reason"), QStringLiteral("stop")},
                                 {QStringLiteral("message"), message}};
        const QJsonObject usage{{QStringLiteral("prompt_tokens"), 400},
                                {QStringLiteral("completion_tokens"), 30},
                                {QStringLiteral("total_tokens"), 430}};
        return QJsonDocument(QJsonObject{{QStringLiteral("id"), QStringLiteral("1")},
                                         {QStringLiteral("object"), QStringLiteral("chat.completion")},
                                         {QStringLiteral("model"), QStringLiteral("small")},
                                         {QStringLiteral("choices"), QJsonArray{choice}},
                                         {QStringLiteral("usage"), usage}})
            .toJson(QJsonDocument::Compact);
    }

    QHash<QTcpSocket *, QByteArray> m_buffers;
};

} // namespace listwright::test
