// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/receivedrequest.h"

#include <algorithm>

namespace listwright {

QByteArray ReceivedRequest::header(QByteArrayView lowerCaseName) const
{
    QByteArray found;
    for (const auto &[name, value] : headers) {
        if (name != lowerCaseName)
            continue;
        if (!found.isEmpty())
            found += ", ";
        found += value;
    }
    return found;
}

bool ReceivedRequest::hasHeader(QByteArrayView lowerCaseName) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto &header) { return header.first == lowerCaseName; });
}

} // namespace listwright
