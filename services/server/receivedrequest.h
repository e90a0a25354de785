// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <chrono>

namespace listwright {

/** A complete request whose framing is beyond doubt; see RequestReader for what was checked. */
struct ReceivedRequest
{
    QByteArray method;                                  ///< "GET"; HEAD stays HEAD
    QByteArray target;                                  ///< as it was sent, for the log: "/api/products?limit=5"
    QByteArray path;                                    ///< decoded, UTF-8, without dot segments: "/api/products"
    QByteArray query;                                   ///< still encoded: "limit=5"
    bool http11 = true;                                 ///< false: HTTP/1.0
    bool keepAlive = true;                              ///< what the client wants
    QByteArray host;                                    ///< "127.0.0.1:8765"; empty only with HTTP/1.0
    QList<std::pair<QByteArray, QByteArray>> headers{}; ///< names in lower case, values without blanks around them
    qint64 contentLength = -1;                          ///< -1: none given (no body, or chunked)
    bool chunked = false;
    QByteArray body{};
    QHostAddress address{}; ///< of the client
    bool encrypted = false;
    QByteArray id{};                               ///< of the request, for the log and for errors
    std::chrono::steady_clock::time_point begun{}; ///< first byte

    /** Empty when it is not there; repeated ones are joined by ", ". */
    QByteArray header(QByteArrayView lowerCaseName) const;
    bool hasHeader(QByteArrayView lowerCaseName) const;
    bool announcesBody() const { return chunked || contentLength > 0; }
};

} // namespace listwright
