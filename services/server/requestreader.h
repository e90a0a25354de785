// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/server/httplimits.h"
#include "services/server/receivedrequest.h"

namespace listwright {

/**
 * Reads one HTTP/1.1 or 1.0 request after the other out of a connection's bytes, strictly by RFC 9112 and RFC 9110:
 * what two programs could understand differently is refused rather than guessed at. Lines end with CR LF; no folded
 * headers, no blank before a colon, no control characters, one Host (none is allowed in 1.0), one Content-Length of
 * digits, never beside Transfer-Encoding, which is "chunked" or 501; the target is a path (or "*" of OPTIONS, or an
 * absolute URL) whose decoded form is UTF-8 without control characters, slashes, backslashes or dot segments.
 *
 * Memory is bounded by the limits, whatever comes. Belongs to one thread.
 */
class RequestReader
{
public:
    enum class State {
        Head,     ///< of a request, or before its first byte
        Body,     ///< the head is there; request() has it
        Complete, ///< takeRequest()
        Refused,  ///< refusal() says with which status; nothing can be read after it
    };

    struct Refusal
    {
        int status = 400;
        QByteArray why; ///< English, without anything of the request but what is harmless
    };

    explicit RequestReader(const HttpLimits &limits) : m_limits(limits) {}

    /** Takes the bytes that belong to the request off the front. To be called again with more while neither end. */
    State read(QByteArray &bytes);
    State state() const { return m_state; }
    /** With an empty body while state() is Body. */
    const ReceivedRequest &request() const { return m_request; }
    const Refusal &refusal() const { return m_refusal; }
    /** Whether a byte of the present request was there. */
    bool hasBegun() const { return m_begun; }
    /** The client waits for "100 Continue" before it sends the body. */
    bool expectsContinue() const { return m_expectsContinue; }
    /** Gives the request away and is ready for the next. */
    ReceivedRequest takeRequest();

private:
    enum class Step { More, Next, Refuse };
    enum class Part { RequestLine, Headers, FixedBody, ChunkSize, ChunkData, ChunkEnd, Trailers };

    Step step(QByteArray &bytes);
    /** The next line without its end; `limit` in bytes. */
    Step takeLine(QByteArray &bytes, qint64 limit, int tooLong, QByteArray &line);
    Step refuse(int status, const char *why);
    Step readRequestLine(const QByteArray &line);
    Step readTarget(QByteArray target);
    Step readHeader(const QByteArray &line);
    Step readLength(const QByteArray &value);
    Step endHead();
    Step readFraming();
    Step readFixed(QByteArray &bytes);
    Step readChunkSize(const QByteArray &line);
    Step readChunkData(QByteArray &bytes);
    Step complete();

    HttpLimits m_limits;
    State m_state = State::Head;
    Part m_part = Part::RequestLine;
    ReceivedRequest m_request;
    Refusal m_refusal;
    bool m_begun = false;
    bool m_expectsContinue = false;
    qsizetype m_searched = 0; ///< bytes at the front in which there is no line feed
    qint64 m_headBytes = 0;
    qint64 m_left = 0; ///< of the body or the chunk
    int m_emptyLines = 0;
};

} // namespace listwright
