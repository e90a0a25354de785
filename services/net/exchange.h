// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/net/httpclient.h"

class QNetworkAccessManager;
class QSslConfiguration;

namespace listwright {

/**
 * One request and its answer, without redirects. Runs the event loop of the calling thread until the answer is
 * complete, too large, late or not wanted any more. Holds the only local event loop of the program.
 */
Result<HttpAnswer> exchange(QNetworkAccessManager &manager, const QSslConfiguration &tls, const HttpRequest &request,
                            const std::stop_token &stop);

/** "example.com" or "127.0.0.1:8080", for messages. */
QString placeOf(const QUrl &url);

} // namespace listwright
