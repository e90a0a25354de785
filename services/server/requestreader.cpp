// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/requestreader.h"

#include "services/server/httpsyntax.h"

namespace listwright {

namespace {

constexpr int emptyLinesBefore = 2;         // RFC 9112, 2.2: a robust server ignores one in front of a request
constexpr qint64 chunkLine = 1024;          // bytes of a chunk's size and extensions
constexpr qsizetype firstReserve = 1 << 20; // bytes of a body that are believed before they are there

/** RFC 9110, 9: methods this program knows; others are 501. */
bool isKnownMethod(const QByteArray &method)
{
    for (const char *known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        if (method == known)
            return true;
    }
    return false;
}

} // namespace

RequestReader::State RequestReader::read(QByteArray &bytes)
{
    while (m_state == State::Head || m_state == State::Body) {
        if (!bytes.isEmpty() && !m_begun) {
            m_begun = true;
            m_request.begun = std::chrono::steady_clock::now();
        }
        switch (step(bytes)) {
        case Step::More:
            return m_state;
        case Step::Next:
            break;
        case Step::Refuse:
            m_state = State::Refused;
            break;
        }
    }
    return m_state;
}

ReceivedRequest RequestReader::takeRequest()
{
    ReceivedRequest taken = std::move(m_request);
    *this = RequestReader(m_limits);
    return taken;
}

RequestReader::Step RequestReader::step(QByteArray &bytes)
{
    QByteArray line;
    switch (m_part) {
    case Part::RequestLine: {
        if (bytes.startsWith('\x16')) // a handshake, which has no line ends to wait for
            return refuse(400, "This is TLS, which is not spoken here.");
        const Step taken = takeLine(bytes, m_limits.requestLine, 414, line);
        return taken == Step::Next ? readRequestLine(line) : taken;
    }
    case Part::Headers:
    case Part::Trailers: {
        const Step taken = takeLine(bytes, m_limits.head - m_headBytes, 431, line);
        if (taken != Step::Next)
            return taken;
        m_headBytes += line.size() + 2;
        if (!line.isEmpty())
            return readHeader(line);
        return m_part == Part::Headers ? endHead() : complete();
    }
    case Part::FixedBody:
        return readFixed(bytes);
    case Part::ChunkSize: {
        const Step taken = takeLine(bytes, chunkLine, 400, line);
        return taken == Step::Next ? readChunkSize(line) : taken;
    }
    case Part::ChunkData:
        return readChunkData(bytes);
    case Part::ChunkEnd: {
        const Step taken = takeLine(bytes, 2, 400, line);
        if (taken != Step::Next)
            return taken;
        m_part = Part::ChunkSize;
        return line.isEmpty() ? Step::Next : refuse(400, "A chunk is longer than its size.");
    }
    }
    Q_UNREACHABLE();
}

RequestReader::Step RequestReader::takeLine(QByteArray &bytes, qint64 limit, int tooLong, QByteArray &line)
{
    const qsizetype end = bytes.indexOf('\n', m_searched);
    const qsizetype length = end < 0 ? bytes.size() : end + 1;
    if (length > limit)
        return refuse(tooLong, "A line is too long.");
    if (end < 0) {
        m_searched = bytes.size();
        return Step::More;
    }
    if (end == 0 || bytes.at(end - 1) != '\r')
        return refuse(400, "A line does not end with CR LF.");
    line = bytes.left(end - 1);
    bytes.remove(0, end + 1);
    m_searched = 0;
    return Step::Next;
}

RequestReader::Step RequestReader::refuse(int status, const char *why)
{
    m_refusal = {status, why};
    return Step::Refuse;
}

RequestReader::Step RequestReader::readRequestLine(const QByteArray &line)
{
    if (line.isEmpty())
        return ++m_emptyLines > emptyLinesBefore ? refuse(400, "There is no request.") : Step::Next;
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !httpsyntax::isToken(words.at(0)) || words.at(1).isEmpty())
        return refuse(400, "The request line is not METHOD TARGET VERSION.");
    const QByteArray &version = words.at(2);
    const bool wellFormed = version.size() == 8 && version.startsWith("HTTP/") && httpsyntax::isDigit(version.at(5)) &&
                            version.at(6) == '.' && httpsyntax::isDigit(version.at(7));
    if (!wellFormed)
        return refuse(400, "The request line is not METHOD TARGET VERSION.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    m_request.http11 = version == "HTTP/1.1";
    m_request.method = words.at(0);
    if (!isKnownMethod(m_request.method))
        return refuse(501, "The method is not known.");
    m_part = Part::Headers;
    return readTarget(words.at(1));
}

RequestReader::Step RequestReader::readTarget(QByteArray target)
{
    m_request.target = target;
    if (target == "*") {
        m_request.path = target;
        return m_request.method == "OPTIONS" ? Step::Next : refuse(400, "Only OPTIONS may ask for “*”.");
    }
    if (!target.startsWith('/')) { // RFC 9112, 3.2.2: as proxies are asked, and every server has to take it
        const auto absolute = httpsyntax::splitAbsoluteTarget(target);
        if (!absolute)
            return refuse(400, "The target is no path.");
        m_request.host = absolute->host;
        target = absolute->rest;
    }
    const qsizetype question = target.indexOf('?');
    const auto path = httpsyntax::decodedPath(question < 0 ? target : target.left(question));
    if (!path || (question >= 0 && !httpsyntax::isQuery(target.mid(question + 1))))
        return refuse(400, "The target is not a well-formed path.");
    m_request.path = *path;
    m_request.query = question < 0 ? QByteArray() : target.mid(question + 1);
    return Step::Next;
}

RequestReader::Step RequestReader::readHeader(const QByteArray &line)
{
    if (line.startsWith(' ') || line.startsWith('\t'))
        return refuse(400, "Folded header lines are not taken.");
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !httpsyntax::isToken(line.first(colon)))
        return refuse(400, "A header line is not NAME: VALUE.");
    const QByteArray value = httpsyntax::withoutBlanks(line.mid(colon + 1));
    if (!httpsyntax::isHeaderValue(value))
        return refuse(400, "A header holds a control character.");
    if (m_part == Part::Trailers)
        return Step::Next; // nothing here asks for any
    if (m_request.headers.size() >= m_limits.headers)
        return refuse(431, "There are too many header lines.");
    m_request.headers.emplaceBack(line.first(colon).toLower(), value);
    return Step::Next;
}

