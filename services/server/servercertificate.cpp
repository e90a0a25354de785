// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/servercertificate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QHostAddress>
#include <QLocale>
#include <QSslCertificate>
#include <QSslKey>

#include <memory>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace listwright {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = 1024 * 1024; // of a file; a chain is a few thousand

struct ServerCertificate
{
    Q_DECLARE_TR_FUNCTIONS(ServerCertificate)
};

tl::unexpected<Error> unfit(const QString &message, const QString &detail = {})
{
    return failure(ErrorCode::InvalidInput, message, detail);
}

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::NotFound, ServerCertificate::tr("There is no file %1.").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Forbidden,
                       ServerCertificate::tr("The file %1 cannot be read: %2").arg(path, file.errorString()),
                       file.errorString());
    return file.read(mostBytes);
}

Result<QList<QSslCertificate>> readChain(const QString &path)
{
    const auto pem = readPem(path);
    if (!pem)
        return failure(pem.error());
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull())
        return unfit(ServerCertificate::tr("There is no certificate in %1. It has to be a PEM file, which begins with "
                                           "-----BEGIN CERTIFICATE-----.")
                         .arg(path));
    const auto moment = [](const QDateTime &time) {
        return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (chain.first().expiryDate() < now)
        return unfit(ServerCertificate::tr("The certificate in %1 has expired: it was good until %2.")
                         .arg(path, moment(chain.first().expiryDate())));
    if (chain.first().effectiveDate() > now)
        return unfit(ServerCertificate::tr("The certificate in %1 is not good before %2.")
                         .arg(path, moment(chain.first().effectiveDate())));
    return chain;
}

Result<QSslKey> readKey(const QString &path)
{
    const auto pem = readPem(path);
    if (!pem)
        return failure(pem.error());
    if (pem->contains("ENCRYPTED"))
        return unfit(ServerCertificate::tr("The key in %1 has a passphrase, which nobody can type when the server "
                                           "starts. It has to be kept without one, where only its owner may read it.")
                         .arg(path));
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (const QSslKey key(*pem, algorithm, QSsl::Pem, QSsl::PrivateKey); !key.isNull())
            return key;
    }
    return unfit(ServerCertificate::tr("There is no key of RSA or EC in %1. It has to be a PEM file, which begins with "
                                       "-----BEGIN PRIVATE KEY----- or the like.")
                     .arg(path));
}

/** What OpenSSL says of its last failure. */
QString opensslReason()
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    return QString::fromLatin1(reason ? reason : "unknown");
}

/** Tried here, as with each client it would only come out that nothing can be encrypted. */
Result<void> tryTogether(const QSslCertificate &certificate, const QSslKey &key, const QString &certificateFile,
                         const QString &keyFile)
{
    const QByteArray certificateDer = certificate.toDer();
    const QByteArray keyDer = key.toDer();
    const auto *certificateBytes = reinterpret_cast<const unsigned char *>(certificateDer.constData());
    const auto *keyBytes = reinterpret_cast<const unsigned char *>(keyDer.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> x509(
        d2i_X509(nullptr, &certificateBytes, static_cast<long>(certificateDer.size())), X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pkey(
        d2i_AutoPrivateKey(nullptr, &keyBytes, static_cast<long>(keyDer.size())), EVP_PKEY_free);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!x509 || !pkey || !context)
        return unfit(
            ServerCertificate::tr("The certificate in %1 cannot be used: %2").arg(certificateFile, opensslReason()),
            opensslReason());
    ERR_clear_error();
    if (X509_check_private_key(x509.get(), pkey.get()) != 1)
        return unfit(ServerCertificate::tr("The key in %1 does not belong to the certificate in %2.")
                         .arg(keyFile, certificateFile),
                     opensslReason());
    if (SSL_CTX_use_certificate(context.get(), x509.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), pkey.get()) != 1)
        return unfit(
            ServerCertificate::tr("The certificate in %1 cannot be used: %2").arg(certificateFile, opensslReason()),
            opensslReason());
    return {};
}

} // namespace

Result<QSslConfiguration> serverEncryption(const QString &certificateFile, const QString &keyFile)
{
    const auto chain = readChain(certificateFile);
    if (!chain)
        return failure(chain.error());
    const auto key = readKey(keyFile);
    if (!key)
        return failure(key.error());
    if (auto fit = tryTogether(chain->first(), *key, certificateFile, keyFile); !fit)
        return failure(fit.error());
    QSslConfiguration encryption;
    encryption.setProtocol(QSsl::TlsV1_2OrLater);
    encryption.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show keys, not certificates
    encryption.setAllowedNextProtocols({QByteArray(QSslConfiguration::NextProtocolHttp1_1)});
    encryption.setLocalCertificateChain(*chain);
    encryption.setPrivateKey(*key);
    return encryption;
}

QList<QByteArray> certifiedHosts(const QSslCertificate &certificate)
{
    QList<QByteArray> hosts;
    const auto names = certificate.subjectAlternativeNames();
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        const bool v6 = name.key() == QSsl::IpAddressEntry && name->contains(u':');
        if ((name.key() == QSsl::DnsEntry || name.key() == QSsl::IpAddressEntry) && !name->contains(u'*'))
            hosts.append((v6 ? u'[' + *name + u']' : *name).toLower().toLatin1());
    }
    return hosts;
}

} // namespace listwright
