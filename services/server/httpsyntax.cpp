// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/httpsyntax.h"

#include <QList>
#include <QStringDecoder>

#include <algorithm>

namespace listwright::httpsyntax {

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/** RFC 3986: what stands in paths and queries, the percent sign of an encoding included. */
bool isUrlCharacter(char c)
{
    return isLetter(c) || isDigit(c) || QByteArrayView("-._~!$&'()*+,;=:@/?%[]|").contains(c);
}

bool isEncoded(QByteArrayView text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!isUrlCharacter(text.at(at)))
            return false;
        if (text.at(at) == '%' &&
            (at + 2 >= text.size() || !isHexDigit(text.at(at + 1)) || !isHexDigit(text.at(at + 2))))
            return false;
    }
    return true;
}

bool isUtf8(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder(text);
    return !decoder.hasError();
}

} // namespace

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isLetter(c) || isDigit(c) || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isHeaderValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return c == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

QByteArray withoutBlanks(const QByteArray &text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    qsizetype first = 0;
    qsizetype last = text.size();
    while (first < last && isBlank(text.at(first)))
        ++first;
    while (last > first && isBlank(text.at(last - 1)))
        --last;
    return text.mid(first, last - first);
}

QByteArray mediaType(const QByteArray &contentType)
{
    return contentType.split(';').first().trimmed().toLower();
}

bool isJson(const QByteArray &mediaType)
{
    return mediaType.isEmpty() || mediaType == "application/json" || mediaType == "text/json" ||
           mediaType.endsWith("+json");
}

bool isPlainCoding(const QByteArray &contentEncoding)
{
    const QByteArray coding = contentEncoding.trimmed().toLower();
    return coding.isEmpty() || coding == "identity";
}

bool isHost(QByteArrayView text)
{
    const bool bracketed = text.startsWith('[');
    const qsizetype end = bracketed ? text.indexOf(']') + 1 : text.indexOf(':');
    const QByteArrayView name = end < 0 ? text : text.first(end);
    const QByteArrayView port = end < 0 ? QByteArrayView() : text.sliced(end);
    const bool named =
        bracketed ? name.size() > 2 && std::all_of(name.begin() + 1, name.end() - 1,
                                                   [](char c) { return isHexDigit(c) || c == ':' || c == '.'; })
                  : !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
                        return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_';
                    });
    if (!named || port.isEmpty())
        return named;
    return port.startsWith(':') && port.size() <= 6 && std::all_of(port.begin() + 1, port.end(), isDigit);
}

bool isQuery(QByteArrayView text)
{
    return isEncoded(text);
}

QByteArray hostName(const QByteArray &host)
{
    const qsizetype colon = host.startsWith('[') ? host.indexOf(':', host.indexOf(']')) : host.indexOf(':');
    return (colon < 0 ? host : host.first(colon)).toLower();
}

std::optional<QByteArray> decodedPath(const QByteArray &path)
{
    if (!path.startsWith('/') || path.contains('?') || !isEncoded(path))
        return {};
    QByteArray decoded;
    const QList<QByteArray> segments = path.mid(1).split('/');
    for (const QByteArray &segment : segments) {
        const QByteArray plain = QByteArray::fromPercentEncoding(segment);
        const bool sound = plain != "." && plain != ".." && !plain.contains('/') && !plain.contains('\\') &&
                           !plain.contains('\t') && isHeaderValue(plain);
        if (!sound)
            return {};
        decoded += '/' + plain;
    }
    return isUtf8(decoded) ? std::optional(decoded) : std::nullopt;
}

std::optional<AbsoluteTarget> splitAbsoluteTarget(const QByteArray &target)
{
    for (const char *scheme : {"http://", "https://"}) {
        if (!target.toLower().startsWith(scheme))
            continue;
        const QByteArray behind = target.mid(static_cast<qsizetype>(qstrlen(scheme)));
        const auto end = std::find_if(behind.begin(), behind.end(), [](char c) { return c == '/' || c == '?'; });
        const qsizetype length = end - behind.begin();
        AbsoluteTarget split{behind.first(length), behind.mid(length)};
        if (!isHost(split.host))
            return {};
        if (!split.rest.startsWith('/'))
            split.rest.prepend('/');
        return split;
    }
    return {};
}

} // namespace listwright::httpsyntax
