// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/result.h"

#include <QSslConfiguration>

namespace listwright {

/** Two PEM files, see serverEncryption(). */
struct CertificateFiles
{
    QString certificate{};
    QString key{};
};

/**
 * How a server encrypts with the certificate and the key of two PEM files: TLS from 1.2 on. The first file may hold
 * the certificates above it as well, its own one first; the key is one of RSA or EC, without a passphrase. Errors, of
 * which none holds anything of the key: NotFound, Forbidden, InvalidInput where they are not fit for use, because the
 * certificate has expired, the key is another's, or either is too weak for OpenSSL. Blocks.
 */
Result<QSslConfiguration> serverEncryption(const QString &certificateFile, const QString &keyFile);

/** Names and addresses that the certificate is for, as they stand in a Host header; without those for many names. */
QList<QByteArray> certifiedHosts(const QSslCertificate &certificate);

} // namespace listwright
