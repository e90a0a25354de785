// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QList>

#include <optional>

class QNetworkReply;
class QSslError;

namespace listwright {

/** What kept a finished exchange from having a complete answer; nothing when it has one, whatever its status. */
std::optional<Error> transportError(const QNetworkReply &reply, int status, const QList<QSslError> &tlsErrors,
                                    const QString &place);
/** An answer that ended early. */
Error cutAnswer(const QString &place);

} // namespace listwright
