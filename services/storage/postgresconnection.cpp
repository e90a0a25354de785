// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/storage/postgresconnection.h"

#include <QLoggingCategory>

namespace listwright {

namespace {

Q_LOGGING_CATEGORY(serverLog, "listwright.storage.server")

} // namespace

void logNotices(PGconn *connection)
{
    const auto log = [](void *, const char *message) {
        qCInfo(serverLog).noquote() << QString::fromUtf8(message).trimmed();
    };
    PQsetNoticeProcessor(connection, log, nullptr);
}

} // namespace listwright
