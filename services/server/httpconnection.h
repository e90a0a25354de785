// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/answerstream.h"
#include "services/server/heldrequests.h"
#include "services/server/mailbox.h"
#include "services/server/requestreader.h"
#include "services/server/serveranswer.h"

#include <QAbstractSocket>

#include <functional>

class QSslSocket;

namespace listwright {

/**
 * One client: reads its requests one after the other, has each answered before the next is looked at, and closes when
 * it is too slow, breaks the rules, or has had its last answer. Belongs to the server's thread.
 */
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;
    struct Callbacks
    {
        std::shared_ptr<Mailbox> mailbox{}; ///< of an object of the server's thread; answers come through it
        /** The head is there, the body perhaps not yet: an answer refuses the request at once. */
        std::function<std::optional<ServerAnswer>(const ReceivedRequest &head)> admit{};
        /** Likewise, now and then while the body comes: more may be known of the sender meanwhile. */
        std::function<std::optional<ServerAnswer>(const ReceivedRequest &head)> admitFurther{};
        std::function<void(ReceivedRequest request, Responder responder)> serve{};
        /** Whether one more answer may stay open; else what is answered in its place. */
        std::function<std::optional<ServerAnswer>(const QHostAddress &address)> admitStream{};
        /** Header lines that belong to every answer to the request. */
        std::function<QList<std::pair<QByteArray, QByteArray>>(const ReceivedRequest &request)> headers{};
        /** Each answer as it is sent, also to what was no request. */
        std::function<void(const ReceivedRequest &request, const ServerAnswer &answer)> answered{};
        /** An answer that stayed open is over; `why` is for the log. */
        std::function<void(const ReceivedRequest &request, const char *why)> streamEnded{};
    };

    /** Takes the socket. */
    HttpConnection(QAbstractSocket *socket, const HttpLimits &limits, std::shared_ptr<HeldRequests> held,
                   Callbacks callbacks, QObject *parent);
    ~HttpConnection() override;

    const QHostAddress &address() const { return m_address; }
    /** It may go when others need the place: it has had time to ask something and has not, or has its answer. */
    bool isDispensable(Clock::time_point now) const;
    /** Its answer stays open. */
    bool isStreaming() const { return m_state == State::Streaming; }
    Clock::time_point waitingSince() const { return m_since; }
    /** Closes what has taken too long. To be called now and then. */
    void check(Clock::time_point now);
    /** No request more: closes now, or after the answer that is under way; one that stays open ends now. */
    void finish();
    void abort();

Q_SIGNALS:
    void closed();

private:
    enum class State { Waiting, ReadingHead, ReadingBody, Answering, Streaming, Closing };

    void readMore();
    void takeUp();
    bool isReading() const;
    void advance();
    bool admit();
    ReceivedRequest receivedHead() const;
    void checkBody(Clock::time_point now);
    bool isSlower(Clock::time_point now, qint64 bytesPerSecond) const;
    void reserve();
    void refuse(ServerAnswer answer);
    void serve();
    void send(const ReceivedRequest &request, ServerAnswer answer, bool last);
    static ServerAnswer tooMuchAtOnce();
    bool reserveStream(ServerAnswer &answer);
    void finishAnswer(bool closing);
    void beginStream(std::shared_ptr<AnswerStream> stream);
    void writeStream();
    void endStream(const char *why);
    void forgetStream(const char *why);
    void finishStream();
    void close();
    void enter(State state);
    bool isHandshaking() const;
    bool hasUnreadBytes() const;
    qint64 unsent() const; ///< bytes of answers that the client has not taken

    QAbstractSocket *m_socket;
    HttpLimits m_limits;
    std::shared_ptr<HeldRequests> m_held;
    Callbacks m_callbacks;
    QHostAddress m_address;
    QSslSocket *m_encrypted; ///< the same socket, where it is one
    RequestReader m_reader;
    QByteArray m_bytes;          ///< received, not read yet
    ReceivedRequest m_answering; ///< without its body
    State m_state = State::Waiting;
    Clock::time_point m_since;    ///< of the state
    Clock::time_point m_progress; ///< when the client last took or sent a byte
    Clock::time_point m_checked;  ///< when it was last asked whether the sender of the body may
    qint64 m_reserved = 0;        ///< of m_held, for the request that is being read
    quint64 m_number = 0;         ///< of the request, so that a late answer finds out that nobody waits for it
    bool m_admitted = false;
    QByteArray m_requestId; ///< of the request that was admitted
    bool m_finishing = false;
    std::shared_ptr<AnswerStream> m_stream; ///< while Streaming
    bool m_cutsOff = false;                 ///< the last answer is for a request that is not read to its end
};

} // namespace listwright