RequestReader::Step RequestReader::endHead()
{
    int hosts = 0;
    QByteArray host;
    for (const auto &[name, value] : m_request.headers) {
        if (name == "host") {
            ++hosts;
            host = value;
        }
    }
    if (hosts > 1 || (hosts == 0 && m_request.http11))
        return refuse(400, "There has to be one header Host.");
    if (hosts == 1 && !host.isEmpty() && !httpsyntax::isHost(host))
        return refuse(400, "The header Host names no host.");
    if (m_request.host.isEmpty()) // an absolute target's host goes before the header's
        m_request.host = host;
    const QList<QByteArray> connection = m_request.header("connection").toLower().split(',');
    const auto says = [&connection](QByteArrayView word) {
        return std::any_of(connection.begin(), connection.end(),
                           [word](const QByteArray &given) { return given.trimmed() == word; });
    };
    m_request.keepAlive = m_request.http11 ? !says("close") : says("keep-alive") && !says("close");
    return readFraming();
}

RequestReader::Step RequestReader::readLength(const QByteArray &value)
{
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), httpsyntax::isDigit))
        return refuse(400, "Content-Length is not a number.");
    bool fits = false;
    const qint64 length = value.toLongLong(&fits);
    if (!fits || length > m_limits.body)
        return refuse(413, "The body is too large.");
    m_request.contentLength = length;
    return Step::Next;
}

/** RFC 9112, 6: how long the body is, without any doubt. */
RequestReader::Step RequestReader::readFraming()
{
    int lengths = 0;
    int codings = 0;
    for (const auto &[name, value] : std::as_const(m_request.headers)) {
        if (name == "transfer-encoding") {
            ++codings;
            m_request.chunked = value.toLower() == "chunked";
        } else if (name == "content-length" && ++lengths == 1) {
            if (const Step step = readLength(value); step != Step::Next)
                return step;
        }
    }
    if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0) || (codings > 0 && !m_request.http11))
        return refuse(400, "How long the body is, is said twice.");
    if (codings == 1 && !m_request.chunked)
        return refuse(501, "Of the transfer codings only “chunked” is known.");
    if (const QByteArray expected = m_request.header("expect").toLower(); !expected.isEmpty() && m_request.http11) {
        if (expected != "100-continue")
            return refuse(417, "Only “100-continue” can be expected.");
        m_expectsContinue = m_request.announcesBody();
    }
    if (!m_request.announcesBody())
        return complete();
    m_state = State::Body;
    m_part = m_request.chunked ? Part::ChunkSize : Part::FixedBody;
    m_left = m_request.contentLength;
    if (!m_request.chunked)
        m_request.body.reserve(std::min<qsizetype>(m_left, firstReserve));
    return Step::More; // for a look at the head before the body is read
}

RequestReader::Step RequestReader::readFixed(QByteArray &bytes)
{
    const qsizetype taken = std::min<qsizetype>(m_left, bytes.size());
    if (m_request.body.isEmpty() && taken == m_left && taken == bytes.size())
        m_request.body = std::exchange(bytes, {});
    else {
        m_request.body.append(bytes.constData(), taken);
        bytes.remove(0, taken);
    }
    m_left -= taken;
    return m_left == 0 ? complete() : Step::More;
}

RequestReader::Step RequestReader::readChunkSize(const QByteArray &line)
{
    const qsizetype end = line.indexOf(';');
    const QByteArray digits = httpsyntax::withoutBlanks(end < 0 ? line : line.first(end));
    const bool hexadecimal = std::all_of(digits.begin(), digits.end(), httpsyntax::isHexDigit);
    if (digits.isEmpty() || !hexadecimal || digits.size() > 16 || !httpsyntax::isHeaderValue(line))
        return refuse(400, "A chunk has no size.");
    bool fits = false;
    const qint64 size = digits.toLongLong(&fits, 16);
    if (!fits || size > m_limits.body - m_request.body.size())
        return refuse(413, "The body is too large.");
    m_left = size;
    m_part = size == 0 ? Part::Trailers : Part::ChunkData;
    return Step::Next;
}

RequestReader::Step RequestReader::readChunkData(QByteArray &bytes)
{
    const qsizetype taken = std::min<qsizetype>(m_left, bytes.size());
    m_request.body.append(bytes.constData(), taken);
    bytes.remove(0, taken);
    m_left -= taken;
    if (m_left > 0)
        return Step::More;
    m_part = Part::ChunkEnd;
    return Step::Next;
}

RequestReader::Step RequestReader::complete()
{
    m_state = State::Complete;
    return Step::Next;
}

} // namespace listwright
