// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/exchange.h"

#include "services/net/oncedevice.h"
#include "services/net/transporterror.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTimer>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/** Why the program itself ended an exchange. */
enum class Ending { None, Late, Stopped, TooLarge, HeadOnly };

QNetworkRequest requestFor(const HttpRequest &request, const QSslConfiguration &tls)
{
    QNetworkRequest made(request.url);
    made.setSslConfiguration(tls);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Together with a device that cannot be rewound these keep Qt from repeating the request, see OnceDevice.
    made.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    made.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    made.setHeader(QNetworkRequest::UserAgentHeader, u"Listwright/" LISTWRIGHT_VERSION ""_s);
    for (const auto &[name, value] : request.headers)
        made.setRawHeader(name, value);
    return made;
}

/** Whether less came than was announced. Qt leaves the length of what was compressed in place. */
bool isCut(const HttpAnswer &answer)
{
    bool isNumber = false;
    const qint64 announced = answer.header("content-length").toLongLong(&isNumber);
    return isNumber && answer.status != 204 && answer.status != 304 && answer.header("content-encoding").isEmpty() &&
           answer.body.size() < announced;
}

class Exchange
{
public:
    Exchange(const HttpRequest &request, QNetworkReply &reply) : m_request(request), m_reply(reply) {}

    Result<HttpAnswer> run(const std::stop_token &stop)
    {
        QObject::connect(&m_reply, &QNetworkReply::readyRead, &m_loop, [this] { read(); });
        QObject::connect(&m_reply, &QNetworkReply::finished, &m_loop, &QEventLoop::quit);
        if (m_request.method == "HEAD")
            QObject::connect(&m_reply, &QNetworkReply::metaDataChanged, &m_loop, [this] { endWithHead(); });
        QObject::connect(&m_reply, &QNetworkReply::sslErrors, &m_loop,
                         [this](const QList<QSslError> &errors) { m_tlsErrors += errors; });
        QTimer::singleShot(m_request.timeout, &m_loop, [this] { end(Ending::Late); });
        {
            const std::stop_callback onStop(stop, [this] {
                QMetaObject::invokeMethod(
                    &m_loop, [this] { end(Ending::Stopped); }, Qt::QueuedConnection);
            });
            if (!m_reply.isFinished())
                m_loop.exec();
        }
        read();
        return result();
    }

private:
    void read()
    {
        if (m_ending != Ending::None)
            return;
        m_answer.body += m_reply.readAll();
        if (m_answer.body.size() > m_request.maximumAnswer)
            end(Ending::TooLarge);
    }

    void end(Ending why)
    {
        if (m_ending != Ending::None)
            return;
        m_ending = why;
        m_reply.abort();
        m_loop.quit();
    }

    /** That is all of an answer to HEAD; Qt would wait for the body that its head announces. */
    void endWithHead()
    {
        if (m_ending != Ending::None)
            return;
        m_ending = Ending::HeadOnly;
        readHead();
        m_loop.quit();
    }

    void readHead()
    {
        m_answer.status = m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QList<QNetworkReply::RawHeaderPair> headers = m_reply.rawHeaderPairs();
        for (const auto &[name, value] : headers)
            m_answer.headers.append({name.toLower(), value});
    }

    Result<HttpAnswer> result()
    {
        const QString place = placeOf(m_request.url);
        switch (m_ending) {
        case Ending::Late:
            return failure(ErrorCode::Timeout,
                           HttpClient::tr("%1 took too long to answer. Try again later.").arg(place),
                           u"no complete answer within %1 ms"_s.arg(m_request.timeout.count()));
        case Ending::Stopped:
            return failure(ErrorCode::Cancelled, HttpClient::tr("The request was stopped."));
        case Ending::TooLarge:
            return failure(
                ErrorCode::InvalidInput,
                HttpClient::tr("The answer of %1 is too large. Check the address, or choose another model.").arg(place),
                u"answer above %1 bytes"_s.arg(m_request.maximumAnswer));
        case Ending::HeadOnly:
            return std::move(m_answer);
        case Ending::None:
            break;
        }
        readHead();
        if (const auto error = transportError(m_reply, {place, m_answer.status, m_tlsErrors, isThroughProxy()}))
            return failure(*error);
        if (isCut(m_answer))
            return failure(cutAnswer(place));
        return std::move(m_answer);
    }

    bool isThroughProxy() const
    {
        if (m_reply.error() == QNetworkReply::NoError)
            return false;
        const auto proxies = m_reply.manager()->proxyFactory()->queryProxy(QNetworkProxyQuery(m_request.url));
        return !proxies.isEmpty() && proxies.first().type() != QNetworkProxy::NoProxy;
    }

    const HttpRequest &m_request;
    QNetworkReply &m_reply;
    QEventLoop m_loop;
    HttpAnswer m_answer;
    QList<QSslError> m_tlsErrors;
    Ending m_ending = Ending::None;
};

} // namespace

Result<HttpAnswer> exchange(QNetworkAccessManager &manager, const QSslConfiguration &tls, const HttpRequest &request,
                            const std::stop_token &stop)
{
    if (stop.stop_requested())
        return failure(ErrorCode::Cancelled, HttpClient::tr("The request was stopped."));
    const QNetworkRequest made = requestFor(request, tls);
    OnceDevice body(request.body); // outlives the reply
    // A custom request, since only those may have a body whatever the method: also a GET's empty one keeps Qt from
    // repeating it.
    const std::unique_ptr<QNetworkReply> reply(manager.sendCustomRequest(made, request.method, &body));
    auto answer = Exchange(request, *reply).run(stop);
    if (!answer && body.wasRead())
        answer.error().detail += requestSent;
    return answer;
}

QString placeOf(const QUrl &url)
{
    return url.port() < 0 ? url.host() : url.host() % u':' % QString::number(url.port());
}

} // namespace listwright
