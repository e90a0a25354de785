// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/domain/error.h"

namespace listwright {

bool isTransient(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Busy:
    case ErrorCode::Disconnected:
    case ErrorCode::Timeout:
    case ErrorCode::RateLimited:
    case ErrorCode::Unavailable:
        return true;
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Forbidden:
    case ErrorCode::Unsupported:
    case ErrorCode::Corrupt:
    case ErrorCode::StorageFull:
    case ErrorCode::Cancelled:
    case ErrorCode::Io:
    case ErrorCode::Internal:
    case ErrorCode::Unauthorized:
    case ErrorCode::QuotaExceeded:
    case ErrorCode::Untrusted:
        return false;
    }
    return false;
}

QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return QStringLiteral("invalid_input");
    case ErrorCode::NotFound:
        return QStringLiteral("not_found");
    case ErrorCode::Conflict:
        return QStringLiteral("conflict");
    case ErrorCode::Forbidden:
        return QStringLiteral("forbidden");
    case ErrorCode::Unsupported:
        return QStringLiteral("unsupported");
    case ErrorCode::Corrupt:
        return QStringLiteral("corrupt");
    case ErrorCode::Busy:
        return QStringLiteral("busy");
    case ErrorCode::Disconnected:
        return QStringLiteral("disconnected");
    case ErrorCode::StorageFull:
        return QStringLiteral("storage_full");
    case ErrorCode::Timeout:
        return QStringLiteral("timeout");
    case ErrorCode::Unauthorized:
        return QStringLiteral("unauthorized");
    case ErrorCode::RateLimited:
        return QStringLiteral("rate_limited");
    case ErrorCode::QuotaExceeded:
        return QStringLiteral("quota_exceeded");
    case ErrorCode::Unavailable:
        return QStringLiteral("unavailable");
    case ErrorCode::Untrusted:
        return QStringLiteral("untrusted");
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorCode::Io:
        return QStringLiteral("io");
    case ErrorCode::Internal:
        return QStringLiteral("internal");
    }
    return {};
}

} // namespace listwright
