// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace listwright {

/** What one client, and all of them together, may cost. Sizes are bytes. */
struct HttpLimits
{
    qint64 requestLine = 8 * 1024;     ///< 414 beyond
    qint64 head = 16 * 1024;           ///< all header lines; 431 beyond
    int headers = 100;                 ///< header lines; 431 beyond
    qint64 body = 16 * 1024 * 1024;    ///< 413 beyond
    qint64 memory = 256 * 1024 * 1024; ///< of all bodies under way at once; 503 beyond
    int connections = 1024; ///< beyond, the one that waited longest without asking anything goes, or a new one waits
    int connectionsPerAddress = 256; ///< of another machine's address; loopback may use all
    int failedHandshakes = 600;      ///< of TLS, of one address a minute; beyond, it is turned away before the next one
    std::chrono::milliseconds handshake{10'000}; ///< from the connection to the end of the handshake of TLS
    std::chrono::milliseconds fresh{500};        ///< to ask something, before others may take its place
    std::chrono::milliseconds stalled{2'000};    ///< of a body, before others may take the place
    qint64 slowBody = 16 * 1024;                 ///< bytes a second, on the whole; below, others may as well
    qint64 slowestBody = 256;                    ///< likewise; 408 below
    std::chrono::milliseconds bodyStart{5'000};  ///< before that is looked at
    std::chrono::milliseconds bodyCheck{1'000};  ///< how often it is asked again whether who sends a body may
    std::chrono::milliseconds idle{60'000};      ///< between two requests of a connection
    std::chrono::milliseconds headTime{10'000};  ///< to the end of a head, and between two bytes of a body; 408 beyond
    std::chrono::milliseconds request{60'000};   ///< from a request's first byte to its last; 408 beyond
    std::chrono::milliseconds answer{30'000};    ///< without the client taking a byte of the answer
    int streams = 128;                           ///< answers that stay open; 503 beyond
    int streamsPerAddress = 16;                  ///< of another machine's address; 429 beyond
    qint64 streamUnread = 256 * 1024;            ///< what a stream's client may leave unread before it is cut off
    std::chrono::milliseconds stop{
        4'000}; ///< for requests under way when the server stops; the program has five to end
};

} // namespace listwright
