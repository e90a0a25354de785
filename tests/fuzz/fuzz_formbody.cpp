// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line with a content type, then a body, as a form and as multipart: what is made of it is JSON whose size the body
// allows, or the file that it holds.

#include "services/intake/formbody.h"
#include "tests/fuzz/typedbody.h"

#include <QJsonDocument>

#include <cstdlib>

using namespace listwright;

namespace {

constexpr qsizetype mostOfOneByte = 16; // a name of one control character becomes "\u0001":null,

bool isJsonOf(const QByteArray &body, const QByteArray &json)
{
    return !QJsonDocument::fromJson(json).isNull() && json.size() <= mostOfOneByte * (body.size() + 1);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const auto sent = fuzz::typedBody(data, size);
    if (!sent)
        return 0;
    const QByteArray &body = sent->body;
    if (const auto json = formbody::jsonOfForm(body); json && !isJsonOf(body, *json))
        std::abort();
    const auto multipart = formbody::jsonOfMultipart(sent->type, body);
    if (multipart && !body.contains(multipart->json) && !isJsonOf(body, multipart->json))
        std::abort();
    if (multipart && !multipart->source.isValidUtf16())
        std::abort();
    return 0;
}
