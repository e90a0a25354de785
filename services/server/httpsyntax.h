// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

/** The parts of RFC 9110 and RFC 9112 that requests are made of. All are strict; what is in doubt is refused. */
namespace listwright::httpsyntax {

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isHexDigit(char c);

/** RFC 9110, 5.6.2: names of methods and headers. */
bool isToken(QByteArrayView text);
/** Without control characters but tabs; bytes beyond ASCII may stand there. */
bool isHeaderValue(QByteArrayView text);
/** Without blanks and tabs at both ends. */
QByteArray withoutBlanks(const QByteArray &text);
/** Of a Content-Type, without its parameters and in lower case. */
QByteArray mediaType(const QByteArray &contentType);
/** Whether it is a media type of JSON; what says nothing is taken for it. */
bool isJson(const QByteArray &mediaType);
/** Of a Content-Encoding: whether the content is as it is. */
bool isPlainCoding(const QByteArray &contentEncoding);
/** A name or an address, perhaps with a port: "localhost:8765", "[::1]:8765". */
bool isHost(QByteArrayView text);
/** Of such a host, without the port and in lower case; "[::1]" keeps its brackets. */
QByteArray hostName(const QByteArray &host);
/** What may stand behind the question mark. */
bool isQuery(QByteArrayView text);
/**
 * A path with its percent-encoding taken off: begins with a slash, is UTF-8 and holds no control character, no encoded
 * slash, no backslash, no "." or ".." segment.
 */
std::optional<QByteArray> decodedPath(const QByteArray &path);

struct AbsoluteTarget
{
    QByteArray host;
    QByteArray rest; ///< path and query
};
/** "http://host/path?query", as proxies are asked. */
std::optional<AbsoluteTarget> splitAbsoluteTarget(const QByteArray &target);

} // namespace listwright::httpsyntax
