// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace listwright::fuzz {

/** A body as it is sent, after a line with its content type. */
struct TypedBody
{
    QByteArray type;
    QByteArray body;
};

/** Nothing where there is no such line. */
inline std::optional<TypedBody> typedBody(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype line = bytes.indexOf('\n');
    if (line < 0)
        return {};
    return TypedBody{bytes.left(line), bytes.mid(line + 1)};
}

} // namespace listwright::fuzz
