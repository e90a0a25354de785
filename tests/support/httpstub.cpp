// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/httpstub.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QThread>
#include <QTimer>

#include <condition_variable>
#include <mutex>

#include <sys/socket.h>

namespace listwright::test {

using namespace Qt::StringLiterals;
using Fault = StubAnswer::Fault;

namespace {

/** What the server's thread and the tests share. */
struct Script
{
    mutable std::mutex mutex;
    mutable std::condition_variable arrived;
    QList<StubAnswer> next;
    StubAnswer always;
    std::function<StubAnswer(const StubRequest &)> answer;
    QList<StubRequest> requests;
    int hits = 0;
    int connections = 0;
    int ended = 0;

    /** A connection's first fault is needed before a request is there. */
    bool dropsAtOnce()
    {
        const std::scoped_lock lock(mutex);
        ++connections;
        const StubAnswer &first = next.isEmpty() ? always : next.first();
        if (first.fault != Fault::DropAtOnce)
            return false;
        if (!next.isEmpty())
            next.removeFirst();
        return true;
    }

    StubAnswer answerTo(const StubRequest &request)
    {
        const std::scoped_lock lock(mutex);
        requests.append(request);
        if (!next.isEmpty())
            return next.takeFirst();
        return answer ? answer(request) : always;
    }

    void countHit()
    {
        {
            const std::scoped_lock lock(mutex);
            ++hits;
        }
        arrived.notify_all();
    }

    void countEnd()
    {
        const std::scoped_lock lock(mutex);
        ++ended;
    }

    bool nextResetsUnread()
    {
        const std::scoped_lock lock(mutex);
        const StubAnswer &first = next.isEmpty() ? always : next.first();
        return first.fault == Fault::DropUnread;
    }
};

void reset(QTcpSocket &socket)
{
    const linger atOnce{1, 0};
    setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

/** One connection; answers its requests one after the other. */
class Talk : public QObject
{
public:
    Talk(QTcpSocket *socket, Script &script, int number)
        : QObject(socket), m_socket(*socket), m_script(script), m_number(number)
    {
        connect(socket, &QTcpSocket::readyRead, this, &Talk::read);
        connect(socket, &QTcpSocket::disconnected, this, [this] { m_script.countEnd(); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

private:
    void read()
    {
        m_read += m_socket.readAll();
        if (m_isAnswering)
            return;
        if (!m_headEnd && !readHead())
            return;
        if (m_read.size() < *m_headEnd + m_length)
            return;
        m_request.body = m_read.mid(*m_headEnd, m_length);
        m_read.remove(0, *m_headEnd + m_length);
        m_headEnd.reset();
        m_isAnswering = true;
        const StubAnswer answer = m_script.answerTo(m_request);
        m_script.countHit();
        QTimer::singleShot(answer.delay, this, [this, answer] { send(answer); });
    }

    bool readHead()
    {
        const qsizetype end = m_read.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        m_headEnd = end + 4;
        const QList<QByteArray> lines = m_read.left(end).split('\n');
        const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
        m_request = {first.value(0), first.value(1), {}, {}, m_number};
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            m_request.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
        }
        m_length = m_request.header("content-length").toInt();
        if (!m_script.nextResetsUnread())
            return true;
        m_script.answerTo(m_request);
        m_script.countHit();
        reset(m_socket);
        return false;
    }

    void send(const StubAnswer &answer)
    {
        if (answer.fault == Fault::Reset)
            return reset(m_socket);
        if (answer.fault == Fault::Drop)
            return m_socket.disconnectFromHost();
        if (answer.fault == Fault::Garbage) {
            m_socket.write("220 mail.example ready\r\n\r\n");
            return m_socket.disconnectFromHost();
        }
        m_socket.write(headOf(answer));
        const QByteArray body = m_request.method == "HEAD" ? QByteArray() : answer.body;
        if (answer.fault == Fault::HalfBody) {
            m_socket.write(body.left(body.size() / 2));
            return m_socket.disconnectFromHost();
        }
        if (answer.trickle > 0)
            return trickle(body, answer.trickle);
        m_socket.write(body);
        end(answer.isClosedAfter);
    }

    void trickle(const QByteArray &rest, int step)
    {
        m_socket.write(rest.left(step));
        if (rest.size() <= step)
            return end(false);
        QTimer::singleShot(20, this, [this, rest, step] { trickle(rest.mid(step), step); });
    }

    void end(bool isClosed)
    {
        m_isAnswering = false;
        if (isClosed)
            m_socket.disconnectFromHost();
        else if (!m_read.isEmpty())
            read();
    }

    static QByteArray headOf(const StubAnswer &answer)
    {
        QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\n";
        bool hasLength = false;
        for (const auto &[name, value] : answer.headers) {
            head += name + ": " + value + "\r\n";
            hasLength = hasLength || name.toLower() == "content-length";
        }
        if (!hasLength)
            head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
        return head + "\r\n";
    }

    QTcpSocket &m_socket;
    Script &m_script;
    const int m_number;
    QByteArray m_read;
    StubRequest m_request;
    std::optional<qsizetype> m_headEnd;
    qsizetype m_length = 0;
    bool m_isAnswering = false;
};

class Listener : public QTcpServer
{
public:
    Listener(Script &script, const std::optional<StubCertificate> &certificate) : m_script(script)
    {
        if (!certificate)
            return;
        QFile keyFile(certificate->key);
        if (!keyFile.open(QIODevice::ReadOnly))
            qFatal("no key");
        m_tls = QSslConfiguration::defaultConfiguration();
        m_tls->setPeerVerifyMode(QSslSocket::VerifyNone);
        m_tls->setLocalCertificateChain(QSslCertificate::fromPath(certificate->certificate));
        m_tls->setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        const bool drops = m_script.dropsAtOnce();
        auto *socket = m_tls ? new QSslSocket(this) : new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        if (drops) {
            socket->disconnectFromHost();
            socket->deleteLater();
            return;
        }
        if (auto *secure = qobject_cast<QSslSocket *>(socket)) {
            secure->setSslConfiguration(*m_tls);
            secure->startServerEncryption();
        }
        new Talk(socket, m_script, ++m_number);
    }

private:
    Script &m_script;
    std::optional<QSslConfiguration> m_tls;
    int m_number = 0;
};

} // namespace

QByteArray StubRequest::header(const QByteArray &lowerCaseName) const
{
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto &header) { return header.first == lowerCaseName; });
    return found == headers.end() ? QByteArray() : found->second;
}

std::optional<StubCertificate> makeCertificate(const QString &folder, const QString &name)
{
    const StubCertificate made{folder + u"/certificate.pem"_s, folder + u"/key.pem"_s};
    QProcess openssl;
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                 u"-subj"_s, u"/CN="_s + name, u"-addext"_s,
                                 name == u"localhost"_s ? u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s
                                                        : u"subjectAltName=DNS:"_s + name,
                                 u"-keyout"_s, made.key, u"-out"_s, made.certificate});
    const bool isDone = openssl.waitForFinished(60000) && openssl.exitCode() == 0;
    return isDone ? std::optional(made) : std::nullopt;
}

