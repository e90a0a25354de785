// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "services/server/compression.h"

#include <zlib.h>

namespace listwright {

namespace {

constexpr qsizetype shortest = 1024; // bytes; below that the packet is the same
constexpr int quick = 1;             // a local client waits for the processor, not for the wire
constexpr int gzipFormat = 15 + 16;  // window of 32 KB, gzip rather than zlib

QByteArray gzipped(const QByteArray &text)
{
    z_stream stream{};
    if (deflateInit2(&stream, quick, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray result(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))),
                      Qt::Uninitialized);
    QByteArray input = text; // zlib does not write to it, but asks for a pointer that could
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    result.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return whole ? result : QByteArray();
}

bool isText(const ServerAnswer &answer)
{
    bool text = false;
    for (const auto &[name, value] : answer.headers) {
        const QByteArray header = name.toLower();
        if (header == "content-encoding")
            return false;
        if (header == "content-type")
            text = value.startsWith("text/") || value.contains("json") || value.contains("xml");
    }
    return text;
}

bool isWorthIt(const ServerAnswer &answer)
{
    return answer.body.size() >= shortest && !answer.isError() && isText(answer); // errors get their request's id yet
}

const std::pair<QByteArray, QByteArray> variesByCoding{"Vary", "Accept-Encoding"};

} // namespace

bool takesGzip(const QByteArray &acceptEncoding)
{
    const QList<QByteArray> codings = acceptEncoding.toLower().split(',');
    for (const QByteArray &coding : codings) {
        const QList<QByteArray> parts = coding.split(';');
        const QByteArray name = parts.first().trimmed();
        if (name != "gzip" && name != "*")
            continue;
        const QByteArray quality = parts.value(1).trimmed();
        return !quality.startsWith("q=") || quality.mid(2).toDouble() > 0;
    }
    return false;
}

void compress(ServerAnswer &answer)
{
    if (!isWorthIt(answer))
        return;
    QByteArray compressed = gzipped(answer.body);
    if (compressed.isEmpty() || compressed.size() >= answer.body.size())
        return;
    answer.body = std::move(compressed);
    answer.headers.emplaceBack("Content-Encoding", "gzip");
    answer.headers.append(variesByCoding);
    for (auto &[name, value] : answer.headers) { // other bytes than the plain ones
        if (name == "ETag" && !value.startsWith("W/"))
            value.prepend("W/");
    }
}

void noteCodings(ServerAnswer &answer)
{
    if (isWorthIt(answer))
        answer.headers.append(variesByCoding);
}

} // namespace listwright
