// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace listwright {

/** What a caller can branch on. Transient ones (see isTransient()) may succeed when tried again unchanged. */
enum class ErrorCode {
    InvalidInput,  ///< outside data or a person's entry is wrong
    NotFound,      ///< the thing asked for does not exist
    Conflict,      ///< changed meanwhile by somebody else, or a unique key is taken
    Forbidden,     ///< not allowed: read-only database, no file right, refused state change
    Unsupported,   ///< a newer database, an unknown format
    Corrupt,       ///< stored data is damaged
    Busy,          ///< locked by another process
    Disconnected,  ///< a server is away
    StorageFull,   ///< disk full or quota reached
    Timeout,       ///< took too long
    Unauthorized,  ///< a key or password is missing, wrong or expired
    RateLimited,   ///< asked too often; Error::retryAfter says for how long
    QuotaExceeded, ///< what was paid for is used up; trying again is useless until a person acts
    Unavailable,   ///< the other side fails or is being maintained
    Untrusted,     ///< the other side's certificate is not to be trusted
    Cancelled,     ///< stopped on request
    Io,            ///< reading or writing a file failed
    Internal,      ///< a fault of the program
};

/** Why one of the values that were given cannot be taken. */
struct FieldProblem
{
    QString field;   ///< its name in JSON; empty = of none
    QString message; ///< translated
};

/** Why something failed: a code to branch on, words for the person, details for the log. Never holds a secret. */
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< translated, complete sentence for the person
    QString detail;  ///< English, for the log
    std::optional<std::chrono::milliseconds> retryAfter{};
    QList<FieldProblem> fields{}; ///< of InvalidInput: the values that are wrong, where that can be said
};

bool isTransient(ErrorCode code);
/** Stable lower-case name for logs and JSON: "invalid_input". */
QString errorCodeName(ErrorCode code);

} // namespace listwright
