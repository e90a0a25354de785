// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of a connection that stay open.

#include "services/server/httpconnection.h"

#include <QPointer>

#include <utility>

namespace listwright {

namespace {

/** RFC 9112, 7.1 */
QByteArray chunkOf(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

/** Whether the answer is one that stays open. It is replaced where there is no room for one more. */
bool HttpConnection::reserveStream(ServerAnswer &answer)
{
    if (!answer.stream)
        return false;
    auto refusal = m_callbacks.admitStream(m_address);
    m_held->reserve(m_limits.streamUnread);
    m_reserved += m_limits.streamUnread;
    if (!refusal && m_held->isTooMuch())
        refusal = tooMuchAtOnce();
    if (refusal)
        answer = *std::move(refusal);
    return answer.stream != nullptr;
}

void HttpConnection::beginStream(std::shared_ptr<AnswerStream> stream)
{
    enter(State::Streaming);
    m_stream = std::move(stream);
    m_stream->begin(m_limits.streamUnread, [mailbox = m_callbacks.mailbox, self = QPointer(this), number = m_number] {
        mailbox->post([self, number] { // the connection may be gone, or at another request
            if (self && self->m_number == number)
                self->writeStream();
        });
    });
    if (m_finishing)
        m_stream->end();
    writeStream(); // what came before
}

void HttpConnection::writeStream()
{
    if (!m_stream)
        return;
    const AnswerStream::Taken taken = m_stream->take();
    if (taken.tooMuch) {
        forgetStream("the client does not read");
        return abort();
    }
    if (!taken.bytes.isEmpty()) {
        if (unsent() == 0)
            m_progress = Clock::now(); // it had all there was
        m_socket->write(m_answering.http11 ? chunkOf(taken.bytes) : taken.bytes);
        m_stream->setUnsent(unsent());
    }
    if (taken.ended)
        endStream("it was ended");
}

void HttpConnection::endStream(const char *why)
{
    forgetStream(why);
    if (m_answering.http11)
        m_socket->write("0\r\n\r\n");
    finishAnswer(m_finishing || !m_answering.keepAlive || !m_answering.http11);
}

void HttpConnection::forgetStream(const char *why)
{
    if (!m_stream)
        return;
    m_stream.reset();
    m_state = State::Closing;
    m_held->release(std::exchange(m_reserved, 0));
    m_callbacks.streamEnded(m_answering, why);
}

/** Does not wait for the client to end its side: it has nothing to send. */
void HttpConnection::finishStream()
{
    writeStream(); // the last of it
    if (m_stream)
        endStream("the server stops");
    m_socket->flush();
    if (unsent() > 0)
        abort(); // has not read for a while
    else
        m_socket->disconnectFromHost();
}

} // namespace listwright
