// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/httpconnection.h"

#include "services/server/compression.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QRandomGenerator>
#include <QSslSocket>

#include <sys/socket.h>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readAhead = 64 * 1024;              // bytes taken from a client before they can be used
constexpr qint64 unread = 1024 * 1024;               // bytes of answers a client may leave before it gets more
constexpr std::chrono::milliseconds lingering{1000}; // for the rest of what a refused client sends

QByteArray newRequestId()
{
    return QByteArray::number(QRandomGenerator::global()->generate64(), 16).rightJustified(16, '0');
}

/** RFC 9110, 5.6.7 */
QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

/** Puts the request's id where clients look for it when something is wrong. */
QByteArray withRequestId(const QByteArray &body, const QByteArray &id)
{
    return body.endsWith("}}") ? body.chopped(2) + ",\"request_id\":\"" + id + "\"}}" : body;
}

} // namespace

HttpConnection::HttpConnection(QAbstractSocket *socket, const HttpLimits &limits, std::shared_ptr<HeldRequests> held,
                               Callbacks callbacks, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_held(std::move(held))
    , m_callbacks(std::move(callbacks))
    , m_address(socket->peerAddress())
    , m_encrypted(qobject_cast<QSslSocket *>(socket))
    , m_reader(limits)
    , m_since(Clock::now())
    , m_progress(m_since)
{
    socket->setParent(this);
    socket->setReadBufferSize(readAhead);
    connect(socket, &QAbstractSocket::readyRead, this, &HttpConnection::readMore);
    connect(socket, &QAbstractSocket::disconnected, this, [this] {
        forgetStream("the client has gone");
        Q_EMIT closed();
    });
    const auto taken = [this] {
        m_progress = Clock::now();
        if (m_stream)
            m_stream->setUnsent(unsent());
        if (m_state == State::Closing && unsent() == 0)
            close();
        else if (m_state == State::Waiting)
            takeUp();
    };
    if (m_encrypted) { // its bytesWritten() tells what was encrypted
        connect(m_encrypted, &QSslSocket::encryptedBytesWritten, this, taken);
        connect(m_encrypted, &QSslSocket::encrypted, this, [this] { enter(State::Waiting); });
    } else {
        connect(socket, &QAbstractSocket::bytesWritten, this, taken);
    }
}

HttpConnection::~HttpConnection()
{
    m_held->release(m_reserved);
}

void HttpConnection::enter(State state)
{
    m_state = state;
    m_since = Clock::now();
    m_progress = m_since;
}

void HttpConnection::readMore()
{
    if (m_state == State::Closing) {
        m_socket->readAll(); // of no use any more; unread it would cut off the answer
        return;
    }
    if (m_state == State::Answering || m_state == State::Streaming || unsent() > unread)
        return; // one after the other
    m_progress = Clock::now();
    // However much a client sends ahead, no more of it is held than that: the rest stays with the system.
    do {
        if (m_bytes.size() < readAhead)
            m_bytes += m_socket->readAll();
        advance();
    } while (isReading() && m_bytes.size() < readAhead && unsent() <= unread && m_socket->bytesAvailable() > 0);
}

/** After a part of an answer has gone out: perhaps more was sent already. */
void HttpConnection::takeUp()
{
    if (unsent() == 0 && !isHandshaking())
        m_since = Clock::now(); // now it may wait
    readMore();
}

bool HttpConnection::isReading() const
{
    return m_state == State::Waiting || m_state == State::ReadingHead || m_state == State::ReadingBody;
}

void HttpConnection::advance()
{
    while (m_state != State::Answering && m_state != State::Closing && unsent() <= unread) {
        const qsizetype before = m_bytes.size();
        const RequestReader::State read = m_reader.read(m_bytes);
        if (read == RequestReader::State::Refused) {
            const auto &refusal = m_reader.refusal();
            return refuse(
                ServerAnswer::error(refusal.status, refusalCode(refusal.status), QString::fromUtf8(refusal.why)));
        }
        if (m_state == State::Waiting && m_reader.hasBegun())
            enter(State::ReadingHead);
        if (read == RequestReader::State::Head || !admit())
            return;
        reserve();
        if (m_held->isTooMuch())
            return refuse(tooMuchAtOnce());
        if (read == RequestReader::State::Complete)
            serve();
        else if (m_bytes.isEmpty() || m_bytes.size() == before)
            return; // what is left, half a line, waits for the rest
    }
}

/** Once a request: whether it may go on. */
bool HttpConnection::admit()
{
    if (std::exchange(m_admitted, true))
        return true;
    if (m_state != State::ReadingBody)
        enter(State::ReadingBody);
    m_requestId = newRequestId();
    m_checked = m_since;
    if (auto refusal = m_callbacks.admit(receivedHead())) {
        refuse(std::move(*refusal));
        return false;
    }
    if (m_reader.expectsContinue() && m_reader.state() == RequestReader::State::Body)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

ReceivedRequest HttpConnection::receivedHead() const
{
    ReceivedRequest head = m_reader.request();
    head.body.clear();
    head.address = m_address;
    head.id = m_requestId;
    return head;
}

/** What was announced, and what came without being announced. */
void HttpConnection::reserve()
{
    const ReceivedRequest &request = m_reader.request();
    const qint64 needed = std::max<qint64>(request.contentLength, request.body.size());
    m_held->reserve(std::max<qint64>(needed - m_reserved, 0));
    m_reserved = std::max(m_reserved, needed);
}

/** Answers what is not served. Where the rest of it is not there yet, nothing can follow it. */
void HttpConnection::refuse(ServerAnswer answer)
{
    const bool whole = m_reader.state() == RequestReader::State::Complete;
    ReceivedRequest request = whole ? m_reader.takeRequest() : m_reader.request();
    request.body.clear();
    request.address = m_address;
    request.id = m_admitted ? m_requestId : newRequestId();
    send(request, std::move(answer), !whole);
}

ServerAnswer HttpConnection::tooMuchAtOnce()
{
    return ServerAnswer::error({ErrorCode::Busy, u"Too much is being sent at once."_s, {}, std::chrono::seconds(1)});
}

void HttpConnection::serve()
{
    ReceivedRequest request = m_reader.takeRequest();
    request.address = m_address;
    request.encrypted = m_encrypted;
    request.id = m_requestId;
    m_answering = request;
    m_answering.body.clear();
    enter(State::Answering);
    const quint64 number = ++m_number;
    // The body stays in memory for as long as somebody may answer, also when the client has gone.
    auto held = std::make_shared<HeldRequests::Request>(m_held, std::exchange(m_reserved, 0));
    Responder responder([mailbox = m_callbacks.mailbox, self = QPointer(this), number,
                         held = std::move(held)](const ServerAnswer &answer) {
        held->releaseBody();
        mailbox->post([self, number, answer] { // the connection may be gone when it arrives
            if (self && self->m_number == number && self->m_state == State::Answering)
                self->send(self->m_answering, answer, false);
        });
    });
    m_callbacks.serve(std::move(request), std::move(responder));
}

void HttpConnection::send(const ReceivedRequest &request, ServerAnswer answer, bool last)
{
    enter(State::Answering); // what is written at once must not have more read meanwhile
    const bool streams = reserveStream(answer) && request.method != "HEAD";
    const bool closing = last || m_finishing || !request.keepAlive || (streams && !request.http11);
    if (answer.isError())
        answer.body = withRequestId(answer.body, request.id);
    noteCodings(answer);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonOf(answer.status) + "\r\n";
    const auto lines = answer.headers + m_callbacks.headers(request);
    for (const auto &[name, value] : lines)
        head += name + ": " + value + "\r\n";
    if (answer.stream)
        head += request.http11 ? "Transfer-Encoding: chunked\r\n" : ""; // an old client reads until the end
    else if (!hasNoBody(answer.status))
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    head += "Date: " + httpDate() + "\r\nX-Request-Id: " + request.id + "\r\n";
    if (closing)
        head += "Connection: close\r\n";
    else if (!request.http11)
        head += "Connection: keep-alive\r\n";
    m_socket->write(head + "\r\n");
    if (request.method != "HEAD" && !hasNoBody(answer.status))
        m_socket->write(answer.body);
    m_socket->flush(); // at once, where there is room: the event loop would ask the system first whether there is
    m_callbacks.answered(request, answer);
    m_admitted = false;
    if (streams)
        return beginStream(std::move(answer.stream));
    m_held->release(std::exchange(m_reserved, 0));
    m_cutsOff = last;
    finishAnswer(closing);
}

void HttpConnection::finishAnswer(bool closing)
{
    enter(closing ? State::Closing : State::Waiting);
    if (closing) {
        if (unsent() == 0)
            close();
        return;
    }
    // What was sent meanwhile is looked at from the event loop, so that a long row of requests needs no deep stack.
    QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

/**
 * Ends our side, and the connection when the client has ended its own: closing at once what a client still sends to
 * makes its system throw the answer away (RFC 9112, 9.6).
 */
void HttpConnection::close()
{
    m_socket->readAll();
    if (m_encrypted && !m_cutsOff)
        m_encrypted->disconnectFromHost(); // says in TLS as well that nothing follows
    else
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

bool HttpConnection::isDispensable(Clock::time_point now) const
{
    if (m_state == State::Closing)
        return unsent() == 0;
    if (m_state == State::ReadingBody)
        return now - m_since > m_limits.stalled &&
               (now - m_progress > m_limits.stalled || isSlower(now, m_limits.slowBody));
    const bool isAnswered = unsent() == 0 || isHandshaking();
    return isReading() && isAnswered && now - m_since > m_limits.fresh && !hasUnreadBytes();
}

/** What has come and was not looked at yet, which is no fault of the client. */
bool HttpConnection::hasUnreadBytes() const
{
    char first = 0;
    return m_socket->bytesAvailable() > 0 ||
           ::recv(static_cast<int>(m_socket->socketDescriptor()), &first, sizeof first, MSG_PEEK | MSG_DONTWAIT) > 0;
}

bool HttpConnection::isHandshaking() const
{
    return m_encrypted && !m_encrypted->isEncrypted();
}

qint64 HttpConnection::unsent() const
{
    return m_socket->bytesToWrite() + (m_encrypted ? m_encrypted->encryptedBytesToWrite() : 0);
}

/** Of the body that is being read, since its beginning. */
bool HttpConnection::isSlower(Clock::time_point now, qint64 bytesPerSecond) const
{
    const double seconds = std::chrono::duration<double>(now - m_since).count();
    return static_cast<double>(m_reader.request().body.size()) < seconds * static_cast<double>(bytesPerSecond);
}

void HttpConnection::checkBody(Clock::time_point now)
{
    const auto taken = now - m_since;
    if (taken > m_limits.request || now - m_progress > m_limits.headTime ||
        (taken > m_limits.bodyStart && isSlower(now, m_limits.slowestBody)))
        return refuse(ServerAnswer::error(408, u"timeout"_s, u"The request did not come in time."_s));
    if (now - m_checked < m_limits.bodyCheck)
        return;
    m_checked = now;
    if (auto refusal = m_callbacks.admitFurther(receivedHead()))
        refuse(std::move(*refusal));
}

void HttpConnection::check(Clock::time_point now)
{
    switch (m_state) {
    case State::Waiting:
        if (isHandshaking() ? now - m_since > m_limits.handshake
            : unsent() > 0  ? now - m_progress > m_limits.answer
                            : now - m_since > m_limits.idle)
            abort();
        return;
    case State::ReadingHead:
        if (now - m_since > m_limits.headTime)
            refuse(ServerAnswer::error(408, u"timeout"_s, u"The request did not come in time."_s));
        return;
    case State::ReadingBody:
        checkBody(now);
        return;
    case State::Answering:
        return; // whoever answers has its own limits
    case State::Streaming:
        if (unsent() > 0 && now - m_progress > m_limits.answer) {
            forgetStream("the client does not read");
            abort();
        }
        return;
    case State::Closing:
        if (now - m_progress > (unsent() > 0 ? m_limits.answer : lingering))
            abort();
        return;
    }
}

void HttpConnection::finish()
{
    m_finishing = true;
    if (m_state == State::Streaming)
        finishStream();
    else if (m_state == State::Waiting || m_state == State::ReadingHead)
        unsent() == 0 || isHandshaking() ? abort() : finishAnswer(true);
}

void HttpConnection::abort()
{
    m_state = State::Closing;
    m_socket->abort();
    Q_EMIT closed();
}

} // namespace listwright
