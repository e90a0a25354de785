// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <limits>
#include <vector>

namespace listwright::bench {

/** What a server of this machine is sent, and how. */
struct LoadOrder
{
    quint16 port = 0;
    int connections = 1;
    bool keepConnections = true;                          ///< else each request has a connection of its own
    double seconds = 5;                                   ///< no request begins after that
    qint64 most = std::numeric_limits<qint64>::max() / 2; ///< nor more than so many
    double perSecond = 0; ///< of all connections together, answered or not; 0 = as soon as the one before is answered
    /**
     * The request with that number, on a connection of which `last` is the body of its last answer; empty ends the
     * connection. Kept connections must not be closed by it, others have to.
     */
    std::function<QByteArray(qint64 number, const QByteArray &last)> request{};
};

/** What came back. */
struct LoadResult
{
    qint64 answered = 0;             ///< by 200
    qint64 otherwise = 0;            ///< by another status
    qint64 refused = 0;              ///< connections that could not be made
    qint64 lost = 0;                 ///< requests without an answer
    double seconds = 0;              ///< from the first request to the last answer
    std::vector<double> latencies{}; ///< ms, of those answered by 200, in the order of their answers
    QByteArray last{};               ///< body of the last answer

    double rate() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
    /** Of the latencies, 0 to 1. */
    double percentile(double share) const;
    /** Neither refused nor lost, and all answered by 200. */
    bool isWhole() const { return answered > 0 && otherwise == 0 && refused == 0 && lost == 0; }
};

/** Sends until the order is fulfilled and all that was sent is answered. One thread, which must have no other use. */
LoadResult load(const LoadOrder &order);

/** A port nobody listens at. */
quint16 freePort();

} // namespace listwright::bench
