// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/api/entitytag.h"

#include "services/server/compression.h"

#include <xxhash.h>

#include <algorithm>

namespace listwright {

namespace {

/** Empty where there is none. */
QByteArray entityTagOf(const ServerAnswer &answer)
{
    const auto tag = std::ranges::find_if(answer.headers, [](const auto &header) { return header.first == "ETag"; });
    return tag == answer.headers.cend() ? QByteArray() : tag->second;
}

/** RFC 9110, 13.1.2: weak comparison. */
bool isAmong(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    if (ifNoneMatch.trimmed() == "*")
        return true;
    const QList<QByteArray> known = ifNoneMatch.split(',');
    return std::ranges::any_of(known, [&tag](const QByteArray &each) {
        const QByteArray one = each.trimmed();
        return (one.startsWith("W/") ? one.mid(2) : one) == tag;
    });
}

} // namespace

ServerAnswer tagged(const ReceivedRequest &request, ServerAnswer answer)
{
    if (answer.status != 200)
        return answer;
    QByteArray tag = entityTagOf(answer);
    if (tag.isEmpty()) {
        const quint64 hash = XXH3_64bits(answer.body.constData(), static_cast<std::size_t>(answer.body.size()));
        tag = '"' + QByteArray::number(hash, 16) + '"';
        answer.headers.emplaceBack("ETag", tag);
    }
    if (!isAmong(request.header("if-none-match"), tag))
        return answer;
    noteCodings(answer); // the same as with the body, for caches
    ServerAnswer unchanged{.status = 304, .headers = {{"ETag", tag}}};
    for (const auto &header : std::as_const(answer.headers)) {
        if (header.first == "Vary")
            unchanged.headers.append(header);
    }
    return unchanged;
}

} // namespace listwright
