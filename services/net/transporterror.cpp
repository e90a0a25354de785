// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/net/transporterror.h"

#include "services/net/httpclient.h"

#include <QMetaEnum>
#include <QNetworkReply>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

/**
 * Qt reports a status from 400 on as an error, too, though the answer is there; and a 307 or 308, for which it would
 * send the body again.
 */
bool isOnlyStatus(QNetworkReply::NetworkError error, int status)
{
    if (error == QNetworkReply::ContentReSendError)
        return status == 307 || status == 308;
    return status > 0 && error >= QNetworkReply::ContentAccessDenied && error != QNetworkReply::ProtocolUnknownError &&
           error != QNetworkReply::ProtocolFailure;
}

QString nameOf(QNetworkReply::NetworkError error)
{
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(error));
}

QString tlsWords(const QList<QSslError> &errors, const QString &place)
{
    for (const QSslError &error : errors) {
        switch (error.error()) {
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid:
            return HttpClient::tr("The certificate of %1 has expired or is not valid yet. Is this computer's clock "
                                  "right?")
                .arg(place);
        case QSslError::HostNameMismatch:
            return HttpClient::tr("The certificate of %1 is made out to another name. Check the address.").arg(place);
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
            return HttpClient::tr("The certificate of %1 comes from an authority that is not trusted here. If it is "
                                  "your company's own, name its certificates in the settings.")
                .arg(place);
        default:
            break;
        }
    }
    return HttpClient::tr("No secure connection to %1 could be made. Check the address and the network.").arg(place);
}

Error untrusted(const QList<QSslError> &errors, const QString &place)
{
    QStringList details;
    for (const QSslError &error : errors)
        details.append(error.errorString());
    return {ErrorCode::Untrusted, tlsWords(errors, place), u"TLS: "_s % details.join(u"; "_s), {}};
}

} // namespace

std::optional<Error> transportError(const QNetworkReply &reply, const Transport &transport)
{
    const QNetworkReply::NetworkError error = reply.error();
    if (error == QNetworkReply::NoError || isOnlyStatus(error, transport.status))
        return {};
    const QString &place = transport.place;
    const QString detail = nameOf(error);
    const auto disconnected = [&](const QString &message) {
        return Error{ErrorCode::Disconnected, message, detail, {}};
    };
    // Without TLS the proxy is asked as if it were the server, and its faults look like the server's.
    const bool mayBeTheProxy = error == QNetworkReply::ConnectionRefusedError ||
                               error == QNetworkReply::HostNotFoundError || error == QNetworkReply::UnknownNetworkError;
    if (transport.isThroughProxy && mayBeTheProxy)
        return disconnected(HttpClient::tr("The proxy on the way to %1 does not answer, or does not let this through. "
                                           "Check its address in the settings.")
                                .arg(place));
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return Error{
            ErrorCode::Disconnected,
            HttpClient::tr("Nothing answers at %1: the connection was refused. Check the address and the network.")
                .arg(place),
            connectionRefused % u": "_s % detail,
            {}};
    case QNetworkReply::HostNotFoundError:
        return disconnected(HttpClient::tr("%1 was not found. Check the address and the network.").arg(place));
    case QNetworkReply::TimeoutError:
        return Error{
            ErrorCode::Timeout, HttpClient::tr("%1 took too long to answer. Try again later.").arg(place), detail, {}};
    case QNetworkReply::SslHandshakeFailedError:
        return untrusted(transport.tlsErrors, place);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Error{
            ErrorCode::Unauthorized,
            HttpClient::tr("The proxy wants a user name and a password. Give them with its address in the settings."),
            detail,
            {}};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return disconnected(HttpClient::tr("The proxy on the way to %1 does not answer, or does not let this through. "
                                           "Check its address in the settings.")
                                .arg(place));
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return Error{ErrorCode::Disconnected, cutAnswer(place).message, detail, {}};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return disconnected(HttpClient::tr("What answers at %1 does not speak HTTP. Check the address.").arg(place));
    default:
        return disconnected(
            HttpClient::tr("There is no connection to %1. Check the network, and try again later.").arg(place));
    }
}

Error cutAnswer(const QString &place)
{
    return {ErrorCode::Disconnected,
            HttpClient::tr("The connection to %1 ended before the answer was complete. Try again later.").arg(place),
            u"fewer bytes than announced"_s,
            {}};
}

} // namespace listwright
