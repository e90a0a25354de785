// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QList>
#include <QSslError>

#include <optional>

class QNetworkReply;

namespace listwright {

/** What is known of a finished exchange. */
struct Transport
{
    QString place; ///< for messages: host and port
    int status = 0;
    QList<QSslError> tlsErrors;
    bool isThroughProxy = false;
};

/** What kept a finished exchange from having a complete answer; nothing when it has one, whatever its status. */
std::optional<Error> transportError(const QNetworkReply &reply, const Transport &transport);
/** An answer that ended early. */
Error cutAnswer(const QString &place);

} // namespace listwright
