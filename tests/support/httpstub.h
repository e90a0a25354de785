// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace listwright::test {

struct StubRequest
{
    QByteArray method;
    QByteArray target;                                ///< as it stands in the request line
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< counted from 1
    QByteArray header(const QByteArray &lowerCaseName) const;
};

struct StubAnswer
{
    enum class Fault {
        None,
        DropAtOnce, ///< the connection ends before anything is read
        DropUnread, ///< reset once the head is there
        Drop,       ///< the connection ends when the request was read, without an answer
        Reset,      ///< the same with a reset
        HalfBody,   ///< the head, half of the body, end
        Garbage,    ///< something that is not HTTP
    };
    int status = 200;
    QByteArray body = "{}";
    QList<std::pair<QByteArray, QByteArray>> headers{};
    Fault fault = Fault::None;
    std::chrono::milliseconds delay{0};
    int trickle = 0;            ///< bytes of the body at a time, with pauses; 0 = all at once
    bool isClosedAfter = false; ///< ends the connection after the answer without saying so
};

/** A certificate and its key as PEM files, made by openssl for localhost and 127.0.0.1. */
struct StubCertificate
{
    QString certificate;
    QString key;
};
/** Nothing when openssl is missing. */
std::optional<StubCertificate> makeCertificate(const QString &folder,
                                               const QString &name = QStringLiteral("localhost"));

/**
 * An HTTP server on 127.0.0.1 whose answers a test scripts, in a thread of its own. Counts what arrives, so that a
 * request which was sent twice is seen. All functions may be called from any thread.
 */
class HttpStub
{
public:
    explicit HttpStub(const std::optional<StubCertificate> &certificate = {});
    ~HttpStub();
    HttpStub(const HttpStub &) = delete;
    HttpStub &operator=(const HttpStub &) = delete;

    QUrl url(const QString &path = QStringLiteral("/")) const;
    int port() const;
    /** The next answers in this order; then what answerBy() or always() says. */
    void script(const QList<StubAnswer> &answers);
    void always(const StubAnswer &answer);
    /** Runs in the server's thread. */
    void answerBy(std::function<StubAnswer(const StubRequest &)> answer);

    int hits() const; ///< requests whose head arrived
    int connections() const;
    int endedConnections() const; ///< closed by both sides
    QList<StubRequest> requests() const;
    /** Until so many have arrived; false after ten seconds. */
    bool waitForHits(int count) const;
    void forget(); ///< requests, counters and script

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace listwright::test
