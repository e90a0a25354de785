// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/gunzip.h"

#include <array>

#include <zlib.h>

namespace listwright::test {

QByteArray gunzipped(QByteArray bytes)
{
    constexpr int gzipFormat = 15 + 16;
    z_stream stream{};
    if (inflateInit2(&stream, gzipFormat) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    QByteArray text;
    std::array<char, 16 * 1024> part{};
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(part.data());
        stream.avail_out = static_cast<uInt>(part.size());
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(part.data(), static_cast<qsizetype>(part.size() - stream.avail_out));
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END ? text : QByteArray();
}

} // namespace listwright::test
