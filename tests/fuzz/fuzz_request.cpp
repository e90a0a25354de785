// SPDX-FileCopyrightText: The Listwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a client sends, cut at any place: the reader ends with a request or a refusal, and the cuts change nothing.

#include "services/server/requestreader.h"

using namespace listwright;

namespace {

using State = RequestReader::State;

/** Paths, bodies and refusals of all requests in the bytes, which come in portions of that size. */
QByteArray outcomeOf(const QByteArray &bytes, qsizetype portion)
{
    HttpLimits limits;
    limits.requestLine = 256;
    limits.head = 1024;
    limits.headers = 16;
    limits.body = 4096;
    RequestReader reader(limits);
    QByteArray outcome;
    QByteArray waiting;
    for (qsizetype at = 0; at < bytes.size(); at += portion) {
        waiting += bytes.mid(at, portion);
        for (;;) {
            const qsizetype before = waiting.size();
            const State state = reader.read(waiting);
            if (state == State::Refused)
                return outcome + QByteArray::number(reader.refusal().status);
            if (state == State::Complete) {
                const ReceivedRequest request = reader.takeRequest();
                if (request.body.size() > limits.body || request.path.contains('\0'))
                    abort();
                outcome += request.method + ' ' + request.path + ' ' + request.body + '\n';
                continue;
            }
            if (waiting.size() == before)
                break;
        }
    }
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (size > 0 && outcomeOf(bytes, bytes.size()) != outcomeOf(bytes, 1 + data[0] % 7))
        abort();
    return 0;
}