struct HttpStub::Private
{
    Script script;
    QThread thread;
    QObject context; ///< lives in the thread
    Listener *listener = nullptr;
    int port = 0;
    bool isSecure = false;
};

HttpStub::HttpStub(const std::optional<StubCertificate> &certificate) : d(std::make_unique<Private>())
{
    d->isSecure = certificate.has_value();
    d->context.moveToThread(&d->thread);
    d->thread.setObjectName(u"httpstub"_s);
    d->thread.start();
    QMetaObject::invokeMethod(
        &d->context,
        [this, &certificate] {
            d->listener = new Listener(d->script, certificate);
            if (!d->listener->listen(QHostAddress::LocalHost))
                qFatal("the stub cannot listen");
            d->port = d->listener->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

HttpStub::~HttpStub()
{
    QMetaObject::invokeMethod(
        &d->context, [this] { delete d->listener; }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

QUrl HttpStub::url(const QString &path) const
{
    return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(d->isSecure ? u"https"_s : u"http"_s).arg(d->port).arg(path));
}

int HttpStub::port() const
{
    return d->port;
}

void HttpStub::script(const QList<StubAnswer> &answers)
{
    const std::scoped_lock lock(d->script.mutex);
    d->script.next = answers;
}

void HttpStub::always(const StubAnswer &answer)
{
    const std::scoped_lock lock(d->script.mutex);
    d->script.always = answer;
    d->script.answer = {};
}

void HttpStub::answerBy(std::function<StubAnswer(const StubRequest &)> answer)
{
    const std::scoped_lock lock(d->script.mutex);
    d->script.answer = std::move(answer);
}

int HttpStub::hits() const
{
    const std::scoped_lock lock(d->script.mutex);
    return d->script.hits;
}

int HttpStub::connections() const
{
    const std::scoped_lock lock(d->script.mutex);
    return d->script.connections;
}

int HttpStub::endedConnections() const
{
    const std::scoped_lock lock(d->script.mutex);
    return d->script.ended;
}

QList<StubRequest> HttpStub::requests() const
{
    const std::scoped_lock lock(d->script.mutex);
    return d->script.requests;
}

bool HttpStub::waitForHits(int count) const
{
    std::unique_lock lock(d->script.mutex);
    return d->script.arrived.wait_for(lock, std::chrono::seconds(10), [&] { return d->script.hits >= count; });
}

void HttpStub::forget()
{
    const std::scoped_lock lock(d->script.mutex);
    d->script.next.clear();
    d->script.always = {};
    d->script.answer = {};
    d->script.requests.clear();
    d->script.hits = 0;
    d->script.connections = 0;
    d->script.ended = 0;
}

} // namespace listwright::test
