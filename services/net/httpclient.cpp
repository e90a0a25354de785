// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/httpclient.h"

#include "services/logging/logfields.h"
#include "services/net/exchange.h"
#include "services/net/proxies.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QThread>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(category, "listwright.net")

constexpr int mostRedirects = 5;

Result<QSslConfiguration> tlsWith(const QString &caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (caFile.isEmpty())
        return tls;
    QFile file(caFile);
    const QList<QSslCertificate> certificates =
        file.open(QIODevice::ReadOnly) ? QSslCertificate::fromDevice(&file, QSsl::Pem) : QList<QSslCertificate>();
    if (certificates.isEmpty())
        return failure(ErrorCode::InvalidInput, HttpClient::tr("“%1” holds no certificates in PEM form.").arg(caFile));
    tls.addCaCertificates(certificates);
    return tls;
}

/** Where there is no window, as on the command line, no thread is the GUI's. */
bool isGuiThread()
{
    const QCoreApplication *application = QCoreApplication::instance();
    return application && application->inherits("QGuiApplication") && application->thread() == QThread::currentThread();
}

bool isPlain(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte < 0x20 || byte == 0x7f;
    });
}

bool isMethod(const QByteArray &method)
{
    return !method.isEmpty() &&
           std::all_of(method.begin(), method.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

/** Line breaks in a header would let a key or a value become headers of its own. */
Result<void> check(const HttpRequest &request)
{
    const QUrl &url = request.url;
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http"_s && url.scheme() != u"https"_s))
        return failure(ErrorCode::InvalidInput, HttpClient::tr("This is not a web address: it has to begin with "
                                                               "https:// or http://."));
    const bool plain = std::all_of(request.headers.begin(), request.headers.end(), [](const auto &header) {
        return !header.first.isEmpty() && isPlain(header.first) && isPlain(header.second);
    });
    if (!plain || !isMethod(request.method))
        return failure(ErrorCode::InvalidInput,
                       HttpClient::tr("The request to %1 holds characters that cannot be sent. Enter the key again.")
                           .arg(placeOf(url)));
    return {};
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/** Where the answer points to, when that is to be followed. */
std::optional<QUrl> redirectOf(const HttpRequest &request, const HttpAnswer &answer)
{
    if (!isRedirect(answer.status) || (request.method != "GET" && request.method != "HEAD"))
        return {};
    const QByteArray location = answer.header("location");
    const QUrl target = request.url.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    if (location.isEmpty() || !target.isValid() || target.host() != request.url.host())
        return {};
    const bool samePlace = target.scheme() == request.url.scheme() && target.port() == request.url.port();
    const bool safer = request.url.scheme() == u"http"_s && target.scheme() == u"https"_s;
    return samePlace || safer ? std::optional(target) : std::nullopt;
}

void writeLog(const HttpRequest &request, const Result<HttpAnswer> &answer, qint64 milliseconds)
{
    QJsonObject fields{{u"method"_s, QString::fromLatin1(request.method)},
                       {u"host"_s, placeOf(request.url)},
                       {u"path"_s, request.url.path()},
                       {u"ms"_s, milliseconds}};
    if (answer) {
        fields.insert(u"status"_s, answer->status);
        fields.insert(u"bytes"_s, answer->body.size());
    } else {
        fields.insert(u"error"_s, errorCodeName(answer.error().code));
        fields.insert(u"detail"_s, answer.error().detail);
    }
    qCInfo(category).noquote() << "Request" << logFields(fields);
}

} // namespace

QByteArray HttpAnswer::header(const QByteArray &lowerCaseName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

struct HttpClient::Private
{
    QNetworkAccessManager manager;
    QSslConfiguration tls;
    std::optional<Error> fault; ///< of the options
};

HttpClient::HttpClient(HttpOptions options) : d(std::make_unique<Private>())
{
    if (auto tls = tlsWith(options.caFile))
        d->tls = *std::move(tls);
    else
        d->fault = tls.error();
    if (auto proxies = proxiesFrom(options.proxy))
        d->manager.setProxyFactory(proxies->release());
    else
        d->fault = proxies.error();
}

HttpClient::~HttpClient() = default;

Result<HttpAnswer> HttpClient::send(const HttpRequest &request, const std::stop_token &stop)
{
    Q_ASSERT_X(d->manager.thread() == QThread::currentThread(), "HttpClient", "belongs to the thread that made it");
    if (isGuiThread())
        return failure(ErrorCode::Internal, tr("This is a fault of Listwright. Please report it."),
                       u"a request may not be waited for in the GUI thread"_s);
    if (d->fault)
        return failure(*d->fault);
    if (auto checked = check(request); !checked)
        return failure(checked.error());
    HttpRequest next = request;
    QElapsedTimer clock;
    clock.start();
    for (int redirects = 0;; ++redirects) {
        const qint64 before = clock.elapsed();
        next.timeout = std::max(request.timeout - std::chrono::milliseconds(before), std::chrono::milliseconds(0));
        auto answer = exchange(d->manager, d->tls, next, stop);
        writeLog(next, answer, clock.elapsed() - before);
        const auto target = answer ? redirectOf(next, *answer) : std::nullopt;
        if (!target || redirects == mostRedirects)
            return answer;
        next.url = *target;
    }
}

} // namespace listwright
