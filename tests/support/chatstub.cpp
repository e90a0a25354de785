// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/chatstub.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <optional>

namespace listwright::test {

using namespace Qt::StringLiterals;

namespace {

int numberIn(const QByteArray &body)
{
    static const QRegularExpression number(u"number (\\d+)"_s);
    return number.match(QString::fromUtf8(body)).captured(1).toInt();
}

QByteArray answerAbout(int number)
{
    const QJsonObject title{
        {u"title"_s, u"Nordkap Desk Lamp with Dimmer and Oak Foot, Nordkap number %1"_s.arg(number)}};
    const QString content = QString::fromUtf8(QJsonDocument(title).toJson(QJsonDocument::Compact));
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, content}};
    const QJsonObject choice{{u"index"_s, 0}, {u"finish_reason"_s, u"stop"_s}, {u"message"_s, message}};
    const QJsonObject usage{{u"prompt_tokens"_s, 400}, {u"completion_tokens"_s, 30}, {u"total_tokens"_s, 430}};
    const QJsonObject answer{{u"id"_s, u"stub"_s},
                             {u"object"_s, u"chat.completion"_s},
                             {u"model"_s, u"stub"_s},
                             {u"choices"_s, QJsonArray{choice}},
                             {u"usage"_s, usage}};
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

/** Takes the first whole request off the buffer; its body. */
std::optional<QByteArray> takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    qsizetype length = 0;
    const QList<QByteArray> lines = buffer.left(end).split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
    }
    if (buffer.size() < end + 4 + length)
        return {};
    QByteArray body = buffer.mid(end + 4, length);
    buffer.remove(0, end + 4 + length);
    return body;
}

} // namespace

class ChatStub::Server : public QTcpServer
{
public:
    explicit Server(ChatStub &stub) : m_stub(stub)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                follow(socket);
        });
    }

private:
    void follow(QTcpSocket *socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket, buffer = QByteArray()]() mutable {
            buffer += socket->readAll();
            while (const auto body = takeRequest(buffer))
                answer(socket, *body);
        });
    }

    void answer(QTcpSocket *socket, const QByteArray &body)
    {
        const int number = numberIn(body);
        std::chrono::milliseconds latency{};
        {
            const std::lock_guard lock(m_stub.m_mutex);
            latency = m_stub.m_latency;
            ++m_stub.m_asked[number];
            ++m_stub.m_questions;
        }
        QTimer::singleShot(latency, Qt::PreciseTimer, socket, [socket, number] {
            const QByteArray json = answerAbout(number);
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                          QByteArray::number(json.size()) + "\r\n\r\n" + json);
        });
    }

    ChatStub &m_stub;
};

ChatStub::ChatStub(std::chrono::milliseconds latency) : m_latency(latency)
{
    auto *server = new Server(*this);
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("no port is free");
    m_port = server->serverPort();
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    m_thread.start();
}

ChatStub::~ChatStub()
{
    m_thread.quit();
    m_thread.wait();
    const std::lock_guard lock(m_mutex); // the thread sanitizer sees this, but not the end of Qt's thread
}

void ChatStub::setLatency(std::chrono::milliseconds latency)
{
    const std::lock_guard lock(m_mutex);
    m_latency = latency;
}

QString ChatStub::baseUrl() const
{
    return u"http://127.0.0.1:%1/v1"_s.arg(m_port);
}

int ChatStub::questionsAbout(int number) const
{
    const std::lock_guard lock(m_mutex);
    return m_asked.value(number);
}

int ChatStub::questions() const
{
    const std::lock_guard lock(m_mutex);
    return m_questions;
}

} // namespace listwright::test
